import { expect, onTestFinished, test } from 'vitest';
import { createTrigger } from '../../src/client/trigger-event.ts';
import { CREDENTIALS, clientTo, RESOURCE_ID, rawServer, trigger } from './servers.ts';

const REFUSAL = 'HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n';

async function recorder(): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const url = await rawServer(({ socket, text }) => {
    requests.push(text);
    socket.write(REFUSAL);
  });
  return { url, requests };
}

test('the request goes out as documented, its headers spelt to the letter', async () => {
  const { url, requests } = await recorder();
  await trigger(url);
  const [head = '', body] = requests[0]?.split('\r\n\r\n') ?? [];
  const [requestLine, ...lines] = head.split('\r\n');
  expect(requestLine).toBe('POST /register/dev/trigger_event HTTP/1.1');
  expect(lines.filter((line) => !/^(host|connection|content-length):/i.test(line))).toEqual([
    `Authorization: Bearer ${CREDENTIALS.token}`,
    `Qonto-Partner-Id: ${CREDENTIALS.partnerId}`,
    `X-Qonto-Staging-Token: ${CREDENTIALS.stagingToken}`,
    'Content-Type: application/json',
    'Accept: application/json',
    'User-Agent: plumbline-partner-client',
  ]);
  expect(JSON.parse(body ?? '')).toEqual({ resource_id: RESOURCE_ID, event_type: 'registrations.pending' });
});

test('without a staging token its header is not sent', async () => {
  const { url, requests } = await recorder();
  await trigger(url, { stagingToken: undefined });
  expect(requests).toHaveLength(1);
  expect(requests[0]).not.toMatch(/staging/i);
});

test.each([
  ['token', /^authorization:/im],
  ['partnerId', /^qonto-partner-id:/im],
  ['stagingToken', /^x-qonto-staging-token:/im],
] as const)('below the client, a %s that is undefined is not sent', async (name, header) => {
  const { url, requests } = await recorder();
  const { send, close } = createTrigger({
    baseUrl: new URL(url),
    credentials: { ...CREDENTIALS, [name]: undefined },
    timeoutMs: 2000,
    retries: 0,
  });
  onTestFinished(close);
  await send({});
  expect(requests).toHaveLength(1);
  expect(requests[0]).not.toMatch(header);
});

test('the API may be below a path', async () => {
  const { url, requests } = await recorder();
  await trigger(`${url}/base/v1/`);
  expect(requests[0]).toMatch(/^POST \/base\/v1\/register\/dev\/trigger_event HTTP/);
});

test('calls one after another share connections', async () => {
  const ports = new Set<number | undefined>();
  const url = await rawServer(({ socket }) => {
    ports.add(socket.remotePort);
    socket.write(REFUSAL);
  });
  const client = clientTo(url);
  for (let call = 0; call < 6; call += 1) {
    await client.triggerEvent({ resourceId: RESOURCE_ID, eventType: 'registrations.pending' });
  }
  // undici frees a connection a moment after its answer, so that the next call may open a second one.
  expect(ports.size).toBeLessThanOrEqual(2);
});
