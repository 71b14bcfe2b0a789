import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { loadContract } from '../../src/contract/load.ts';
import type { Call } from '../../src/sandbox/call.ts';
import type { FaultHooks } from '../../src/sandbox/fault.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { cleanUp } from '../clean-up.ts';

/** A target of a test, with the environment whose credentials it accepts. */
export interface Provider {
  url: string;
  env: Record<string, string>;
  /** Every request so far, in the order of arrival. */
  calls: Call[];
}

/** A server on loopback that is gone, with all its connections, when the tests of the file are over. */
async function listen(server: Server, scheme = 'http'): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  cleanUp(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A provider that answers as it ought to, but for what the hooks change. */
export async function provider(hooks: FaultHooks = {}): Promise<Provider> {
  const contract = await loadContract(resolve('contracts/trigger-event.contract.yaml'));
  const calls: Call[] = [];
  const sandbox = await startSandbox({
    contract,
    fault: {
      name: 'of-a-test',
      group: 'gateways in front',
      title: 'What a test asks for.',
      kills: [],
      hooks: () => ({
        ...hooks,
        decision: (decision, call) => {
          calls.push(call);
          return hooks.decision?.(decision, call) ?? decision;
        },
      }),
    },
  });
  cleanUp(() => sandbox.close());
  return { url: sandbox.url, env: sandbox.environment, calls };
}

/** Credentials of no worth, for targets that look at none. */
export const CREDENTIALS = {
  QONTO_TOKEN: 'token-of-a-test-0123456789',
  QONTO_PARTNER_ID: 'partner-of-a-test-4567',
  QONTO_STAGING_TOKEN: 'staging-of-a-test-89012345',
};

/** A server that gives every request the same treatment; counts whole requests. */
export async function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string; requests: () => number }> {
  let requests = 0;
  const listener: RequestListener = (request, response) => {
    request.resume().on('end', () => {
      requests += 1;
      answer(request, response);
    });
  };
  return { url: await listen(createServer(listener)), requests: () => requests };
}

/** The OneLogin page that stands in front of Qonto's sandbox. */
export function gatePage(): Promise<{ url: string; requests: () => number }> {
  return answering((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><html><head><title>OneLogin</title></head><body>Connecting…</body></html>');
  });
}

/** The same gate as a redirect. */
export function gateRedirect(): Promise<{ url: string; requests: () => number }> {
  return answering((_, response) => {
    response.writeHead(302, { Location: 'https://qonto.onelogin.com/oidc/2/auth' }).end();
  });
}

/** A redirect that does not say who sends it. */
export function redirect(): Promise<{ url: string; requests: () => number }> {
  return answering((_, response) => {
    response.writeHead(302, { Location: '/sign-in' }).end();
  });
}

/** Refuses every credential. */
export function refusing(): Promise<{ url: string; requests: () => number }> {
  return answering((_, response) => {
    response.writeHead(401, { 'Content-Type': 'application/json' });
    response.end('{"errors":[{"code":"unauthorized","detail":"valid credentials are required"}]}');
  });
}

/** Takes connections and never says a word. */
export function silent(): Promise<string> {
  return listen(createTcpServer((socket) => void socket.resume()));
}

/** A port that is taken. */
export function listening(): Promise<string> {
  return listen(createTcpServer());
}

/** A port on which nothing listens any more. */
export async function deadPort(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((closed) => server.close(() => closed()));
  return `http://127.0.0.1:${port}`;
}

/** HTTPS with a certificate that nobody has signed. */
export function selfSigned(): Promise<string> {
  const pem = (name: string) => readFileSync(`tests/probes/fixtures/localhost.${name}.pem`, 'utf8');
  const server = createTlsServer({ key: pem('key'), cert: pem('cert') }, (_, response) => response.end());
  return listen(server, 'https');
}

/** HTTPS with a certificate of the tests' own authority, by its name in tests/probes/fixtures/tls; answers as the API does. */
export function withCertificate(name: 'trusted' | 'expired' | 'not-yet' | 'other-name'): Promise<string> {
  const pem = (file: string) => readFileSync(`tests/probes/fixtures/tls/${file}.pem`, 'utf8');
  const server = createTlsServer(
    { key: pem('server.key'), cert: pem(`${name}.cert`) },
    (request, response) => {
      request.resume().on('end', () => {
        const right = request.headers.authorization === `Bearer ${CREDENTIALS.QONTO_TOKEN}`;
        response.writeHead(right ? 400 : 401, { 'Content-Type': 'application/json' });
        response.end(
          right
            ? '{"errors":[{"code":"required","detail":"resource_id is missing"}]}'
            : '{"errors":[{"code":"unauthorized","detail":"valid credentials are required"}]}',
        );
      });
    },
  );
  return listen(server, 'https');
}

/** Writes dots as a body of that many bytes, or without end, as fast as they are taken. Digits could be base64, and cost more. */
export function writeBody(response: ServerResponse, bytes = Number.POSITIVE_INFINITY): void {
  const chunk = Buffer.alloc(64 * 1024, '.');
  let left = bytes;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      const part = left < chunk.length ? chunk.subarray(0, left) : chunk;
      left -= part.length;
      if (!response.write(part)) return;
    }
    if (left <= 0) response.end();
  };
  response.on('drain', more);
  more();
}
