import OpenAPIResponseValidator from 'openapi-response-validator';
import { expect, test } from 'vitest';
import { compileResponseSchemas } from '../../src/checks/response-schema.ts';
import { child, rootNode } from '../../src/document/node.ts';
import { type Media, responseFor } from '../../src/document/operation.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { Problem } from '../../src/problem.ts';
import { contract, contractOf, errorList, event } from './exchanges.ts';

// openapi-response-validator 12.1.3 as it comes, and behind our wrapper. Each pair of tests pins one of its faults: when
// a new version mends one, its test fails, and the wrapper may have become simpler.

type Bare = {
  validateResponse(
    status: string,
    body: unknown,
  ): { errors: { message: string; path?: string }[] } | undefined;
};
const Bare = ((OpenAPIResponseValidator as unknown as { default?: unknown }).default ??
  OpenAPIResponseValidator) as new (
  options: object,
) => Bare;

const validate = (media: Media, body: Json) => compileResponseSchemas([media])(media, body);

/** True when the bare library accepts a body. */
function bareAccepts(schema: object, body: unknown, options: object = {}): boolean {
  return (
    new Bare({
      responses: { 200: { content: { 'application/json': { schema } } } },
      ...options,
    }).validateResponse('200', body) === undefined
  );
}

/** What the wrapper says of a body, a keyword and a place each. */
function faults(schema: Json, body: Json, { version = '3.0.3', schemas = {} as JsonObject } = {}): string[] {
  const { operation } = contractOf(
    { 200: { description: '', content: { 'application/json': { schema } } } },
    { version, schemas },
  );
  const [media] = responseFor(operation, 200)?.content ?? [];
  return media === undefined
    ? ['no media']
    : validate(media, body).map(({ keyword, pointer }) => `${keyword} ${pointer}`);
}

/** The pinned document's operation as the bare library wants it: its own objects, references and all. */
const pinned = contract.operation.document;
const operation = child(rootNode(pinned), 'paths', '/register/dev/trigger_event', 'post');
const bareResponses = (operation?.value as { responses: object } | undefined)?.responses;
const { components } = pinned.root as { components: object };
const mediaOf = (status: number) => {
  const [media] = responseFor(contract.operation, status)?.content ?? [];
  if (media === undefined) throw new Error(`no media for ${status}`);
  return media;
};

test('a response that is a reference: the library takes it for one without a body', () => {
  const bare = new Bare({ responses: bareResponses, components });
  const right = errorList({ code: 'unauthorized', detail: 'You must authenticate to perform API requests' });
  for (const status of ['400', '401', '409']) {
    expect(bare.validateResponse(status, right)?.errors).toMatchObject([{ message: 'must be null' }]);
    expect(bare.validateResponse(status, null)).toBeUndefined();
    expect(validate(mediaOf(Number(status)), right)).toEqual([]);
    expect(validate(mediaOf(Number(status)), null)).toMatchObject([{ keyword: 'type' }]);
  }
});

test('formats: the library checks none unless it is given each of them', () => {
  const bare = new Bare({ responses: bareResponses, components });
  const wrong = { event: { ...(event()['event'] as JsonObject), id: '42', created_at: 'yesterday' } };
  expect(bare.validateResponse('201', wrong)).toBeUndefined();
  const found = validate(mediaOf(201), wrong);
  expect(found.map(({ keyword, pointer }) => `${keyword} ${pointer}`)).toEqual([
    'format /event/id',
    'format /event/created_at',
  ]);
});

test('a response without content: the library rejects every body', () => {
  const bare = new Bare({ responses: { 500: { description: 'no content here' } } });
  expect(bare.validateResponse('500', { anything: 1 })?.errors).toMatchObject([{ message: 'must be null' }]);
  const media = { type: 'application/json', pointer: '', schema: undefined, examples: [] };
  expect(validate(media, { anything: 1 })).toEqual([]);
});

test('several media types: the library reads the first', () => {
  const content = {
    'application/xml': { schema: { type: 'string' } },
    'application/json': { schema: { type: 'object' } },
  };
  expect(new Bare({ responses: { 200: { content } } }).validateResponse('200', {})).toBeDefined();
  const [, second] =
    responseFor(contractOf({ 200: { description: '', content } }).operation, 200)?.content ?? [];
  if (second === undefined) throw new Error('no second media type');
  expect(validate(second, {})).toEqual([]);
});

test('writeOnly on a property that is not required: the library drops the last required one', () => {
  const schema = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string' }, secret: { type: 'string', writeOnly: true } },
  };
  expect(bareAccepts(schema, {})).toBe(true);
  expect(faults(schema, {})).toEqual(['required /id']);
});

test('writeOnly on a property that is required: it is not asked of an answer', () => {
  const schema = {
    type: 'object',
    required: ['secret', 'id'],
    properties: { id: {}, secret: { type: 'string', writeOnly: true } },
  };
  expect(faults(schema, { id: 1 })).toEqual([]);
  expect(faults(schema, {})).toEqual(['required /id']);
});

test('default: the library writes it into the body', () => {
  const schema = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string', default: 'made up' } },
  };
  const given: JsonObject = {};
  expect(bareAccepts(schema, given)).toBe(true);
  expect(given).toEqual({ a: 'made up' });
  const ours: JsonObject = {};
  expect(faults(schema, ours)).toEqual(['required /a']);
  expect(ours).toEqual({});
});

test('nullable beside an enum and a oneOf: the library forgets the oneOf', () => {
  const schema = {
    type: 'string',
    enum: ['a', 'bb'],
    nullable: true,
    oneOf: [{ maxLength: 1 }, { minLength: 3 }],
  };
  expect(bareAccepts(schema, 'bb')).toBe(true);
  expect(faults(schema, 'bb')).toEqual(['oneOf ']);
  expect(faults(schema, null)).toEqual([]);
});

test.each<[string, Json, string[]]>([
  ['its values', 'a', []],
  ['null, though the enum does not list it', null, []],
  ['another text', 'b', ['enum ']],
  ['another type', 1, ['type ', 'enum ']],
])('nullable beside an enum allows %s', (_, body, expected) => {
  expect(faults({ type: 'string', enum: ['a'], nullable: true }, body)).toEqual(expected);
});

test('a property that is called like a keyword: the library takes it for the keyword, and breaks', () => {
  const schema = {
    type: 'object',
    properties: {
      properties: { type: 'object', properties: { writeOnly: { type: 'boolean' } } },
      required: { type: 'boolean' },
      nullable: { type: 'boolean' },
      enum: { type: 'string' },
      default: { type: 'string' },
    },
    required: ['required'],
  };
  expect(() => bareAccepts(schema, {})).toThrow(TypeError);
  expect(faults(schema, {})).toEqual(['required /required']);
  expect(faults(schema, { required: true, nullable: 'x', enum: 1, default: 2 })).toEqual([
    'type /nullable',
    'type /enum',
    'type /default',
  ]);
});

test('a property that is called nullable and may be anything: the library takes it for the keyword', () => {
  const schema = { type: 'object', properties: { nullable: true, type: { type: 'string' } } };
  expect(() => bareAccepts(schema, { type: 'x' })).toThrow();
  expect(faults(schema, { nullable: 1, type: 2 }, { version: '3.1.0' })).toEqual(['type /type']);
});

test('values that look like schemas: the library rewrites them', () => {
  const schema = { enum: [{ nullable: true, type: 'string' }] };
  expect(bareAccepts(schema, { nullable: true, type: 'string' })).toBe(false);
  expect(faults(schema, { nullable: true, type: 'string' })).toEqual([]);
});

test('exclusive bounds of OpenAPI 3.0: the library does not know them', () => {
  const schema = { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false };
  expect(() => bareAccepts(schema, 1)).toThrow('schema is invalid');
  expect(faults(schema, 0)).toEqual(['exclusiveMinimum ']);
  expect(faults(schema, 9)).toEqual([]);
});

test('a reference to another part of the document: the library finds components only', () => {
  const reference = '#/paths/~1things/post/responses/200/content/application~1json/schema/properties/a';
  const schema = { type: 'object', properties: { a: { type: 'string' }, b: { $ref: reference } } };
  expect(() => bareAccepts(schema, {})).toThrow("can't resolve reference");
  expect(faults(schema, { a: 'x', b: 1 })).toEqual(['type /b']);
});

test('a reference with percent-escapes', () => {
  const schemas = { 'a thing': { type: 'string' } };
  const schema = { $ref: '#/components/schemas/a%20thing' };
  expect(faults(schema, 1, { schemas })).toEqual(['type ']);
});

test('a recursive schema', () => {
  const schemas = {
    tree: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string' },
        twigs: { type: 'array', items: { $ref: '#/components/schemas/tree' } },
      },
    },
  };
  const tree = { name: 'a', twigs: [{ name: 'b', twigs: [{ twigs: [] }] }] };
  expect(faults({ $ref: '#/components/schemas/tree' }, tree, { schemas })).toEqual([
    'required /twigs/0/twigs/0/name',
  ]);
});

test('an escape that ECMA-262 allows only without the flag u: the library breaks', () => {
  const schema = { type: 'string', pattern: '^\\_[\\w-.]+$' };
  expect(() => bareAccepts(schema, '_a')).toThrow('Invalid regular expression');
  expect(faults(schema, '_a.b')).toEqual([]);
  expect(faults(schema, 'a')).toEqual(['pattern ']);
});

test('a pattern that no engine of ours reads is passed over, its neighbours are not', () => {
  const schema = { type: 'string', pattern: '(?i)^a', maxLength: 2 };
  expect(faults(schema, 'bbb')).toEqual(['maxLength ']);
});

test('a name that every object inherits: the library takes it for a property of the body', () => {
  const schema = { type: 'object', required: ['valueOf'], properties: { constructor: { type: 'string' } } };
  expect(bareAccepts({ type: 'object', required: ['valueOf'] }, {})).toBe(true);
  expect(bareAccepts({ type: 'object', properties: schema.properties }, {})).toBe(false);
  expect(faults(schema, {})).toEqual(['required /valueOf']);
  expect(faults(schema, { valueOf: 1, constructor: 'x' })).toEqual([]);
});

test('words of JSON Schema 2020-12: the library passes over them, or takes them for others', () => {
  const pair = { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false };
  expect(bareAccepts(pair, ['a', 1])).toBe(false);
  expect(faults(pair, ['a', 1], { version: '3.1.0' })).toEqual([]);
  expect(faults(pair, [1, 1, 1], { version: '3.1.0' }).sort()).toEqual(['additionalItems ', 'type /0']);
});

test.each<[string, Json, Json, string[]]>([
  ['dependentRequired', { dependentRequired: { a: ['b'] } }, { a: 1 }, ['dependencies /b']],
  ['dependentSchemas', { dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }, ['required /b']],
  [
    'dependentRequired and dependentSchemas of one property',
    { dependentRequired: { a: ['b'] }, dependentSchemas: { a: { required: ['c'] } } },
    { a: 1 },
    ['dependencies /b', 'required /c'],
  ],
  ['contains with minContains 0', { contains: { type: 'string' }, minContains: 0 }, [1], []],
  ['contains', { contains: { type: 'string' } }, [1], ['contains ']],
  [
    'unevaluatedProperties',
    { properties: { a: {} }, unevaluatedProperties: false },
    { a: 1, b: 1 },
    ['additionalProperties /b'],
  ],
  [
    'unevaluatedProperties beside allOf',
    { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
    { a: 1 },
    [],
  ],
  ['const', { const: null }, 1, ['const ']],
  ['several types', { type: ['string', 'null'] }, null, []],
  ['several types, none of them', { type: ['string', 'null'] }, 1, ['type ']],
  ['exclusiveMinimum as a number', { exclusiveMinimum: 1 }, 1, ['exclusiveMinimum ']],
  ['if, then and else', { if: { required: ['a'] }, else: { required: ['b'] } }, {}, ['required /b']],
  ['a schema that is false', { properties: { a: false } }, { a: 1 }, ['false schema /a']],
  [
    'an $id of its own',
    { $id: 'https://example.com/x', properties: { a: { $ref: '#/components/schemas/word' } } },
    { a: 1 },
    ['type /a'],
  ],
  [
    'patternProperties',
    { patternProperties: { '^a': { type: 'string' }, '(?i)b': {} } },
    { ab: 1 },
    ['type /ab'],
  ],
  ['propertyNames', { propertyNames: { maxLength: 1 } }, { ab: 1 }, ['propertyNames ']],
  ['a pattern beside allOf', { pattern: '\\_', allOf: [{ maxLength: 1 }] }, 'ab', ['maxLength ', 'pattern ']],
])('OpenAPI 3.1: %s', (_, schema, body, expected) => {
  expect(faults(schema, body, { version: '3.1.0', schemas: { word: { type: 'string' } } })).toEqual(expected);
});

test.each<[string, JsonObject, Json, string[]]>([
  [
    'allOf',
    { allOf: [{ $ref: '#/components/schemas/named' }] },
    { name: 'x', b: 1 },
    ['additionalProperties /b'],
  ],
  [
    'a reference, and properties of its own',
    { $ref: '#/components/schemas/named', properties: { c: {} } },
    { name: 'x', c: 1, b: 1 },
    ['additionalProperties /b'],
  ],
  [
    'a choice, one alternative of which has it',
    {
      oneOf: [
        { required: ['name'], properties: { name: {} } },
        { required: ['b'], properties: { b: {} } },
      ],
    },
    { b: 1 },
    [],
  ],
  [
    'a choice, none of whose alternatives has it',
    {
      oneOf: [
        { required: ['name'], properties: { name: {} } },
        { required: ['b'], properties: { b: {} } },
      ],
    },
    { name: 'x', d: 1 },
    ['additionalProperties /d'],
  ],
  [
    'a condition',
    { properties: { a: {} }, if: { required: ['c'] }, else: { properties: { b: {} } } },
    { a: 1, b: 1, d: 1 },
    ['additionalProperties /d'],
  ],
  [
    'names by a pattern',
    { allOf: [{ patternProperties: { '^x-': {} } }] },
    { 'x-a': 1, b: 1 },
    ['additionalProperties /b'],
  ],
  [
    'a pattern that JavaScript cannot read',
    { allOf: [{ patternProperties: { '(?i)^x-': {} } }] },
    { b: 1 },
    [],
  ],
  ['a part that is open', { allOf: [{ properties: { a: {} }, additionalProperties: true }] }, { b: 1 }, []],
  [
    'a part that evaluates the rest',
    { allOf: [{ unevaluatedProperties: { type: 'number' } }] },
    { b: 1 },
    [],
  ],
  [
    'what holds itself',
    { allOf: [{ $ref: '#/components/schemas/tree' }] },
    { of: {}, b: 1 },
    ['additionalProperties /b'],
  ],
  [
    'what is no object',
    { allOf: [{ $ref: '#/components/schemas/named' }], type: ['object', 'null'] },
    null,
    [],
  ],
])('unevaluatedProperties: false beside %s', (_, schema, body, expected) => {
  const schemas = {
    named: { properties: { name: { type: 'string' } } },
    tree: { properties: { of: { $ref: '#/components/schemas/tree' } } },
  };
  const closed = { ...schema, unevaluatedProperties: false };
  expect(faults(closed, body, { version: '3.1.0', schemas })).toEqual(expected);
  expect(faults({ properties: { it: closed } }, { it: body }, { version: '3.1.0', schemas })).toEqual(
    expected.map((fault) => fault.replace(' ', ' /it')),
  );
});

test('unevaluatedProperties is no word of OpenAPI 3.0, and says nothing beside references that move', () => {
  const closed = { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false };
  expect(faults(closed, { b: 1 })).toEqual([]);
  const moving = { allOf: [{ $dynamicRef: '#named' }], unevaluatedProperties: false };
  expect(faults(moving, { b: 1 }, { version: '3.1.0' })).toEqual([]);
});

test.each<[string, Json, string[]]>([
  ['the first branch', { a: 'x' }, []],
  ['the second branch', { b: 1 }, []],
  ['none', { a: 1 }, ['oneOf ']],
  ['both', { a: 'x', b: 1 }, ['oneOf ']],
])('a choice fails with its own fault, not with those of its branches: %s', (_, body, expected) => {
  const schemas = {
    a: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
    b: { type: 'object', required: ['b'], properties: { b: { type: 'number' } } },
  };
  const oneOf = [{ $ref: '#/components/schemas/a' }, { $ref: '#/components/schemas/b' }];
  expect(faults({ oneOf }, body, { schemas })).toEqual(expected);
});

test('what is wrong beside a choice that fails is told too, wherever the schema stands', () => {
  const thing = {
    type: 'object',
    properties: { a: { type: 'string' }, b: {} },
    oneOf: [{ required: ['b'] }, { required: ['c'] }],
  };
  expect(faults(thing, { a: 1 }).sort()).toEqual(['oneOf ', 'type /a']);
  const reference = { $ref: '#/components/schemas/thing' };
  expect(faults(reference, { a: 1 }, { schemas: { thing } }).sort()).toEqual(['oneOf ', 'type /a']);
});

test('what is wrong with a value that may be null is told in full', () => {
  const thing = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } };
  const schemas = { thing };
  const legacy = { nullable: true, allOf: [{ $ref: '#/components/schemas/thing' }] };
  expect(faults(legacy, null, { schemas })).toEqual([]);
  expect(faults(legacy, {}, { schemas })).toEqual(['required /a']);
  const modern = { anyOf: [{ $ref: '#/components/schemas/thing' }, { type: 'null' }] };
  expect(faults(modern, null, { version: '3.1.0', schemas })).toEqual([]);
  expect(faults(modern, { a: 1 }, { version: '3.1.0', schemas })).toEqual(['type /a']);
  const several = { anyOf: [thing, { type: 'array', minItems: 1 }, { type: 'null' }] };
  expect(faults(several, [], { version: '3.1.0' })).toEqual(['minItems ']);
  expect(faults(several, 'x', { version: '3.1.0' })).toEqual(['anyOf ']);
  const deep = { nullable: true, anyOf: [{ properties: { a: { properties: { b: { enum: ['x'] } } } } }] };
  expect(faults(deep, { a: { b: 'y' } })).toEqual(['enum /a/b']);
});

test.each<[what: string, body: Json, found: string[]]>([
  ['of that kind', { kind: 'card', number: 1 }, ['type /number']],
  ['of the other kind', { kind: 'bank' }, ['required /iban']],
  ['of no kind that there is', { kind: 'cash' }, ['oneOf ']],
  ['that says nothing of its kind', {}, ['oneOf ']],
  ['of another type', 'card', ['oneOf ']],
])('of alternatives that say their kind what is wrong with one is told: a value %s', (_, body, found) => {
  const text = { $ref: '#/components/schemas/Text' };
  const of = (kind: string, name: string) => ({
    type: 'object',
    required: ['kind', name],
    properties: { kind: { enum: [kind] }, [name]: text },
  });
  const schemas = { Text: { type: 'string' }, Card: of('card', 'number'), Bank: of('bank', 'iban') };
  const oneOf = [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Bank' }];
  expect(faults({ oneOf }, body, { schemas })).toEqual(found);
  expect(faults({ nullable: true, oneOf }, body, { schemas })).toEqual(found);
});

test('alternatives behind references that refer on fail with one fault', () => {
  const of = (name: string) => ({
    required: [name],
    properties: { [name]: { $ref: '#/components/schemas/Text' } },
  });
  const schemas = { Text: { type: 'string' }, A: of('a'), B: of('b') };
  const oneOf = [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }];
  expect(faults({ oneOf }, { a: 1 }, { schemas })).toEqual(['oneOf ']);
  expect(faults({ oneOf: oneOf.slice(0, 1) }, { a: 1 }, { schemas })).toEqual(['type /a']);
});

test('alternatives that hold themselves are told apart too, up to where they do', () => {
  const tree = { properties: { children: { items: { $ref: '#/components/schemas/Tree' } } } };
  const schemas = { Tree: { oneOf: [{ type: 'integer' }, { type: 'object', ...tree }] } };
  expect(faults({ $ref: '#/components/schemas/Tree' }, { children: ['x'] }, { schemas })).toContain(
    'oneOf /children/0',
  );
});

test('what is wrong before a choice is not of its alternatives, however its name begins', () => {
  const tree = { $ref: '#/components/schemas/Tree' };
  const kind = { oneOf: [{ type: 'object', required: ['x'] }, { type: 'integer' }] };
  const schemas = { Tree: { properties: { kinds: tree, kind } } };
  const body = { kinds: { kinds: { kinds: { kind: {} }, kind: true } } };
  expect(faults(tree, body, { schemas })).toEqual([
    'required /kinds/kinds/kinds/kind/x',
    'oneOf /kinds/kinds/kind',
  ]);
});

test('what is wrong beside a choice is told besides', () => {
  const schemas = { a: { required: ['a'] } };
  const schema = {
    type: 'object',
    required: ['id'],
    properties: { x: { type: 'string' } },
    anyOf: [{ $ref: '#/components/schemas/a' }, { minProperties: 3 }],
  };
  expect(faults(schema, { x: 1 }, { schemas }).sort()).toEqual(['anyOf ', 'required /id', 'type /x']);
});

test('allOf, additionalProperties as a schema, and lists at the top', () => {
  expect(faults({ allOf: [{ required: ['a'] }, { required: ['b'] }] }, {})).toEqual([
    'required /a',
    'required /b',
  ]);
  expect(faults({ type: 'object', additionalProperties: { type: 'number' } }, { x: 'y' })).toEqual([
    'type /x',
  ]);
  expect(faults({ type: 'array', items: { type: 'string' } }, ['a', 1])).toEqual(['type /1']);
});

test('a body with a million faults is told of in a few', () => {
  expect(
    faults(
      { type: 'array', items: { type: 'string' } },
      Array.from({ length: 10_000 }, () => 1),
    ),
  ).toHaveLength(50);
});

test('a message says what was promised and what was seen, also where no pointer of ours leads', () => {
  const { operation: things } = contractOf(
    {
      200: {
        description: '',
        content: {
          'application/json': {
            schema: {
              not: { required: ['z'] },
              patternProperties: {
                '^a': { not: { type: 'boolean' }, type: 'string', enum: ['x'], format: 'uuid' },
              },
              properties: { b: { type: ['string', 'null'] }, c: { pattern: '^c$' } },
            },
          },
        },
      },
    },
    { version: '3.1.0' },
  );
  const [media] = things.responses[0]?.content ?? [];
  if (media === undefined) throw new Error('no media');
  const found = validate(media, { a: 'y', ab: 1, b: 1, c: 'd', z: 1 });
  expect(found.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "the body is {"a":"y","ab":1,"b":1,"c":"d","z":1}: it must NOT be valid",
      "/b is an integer (1), where the schema says string or null",
      "/c is "d": it must match pattern "^c$"",
      "/a is "y", where the schema allows ["x"]",
      "/a is "y", which is no uuid",
      "/ab is 1, where the schema allows ["x"]",
      "/ab is an integer (1), where the schema says string",
    ]
  `);
});

test('a schema that is wrong itself is a problem of the document, with its place', () => {
  const broken = () => faults({ type: 'nonsense' }, {}, { version: '3.1.0' });
  expect(broken).toThrow(Problem);
  expect(broken).toThrow('the schema cannot be compiled');
  expect(broken).toThrow(expect.objectContaining({ place: expect.objectContaining({ line: 1 }) }));
});

test('a schema that is wrong itself does not keep the others from being read', () => {
  const of = (schema: Json) => ({ description: '', content: { 'application/json': { schema } } });
  const responses = {
    200: of({ type: 'string' }),
    501: of({ properties: { a: { $ref: '#/nowhere' } } }),
    500: of({ type: 'no' }),
  };
  const media = contractOf(responses, { version: '3.1.0' }).operation.responses.flatMap(
    ({ content }) => content,
  );
  const validator = compileResponseSchemas(media);
  const [right, wrong, lost] = media.map((each) => () => validator(each, 1));
  expect(right?.()).toMatchObject([{ keyword: 'type' }]);
  expect(lost).toThrow(/^(?!the schema cannot be compiled).*points at nothing/);
  expect(wrong).toThrow('the schema cannot be compiled');
});

test('answers that share a schema share its validator, and none at all need none', () => {
  const [, bad, unauthorized] = contract.operation.responses.flatMap(({ content }) => content);
  expect(bad?.schema?.pointer).toBe(unauthorized?.schema?.pointer);
  const media = { type: 'application/json', pointer: '', schema: undefined, examples: [] };
  expect(compileResponseSchemas([])(media, 1)).toEqual([]);
});

const PETS: JsonObject = {
  Pet: {
    required: ['kind'],
    properties: { kind: { type: 'string' } },
    discriminator: { propertyName: 'kind', mapping: { cat: 'Cat' } },
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
  },
  Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: 'integer' } } }] },
  Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { loud: { type: 'boolean' } } }] },
};

test.each<[what: string, body: Json, found: string[]]>([
  ['fits the alternative that it names, and another one too', { kind: 'cat', lives: 9 }, []],
  ['names an alternative by its component', { kind: 'Dog', loud: true }, []],
  ['fits another alternative than it names', { kind: 'Dog', loud: 'very' }, ['type /loud']],
  ['names none', { kind: 'fish' }, ['enum /kind']],
  ['lacks the property that tells', {}, ['oneOf ', 'required /kind']],
])('a body with a discriminator that %s', (_, body, found) => {
  expect(faults({ $ref: '#/components/schemas/Pet' }, body, { schemas: PETS })).toEqual(found);
});

test('what is said of a value that stands for no alternative names those that there are', () => {
  const schema = { allOf: [{ $ref: '#/components/schemas/Pet' }] };
  const { operation } = contractOf(
    { 200: { description: '', content: { 'application/json': { schema } } } },
    { schemas: PETS },
  );
  const [media] = responseFor(operation, 200)?.content ?? [];
  expect(media && validate(media, { kind: 'fish' })).toMatchObject([
    {
      message: '/kind is "fish", which stands for none of the alternatives (cat, Dog)',
      promise: '/components/schemas/Pet/discriminator',
      expected: ['cat', 'Dog'],
      actual: 'fish',
    },
  ]);
});

test('with anyOf a value that stands for an alternative asks for that one too', () => {
  const anyOf = [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }];
  const schema = { discriminator: { propertyName: 'kind' }, anyOf };
  const schemas = { Cat: { properties: { lives: { type: 'integer' } } }, Dog: {} };
  expect(faults(schema, { kind: 'Cat', lives: 'x' }, { schemas })).toEqual(['type /lives']);
  expect(faults(schema, { kind: 'Dog', lives: 'x' }, { schemas })).toEqual([]);
});

test('a value that may be null may be it beside a discriminator', () => {
  const schema = { nullable: true, allOf: [{ $ref: '#/components/schemas/Pet' }] };
  expect(faults(schema, null, { schemas: PETS })).toEqual([]);
  expect(faults(schema, { kind: 'Dog', loud: 1 }, { schemas: PETS })).toEqual(['type /loud']);
});
