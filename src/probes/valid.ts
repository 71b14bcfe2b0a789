import type { Node } from '../document/node.ts';
import { child } from '../document/node.ts';
import { joinPointer, leaves, valueAt } from '../document/pointer.ts';
import { documentedProperties, keyword, schemasAt } from '../document/schema.ts';
import { isObject, type Json, type JsonObject, sameJson } from '../json.ts';
import { constraintName } from './constraints.ts';
import { withValue } from './edit.ts';
import { clientErrors, expectSuccess, successStatuses } from './expect.ts';
import type { Probe } from './probe.ts';
import { type Base, type Change, parameterText, rightBody, writeRequest } from './request.ts';
import { fixedValue, seededFaker, valueFor } from './values.ts';

/**
 * Right requests: the documented example, every value of an enum, and the breadth of what the document allows. An API
 * that refuses one of them is stricter than its document.
 */
export function* validProbes(base: Base): Generator<Probe> {
  const { operation } = base.contract;
  const make = (id: string, title: string, pointer: string, change: Change = {}): Probe => ({
    id: `valid/${id}`,
    group: 'valid',
    title,
    pointer,
    request: writeRequest(base, change),
    expectation: expectSuccess(operation),
    turn: 0,
  });
  const home = base.media?.pointer ?? operation.pointer;

  yield {
    ...make('example', 'The documented example of a right request has to succeed', home),
    expectation: { ...expectSuccess(operation), sameAs: 'valid' },
  };
  yield make('accept-anything', 'A client that accepts any media type has to get an answer', home, {
    accept: '*/*',
  });
  yield make('no-accept', 'A client that says nothing of what it accepts has to get an answer', home, {
    accept: null,
  });
  yield* optionalParameters(base, make);
  if (base.media === undefined || base.body === undefined) return;
  const schema = base.media.schema;
  yield* fieldBreadth(base, schema, make);
  yield* bodyBreadth(base, schema, make);
  yield* strangers(base);
}

type Make = (id: string, title: string, pointer: string, change?: Change) => Probe;

/** Every enum value, and every legal spelling of a format. */
function* fieldBreadth(base: Base, schema: Node | undefined, make: Make): Generator<Probe> {
  for (const { pointer, value } of leaves(base.body)) {
    const [declared] = schemasAt(schema, pointer);
    if (declared === undefined || typeof value !== 'string') continue;
    const name = constraintName({ on: 'body', target: pointer });
    const rule = keyword(declared, 'enum');
    for (const allowed of Array.isArray(rule?.value) ? rule.value : []) {
      if (sameJson(allowed, value) || allowed === null) continue;
      yield make(
        `${name}/enum/${slug(String(allowed))}`,
        `${name} is ${JSON.stringify(allowed)}, which the document allows`,
        rule?.pointer ?? declared.pointer,
        { body: withValue(base.body, pointer, allowed) },
      );
    }
    const format = keyword(declared, 'format');
    for (const spelling of SPELLINGS[String(format?.value)]?.(value) ?? []) {
      if (spelling.value === value) continue;
      yield make(
        `${name}/format/${spelling.name}`,
        `${name} is ${spelling.says}, which ${format?.value} allows (${spelling.source})`,
        format?.pointer ?? declared.pointer,
        { body: withValue(base.body, pointer, spelling.value) },
      );
    }
  }
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
function* bodyBreadth(base: Base, schema: Node | undefined, make: Make): Generator<Probe> {
  const { body, media } = base;
  if (body === undefined || media === undefined) return;
  const home = schema?.pointer ?? media.pointer;
  const bytes = (text: string) => new TextEncoder().encode(text);
  yield make(
    'media-type/charset',
    'A charset parameter beside the media type changes nothing (RFC 9110 section 8.3.1)',
    media.pointer,
    {
      contentType: `${media.type}; charset=utf-8`,
    },
  );
  yield make(
    'media-type/upper-case-charset',
    'The name of a charset is the same in capitals (RFC 9110 section 8.3.2)',
    media.pointer,
    { contentType: `${media.type};charset=UTF-8` },
  );
  yield make(
    'body/white-space',
    'White space before, between and behind the parts of JSON has no meaning (RFC 8259 section 2)',
    home,
    {
      body: bytes(`\n  ${JSON.stringify(body, null, 2)}\t\r\n`),
    },
  );
  yield make('body/escapes', 'A letter and its \\u escape are the same (RFC 8259 section 7)', home, {
    body: bytes(escapeLetters(body)),
  });
  if (!isObject(body)) return;
  if (Object.keys(body).length > 1) {
    yield make('body/order', 'The order of the properties has no meaning (RFC 8259 section 4)', home, {
      body: Object.fromEntries(Object.entries(body).reverse()),
    });
  }
  const reduced = withoutOptional(base, schema);
  if (reduced !== undefined) {
    yield make('body/required-only', 'What the document does not require may be left out', home, {
      body: reduced,
    });
  }
  if (keyword(schema, 'additionalProperties')?.value !== undefined) return;
  const extra = (name: string, value: Json, what: string): Probe =>
    make(
      `body/additional-${name}`,
      `${what} that the document does not forbid changes nothing (OpenAPI 3.0 section 4.7.24)`,
      home,
      {
        body: { ...body, plumbline_extra: value },
      },
    );
  yield extra('property', 'plumbline', 'A further property');
  yield extra('object', { nested: [1, null, 'ü€😀'] }, 'A further object');
  yield extra('null', null, 'A further property that is null');
  yield extra('text', 'plumbline '.repeat(1000), 'A further property of ten thousand letters');
}

/** JSON in which every first letter of a string value is written as a `\u` escape. */
function escapeLetters(body: Json): string {
  return JSON.stringify(body).replace(
    /:"([A-Za-z])/g,
    (_, letter: string) => `:"\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** The right body with nothing but what is required; undefined when that is the same. */
function withoutOptional(base: Base, schema: Node | undefined): JsonObject | undefined {
  if (base.media === undefined || documentedProperties(schema).size === 0) return undefined;
  const reduced = rightBody(
    base.contract,
    { ...base.media, examples: [] },
    base.environment,
    base.seed,
    'required',
  );
  return isObject(reduced) && !sameJson(reduced, base.body) ? reduced : undefined;
}

function* optionalParameters(base: Base, make: Make): Generator<Probe> {
  for (const parameter of base.contract.operation.parameters) {
    const optional = !parameter.required && base.parameters.has(parameter);
    if (optional) {
      yield make(
        `${parameter.in}.${parameter.name}/left-out`,
        `The parameter ${parameter.name} may be left out`,
        parameter.pointer,
        {
          parameters: new Map([[parameter, null]]),
        },
      );
    }
    const values = parameter.schema === undefined ? undefined : child(parameter.schema, 'enum');
    const right = base.parameters.get(parameter);
    for (const allowed of Array.isArray(values?.value) ? values.value : []) {
      if (right === undefined || allowed === null || sameJson(allowed, right)) continue;
      yield make(
        `${parameter.in}.${parameter.name}/enum/${slug(String(allowed))}`,
        `${parameter.name} is ${JSON.stringify(allowed)}, which the document allows`,
        values?.pointer ?? parameter.pointer,
        {
          parameters: new Map([[parameter, parameterText(allowed)]]),
        },
      );
    }
  }
}

/**
 * Values that only the team knows, replaced by others that are right by the document. Whether the API knows them is
 * not documented, so any documented answer will do; but all legal kinds of one format have to be treated alike, and
 * what is created must belong to the request that asked.
 */
function* strangers(base: Base): Generator<Probe> {
  const { operation, values } = base.contract;
  for (const pointer of Object.keys(values)) {
    const [declared] = schemasAt(base.media?.schema, pointer);
    if (declared === undefined || valueAt(base.body, pointer) === undefined) continue;
    const name = constraintName({ on: 'body', target: pointer });
    const format = keyword(declared, 'format');
    const documented = valueAt(base.media?.examples[0]?.value, pointer) ?? fixedValue(declared);
    const kinds = [
      ...(documented === undefined ? [] : [EXAMPLE]),
      ...(STRANGERS[String(format?.value)] ?? ['another-value']),
    ];
    for (const kind of kinds) {
      const id = `valid/${name}/${kind}`;
      const faker = seededFaker(base.seed, id);
      const made = () =>
        format?.value === 'uuid' ? uuidOfKind(faker.string.uuid(), kind) : freshValue(declared, base, id);
      const value = kind === EXAMPLE && documented !== undefined ? documented : made();
      yield {
        id,
        group: 'valid',
        title: `${name} is ${kind.replaceAll('-', ' ')} that the API may not know: it is right by the document, so every kind is answered alike`,
        pointer: format?.pointer ?? declared.pointer,
        request: writeRequest(base, { body: withValue(base.body, pointer, value) }),
        expectation: {
          ...expectSuccess(operation),
          statuses: [...successStatuses(operation), ...clientErrors(operation)],
          provokes: undefined,
          sameAs: `stranger ${joinPointer('', name)}`,
        },
        turn: 0,
      };
    }
  }
}

const EXAMPLE = 'the-documented-example';

/** UUIDs of other versions are UUIDs too (RFC 9562 section 5). */
const STRANGERS: Record<string, string[]> = {
  uuid: [
    'another-uuid',
    'a-second-uuid',
    'a-third-uuid',
    'a-fourth-uuid',
    'a-version-1-uuid',
    'a-version-7-uuid',
  ],
};

function uuidOfKind(uuid: string, kind: string): string {
  const version = /version-(\d)/.exec(kind)?.[1] ?? '4';
  return `${uuid.slice(0, 14)}${version}${uuid.slice(15)}`;
}

function freshValue(schema: Node, base: Base, id: string): Json {
  const examplesLeftOut: Node = isObject(schema.value)
    ? {
        ...schema,
        value: Object.fromEntries(
          Object.entries(schema.value).filter(([key]) => !['example', 'examples', 'default'].includes(key)),
        ),
      }
    : schema;
  return valueFor(examplesLeftOut, seededFaker(base.seed, id));
}

/** Text as a part of a probe's id: lower case, digits and dashes. */
export function slug(text: string): string {
  const short = text
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
    .slice(0, 40);
  return short === '' ? 'empty' : short;
}
