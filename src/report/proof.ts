import type { Verdict } from '../checks/run.ts';
import { newPage, type Page } from './page.ts';
import { count, duration } from './value.ts';

/** What the check said of one fault. */
export interface ProofRow {
  name: string;
  group: string;
  title: string;
  /** `conforms` for a harmless variation. */
  expected: Verdict;
  verdict: Verdict;
  /** The checks that found an error, with the kind of difference. */
  checks: readonly string[];
}

/** What `prove` prints: how many faults of each group were noticed, and each that was not. */
export function renderProof(
  rows: readonly ProofRow[],
  { durationMs, colour, width }: { durationMs: number; colour: boolean; width: number },
): string {
  const page = newPage({ colour, width });
  const wrong = rows.filter(({ expected }) => expected !== 'conforms');
  const harmless = rows.filter(({ expected }) => expected === 'conforms');
  const survivors = wrong.filter(({ expected, verdict }) => expected !== verdict);
  const alarms = harmless.filter(({ verdict }) => verdict !== 'conforms');
  const proved = survivors.length + alarms.length === 0;
  page.paragraph([
    proved ? ['goodTitle', '✓ PROVED'] : ['badTitle', '✗ NOT PROVED'],
    `  ${wrong.length - survivors.length} of ${count(wrong.length, 'fault')} noticed, ${count(alarms.length, 'false alarm')} in ${count(harmless.length, 'harmless variation')}, in ${duration(durationMs)}.`,
  ]);
  page.paragraph(["Every one is a fault of Plumbline's own embedded sandbox, made on purpose."]);
  page.gap();
  const groups = [...new Set(rows.map(({ group }) => group))];
  const wide = Math.max(...groups.map((group) => group.length), 5);
  page.line([`${'group'.padEnd(wide)}  ${'noticed'.padStart(9)}  ${'harmless'.padStart(8)}`]);
  for (const group of groups) {
    const bad = wrong.filter((row) => row.group === group);
    const noticed = bad.filter(({ expected, verdict }) => expected === verdict).length;
    const fine = harmless.filter((row) => row.group === group);
    const quiet = fine.filter(({ verdict }) => verdict === 'conforms').length;
    page.line([
      `${group.padEnd(wide)}  ${`${noticed}/${bad.length}`.padStart(9)}  ${`${quiet}/${fine.length}`.padStart(8)}`,
    ]);
  }
  for (const row of survivors) survivor(page, row, 'Survived');
  for (const row of alarms) survivor(page, row, 'False alarm');
  return page.text();
}

function survivor(page: Page, { name, title, expected, verdict, checks }: ProofRow, word: string): void {
  page.gap();
  page.paragraph([['bad', `${word}: ${name}`]]);
  page.paragraph([title], { indent: 2 });
  page.paragraph(
    [
      `The run says ${verdict}; ${expected} is right.${checks.length === 0 ? '' : ` Found: ${checks.slice(0, 6).join(', ')}.`}`,
    ],
    { indent: 2 },
  );
}
