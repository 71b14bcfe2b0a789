import { createGramIndex } from './gram-index.ts';
import { fitJson, type Mark } from './json-marks.ts';
import { findBeginnings, findRuns, type Run } from './runs.ts';
import {
  foldedText,
  longSpellings,
  PARTS_FROM,
  readSecret,
  type Secret,
  SUBSTRING_FROM,
  shortSpellings,
} from './spellings.ts';

/** A value without its secrets. */
export interface Redacted<Value> {
  /** The value itself when there was none. */
  value: Value;
  /** The names of the secrets that were certainly there; what may be chance is taken out all the same. */
  found: string[];
}

/** Takes credentials out of whatever may hold them. */
export interface Redactor {
  text(value: string): Redacted<string>;
  bytes(value: Uint8Array): Redacted<Uint8Array>;
  /** The same as `text`, under the name that a sender asks for. */
  headerValue(value: string): Redacted<string>;
  /**
   * The same as `bytes`.
   *
   * @param cut the body ended before its end, so that a credential at its tail may be there in part
   */
  body(value: Uint8Array, cut?: boolean): Redacted<Uint8Array>;
  /** For messages: just the text. */
  plain(value: string): string;
}

/** Enough for a mark to uncover what it cut in two; each pass leaves less to find. */
const PASSES = 8;
const MARK = '[redacted:';
/** How many texts a redactor remembers at most, and how long they may be. */
const REMEMBERED = 1000;
const REMEMBERED_LENGTH = 256;
const QUOTE = 0x22;

/**
 * Makes a redactor: every occurrence of a secret, whole or in part, in whatever case, escaped or encoded, becomes
 * `[redacted:NAME]`.
 *
 * - Of a secret of 8 characters or more each run of 8 goes, in each spelling that `longSpellings` names, escapes of
 *   URLs, JSON, HTML and quoted-printable undone to any reasonable depth.
 * - One of 4 to 7 characters goes whole; when it is a number, not within a longer number or word.
 * - A shorter one goes where it stands as a word of its own.
 *
 * A text in JSON can be parsed afterwards. Redacting twice changes nothing, and the marks themselves stay, whatever a
 * secret is called.
 *
 * @param secrets variable names and their values; empty values are no secrets
 * @param ordinary a text that anybody may read, such as the document: a value of less than 8 characters that stands in
 *   it is a word, not a secret, and a part of a longer one that stands in it is left where it stands alone
 */
export function createRedactor(secrets: Readonly<Record<string, string>>, ordinary = ''): Redactor {
  const known = Object.entries(secrets).flatMap(([name, value]) => {
    const secret = readSecret(name, value);
    if (secret === undefined) return [];
    return secret.length < PARTS_FROM && ordinary.includes(secret.value) ? [] : [secret];
  });
  if (known.length === 0) {
    const same = <Value>(value: Value): Redacted<Value> => ({ value, found: [] });
    return { text: same, bytes: same, headerValue: same, body: same, plain: (value) => value };
  }
  const redact = compile(known, Buffer.from(ordinary));
  // Names and values of headers are the same from one exchange to the next.
  const seen = new Map<string, Redacted<string>>();
  const text = (value: string): Redacted<string> => {
    const before = seen.get(value);
    if (before !== undefined) return before;
    const bytes = Buffer.from(value);
    const { value: clean, found } = redact(bytes, false);
    const redacted = { value: clean === bytes ? value : Buffer.from(clean).toString(), found };
    if (value.length <= REMEMBERED_LENGTH && seen.size < REMEMBERED) seen.set(value, redacted);
    return redacted;
  };
  return {
    text,
    bytes: (value) => redact(value, false),
    headerValue: text,
    body: (value, cut = false) => redact(value, cut),
    plain: (value) => text(value).value,
  };
}

function compile(
  secrets: readonly Secret[],
  ordinary: Uint8Array,
): (value: Uint8Array, cut: boolean) => Redacted<Uint8Array> {
  const foldedOrdinary = foldedText(ordinary);
  // A document that gives a whole secret away makes none of it ordinary.
  const isOrdinary = secrets.map(({ bytes }) => !foldedOrdinary.includes(foldedText(bytes)));
  const index = createGramIndex(longSpellings(secrets), {
    owners: secrets.length,
    ordinary,
    isOrdinary: (owner) => isOrdinary[owner] === true,
  });
  const words = shortSpellings(secrets);
  // A name is a variable's; whatever else it holds must not break a text in JSON.
  const marks = secrets.map(({ name }) => `${MARK}${name.replace(/[^\w.-]/g, '_')}]`);
  const names = new Set(marks);
  const markBytes = marks.map((mark) => Buffer.from(mark));
  const lengths = secrets.map(({ length }) => length);
  // Part of a number that looks like a short secret is chance; so is all of a very short one.
  const isSecretNumber = (owner: number, whole: boolean) => {
    const length = lengths[owner] ?? 0;
    return length >= PARTS_FROM || (whole && length >= SUBSTRING_FROM);
  };

  return (value, cut) => {
    let clean = value;
    const found = new Set<number>();
    for (let pass = 0; pass < PASSES; pass++) {
      const runs: Run[] = [];
      let settled = true;
      for (const [from, to] of between(clean, names)) {
        const part = from === 0 && to === clean.length ? clean : clean.subarray(from, to);
        const inside = findRuns(part, { index, words, found });
        settled &&= inside.settled;
        for (const run of inside.runs)
          runs.push({ owner: run.owner, from: from + run.from, to: from + run.to });
      }
      if (cut && pass === 0) runs.push(...findBeginnings(clean, secrets));
      if (runs.length === 0) break;
      const fitted = fitJson(clean, join(clean, runs, lengths), isSecretNumber);
      if (fitted.length === 0) break;
      clean = replace(clean, fitted, markBytes);
      if (settled) break;
    }
    const came = secrets.flatMap(({ name }, owner) => (found.has(owner) ? [name] : []));
    return { value: clean, found: came };
  };
}

/** The stretches of a text that lie between marks of ours. */
function between(text: Uint8Array, names: ReadonlySet<string>): [from: number, to: number][] {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.length);
  const parts: [number, number][] = [];
  let from = 0;
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
    const end = bytes.indexOf(']', at) + 1;
    if (end === 0) break;
    if (end - at > 256 || !names.has(bytes.toString('latin1', at, end))) continue;
    parts.push([from, at]);
    from = end;
  }
  parts.push([from, text.length]);
  return parts;
}

/** Joins runs that overlap; the mark is that of the secret with the longest run, the shortest such secret. */
function join(text: Uint8Array, runs: readonly Run[], lengths: readonly number[]): Mark[] {
  for (const run of runs) keepCharacters(text, run);
  const sorted = runs.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const joined: Mark[] = [];
  let longest = 0;
  for (const { owner, from, to } of sorted) {
    const mark = joined.at(-1);
    const length = to - from;
    if (mark === undefined || from > mark.to || (from === mark.to && owner !== mark.owner)) {
      joined.push({ from, to, owner, quoted: false });
      longest = length;
      continue;
    }
    mark.to = Math.max(mark.to, to);
    if (length > longest || (length === longest && (lengths[owner] ?? 0) < (lengths[mark.owner] ?? 0))) {
      mark.owner = owner;
      longest = length;
    }
  }
  return joined;
}

/** Widens a run in UTF-8 that would cut a character in two. */
function keepCharacters(text: Uint8Array, run: Run): void {
  const { from, to } = run;
  const continues = (at: number) => ((text[at] ?? 0) & 0xc0) === 0x80;
  let first = from;
  while (first > 0 && from - first < 3 && continues(first)) first--;
  if ((text[first] ?? 0) >= 0xc0) run.from = first;
  while (run.to - to < 3 && continues(run.to)) run.to++;
}

function replace(text: Uint8Array, spots: readonly Mark[], marks: readonly Buffer[]): Uint8Array {
  const markOf = ({ owner }: Mark) => marks[owner] ?? Buffer.alloc(0);
  const length = spots.reduce(
    (sum, spot) => sum + markOf(spot).length + (spot.quoted ? 2 : 0) - (spot.to - spot.from),
    text.length,
  );
  const source = Buffer.from(text.buffer, text.byteOffset, text.length);
  const replaced = new Uint8Array(length);
  let at = 0;
  let read = 0;
  for (const spot of spots) {
    at += source.copy(replaced, at, read, spot.from);
    if (spot.quoted) replaced[at++] = QUOTE;
    at += markOf(spot).copy(replaced, at);
    if (spot.quoted) replaced[at++] = QUOTE;
    read = spot.to;
  }
  source.copy(replaced, at, read);
  return replaced;
}
