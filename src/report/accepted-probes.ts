import { isOneOf } from '../checks/accepted.ts';
import { familyOf } from '../checks/probe-family.ts';
import type { Run } from '../checks/run.ts';
import type { Cause } from './causes.ts';

/**
 * The probes in which a difference is accepted: where the difference is that something wrong is let in, it says nothing of
 * what else is. Of a rule, or a credential, of which every probe of the run has it, the beginning of their ids stands for
 * all.
 *
 * @returns ids, or beginnings of ids, in order; undefined where the difference is accepted whoever shows it
 */
export function acceptedProbes(
  { finding, probes }: Pick<Cause, 'finding' | 'probes'>,
  run: Run,
): string[] | undefined {
  if (finding.check !== 'status' || finding.kind !== 'accepted-forbidden' || probes.length === 0)
    return undefined;
  // What lets in now and then lets in others the next time.
  const comesAndGoes = run.findings.some(
    ({ check, kind, status }) => check === 'stable' && kind === 'status' && status === finding.status,
  );
  if (comesAndGoes) return undefined;
  const had = new Set(probes);
  const whole = new Set(probes.map(familyOf));
  for (const { id, sent } of run.probes) if (sent && !had.has(id)) whole.delete(familyOf(id));
  const named = probes.map((id) =>
    whole.has(familyOf(id)) ? familyOf(id) : id.replace(/^repeated\/(.*)\/\d+$/, '$1'),
  );
  const each = [...new Set(named)].sort();
  return each.filter(
    (id) =>
      !isOneOf(
        id,
        each.filter((other) => other !== id),
      ),
  );
}
