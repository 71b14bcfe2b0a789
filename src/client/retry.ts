import { setTimeout as wait } from 'node:timers/promises';
import type { Outcome } from './post.ts';

/** Nothing is waited for longer than this because an answer asks for it; the caller gets that answer instead. */
const LONGEST_WAIT_MS = 10_000;
const FIRST_WAIT_MS = 100;

/**
 * How long to wait before a request is made again; undefined when it must not be. An event must not be triggered twice,
 * so only two outcomes allow it: no connection was made, or the API refused to look at the request now (429 or 503) and
 * said by Retry-After when it will.
 *
 * @param tries how many were made already
 * @param now milliseconds since the epoch, for a Retry-After that is a date
 */
export function retryDelay(outcome: Outcome, tries: number, now: number): number | undefined {
  if (!('status' in outcome)) {
    return outcome.kind === 'unreachable' ? FIRST_WAIT_MS * 2 ** (tries - 1) : undefined;
  }
  if (outcome.status !== 429 && outcome.status !== 503) return undefined;
  const asked = readRetryAfter(outcome.headers.retryAfter, now);
  return asked !== undefined && asked <= LONGEST_WAIT_MS ? asked : undefined;
}

/** Milliseconds to wait for, by a Retry-After header (RFC 9110 section 10.2.3: whole seconds or an HTTP date). */
export function readRetryAfter(value: string, now: number): number | undefined {
  if (/^[0-9]{1,9}$/.test(value)) return Number(value) * 1000;
  // Date.parse also reads what is no HTTP date, such as `1.5`.
  const date = /^[A-Z][a-z]{2}, .* GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Waits; true when the whole time went by, false when the signal ended it. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
