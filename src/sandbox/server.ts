import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../contract/contract.ts';
import { Problem } from '../problem.ts';
import { type Answer, bodyOf, conformingAnswers } from './answer.ts';
import { type Call, readCall } from './call.ts';
import { madeUpEnvironment } from './environment.ts';
import type { Fault, FaultHooks } from './fault.ts';
import { conformingRules, type Decision, decide } from './rules.ts';
import { type Compile, compilerFor } from './validator.ts';

/** A local provider that behaves as document and contract say. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  url: string;
  /** Made-up values for the environment variables that the contract names: what this sandbox accepts. */
  environment: Record<string, string>;
  /** Ends every connection at once, idle or not. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  contract: Contract;
  /** The one way to be wrong; without it the sandbox conforms. */
  fault?: Fault | undefined;
  /** 0, the default, takes a free one. */
  port?: number | undefined;
  host?: '127.0.0.1' | undefined;
  /** Equal seeds give equal environments. */
  seed?: number | undefined;
  /** The present time in milliseconds, for values that hold it. */
  now?: (() => number) | undefined;
  /** Of `compilerFor`: shared by sandboxes of one document, it spares each of them compiling its schemas again. */
  compile?: Compile | undefined;
  /** How long a fault's slow answers take; 6 seconds unless given. */
  slowMs?: number | undefined;
}

const LIMIT = 1024 * 1024;

/**
 * Starts a sandbox on loopback for the contract's operation.
 *
 * @throws {Problem} when the port is taken, or a schema of the document cannot be compiled
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { contract, fault, host = '127.0.0.1', port = 0, seed = 1, now = Date.now } = options;
  const compile = options.compile ?? compilerFor(contract.operation.document);
  const environment = madeUpEnvironment(contract, seed);
  const answers = conformingAnswers(contract, now, compile);
  const hooks =
    fault?.hooks({ contract, environment, now, slowMs: options.slowMs ?? 6000, answer: answers }) ?? {};
  const conforming = conformingRules(contract, environment, compile);
  const rules = { ...conforming, ...hooks.rules?.(conforming) };

  let calls = 0;
  const server = createServer({ keepAliveTimeout: 65_000, noDelay: true }, (request, response) => {
    const number = ++calls;
    collect(request, (body) => {
      const call = readCall(request, body ?? Buffer.alloc(0), number);
      const judge = (): Decision =>
        body === undefined ? { kind: 'too-large' } : decide(contract, rules, call);
      serve(call, judge, hooks, answers, response).catch(() => {
        // Nobody else's request may suffer from one that breaks the sandbox or its fault.
        if (response.headersSent || response.destroyed) response.destroy();
        else send({ status: 500, headers: [] }, response);
      });
    });
  });
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        new Problem(
          `the sandbox cannot listen on port ${port}: ${taken ? 'something else listens there' : error.message}`,
          { cause: error, ...(taken ? { hint: 'choose another port, or 0 for a free one' } : {}) },
        ),
      );
    });
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    environment,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Gathers a request's body; undefined when it is larger than the sandbox reads. */
function collect(request: IncomingMessage, done: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= LIMIT) chunks.push(chunk);
    else if (size - chunk.length <= LIMIT) done(undefined);
  });
  request.on('end', () => {
    if (size <= LIMIT) done(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
  });
  // A caller that goes away in the middle is owed no answer.
  request.on('error', () => undefined);
}

async function serve(
  call: Call,
  judge: () => Decision,
  hooks: FaultHooks,
  answers: (decision: Decision) => Answer,
  response: ServerResponse,
): Promise<void> {
  const decided = judge();
  const decision = hooks.decision?.(decided, call) ?? decided;
  let answer = answers(decision);
  if (hooks.answer !== undefined) answer = await hooks.answer(answer, call, decision);
  const { socket } = response;
  if (socket === null || response.destroyed) return;
  if (hooks.send?.(answer, { response, socket }, call, decision) === true) return;
  if (decision.kind === 'too-large') response.shouldKeepAlive = false;
  send(answer, response);
}

/** Writes an answer with a Content-Length, in one piece. */
function send(answer: Answer, response: ServerResponse): void {
  const body = bodyOf(answer);
  const lines = answer.headers.flat();
  if (body !== undefined) lines.push('Content-Length', String(body.length));
  response.writeHead(answer.status, lines);
  response.end(body);
}
