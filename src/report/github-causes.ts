import type { Finding } from '../checks/finding.ts';
import type { Run } from '../checks/run.ts';
import { type Cause, causesOf } from './causes.ts';

/** The causes of a run's errors: those that fail it, and those that the baseline accepts. */
export interface RunCauses {
  failing: Cause[];
  accepted: Cause[];
}

/** Errors by cause, those that most probes saw first. What follows from one that is accepted may fail the run itself. */
export function runCauses(run: Run): RunCauses {
  const known = run.findings.filter((finding) => isAccepted(finding, run));
  const own = run.findings.filter((finding) => !isAccepted(finding, run));
  return { failing: causesOf(own, 'error'), accepted: causesOf(known, 'error') };
}

/** Whether the baseline accepted a finding on the day of the run: the last day counts, and days are those of UTC. */
export function isAccepted({ accepted }: Finding, { startedAt }: Pick<Run, 'startedAt'>): boolean {
  return accepted !== undefined && accepted.until >= startedAt.slice(0, 10);
}

/** Since when a cause is there: `new tonight`, `since 21 November 2026`; undefined where no history is kept. */
export function sinceWhen(fingerprint: string, { history }: Run): string | undefined {
  if (history === undefined || !Object.hasOwn(history.causes, fingerprint)) return undefined;
  const cause = history.causes[fingerprint];
  if (cause === undefined) return undefined;
  const good = cause.lastGood === undefined ? '' : `, last good on ${day(cause.lastGood)}`;
  return cause.state === 'new' ? `new${good}` : `still there since ${day(cause.since)}${good}`;
}

/** The day of a time, in UTC. */
export function day(time: string): string {
  return time.slice(0, 10);
}
