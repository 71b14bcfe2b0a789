import { connect } from 'node:net';
import type { Pool } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { requestSet } from './requests.ts';
import { type Ask, ask, headerOf, json, PATH, PENDING, qontoContract, using } from './support.ts';

const contract = await qontoContract();
let sandbox: Sandbox;
let send: (request: Ask) => ReturnType<typeof ask>;
let finish: () => void;
let ended: Promise<unknown>;

beforeAll(async () => {
  sandbox = await startSandbox({ contract });
  await new Promise<void>((ready) => {
    ended = using(sandbox, (pool: Pool) => {
      send = (request) => ask(pool, sandbox.environment, request);
      ready();
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    });
  });
});
afterAll(async () => {
  finish();
  await ended;
});

const named = (name: string): Ask => {
  const found = requestSet(sandbox.environment).find((each) => each.name === name);
  if (found === undefined) throw new Error(`no request ${name}`);
  return found;
};
const errors = (reply: Awaited<ReturnType<typeof send>>) =>
  (json(reply) as { errors: { code: string; detail: string; source?: { pointer: string } }[] }).errors;
const body = (value: unknown): Ask => ({ name: 'own', kind: 'valid', body: JSON.stringify(value) });

describe('the environment', () => {
  test('has a long value for every variable of the contract', () => {
    expect(Object.keys(sandbox.environment).sort()).toEqual([
      'QONTO_CONFLICT_RESOURCE_ID',
      'QONTO_PARTNER_ID',
      'QONTO_RESOURCE_ID',
      'QONTO_STAGING_TOKEN',
      'QONTO_TOKEN',
    ]);
    for (const value of Object.values(sandbox.environment)) expect(value.length).toBeGreaterThanOrEqual(24);
    expect(new Set(Object.values(sandbox.environment)).size).toBe(5);
  });

  test('depends on the seed alone', async () => {
    const [same, other] = await Promise.all([
      startSandbox({ contract, seed: 1 }),
      startSandbox({ contract, seed: 2 }),
    ]);
    expect(same.environment).toEqual(sandbox.environment);
    expect(other.environment['QONTO_TOKEN']).not.toBe(sandbox.environment['QONTO_TOKEN']);
    await Promise.all([same.close(), other.close()]);
  });
});

test('every request of the fixed set gets the answer that document and contract ask for', async () => {
  const wanted = { valid: 201, conflict: 409, invalid: 400, unauthorized: 401, gate: 200, elsewhere: 404 };
  for (const request of requestSet(sandbox.environment)) {
    const reply = await send(request);
    const opened = request.name === 'staging header in lower case';
    const status = request.method === 'GET' ? 405 : opened ? 201 : wanted[request.kind];
    expect(reply.status, request.name).toBe(status);
    const type = request.kind === 'gate' && !opened ? /^text\/html/ : /^application\/json$/;
    expect(headerOf(reply, 'Content-Type'), request.name).toMatch(type);
  }
});

describe('a 201', () => {
  test('repeats the request as it was sent, letter case included', async () => {
    const resource_id = 'C0A8F1DE-7b3a-4c2e-9d10-5e6f7a8b9c0d';
    const reply = await send(body({ resource_id, event_type: PENDING, more: 1 }));
    expect(json(reply)).toEqual({
      event: {
        id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        resource_type: 'registration',
        resource_id,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        event_type: PENDING,
      },
    });
  });

  test('holds the present time, by the clock that it was given', async () => {
    const at = Date.parse('2031-02-03T04:05:06.789Z');
    const other = await startSandbox({ contract, now: () => at });
    const reply = await using(other, (pool) => ask(pool, other.environment, named('plain')));
    expect(json(reply)).toMatchObject({ event: { created_at: '2031-02-03T04:05:06.789Z' } });
  });

  test('never has the same id twice', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => send(named('plain'))));
    expect(new Set(replies.map((reply) => (json(reply) as { event: { id: string } }).event.id)).size).toBe(
      20,
    );
  });
});

describe('a refusal', () => {
  test('names each property that is missing', async () => {
    expect(errors(await send(named('empty object')))).toEqual([
      { code: 'required', detail: 'resource_id is required', source: { pointer: '/resource_id' } },
      { code: 'required', detail: 'event_type is required', source: { pointer: '/event_type' } },
    ]);
  });

  test('says what a list allows, and never repeats what was sent', async () => {
    const reply = await send(named('event_type unknown'));
    expect(errors(reply)).toEqual([
      {
        code: 'not_in_list',
        detail: `event_type must be one of: ${PENDING}`,
        source: { pointer: '/event_type' },
      },
    ]);
    expect(reply.body.toString()).not.toContain('frobnicated');
  });

  test('has no source where it is about no property', async () => {
    for (const name of ['no body', 'malformed', 'type text/plain', 'list']) {
      const [error] = errors(await send(named(name)));
      expect(error?.detail, name).not.toBe('');
      expect(error, name).not.toHaveProperty('source');
    }
  });

  test('is the documented example for 401 and 409', async () => {
    expect(errors(await send(named('nothing')))).toEqual([
      { code: 'unauthorized', detail: 'You must authenticate to perform API requests' },
    ]);
    expect(errors(await send(named('foreign document')))).toEqual([
      { code: 'conflict', detail: "Type do not match server's endpoint", source: { pointer: '/data/type' } },
      { code: 'conflict', detail: "ID do not match server's endpoint", source: { pointer: '/data/id' } },
    ]);
  });

  test('comes for credentials before the body is looked at', async () => {
    expect((await send({ ...named('empty object'), headers: { Authorization: 'Bearer x' } })).status).toBe(
      401,
    );
  });

  test('holds at most twenty errors, however much is wrong', async () => {
    const reply = await send(body(Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`p${n}`, n]))));
    expect(errors(reply).length).toBeLessThanOrEqual(20);
  });
});

test('a data object that names the resource itself is no conflict', async () => {
  const resource_id = sandbox.environment['QONTO_RESOURCE_ID'];
  const reply = await send(body({ resource_id, event_type: PENDING, data: { type: 'a', id: resource_id } }));
  expect(reply.status).toBe(201);
});

test('the gate comes first, shows its mark, and may be asked of anything', async () => {
  const reply = await send({ ...named('nothing'), headers: { 'X-Qonto-Staging-Token': '' }, path: '/other' });
  expect(reply.status).toBe(200);
  expect(reply.body.toString()).toMatch(/sign in/i);
  expect(reply.body.toString()).toContain(contract.gate?.mark);
});

describe('hostile requests', () => {
  test('a body of more than a mebibyte is refused', async () => {
    const reply = await send({ name: 'large', kind: 'invalid', body: Buffer.alloc(1024 * 1024 + 1, ' ') });
    expect(reply.status).toBe(413);
    expect(errors(reply)).toHaveLength(1);
  });

  test.each([
    ['a deep body', '['.repeat(200_000)],
    ['inherited names', '{"__proto__":{"resource_id":1,"event_type":2},"constructor":1}'],
    ['duplicate keys', `{"resource_id":"x","resource_id":null,"event_type":"${PENDING}"}`],
  ])('%s gets a 400', async (_, text) => {
    expect((await send({ name: 'own', kind: 'invalid', body: text })).status).toBe(400);
    expect((await send(named('plain'))).status).toBe(201);
  });

  test('bytes that are not HTTP, and callers that go away, harm nobody else', async () => {
    const { port } = new URL(sandbox.url);
    const answered = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
      socket.on('data', (chunk) => resolve(String(chunk)));
    });
    expect(answered).toMatch(/^HTTP\/1\.1 400 /);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{`, () =>
          socket.destroy(),
        );
      });
      socket.on('close', () => resolve());
    });
    expect((await send(named('plain'))).status).toBe(201);
  });
});

test('closing ends idle and active connections at once', async () => {
  const other = await startSandbox({ contract });
  const { port } = new URL(other.url);
  const ends = ['', `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{`].map(
    (bytes) =>
      new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
        socket.on('close', () => resolve()).on('error', () => undefined);
      }),
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  await other.close();
  await Promise.all(ends);
});

test('a port that is taken is a problem for the one who chose it', async () => {
  const port = Number(new URL(sandbox.url).port);
  await expect(startSandbox({ contract, port })).rejects.toMatchObject({
    message: `the sandbox cannot listen on port ${port}: something else listens there`,
    hint: 'choose another port, or 0 for a free one',
  });
});
