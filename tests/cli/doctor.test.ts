// What stands between a team and its first run, played by servers of this machine: each is told for what it is, with
// what to do, with the exit code of its kind, and without a request more than it takes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import type { Examination, Point } from '../../src/report/examination.ts';
import { doctorScreen, plumbline, type Ran, type StartOptions, workspace } from './plumbline.ts';
import * as servers from './servers.ts';

const { CREDENTIALS } = servers;
const RESOURCE = { QONTO_RESOURCE_ID: '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c' };
/** The authority that signs the certificates of the tests. */
const AUTHORITY = { NODE_EXTRA_CA_CERTS: resolve('tests/probes/fixtures/tls/ca.cert.pem') };

const ajv = new Ajv2020.default({ strict: true, strictRequired: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync('src/report/doctor-report.schema.json', 'utf8')));

interface Examined extends Ran {
  report: Examination;
  /** The point of an id. */
  point(id: string): Point;
}

async function doctor(args: readonly string[], options: StartOptions = {}): Promise<Examined> {
  const ran = await plumbline(['doctor', '--json', '-', ...args], options);
  const report: Examination = JSON.parse(ran.stdout);
  expect(validate(report), ajv.errorsText(validate.errors)).toBe(true);
  expect(ran.code).toBe(report.exitCode);
  const point = (id: string): Point => {
    const found = report.points.filter((each) => each.id === id);
    expect(found, id).toHaveLength(1);
    return found[0] as Point;
  };
  return { ...ran, report, point };
}

/** A target with credentials that it may look at. */
const at = (url: string, ...more: string[]): Promise<Examined> =>
  doctor(['--target', url, ...more], { env: { ...CREDENTIALS, ...RESOURCE, ...AUTHORITY } });

const states = ({ report }: Examined): Record<string, string> =>
  Object.fromEntries(report.points.map(({ id, state }) => [id, state]));

test.concurrent('with the embedded sandbox everything is looked at, and said to be no real API', async () => {
  const examined = await doctor([]);
  expect(examined).toMatchObject({ code: 0, stderr: '' });
  expect(examined.report).toMatchObject({
    verdict: 'ready',
    target: { kind: 'embedded' },
    requests: 3,
    unauthorized: 1,
    fired: false,
    operation: { id: 'webhooks/dev-trigger' },
  });
  expect(examined.point('target').says).toContain('not the real API');
  expect(states(examined)).toMatchObject({
    contract: 'ok',
    lock: 'ok',
    QONTO_TOKEN: 'look',
    QONTO_RESOURCE_ID: 'not-tried',
    connection: 'ok',
    gate: 'ok',
    credentials: 'ok',
    answers: 'ok',
    'right-request': 'ok',
    'server-clock': 'ok',
  });
});

test.concurrent('a target that is right is asked twice, and nothing is triggered', async () => {
  const { url, env, calls } = await servers.provider();
  const examined = await doctor(['--target', url], { env });
  expect(examined).toMatchObject({ code: 0, stderr: '' });
  expect(examined.report).toMatchObject({ verdict: 'ready', requests: 2, unauthorized: 1, fired: false });
  expect(calls.map(({ body }) => Buffer.from(body ?? []).toString())).toEqual(['{}', '{}']);
  expect(examined.point('credentials')).toMatchObject({ state: 'ok' });
  expect(examined.point('right-request')).toMatchObject({
    state: 'not-tried',
    says: expect.stringContaining('a 201 fires a real webhook'),
  });
});

test.concurrent('--fire sends one right request, and says what it has done', async () => {
  const { url, env, calls } = await servers.provider();
  const examined = await doctor(['--target', url, '--fire'], { env });
  expect(examined.report).toMatchObject({ verdict: 'ready', requests: 3, fired: true });
  expect(calls).toHaveLength(3);
  expect(examined.point('right-request')).toMatchObject({
    state: 'ok',
    says: expect.stringMatching(/^it got 201, and has had its effect: a 201 fires a real webhook/),
  });
});

test.concurrent('--fire and --offline do not go together', async () => {
  const { code, stderr } = await plumbline(['doctor', '--fire', '--offline']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^plumbline: option '--offline' cannot be used with option '--fire'/);
});

test.concurrent('--offline sends nothing, and says so', async () => {
  const { url, requests } = await servers.refusing();
  const examined = await at(url, '--offline');
  expect(examined.code).toBe(0);
  expect(examined.report).toMatchObject({ verdict: 'ready', offline: true, requests: 0 });
  expect(requests()).toBe(0);
  for (const id of ['name', 'connection', 'certificate', 'gate', 'credentials', 'answers', 'right-request'])
    expect(examined.point(id)).toMatchObject({ state: 'not-tried', says: 'nothing is sent (--offline)' });
});

test.concurrent('missing credentials are told one by one, and no request is sent', async () => {
  const { url, requests } = await servers.refusing();
  const examined = await doctor(['--target', url], { env: { QONTO_TOKEN: 'a.b.c' } });
  expect(examined.report).toMatchObject({ verdict: 'misconfigured', exitCode: 2, requests: 0 });
  for (const id of ['QONTO_PARTNER_ID', 'QONTO_STAGING_TOKEN'])
    expect(examined.point(id)).toMatchObject({ state: 'wrong', says: 'not set', fault: 'configuration' });
  expect(examined.point('connection').state).toBe('ok');
  expect(examined.point('credentials')).toMatchObject({
    state: 'not-tried',
    says: 'something has to be put right first',
  });
  expect(requests()).toBe(0);
});

test.concurrent('production is refused, and not even looked up', async () => {
  for (const host of [
    'onboarding-partners.qonto.com',
    'ONBOARDING-PARTNERS.QONTO.COM.',
    'thirdparty.qonto.com',
  ]) {
    const examined = await at(`https://${host}`);
    expect(examined.report).toMatchObject({ verdict: 'misconfigured', requests: 0 });
    expect(examined.report.target).toBeUndefined();
    expect(examined.point('target')).toMatchObject({
      state: 'wrong',
      says: expect.stringContaining('is never probed'),
    });
    expect(examined.point('name')).toMatchObject({ state: 'not-tried', says: 'the target is refused' });
  }
});

test.concurrent('plain http to another machine is refused', async () => {
  const { point } = await at('http://api.example.com');
  expect(point('target').says).toContain('plain http to api.example.com');
});

test.concurrent('a port on which nothing listens', async () => {
  const examined = await at(await servers.deadPort());
  expect(examined.report).toMatchObject({ verdict: 'inconclusive', exitCode: 3, requests: 0 });
  expect(examined.point('connection')).toMatchObject({
    state: 'wrong',
    fault: 'target',
    says: expect.stringMatching(/^port \d+: nothing listens there \(ECONNREFUSED\)$/),
  });
  expect(examined.point('gate')).toMatchObject({ state: 'not-tried', says: 'the target cannot be reached' });
});

test.concurrent('a certificate of an authority that is known', async () => {
  const examined = await at(await servers.withCertificate('trusted'));
  expect(examined.report).toMatchObject({ verdict: 'ready', requests: 2 });
  expect(examined.point('certificate')).toMatchObject({
    state: 'ok',
    says: 'TLSv1.3, for localhost, 127.0.0.1, by Plumbline test authority, until 2126-01-01',
  });
});

for (const [name, says, todo] of [
  ['expired', 'it expired on 2021-01-01 (CERT_HAS_EXPIRED)', 'clock'],
  ['not-yet', 'it is not valid before 2120-01-01 (CERT_NOT_YET_VALID)', 'clock'],
  [
    'other-name',
    'it is for other.example, not for 127.0.0.1 (ERR_TLS_CERT_ALTNAME_INVALID)',
    'look at the host name',
  ],
] as const) {
  test.concurrent(`a certificate that is ${name} is told for what it is, and nothing is sent`, async () => {
    const examined = await at(await servers.withCertificate(name));
    expect(examined.report).toMatchObject({ verdict: 'inconclusive', exitCode: 3, requests: 0 });
    expect(examined.point('certificate')).toMatchObject({ state: 'wrong', fault: 'target', says });
    expect(examined.point('certificate').todo).toContain(todo);
    expect(examined.point('credentials').state).toBe('not-tried');
  });
}

test.concurrent('a certificate of an authority that nobody knows', async () => {
  const url = await servers.withCertificate('trusted');
  const { point } = await doctor(['--target', url], { env: CREDENTIALS });
  expect(point('certificate').says).toBe(
    'it is signed by Plumbline test authority, whom Node does not know (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
  );
  expect(point('certificate').todo).toContain('NODE_EXTRA_CA_CERTS');
});

test.concurrent('all that is wrong with a certificate is told at once', async () => {
  const { point } = await at(await servers.selfSigned());
  expect(point('certificate').says).toBe(
    'it is self-signed: nobody vouches for it, and it is for localhost, not for 127.0.0.1 (DEPTH_ZERO_SELF_SIGNED_CERT)',
  );
});

test.concurrent('https to a port that speaks plain http', async () => {
  const { url, requests } = await servers.refusing();
  const { point, code } = await at(url.replace('http:', 'https:'));
  expect(code).toBe(3);
  expect(point('certificate').says).toMatch(/^the server does not speak TLS there: it is plain http /);
  expect(point('certificate').todo).toContain(url);
  expect(requests()).toBe(0);
});

test.concurrent('https to a port that never says a word', async () => {
  const url = (await servers.silent()).replace('http:', 'https:');
  const { point, code } = await at(url, '--timeout', '300');
  expect(code).toBe(3);
  expect(point('certificate').says).toBe('the server does not finish the TLS handshake in time (TIMEOUT)');
});

test.concurrent('a host that takes requests and does not answer in time', async () => {
  const { url, requests } = await servers.answering(() => {});
  const { point, report } = await at(url, '--timeout', '300');
  expect(report).toMatchObject({ verdict: 'inconclusive', requests: 2 });
  expect(point('answers').says).toContain('takes connections and does not answer: no answer within 300 ms');
  expect(requests()).toBe(2);
});

for (const [name, gate] of [
  ['its page with 200', servers.gatePage],
  ['a redirect', servers.gateRedirect],
] as const) {
  test.concurrent(`a gate that answers with ${name} says which value is wrong, after one request`, async () => {
    const { url, requests } = await gate();
    const { point, report } = await at(url);
    expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3, requests: 1 });
    expect(point('gate')).toMatchObject({ state: 'wrong', fault: 'target' });
    expect(point('gate').says).toContain('the value of QONTO_STAGING_TOKEN');
    expect(point('gate').todo).toContain('https://developers.qonto.com');
    expect(point('credentials')).toMatchObject({ state: 'not-tried', says: 'the gate is closed' });
    expect(requests()).toBe(1);
  });
}

test.concurrent('a token that is refused is told with the variables to check', async () => {
  const { url, requests } = await servers.refusing();
  const { point, report } = await at(url);
  expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3, requests: 2, unauthorized: 2 });
  expect(point('credentials')).toMatchObject({
    state: 'wrong',
    fault: 'target',
    says: 'the credentials were refused: a right request got 401 twice',
  });
  expect(point('credentials').todo).toContain('QONTO_TOKEN, QONTO_PARTNER_ID');
  expect(point('gate').state).toBe('ok');
  expect(requests()).toBe(2);
});

/** Answers as an API, or the gateway before it, does that sees whether the token is right. */
function api(answer: (right: boolean) => { status: number; body: string; headers?: Record<string, string> }) {
  return servers.answering((request, response) => {
    const right = request.headers.authorization === `Bearer ${CREDENTIALS.QONTO_TOKEN}`;
    const { status, body, headers } = answer(right);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
  });
}

const REFUSED =
  '{"errors":[{"code":"unauthorized","detail":"You must authenticate to perform API requests"}]}';
const INVALID = '{"errors":[{"code":"required","detail":"resource_id is missing"}]}';

test.concurrent("a gateway's own body, which the loose schema accepts, is drift", async () => {
  const { url } = await api((right) =>
    right ? { status: 400, body: INVALID } : { status: 401, body: '{"error":"access token invalid"}' },
  );
  const { point, report } = await at(url);
  expect(report).toMatchObject({ verdict: 'drift', exitCode: 1 });
  expect(point('answers')).toMatchObject({ state: 'wrong', fault: 'drift' });
  expect(point('answers').says).toContain('looks like that of a gateway or a framework (a flat error');
  expect(point('credentials').state).toBe('ok');
});

test.concurrent('a gateway that refuses right credentials is told beside them, and they come first', async () => {
  const { url } = await api(() => ({ status: 401, body: '{"error":"access token invalid"}' }));
  const { point, report } = await at(url);
  expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3 });
  expect(point('credentials')).toMatchObject({ state: 'wrong', fault: 'target' });
  expect(point('answers')).toMatchObject({ state: 'look', says: expect.stringContaining('gateway') });
});

test.concurrent('an answer that the document does not know is drift', async () => {
  const { url } = await api((right) =>
    right ? { status: 422, body: INVALID } : { status: 401, body: REFUSED },
  );
  const { point, report } = await at(url);
  expect(report).toMatchObject({ verdict: 'drift', exitCode: 1 });
  expect(point('answers').says).toContain('422');
});

test.concurrent('an API that accepts an empty object is drift', async () => {
  const { url } = await api(() => ({ status: 201, body: '{"event":{}}' }));
  const { point, report } = await at(url);
  expect(report).toMatchObject({ verdict: 'drift', exitCode: 1 });
  expect(point('answers')).toMatchObject({ state: 'wrong', fault: 'drift' });
});

test.concurrent('an API that looks at the body first leaves the credentials in doubt, and says so', async () => {
  const { url } = await api(() => ({ status: 400, body: INVALID }));
  const { point, report } = await at(url);
  expect(report).toMatchObject({ verdict: 'ready' });
  expect(point('credentials')).toMatchObject({
    state: 'look',
    says: 'nobody can tell: with a wrong one in their place the same request gets 400 too',
    todo: 'plumbline doctor --fire sends a right request, which tells',
  });
});

test.concurrent('an address at which there is no API is told as that', async () => {
  const { url } = await api(() => ({ status: 404, body: '{}' }));
  const { point, report } = await at(url);
  expect(report).toMatchObject({ verdict: 'drift', exitCode: 1 });
  expect(point('answers').todo).toContain(`is ${url} the right address`);
  expect(point('credentials')).toMatchObject({
    state: 'not-tried',
    says: 'nothing came that tells: 404 is no answer of the document',
  });
});

test.concurrent('a right request that is answered tells that the credentials are accepted', async () => {
  const { url, env } = await servers.provider({
    decision: (decision, { body }) =>
      Buffer.from(body ?? []).toString() === '{}' ? { kind: 'invalid', objections: [] } : decision,
  });
  const examined = await doctor(['--target', url, '--fire'], { env });
  expect(examined.point('credentials')).toMatchObject({
    state: 'ok',
    says: 'they are accepted: a right request got 201',
  });
});

test.concurrent('an API that is busy is left alone', async () => {
  const { url } = await api(() => ({ status: 429, body: '{}', headers: { 'Retry-After': '3600' } }));
  const { point, report } = await at(url);
  expect(report).toMatchObject({ verdict: 'inconclusive', requests: 2 });
  expect(point('answers').says).toContain('is busy');
});

test.concurrent('a resource id that the target does not know is told with its variable', async () => {
  const { url } = await servers.answering((request, response) => {
    const right = request.headers.authorization === `Bearer ${CREDENTIALS.QONTO_TOKEN}`;
    response
      .writeHead(right ? 400 : 401, { 'Content-Type': 'application/json' })
      .end(right ? INVALID : REFUSED);
  });
  const { point, report } = await at(url, '--fire');
  expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3, fired: true });
  expect(point('right-request')).toMatchObject({
    state: 'wrong',
    says: 'a right request got 400',
    todo: 'look whether the value of QONTO_RESOURCE_ID is known there',
  });
});

test.concurrent('a clock of the server that is hours away', async () => {
  const date = new Date(Date.now() - 3 * 3_600_000).toUTCString();
  const { url } = await api((right) => ({
    status: right ? 400 : 401,
    body: right ? INVALID : REFUSED,
    headers: { Date: date },
  }));
  const { point, code } = await at(url);
  expect(code).toBe(0);
  expect(point('server-clock')).toMatchObject({
    state: 'look',
    says: expect.stringMatching(/^it is 180 min \d+ s behind the clock here$/),
  });
});

const SHOP = `openapi: 3.0.3
info: { title: Shop, version: '1' }
paths:
  /items:
    get:
      operationId: list-items
      responses:
        '200': { description: The items., content: { application/json: { schema: { type: object } } } }
    delete:
      operationId: delete-items
      responses:
        '204': { description: All gone. }
`;

test.concurrent('any other operation: a right GET is harmless, and a DELETE is sent with --fire only', async () => {
  const cwd = workspace();
  writeFileSync(join(cwd, 'shop.yaml'), SHOP);
  const methods: (string | undefined)[] = [];
  const { url } = await servers.answering(({ method }, response) => {
    methods.push(method);
    response.writeHead(method === 'GET' ? 200 : 204, { 'Content-Type': 'application/json' });
    response.end(method === 'GET' ? '{}' : undefined);
  });
  const ask = (...args: string[]) => doctor(['--document', 'shop.yaml', '--target', url, ...args], { cwd });
  const listed = await ask('--operation', 'list-items');
  expect(listed.report).toMatchObject({ verdict: 'ready', fired: false, requests: 1 });
  expect(listed.point('right-request')).toMatchObject({
    state: 'ok',
    says: expect.stringContaining('GET changes nothing'),
  });
  const kept = await ask('--operation', 'delete-items');
  expect(kept.report).toMatchObject({ verdict: 'ready', fired: false, requests: 0 });
  expect(kept.point('right-request').says).toContain('only --fire sends one');
  const gone = await ask('--operation', 'delete-items', '--fire');
  expect(gone.report).toMatchObject({ verdict: 'ready', fired: true, requests: 1 });
  expect(methods).toEqual(['GET', 'DELETE']);
});

test.concurrent('what a certificate and an answer say of themselves cannot act on a terminal', async () => {
  const { url } = await servers.answering((_, response) => {
    response.writeHead(400, { 'Content-Type': 'text/html', Server: 'x' });
    response.end('<html>\u001b[2J\u202e</html>');
  });
  const { stdout, code } = await plumbline(['doctor', '--target', url], { env: CREDENTIALS });
  expect(code).toBe(1);
  expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

for (const [name, server] of [
  ['doctor-gate', servers.gatePage],
  ['doctor-refused', servers.refusing],
] as const) {
  test.concurrent(`the screen of ${name} is as recorded`, async ({ expect }) => {
    const { url } = await server();
    const ran = await plumbline(['doctor', '--target', url], { env: { ...CREDENTIALS, ...RESOURCE } });
    await expect(doctorScreen(ran)).toMatchFileSnapshot(`golden/${name}.txt`);
  });
}
