import { expect, test } from 'vitest';
import type { Json } from '../../src/json.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { allProbes, contractOf, planned } from './asked.ts';

/** The probes with made-up credentials of another alternative. */
function madeUp(security: Json): Probe[] {
  const document = {
    openapi: '3.1.0',
    info: { title: 'a', version: '1' },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        user: { type: 'http', scheme: 'basic' },
        key: { type: 'apiKey', in: 'query', name: 'key' },
        certificate: { type: 'mutualTLS' },
      },
    },
    paths: {
      '/a': { get: { security, responses: { '200': { description: '' }, '401': { description: '' } } } },
    },
  };
  const plan = planned(contractOf(JSON.stringify(document)));
  return allProbes(plan).filter(({ id }) => /^unauthorized\/.*\/made-up$/.test(id));
}

const authorization = ({ request }: Probe) =>
  request.headers.find(({ name }) => name === 'Authorization')?.value;

test('each other alternative is tried with credentials that are made up, and without the right ones', () => {
  const [both, user, ...others] = madeUp([{ token: [] }, { user: [] }, { key: [], user: [] }]).sort((a, b) =>
    a.id.localeCompare(b.id),
  );
  expect(others).toEqual([]);
  expect(user).toMatchObject({
    id: 'unauthorized/user/made-up',
    title: 'user, which the document takes in place of token, is made up',
    expectation: { statuses: ['401'], provokes: '401' },
  });
  const [word, text] = (user === undefined ? '' : (authorization(user) ?? '')).split(' ');
  expect(word).toBe('Basic');
  expect(Buffer.from(text ?? '', 'base64').toString()).toMatch(/^plumbline:\w{32}$/);
  expect(both?.id).toBe('unauthorized/key-user/made-up');
  expect(both?.request.path).toMatch(/^\/a\?key=\w{32}$/);
});

test('none is tried where one asks for nothing, for what no header carries, or for what is sent anyway', () => {
  for (const security of [
    [{ token: [] }],
    [{ token: [] }, {}],
    [{ token: [] }, { certificate: [] }],
    [{ token: [], user: [] }, { token: [] }],
  ])
    expect(madeUp(security)).toEqual([]);
});
