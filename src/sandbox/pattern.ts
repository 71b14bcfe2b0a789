/**
 * A text that matches a regular expression, for the plain ones that documents use: literals, classes, groups,
 * alternatives (the first is taken) and repetitions. Look-arounds and back-references are passed over, so the text
 * may fail for an expression that needs them.
 *
 * @param pattern an expression of ECMA-262, as JSON Schema asks for
 * @param least what `minLength` asks for: open-ended repetitions are stretched to it
 */
export function textFor(pattern: string, least = 0, most = Number.MAX_SAFE_INTEGER): string {
  let text = '';
  for (let stretch = 0; stretch <= Math.min(least, 200); stretch++) {
    text = alternatives({ source: pattern, at: 0, stretch });
    if (text.length >= least) break;
  }
  return text.slice(0, most);
}

interface Reader {
  source: string;
  at: number;
  stretch: number;
}

function alternatives(reader: Reader): string {
  let chosen = sequence(reader);
  let first = true;
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    const other = sequence(reader);
    if (first && chosen === '') chosen = other;
    first = false;
  }
  return chosen;
}

function sequence(reader: Reader): string {
  let text = '';
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at))) {
    const atom = readAtom(reader);
    text += atom.repeat(readCount(reader));
  }
  return text;
}

function readAtom(reader: Reader): string {
  const mark = reader.source.charAt(reader.at++);
  if (mark === '^' || mark === '$') return '';
  if (mark === '.') return 'x';
  if (mark === '[') return readClass(reader);
  if (mark === '\\') return readEscape(reader);
  if (mark !== '(') return mark;
  const prefix = /^\?(?::|<?[=!]|<[^>]*>)/.exec(reader.source.slice(reader.at))?.[0] ?? '';
  reader.at += prefix.length;
  const inner = alternatives(reader);
  reader.at += 1;
  return /[=!]$/.test(prefix) ? '' : inner;
}

const ESCAPES: Record<string, string> = { d: '1', w: 'a', s: ' ', D: 'a', W: '-', S: 'a', b: '', B: '' };
const CONTROLS: Record<string, string> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', '0': '\0' };

function readEscape(reader: Reader): string {
  const mark = reader.source.charAt(reader.at++);
  const code = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]+)\})/i.exec(
    reader.source.slice(reader.at - 1),
  );
  if (code !== null) {
    reader.at += code[0].length - 1;
    return String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '78', 16));
  }
  if (/[pP]/.test(mark) && reader.source[reader.at] === '{') {
    reader.at = reader.source.indexOf('}', reader.at) + 1;
    return mark === 'p' ? 'A' : '-';
  }
  return ESCAPES[mark] ?? CONTROLS[mark] ?? mark;
}

function readClass(reader: Reader): string {
  const from = reader.at;
  if (reader.source[reader.at] === '^') reader.at += 1;
  while (reader.at < reader.source.length && (reader.source[reader.at] !== ']' || reader.at === from)) {
    reader.at += reader.source[reader.at] === '\\' ? 2 : 1;
  }
  const expression = `[${reader.source.slice(from, reader.at)}]`;
  reader.at += 1;
  try {
    const matches = new RegExp(`^${expression}$`, 'u');
    for (const candidate of 'aA1zZ0-_. /:@+é') if (matches.test(candidate)) return candidate;
    for (let code = 33; code < 0x300; code++) {
      const candidate = String.fromCharCode(code);
      if (matches.test(candidate)) return candidate;
    }
  } catch {
    // A class that does not compile alone matches nothing that we could find.
  }
  return '';
}

function readCount(reader: Reader): number {
  const rest = reader.source.slice(reader.at);
  const found = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(rest);
  if (found === null) return 1;
  reader.at += found[0].length;
  const { stretch } = reader;
  if (found[1] === '?') return 0;
  if (found[1] === '*') return stretch;
  if (found[1] === '+') return Math.max(1, stretch);
  const low = Number(found[2]);
  const high = found[3] === undefined ? low : found[4] === '' ? Number.MAX_SAFE_INTEGER : Number(found[4]);
  return Math.min(high, Math.max(low, stretch));
}
