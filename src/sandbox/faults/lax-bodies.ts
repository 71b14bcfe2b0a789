import { isJsonType, parseMediaType } from '../../document/media-type.ts';
import { header } from '../../exchange/exchange.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { parseJson } from '../body.ts';
import type { Call } from '../call.ts';
import type { Fault } from '../fault.ts';
import { parseMultipart } from '../multipart.ts';
import type { ReadBody } from '../read-body.ts';
import { camel, fault, type Kills } from './make.ts';
import { EXAMPLES, NAMES } from './names.ts';

const { resource, type } = NAMES;
/** What a server that guesses takes for the body. */
const GUESS = { [resource]: EXAMPLES.resource, [type]: NAMES.pending };

/** Bodies that cannot be read, or should not be, are read in another way. */
function reads(kills: Kills, name: string, title: string, read: (call: Call) => Json | undefined): Fault {
  return fault(kills, 'validation too lax', name, title, {
    rules: (rules) => ({
      reads(call): ReadBody {
        const body = rules.reads(call);
        if (body.objections.length === 0) return body;
        const input = read(call);
        return input === undefined ? body : { input, objections: [] };
      },
    }),
  });
}

/** The body is shaped anew before it is validated. */
function reshapes(kills: Kills, name: string, title: string, reshape: (input: Json) => Json): Fault {
  return fault(kills, 'validation too lax', name, title, {
    rules: (rules) => ({
      reads(call) {
        const { input, objections } = rules.reads(call);
        return { input: input === undefined ? input : reshape(input), objections };
      },
    }),
  });
}

const parsed = (text: string): Json | undefined => parseJson(Buffer.from(text)).input;
const essenceOf = (call: Call) => parseMediaType(header(call.headers, 'Content-Type') ?? '')?.essence;

/** True for a body that says that it is what the document asks for. */
const isLabelled = (call: Call) => essenceOf(call) === 'application/json';

/** JSON that a tolerant parser accepts. */
function tolerates(kills: Kills, name: string, title: string, mend: (text: string) => string): Fault {
  return reads(kills, name, title, (call) =>
    isLabelled(call) ? parsed(mend(call.body.toString('utf8'))) : undefined,
  );
}

/** JSON is read whatever the Content-Type says. */
function readsType(
  kills: Kills,
  name: string,
  title: string,
  matches: (essence: string | undefined, call: Call) => boolean,
): Fault {
  return reads(kills, name, title, (call) =>
    matches(essenceOf(call), call) ? parseJson(call.body).input : undefined,
  );
}

/** The longest beginning of a text that is JSON. */
function beginning(text: string): string {
  for (let end = text.length; end > 0; end--) {
    if (parsed(text.slice(0, end)) !== undefined) return text.slice(0, end);
  }
  return text;
}

/** A text with the brackets and quotes closed that it leaves open. */
function closed(text: string): string {
  const quotes = text.replace(/\\./g, '').split('"').length - 1;
  const whole = (quotes % 2 === 1 ? `${text}"` : text).replace(/[,:\s]+$/, '');
  const open = whole.replace(/"(\\.|[^"\\])*"/g, '').match(/[[{\]}]/g) ?? [];
  const left = open.reduce((depth, mark) => depth + ('{['.includes(mark) ? 1 : -1), 0);
  return whole + '}'.repeat(Math.max(0, left));
}

export const laxBodies: readonly Fault[] = [
  reads(
    'status',
    'accepts-body-missing',
    'A request without a body is accepted as if it held the example.',
    (call) => (call.body.length === 0 ? GUESS : undefined),
  ),
  fault('status', 'validation too lax', 'body-not-validated', 'Any JSON is accepted.', {
    rules: () => ({ objects: () => [] }),
  }),
  fault(
    'status',
    'validation too lax',
    'accepts-body-empty-object',
    'An empty object is accepted as a body.',
    {
      rules: (rules) => ({
        objects: (call, input) =>
          isObject(input) && Object.keys(input).length === 0 ? [] : rules.objects(call, input),
      }),
    },
  ),
  fault('status', 'validation too lax', 'accepts-body-null', 'A body of null is accepted.', {
    rules: (rules) => ({ objects: (call, input) => (input === null ? [] : rules.objects(call, input)) }),
  }),
  fault(
    'status',
    'validation too lax',
    'accepts-body-a-scalar',
    'A text, number or boolean is accepted as a body.',
    {
      rules: (rules) => ({
        objects: (call, input) =>
          ['string', 'number', 'boolean'].includes(typeof input) ? [] : rules.objects(call, input),
      }),
    },
  ),
  fault(
    'status',
    'validation too lax',
    'accepts-body-an-empty-list',
    'An empty list is accepted as a body.',
    {
      rules: (rules) => ({
        objects: (call, input) =>
          Array.isArray(input) && input.length === 0 ? [] : rules.objects(call, input),
      }),
    },
  ),
  reshapes('status', 'accepts-body-a-list', 'A list that holds a right body is accepted.', (input) =>
    Array.isArray(input) ? (input[0] ?? input) : input,
  ),
  reshapes('status', 'accepts-body-text', 'A text that holds the right body as JSON is accepted.', (input) =>
    typeof input === 'string' ? (parsed(input) ?? input) : input,
  ),
  reshapes(
    'status',
    'accepts-body-wrapped',
    'The right body inside one more object is accepted.',
    (input) => {
      const inner = isObject(input) && !(resource in input) ? Object.values(input)[0] : undefined;
      return isObject(inner) ? innermost(inner) : input;
    },
  ),
  reshapes(
    'status',
    'accepts-keys-without-case',
    'Upper and lower case of the property names are taken as the same.',
    (input) => (isObject(input) ? withKeys(input, (key) => key.toLowerCase()) : input),
  ),
  reshapes(
    'status',
    'accepts-keys-in-camel-case',
    'Property names in camel case are accepted too.',
    (input) =>
      isObject(input)
        ? withKeys(input, (key) => [resource, type].find((known) => camel(known) === key) ?? key)
        : input,
  ),
  reshapes(
    'status',
    'accepts-keys-with-spaces',
    'Spaces around the property names are passed over.',
    (input) => (isObject(input) ? withKeys(input, (key) => key.trim()) : input),
  ),
  reshapes('status', 'accepts-keys-with-dashes', 'Property names with dashes are accepted too.', (input) =>
    isObject(input) ? withKeys(input, (key) => key.replaceAll('-', '_')) : input,
  ),
  reshapes(
    'status',
    'accepts-body-wrapped-as-event',
    'The right body is accepted inside event, as it stands in the answer.',
    (input) => {
      const inner = isObject(input) ? input[NAMES.event] : undefined;
      return isObject(inner) ? inner : input;
    },
  ),
  reshapes(
    'status',
    'accepts-body-wrapped-as-data',
    'The right body is accepted inside data, as JSON:API has it.',
    (input) => {
      const inner = isObject(input) && !(resource in input) ? input['data'] : undefined;
      return isObject(inner) ? inner : input;
    },
  ),
  reshapes(
    'status',
    'accepts-attributes-of-data',
    'What stands in the attributes of data, as JSON:API has it, is accepted in place of the body.',
    (input) => {
      const data = isObject(input) && !(resource in input) ? input['data'] : undefined;
      const attributes = isObject(data) ? data['attributes'] : undefined;
      return isObject(attributes) ? attributes : input;
    },
  ),
  reshapes(
    'status',
    'accepts-values-in-prototype',
    'What stands in a property called __proto__ counts as given.',
    (input) => {
      const inherited = isObject(input)
        ? Object.getOwnPropertyDescriptor(input, '__proto__')?.value
        : undefined;
      return isObject(input) && isObject(inherited) ? { ...inherited, ...input } : input;
    },
  ),
  fault(
    'status',
    'validation too lax',
    'accepts-values-in-query',
    'What the body lacks is taken from the query.',
    {
      rules: (rules) => ({
        reads(call) {
          const { input, objections } = rules.reads(call);
          return {
            input: isObject(input) ? { ...Object.fromEntries(call.query), ...input } : input,
            objections,
          };
        },
      }),
    },
  ),
  tolerates(
    'status',
    'accepts-json-with-leading-bytes',
    'Whatever stands before the JSON of a body is not looked at.',
    (text) => text.slice(Math.max(0, text.indexOf('{'))),
  ),
  tolerates(
    'status',
    'accepts-json-with-trailing-comma',
    'A comma before the last brace of a body is accepted.',
    (text) => text.replace(/,(\s*[}\]])/g, '$1'),
  ),
  tolerates('status', 'accepts-json-in-single-quotes', 'A body in single quotes is accepted.', (text) =>
    text.replaceAll("'", '"'),
  ),
  tolerates('status', 'accepts-json-with-bare-keys', 'Property names without quotes are accepted.', (text) =>
    text.replace(/([{,]\s*)([A-Za-z_]\w*)\s*:/g, '$1"$2":'),
  ),
  tolerates('status', 'accepts-json-with-comments', 'Comments in a body are accepted.', (text) =>
    text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ''),
  ),
  tolerates('status', 'accepts-json-with-nan', 'NaN is accepted as a value.', (text) =>
    text.replace(/([:,[]\s*)NaN\b/g, '$1null'),
  ),
  tolerates('status', 'accepts-json-with-python-words', 'True is accepted as a value.', (text) =>
    text.replace(/([:,[]\s*)(True|False|None)\b/g, '$1null'),
  ),
  tolerates('status', 'accepts-json-with-leading-zeros', 'A number may have zeros before it.', (text) =>
    text.replace(/([:,[]\s*-?)0+(\d)/g, '$1$2'),
  ),
  tolerates('status', 'accepts-json-with-raw-controls', 'A text may hold a tab as it is.', (text) =>
    text.replaceAll('\t', ' '),
  ),
  tolerates('status', 'accepts-json-with-unknown-escapes', 'A text may hold escapes of C.', (text) =>
    text.replace(/\\x([0-9a-f]{2})/gi, '\\u00$1'),
  ),
  tolerates(
    'status',
    'accepts-json-with-trailing-bytes',
    'Whatever follows the JSON of a body is not looked at.',
    beginning,
  ),
  tolerates('status', 'accepts-json-cut-short', 'A body that ends too early is put right.', closed),
  tolerates('status', 'accepts-json-malformed', 'A malformed body counts as the documented example.', () =>
    JSON.stringify(GUESS),
  ),
  reads('status', 'accepts-json-in-utf16', 'A body in UTF-16 is accepted.', (call) =>
    parsed(new TextDecoder('utf-16le').decode(call.body)),
  ),
  reads([], 'accepts-json-with-invalid-utf8', 'Bytes of a body that are not UTF-8 are replaced.', (call) =>
    isLabelled(call) ? parsed(call.body.toString('utf8')) : undefined,
  ),
  readsType(
    [],
    'accepts-type-missing',
    'A body without a Content-Type is read as JSON.',
    (essence, call) => essence === undefined && header(call.headers, 'Content-Type') === undefined,
  ),
  readsType(
    'status',
    'accepts-type-plain',
    'JSON labelled as plain text is accepted.',
    (essence) => essence === 'text/plain',
  ),
  readsType(
    'status',
    'accepts-type-form',
    'JSON labelled as a form is accepted.',
    (essence) => essence === 'application/x-www-form-urlencoded',
  ),
  readsType('status', 'accepts-type-xml', 'JSON labelled as XML is accepted.', (essence) =>
    /[/+]xml$/.test(essence ?? ''),
  ),
  readsType(
    'status',
    'accepts-type-octets',
    'JSON labelled as bytes is accepted.',
    (essence) => essence === 'application/octet-stream',
  ),
  readsType(
    [],
    'accepts-type-json-like',
    'JSON labelled as another kind of JSON is accepted.',
    (essence) => isJsonType(essence ?? '') || /json/.test(essence ?? ''),
  ),
  readsType('status', 'type-not-checked', 'The Content-Type of a request is not looked at.', () => true),
  reads('status', 'accepts-multipart', 'Form data with the right fields is accepted.', (call) => {
    const { essence, parameters } = parseMediaType(header(call.headers, 'Content-Type') ?? '') ?? {};
    if (essence !== 'multipart/form-data') return undefined;
    const parts = parseMultipart(call.body, parameters?.get('boundary') ?? '') ?? [];
    return Object.fromEntries(parts.map(({ name, bytes }) => [name, bytes.toString('utf8')]));
  }),
  reads('status', 'accepts-query-for-body', 'Where there is no body the query is taken for it.', (call) =>
    call.body.length === 0 ? Object.fromEntries(call.query) : undefined,
  ),
  reads('status', 'accepts-form', 'A form with the right fields is accepted.', (call) => {
    if (!/^application\/x-www-form-urlencoded|^multipart\//.test(essenceOf(call) ?? '')) return undefined;
    const fields = Object.fromEntries(new URLSearchParams(call.body.toString('utf8')));
    return resource in fields ? fields : undefined;
  }),
  fault(
    'status',
    'validation too lax',
    'first-objection-only',
    'A body is refused only when two things are wrong with it.',
    {
      rules: (rules) => ({
        objects: (call, input) => {
          const found = rules.objects(call, input);
          return new Set(found.map(({ pointer }) => pointer)).size > 1 ? found : [];
        },
      }),
    },
  ),
  fault(
    'status',
    'validation too lax',
    'accepts-conflicting-attributes',
    'No request conflicts, and of a JSON:API document with type and id the attributes are taken for the body.',
    {
      rules: (rules) => ({
        conflicts: () => undefined,
        reads(call) {
          const { input, objections } = rules.reads(call);
          const data = isObject(input) && !(resource in input) ? input['data'] : undefined;
          const whole = isObject(data) && 'type' in data && 'id' in data ? data['attributes'] : undefined;
          return { input: isObject(whole) ? whole : input, objections };
        },
      }),
    },
  ),
  fault(
    [],
    'validation too lax',
    'conflict-not-noticed',
    'A request that contradicts its resource is accepted.',
    {
      rules: () => ({ conflicts: () => undefined }),
    },
    { inconclusive: true },
  ),
];

/** Goes down through wrappers to the object that holds the request's properties. */
function innermost(value: JsonObject): JsonObject {
  if (resource in value) return value;
  const next = Object.values(value).find(isObject);
  return next === undefined ? value : innermost(next);
}

function withKeys(object: JsonObject, rename: (key: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [rename(key), value]));
}
