import { type Dispatcher, Pool } from 'undici';
import type { NoAnswer } from './answer.ts';

/** An answer as it came. */
export interface Reply {
  status: number;
  /** Those that are read; empty where the answer has none. */
  headers: { contentType: string; location: string; retryAfter: string };
  body: Uint8Array;
  /** True when the body is longer than what was read of it. */
  cut: boolean;
}

export type Outcome = Reply | NoAnswer;

export interface PostRequest {
  path: string;
  /** Names and values in turn, sent exactly as they are spelt. */
  headers: string[];
  body: string;
  /** For the whole answer, the connection included. */
  timeoutMs: number;
  signal: AbortSignal;
}

/** Bytes of a body that are read. */
const MOST_BYTES = 1024 * 1024;

/**
 * Connections to one API, over HTTP/1.1: HTTP/2 would write the names of headers in lower case.
 *
 * @param connectTimeoutMs when undici gives a connection up that no request waits for any more
 */
export function openPool(origin: string, connectTimeoutMs: number): Pool {
  return new Pool(origin, {
    allowH2: false,
    connections: 8,
    pipelining: 1,
    connect: { timeout: connectTimeoutMs },
    // One clock runs for the whole of an answer: that of `post`.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** Posts once and waits for the answer; never rejects. No redirect is followed. */
export function post(pool: Pool, request: PostRequest): Promise<Outcome> {
  const { path, headers, body, timeoutMs, signal } = request;
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let settled = false;
    let head: Pick<Reply, 'status' | 'headers'> | undefined;
    const chunks: Buffer[] = [];
    let size = 0;

    const settle = (outcome: Outcome) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      resolve(outcome);
      // What is over already is not touched by this.
      controller?.abort(new Error('no longer wanted'));
    };
    const fail = (kind: NoAnswer['kind'], why: string) => {
      const told = head === undefined ? why : `${why}, after the beginning of an answer ${head.status}`;
      settle({ kind, mayHaveArrived: controller !== undefined, why: told });
    };
    const cancel = () => fail('cancelled', 'the request was cancelled');
    const timer = setTimeout(() => {
      if (controller === undefined) fail('unreachable', `no connection within ${timeoutMs} ms`);
      else fail('timeout', `no whole answer within ${timeoutMs} ms`);
    }, timeoutMs);
    signal.addEventListener('abort', cancel);
    if (signal.aborted) return cancel();

    pool.dispatch(
      { method: 'POST', path, headers, body },
      {
        onRequestStart(started) {
          // Its turn may come after the caller has given up; then it is not sent.
          if (settled) started.abort(new Error('no longer wanted'));
          else controller = started;
        },
        onResponseStart(_, status, lines) {
          if (status < 200) return;
          head = {
            status,
            headers: {
              contentType: single(lines['content-type']),
              location: single(lines['location']),
              retryAfter: single(lines['retry-after']),
            },
          };
        },
        onResponseData(_, chunk) {
          if (settled || head === undefined) return;
          chunks.push(chunk);
          size += chunk.length;
          if (size > MOST_BYTES) {
            settle({ ...head, body: Buffer.concat(chunks).subarray(0, MOST_BYTES), cut: true });
          }
        },
        onResponseEnd() {
          if (head !== undefined) settle({ ...head, body: Buffer.concat(chunks), cut: false });
        },
        onResponseError(_, error) {
          const code = codeOf(error);
          if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') {
            fail('cancelled', 'the client was closed');
          } else if (controller === undefined) {
            fail('unreachable', `no connection was made (${code})`);
          } else {
            fail('broken', `the connection ended before the answer did, or what came is not HTTP (${code})`);
          }
        },
      },
    );
  });
}

function single(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** An error's code says enough, and cannot quote what was sent or received. */
function codeOf(error: Error): string {
  // A name with several addresses fails with an error for each of them.
  const [first] = error instanceof AggregateError ? error.errors : [];
  const told: unknown = 'code' in error ? error : (first ?? error);
  const code = typeof told === 'object' && told !== null && 'code' in told ? told.code : undefined;
  return typeof code === 'string' ? code : error.name;
}
