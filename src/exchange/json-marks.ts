/** A stretch of bytes that is to be replaced by the mark of its owner. */
export interface Mark {
  from: number;
  /** Exclusive. */
  to: number;
  owner: number;
  /** The mark needs quotes of its own: it takes the place of a number. */
  quoted: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Fits marks into a text in JSON, so that it can be parsed with them as well as without: the quotes at the ends of
 * strings stay, what stands between values stays, and a number becomes a string. A text that does not begin as JSON
 * does is left to be marked as it is.
 *
 * @param marks in order, not overlapping
 * @param isSecretNumber whether a number that holds a mark of that owner is more than chance
 */
export function fitJson(
  text: Uint8Array,
  marks: readonly Mark[],
  isSecretNumber: (owner: number, whole: boolean) => boolean,
): readonly Mark[] {
  const start = text.findIndex((byte) => !isSpace(byte));
  const first = text[start];
  const end = marks.at(-1)?.to ?? 0;
  if (first !== 0x7b && first !== 0x5b) return marks;
  const quotes = stringQuotes(text, start, end);
  const fitted: Mark[] = [];
  let next = 0; // the first quote that is not yet behind
  for (const mark of marks) {
    let from = mark.from;
    while (from < mark.to) {
      while (next < quotes.length && (quotes[next] ?? 0) < from) next++;
      const quote = quotes[next] ?? mark.to;
      const to = Math.min(quote, mark.to);
      if (from < to) {
        const piece = { ...mark, from, to };
        const fit = next % 2 === 1 ? piece : fitOutside(text, piece, isSecretNumber);
        if (fit !== undefined && fit.from >= (fitted.at(-1)?.to ?? 0)) fitted.push(fit);
      }
      from = to + 1;
    }
  }
  return fitted;
}

/** Where strings begin and end, in turn. */
function stringQuotes(text: Uint8Array, start: number, end: number): number[] {
  const quotes: number[] = [];
  for (let at = start; at < end; at++) {
    if (text[at] === QUOTE) quotes.push(at);
    else if (text[at] === BACKSLASH && quotes.length % 2 === 1) at++;
  }
  return quotes;
}

/** A mark that stands in no string: on a number, on what separates values, or on what is no JSON after all. */
function fitOutside(
  text: Uint8Array,
  mark: Mark,
  isSecretNumber: (owner: number, whole: boolean) => boolean,
): Mark | undefined {
  const covered = text.subarray(mark.from, mark.to);
  if (covered.every((byte) => isSpace(byte) || isStructure(byte))) return undefined;
  let { from, to } = mark;
  while (from > 0 && isLiteral(text[from - 1])) from--;
  while (isLiteral(text[to])) to++;
  const literal = Buffer.from(text.subarray(from, to)).toString('latin1');
  if (!/^(-?\d+(\.\d+)?([eE][-+]?\d+)?|true|false|null)$/.test(literal)) return mark;
  let before = from - 1;
  while (isSpace(text[before])) before--;
  let after = to;
  while (isSpace(text[after])) after++;
  if (!isStructure(text[before]) || !isStructure(text[after])) return mark;
  const whole = from === mark.from && to === mark.to;
  return isSecretNumber(mark.owner, whole) ? { ...mark, from, to, quoted: true } : undefined;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** One of `[]{}:,` */
function isStructure(byte: number | undefined): boolean {
  return byte === 0x5b || byte === 0x5d || byte === 0x7b || byte === 0x7d || byte === 0x3a || byte === 0x2c;
}

/** One of the characters of numbers, `true`, `false` and `null`. */
function isLiteral(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const letter = byte | 0x20;
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (letter >= 0x61 && letter <= 0x7a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}
