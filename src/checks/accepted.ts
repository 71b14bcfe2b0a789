import type { Baseline, BaselineEntry } from '../contract/baseline.ts';
import type { Finding } from './finding.ts';
import type { Run, RunBaseline } from './run.ts';
import { targetPlace } from './target-place.ts';

/** True for what makes drift: an error that no baseline accepts. */
export function isFailing({ severity, accepted }: Finding): boolean {
  return severity === 'error' && accepted === undefined;
}

/** The day of a moment in UTC, as an ISO 8601 date. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** Marks the errors that a baseline accepts on a day; the day until which they are accepted is one of them. */
export function acceptFindings(
  findings: readonly Finding[],
  baseline: Baseline | undefined,
  today: string,
): Finding[] {
  if (baseline === undefined) return [...findings];
  const inForce = new Map(
    baseline.entries.filter(({ until }) => until >= today).map((entry) => [entry.fingerprint, entry]),
  );
  return findings.map((finding) => {
    const entry = finding.severity === 'error' ? inForce.get(finding.fingerprint) : undefined;
    return entry === undefined
      ? finding
      : { ...finding, accepted: { reason: entry.reason, until: entry.until } };
  });
}

/** What a run tells about its baseline on a day. */
export function baselineOf(run: Run, { file, entries }: Baseline, today: string): RunBaseline {
  const seen = new Set(
    run.findings.filter(({ severity }) => severity === 'error').map(({ fingerprint }) => fingerprint),
  );
  const whole = run.only === undefined && !run.interrupted && run.verdict !== 'inconclusive';
  const place = targetPlace(run.target);
  const isStale = ({ fingerprint, target }: BaselineEntry): boolean =>
    whole &&
    run.target.kind !== 'recording' &&
    !seen.has(fingerprint) &&
    (target === undefined || target === place);
  return {
    file,
    accepted: entries
      .filter(({ fingerprint, until }) => until >= today && seen.has(fingerprint))
      .map(({ fingerprint }) => fingerprint),
    expired: entries.filter((entry) => entry.until < today && !isStale(entry)),
    stale: entries.filter(isStale),
  };
}
