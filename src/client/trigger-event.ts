import type { JsonObject } from '../json.ts';
import type { TriggerEventAnswer } from './answer.ts';
import { openPool, type PostRequest, post } from './post.ts';
import { readAnswer } from './read-answer.ts';
import { pause, retryDelay } from './retry.ts';

/** The credentials of a partner; what is undefined is not sent. */
export interface Credentials {
  token: string | undefined;
  partnerId: string | undefined;
  stagingToken: string | undefined;
}

export interface TriggerOptions {
  /** An http(s) URL below which the API's paths are. */
  baseUrl: URL;
  credentials: Credentials;
  timeoutMs: number;
  retries: number;
}

/** What a single call may set for itself. */
export interface CallOptions {
  /** Milliseconds for each try, in place of the client's. */
  timeoutMs?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** The operation, with nothing asked of body or credentials. */
export interface Trigger {
  send(body: JsonObject, options?: CallOptions): Promise<TriggerEventAnswer>;
  close(): Promise<void>;
}

const PATH = '/register/dev/trigger_event';

/**
 * The operation as it goes over the wire: retries, credentials, the reading of answers. `createClient` is what callers
 * use; this is for tests that have to send what its types rule out.
 */
export function createTrigger({ baseUrl, credentials, timeoutMs, retries }: TriggerOptions): Trigger {
  const pool = openPool(baseUrl.origin, timeoutMs);
  const closing = new AbortController();
  const path = baseUrl.pathname.replace(/\/+$/, '') + PATH;
  const headers = headerLines(credentials);
  const clean = cleaner(Object.values(credentials));
  return {
    async send(body, options = {}) {
      const { signal: wanted } = options;
      const signal = wanted === undefined ? closing.signal : AbortSignal.any([wanted, closing.signal]);
      const request: PostRequest = {
        path,
        headers,
        body: JSON.stringify(body),
        timeoutMs: options.timeoutMs ?? timeoutMs,
        signal,
      };
      for (let tries = 1; ; tries += 1) {
        const outcome = await post(pool, request);
        const delay = tries > retries ? undefined : retryDelay(outcome, tries, Date.now());
        if (delay === undefined) {
          return 'status' in outcome ? readAnswer(outcome, clean, Date.now()) : outcome;
        }
        if (!(await pause(delay, signal))) {
          return {
            kind: 'cancelled',
            mayHaveArrived: false,
            why: 'the request was cancelled between two tries',
          };
        }
      }
    },
    async close() {
      closing.abort();
      await pool.destroy();
    },
  };
}

/** Spelt as the document spells them: Qonto's gate is said to tell capitals apart. */
function headerLines({ token, partnerId, stagingToken }: Credentials): string[] {
  return [
    ...(token === undefined ? [] : ['Authorization', `Bearer ${token}`]),
    ...(partnerId === undefined ? [] : ['Qonto-Partner-Id', partnerId]),
    ...(stagingToken === undefined ? [] : ['X-Qonto-Staging-Token', stagingToken]),
    ...['Content-Type', 'application/json', 'Accept', 'application/json'],
    // Firewalls refuse whoever does not say what they are (RFC 9110 section 10.1.5).
    ...['User-Agent', 'plumbline-partner-client'],
  ];
}

/** A text shorter than this is no secret, and to take it out would tear answers apart. */
const SHORTEST_SECRET = 8;

function cleaner(secrets: readonly (string | undefined)[]): (text: string) => string {
  const whole = secrets
    .filter((secret) => secret !== undefined && secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret ?? '', JSON.stringify(secret).slice(1, -1)])
    // One may be the beginning of another.
    .sort((a, b) => b.length - a.length);
  return (text) => whole.reduce((cleaned, secret) => cleaned.replaceAll(secret, '[redacted]'), text);
}
