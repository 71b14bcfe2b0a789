import type { ErrorShape } from '../contract/contract.ts';
import { parseMediaType } from '../document/media-type.ts';
import type { Operation } from '../document/operation.ts';
import { fromPointer, inEachEntry, joinPointer, valueAt } from '../document/pointer.ts';
import { declares } from '../document/schema.ts';
import { brief, isObject, type Json, sameJson } from '../json.ts';
import { wronglyBlamed } from './blame.ts';
import type { Check } from './check.ts';
import type { Observation } from './finding.ts';
import { promiseAt, type Reading } from './reading.ts';

export const errorShape: Check = {
  id: 'error-shape',
  promise:
    'An error answer names at least one error, with a code and a detail that say something and belong to its status.',
  severity: 'error',
  source: 'the contract: `errors`; JSON:API 1.1, section Error Objects',
  kinds: {
    'no-errors': 'The list of errors is absent or empty; without a contract a warning.',
    blank: 'A code or a detail is blank; without a contract a warning.',
    unrendered:
      'A code or a detail holds what a template, a translation or a stub left behind; without a contract a warning.',
    pointer:
      'The pointer of an error is no JSON pointer; a warning where neither a contract nor the media type asks for one.',
    'in-success': 'An answer that says that all went well lists errors.',
    'carried-out': 'An error answer holds what was created all the same.',
    blames: 'The errors blame a part of the request that was right.',
    'other-status':
      'The body is the one that the document gives for another status, or names another status.',
  },
  *each(reading) {
    const { json, media, status, contract, gate } = reading;
    const shape = contract.errors;
    const value = json?.value;
    if (shape === undefined || value === undefined || status === undefined || gate) return;
    const declared = declares(media?.schema, shape.list);
    const list = valueAt(value, shape.list);
    if (status < 400) {
      if (declared || !Array.isArray(list) || list.length === 0) return;
      yield observation(
        reading,
        'in-success',
        shape.list,
        `the answer ${status} says that all went well, and lists errors at ${shape.list}`,
        list,
        { means: '4XX' },
      );
      return;
    }
    yield* otherStatus(reading, value, '');
    yield* carriedOut(reading, value);
    if (!declared) return;
    if (list === undefined || (Array.isArray(list) && list.length === 0)) {
      yield observation(
        reading,
        'no-errors',
        shape.list,
        `${shape.list} ${list === undefined ? 'is missing' : 'is empty'}: an error answer names its errors`,
        list,
        { expected: 'at least one error' },
      );
      return;
    }
    if (!Array.isArray(list)) return; // the schema says so
    for (const [index, entry] of list.entries())
      yield* entryFaults(reading, shape, entry, `${shape.list}/${index}`);
    yield* foreign(reading, shape, list);
    const wrong = wronglyBlamed(reading, shape, list);
    if (wrong === undefined) return;
    const { pointer, broken, index } = wrong;
    yield observation(
      reading,
      'blames',
      `${shape.list}/${index}${shape.source}`,
      `the errors blame ${pointer}, but it was ${broken.slice(1)} that was wrong: ${reading.exchange.title}`,
      pointer,
      { expected: broken },
    );
  },
};

/** What a text holds that nobody has filled in, by the habits of templates, translations, formatters and stubs. */
const UNRENDERED = new RegExp(
  [
    /^\s*(undefined|null|NaN|None|nil|string|todo|tbd)\s*$/,
    /\[object \w+\]|translation missing|lorem ipsum/,
    /\{\{.{0,80}\}\}|[%$#]\{\w{1,80}\}|<%.{0,80}%>|%\(\w+\)[sd]|(^|\s)['"]?%[sd]\b/,
    /(^|\s)['"]?\{\d\}['"]?([\s.,:]|$)/,
    // Go's fmt, with a verb and no value for it, or the other way round; Laravel's name of the field.
    /%!([a-z]\(|\((EXTRA|NOVERB|BAD))|(^|[\s'"(]):attribute\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** The key of a text in the braces of Bean Validation. */
const KEY_IN_BRACES =
  /\{((javax|jakarta|validations?|errors?|messages?|constraints?|i18n|translations?)(\.[\w-]{1,60}){1,8}|[a-z]\w{0,60}\.(\w{1,60}\.){0,8}message)\}/;
/** A detail that is nothing but the key of a text: where it begins or ends as such keys do. */
const BARE_KEY =
  /^\s*((validations?|validators?|errors?|messages?|constraints?|i18n|translations?|activerecord|activemodel)(\.[a-z]\w{0,60}){1,8}|([a-z]\w{0,60}\.){1,8}(message|required|invalid|blank|inclusion|not_(found|allowed|blank|null)|too_(long|short)))\s*$/;

function isUnrendered(reading: Reading, text: string, speaks: boolean): boolean {
  const { operation, sent } = reading;
  if (UNRENDERED.test(text)) return speaks || !(namesNull(text, sent) || namesType(text, reading));
  const key = KEY_IN_BRACES.exec(text)?.[1] ?? (speaks ? BARE_KEY.exec(text)?.[1] : undefined);
  // A value of the document, or of the request, may look like such a key.
  return (
    key !== undefined && !operation.document.text.includes(key) && !JSON.stringify(sent ?? null).includes(key)
  );
}

/** Django REST framework says of a null where none may be that it is `null`. */
function namesNull(code: string, sent: Json | undefined): boolean {
  return code === 'null' && sent !== undefined && holdsNull(sent);
}

/** Valibot says of a value that is no text where one belongs that it is `string`: what was due there. */
function namesType(code: string, { exchange, sent }: Reading): boolean {
  const broken = exchange.expectation?.broken;
  const all = isObject(sent) ? Object.values(sent) : [];
  const values = broken === undefined ? all : [valueAt(sent, broken)];
  return code === 'string' && values.some((value) => value !== undefined && typeof value !== 'string');
}

function holdsNull(value: Json): boolean {
  return (
    value === null ||
    (typeof value === 'object' && Object.values(value).some((each) => each !== undefined && holdsNull(each)))
  );
}

function* entryFaults(reading: Reading, shape: ErrorShape, entry: Json, at: string): Generator<Observation> {
  for (const word of [shape.code, shape.detail]) {
    const text = valueAt(entry, word);
    if (typeof text === 'string' && text.trim() === '') {
      yield observation(reading, 'blank', `${at}${word}`, `${at}${word} is blank`, text);
    }
  }
  for (const word of [shape.code, shape.detail]) {
    const text = valueAt(entry, word);
    if (typeof text !== 'string' || !isUnrendered(reading, text, word === shape.detail)) continue;
    yield observation(
      reading,
      'unrendered',
      `${at}${word}`,
      `${at}${word} is ${brief(text)}: a text that was never filled in`,
      text,
    );
  }
  yield* otherStatus(reading, entry, at);
  const source = shape.source === undefined ? undefined : valueAt(entry, shape.source);
  if (typeof source === 'string' && fromPointer(source.replace(/^#/, '')) === undefined) {
    yield observation(
      reading,
      'pointer',
      `${at}${shape.source}`,
      `${at}${shape.source} is ${brief(source)}, which is no JSON pointer (RFC 6901)`,
      source,
      { expected: 'a JSON pointer' },
    );
  }
}

/** Where JSON:API, RFC 9457 and common frameworks repeat the status. */
const STATUS_FIELDS = ['/status', '/statusCode', '/status_code'];

function* otherStatus(reading: Reading, value: Json, at: string): Generator<Observation> {
  for (const field of STATUS_FIELDS) {
    const said = valueAt(value, field);
    if (typeof said !== 'string' && typeof said !== 'number') continue;
    if (!/^[1-5]\d\d$/.test(String(said)) || String(said) === String(reading.status)) continue;
    yield observation(
      reading,
      'other-status',
      `${at}${field}`,
      `${at}${field} says ${String(said)} in an answer ${String(reading.status)}`,
      said,
      { means: String(said) },
    );
  }
}

/** Answers that refuse a request for what it is; a 409 may well show what is there already. */
const REFUSALS = new Set([400, 401, 403, 422]);

/**
 * By the contract a success names a new thing (`unique`) that belongs to its request (`echoes`). A refusal that holds both
 * was carried out before anybody asked whether it may be.
 */
function* carriedOut(reading: Reading, value: Json): Generator<Observation> {
  const { contract, sent, status } = reading;
  if (sent === undefined || status === undefined || !REFUSALS.has(status)) return;
  for (const { unique, echoes } of contract.responses) {
    const [created] = unique;
    const asked = Object.entries(echoes);
    if (created === undefined || asked.length === 0) continue;
    const isThere = unique.every((pointer) => typeof valueAt(value, pointer) === 'string');
    const isOurs = asked.every(([pointer, from]) => {
      const [seen, ours] = [valueAt(value, pointer), valueAt(sent, from)];
      return seen !== undefined && ours !== undefined && sameJson(seen, ours);
    });
    if (!isThere || !isOurs) continue;
    yield observation(
      reading,
      'carried-out',
      created,
      `the answer ${status} refuses the request, and its ${created} is what only a success has: it was carried out`,
      valueAt(value, created),
      { means: '2XX' },
    );
  }
}

/** A body whose codes are those that the document gives for another status only. */
function* foreign(reading: Reading, shape: ErrorShape, list: readonly Json[]): Generator<Observation> {
  const { operation, documented, media } = reading;
  if (media === undefined || media.examples.length > 0) return;
  const codes = codesOf(list, shape);
  for (const { status, name, codes: theirs } of exampleCodes(operation, shape)) {
    if (status === documented?.status || !theirs.some((code) => codes.includes(code))) continue;
    yield observation(
      reading,
      'other-status',
      shape.list,
      `the answer ${String(reading.status)} says ${brief(theirs[0] ?? null)}, which the document gives for ${status} (example "${name}")`,
      codes,
      { means: status },
    );
    return;
  }
}

interface ExampleCodes {
  status: string;
  name: string;
  codes: string[];
}

// A document's examples do not change, and every error answer is held against them.
const codesOfExamples = new WeakMap<Operation, ExampleCodes[]>();

/** The error codes in the document's examples of errors. */
function exampleCodes(operation: Operation, shape: ErrorShape): ExampleCodes[] {
  const known = codesOfExamples.get(operation);
  if (known !== undefined) return known;
  const found = operation.responses
    .filter(({ status }) => /^[45]/.test(status))
    .flatMap(({ status, content }) =>
      content.flatMap(({ examples }) =>
        examples.flatMap(({ name, value }) => {
          const promised = valueAt(value, shape.list);
          return Array.isArray(promised) ? [{ status, name, codes: codesOf(promised, shape) }] : [];
        }),
      ),
    );
  codesOfExamples.set(operation, found);
  return found;
}

function codesOf(list: readonly Json[], shape: ErrorShape): string[] {
  return list.flatMap((entry) => {
    const code = valueAt(entry, shape.code);
    return typeof code === 'string' ? [code] : [];
  });
}

/** What a contract asks for by its word `errors`; of this a document says something in its schemas, which are checked. */
const OF_CONTRACTS = new Set(['no-errors', 'blank', 'unrendered', 'pointer']);

/** JSON:API itself says that a pointer is a JSON pointer, to whoever documents its media type. */
function isPromised({ contract, media }: Reading, kind: string): boolean {
  if (contract.file !== undefined || !OF_CONTRACTS.has(kind)) return true;
  return kind === 'pointer' && parseMediaType(media?.type ?? '')?.essence === 'application/vnd.api+json';
}

function observation(
  reading: Reading,
  kind: string,
  pointer: string,
  message: string,
  actual: Json | undefined,
  { expected, means }: { expected?: Json; means?: string } = {},
): Observation {
  const agreed = reading.contract.errorsAt;
  return {
    severity: isPromised(reading, kind) ? 'error' : 'warning',
    kind,
    message,
    response: {
      pointer,
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
    },
    promise: promiseAt(reading, pointer),
    ...(agreed === undefined || !OF_CONTRACTS.has(kind)
      ? {}
      : { agreed: kind === 'pointer' ? joinPointer(agreed, 'source') : agreed }),
    cause: `${kind} ${inEachEntry(pointer)}`,
    ...(means === undefined ? {} : { means }),
  };
}
