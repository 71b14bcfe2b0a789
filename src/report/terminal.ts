import { isFailing } from '../checks/accepted.ts';
import type { ProbeResult, Run, Target } from '../checks/run.ts';
import { answersTable } from './answers.ts';
import { acceptedCauses } from './baseline-screen.ts';
import { causeBlock, causeLine } from './cause-block.ts';
import { type Cause, causesOf, findingsOf, isSeenTogether, outcomeOf } from './causes.ts';
import { goneCauses, sinceLastRun } from './history-screen.ts';
import { newPage, type Page, type Span } from './page.ts';
import { paritySection } from './parity-screen.ts';
import { EXIT, VERDICT_STYLE } from './style.ts';
import { count, duration, firstFew, grouped } from './value.ts';

export interface TerminalOptions {
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
  /** Every note, every probe of a cause, and fingerprints. */
  verbose?: boolean;
  /** Where reports were written, for the last lines. */
  files?: readonly string[];
}

/** How many causes get a block of their own, and how many notes a line, before the rest is folded. */
const BLOCKS = 10;
const NOTES = 5;

/** A run as a screen for people: the verdict first and last, and between them what is needed to act on it. */
export function renderRun(run: Run, options: TerminalOptions): string {
  const page = newPage(options);
  const verbose = options.verbose === true;
  const errors = causesOf(run.findings.filter(isFailing), 'error');
  const warnings = causesOf(run.findings, 'warning');
  const notes = causesOf(run.findings, 'note');

  headline(page, run, errors);
  sinceLastRun(page, run);
  page.gap();
  answersTable(page, run.responses);
  withoutAnswer(page, run.probes);
  causes(page, ['badTitle', 'Drift'], errors, run, verbose);
  if (errors.length > 0 && run.target.kind === 'embedded') howToRepeat(page, run.target);
  acceptedCauses(page, run, verbose);
  causes(
    page,
    ['unsureTitle', 'Warnings, which do not fail a run'],
    warnings,
    { probes: run.probes },
    verbose,
  );
  goneCauses(page, run.history, verbose);
  noteLines(page, notes, verbose);
  paritySection(page, run.parity, verbose);
  coverage(page, run);
  leftOpen(page, run.leftOpen);
  page.gap();
  lastLines(page, run, options.files ?? []);
  return page.text();
}

function headline(page: Page, run: Run, errors: readonly Cause[]): void {
  const { sign, title } = VERDICT_STYLE[run.verdict];
  const operation: Span = ['strong', `${run.operation.method} ${run.operation.path}`];
  const says: Record<Run['verdict'], Span[]> = {
    conforms: [operation, ` answers as its document says${butAccepted(run)}.`],
    drift: [operation, ' does not answer as its document says.'],
    inconclusive: ['Not enough was seen of ', operation, ' to judge it.'],
  };
  page.paragraph([[title, `${sign} ${run.verdict.toUpperCase()}`], '  ', ...says[run.verdict]], { hang: 2 });
  for (const hint of run.hints) {
    page.paragraph(
      [
        ['unsureTitle', '→ '],
        ['strong', hint],
      ],
      { indent: 2, hang: 4 },
    );
  }
  const drift = errors.length === 0 ? '' : `${causeCount(errors)}. `;
  page.paragraph([`${drift}${whatWasAsked(run)}`], { indent: 2 });
  const contract = run.contract === undefined ? '' : ` and ${run.contract.file}`;
  page.paragraph([['quiet', `Judged against ${run.document.file}${contract}.`]], { indent: 2 });
}

/** What has to be said beside a pass. */
function butAccepted({ baseline }: Run): string {
  const accepted = baseline?.accepted.length ?? 0;
  if (baseline === undefined || accepted === 0) return '';
  return `, but for ${count(accepted, 'difference')} that ${baseline.file} accepts`;
}

function causeCount(errors: readonly Cause[]): string {
  const findings = errors.reduce((sum, cause) => sum + findingsOf(cause), 0);
  if (errors.length === findings) return count(errors.length, 'difference');
  const [first, ...others] = errors;
  // All that is wrong in the same answers is likely to be one fault.
  const isOne =
    first !== undefined && others.length > 0 && others.every((each) => isSeenTogether(first, each));
  const where =
    isOne && first.probes.length > 1 ? `, in the same ${count(first.probes.length, 'answer')}` : '';
  return `${count(findings, 'difference')} from ${count(errors.length, 'cause')}${where}`;
}

function whatWasAsked({ probes, target, durationMs, seed, interrupted }: Run): string {
  const time = `in ${duration(durationMs)}`;
  if (target.kind === 'recording') {
    return `${count(probes.length, 'recorded exchange')} from ${target.url}, judged ${time}.`;
  }
  const sent = probes.filter((probe) => outcomeOf(probe) !== 'unsent').length;
  const of =
    sent === probes.length ? count(sent, 'probe') : `${grouped(sent)} of ${count(probes.length, 'probe')}`;
  const early = interrupted ? 'Stopped early: ' : '';
  return `${early}${of} sent to ${targetName(target)} ${time}, seed ${seed}.`;
}

function targetName({ kind, url, fault }: Target): string {
  if (kind === 'embedded') {
    const wrong = fault === undefined ? '' : ` with the fault ${fault}`;
    return `the embedded sandbox (not the real API)${wrong}`;
  }
  return kind === 'sandbox' ? `the provider's sandbox, ${url},` : url;
}

/** Probes that got no answer or were never sent, one line a reason. */
function withoutAnswer(page: Page, probes: readonly ProbeResult[]): void {
  const kinds = [
    { outcome: 'unanswered', title: 'got no answer' },
    { outcome: 'unsent', title: 'not sent' },
  ] as const;
  page.gap();
  for (const { outcome, title } of kinds) {
    const reasons = new Map<string, string[]>();
    for (const probe of probes) {
      if (outcomeOf(probe) !== outcome) continue;
      const reason = probe.failure ?? 'for no known reason';
      reasons.set(reason, [...(reasons.get(reason) ?? []), probe.id]);
    }
    for (const [reason, ids] of reasons) {
      page.paragraph(
        [
          ['strong', `${count(ids.length, 'probe')} ${title}`],
          `: ${reason} `,
          ['quiet', `(${firstFew(ids)})`],
        ],
        { hang: 2 },
      );
    }
  }
}

function causes(
  page: Page,
  title: Span,
  list: readonly Cause[],
  run: Pick<Run, 'history' | 'probes'>,
  verbose: boolean,
): void {
  if (list.length === 0) return;
  const blocks = verbose ? list.length : BLOCKS;
  page.gap();
  page.line([title]);
  for (const [index, cause] of list.slice(0, blocks).entries()) {
    if (index > 0) page.gap();
    const before = list.slice(0, index).find((other) => isSeenTogether(other, cause));
    causeBlock(page, cause, { verbose, run, with: before });
  }
  const rest = list.slice(blocks);
  if (rest.length === 0) return;
  page.gap();
  page.line([['strong', `${grouped(rest.length)} more`], ', whole in the JSON report']);
  for (const cause of rest) causeLine(page, cause);
}

/** The embedded sandbox ends with the run, and the commands above need it. */
function howToRepeat(page: Page, { url, fault }: Target): void {
  const port = URL.canParse(url) ? new URL(url).port : '';
  if (port === '') return;
  page.gap();
  page.paragraph([['quiet', 'The sandbox ended with the run. For these commands, start it again:']]);
  const wrong = fault === undefined ? '' : ` --fault ${fault}`;
  page.whole([`plumbline sandbox --port ${port}${wrong}`], { indent: 2 });
}

function noteLines(page: Page, notes: readonly Cause[], verbose: boolean): void {
  if (notes.length === 0) return;
  const lines = verbose ? notes.length : NOTES;
  page.gap();
  page.line([['strong', 'Notes, which are no fault']]);
  for (const note of notes.slice(0, lines)) causeLine(page, note);
  const rest = notes.length - lines;
  if (rest > 0) page.line([['quiet', `· ${count(rest, 'more note')} in the JSON report`]]);
}

function coverage(page: Page, { coverage: covered }: Run): void {
  const parts: [name: string, pair: [number, number]][] = [
    ['answers', covered.responses],
    ['constraints', covered.requestConstraints],
    ['security schemes', covered.securitySchemes],
    ['examples', covered.examples],
  ];
  page.gap();
  page.paragraph(
    [
      ['strong', 'Covered'],
      ...parts.map(
        ([name, [some, all]]): Span => [
          some < all ? 'unsure' : 'plain',
          `  ${name} ${all === 0 ? '–' : `${some}/${all}`}`,
        ],
      ),
    ],
    { hang: 9, glued: true },
  );
}

function leftOpen(page: Page, sentences: readonly string[]): void {
  if (sentences.length === 0) return;
  page.gap();
  page.line([['strong', 'What the document leaves open']]);
  for (const sentence of sentences) page.paragraph([['quiet', '· '], sentence], { hang: 2 });
}

function lastLines(page: Page, run: Run, files: readonly string[]): void {
  if (files.length > 0) page.paragraph([['quiet', `Reports: ${files.join(', ')}`]], { hang: 9 });
  const { sign, title } = VERDICT_STYLE[run.verdict];
  const { code, meaning } = EXIT[run.verdict];
  const but = run.verdict === 'conforms' ? butAccepted(run) : '';
  page.paragraph(
    [[title, `${sign} ${run.verdict.toUpperCase()}`], `  exit code ${code}: ${meaning}${but}.`],
    {
      hang: 2,
    },
  );
}
