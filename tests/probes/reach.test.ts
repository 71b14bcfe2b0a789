import { createServer, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type ReachOptions, reach } from '../../src/probes/reach.ts';

const OPTIONS: ReachOptions = { timeoutMs: 500, now: Date.now };

function failing(code: string): ReachOptions {
  return {
    ...OPTIONS,
    lookup: () => Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code })),
  };
}

async function port(server: Server = createServer()): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('a name that leads nowhere ends the way there', async () => {
  for (const code of ['ENOTFOUND', 'EAI_AGAIN']) {
    expect(await reach(new URL('https://api.example.com'), failing(code))).toEqual({
      name: { state: 'failed', code, message: `getaddrinfo ${code}` },
      connection: undefined,
      secure: undefined,
    });
  }
});

test('a name without an address, and a name service that does not answer', async () => {
  const url = new URL('https://api.example.com');
  expect((await reach(url, { ...OPTIONS, lookup: async () => [] })).name).toMatchObject({ code: 'ENODATA' });
  const never = { ...OPTIONS, timeoutMs: 30, lookup: () => new Promise<string[]>(() => {}) };
  expect((await reach(url, never)).name).toEqual({
    state: 'failed',
    code: 'TIMEOUT',
    message: 'not within 30 ms',
  });
});

test('a name of this machine is no surprise, one of elsewhere that leads to a network of one’s own is', async () => {
  const open = await port();
  const local = await reach(new URL(`http://localhost:${open}`), OPTIONS);
  expect(local).toMatchObject({
    name: { state: 'ok', private: false },
    connection: { state: 'ok' },
    secure: undefined,
  });
  for (const [address, own] of [
    ['10.1.2.3', true],
    ['192.168.0.9', true],
    ['127.0.0.1', true],
    ['fd00::1', true],
    ['93.184.216.34', false],
    ['2606:2800:220:1::1', false],
  ] as const) {
    // The connection goes by the system's own names, so that only the first step is looked at.
    const { name } = await reach(new URL(`http://nobody.localhost:${open}`), {
      ...OPTIONS,
      lookup: async () => [address],
    });
    expect(name, address).toMatchObject({ state: 'ok', addresses: [address], private: own });
  }
});

test('an address needs no name service', async () => {
  const url = new URL(`http://127.0.0.1:${await port()}`);
  expect(await reach(url, failing('ENOTFOUND'))).toMatchObject({
    name: { state: 'ok', addresses: ['127.0.0.1'] },
    connection: { state: 'ok' },
  });
});

test('a server that hangs up on the handshake', async () => {
  const url = new URL(`https://127.0.0.1:${await port(createServer((socket) => socket.destroy()))}`);
  const { connection, secure } = await reach(url, OPTIONS);
  expect(connection).toMatchObject({ state: 'ok' });
  expect(secure).toMatchObject({ state: 'failed', code: 'ECONNRESET' });
});
