import { toPointer } from '../document/pointer.ts';
import { brief, type Json } from '../json.ts';

/** Something that makes a text no JSON, or JSON that two readers understand differently. */
export interface JsonFault {
  kind:
    | 'empty'
    | 'encoding'
    | 'byte-order-mark'
    | 'syntax'
    | 'trailing'
    | 'duplicate-key'
    | 'too-deep'
    | 'surrogate'
    | 'number';
  message: string;
  /** JSON pointer, where the fault has one. */
  pointer?: string;
}

export interface JsonText {
  text: string;
  /** Undefined when the text is no JSON, or too deep to be looked into. */
  value: Json | undefined;
  faults: JsonFault[];
}

/** RFC 8259 section 9 lets a parser limit the depth; common ones stop between 100 and 1,000. */
const MAX_DEPTH = 100;
/** How many faults of one kind are told: a hostile body could hold one in every other byte. */
const MOST_OF_A_KIND = 10;

/**
 * Reads a body as JSON and says what is wrong or ambiguous in it: RFC 8259 asks for UTF-8 without a byte order mark
 * (section 8.1) and says that names that are not unique make an object unpredictable (section 4).
 */
export function readJson(bytes: Uint8Array): JsonText {
  const faults: JsonFault[] = [];
  const looks = lookOf(bytes);
  let text = decode(bytes, looks, faults);
  if (text.startsWith('\uFEFF')) {
    faults.push({ kind: 'byte-order-mark', message: 'the body begins with a byte order mark' });
    text = text.slice(1);
  }
  if (isBlank(text)) {
    faults.push({
      kind: 'empty',
      message: bytes.length === 0 ? 'the body is empty' : 'the body holds nothing but white space',
    });
    return { text, value: undefined, faults };
  }
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    // What is in another encoding altogether is no JSON for that reason alone.
    if (looks === undefined) faults.push(syntaxFault(text, error));
    return { text, value: undefined, faults };
  }
  const depth = scan(text, faults);
  if (depth > MAX_DEPTH) {
    faults.push({ kind: 'too-deep', message: `the body is nested ${depth} levels deep` });
    return { text, value: undefined, faults };
  }
  return { text, value, faults };
}

/** JSON knows four characters of white space (RFC 8259 section 2); anything else is content. */
function isBlank(text: string): boolean {
  return !/[^ \t\n\r]/.test(text);
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** What bytes are by their beginning, where that is no text in UTF-8. */
function lookOf(bytes: Uint8Array): string | undefined {
  const wide =
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff) ||
    (bytes.length > 1 && (bytes[0] === 0 || bytes[1] === 0));
  if (wide) return 'UTF-16';
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? 'gzip' : undefined;
}

function decode(bytes: Uint8Array, looks: string | undefined, faults: JsonFault[]): string {
  try {
    if (looks === undefined) return strict.decode(bytes);
  } catch {
    // What is said of it is said below.
  }
  const seems = looks === undefined ? '' : `, it looks like ${looks}`;
  faults.push({ kind: 'encoding', message: `the body is not UTF-8${seems}` });
  return lenient.decode(bytes);
}

function syntaxFault(text: string, error: unknown): JsonFault {
  const end = firstValueEnd(text);
  if (end !== undefined && !isBlank(text.slice(end))) {
    try {
      JSON.parse(text.slice(0, end));
      const rest = JSON.stringify(
        text
          .slice(end)
          .replace(/^[ \t\n\r]+/, '')
          .slice(0, 40),
      );
      return { kind: 'trailing', message: `the body goes on behind the end of its JSON, with ${rest}` };
    } catch {
      // The first value is itself broken: the parser's own sentence says it better.
    }
  }
  const said = error instanceof Error ? error.message : String(error);
  return { kind: 'syntax', message: `the body is no JSON: ${said.replace(/\s+/g, ' ').slice(0, 160)}` };
}

/** Where the first bracketed value ends, strings passed over; undefined when it does not. */
function firstValueEnd(text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (inString) {
      if (letter === 92) at++;
      else if (letter === 34) inString = false;
    } else if (letter === 34) inString = true;
    else if (letter === 123 || letter === 91) depth++;
    else if (letter === 125 || letter === 93) {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

interface Level {
  /** Keys of an object; undefined in an array. */
  keys: Set<string> | undefined;
  /** The key or index that is being read. */
  at: string | number;
}

/**
 * One pass over a text that is known to be JSON, for what a parser does not tell: keys that come twice, how deep it
 * goes, strings that no UTF-8 can hold, numbers that no double can.
 *
 * @returns the greatest depth
 */
function scan(text: string, faults: JsonFault[]): number {
  const stack: Level[] = [];
  let deepest = 0;
  let expectsKey = false;
  const told = new Map<JsonFault['kind'], number>();
  const tell = (kind: JsonFault['kind'], message: string): void => {
    if (stack.length > MAX_DEPTH) return;
    const before = told.get(kind) ?? 0;
    told.set(kind, before + 1);
    if (before >= MOST_OF_A_KIND) return;
    faults.push({ kind, message, pointer: toPointer(stack.map(({ at }) => at)) });
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    const level = stack[stack.length - 1];
    if (letter === 34) {
      const start = at;
      let escaped = false;
      for (at++; text.charCodeAt(at) !== 34; at++) {
        if (text.charCodeAt(at) === 92) {
          escaped = true;
          at++;
        }
      }
      if (!escaped && !(expectsKey && level?.keys !== undefined)) continue;
      const word = escaped ? (JSON.parse(text.slice(start, at + 1)) as string) : text.slice(start + 1, at);
      if (expectsKey && level?.keys !== undefined) {
        level.at = word;
        expectsKey = false;
        if (level.keys.has(word)) tell('duplicate-key', `the key ${brief(word)} comes twice in one object`);
        level.keys.add(word);
      }
      if (escaped && /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(word)) {
        tell('surrogate', 'a string holds half a character (a lone surrogate)');
      }
    } else if (letter === 123 || letter === 91) {
      const isObject = letter === 123;
      stack.push(isObject ? { keys: new Set(), at: '' } : { keys: undefined, at: 0 });
      expectsKey = isObject;
      if (stack.length > deepest) deepest = stack.length;
    } else if (letter === 125 || letter === 93) {
      stack.pop();
    } else if (letter === 44 && level !== undefined) {
      if (level.keys !== undefined) expectsKey = true;
      else level.at = Number(level.at) + 1;
    } else if (letter === 45 || (letter >= 48 && letter <= 57)) {
      const start = at;
      while (/[-+.eE0-9]/.test(text.charAt(at + 1))) at++;
      if (!Number.isFinite(Number(text.slice(start, at + 1)))) {
        tell('number', 'a number is too large for any common reader');
      }
    }
  }
  return deepest;
}
