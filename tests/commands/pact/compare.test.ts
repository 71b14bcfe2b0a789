import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compared, EVENT, errorBody, fileOf, type Pieces, pactOf, REQUEST, run, said } from './pacts.ts';

/** One wrong thing each: what Plumbline says of it, and what the second opinion does. */
const WRONG: [name: string, pieces: Pieces, ours: string[], theirs: 'drift' | 'conforms'][] = [
  ['another method', { method: 'PUT' }, ['request/operation'], 'drift'],
  ['another path', { path: '/register/dev/trigger_events' }, ['request/operation'], 'drift'],
  ['no token', { headers: { Authorization: undefined } }, ['request/security-missing'], 'conforms'],
  ['no partner id', { headers: { 'Qonto-Partner-Id': undefined } }, ['request/security-missing'], 'conforms'],
  ['an empty partner id', { headers: { 'Qonto-Partner-Id': ' ' } }, ['request/security-missing'], 'conforms'],
  [
    'a word without a token',
    { headers: { Authorization: 'Bearer' } },
    ['request/security-missing'],
    'conforms',
  ],
  ['basic credentials', { headers: { Authorization: 'Basic abc' } }, ['request/security-scheme'], 'conforms'],
  ['no resource id', { body: { event_type: 'registrations.pending' } }, ['request/body-value'], 'drift'],
  ['no event type', { body: { resource_id: REQUEST.resource_id } }, ['request/body-value'], 'drift'],
  [
    'an event out of the enum',
    { body: { ...REQUEST, event_type: 'no.such' } },
    ['request/body-value'],
    'drift',
  ],
  [
    'a resource id that is no uuid',
    { body: { ...REQUEST, resource_id: '1' } },
    ['request/body-value'],
    'drift',
  ],
  [
    'a resource id that is a number',
    { body: { ...REQUEST, resource_id: 1 } },
    ['request/body-value'],
    'drift',
  ],
  [
    'a body of another media type',
    { headers: { 'Content-Type': 'text/plain' } },
    ['request/media-type'],
    'drift',
  ],
  ['a list for a body', { body: [REQUEST] }, ['request/body-value'], 'drift'],
  ['an undocumented status', { status: 202 }, ['status/undocumented'], 'drift'],
  [
    'an undocumented header',
    { responseHeaders: { 'X-Event': '1' } },
    ['expected-header/undocumented'],
    'drift',
  ],
  [
    'another media type',
    { responseHeaders: { 'Content-Type': 'application/xml' } },
    ['media-type/undocumented'],
    'drift',
  ],
  [
    'an undocumented field',
    { response: { event: { ...EVENT, colour: 'red' } } },
    ['expected-field/undocumented'],
    'drift',
  ],
  ['an undocumented field at the top', { response: { id: '1' } }, ['expected-field/undocumented'], 'drift'],
  ['a field of another type', { response: { event: { id: 1 } } }, ['schema/type'], 'drift'],
  ['a field that is null', { response: { event: { event_type: null } } }, ['schema/type'], 'drift'],
  ['a value out of the enum', { response: { event: { resource_type: 'file' } } }, ['schema/enum'], 'drift'],
  ['an id that is no uuid', { response: { event: { id: 'x' } } }, ['schema/format'], 'drift'],
  [
    'a time without a zone',
    { response: { event: { created_at: '2021-08-17T12:31:32' } } },
    ['schema/format'],
    'drift',
  ],
  ['a list in place of an object', { response: { event: [EVENT] } }, ['schema/type'], 'drift'],
  [
    'a body where none is documented',
    { status: 500, response: { a: 1 } },
    ['expected-body/not-promised'],
    'drift',
  ],
  [
    'another code than the documented error has',
    { status: 401, response: errorBody('invalid_token', 'You must authenticate to perform API requests') },
    ['expected-error/code'],
    'conforms',
  ],
  ['errors that are no list', { status: 400, response: { errors: {} } }, ['schema/type'], 'drift'],
];

for (const [name, pieces, ours, theirs] of WRONG) {
  test(`a Pact with ${name} is found to be wrong, in one way`, async () => {
    const { code, comparison, interaction } = await compared(pactOf(pieces));
    expect(said(interaction).filter((each) => !each.startsWith('warning'))).toEqual(ours);
    expect({ code, verdict: comparison.verdict, own: interaction.verdict }).toEqual({
      code: 1,
      verdict: 'drift',
      own: 'drift',
    });
    expect(interaction.comparator).toBe(theirs);
  });
}

const HARMLESS: [name: string, pieces: Pieces][] = [
  ['nothing but the status', { response: null, responseHeaders: { 'Content-Type': undefined } }],
  ['fewer fields than the document requires', { response: { event: { id: EVENT.id } } }],
  ['an empty object', { response: {} }],
  ['the properties in another order', { body: Object.fromEntries(Object.entries(REQUEST).reverse()) }],
  ['a further property of the request', { body: { ...REQUEST, note: 'x' } }],
  ['a charset', { headers: { 'Content-Type': 'application/json; charset=utf-8' } }],
  [
    'a header in other letters',
    { headers: { Authorization: undefined, AUTHORIZATION: 'bearer some-token' } },
  ],
  [
    'no staging token, which production does not ask for',
    { headers: { 'X-Qonto-Staging-Token': undefined } },
  ],
  ['a method in small letters', { method: 'post' }],
  ['a Date header', { responseHeaders: { Date: 'Tue, 17 Aug 2021 12:31:32 GMT' } }],
  ['an event type that only the description limits', { response: { event: { event_type: 'any.event' } } }],
  ['a refusal of a request without a body', { body: null, status: 400, response: errorBody('a', 'b') }],
  ['a refusal of a wrong request', { body: {}, status: 400, response: errorBody('a', 'b') }],
  [
    'a 401 without any credential',
    {
      headers: { Authorization: undefined, 'Qonto-Partner-Id': undefined },
      status: 401,
      response: errorBody('unauthorized', 'You must authenticate to perform API requests'),
    },
  ],
  [
    'a 401 whose code is any text',
    {
      status: 401,
      response: errorBody('some-code', 'some detail'),
      rules: { body: { '$.errors': { matchers: [{ match: 'type', min: 1 }] } } },
    },
  ],
  [
    'a 401 whose code is matched by an expression that the documented one fits',
    {
      status: 401,
      response: errorBody('unauthorised', 'You must authenticate to perform API requests'),
      rules: { body: { '$.errors[*].code': { matchers: [{ match: 'regex', regex: '^unauthori[sz]ed$' }] } } },
    },
  ],
  [
    'a state that fails inside',
    { status: 500, response: null, responseHeaders: { 'Content-Type': undefined } },
  ],
];

for (const [name, pieces] of HARMLESS) {
  test(`a Pact with ${name} is right`, async () => {
    const { code, interaction } = await compared(pactOf(pieces));
    expect(said(interaction)).toEqual([]);
    expect({ code, verdict: interaction.verdict }).toEqual({ code: 0, verdict: 'conforms' });
  });
}

for (const version of [1, 2, 3, 4] as const) {
  test(`a Pact of version ${version} is judged as any other`, async () => {
    const right = await compared(pactOf({}, version));
    expect([right.code, said(right.interaction), right.comparison.pacts[0]?.passedOver]).toEqual([0, [], []]);
    const wrong = await compared(pactOf({ response: { event: { id: 1 } } }, version));
    expect([wrong.code, said(wrong.interaction)]).toEqual([1, ['schema/type']]);
  });
}

test('a request that is right, and is refused all the same, is a warning', async () => {
  const { code, interaction } = await compared(pactOf({ status: 400, response: errorBody('a', 'b') }));
  expect([code, said(interaction)]).toEqual([0, ['warning request/refused-right']]);
});

test('a refusal for another reason than the credentials that are missing is a warning', async () => {
  const pieces = { headers: { Authorization: undefined }, status: 400, response: errorBody('a', 'b') };
  const { code, interaction } = await compared(pactOf(pieces));
  expect([code, said(interaction)]).toEqual([0, ['warning request/security-missing']]);
});

test('what the document leaves open in a request is no error', async () => {
  const bare = await compared(pactOf({ body: null }));
  expect([bare.code, said(bare.interaction)]).toEqual([0, ['warning request/body-missing']]);
  const query = await compared(pactOf({ query: { a: ['1'] } }));
  expect([query.code, said(query.interaction)]).toEqual([0, ['note request/parameter-unknown']]);
  const unlabelled = await compared(pactOf({ headers: { 'Content-Type': undefined } }, 3));
  expect([unlabelled.code, said(unlabelled.interaction)]).toEqual([
    0,
    ['warning request/media-type-missing'],
  ]);
});

test('another text of the documented error is a warning', async () => {
  const { code, interaction } = await compared(
    pactOf({ status: 401, response: errorBody('unauthorized', 'no') }),
  );
  expect([code, said(interaction)]).toEqual([0, ['warning expected-error/differs']]);
});

test('the Pacts of this repository are what the document promises', async () => {
  const { code, stdout } = await run([], { json: '-' });
  const { interactions } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(interactions.length).toBeGreaterThan(0);
  expect(interactions.flatMap(({ disagreements }: { disagreements: string[] }) => disagreements)).toEqual([]);
});

test('a finding says where it is in the Pact and where the promise is in the document', async () => {
  const path = fileOf(pactOf({ response: { event: { id: 1 } } }));
  const { stdout } = await run([path], { json: '-' });
  const [finding] = JSON.parse(stdout).interactions[0].findings;
  expect(finding.pact).toMatchObject({
    file: path,
    pointer: '/interactions/0/response/body/content/event/id',
  });
  const line = readFileSync(path, 'utf8').split('\n')[finding.pact.line - 1];
  expect(line).toContain('"id": 1');
  const { file, line: promised } = finding.document;
  expect(readFileSync(file, 'utf8').split('\n')[promised - 1]).toContain('type: string');
  expect(finding).toMatchObject({ expected: 'string', actual: 1 });
});

test('an interaction of another operation of the document is judged against that one', async () => {
  const document = fileOf(
    `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /pets/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}}
  /pets:
    get:
      parameters: [{name: limit, in: query, required: true, schema: {type: integer}}]
      responses: {'200': {description: d}}
`,
    'api.yaml',
  );
  const pieces = { method: 'GET', body: null, response: { name: 'Rex' }, status: 200 };
  const right = await compared(pactOf({ ...pieces, path: '/pets/1' }), { document });
  expect([right.code, right.interaction.operation]).toEqual([0, 'GET /pets/{id}']);
  const word = await compared(pactOf({ ...pieces, path: '/pets/rex' }), { document });
  expect(said(word.interaction)).toEqual(['request/parameter-value']);
  const bare = await compared(pactOf({ ...pieces, path: '/pets', response: null }), { document });
  expect(said(bare.interaction)).toEqual(['request/parameter-missing']);
  const narrowed = run([fileOf(pactOf({ ...pieces, path: '/pets/1' }))], {
    document,
    operation: 'GET /pets',
  });
  await expect(narrowed).rejects.toThrow('no interaction of GET /pets');
});

test('the screen has the verdict first and last, and each interaction with what both judges say', async () => {
  const { code, stdout } = await run(['tests/fixtures/pacts/several.json']);
  const screen = stdout.replace(/in \d+ ms/, 'in TIME');
  await expect(`Exit code: ${code}\n\n${screen}`).toMatchFileSnapshot('golden/pact-compare.txt');
});

test('bad input is one clear line', async () => {
  await expect(run([fileOf('{"interactions": [')])).rejects.toThrow('its JSON ends too early');
  await expect(run([fileOf(pactOf())], { provider: 'another' })).rejects.toThrow(
    'with the provider "some-provider", not with "another"',
  );
  await expect(run([join('no', 'such.json')])).rejects.toThrow('there is no such file');
  const file = fileOf(pactOf());
  await expect(run([file], { json: file })).rejects.toThrow('write over');
});

test('no credential of the environment is repeated', async () => {
  const token = 'a-secret-that-nobody-may-see-0123456789';
  const file = fileOf(pactOf({ query: { token: [token] }, response: { event: { id: token } } }));
  for (const json of ['-', undefined]) {
    const { code, stdout } = await run([file], { json, verbose: true }, { QONTO_TOKEN: token });
    expect(code).toBe(1);
    expect(stdout).not.toContain(token.slice(9, 25));
  }
});
