import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import { planProbes } from '../../src/probes/plan.ts';
import { contractOf, documents, planned } from './asked.ts';

const contract = await loadContract('contracts/trigger-event.contract.yaml');
const environment = {
  QONTO_TOKEN: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0.c2lnbmF0dXJlLW9mLXRoZS10ZXN0',
  QONTO_PARTNER_ID: 'partner-4711-test',
  QONTO_STAGING_TOKEN: 'staging-token',
};
const plan = (exposed?: boolean, changes = {}) =>
  planProbes(contract, { ...environment, ...changes }, { seed: 1, exposed }).probes;
const misplaced = /^unauthorized\/.*\/in-(query|cookie|body|other-headers)$/;
const ids = (probes: readonly { id: string }[]) =>
  probes
    .map(({ id }) => id)
    .filter((id) => misplaced.test(id))
    .sort();

test('a credential stands where frameworks look for it besides, and not in its header', () => {
  const probes = plan(true);
  expect(ids(probes)).toEqual([
    'unauthorized/apikey/in-body',
    'unauthorized/apikey/in-cookie',
    'unauthorized/apikey/in-other-headers',
    'unauthorized/apikey/in-query',
    'unauthorized/qontopartnerid/in-body',
    'unauthorized/qontopartnerid/in-cookie',
    'unauthorized/qontopartnerid/in-other-headers',
    'unauthorized/qontopartnerid/in-query',
  ]);
  const requestOf = (id: string) => probes.find((probe) => probe.id === `unauthorized/${id}`)?.request;
  const query = requestOf('apikey/in-query');
  expect(query?.path).toBe(`/register/dev/trigger_event?access_token=${environment.QONTO_TOKEN}`);
  expect(query?.headers.some(({ name }) => name === 'Authorization')).toBe(false);
  expect(requestOf('qontopartnerid/in-cookie')?.headers).toContainEqual({
    name: 'Cookie',
    value: 'Qonto-Partner-Id=partner-4711-test',
    shown: 'Qonto-Partner-Id=${QONTO_PARTNER_ID}',
  });
  const body = Buffer.from(requestOf('apikey/in-body')?.body ?? []).toString();
  expect(JSON.parse(body)).toMatchObject({ access_token: environment.QONTO_TOKEN });
  const other = Buffer.from(requestOf('qontopartnerid/in-body')?.body ?? []).toString();
  expect(JSON.parse(other)).toMatchObject({ 'Qonto-Partner-Id': environment.QONTO_PARTNER_ID });
});

test('in headers that are called otherwise, of which no value is written down', () => {
  const probes = plan();
  const headersOf = (id: string) =>
    probes.find((probe) => probe.id === `unauthorized/${id}/in-other-headers`)?.request.headers ?? [];
  const token = { value: environment.QONTO_TOKEN, shown: '${QONTO_TOKEN}' };
  expect(headersOf('apikey')).toEqual(
    expect.arrayContaining(
      ['X-Api-Key', 'X-Auth-Token', 'X-Access-Token'].map((name) => ({ name, ...token })),
    ),
  );
  expect(headersOf('apikey').some(({ name }) => name === 'Authorization')).toBe(false);
  expect(headersOf('qontopartnerid')).toContainEqual({
    name: 'X-Qonto-Partner-Id',
    value: environment.QONTO_PARTNER_ID,
    shown: '${QONTO_PARTNER_ID}',
  });
  expect(headersOf('qontopartnerid').some(({ name }) => name === 'Qonto-Partner-Id')).toBe(false);
});

test('a header with X stands for the one without, and none for one that the document names', () => {
  const headers = (text: string) =>
    planned(contractOf(text))
      .probes.filter(({ id }) => id.endsWith('/in-other-headers'))
      .map(({ request }) =>
        request.headers.map(({ name }) => name).filter((name) => /key|token/i.test(name)),
      );
  const text = (name: string, parameters = '') => `{ openapi: 3.0.3, info: { title: a, version: '1' },
    components: { securitySchemes: { key: { type: apiKey, in: header, name: ${name} } } }, security: [{ key: [] }],
    paths: { /a: { get: { parameters: [${parameters}], responses: { '200': { description: Fine }, '401': { description: No } } } } } }`;
  expect(headers(text('X-API-Key'))).toEqual([['API-Key']]);
  expect(headers(text('Api-Key'))).toEqual([['X-Api-Key']]);
  expect(headers(text('Api-Key', '{ in: header, name: x-api-key, schema: { type: string } }'))).toEqual([]);
});

test('no URL that leaves this machine holds a credential (RFC 6750 section 5.3)', () => {
  for (const probes of [plan(false), plan()]) {
    expect(ids(probes).filter((id) => id.endsWith('query'))).toEqual([]);
    for (const { request } of probes) {
      for (const secret of Object.values(environment)) expect(request.path).not.toContain(secret);
    }
  }
});

test('a query that nobody knows may be called malformed', () => {
  const expected = plan(true).filter(({ id }) => misplaced.test(id));
  for (const { id, expectation } of expected)
    expect(expectation.statuses, id).toEqual(id.endsWith('query') ? ['401', '400'] : ['401']);
});

test('what no cookie can carry is put into none (RFC 6265 section 4.1.1)', () => {
  expect(ids(plan(false, { QONTO_PARTNER_ID: 'partner;4711' }))).toEqual([
    'unauthorized/apikey/in-body',
    'unauthorized/apikey/in-cookie',
    'unauthorized/apikey/in-other-headers',
    'unauthorized/qontopartnerid/in-body',
    'unauthorized/qontopartnerid/in-other-headers',
  ]);
});

test('no property is added where the document forbids further ones', () => {
  const text = (documents['texts'] ?? '').replace(
    'type: object',
    'type: object\n              additionalProperties: false',
  );
  expect(ids(planned(contractOf(text)).probes).filter((id) => id.endsWith('body'))).toEqual([]);
});
