import type { Run } from '../checks/run.ts';
import { Problem } from '../problem.ts';
import { type Cause, everyCause } from '../report/causes.ts';
import { escapeControl } from '../report/safe.ts';
import { nearest } from './nearest.ts';

/**
 * The error of a run that a fingerprint, or the beginning of one, means.
 *
 * @param file the report, for messages
 * @throws {Problem} when it means none, several, or what is no error
 */
export function chooseCause(word: string, run: Run, file: string): Cause {
  const errors = everyCause(run.findings, 'error');
  const wanted = word.toLowerCase();
  const found = errors.filter(({ finding }) => finding.fingerprint.startsWith(wanted));
  const [cause] = found;
  if (cause !== undefined && found.length === 1) return cause;
  const place = { file };
  if (found.length > 1)
    throw new Problem(
      `"${word}" means ${found.length} differences: ${found.slice(0, 4).map(named).join(', ')}`,
      {
        place,
        hint: 'give more of its digits',
      },
    );
  const other = run.findings.find(({ fingerprint }) => fingerprint.startsWith(wanted));
  if (other !== undefined)
    throw new Problem(`${named({ finding: other })} is a ${other.severity}, which fails no run`, { place });
  if (errors.length === 0) throw new Problem('the run has no error', { place });
  const near = nearest(
    wanted,
    errors.map(({ finding }) => finding.fingerprint),
  );
  const meant = errors.filter(({ finding }) => near.includes(finding.fingerprint));
  throw new Problem(`the run has no error with the fingerprint "${word}"`, {
    place,
    hint: meant.length > 0 ? `did you mean ${meant.map(named).join(' or ')}?` : `it has ${some(errors)}`,
  });
}

function some(errors: readonly Cause[]): string {
  const rest = errors.length - 4;
  return `${errors.slice(0, 4).map(named).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function named({ finding }: Pick<Cause, 'finding'>): string {
  const { fingerprint, status, check, kind } = finding;
  return escapeControl(`${fingerprint} (${status} ${check}/${kind})`);
}
