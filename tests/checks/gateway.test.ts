import { expect, test } from 'vitest';
import { gateway } from '../../src/checks/gateway.ts';
import { badRequest, contract, created, gated, judge, linesOf, unauthorized } from './exchanges.ts';

const html = { text: '<html>nginx</html>', type: 'text/html' };
const login = [['Location', 'https://qonto.onelogin.com/login']] as const;

test('the gate answers a request that carried its token', () => {
  expect(linesOf(gateway, [created({ status: 200, ...html })])).toMatchInlineSnapshot(`
    [
      "error gateway/gate on 201 at status, document:25: expected "201", actual 200",
    ]
  `);
  expect(linesOf(gateway, [unauthorized({ status: 302, headers: login })])).toMatchInlineSnapshot(`
    [
      "error gateway/gate on 401 at status, document:25: expected "401", actual 302",
    ]
  `);
});

test('without a mark that proves it, whatever looks like the gate is the gate', () => {
  const said = (mark: string | undefined) =>
    judge([created({ status: 200, ...html })], {
      by: [gateway],
      against: { ...contract, gate: { header: 'X', answers: [{ status: 200 }], hint: '', mark } },
    }).map(({ message }) => message.split(/, as|, though/)[0]);
  expect(said(undefined)).toEqual([expect.stringMatching('the gate in front of the API answered with 200')]);
  expect(said('onelogin')).toEqual([expect.stringMatching('the answer is 200 with a page')]);
});

test('what is hoped for, and what the gate answers, stand in the finding', () => {
  const [found] = judge(
    [created({ status: 302, headers: [['Location', '/in']], expects: { statuses: ['200', '201'] } })],
    {
      by: [gateway],
    },
  );
  expect(found?.response).toMatchObject({ expected: '200 or 201', actual: 302 });
  expect(found?.message).toBe(
    'the answer is 302 with a redirect, as a gate in front of the API gives, though the request carried X-Qonto-Staging-Token',
  );
});

test('a web server may refuse in its own words what is no HTTP, and nothing else', () => {
  const second = ['Authorization', 'Bearer wrong'] as const;
  const said = (asks: (readonly [string, string])[], status = 400) =>
    judge([unauthorized({ ...html, status, asks, expects: { statuses: ['401', '400'] } })]).filter(
      ({ severity }) => severity === 'error',
    );
  expect(said([second])).toEqual([]);
  expect(said([])).not.toEqual([]);
  expect(said([second], 401)).not.toEqual([]);
});

test('the gate lets a request pass that lacked its token', () => {
  expect(linesOf(gateway, [gated({ status: 201 })])).toMatchInlineSnapshot(`
    [
      "warning gateway/gate-open on 201 at status: expected "the gate's answer", actual 201",
    ]
  `);
});

test('the gate may answer the request that lacked its token, and so may the API refuse it', () => {
  expect(
    linesOf(gateway, [
      gated(),
      gated({ status: 302, headers: login }),
      gated({ status: 401, json: {}, type: 'application/json' }),
    ]),
  ).toEqual([]);
});

test.each([
  [
    'Tyk',
    { json: { error: 'Key not authorised' } },
    'a gateway or a framework (a flat error, as Tyk or Devise write)',
  ],
  ['Tyk, by its header', { json: { oops: 1 }, headers: [['X-Generator', 'tyk.io']] }, 'the Tyk gateway'],
  [
    'Kong',
    { json: { message: 'Unauthorized', request_id: 'a' } },
    'a gateway or a framework (a flat message, as Kong, AWS or Laravel write)',
  ],
  [
    'Spring Boot',
    { json: { timestamp: '2026-03-01T10:00:00Z', status: 401, error: 'Unauthorized', path: '/' } },
    'a framework (a body such as Spring Boot writes)',
  ],
  [
    'Fastify',
    { json: { statusCode: 401, error: 'Unauthorized', message: 'No' } },
    'a framework (a body such as Fastify or NestJS writes)',
  ],
  [
    'a server that writes more than Fastify does',
    { json: { statusCode: 401, error: 'Unauthorized', message: 'No', trace: 'x' } },
    'a gateway or a framework (a flat error, as Tyk or Devise write)',
  ],
  ['nginx', { ...html, headers: [['Server', 'nginx']] }, 'a gateway or web server (nginx), as HTML'],
  ['a part of HTML', { text: '<h1>Bad Gateway</h1>', type: 'text/html' }, 'a gateway or web server, as HTML'],
  ['HTML that calls itself JSON', { text: ' <!DOCTYPE html><p>no' }, 'a gateway or web server, as HTML'],
] as const)('the body is that of a gateway: %s', (_, changes, who) => {
  const [finding, ...more] = judge([unauthorized(changes)], { by: [gateway] });
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    check: 'gateway',
    kind: 'gateway-body',
    severity: 'error',
    status: '401',
    message: `the answer 401 looks like that of ${who}, not of the API: its body is none of the documented ones`,
    response: { pointer: '', expected: 'the documented body' },
    document: { pointer: '/components/responses/401-unauthorized', line: 151 },
  });
});

test.each([
  ['a flat error of the API itself', { json: { code: 'unauthorized', message: 'no' } }],
  ['an error that also has a message', { json: { errors: [], error: 'x', message: 'y' } }],
  ['a list', { json: [] }],
  ['nothing', { bytes: new Uint8Array(), type: null }],
])('the body is not that of a gateway: %s', (_, changes) => {
  expect(linesOf(gateway, [unauthorized(changes)])).toEqual([]);
});

test('where the document promises no body, and on success, nobody else is suspected', () => {
  expect(linesOf(gateway, [created({ status: 500, ...html }), created({ json: { error: 'x' } })])).toEqual(
    [],
  );
});

test('without a gate in the contract a redirect is not for this check', () => {
  const against = { ...contract, gate: undefined };
  expect(linesOf(gateway, [badRequest({ status: 302 })], against)).toEqual([]);
});

test('a new version of a web server is the same finding', () => {
  const [one, two] = ['nginx/1.25.3', 'nginx/1.27.0'].map(
    (server) =>
      judge([unauthorized({ ...html, headers: [['Server', server]] })], { by: [gateway] })[0]?.fingerprint,
  );
  expect(one).toBe(two);
});
