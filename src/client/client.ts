import type { TriggerEventAnswer, TriggerEventBody } from './answer.ts';
import { type CallOptions, createTrigger } from './trigger-event.ts';

export interface ClientOptions {
  /** Where the API is, e.g. `https://thirdparty-sandbox.staging.qonto.co`; plain http only on this machine. */
  baseUrl: string;
  /** What goes behind `Bearer`. */
  token: string;
  partnerId: string;
  /** Only Qonto's sandbox asks for it. */
  stagingToken?: string | undefined;
  /** Milliseconds for each try, from connecting to the last byte; 10,000 unless given. */
  timeoutMs?: number | undefined;
  /** How often a request is made again that cannot have been acted upon: 0 to 5, 2 unless given. */
  retries?: number | undefined;
}

export interface Client {
  /**
   * Asks Qonto to send a webhook event. Every answer, and every way to get none, is one of the kinds of
   * `TriggerEventAnswer`: nothing that comes from outside makes it reject.
   *
   * @throws {TypeError} when `options.timeoutMs` is out of its range
   */
  triggerEvent(
    event: { resourceId: string; eventType: TriggerEventBody['event_type'] },
    options?: CallOptions,
  ): Promise<TriggerEventAnswer>;
  /** Ends every connection; what is under way is `cancelled`. */
  close(): Promise<void>;
}

/**
 * A client for Qonto's `POST /register/dev/trigger_event`.
 *
 * @throws {TypeError} that names the option which is wrong, never its value
 */
export function createClient(options: ClientOptions): Client {
  const { timeoutMs = 10_000, retries = 2 } = options;
  checkRange('timeoutMs', timeoutMs, 1, 600_000);
  checkRange('retries', retries, 0, 5);
  const trigger = createTrigger({
    baseUrl: readBaseUrl(options.baseUrl),
    credentials: {
      token: readCredential('token', options.token),
      partnerId: readCredential('partnerId', options.partnerId),
      stagingToken:
        options.stagingToken === undefined ? undefined : readCredential('stagingToken', options.stagingToken),
    },
    timeoutMs,
    retries,
  });
  return {
    async triggerEvent({ resourceId, eventType }, call = {}) {
      if (call.timeoutMs !== undefined) checkRange('timeoutMs', call.timeoutMs, 1, 600_000);
      const body: TriggerEventBody = { resource_id: resourceId, event_type: eventType };
      return trigger.send(body, call);
    },
    close: () => trigger.close(),
  };
}

/** Printable ASCII without spaces: anything else could not stand in a header, or would say something else there. */
function readCredential(name: string, value: unknown): string {
  if (typeof value === 'string' && /^[!-~]+$/.test(value)) return value;
  const fault = value === undefined || value === '' ? 'is missing' : 'is not one word of printable ASCII';
  throw new TypeError(`the option "${name}" ${fault}`);
}

function readBaseUrl(value: unknown): URL {
  const fault = (what: string) => new TypeError(`the option "baseUrl" ${what}`);
  if (typeof value !== 'string' || !URL.canParse(value)) throw fault('is not a URL');
  const url = new URL(value);
  if (url.username !== '' || url.password !== '') throw fault('has credentials in it');
  if (/[?#]/.test(value)) throw fault('has a query or a fragment');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw fault('is neither https nor http');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw fault('is plain http to another machine, which would show the credentials to everyone on the way');
  }
  return url;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.[0-9]{1,3}){3}$/.test(host);
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new TypeError(`the option "${name}" is not a whole number from ${least} to ${most}`);
}
