/** Kinds of escapes; they are bits, so that several can be undone at once. */
export const PERCENT = 1;
export const BACKSLASH = 2;
export const ENTITY = 4;
export const QUOTED_PRINTABLE = 8;
/** Zero bytes between letters: text in UTF-16 that is read as bytes. */
export const ZERO = 16;
/** Not a kind: undoes `%252541` and `&amp;amp;lt;` at once, however deep. */
export const DEEP = 32;

/** Which kind of escape a byte may begin. */
export const ESCAPE_KINDS: Uint8Array = (() => {
  const kinds = new Uint8Array(256);
  kinds[0] = ZERO;
  kinds[0x25] = PERCENT;
  kinds[0x26] = ENTITY;
  kinds[0x3d] = QUOTED_PRINTABLE;
  kinds[0x5c] = BACKSLASH;
  return kinds;
})();

/** A text whose escapes are undone, with the way back. */
export interface Unescaped {
  bytes: Uint8Array;
  /** Where the byte, or the escape that it came from, begins in the text with escapes. */
  from(index: number): number;
  /** Where the byte, or the escape that it came from, ends there. */
  to(index: number): number;
  /** Moves an offset of the text with escapes out of an escape that it would cut. */
  outside(offset: number, edge: 'from' | 'to'): number;
}

/** One escape: where it ends and what it says. One object serves for all of a text. */
interface Unit {
  end: number;
  /** A code point, a byte, or -1 where the escape says nothing. */
  code: number;
  isByte: boolean;
}

/**
 * Undoes the escapes of the given kinds: percent-encoding (RFC 3986, `%uXXXX`), backslashes (JSON, JavaScript),
 * HTML's character references, quoted-printable (RFC 2045). What only looks like an escape stays as it is. An escaped
 * escape takes another round, unless `DEEP` is among the kinds.
 *
 * @returns undefined when there is none
 */
export function undoEscapes(text: Uint8Array, kinds: number): Unescaped | undefined {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  // For each escape: where its bytes begin and end, and where it stood.
  const outFrom: number[] = [];
  const outTo: number[] = [];
  const inFrom: number[] = [];
  const inTo: number[] = [];
  const unit: Unit = { end: 0, code: 0, isByte: false };
  for (let at = 0; at < text.length; ) {
    const byte = text[at] as number;
    const kind = (ESCAPE_KINDS[byte] as number) & kinds;
    if (kind === 0 || !readEscape(text, at, kind | (kinds & DEEP), unit)) {
      bytes[length++] = byte;
      at++;
      continue;
    }
    outFrom.push(length);
    inFrom.push(at);
    if (unit.isByte) bytes[length++] = unit.code;
    else if (unit.code >= 0) length = writeUtf8(bytes, length, unit.code);
    outTo.push(length);
    at = unit.end;
    inTo.push(at);
  }
  if (inFrom.length === 0) return undefined;

  const from = (index: number) => {
    const nth = lastAtMost(outFrom, index);
    if (nth < 0) return index;
    const beyond = index - (outTo[nth] ?? 0);
    return beyond < 0 ? (inFrom[nth] ?? 0) : (inTo[nth] ?? 0) + beyond;
  };
  const to = (index: number) => {
    const nth = lastAtMost(outFrom, index);
    if (nth < 0) return index + 1;
    const beyond = index - (outTo[nth] ?? 0);
    return (inTo[nth] ?? 0) + (beyond < 0 ? 0 : beyond + 1);
  };
  const outside = (offset: number, edge: 'from' | 'to') => {
    const nth = lastAtMost(inFrom, offset - 1);
    if (nth < 0 || offset >= (inTo[nth] ?? 0)) return offset;
    // `key=deadbeef` is no escape where the digits are those of what begins there.
    if (kinds === QUOTED_PRINTABLE && edge === 'from' && offset === (inFrom[nth] ?? 0) + 1) return offset;
    return (edge === 'from' ? inFrom[nth] : inTo[nth]) ?? offset;
  };
  return { bytes: bytes.subarray(0, length), from, to, outside };
}

/** The last index whose value is at most `limit` in a list that only rises; -1 when there is none. */
function lastAtMost(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Reads the escape at an offset into `unit`; false when there is none. */
function readEscape(text: Uint8Array, at: number, kind: number, unit: Unit): boolean {
  if ((kind & PERCENT) !== 0) return readPercent(text, at, unit, (kind & DEEP) !== 0);
  if ((kind & BACKSLASH) !== 0) return readBackslash(text, at, unit);
  if ((kind & ENTITY) !== 0) return readEntity(text, at, unit, (kind & DEEP) !== 0);
  if ((kind & ZERO) !== 0) return says(unit, at + 1, -1);
  return readQuotedPrintable(text, at, unit);
}

function says(unit: Unit, end: number, code: number, isByte = false): true {
  unit.end = end;
  unit.code = code;
  unit.isByte = isByte;
  return true;
}

function readPercent(text: Uint8Array, at: number, unit: Unit, deep: boolean): boolean {
  let next = at + 1;
  // `%2541` is `%41`
  while (deep && text[next] === 0x32 && text[next + 1] === 0x35 && hex(text, next + 2, 2) >= 0) next += 2;
  const byte = hex(text, next, 2);
  if (byte >= 0) return says(unit, next + 2, byte, true);
  const code = text[next] === 0x75 ? hex(text, next + 1, 4) : -1;
  return code >= 0 && says(unit, next + 5, code);
}

/** What stands for a control character behind a backslash: b, t, n, f, r. */
const CONTROLS: Readonly<Record<number, number>> = { 98: 8, 116: 9, 110: 10, 102: 12, 114: 13 };

function readBackslash(text: Uint8Array, at: number, unit: Unit): boolean {
  const next = text[at + 1] ?? 0;
  const isLetter = (next | 0x20) >= 0x61 && (next | 0x20) <= 0x7a;
  // Before any mark a backslash stands for the mark itself, as in \/ or \".
  if (!isLetter) {
    return next > 0x20 && next < 0x7f && !(next >= 0x30 && next <= 0x39) && says(unit, at + 2, next, true);
  }
  if (next === 0x75) return readUnicode(text, at, unit);
  if (next === 0x78) {
    const byte = hex(text, at + 2, 2);
    return byte >= 0 && says(unit, at + 4, byte, true);
  }
  const control = CONTROLS[next];
  return control !== undefined && says(unit, at + 2, control, true);
}

function readUnicode(text: Uint8Array, at: number, unit: Unit): boolean {
  if (text[at + 2] === 0x7b) {
    const close = text.subarray(at + 3, at + 10).indexOf(0x7d);
    const code = close < 1 ? -1 : hex(text, at + 3, close);
    return code >= 0 && code <= 0x10ffff && says(unit, at + 4 + close, code);
  }
  const high = hex(text, at + 2, 4);
  if (high >= 0xd800 && high < 0xdc00 && text[at + 6] === 0x5c && text[at + 7] === 0x75) {
    const low = hex(text, at + 8, 4);
    if (low >= 0xdc00 && low < 0xe000) {
      return says(unit, at + 12, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
    }
  }
  return high >= 0 && says(unit, at + 6, high);
}

/** The names of ASCII characters among HTML's character references, and the space that does not break. */
const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ amp: '&', AMP: '&', lt: '<', LT: '<', gt: '>', GT: '>', quot: '"', QUOT: '"', apos: "'" },
    ...{ excl: '!', num: '#', dollar: '$', percnt: '%', lpar: '(', rpar: ')', ast: '*', midast: '*' },
    ...{ plus: '+', comma: ',', period: '.', sol: '/', colon: ':', semi: ';', equals: '=', quest: '?' },
    ...{ commat: '@', lsqb: '[', lbrack: '[', bsol: '\\', rsqb: ']', rbrack: ']', Hat: '^', lowbar: '_' },
    ...{ UnderBar: '_', grave: '`', lcub: '{', lbrace: '{', verbar: '|', vert: '|', VerticalLine: '|' },
    ...{ rcub: '}', rbrace: '}', Tab: '\t', NewLine: '\n', nbsp: '\u00a0' },
  }),
);
const LONGEST_ENTITY = 'VerticalLine'.length;

function readEntity(text: Uint8Array, at: number, unit: Unit, deep: boolean): boolean {
  let next = at + 1;
  // `&amp;lt;` is `&lt;`
  while (deep && isAmp(text, next)) next += 4;
  const read =
    text[next] === 0x23 ? readNumericEntity(text, next + 1, unit) : readNamedEntity(text, next, unit);
  return read || (next > at + 1 && says(unit, next, 0x26, true));
}

/** True where `amp;` stands. */
function isAmp(text: Uint8Array, at: number): boolean {
  return text[at] === 0x61 && text[at + 1] === 0x6d && text[at + 2] === 0x70 && text[at + 3] === 0x3b;
}

function readNumericEntity(text: Uint8Array, at: number, unit: Unit): boolean {
  const base = ((text[at] ?? 0) | 0x20) === 0x78 ? 16 : 10;
  const start = base === 16 ? at + 1 : at;
  let end = start;
  let code = 0;
  for (; end < start + 7; end++) {
    const digit = hex(text, end, 1);
    if (digit < 0 || digit >= base) break;
    code = code * base + digit;
  }
  // The semicolon may be missing.
  return end > start && code <= 0x10ffff && says(unit, text[end] === 0x3b ? end + 1 : end, code);
}

function readNamedEntity(text: Uint8Array, at: number, unit: Unit): boolean {
  const length = text.subarray(at, at + LONGEST_ENTITY + 1).indexOf(0x3b);
  if (length < 2) return false;
  const character = ENTITIES.get(String.fromCharCode(...text.subarray(at, at + length)));
  return character !== undefined && says(unit, at + length + 1, character.charCodeAt(0));
}

function readQuotedPrintable(text: Uint8Array, at: number, unit: Unit): boolean {
  const lineBreak = text[at + 1] === 0x0a ? 2 : text[at + 1] === 0x0d && text[at + 2] === 0x0a ? 3 : 0;
  if (lineBreak > 0) return says(unit, at + lineBreak, -1);
  const byte = hex(text, at + 1, 2);
  return byte >= 0 && says(unit, at + 3, byte, true);
}

/** The value of hexadecimal digits, or -1 when one of them is none. */
function hex(text: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let index = at; index < at + digits; index++) {
    const byte = text[index] ?? 0;
    const letter = byte | 0x20;
    const digit =
      byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** Writes a character; half a surrogate pair becomes U+FFFD, as it does wherever text is encoded. */
function writeUtf8(bytes: Uint8Array, at: number, character: number): number {
  const code = character >= 0xd800 && character < 0xe000 ? 0xfffd : character;
  let next = at;
  if (code < 0x80) bytes[next++] = code;
  else {
    if (code < 0x800) bytes[next++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x10000) bytes[next++] = 0xe0 | (code >> 12);
      else {
        bytes[next++] = 0xf0 | (code >> 18);
        bytes[next++] = 0x80 | ((code >> 12) & 0x3f);
      }
      bytes[next++] = 0x80 | ((code >> 6) & 0x3f);
    }
    bytes[next++] = 0x80 | (code & 0x3f);
  }
  return next;
}
