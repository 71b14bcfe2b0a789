import { renderChanges } from './changes.ts';
import { newPage, type Page, type Span } from './page.ts';
import type { Paint } from './style.ts';
import { taskPlace, type UpgradeRemark, type UpgradeReport, type UpgradeSection } from './upgrade.ts';
import { count, grouped } from './value.ts';

export interface UpgradeScreenOptions {
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
  /** Every remark and every change with a block of its own. */
  verbose: boolean;
  /** Where reports were written. */
  files: readonly string[];
}

const STATE: Readonly<Record<UpgradeSection['state'], { sign: string; paint: Paint; title: Paint }>> = {
  safe: { sign: '✓', paint: 'good', title: 'goodTitle' },
  look: { sign: '!', paint: 'unsure', title: 'unsureTitle' },
  unsafe: { sign: '✗', paint: 'bad', title: 'badTitle' },
  skipped: { sign: '–', paint: 'quiet', title: 'quiet' },
};

const WEIGHT: Readonly<Record<UpgradeRemark['weight'], { sign: string; paint: Paint }>> = {
  unsafe: { sign: '✗', paint: 'bad' },
  look: { sign: '!', paint: 'unsure' },
  good: { sign: '✓', paint: 'good' },
  note: { sign: '·', paint: 'quiet' },
};

/** How the judges are titled, in the order in which they speak. */
export const TITLES: Readonly<Record<UpgradeSection['judge'], string>> = {
  document: 'Document',
  contract: 'Contract',
  pacts: 'Pacts',
  types: 'Types',
  recordings: 'Recordings',
};

const LABEL = 14;
/** How many remarks of a judge, and how many tasks, are shown unasked. */
const REMARKS = 6;
const TASKS = 20;

/** An upgrade as a screen for people: what changes, what each judge says, what is to be done, and last the sentence. */
export function renderUpgrade(report: UpgradeReport, options: UpgradeScreenOptions): string {
  const page = newPage(options);
  const { operation, base, candidate, changes, sections } = report;
  page.line([['strong', `${operation.method} ${operation.path}`]]);
  page.line(
    [
      [
        'quiet',
        `pinned     ${base.file}, accepted on ${base.acceptedOn}, sha256 ${base.sha256.slice(0, 12)}`,
      ],
    ],
    { indent: 2 },
  );
  page.line([['quiet', `candidate  ${candidate.file}, sha256 ${candidate.sha256.slice(0, 12)}`]], {
    indent: 2,
  });
  renderChanges(page, changes, { verbose: options.verbose });
  page.gap();
  page.paragraph(
    [...label('Changes', report.verdict === 'breaking' ? 'unsafe' : 'safe'), changesSummary(report)],
    {
      hang: LABEL,
    },
  );
  for (const section of sections) sectionBlock(page, section, options.verbose);
  others(page, report);
  tasks(page, report, options.verbose);
  page.gap();
  if (options.files.length > 0)
    page.paragraph([['quiet', `Reports: ${options.files.join(', ')}`]], { hang: 9 });
  const { sign, title } = STATE[report.safety];
  page.paragraph([[title, `${sign} ${report.sentence}.`]], { hang: 2 });
  // What was done is the last word, also of what is not safe.
  accepted(page, report);
  return page.text();
}

function label(text: string, state: UpgradeSection['state']): Span[] {
  const { sign, paint } = STATE[state];
  return [[paint, sign], ' ', ['strong', text], ' '.repeat(LABEL - 2 - text.length)];
}

/** What is said of the changes of the operation in one line. */
export function changesSummary({ verdict, changes }: UpgradeReport): string {
  const of = (wanted: (change: (typeof changes)[number]) => boolean) => changes.filter(wanted).length;
  const parts = [
    [of(({ breaking }) => breaking), 'breaking'],
    [of(({ announced, breaking }) => announced && !breaking), 'announced'],
    [of(({ announced, breaking, side }) => !announced && !breaking && side !== 'docs'), 'compatible'],
    [of(({ side }) => side === 'docs'), 'of documentation only'],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, word]) => `${grouped(number)} ${word}`);
  const touching = of(({ touchesUs }) => touchesUs.length > 0);
  const us = touching === 0 ? '' : `; ${touching === 1 ? 'one touches' : `${grouped(touching)} touch`} us`;
  return told.length === 0
    ? `${verdict}: the documents mean the same`
    : `${verdict}: ${told.join(', ')}${us}`;
}

function sectionBlock(
  page: Page,
  { judge, state, summary, remarks }: UpgradeSection,
  verbose: boolean,
): void {
  page.paragraph([...label(TITLES[judge], state), summary], { hang: LABEL });
  const shown = verbose ? remarks : remarks.slice(0, REMARKS);
  for (const { weight, text, place } of shown) {
    const { sign, paint } = WEIGHT[weight];
    page.paragraph(
      [
        [paint, `${sign} `],
        text,
        ...(place === undefined ? [] : ['  ', ['quiet', taskPlace(place)] as Span]),
      ],
      { indent: LABEL, hang: LABEL + 2 },
    );
  }
  const left = remarks.length - shown.length;
  if (left > 0) page.line([['quiet', `${grouped(left)} more: --verbose shows all`]], { indent: LABEL + 2 });
}

function others(page: Page, { otherChanges }: UpgradeReport): void {
  if (otherChanges.length === 0) return;
  const breaking = otherChanges.filter((change) => change.breaking);
  const operations = new Set(otherChanges.flatMap((change) => change.operations));
  page.paragraph(
    [
      ...label('Others', 'skipped'),
      `${count(otherChanges.length, 'change')} in ${count(operations.size, 'other operation')}, ${grouped(breaking.length)} breaking, which decide nothing here; plumbline diff shows them`,
    ],
    { hang: LABEL },
  );
}

function tasks(page: Page, report: UpgradeReport, verbose: boolean): void {
  if (report.tasks.length === 0) return;
  page.gap();
  page.line([['strong', 'To change in our code or contract']]);
  const shown = verbose ? report.tasks : report.tasks.slice(0, TASKS);
  for (const task of shown) {
    page.paragraph([['strong', taskPlace(task)], '  ', task.what], { indent: 2, hang: 4 });
  }
  const left = report.tasks.length - shown.length;
  if (left > 0) page.line([['quiet', `${grouped(left)} more: --verbose shows all`]], { indent: 2 });
}

function accepted(page: Page, { accepted: result }: UpgradeReport): void {
  if (result === undefined) return;
  page.paragraph(
    result.written
      ? [['strong', 'Accepted. '], `Written: ${result.files.join(', ')}`]
      : ['Nothing is written: the candidate is what is pinned already.'],
    { hang: 2 },
  );
}
