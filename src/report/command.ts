import { columns, escapeControl, replaceUnsafe } from './safe.ts';

/** One word of a shell command, quoted parts kept together. */
const WORD = /(?:\$'(?:\\.|[^'\\])*'|'[^']*'|"(?:\\.|[^"\\])*"|\\[^\r\n]|[^\s'"\\]|['"])+/gs;

/**
 * A shell command over several lines of at most `width` columns, to be pasted as it stands: it is broken between
 * its words only, an option stays with its value, and a word that is longer than a line stays whole.
 */
export function foldCommand(command: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts(command)) {
    const indent = lines.length === 0 ? '' : '  ';
    if (line === '') line = indent + part;
    else if (columns(line) + columns(part) + 3 <= width) line += ` ${part}`;
    else {
      lines.push(`${line} \\`);
      line = `  ${part}`;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** The words, each option together with its value. */
function parts(command: string): string[] {
  const result: string[] = [];
  let option = false;
  for (const raw of command.match(WORD) ?? []) {
    const word = safeWord(raw);
    const last = result.at(-1);
    if (option && last !== undefined && !word.startsWith('-')) {
      result[result.length - 1] = `${last} ${word}`;
      option = false;
    } else {
      result.push(word);
      option = word.startsWith('-');
    }
  }
  return result;
}

/** The parts of a word that are quoted in one way. */
const SEGMENT = /\$'(?:\\.|[^'\\])*'|'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^'"\\$]+|./gsu;

/** A word without raw control characters that still means the same to bash and zsh, which know `$'\n'`. */
function safeWord(word: string): string {
  if (escapeControl(word) === word) return word;
  return (word.match(SEGMENT) ?? []).map(safeSegment).join('');
}

function safeSegment(segment: string): string {
  if (segment.startsWith("$'") || escapeControl(segment) === segment) return replaceUnsafe(segment, ansiC);
  if (segment.startsWith("'")) return `$${replaceUnsafe(segment.replaceAll('\\', '\\\\'), ansiC)}`;
  const own = segment.startsWith('\\') ? segment.slice(1) : segment;
  const outside = own.startsWith('"') ? '"' : '';
  return replaceUnsafe(own, (character) => `${outside}$'${ansiC(character)}'${outside}`);
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A character as it is spelt between `$'` and `'`. */
function ansiC(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x80) return SHORT[character] ?? `\\x${hex.padStart(2, '0')}`;
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
