import type { SimpleFaker } from '@faker-js/faker';
import { compilePattern } from '../../document/pattern.ts';
import type { Opinion } from './formats.ts';

/** Longer texts are not tried: an expression may take for ever on them, and one that repeats a group on shorter ones. */
const LONGEST = 200;
const LONGEST_REPEATED = 24;
const REPEATED_GROUP = /\)(?:[+*]|\{\d*,)/;

/**
 * Whether a text matches a document's pattern.
 *
 * @returns undefined when JavaScript cannot tell, or not in any reasonable time
 */
export function matches(pattern: string, text: string): Opinion {
  if (text.length > (REPEATED_GROUP.test(pattern) ? LONGEST_REPEATED : LONGEST)) return undefined;
  return compilePattern(pattern)?.test(text);
}

/** What a text has to be besides matching. */
interface Lengths {
  least: number;
  most: number;
}

/** How often a text is made before the pattern is given up: some need look-arounds, which are passed over. */
const TRIES = 20;

/**
 * A text that matches a pattern, for the plain ones that documents use: literals, classes, groups, alternatives and
 * repetitions.
 *
 * @returns undefined when none was found
 */
export function textMatching(
  pattern: string,
  faker: SimpleFaker,
  { least, most }: Lengths = { least: 0, most: Number.POSITIVE_INFINITY },
): string | undefined {
  if (compilePattern(pattern) === undefined) return undefined;
  for (let turn = 0; turn < TRIES; turn++) {
    // Open repetitions are stretched until the text is long enough.
    const text = alternatives({ source: pattern, at: 0, faker, stretch: turn === 0 ? 1 : least + turn });
    const long = [...text].length;
    if (long >= least && long <= most && matches(pattern, text) === true) return text;
  }
  return undefined;
}

interface Reader {
  source: string;
  at: number;
  faker: SimpleFaker;
  stretch: number;
}

function alternatives(reader: Reader): string {
  const found = [sequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    found.push(sequence(reader));
  }
  // The first one: which of them is taken must not depend on the seed.
  return found.find((text) => text !== '') ?? '';
}

function sequence(reader: Reader): string {
  let text = '';
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at))) {
    const start = reader.at;
    const atom = readAtom(reader);
    const end = reader.at;
    const count = readCount(reader);
    const after = reader.at;
    for (let index = 0; index < count; index++) {
      if (index === 0) text += atom;
      else {
        // Read again, so that a repeated class does not give the same letter each time.
        reader.at = start;
        text += readAtom(reader);
        reader.at = end;
      }
    }
    reader.at = after;
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

const CONTROLS: Record<string, string> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', b: '', B: '' };

function readEscape(reader: Reader): string {
  const rest = reader.source.slice(reader.at);
  const code = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]+)\})/i.exec(rest);
  if (code !== null) {
    reader.at += code[0].length;
    return String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '78', 16) % 0x110000);
  }
  const kind = /^(?:[dDwWsS]|[pP]\{[^}]*\})/.exec(rest)?.[0];
  reader.at += kind?.length ?? 1;
  if (kind !== undefined) return letterOf(`\\${kind}`, reader.faker);
  return CONTROLS[rest.charAt(0)] ?? rest.charAt(0);
}

function readClass(reader: Reader): string {
  const from = reader.at;
  if (reader.source[reader.at] === '^') reader.at += 1;
  while (reader.at < reader.source.length && reader.source[reader.at] !== ']') {
    reader.at += reader.source[reader.at] === '\\' ? 2 : 1;
  }
  const expression = `[${reader.source.slice(from, reader.at)}]`;
  reader.at += 1;
  return letterOf(expression, reader.faker);
}

/** Letters that are tried for a class, the plainest first. */
const LETTERS = [
  ...['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '123456789', '0-_. /:@+é'],
  String.fromCharCode(...Array.from({ length: 0x300 - 33 }, (_, index) => index + 33)),
];

/** A letter of a class; letters, capitals and digits are mixed by no one who reads the answer, so one kind is taken. */
function letterOf(expression: string, faker: SimpleFaker): string {
  const matches = compilePattern(`^${expression}$`);
  if (matches === undefined) return '';
  for (const letters of LETTERS) {
    const found = [...letters].filter((letter) => matches.test(letter));
    if (found.length > 0) return faker.helpers.arrayElement(found);
  }
  return '';
}

function readCount(reader: Reader): number {
  const found = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(reader.source.slice(reader.at));
  if (found === null) return 1;
  reader.at += found[0].length;
  const { stretch } = reader;
  if (found[1] !== undefined) return found[1] === '?' ? 0 : Math.min(stretch, MOST_REPEATED);
  const low = Number(found[2]);
  const high = found[3] === undefined ? low : found[4] === '' ? Number.POSITIVE_INFINITY : Number(found[4]);
  return Math.min(high, Math.max(low, stretch), MOST_REPEATED);
}

/** Nobody asks for longer texts in earnest, and repetitions of repetitions grow quickly. */
const MOST_REPEATED = 300;
