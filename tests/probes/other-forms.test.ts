import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { contractOf, documents, planned } from './asked.ts';

const { probes } = planned(await loadContract('contracts/trigger-event.contract.yaml'));
const byId = new Map(probes.map((probe) => [probe.id, probe]));
const header = (probe: Probe | undefined, wanted: string) =>
  probe?.request.headers.find(({ name }) => name.toLowerCase() === wanted)?.value;
const body = (probe: Probe | undefined) => Buffer.from(probe?.request.body ?? []).toString();

const FORMS = [
  'accept-anything',
  'no-accept',
  'accept-html',
  'client-headers',
  'charset',
  'in-chunks',
  'large',
];
const BROKEN = 'invalid/resource_id/required';
const STRANGER = 'unauthorized/apikey/wrong';
const right = header(byId.get(BROKEN), 'authorization');

test('a broken rule and a wrong credential are sent in each form', () => {
  for (const form of FORMS) {
    expect([...byId.keys()]).toEqual(expect.arrayContaining([`${BROKEN}/${form}`, `${STRANGER}/${form}`]));
  }
});

test('only the form differs', () => {
  for (const id of [BROKEN, STRANGER]) {
    const plain = byId.get(id);
    expect(header(byId.get(`${id}/accept-anything`), 'accept')).toBe('*/*');
    expect(header(byId.get(`${id}/no-accept`), 'accept')).toBeUndefined();
    expect(header(byId.get(`${id}/accept-html`), 'accept')).toBe(
      'text/html;q=0.5, application/xml;q=0.5, application/json;q=0.9',
    );
    expect(header(byId.get(`${id}/accept-html`), 'accept-encoding')).toBe('gzip');
    expect(header(byId.get(`${id}/client-headers`), 'user-agent')).toMatch(/^Mozilla/);
    expect(header(byId.get(`${id}/client-headers`), 'cookie')).toBe('plumbline_session=1');
    expect(header(byId.get(`${id}/charset`), 'content-type')).toBe('application/json; charset=utf-8');
    expect(header(byId.get(`${id}/in-chunks`), 'transfer-encoding')).toBe('chunked');
    expect(JSON.parse(body(byId.get(`${id}/large`)))).toEqual({
      ...JSON.parse(body(plain)),
      plumbline_extra: expect.stringMatching(/^(plumbline ){1000}$/),
    });
    for (const form of FORMS) {
      const probe = byId.get(`${id}/${form}`);
      expect(header(probe, 'authorization') === right).toBe(id === BROKEN);
      if (form !== 'large') expect(body(probe)).toBe(body(plain));
      expect(probe?.expectation.statuses).toEqual(plain?.expectation.statuses);
    }
  }
});

test('a server may ask for the length of what comes in chunks', () => {
  expect(byId.get(`${BROKEN}/in-chunks`)?.expectation.tolerated).toEqual([411]);
  expect(byId.get(`${BROKEN}/charset`)?.expectation.tolerated).toEqual([]);
});

test('a stranger whose body is wrong besides may be told of either', () => {
  const wrong = ['no-body', 'broken-json', 'broken-rule', 'unknown-value'];
  const bodies = wrong.map((name) => byId.get(`${STRANGER}/${name}`));
  const partners = wrong.map((name) => byId.get(`unauthorized/qontopartnerid/wrong/${name}`));
  for (const probe of [...bodies, ...partners])
    expect(probe?.expectation).toMatchObject({ statuses: ['401', '400'], provokes: '401' });
  for (const probe of bodies) expect(header(probe, 'authorization')).not.toBe(right);
  for (const [index, probe] of partners.entries()) {
    expect(header(probe, 'authorization')).toBe(right);
    expect(header(probe, 'qonto-partner-id')).not.toBe(header(byId.get(BROKEN), 'qonto-partner-id'));
    expect(probe?.request.body).toEqual(bodies[index]?.request.body);
  }
  const unknown = JSON.parse(body(bodies[3])) as { resource_id: string };
  expect(unknown.resource_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(unknown.resource_id).not.toBe(JSON.parse(body(byId.get(`${STRANGER}/no-accept`))).resource_id);
  expect(bodies[0]?.request.body).toBeUndefined();
  expect(() => JSON.parse(body(bodies[1]))).toThrow(SyntaxError);
  expect(body(bodies[2])).toBe(body(byId.get(BROKEN)));
});

test('a body that is left out has no media type, which may be told where the document has 415 for it', () => {
  const told = (status: string) =>
    planned(
      contractOf(
        (documents['nested-objects'] ?? '').replace(
          "        '401':",
          `        '${status}': { description: Refused }\n        '401':`,
        ),
      ),
    )
      .probes.filter(({ id }) => /^invalid\/body\/required$|\/(no-body|broken-json)$/.test(id))
      .map(({ id, expectation }) => [id, expectation.statuses]);
  expect(Object.fromEntries(told('415'))).toEqual({
    'invalid/body/required': ['400', '415'],
    'unauthorized/token/wrong/no-body': ['401', '400', '415'],
    'unauthorized/token/wrong/broken-json': ['401', '400'],
  });
  expect(told('414').flat(2)).not.toContain('415');
});

test('what has no body is sent in the forms of an answer alone, and closed bodies are not made larger', () => {
  const ids = (text: string) =>
    planned(contractOf(text))
      .probes.map(({ id }) => id)
      .filter((id) => /\/(accept-anything|in-chunks|large|no-body)$/.test(id) && !id.startsWith('valid/'));
  expect(ids(documents['overlapping-security'] ?? '')).toEqual(['unauthorized/key/wrong/accept-anything']);
  const closed = (documents['texts'] ?? '').replace(
    'type: object',
    'type: object\n              additionalProperties: false',
  );
  expect(ids(closed).some((id) => id.endsWith('/in-chunks'))).toBe(true);
  expect(ids(closed).filter((id) => id.endsWith('/large'))).toEqual([]);
});

test('a broken rule of a parameter is not sent again with the body alone', () => {
  const parameter = '{ in: query, name: mode, required: true, schema: { enum: [a, b] } }';
  const content = '{ application/json: { schema: { properties: { n: { type: integer } } } } }';
  const text = `{ openapi: 3.0.3, info: { title: a, version: '1' }, paths: { /a: { post: {
    parameters: [${parameter}], requestBody: { required: true, content: ${content} },
    responses: { '200': { description: Fine, content: { application/json: {} } }, '400': { description: Refused } } } } } }`;
  const sent = planned(contractOf(text)).probes;
  const again = sent.filter(({ id }) => /^invalid\/.*\/(in-chunks|no-accept|accept-html)$/.test(id));
  expect(again.map(({ id }) => id)).toEqual([]);
  expect(sent.map(({ id }) => id)).toContain('invalid/query.mode/enum/unknown');
});
