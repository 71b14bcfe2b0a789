import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type ClientOptions, createClient } from '../../src/client/client.ts';
import { answering, CREDENTIALS, clientTo, closedPort, EVENT, rawServer, trigger } from './servers.ts';

const OPTIONS: ClientOptions = { baseUrl: 'https://api.example.com', ...CREDENTIALS };

function everything(value: unknown): string {
  const shown = inspect(value, { depth: Infinity, showHidden: true, getters: true });
  return `${shown} ${JSON.stringify(value)} ${String(value)}`;
}

function expectNoSecretIn(value: unknown): void {
  for (const secret of Object.values(CREDENTIALS)) expect(everything(value)).not.toContain(secret);
}

test('the client shows none of its credentials', () => {
  expectNoSecretIn(clientTo('https://api.example.com'));
});

test.each([[200], [201], [401], [500]])(
  'an answer %i that echoes the credentials is cleaned',
  async (status) => {
    const url = await answering(status, { headers: CREDENTIALS });
    const answer = await trigger(url);
    expect(answer).toMatchObject({
      kind: 'unexpected',
      body: '{"headers":{"token":"[redacted]","partnerId":"[redacted]","stagingToken":"[redacted]"}}',
    });
    expectNoSecretIn(answer);
  },
);

test('errors that echo the credentials are cleaned', async () => {
  const { token, partnerId, stagingToken } = CREDENTIALS;
  const url = await answering(400, {
    errors: [{ code: partnerId, detail: `No: ${token}.`, source: { pointer: `/${stagingToken}` } }],
  });
  expect(await trigger(url)).toEqual({
    kind: 'invalid',
    status: 400,
    errors: [{ code: '[redacted]', detail: 'No: [redacted].', source: { pointer: '/[redacted]' } }],
  });
});

test('an event that echoes a credential is cleaned', async () => {
  const event = { ...EVENT, event_type: CREDENTIALS.token };
  expect(await trigger(await answering(201, { event }))).toMatchObject({
    kind: 'created',
    event: { event_type: '[redacted]' },
  });
});

test('a credential with quotes is found as JSON writes it, and one that begins like another', async () => {
  const url = await answering(400, { token: 'a"quoted\\token', longer: 'a"quoted\\token-and-more' });
  const answer = await trigger(url, { token: 'a"quoted\\token', partnerId: 'a"quoted\\token-and-more' });
  expect(answer).toMatchObject({ body: '{"token":"[redacted]","longer":"[redacted]"}' });
});

test.each([
  ['nothing listens', async () => `http://127.0.0.1:${await closedPort()}`],
  ['the request comes back as an answer', () => rawServer(({ socket, text }) => socket.write(text))],
  [
    'the request comes back in a header that is none',
    () =>
      rawServer(({ socket, text }) => socket.write(`HTTP/1.1 200 OK\r\n${text.slice(text.indexOf('Auth'))}`)),
  ],
])('no secret is told when %s', async (_, server) => {
  expectNoSecretIn(await trigger(await server(), { timeoutMs: 200 }));
});

describe('options', () => {
  test.each<[string, Partial<Record<keyof ClientOptions, unknown>>, string]>([
    ['no token', { token: '' }, 'the option "token" is missing'],
    ['a token that is undefined', { token: undefined }, 'the option "token" is missing'],
    ['a token of two words', { token: 'Bearer x' }, 'the option "token" is not one word of printable ASCII'],
    [
      'a line break',
      { partnerId: 'secret\r\nX: y' },
      'the option "partnerId" is not one word of printable ASCII',
    ],
    ['an empty staging token', { stagingToken: '' }, 'the option "stagingToken" is missing'],
    ['no URL', { baseUrl: 'api.example.com' }, 'the option "baseUrl" is not a URL'],
    [
      'a URL of another kind',
      { baseUrl: 'ftp://example.com' },
      'the option "baseUrl" is neither https nor http',
    ],
    [
      'a password',
      { baseUrl: 'https://user:secret@example.com' },
      'the option "baseUrl" has credentials in it',
    ],
    ['a query', { baseUrl: 'https://example.com/?a=b' }, 'the option "baseUrl" has a query or a fragment'],
    [
      'plain http to another machine',
      { baseUrl: 'http://example.com' },
      'the option "baseUrl" is plain http to another machine, which would show the credentials to everyone on the way',
    ],
    [
      'plain http to a name that only begins like this machine',
      { baseUrl: 'http://127.0.0.1.example.com' },
      'the option "baseUrl" is plain http to another machine, which would show the credentials to everyone on the way',
    ],
    ['no time', { timeoutMs: 0 }, 'the option "timeoutMs" is not a whole number from 1 to 600000'],
    [
      'endless time',
      { timeoutMs: Infinity },
      'the option "timeoutMs" is not a whole number from 1 to 600000',
    ],
    ['endless retries', { retries: 100 }, 'the option "retries" is not a whole number from 0 to 5'],
  ])('%s is refused by its name, without its value', (_, change, message) => {
    expect(() => createClient({ ...OPTIONS, ...change } as ClientOptions)).toThrow(new TypeError(message));
  });

  test.each([
    ['http://localhost:1'],
    ['http://[::1]:1'],
    ['http://127.9.9.9:1'],
    ['https://api.example.com/v1'],
  ])('%s is accepted', async (baseUrl) => {
    await createClient({ ...OPTIONS, baseUrl }).close();
  });

  test('a time of a call that is out of range is refused', async () => {
    const call = clientTo('https://api.example.com').triggerEvent(
      { resourceId: 'x', eventType: 'registrations.pending' },
      { timeoutMs: -1 },
    );
    await expect(call).rejects.toThrow('the option "timeoutMs" is not a whole number from 1 to 600000');
  });
});
