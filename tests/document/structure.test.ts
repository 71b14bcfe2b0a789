import { expect, test } from 'vitest';
import { everySchema } from '../../src/document/every-schema.ts';
import { loadDocument, readDocument } from '../../src/document/load.ts';
import { nearest } from '../../src/document/nearest.ts';
import { valueAt } from '../../src/document/pointer.ts';
import { schemasAt } from '../../src/document/schema.ts';
import { checkedDocument, structureFaults } from '../../src/document/structure.ts';
import { explainErrors } from '../../src/document/structure-words.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { documentOf, nodeAt, operationOf, PAGE, PINNED, pinnedText, problemIn, schemaOf } from './support.ts';

async function fault(...edits: [string, string][]): Promise<string> {
  const document = readDocument(pinnedText(...edits), 'api.yaml');
  const line = (await problemIn(checkedDocument(document))).line();
  // Beside a valid document, of which most is the same, it is found as well.
  expect((await problemIn(checkedDocument(document, await loadDocument(PINNED)))).line()).toBe(line);
  return line;
}

test('the pinned document is valid, and so is the page that it is from', async () => {
  expect(await structureFaults(await loadDocument(PINNED))).toEqual([]);
  await checkedDocument(await loadDocument(PAGE));
});

test.each(['3.1.0', '3.2.0'])('the pinned document is valid as OpenAPI %s as well', async (version) => {
  expect(await structureFaults(readDocument(pinnedText(['3.0.3', version]), 'f'))).toEqual([]);
});

const INFO =
  "info:\n  title: Onboarding API\n  version: '1.0'\n  license:\n    name: Proprietary\n    url: https://qonto.com/terms\n";
const RESOURCE = 'resource_id:\n                  type: string';
const POST = '/paths/~1register~1dev~1trigger_event/post';
const BODY = `${POST}/requestBody/content/application~1json/schema`;

test.each<[string, [string, string], string]>([
  ['a missing field', [INFO, ''], '1:1: not valid OpenAPI 3.0: the document lacks the field "info"'],
  [
    'a misspelt field',
    ['operationId:', 'operationID:'],
    `31:7: not valid OpenAPI 3.0: ${POST} has no field "operationID" in OpenAPI; "operationId" may be meant`,
  ],
  [
    'a misspelt field at the top',
    ['\ntags:', '\ntagz:'],
    '16:1: not valid OpenAPI 3.0: the document has no field "tagz" in OpenAPI; "tags" may be meant',
  ],
  [
    'a field of another object',
    ['operationId:', 'nullable: true\n      operationId:'],
    `31:7: not valid OpenAPI 3.0: ${POST} has no field "nullable" in OpenAPI`,
  ],
  [
    'required as a name',
    ['required:\n                - resource_id\n                - event_type', 'required: resource_id'],
    `39:15: not valid OpenAPI 3.0: ${BODY}/required is "resource_id", where OpenAPI asks for an array`,
  ],
  [
    'required as a flag',
    [RESOURCE, `${RESOURCE}\n                  required: true`],
    `45:19: not valid OpenAPI 3.0: ${BODY}/properties/resource_id/required is true, where OpenAPI asks for an array`,
  ],
  [
    'a parameter in no place that there is',
    ['      in: header\n      description', '      in: body\n      description'],
    '77:7: not valid OpenAPI 3.0: /components/parameters/X-Qonto-Staging-Token/in is "body", where OpenAPI has path, query, header, cookie',
  ],
  [
    'a parameter of the path that is not required',
    ['      in: header\n      description', '      in: path\n      description'],
    '75:5: not valid OpenAPI 3.0: /components/parameters/X-Qonto-Staging-Token lacks the field "required"',
  ],
  [
    'a parameter of the path that is not required, and says so',
    ['      in: header\n      description', '      in: path\n      required: false\n      description'],
    '78:7: not valid OpenAPI 3.0: /components/parameters/X-Qonto-Staging-Token/required is false, where OpenAPI has true',
  ],
  [
    'a parameter without a schema',
    ['      schema:\n        type: string\n  schemas', '  schemas'],
    '75:5: not valid OpenAPI 3.0: /components/parameters/X-Qonto-Staging-Token needs either "schema" or "content", and not both',
  ],
  [
    'a parameter with two kinds of example',
    [
      '      schema:\n        type: string\n  schemas',
      '      example: a\n      examples: {}\n      schema:\n        type: string\n  schemas',
    ],
    '75:5: not valid OpenAPI 3.0: /components/parameters/X-Qonto-Staging-Token has both "example" and "examples", where OpenAPI allows one of them',
  ],
  [
    'a path without a slash',
    ['  /register/dev', '  register/dev'],
    '24:3: not valid OpenAPI 3.0: the path "register/dev/trigger_event" does not begin with a slash',
  ],
  [
    'a status that is none',
    ["'201':", "'2O1':"],
    `53:9: not valid OpenAPI 3.0: ${POST}/responses has an answer "2O1", which is no status; a status is written such as "200", "4XX" or default`,
  ],
  [
    'a type that is none',
    [RESOURCE, RESOURCE.replace('string', 'strng')],
    `44:19: not valid OpenAPI 3.0: ${BODY}/properties/resource_id/type is "strng", where OpenAPI has array, boolean, integer, number, object, string`,
  ],
  [
    'a security scheme of no type',
    ['type: http', 'type: htpp'],
    '192:7: not valid OpenAPI 3.0: /components/securitySchemes/apiKey/type is "htpp", where OpenAPI has apiKey, http, oauth2, openIdConnect',
  ],
  [
    'a security scheme without its scheme',
    ['      scheme: bearer\n', ''],
    '191:5: not valid OpenAPI 3.0: /components/securitySchemes/apiKey lacks the field "scheme"',
  ],
  [
    'a format of bearer tokens beside another scheme',
    ['      scheme: bearer\n', '      scheme: basic\n'],
    '191:5: not valid OpenAPI 3.0: /components/securitySchemes/apiKey has "bearerFormat", which goes with the scheme "bearer" alone',
  ],
  [
    'a security scheme without its place',
    ['      name: Qonto-Partner-Id\n      in: header\n', '      name: Qonto-Partner-Id\n'],
    '200:5: not valid OpenAPI 3.0: /components/securitySchemes/qontoPartnerId lacks the field "in"',
  ],
  [
    'a server without a URL',
    ['  - url: https://thirdparty-sandbox.staging.qonto.co\n    description', '  - description'],
    '9:5: not valid OpenAPI 3.0: /servers/0 lacks the field "url"',
  ],
  [
    'a version that is cut short',
    ['3.0.3', "'3.0'"],
    '1:1: not valid OpenAPI 3.0: the version is "3.0"; write it in full, such as 3.0.3',
  ],
  [
    'a list of types, as in 3.1',
    [RESOURCE, RESOURCE.replace('string', "[string, 'null']")],
    `44:19: not valid OpenAPI 3.0: ${BODY}/properties/resource_id/type is ["string","null"], where OpenAPI asks for a string; OpenAPI 3.0 writes one type, and nullable: true beside it for null`,
  ],
  [
    'const, as in 3.1',
    [RESOURCE, RESOURCE.replace('type: string', 'const: x')],
    `44:19: not valid OpenAPI 3.0: ${BODY}/properties/resource_id has the field "const", which OpenAPI has since 3.1 only`,
  ],
])('a mistake is told in one sentence, at its line: %s', async (_, edit, expected) => {
  expect(await fault(edit)).toBe(`api.yaml:${expected}`);
});

const REQUIRED = 'required:\n                - resource_id\n                - event_type';
const ANSWER = '          description: Returns the webhook event triggered.\n';

// What each says is plain, though OpenAPI's own schema refuses it.
test.each<[string, [string, string], string, string]>([
  [
    'nothing is required',
    [REQUIRED, 'required: []'],
    `${BODY}/required is an empty list, where OpenAPI asks for an entry`,
    `${BODY}/required`,
  ],
  [
    'a name is required twice',
    [REQUIRED, `${REQUIRED}\n                - resource_id`],
    `${BODY}/required has an entry twice`,
    '',
  ],
  [
    'a response has no description',
    [ANSWER, ''],
    `${POST}/responses/201 lacks the field "description"`,
    `${POST}/responses/201/description`,
  ],
  [
    'a description is empty',
    ['description: Returns a bad request error.', 'description:'],
    '/components/responses/400-bad-request/description is null, where OpenAPI asks for a string',
    '',
  ],
  ['a title is missing', ['  title: Onboarding API\n', ''], '/info lacks the field "title"', '/info/title'],
  [
    'the version is a number',
    ["version: '1.0'", 'version: 1.0'],
    '/info/version is 1, where OpenAPI asks for a string',
    '',
  ],
  [
    'the licence has no name',
    ['    name: Proprietary\n', ''],
    '/info/license lacks the field "name"',
    '/info/license',
  ],
  [
    'a contact with a field of nobody',
    ['  license:\n', '  owner: us\n  license:\n'],
    '/info has no field "owner" in OpenAPI',
    '/info/owner',
  ],
  [
    'a tag of an operation is a number',
    ['        - Webhooks\n', '        - 7\n'],
    `${POST}/tags/0 is 7, where OpenAPI asks for a string`,
    '',
  ],
  [
    'a merge key',
    ['        - Webhooks\n', '        - Webhooks\n      <<: {summary: Triggers an event}\n'],
    `${POST}/<< is a merge key, which the YAML of OpenAPI does not have`,
    '',
  ],
])('an invalid document whose meaning is plain is read so: %s', async (_, edit, message, emptied) => {
  const document = readDocument(pinnedText(edit), 'api.yaml');
  const [only, ...others] = await structureFaults(document);
  expect(only).toMatchObject({ message, plain: true });
  expect(others).toEqual([]);
  for (const valid of [undefined, await loadDocument(PINNED)]) {
    const meant = await checkedDocument(document, valid);
    expect(meant.plainFaults?.map((fault) => fault.message)).toEqual([message]);
    expect(await structureFaults(meant)).toEqual([]);
    if (emptied !== '') expect(valueAt(meant.root, emptied) ?? '').toBe('');
    expect([meant.text, meant.sha256, meant.placeOf(POST)]).toEqual([
      document.text,
      document.sha256,
      document.placeOf(POST),
    ]);
  }
});

const THINGS = '/paths/~1things/get/responses/200';

test.each<[what: string, version: string, at: string, spelt: (reference: string) => JsonObject]>([
  [
    'a link',
    '3.1.0',
    `${THINGS}/links/one/operationRef`,
    (operationRef) => ({ links: { one: { operationRef } } }),
  ],
  [
    'a link',
    '3.0.3',
    `${THINGS}/links/one/operationRef`,
    (operationRef) => ({ links: { one: { operationRef } } }),
  ],
  [
    'a schema',
    '3.0.3',
    `${THINGS}/content/a~1b/schema/$ref`,
    ($ref) => ({ content: { 'a/b': { schema: { $ref } } } }),
  ],
])('%s of OpenAPI %s may lead to a path with its braces as they are', async (_, version, at, spelt) => {
  const documented = (reference: string) => {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const get = (answer: JsonObject) => ({ responses: { 200: { description: '', ...answer } } });
    const one = { parameters, get: get({ content: { 'a/b': { schema: { type: 'string' } } } }) };
    return documentOf({ paths: { '/things': { get: get(spelt(reference)) }, '/things/{id}': one } }, version);
  };
  const spelling = '#/paths/~1things~1{id}/get';
  const document = documented(spelling);
  expect(await structureFaults(document)).toEqual([
    { pointer: at, message: `${at} is "${spelling}", which is no uri-reference`, plain: true },
  ]);
  expect((await checkedDocument(document)).root).toEqual(documented('#/paths/~1things~1%7Bid%7D/get').root);
  // What leads elsewhere, or is spelt wrong in another way, is told as before.
  for (const other of ['other.yaml#/{it}', '#/a b']) {
    const message = `${at} is "${other}", which is no uri-reference`;
    expect(await structureFaults(documented(other))).toEqual([{ pointer: at, message }]);
  }
});

test('names that are required twice are required, once', async () => {
  const edit: [string, string] = [REQUIRED, `${REQUIRED}\n                - resource_id`];
  const { root } = await checkedDocument(readDocument(pinnedText(edit), 'api.yaml'));
  expect(valueAt(root, `${BODY}/required`)).toEqual(['resource_id', 'event_type']);
});

test('a plain fault hides no grave one, which is told first', async () => {
  const document = readDocument(
    pinnedText([REQUIRED, 'required: []'], ["'201':", "'2O1':"], ["version: '1.0'", 'version: 1.0']),
    'api.yaml',
  );
  expect((await problemIn(checkedDocument(document))).line()).toContain('"2O1", which is no status');
  const faults = await structureFaults(document);
  expect(faults.map(({ plain }) => plain ?? false)).toEqual([false, ...faults.slice(1).map(() => true)]);
  expect(faults.length).toBeGreaterThan(1);
});

test('a schema that is named as a description is no description', async () => {
  const edit: [string, string] = [RESOURCE, `description: 7\n                ${RESOURCE}`];
  const document = readDocument(pinnedText(edit), 'api.yaml');
  expect((await problemIn(checkedDocument(document))).line()).toContain('/properties/description is 7');
});

test('a hundred plain faults are passed over, and no more', async () => {
  const responses = (count: number) =>
    Array.from({ length: count }, (_, index) => `    was-${index}: {}\n`).join('');
  const withFaults = (count: number) =>
    readDocument(
      pinnedText(['  responses:\n    400', `  responses:\n${responses(count)}    400`]),
      'api.yaml',
    );
  expect((await checkedDocument(withFaults(100))).plainFaults).toHaveLength(100);
  expect((await problemIn(checkedDocument(withFaults(101)))).line()).toContain(
    'lacks the field "description"',
  );
});

test.each<[string, [string, string], string]>([
  ['a missing field', [INFO, ''], '1:1: not valid OpenAPI 3.1: the document lacks the field "info"'],
  [
    'a misspelt field',
    ['operationId:', 'operationID:'],
    `31:7: not valid OpenAPI 3.1: ${POST} has no field "operationID" in OpenAPI; "operationId" may be meant`,
  ],
  [
    'a parameter in no place that there is',
    ['      in: header\n      description', '      in: body\n      description'],
    '77:7: not valid OpenAPI 3.1: /components/parameters/X-Qonto-Staging-Token/in is "body", where OpenAPI has query, header, path, cookie',
  ],
  [
    'a path without a slash',
    ['  /register/dev', '  register/dev'],
    '24:3: not valid OpenAPI 3.1: the path "register/dev/trigger_event" does not begin with a slash',
  ],
  [
    'a boolean bound, as in 3.0',
    [RESOURCE, `${RESOURCE}\n                  exclusiveMinimum: true`],
    `45:19: not valid OpenAPI 3.1: ${BODY}/properties/resource_id/exclusiveMinimum is true, where JSON Schema asks for a number; since OpenAPI 3.1 it holds the bound itself, in place of minimum or maximum`,
  ],
  [
    'required as a flag',
    [RESOURCE, `${RESOURCE}\n                  required: true`],
    `45:19: not valid OpenAPI 3.1: ${BODY}/properties/resource_id/required is true, where JSON Schema asks for a list of names`,
  ],
  [
    'a type that is none',
    [RESOURCE, RESOURCE.replace('string', '[string, nil]')],
    `44:19: not valid OpenAPI 3.1: ${BODY}/properties/resource_id/type is ["string","nil"], where JSON Schema asks for one of array, boolean, integer, null, number, object, string, or a list of them`,
  ],
])('a mistake in a document of OpenAPI 3.1 is told as well: %s', async (_, edit, expected) => {
  expect(await fault(['3.0.3', '3.1.0'], edit)).toBe(`api.yaml:${expected}`);
});

test.each<[string, Json]>([
  ['enum', 'a'],
  ['pattern', '('],
  ['format', 1],
  ['properties', []],
  ['allOf', []],
  ['anyOf', [1]],
  ['items', [{}]],
  ['additionalProperties', 'no'],
  ['minimum', '1'],
  ['multipleOf', 0],
  ['minLength', -1],
  ['maxItems', 1.5],
  ['uniqueItems', 'yes'],
])(
  'a keyword of JSON Schema with a value that it cannot have is a fault since 3.1: %s',
  async (word, value) => {
    const document = documentOf({ components: { schemas: { a: { not: { [word]: value } } } } }, '3.1.0');
    expect(await structureFaults(document)).toMatchObject([{ pointer: `/components/schemas/a/not/${word}` }]);
  },
);

test.each(['3.0.3', '3.1.0', '3.2.0'])(
  'a pattern of OpenAPI %s may be right with the flag u only, or without it only',
  async (version) => {
    const documentWith = (pattern: Json) =>
      documentOf({ components: { schemas: { a: { items: { pattern }, type: 'array' } } } }, version);
    for (const pattern of ['^[a-z]+$', '^\\p{Lu}$', '^\\_\\-[\\w-.]+$', '^\\u{1F600}$']) {
      expect(await structureFaults(documentWith(pattern)), pattern).toEqual([]);
    }
    const at = '/components/schemas/a/items/pattern';
    expect(await structureFaults(documentWith('^(a'))).toEqual([
      { pointer: at, message: `${at} is "^(a", where JSON Schema asks for a regular expression` },
    ]);
  },
);

test('a property is documented by a pattern that is right without the flag u only', () => {
  const thing = schemaOf({ Thing: { patternProperties: { '^x\\_': { type: 'string' } } } }, '3.1.0');
  expect(schemasAt(thing, '/x_1').map(({ pointer }) => pointer)).toHaveLength(1);
  expect(schemasAt(thing, '/y_1')).toEqual([]);
});

const STRING = { type: 'string' };

test.each<[string, string, JsonObject, string]>([
  [
    'schema and content',
    '3.0.3',
    { schema: STRING, content: {} },
    'needs either "schema" or "content", and not both',
  ],
  [
    'schema and content',
    '3.1.0',
    { schema: STRING, content: { 'a/b': {} } },
    'needs either "schema" or "content", and not both',
  ],
  ['neither schema nor content', '3.0.3', {}, 'needs either "schema" or "content", and not both'],
  ['neither schema nor content', '3.1.0', {}, 'needs either "schema" or "content", and not both'],
  [
    'two kinds of example',
    '3.1.0',
    { schema: {}, example: 1, examples: {} },
    'has both "example" and "examples", where OpenAPI allows one of them',
  ],
])('a parameter with %s in OpenAPI %s is told plainly', async (_, version, parameter, expected) => {
  const document = operationOf({ parameters: [{ name: 'a', in: 'query', ...parameter }] }, {}, version);
  const at = '/paths/~1things/post/parameters/0';
  expect((await structureFaults(document))[0]).toEqual({ pointer: at, message: `${at} ${expected}` });
});

test('an error that no words are known for is told all the same', () => {
  const message = 'must match exactly one schema in oneOf';
  const error = { keyword: 'oneOf', instancePath: '/info', schemaPath: '#/oneOf', params: {}, message };
  expect(explainErrors([error], documentOf({}))).toEqual([{ pointer: '/info', message: `/info ${message}` }]);
});

test('nullable in a document of OpenAPI 3.1 is an unknown word, which JSON Schema ignores', async () => {
  expect(
    await structureFaults(documentOf({ components: { schemas: { a: { nullable: true } } } }, '3.1.0')),
  ).toEqual([]);
});

test('what looks like a schema and is none is left alone', async () => {
  const parts: JsonObject = {
    components: {
      parameters: { schema: { name: 'a', in: 'query', required: true, schema: {} } },
      examples: { a: { value: { schema: { required: true, type: 'x' } } } },
      schemas: {
        a: {
          properties: { required: { type: 'string' }, enum: true },
          default: { type: 1 },
          const: { type: 1 },
        },
      },
    },
  };
  expect(await structureFaults(documentOf(parts, '3.1.0'))).toEqual([]);
});

test('every schema of a document is found where it is written', () => {
  const media = {
    'application/json': {
      schema: { $ref: '#/components/schemas/a' },
      encoding: { f: { headers: { h: { schema: {} } } } },
    },
  };
  const document = operationOf(
    {
      parameters: [{ name: 'q', in: 'query', schema: { items: {} } }],
      requestBody: { content: media },
      responses: { 200: { description: '', headers: { h: { content: media } } } },
      callbacks: { c: { '{$url}': { put: { requestBody: { content: media } } } } },
    },
    {
      webhooks: { w: { get: { parameters: [{ schema: {} }] } } },
      components: { schemas: { a: { properties: { p: { allOf: [{}] } } } } },
    },
  );
  const at = [...everySchema(document)].map(({ pointer }) => pointer);
  const post = '/paths/~1things/post';
  const json = 'content/application~1json';
  const header = 'encoding/f/headers/h/schema';
  expect(at.sort()).toEqual(
    [
      `${post}/parameters/0/schema`,
      `${post}/parameters/0/schema/items`,
      `${post}/requestBody/${json}/schema`,
      `${post}/requestBody/${json}/${header}`,
      `${post}/responses/200/headers/h/${json}/schema`,
      `${post}/responses/200/headers/h/${json}/${header}`,
      `${post}/callbacks/c/{$url}/put/requestBody/${json}/schema`,
      `${post}/callbacks/c/{$url}/put/requestBody/${json}/${header}`,
      '/webhooks/w/get/parameters/0/schema',
      '/components/schemas/a',
      '/components/schemas/a/properties/p',
      '/components/schemas/a/properties/p/allOf/0',
    ].sort(),
  );
  for (const pointer of at) expect(schemasAt(nodeAt(document, pointer), '').length).toBeGreaterThan(0);
});

test.each([
  ['fromat', 'format'],
  ['OperationID', 'operationId'],
  ['resonses', 'responses'],
  ['xyz', undefined],
  ['in', undefined],
])('%s is near to %s', (word, expected) => {
  expect(
    nearest(
      word,
      ['format', 'operationId', 'responses', 'on'].filter((each) => word !== 'in' || each !== 'on'),
    ),
  ).toBe(expected);
});
