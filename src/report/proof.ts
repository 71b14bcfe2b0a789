import type { Verdict } from '../checks/run.ts';
import { newPage, type Page } from './page.ts';
import { count, duration } from './value.ts';

/** What the check said of one fault, or, without a name, of the sandbox without a fault. */
export interface ProofRow {
  name: string;
  group: string;
  title: string;
  /** `conforms` for a harmless variation. */
  expected: Verdict;
  verdict: Verdict;
  /** The checks that have to notice it. */
  kills: readonly string[];
  /** The checks that found an error, with the kind of difference: `CHECK/KIND`. */
  checks: readonly string[];
  /** As how many causes the errors are told. */
  causes: number;
  /** What it looks like from outside: equal for those that nobody can tell apart. */
  look: string;
}

/**
 * `noticed`, or `inconclusive` where that is the honest verdict; `survived` when the verdict is another one;
 * `other-check` when the verdict is right and a check that the fault names found nothing. A harmless variation is
 * `quiet`, or a `false-alarm`.
 */
export type Outcome = 'noticed' | 'inconclusive' | 'other-check' | 'survived' | 'quiet' | 'false-alarm';

/** A proof, whole: the JSON of `prove` is this (proof.schema.json). */
export interface Proof {
  plumbline: 1;
  verdict: 'proved' | 'survivors';
  seed: number;
  durationMs: number;
  groups: { group: string; outcomes: Record<Outcome, number> }[];
  /** Faults that look the same from outside; `""` is the sandbox without a fault. */
  twins: string[][];
  /** Harmless variations that look like the sandbox without a fault, since no probe asks for what they change. */
  unseen: string[];
  /** What the run says of the sandbox without a fault, where it is not that it conforms. */
  withoutFault?: Pick<ProofRow, 'verdict' | 'checks'>;
  faults: (Omit<ProofRow, 'look'> & { outcome: Outcome })[];
}

/** Joins the rows to a proof; a row without a name is the sandbox without a fault, which has to conform. */
export function proofOf(rows: readonly ProofRow[], facts: Pick<Proof, 'seed' | 'durationMs'>): Proof {
  const told = rows.map((row) => ({ ...row, outcome: outcomeOf(row) }));
  const named = told.filter(({ name }) => name !== '');
  const looks = new Map<string, string[]>();
  for (const { look, name, expected } of rows)
    if (expected !== 'conforms' || name === '') looks.set(look, [...(looks.get(look) ?? []), name]);
  const twins = [...looks.values()].filter((names) => names.length > 1);
  const plain = told.find(({ name }) => name === '');
  const unseen = told.filter(
    ({ outcome, look, name }) => outcome === 'quiet' && name !== '' && look === plain?.look,
  );
  const good: Outcome[] = ['noticed', 'inconclusive', 'quiet'];
  const proved = told.every(({ outcome }) => good.includes(outcome)) && twins.length === 0;
  const groups = [...new Set(named.map(({ group }) => group))].map((group) => ({
    group,
    outcomes: countOutcomes(named.filter((row) => row.group === group)),
  }));
  return {
    plumbline: 1,
    verdict: proved ? 'proved' : 'survivors',
    ...facts,
    groups,
    twins,
    unseen: unseen.map(({ name }) => name),
    ...(plain?.outcome === 'false-alarm'
      ? { withoutFault: { verdict: plain.verdict, checks: plain.checks } }
      : {}),
    faults: named.map(({ look: _, ...row }) => row),
  };
}

function outcomeOf({ expected, verdict, kills, checks }: ProofRow): Outcome {
  if (expected === 'conforms') return verdict === 'conforms' ? 'quiet' : 'false-alarm';
  if (expected !== verdict) return 'survived';
  const fired = new Set(checks.map((each) => each.split('/')[0]));
  if (!kills.every((check) => fired.has(check))) return 'other-check';
  return expected === 'inconclusive' ? 'inconclusive' : 'noticed';
}

function countOutcomes(rows: readonly { outcome: Outcome }[]): Record<Outcome, number> {
  const counts = { noticed: 0, inconclusive: 0, 'other-check': 0, survived: 0, quiet: 0, 'false-alarm': 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** What `prove` prints: how many faults of each group were noticed, and each that was not. */
export function renderProof(
  { verdict, durationMs, groups, twins, withoutFault, faults }: Proof,
  { colour, width }: { colour: boolean; width: number },
): string {
  const page = newPage({ colour, width });
  const counts = countOutcomes(faults);
  const wrong = counts.noticed + counts.inconclusive + counts['other-check'] + counts.survived;
  const harmless = counts.quiet + counts['false-alarm'];
  page.paragraph([
    verdict === 'proved' ? ['goodTitle', '✓ PROVED'] : ['badTitle', '✗ NOT PROVED'],
    `  ${wrong - counts.survived} of ${count(wrong, 'fault')} noticed, ${count(counts['false-alarm'], 'false alarm')} in ${count(harmless, 'harmless variation')}, in ${duration(durationMs)}.`,
  ]);
  page.paragraph(["Every one is a fault of Plumbline's own embedded sandbox, made on purpose."]);
  page.gap();
  const wide = Math.max(...groups.map(({ group }) => group.length), 5);
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(wide) : cell.padStart(HEADS[at - 1]?.length ?? 0)))
      .join('  ');
  page.line([row(['group', ...HEADS])]);
  for (const { group, outcomes } of [...groups, { group: 'all', outcomes: counts }]) {
    page.line([
      row([
        group,
        String(outcomes.noticed + outcomes['other-check']),
        String(outcomes.inconclusive),
        String(outcomes.survived),
        `${outcomes.quiet}/${outcomes.quiet + outcomes['false-alarm']}`,
      ]),
    ]);
  }
  // Which answers are late is a matter of the machine too.
  const causes = faults
    .filter(({ verdict, checks }) => verdict === 'drift' && !LATE.some((each) => checks.includes(each)))
    .map((each) => each.causes);
  if (causes.length > 0) {
    page.gap();
    page.paragraph([causesText(causes)]);
  }
  if (withoutFault !== undefined) {
    page.gap();
    page.paragraph([['bad', `False alarm: ${shownName('')}`]]);
    page.paragraph([saysInstead({ ...withoutFault, expected: 'conforms' })], { indent: 2 });
  }
  for (const each of faults) {
    if (each.outcome === 'survived') outcome(page, each, 'Survived', saysInstead(each));
    if (each.outcome === 'false-alarm') outcome(page, each, 'False alarm', saysInstead(each));
    if (each.outcome === 'other-check') outcome(page, each, 'Noticed by another check', namesInstead(each));
  }
  for (const names of twins) {
    page.gap();
    page.paragraph([['bad', 'Look the same from outside: '], names.map(shownName).join(', ')]);
  }
  return page.text();
}

const LATE = ['in-time/slow', 'answer/timeout'];

/** As how many causes one fault each was told. */
function causesText(causes: readonly number[]): string {
  const most = Math.max(...causes);
  if (most === 1) return 'Each drift is told as one cause.';
  const single = causes.filter((each) => each === 1).length;
  return `${single} of ${causes.length} drifts without late answers are told as one cause, none as more than ${most}.`;
}

const HEADS = ['noticed', 'inconclusive', 'survived', 'harmless quiet'];

function shownName(name: string): string {
  return name === '' ? 'the sandbox without a fault' : name;
}

function outcome(
  page: Page,
  { name, title }: { name: string; title: string },
  word: string,
  why: string,
): void {
  page.gap();
  page.paragraph([['bad', `${word}: ${name}`]]);
  page.paragraph([title], { indent: 2 });
  page.paragraph([why], { indent: 2 });
}

function saysInstead({
  verdict,
  expected,
  checks,
}: Pick<ProofRow, 'verdict' | 'expected' | 'checks'>): string {
  return `The run says ${verdict}; ${expected} is right.${found(checks)}`;
}

function namesInstead({ kills, checks }: Proof['faults'][number]): string {
  return `It names ${kills.join(', ')}.${found(checks)}`;
}

function found(checks: readonly string[]): string {
  return checks.length === 0 ? '' : ` Found: ${checks.slice(0, 6).join(', ')}.`;
}
