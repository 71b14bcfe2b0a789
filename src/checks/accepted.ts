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

/**
 * Marks the errors that a baseline accepts on a day; the day until which they are accepted is one of them. An entry that
 * names probes accepts its difference in these alone: whoever accepts that a space is borne with has not accepted that any
 * word is.
 */
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
    if (entry === undefined) return finding;
    const { probes, reason, until } = entry;
    if (probes === undefined || isOneOf(finding.probe, probes))
      return { ...finding, accepted: { reason, until } };
    return { ...finding, message: `${finding.message}${ELSEWHERE}` };
  });
}

/** What the message of an error ends in that is accepted in other probes than its own. */
export const ELSEWHERE = '; the baseline accepts that in other probes alone';

/** Whether a probe is one of those named, comes again, or is one of them in another form. */
export function isOneOf(id: string, probes: readonly string[]): boolean {
  const once = id.replace(/^repeated\//, '');
  return probes.some((probe) => once === probe || once.startsWith(`${probe}/`));
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
