import { type FailedTry, headerValues } from '../../exchange/exchange.ts';
import type { Attempt } from './connection.ts';

const MOST_RETRIES = 2;
/** Nothing is waited for longer than this because a Retry-After asks for it. */
export const LONGEST_WAIT_MS = 3000;
/** Before a host that answered a moment ago and now refuses is asked again. */
const REFUSED_WAIT_MS = 200;

/**
 * Whether a request is to be made again: once if it never got a byte of an answer (not after a time-out: the server may
 * still be at work), and when a 429 or 503 says by Retry-After when to come back; at most twice in all.
 *
 * @param before the tries that were already made again
 * @param answeredBefore whether the host has answered anything yet: a host that is not there is not asked twice
 * @param now milliseconds since the epoch, for a Retry-After that is a date
 */
export function tryAgain(
  tried: Attempt,
  before: readonly FailedTry[],
  answeredBefore: boolean,
  now: number,
): { why: FailedTry; waitMs: number } | undefined {
  if (before.length >= MOST_RETRIES) return undefined;
  const { failure, reused, answer } = tried;
  if (failure !== undefined) {
    const unanswered =
      tried.received === 0 &&
      !tried.timedOut &&
      (failure.kind === 'reset' || (failure.kind === 'unreachable' && answeredBefore)) &&
      !before.some((earlier) => earlier.kind === 'reset' || earlier.kind === 'unreachable');
    if (!unanswered) return undefined;
    return {
      why: { kind: failure.kind, message: failure.message, reused },
      waitMs: failure.kind === 'reset' ? 0 : REFUSED_WAIT_MS,
    };
  }
  if (answer?.status !== 429 && answer?.status !== 503) return undefined;
  const waitMs = retryAfter(headerValues(answer.headers, 'retry-after'), now);
  if (waitMs === undefined || waitMs > LONGEST_WAIT_MS) return undefined;
  const message = `${answer.status}, with a Retry-After of ${Math.round(waitMs)} ms`;
  return { why: { kind: 'throttled', message, reused }, waitMs };
}

/**
 * Milliseconds to wait for, by a Retry-After header (RFC 9110 section 10.2.3: whole seconds or an HTTP date).
 *
 * @param values the header's lines; more than one, or one that is neither, says nothing
 */
export function retryAfter(values: readonly string[], now: number): number | undefined {
  const [value, ...others] = values;
  if (value === undefined || others.length > 0) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  // Date.parse also reads what is no HTTP date, such as `1.5`.
  const date = /^[A-Z][a-z]{2}, .* GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
