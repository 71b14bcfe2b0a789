import {
  type Exchange,
  type ExchangeFailure,
  type ExchangeResponse,
  type FailedTry,
  headerValues,
} from '../../exchange/exchange.ts';
import type { Probe, ProbeHeader } from '../probe.ts';
import { type Attempt, type Connection, createConnection } from './connection.ts';
import { undoCodings } from './decode.ts';
import { pause } from './pause.ts';
import { tryAgain } from './retry.ts';
import { watchStandstills } from './standstill.ts';

/** Takes credentials out of what came; `found` names those that were there. */
export interface ResponseRedactor {
  headerValue(value: string): { value: string; found: string[] };
  /** @param cut the body ended before its end, so that a credential at its tail may be there in part */
  body(value: Uint8Array, cut: boolean): { value: Uint8Array; found: string[] };
}

export interface SenderOptions {
  /** The target: scheme, host, port and the path that probes are below. It has passed the guard. */
  url: string;
  redactor: ResponseRedactor;
  /** Milliseconds for a whole answer, from the moment when its request goes out. */
  timeoutMs: number;
  /** Milliseconds for a connection, TLS included. */
  connectTimeoutMs: number;
  /** Bytes of a body, on the wire and once inflated. */
  maxBytes: number;
  /** Most connections at one time; a probe beyond that waits for one. */
  connections: number;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Ends everything that is under way; what is sent afterwards is cancelled at once. */
  signal: AbortSignal;
  /** Certificates in PEM that are trusted in place of Node's own. */
  ca?: string | undefined;
}

export interface Sender {
  /** Sends a probe and waits for its answer; never rejects: what went wrong is the exchange's `failure`. */
  send(probe: Probe): Promise<Exchange>;
  /** Ends every connection at once; what is under way is cancelled. */
  close(): void;
}

/**
 * Makes a sender to one target, over HTTP/1.1 with undici. No redirect is followed, no cookie is kept, and header names
 * go out as the probe spells them.
 */
export function createSender(options: SenderOptions): Sender {
  const { redactor, maxBytes, now, signal } = options;
  const target = new URL(options.url);
  const prefix = target.pathname.replace(/\/+$/, '');
  const closing = new AbortController();
  const standstills = watchStandstills();
  const connections: Connection[] = [];
  const idle: Connection[] = [];
  const waiting: ((connection: Connection | undefined) => void)[] = [];
  let answeredBefore = false;

  /** An idle connection, the one used last first; undefined once the sender is closed. */
  const acquire = (): Promise<Connection | undefined> | Connection | undefined => {
    if (closing.signal.aborted) return undefined;
    const free = idle.pop();
    if (free !== undefined) return free;
    if (connections.length >= options.connections) return new Promise((resolve) => waiting.push(resolve));
    const opened = createConnection({ ...options, ca: options.ca, origin: target, standstills });
    connections.push(opened);
    return opened;
  };
  const release = (connection: Connection) => {
    const next = waiting.shift();
    if (next === undefined) idle.push(connection);
    else next(connection);
  };

  const cancelled = (): ExchangeFailure => ({ kind: 'cancelled', message: 'the run was stopped' });

  const attempt = async ({ request }: Probe, isFresh: boolean): Promise<Attempt> => {
    const connection = await acquire();
    // A connection may have been handed over in the very turn in which the sender was closed.
    if (connection === undefined || closing.signal.aborted) return unsent(cancelled(), now());
    const wire = {
      method: request.method,
      path: prefix + request.path,
      // undici writes this header by itself, and refuses it from anybody else.
      headers: request.headers.flatMap((each) => (saysChunked(each) ? [] : [each.name, each.value])),
      body: request.body,
      chunked: request.headers.some(saysChunked),
    };
    const result = await connection.attempt(wire, isFresh);
    release(connection);
    return result;
  };

  const send = async (probe: Probe): Promise<Exchange> => {
    const failedTries: FailedTry[] = [];
    for (;;) {
      const tried = await attempt(
        probe,
        failedTries.some(({ kind }) => kind === 'reset'),
      );
      const again = tryAgain(tried, failedTries, answeredBefore, now());
      answeredBefore ||= tried.answer !== undefined;
      if (again === undefined) return toExchange(probe, tried, failedTries);
      failedTries.push(again.why);
      await pause(again.waitMs, closing.signal);
    }
  };

  const toExchange = (probe: Probe, tried: Attempt, failedTries: readonly FailedTry[]): Exchange => {
    const { request } = probe;
    const echoed: { name: string; where: string }[] = [];
    const response = tried.answer && readAnswer(tried, tried.answer, { redactor, maxBytes, echoed });
    const failure = response?.failure ?? tried.failure;
    const clean = (text: string) => redactor.headerValue(text).value;
    return {
      id: probe.id,
      source: 'probe',
      title: probe.title,
      request: {
        method: request.method,
        url: clean(target.origin + prefix + request.path),
        headers: request.headers.map(({ name, shown }) => [name, shown]),
        body: request.body && redactor.body(request.body, false).value,
      },
      response: response?.response,
      failure: failure && { kind: failure.kind, message: clean(failure.message) },
      failedTries: failedTries.map((failed) => ({ ...failed, message: clean(failed.message) })),
      echoedSecrets: echoed,
      expectation: probe.expectation,
      sentAt: tried.sentAt,
      ms: tried.ms,
      ...(tried.stoodStillMs === 0 ? {} : { stoodStillMs: tried.stoodStillMs }),
      pointer: probe.pointer,
      notJudged: undefined,
    };
  };

  const close = () => {
    signal.removeEventListener('abort', close);
    closing.abort();
    standstills.end();
    for (const connection of connections) connection.stop(cancelled());
    for (const resolve of waiting.splice(0)) resolve(undefined);
  };
  signal.addEventListener('abort', close);
  if (signal.aborted) close();

  return { send, close };
}

function saysChunked({ name, value }: ProbeHeader): boolean {
  return name.toLowerCase() === 'transfer-encoding' && value === 'chunked';
}

/** Undoes the codings of an answer's body, then takes credentials out of its headers and its body. */
function readAnswer(
  { failure }: Attempt,
  answer: NonNullable<Attempt['answer']>,
  {
    redactor,
    maxBytes,
    echoed,
  }: { redactor: ResponseRedactor; maxBytes: number; echoed: { name: string; where: string }[] },
): { response: ExchangeResponse; failure: ExchangeFailure | undefined } {
  const note = (found: readonly string[], where: string) => {
    for (const name of found) {
      if (!echoed.some((earlier) => earlier.name === name && earlier.where === where)) {
        echoed.push({ name, where });
      }
    }
  };
  // One look at all lines together tells, as a rule, that there is nothing in any of them.
  const together = answer.headers.flat().join('\n');
  const headers =
    redactor.headerValue(together).value === together
      ? answer.headers
      : answer.headers.map(([name, value]) => {
          const cleanName = redactor.headerValue(name);
          const cleanValue = redactor.headerValue(value);
          note(cleanName.found, 'the name of a header');
          note(cleanValue.found, `header ${cleanName.value}`);
          return [cleanName.value, cleanValue.value] as const;
        });
  // What failed on its way is not whole, so that its coding cannot be undone: that is not its own fault.
  const codings = headerValues(answer.headers, 'content-encoding');
  const decoded = undoCodings(answer.body, codings, maxBytes);
  const body = redactor.body(decoded.body, failure !== undefined);
  note(body.found, 'body');
  return {
    response: { status: answer.status, headers, body: body.value },
    failure: failure ?? decoded.failure,
  };
}

/** The attempt of a probe that was never sent. */
function unsent(failure: ExchangeFailure, sentAt: number): Attempt {
  return {
    answer: undefined,
    failure,
    timedOut: false,
    received: 0,
    reused: false,
    sentAt,
    ms: 0,
    stoodStillMs: 0,
  };
}
