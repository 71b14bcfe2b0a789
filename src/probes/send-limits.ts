import type { Contract } from '../contract/contract.ts';

export type Limits = NonNullable<Contract['limits']>;

/** What a run is about to send. */
export interface Plan {
  /** Answers of 401 that it expects. */
  unauthorized: number;
  requests: number;
}

export type Allowance =
  | { ok: true }
  /** `message` says how many are left and when there is room again; `waitMs` is how long that is. */
  | { ok: false; message: string; waitMs: number };

/** A second since the epoch, with how many were counted in that second. */
export type Count = [second: number, count: number];

/** What one run has used. */
export interface Usage {
  unauthorized: Count[];
  requests: Count[];
}

/** One part in ten of a rate is left to whoever shares our address. */
const SHARE = 0.9;

/** Most requests in a second that keep under the limit. */
export function safeRate({ requests }: Limits): number {
  return (SHARE * requests.max) / requests.perSeconds;
}

/**
 * Whether a plan keeps within the limits.
 *
 * @param usages what each run has used
 * @param now milliseconds since the epoch
 */
export function fits(plan: Plan, usages: readonly Usage[], limits: Limits, now: number): Allowance {
  const { unauthorized, requests } = limits;
  const denied = room(
    plan.unauthorized,
    usages.flatMap((usage) => usage.unauthorized),
    unauthorized,
    now,
  );
  if (denied !== undefined) {
    const { left, waitMs } = denied;
    return {
      ok: false,
      waitMs,
      message:
        `${unauthorized.max} answers of 401 in ${period(unauthorized.perSeconds)} are what the target bears from one ` +
        `address: this run expects ${plan.unauthorized}, and ${left} are left${later(waitMs)}`,
    };
  }
  // A run spaces its requests by `ratePerSecond`, so that it never has more than this many in the window.
  const most = Math.min(plan.requests, Math.ceil(SHARE * requests.max));
  const crowded = room(
    most,
    usages.flatMap((usage) => usage.requests),
    requests,
    now,
  );
  if (crowded === undefined) return { ok: true };
  return {
    ok: false,
    waitMs: crowded.waitMs,
    message:
      `${requests.max} requests in ${period(requests.perSeconds)} are what the target bears from one address: this run ` +
      `sends ${plan.requests}, and ${crowded.left} are left${later(crowded.waitMs)}`,
  };
}

/** How many answers of 401 the target still bears, by what each run has used. */
export function unauthorizedLeft(usages: readonly Usage[], { unauthorized }: Limits, now: number): number {
  const counts = usages.flatMap((usage) => usage.unauthorized);
  const used = inWindow(counts, unauthorized.perSeconds, now).reduce((sum, [, count]) => sum + count, 0);
  return Math.max(0, unauthorized.max - used);
}

/** Undefined when `wanted` more fit into the window; otherwise what is left of it and when they will fit. */
function room(
  wanted: number,
  counts: readonly Count[],
  { max, perSeconds }: { max: number; perSeconds: number },
  now: number,
): { left: number; waitMs: number } | undefined {
  const live = [...inWindow(counts, perSeconds, now)].sort(([a], [b]) => a - b);
  let left = max - live.reduce((sum, [, count]) => sum + count, 0);
  if (wanted <= left) return undefined;
  const denied = { left: Math.max(0, left), waitMs: Number.POSITIVE_INFINITY };
  for (const [second, count] of live) {
    left += count;
    // A count stands for a whole second, which has to be over too.
    if (wanted <= left) return { ...denied, waitMs: (second + 1 + perSeconds) * 1000 - now };
  }
  return denied;
}

/** The counts that are not too old. One from the future, written before the clock went back, counts as of now. */
function inWindow(counts: readonly Count[], perSeconds: number, now: number): Count[] {
  const present = Math.floor(now / 1000);
  return counts
    .map(([second, count]): Count => [Math.min(second, present), count])
    .filter(([second]) => (second + 1 + perSeconds) * 1000 > now);
}

/** The counts with some more in the present second. */
export function added(counts: readonly Count[], now: number, count: number): Count[] {
  if (count === 0) return [...counts];
  const second = Math.floor(now / 1000);
  const last = counts.at(-1);
  if (last?.[0] !== second) return [...counts, [second, count]];
  return [...counts.slice(0, -1), [second, last[1] + count]];
}

/** Usage without what is too old to matter. */
export function pruned({ unauthorized, requests }: Usage, limits: Limits, now: number): Usage {
  return {
    unauthorized: inWindow(unauthorized, limits.unauthorized.perSeconds, now),
    requests: inWindow(requests, limits.requests.perSeconds, now),
  };
}

function later(waitMs: number): string {
  if (waitMs === Number.POSITIVE_INFINITY) return ', so that it never fits';
  return `; there is room again in ${period(Math.ceil(waitMs / 1000))}`;
}

function period(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
