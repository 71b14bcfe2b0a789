import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type Client, type ClientOptions, createClient } from '../../src/client/client.ts';

export const CREDENTIALS = {
  token: 'header.payload.signature-of-a-token',
  partnerId: 'partner-7f3a',
  stagingToken: 'staging-token-91c2',
};

export const RESOURCE_ID = '481248f5-346a-4711-b8a8-18a0348de10f';

export const EVENT = {
  id: 'f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
  resource_type: 'registration',
  resource_id: RESOURCE_ID,
  created_at: '2021-08-17T12:31:32.689Z',
  event_type: 'registrations.pending',
};

/** A server on loopback that is gone, with all its connections, when the test is over. */
export async function listen(server: Server, port = 0): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function serving(listener: RequestListener): Promise<string> {
  return listen(createHttpServer(listener));
}

/** The same answer to every request; what is no text or bytes goes out as JSON. */
export function answering(
  status: number,
  body: unknown,
  headers: Record<string, string> = { 'Content-Type': 'application/json' },
): Promise<string> {
  return serving((_, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
}

/** Calls back with the text of each whole request, to be answered with bytes. */
export function rawServer(answer: (request: { socket: Socket; text: string }) => void): Promise<string> {
  return listen(
    createServer((socket) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
        const end = text.indexOf('\r\n\r\n');
        const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
        if (end < 0 || text.length < end + 4 + length) return;
        const request = { socket, text };
        text = '';
        answer(request);
      });
    }),
  );
}

/** A port of this machine on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A client that is closed when the test is over. */
export function clientTo(baseUrl: string, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({ baseUrl, ...CREDENTIALS, timeoutMs: 2000, retries: 0, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** One call to a server, with everything else as usual. */
export function trigger(baseUrl: string, options: Partial<ClientOptions> = {}) {
  return clientTo(baseUrl, options).triggerEvent({
    resourceId: RESOURCE_ID,
    eventType: 'registrations.pending',
  });
}
