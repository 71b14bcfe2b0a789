import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Probe } from '../../src/probes/probe.ts';
import {
  createSender,
  type ResponseRedactor,
  type Sender,
  type SenderOptions,
} from '../../src/probes/send/send.ts';

/** A server on loopback that is gone, with all its connections, when the test is over. */
export async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

export function httpServer(listener: RequestListener): Promise<string> {
  return listen(createHttpServer(listener));
}

export interface RawRequest {
  socket: Socket;
  /** The request's bytes as Latin-1. */
  text: string;
  /** Counted from 0 over all connections. */
  index: number;
  /** Counted from 0 on this connection. */
  turn: number;
  /** Stops listening; connections that stand are kept. */
  close: () => void;
}

/** A server that answers with bytes: `answer` is called once for each whole request. */
export function rawServer(answer: (request: RawRequest) => void): Promise<string> {
  let index = 0;
  const server = createServer((socket) => {
    let turn = 0;
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (end < 0 || text.length < end + 4 + length) return;
      const request = { socket, text, index, turn, close: () => void server.close() };
      text = '';
      index += 1;
      turn += 1;
      answer(request);
    });
  });
  return listen(server);
}

/** The same answer, given as bytes, to every request. */
export function answering(bytes: string | Buffer, then: 'keep' | 'end' | 'reset' = 'keep'): Promise<string> {
  return rawServer(({ socket }) => {
    socket.write(bytes);
    if (then === 'end') socket.end();
    // The bytes have to be read before the reset, which drops whatever is still on its way.
    if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 20);
  });
}

export const OK = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';

export const NO_REDACTION: ResponseRedactor = {
  headerValue: (value) => ({ value, found: [] }),
  body: (value) => ({ value, found: [] }),
};

/** A sender that is closed when the test is over. */
export function senderTo(url: string, options: Partial<SenderOptions> = {}): Sender {
  const sender = createSender({
    url,
    redactor: NO_REDACTION,
    timeoutMs: 1000,
    connectTimeoutMs: 500,
    maxBytes: 1024 * 1024,
    connections: 4,
    now: Date.now,
    signal: new AbortController().signal,
    ...options,
  });
  onTestFinished(() => sender.close());
  return sender;
}

export function probe(id = 'valid/example', request: Partial<Probe['request']> = {}): Probe {
  return {
    id,
    group: 'valid',
    title: 'The documented example is accepted.',
    pointer: '/paths/~1events/post',
    turn: 0,
    request: {
      method: 'POST',
      path: '/events',
      headers: [
        { name: 'X-Staging-Token', value: 'sesame', shown: '${TOKEN}' },
        { name: 'Content-Type', value: 'application/json', shown: 'application/json' },
      ],
      body: Buffer.from('{"a":1}'),
      ...request,
    },
    expectation: {
      statuses: ['201'],
      tolerated: [],
      gate: false,
      provokes: '201',
      broken: undefined,
      sameAs: undefined,
      valid: true,
    },
  };
}

export function bodyText(exchange: { response: { body: Uint8Array } | undefined }): string | undefined {
  return exchange.response && Buffer.from(exchange.response.body).toString();
}
