import { withValue } from '../../document/edit.ts';
import type { Node } from '../../document/node.ts';
import type { Operation } from '../../document/operation.ts';
import { leaves } from '../../document/pointer.ts';
import { documentedProperties, keyword, schemasAt, typesOf } from '../../document/schema.ts';
import { isObject, type Json, type JsonObject, sameJson } from '../../json.ts';
import { isNeeded, takesCharset } from '../broken-body.ts';
import { constraintName } from '../constraints.ts';
import { expectSuccessOrRefusal, orLengthRequired } from '../expect.ts';
import { slug } from '../id.ts';
import { isSurelyRight } from '../judged-body.ts';
import type { Probe } from '../probe.ts';
import { type Base, requiredBody } from '../request.ts';
import { spread } from '../spread.ts';
import { accepts } from '../values/accepts.ts';
import type { MakeValid } from './make-valid.ts';

/** How many values of enums, and how many fields with other spellings, are sent at most. */
const MOST_VALUES = 100;
const MOST_FIELDS = 30;
/** How many properties of the answer stand in a request at most. */
const MOST_OWN = 10;

/** Every enum value, and every legal spelling of a format. */
export function* fieldBreadth(base: Base, make: MakeValid): Generator<Probe> {
  const schema = base.form?.media.schema;
  const fields = [...leaves(base.body)].flatMap(({ pointer, value }) => {
    const [declared] = schemasAt(schema, pointer);
    return declared === undefined
      ? []
      : [{ pointer, value, declared, name: constraintName({ on: 'body', target: pointer }) }];
  });
  const enums = fields.filter(({ declared }) => Array.isArray(keyword(declared, 'enum')?.value));
  const share = Math.max(2, Math.floor(MOST_VALUES / Math.max(enums.length, 1)));
  for (const { pointer, value, declared, name } of enums.slice(0, MOST_FIELDS)) {
    const rule = keyword(declared, 'enum');
    const values = Array.isArray(rule?.value) ? rule.value : [];
    for (const allowed of spread(values, share)) {
      const body = withValue(base.body, pointer, allowed);
      if (allowed === null || sameJson(allowed, value) || !isRight(base, body)) continue;
      yield make(
        `${name}/enum/${slug(String(allowed))}`,
        `${name} is ${JSON.stringify(allowed)}, which the document allows`,
        rule?.pointer ?? declared.pointer,
        { body },
      );
    }
  }
  const spelt = fields.filter(({ declared }) =>
    Object.hasOwn(SPELLINGS, String(keyword(declared, 'format')?.value)),
  );
  for (const { pointer, value, declared, name } of spelt.slice(0, MOST_FIELDS)) {
    const format = keyword(declared, 'format');
    if (typeof value !== 'string') continue;
    for (const spelling of SPELLINGS[String(format?.value)]?.(value) ?? []) {
      const body = withValue(base.body, pointer, spelling.value);
      if (spelling.value === value || !isRight(base, body)) continue;
      yield make(
        `${name}/format/${spelling.name}`,
        `${name} is ${spelling.says}, which ${format?.value} allows (${spelling.source})`,
        format?.pointer ?? declared.pointer,
        { body },
      );
    }
  }
}

/** True for a body that is as surely right as the one that it was made from. */
export function isRight({ body, form }: Base, changed: Json): boolean {
  if (form === undefined) return false;
  const opinion = isSurelyRight(form, changed);
  return opinion === true || (opinion === undefined && isSurelyRight(form, body ?? null) === undefined);
}

interface Spelling {
  name: string;
  says: string;
  source: string;
  value: string;
}

/** Other legal spellings of the same value. */
const SPELLINGS: Record<string, (value: string) => Spelling[]> = {
  uuid: (value) => [
    {
      name: 'upper-case',
      says: 'written in upper case',
      source: 'RFC 9562 section 4',
      value: value.toUpperCase(),
    },
    {
      name: 'mixed-case',
      says: 'written in mixed case',
      source: 'RFC 9562 section 4',
      value: mixCase(value),
    },
  ],
  'date-time': (value) => {
    const instant = new Date(value);
    if (Number.isNaN(instant.getTime())) return [];
    const utc = instant.toISOString();
    const later = new Date(instant.getTime() + 2 * 3600_000).toISOString();
    const source = 'RFC 3339 section 5.6';
    return [
      {
        name: 'offset',
        says: 'the same instant in another time zone',
        source,
        value: later.replace('Z', '+02:00'),
      },
      {
        name: 'no-fraction',
        says: 'without a fraction of a second',
        source,
        value: utc.replace(/\.\d+/, ''),
      },
      {
        name: 'micro-fraction',
        says: 'with six digits behind the second',
        source,
        value: utc.replace(/\.(\d+)/, '.$1000'),
      },
    ];
  },
};

function mixCase(value: string): string {
  let upper = false;
  return value.toLowerCase().replace(/[a-f]/g, (letter) => {
    upper = !upper;
    return upper ? letter.toUpperCase() : letter;
  });
}

/** The same body in other words: JSON gives order, white space and escapes no meaning (RFC 8259). */
export function* bodyBreadth(base: Base, make: MakeValid): Generator<Probe> {
  const { body, form, contract } = base;
  if (body === undefined || form === undefined) return;
  const { schema, pointer } = form.media;
  const home = schema?.pointer ?? pointer;
  const bytes = (text: string) => new TextEncoder().encode(text);
  if (takesCharset(form.contentType)) {
    yield make(
      'media-type/charset',
      'A charset parameter beside the media type changes nothing (RFC 9110 section 8.3.1)',
      pointer,
      { contentType: `${form.contentType};charset=utf-8` },
    );
    yield make(
      'media-type/upper-case-charset',
      'The name of a charset is the same in capitals (RFC 9110 section 8.3.2)',
      pointer,
      { contentType: `${form.contentType}; charset=UTF-8` },
    );
  }
  yield make(
    'media-type/capitals',
    'The names of a media type are the same in capitals (RFC 9110 section 8.3.1)',
    pointer,
    { contentType: capitals(form.contentType) },
  );
  yield make(
    'body/white-space',
    'White space before and behind every part of JSON, colons too, has no meaning (RFC 8259 section 2)',
    home,
    { body: bytes(`\n  ${spaced(body)}\t\r\n`) },
  );
  yield make(
    'body/escapes',
    'A letter and its \\u escape are the same, in names too (RFC 8259 section 7)',
    home,
    { body: bytes(escapeLetters(body)) },
  );
  yield {
    ...make(
      'body/byte-order-mark',
      'A byte order mark stands before the body: a reader may pass it over or refuse it (RFC 8259 section 8.1)',
      home,
      { body: bytes(`\uFEFF${JSON.stringify(body)}`) },
    ),
    expectation: { ...expectSuccessOrRefusal(contract.operation), provokes: undefined },
  };
  const doubled = doubledName(body);
  if (doubled !== undefined) {
    yield {
      ...make(
        'body/doubled-name',
        'A property is there twice, the same each time: that is read or refused (RFC 8259 section 4)',
        home,
        { body: bytes(doubled) },
      ),
      expectation: { ...expectSuccessOrRefusal(contract.operation), provokes: undefined },
    };
  }
  const chunked = make(
    'body/chunked',
    'A body in chunks is the same body (RFC 9112 section 7.1: every server reads them); 411 is borne with',
    home,
    { chunked: true },
  );
  yield { ...chunked, expectation: orLengthRequired(chunked.expectation, contract.operation) };
  if (contract.operation.body !== undefined && !isNeeded(base)) {
    yield make(
      'body/absent',
      'A body of which nothing is required may be left out',
      contract.operation.body.pointer,
      {
        noBody: true,
      },
    );
  }
  if (!isObject(body)) return;
  if (Object.keys(body).length > 1) {
    yield make('body/order', 'The order of the properties has no meaning (RFC 8259 section 4)', home, {
      body: Object.fromEntries(Object.entries(body).reverse()),
    });
  }
  yield* propertyBreadth(base, make);
  yield* answersOwn(base, make, home);
}

/** The same body without what it need not have, and with what the document does not speak of. */
export function* propertyBreadth(base: Base, make: MakeValid): Generator<Probe> {
  const { body, form } = base;
  if (form === undefined || !isObject(body)) return;
  const { schema, pointer } = form.media;
  const home = schema?.pointer ?? pointer;
  const reduced = requiredBody(base);
  if (isObject(reduced) && !sameJson(reduced, body) && isRight(base, reduced)) {
    yield make('body/required-only', 'What the document does not require may be left out', home, {
      body: reduced,
    });
  }
  const documented = documentedProperties(schema);
  for (const { name, properties, what, first, escaped } of FURTHER) {
    // A form has text, and leaves open how anything else is written that the document does not speak of.
    if (!form.json && Object.values(properties).some((value) => typeof value !== 'string')) continue;
    const further = Object.fromEntries(
      Object.entries(properties).filter(([property]) => !documented.has(property)),
    );
    const more = first === true ? { ...further, ...body } : { ...body, ...further };
    // What is not documented is not forbidden either, unless a rule says so.
    if (keyword(schema, 'additionalProperties')?.value !== undefined || !isRight(base, more)) continue;
    yield make(
      `body/additional-${name}`,
      `${what} that the document does not forbid changes nothing (OpenAPI 3.0 section 4.7.24)`,
      home,
      { body: escaped === true && form.json ? escapeSlashes(more) : more },
    );
  }
}

/**
 * What only the answer holds is the server's to make, whatever the request says of it: an API that copies the whole
 * request into what it stores answers with our word. That it refuses such a property is its right.
 */
function* answersOwn(base: Base, make: MakeValid, home: string): Generator<Probe> {
  const { operation } = base.contract;
  const schema = base.form?.media.schema;
  if (!isObject(base.body) || keyword(schema, 'additionalProperties')?.value !== undefined) return;
  const requested = documentedProperties(schema);
  const own = Object.entries(tellingProperties(operation)).filter(([name]) => !requested.has(name));
  const more = { ...base.body, ...Object.fromEntries(own) };
  if (own.length === 0 || !isRight(base, more)) return;
  const names = own.map(([name]) => name);
  yield {
    ...make(
      'body/answers-own',
      `The request has ${names.join(', ')} too, which only the answer has: they are refused, or the server makes its own`,
      home,
      { body: more },
    ),
    expectation: { ...expectSuccessOrRefusal(operation), provokes: undefined },
  };
}

/**
 * A word for each property of the documented success whose schema refuses that word. Those of an object in it stand by
 * themselves, and in an object of that name: a request may be copied into the object or laid over the whole answer.
 */
function tellingProperties({ responses }: Operation): JsonObject {
  const success = responses.find(({ status }) => /^2/.test(status));
  const outer = (success?.content ?? []).flatMap(({ schema }) => [...documentedProperties(schema)]);
  const words: JsonObject = {};
  const wrappers: JsonObject = {};
  for (const [name, property] of outer) {
    if (!typesOf(property).includes('object')) {
      Object.assign(words, wordFor(name, property));
      continue;
    }
    const inner = Object.assign({}, ...[...documentedProperties(property)].map((each) => wordFor(...each)));
    Object.assign(words, inner);
    if (Object.keys(inner).length > 0) wrappers[name] = inner;
  }
  return Object.fromEntries([...Object.entries(words), ...Object.entries(wrappers)].slice(0, MOST_OWN));
}

function wordFor(name: string, property: Node): JsonObject {
  return accepts(property, 'plumbline') === false ? { [name]: 'plumbline' } : {};
}

/** Properties that are sent besides: those among them that the document has are left out. */
const FURTHER: {
  name: string;
  properties: JsonObject;
  what: string;
  /** They stand before all others. */
  first?: boolean;
  /** Slashes are escaped. */
  escaped?: boolean;
}[] = [
  {
    name: 'property',
    properties: { plumbline_extra: 'plumbline' },
    what: 'A further property, before all others,',
    first: true,
  },
  {
    name: 'object',
    // More than the kilobyte that some proxies are left with, and less than any of them may refuse.
    properties: { plumbline_extra: { nested: [1, null, 'ü€😀', 'plumbline '.repeat(200)] } },
    what: 'A further object of two thousand letters',
  },
  {
    name: 'kinds',
    properties: {
      plumbline_null: null,
      plumbline_number: -0.5,
      // More than a double holds exactly.
      plumbline_large: 9007199254740992,
      plumbline_name: 'Zoë',
      plumbline_empty: '',
      plumbline_lines: 'the first\n"the second"',
      plumbline_deep: { a: [{ b: { c: [{ d: {} }] } }] },
      plumbline_boolean: true,
      plumbline_list: [1, 'two', null, {}],
      plumbline_path: 'a/b',
      'plumbline_ü€😀': 'plumbline',
      '': 'plumbline',
      // Frameworks that keep several classes in one table take it for the name of one.
      type: 'plumbline',
    },
    what: 'Each further property, of every other kind, with an escaped slash, called type, by no name or by one beyond ASCII,',
    escaped: true,
  },
  {
    name: 'text',
    properties: { plumbline_extra: 'plumbline '.repeat(1000) },
    what: 'A further property of ten thousand letters',
  },
];

/** `Application/JSON`: a media type in capitals, whose parameters stay as they are. */
function capitals(contentType: string): string {
  return contentType.replace(
    /^([^;/])([^;/]*\/[^;]*)/,
    (_, letter: string, rest: string) =>
      `${letter.toUpperCase()}${rest.replace(/\/.*/, (subtype) => subtype.toUpperCase())}`,
  );
}

/** JSON with white space, of each kind, before and behind every part. */
function spaced(value: Json): string {
  if (Array.isArray(value)) return `[ ${value.map(spaced).join(' ,\n')}\t]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([name, item]) =>
    item === undefined ? [] : [`${JSON.stringify(name)} :\t${spaced(item)}`],
  );
  return `{\r\n  ${members.join(' ,\r\n  ')}\r\n}`;
}

/** JSON in which the first property comes again at the end. */
function doubledName(body: Json): string | undefined {
  const [name, value] = isObject(body) ? (Object.entries(body)[0] ?? []) : [];
  if (name === undefined || value === undefined) return undefined;
  return `${JSON.stringify(body).slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`;
}

/** JSON in which the first letter of every text, the names among them, is written as a `\u` escape. */
function escapeLetters(body: Json): string {
  return JSON.stringify(body).replace(
    /([{[,:]")([A-Za-z])/g,
    (_, before: string, letter: string) =>
      `${before}\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** JSON with its slashes escaped, as PHP writes it. */
function escapeSlashes(body: Json): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(body).replaceAll('/', '\\/'));
}
