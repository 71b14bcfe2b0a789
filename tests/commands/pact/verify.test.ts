import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pactVerify } from '../../../src/commands/pact/verify.ts';
import type { JsonObject } from '../../../src/json.ts';
import { fileOf, pactOf } from './pacts.ts';
import {
  findingsOf,
  provider,
  runCommand,
  server,
  verified,
  verifiedOnScreen,
  verify,
} from './verify-support.ts';

const PACT = 'contracts/pacts/plumbline-partner-client-qonto-onboarding-api.json';
const EVENT = 'a request for an event about a registration';
const CONFLICT = 'a request for an event about a registration that conflicts';
const WITHOUT_TOKEN = 'a request without a token';

/** Credentials for a target that never looks at them. */
const CREDENTIALS = {
  QONTO_TOKEN: 'token-of-the-test-1',
  QONTO_PARTNER_ID: 'partner-of-the-test',
  QONTO_STAGING_TOKEN: 'staging-of-the-test',
  QONTO_RESOURCE_ID: '5f1f9d2c-3c55-4d8a-9c2f-0d2f6a1b7e11',
};

/** What several tests ask about is run once: each run starts Pact's Verifier. */
function once<T>(run: () => Promise<T>): () => Promise<T> {
  let ran: Promise<T> | undefined;
  return () => {
    ran ??= run();
    return ran;
  };
}

/** A run against a provider that conforms, and what it left in the folders that it could write to. */
const conforming = once(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-tmp-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const before = readdirSync('.');
  const ran = await verifiedOnScreen({}, { TMPDIR: folder, HOME: folder });
  const left = [...readdirSync(folder), ...readdirSync('.').filter((name) => !before.includes(name))];
  return { ...ran, left, gone: before.filter((name) => !readdirSync('.').includes(name)) };
});

/** A run that shows what Pact prints, against a provider at a URL. */
const verboseAtUrl = once(async () => {
  const { url, environment } = await provider();
  return { ...(await verify({ target: url, verbose: true }, environment)), environment };
});

const invalidToken = once(() => verifiedOnScreen({ fault: '401-code-invalid-token' }));

test('a provider that conforms is verified; what is pending in the Pact is told of and does not count', async () => {
  const { code, report, failed } = await conforming();
  expect({ code, failed, verdict: report.verdict }).toEqual({ code: 0, failed: [], verdict: 'conforms' });
  expect(report.interactions).toHaveLength(11);
  const pending = report.interactions.filter((each) => each.pending);
  expect(pending.map(({ status, verdict, answered }) => ({ status, verdict, answered }))).toEqual([
    { status: 500, verdict: 'drift', answered: 201 },
  ]);
});

/** Faults of the sandbox: the interactions that fail, and the first finding of the first of them. */
const WRONG: [fault: string, interactions: string[], pointer: string, expected: unknown, actual: unknown][] =
  [
    ['id-missing', [EVENT], '/event/id', 'f4a15ff0-40a2-48d4-8801-99c7b4e0788e', undefined],
    ['created-at-missing', [EVENT], '/event/created_at', '2021-08-17T12:31:32.689Z', undefined],
    ['created-at-null', [EVENT], '/event/created_at', '2021-08-17T12:31:32.689Z', null],
  ];

for (const [fault, interactions, pointer, expected, actual] of WRONG) {
  test(`with the fault ${fault} the exit code is 1, and the interaction and the field are named`, async () => {
    const { code, failed } = await verified({ fault });
    expect(code).toBe(1);
    expect(failed.map(({ description }) => description)).toEqual(interactions);
    const finding = failed[0]?.findings[0];
    expect(finding).toMatchObject({ part: 'body', pointer, expected });
    expect(finding?.actual).toEqual(actual);
    expect(finding?.document?.line).toBeGreaterThan(1);
  });
}

test('another code of a 401 names the field, what was needed and what came, where Pact names neither', async () => {
  const { code, failed, report } = await invalidToken();
  expect(code).toBe(1);
  expect(failed.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  const [finding] = findingsOf(report, WITHOUT_TOKEN);
  expect(finding).toMatchObject({
    part: 'body',
    pointer: '/errors/0/code',
    expected: 'unauthorized',
    actual: 'invalid_token',
  });
  expect(finding?.says).toMatch(/^Variant at index 0/);
  expect(finding?.pact.pointer).toMatch(/^\/interactions\/\d+\/response\/body\/content\/errors\/0\/code$/);
  expect(finding?.pact.line).toBeGreaterThan(1);
});

test('a 409 that lacks one of its errors names the list, and the entry that is not there', async () => {
  const { code, failed, report } = await verified({ fault: '409-second-error-missing' });
  expect(code).toBe(1);
  expect(failed.map(({ description }) => description)).toEqual([CONFLICT]);
  expect(findingsOf(report, CONFLICT)).toEqual([
    expect.objectContaining({
      part: 'body',
      pointer: '/errors',
      message:
        'the client looks for an entry with /code "conflict" and /source/pointer "/data/id", and none has it',
    }),
  ]);
});

for (const fault of [
  'extra-in-event',
  'extra-at-top',
  '401-extra-error',
  '409-other-order',
  '400-other-words',
]) {
  test(`with the harmless variation ${fault} the Pact is still verified`, async () => {
    const { code, failed } = await verified({ fault });
    expect({ code, failed }).toEqual({ code: 0, failed: [] });
  });
}

test('a target at a URL gets the credentials of the environment, and the report holds none of them', async () => {
  const { code, stdout, stderr, environment } = await verboseAtUrl();
  expect(code).toBe(0);
  for (const name of ['QONTO_TOKEN', 'QONTO_PARTNER_ID', 'QONTO_STAGING_TOKEN']) {
    expect(stdout + stderr).not.toContain(environment[name]);
  }
});

test('header names keep the spelling of the Pact up to the socket', async () => {
  const requests: string[] = [];
  const raw = createServer((socket) => {
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: *(\d+)/i.exec(text)?.[1] ?? 0);
      if (end < 0 || text.length < end + 4 + length) return;
      requests.push(text);
      text = '';
      socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => {
    raw.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    raw.close();
  });
  const address = raw.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code } = await verify({ target: `http://127.0.0.1:${port}` }, CREDENTIALS);
  expect(code).toBe(1);
  // The interaction that needs QONTO_CONFLICT_RESOURCE_ID is not sent.
  expect(requests).toHaveLength(10);
  const names = requests.map((request) =>
    (request.split('\r\n\r\n')[0] ?? '')
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(':')[0] ?? ''),
  );
  const sent = [...new Set(names.flat())].filter((name) => !/^(host|connection|content-length)$/i.test(name));
  expect(sent.sort()).toEqual([
    'Accept',
    'Authorization',
    'Content-Type',
    'Qonto-Partner-Id',
    'X-Qonto-Staging-Token',
  ]);
});

test('a credential goes only where the interaction is not about its absence', async () => {
  const seen: JsonObject[] = [];
  const url = await server((request, response) => {
    const { authorization = null, 'qonto-partner-id': partner = null } = request.headers;
    seen.push({ authorization, partner: String(partner) });
    response.writeHead(401).end();
  });
  await verify({ target: url }, CREDENTIALS);
  const right = { authorization: 'Bearer token-of-the-test-1', partner: 'partner-of-the-test' };
  expect(seen).toContainEqual({ ...right, authorization: null });
  expect(seen).toContainEqual({ ...right, authorization: 'Bearer wrong-token' });
  expect(seen).toContainEqual({ ...right, partner: 'null' });
  expect(seen).toContainEqual({ ...right, partner: 'wrong-partner-id' });
  expect(seen.filter((each) => JSON.stringify(each) === JSON.stringify(right))).toHaveLength(6);
});

test('what Pact itself prints is kept off both outputs, unless it is asked for', async () => {
  const quiet = await conforming();
  expect(quiet.stderr).toBe('');
  expect(quiet.stdout).not.toContain('returns a response which');
  const verbose = await verboseAtUrl();
  expect(verbose.stdout).not.toContain('returns a response which');
  expect(verbose.stderr).toContain('returns a response which');
});

test('no temporary file is left, and none is made', async () => {
  const { left, gone } = await conforming();
  expect(left).toEqual([]);
  expect(gone).toEqual([]);
});

test('without credentials for a real target nothing is sent, and the missing ones are named', async () => {
  let requests = 0;
  const url = await server((_, response) => {
    requests += 1;
    response.end();
  });
  await expect(verify({ target: url })).rejects.toThrow(
    'missing credentials: QONTO_TOKEN, QONTO_PARTNER_ID, QONTO_STAGING_TOKEN',
  );
  expect(requests).toBe(0);
});

test('the production server is refused', async () => {
  await expect(verify({ target: 'https://onboarding-partners.qonto.com' }, CREDENTIALS)).rejects.toThrow(
    /never/i,
  );
});

test('a target that cannot be reached is inconclusive', async () => {
  const { code, report } = await verified({ target: 'http://127.0.0.1:9' }, CREDENTIALS);
  expect(code).toBe(3);
  expect(report.interactions.every(({ verdict }) => verdict === 'inconclusive')).toBe(true);
});

test('an interaction whose variable is not set is not sent, and the run is inconclusive', async () => {
  const { url, environment } = await provider();
  const { QONTO_CONFLICT_RESOURCE_ID: _, ...rest } = environment;
  const { code, failed } = await verified({ target: url }, rest);
  expect(code).toBe(3);
  expect(failed.map(({ description, reason }) => ({ description, reason }))).toEqual([
    { description: CONFLICT, reason: 'not sent: QONTO_CONFLICT_RESOURCE_ID is not set' },
  ]);
});

test('an answer of the gate is inconclusive, with the hint of the contract', async () => {
  const url = await server((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>OneLogin</html>');
  });
  const { code, failed } = await verified(
    { target: url },
    { ...CREDENTIALS, QONTO_CONFLICT_RESOURCE_ID: CREDENTIALS.QONTO_RESOURCE_ID },
  );
  expect(code).toBe(3);
  expect(failed[0]?.reason).toContain('QONTO_STAGING_TOKEN');
});

test('a connection that ends before the answer does is drift', async () => {
  const url = await server((request) => request.socket.destroy());
  const { code, failed } = await verified({ target: url }, CREDENTIALS);
  expect(code).toBe(1);
  expect(failed[0]?.findings[0]?.part).toBe('connection');
});

test('a run that is stopped at its start is inconclusive', async () => {
  const { code } = await runCommand((io) => pactVerify([], { seed: 1 }, io), { signal: AbortSignal.abort() });
  expect(code).toBe(3);
});

test('another status names what was needed and what came', async () => {
  const { code, report } = await verified({ fault: '401-without-header-as-400' });
  expect(code).toBe(1);
  expect(findingsOf(report, WITHOUT_TOKEN)[0]).toMatchObject({ part: 'status', expected: 401, actual: 400 });
});

test('another media type names the header', async () => {
  const { url, environment } = await provider();
  const relay = await server(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    for (const name of ['host', 'connection', 'content-length']) delete headers[name];
    const answer = await fetch(url + (request.url ?? ''), {
      method: 'POST',
      headers,
      body: Buffer.concat(chunks),
    });
    response.writeHead(answer.status, { 'Content-Type': 'text/plain' }).end(await answer.text());
  });
  const { code, report } = await verified({ target: relay }, environment);
  expect(code).toBe(1);
  expect(findingsOf(report, EVENT)).toContainEqual(
    expect.objectContaining({
      part: 'header',
      pointer: 'Content-Type',
      expected: 'application/json',
      actual: 'text/plain',
    }),
  );
});

for (const version of [1, 2, 3] as const) {
  test(`a Pact of specification ${version}, which has no generators, is sent with the credentials`, async () => {
    const pact = pactOf({ response: null, responseHeaders: { 'Content-Type': undefined } }, version);
    const { code, failed } = await verified({}, {}, [fileOf(pact)]);
    expect({ code, failed }).toEqual({ code: 0, failed: [] });
  });
}

test('a Pact without generators that expects a refusal passes the gate, with its own credentials', async () => {
  const pact = pactOf({ status: 401, response: null }, 2);
  const { code, failed } = await verified({}, {}, [fileOf(pact)]);
  expect({ code, failed }).toEqual({ code: 0, failed: [] });
});

test('messages and interactions of another operation are named and passed over', async () => {
  const pact = JSON.parse(readFileSync(PACT, 'utf8'));
  const [first] = pact.interactions;
  pact.interactions.push(
    { type: 'Asynchronous/Messages', description: 'an event', contents: {} },
    { ...first, description: 'another path', request: { ...first.request, path: '/other' } },
  );
  const { code, report } = await verified({}, {}, [fileOf(pact)]);
  expect(code).toBe(0);
  expect(report.pacts[0]?.passedOver.map(({ description }) => description)).toEqual([
    'an event',
    'another path',
  ]);
});

test('a Pact that is cut off ends with one clear line', async () => {
  const path = fileOf(readFileSync(PACT, 'utf8').slice(0, 2000));
  await expect(verify({}, {}, [path])).rejects.toThrow('not a Pact: its JSON ends too early');
});

test('a Pact with another provider is refused when the provider is named', async () => {
  await expect(verify({ provider: 'another' })).rejects.toThrow(/not with "another"/);
});

test('two Pacts with different providers are verified in one run', async () => {
  const pact = pactOf({ status: 401, response: null }, 2);
  const { code, report } = await verified({}, {}, [
    fileOf(pact),
    fileOf({ ...pact, provider: { name: 'other' } }, 'other.json'),
  ]);
  expect(code).toBe(0);
  expect(report.interactions).toHaveLength(2);
});

test('a hostile answer reaches the screen without its control characters', async () => {
  const url = await server((_, response) => {
    response.writeHead(401, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ errors: [{ code: '\u001b[2J<script>', detail: '\u202e' }] }));
  });
  const { code, stdout } = await verify({ target: url }, CREDENTIALS);
  expect(code).toBe(1);
  expect(stdout).not.toContain('\u001b[2J');
  expect(stdout).not.toContain('\u202e');
});

test('the screen names the interaction, the field, both values, the Pact and the document', async () => {
  const { code, stdout } = await invalidToken();
  expect(code).toBe(1);
  const block = stdout.slice(stdout.indexOf(WITHOUT_TOKEN)).split('\n').slice(1, 6);
  expect(block.map((line) => line.trim().replace(/:\d+$/, ':N'))).toEqual([
    'body /errors/0/code  the client cannot take this value',
    '- needed    "unauthorized"',
    '+ got       "invalid_token"',
    `Pact      ${PACT}:N`,
    'document  spec/onboarding-api.trigger-event.yaml:N',
  ]);
});
