import { placeText } from '../document/pointer-place.ts';
import type { LintFinding, LintSeverity } from '../lint/finding.ts';
import { type LintReport, lintExitCode } from './lint.ts';
import { newPage, type Page, type Span } from './page.ts';
import { strengthBlock } from './strength-block.ts';
import type { Paint } from './style.ts';
import { count, duration } from './value.ts';

export interface LintScreenOptions {
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
  /** Every finding; without it the first few of each rule. */
  verbose?: boolean;
  /** How long it took. */
  ms: number;
  /** Where the report was written. */
  files?: readonly string[];
}

const SIGN: Readonly<Record<LintSeverity, { sign: string; paint: Paint }>> = {
  error: { sign: '✗', paint: 'bad' },
  warning: { sign: '!', paint: 'unsure' },
  note: { sign: '·', paint: 'quiet' },
};

/** How many findings of one rule are shown unasked: a real document breaks one rule a hundred times. */
const MOST = 4;

/** A lint report as a screen for people: the verdict first and last, and between them each finding in the document's order. */
export function renderLint(report: LintReport, options: LintScreenOptions): string {
  const page = newPage(options);
  const { document, findings, rules, operation } = report;
  headline(page, report);
  const whole = operation === undefined ? document.file : `${operation} in ${document.file}`;
  page.paragraph(
    [['quiet', `OpenAPI ${document.openapi}, ${whole}: ${count(rules, 'rule')} in ${duration(options.ms)}.`]],
    {
      indent: 2,
    },
  );
  const told = new Map<string, number>();
  for (const finding of findings) {
    const before = told.get(finding.rule) ?? 0;
    told.set(finding.rule, before + 1);
    if (options.verbose === true || before < MOST) findingBlock(page, finding);
  }
  const left = [...told].filter(([, number]) => options.verbose !== true && number > MOST);
  if (left.length > 0) {
    page.gap();
    page.line([['quiet', 'Not shown (--verbose shows all):']]);
    for (const [rule, number] of left)
      page.line([['quiet', `${number - MOST} more of ${rule}`]], { indent: 2 });
  }
  if (report.strength !== undefined) {
    strengthBlock(
      page,
      { strength: report.strength, leftOut: report.strength.leftOut },
      options.verbose === true,
    );
  }
  page.gap();
  if (options.files !== undefined && options.files.length > 0) {
    page.paragraph([['quiet', `Reports: ${options.files.join(', ')}`]], { hang: 9 });
  }
  page.paragraph([verdictSpan(report), `  exit code ${lintExitCode(report)}: ${meaning(report)}.`], {
    hang: 2,
  });
  return page.text();
}

function headline(page: Page, report: LintReport): void {
  const { counts } = report;
  const parts = [
    counts.error > 0 ? count(counts.error, 'error') : '',
    counts.warning > 0 ? count(counts.warning, 'warning') : '',
    counts.note > 0 ? count(counts.note, 'note') : '',
  ].filter((part) => part !== '');
  const says =
    parts.length === 0
      ? 'Nothing is wrong with the document.'
      : `${parts.join(', ')} about the document itself.`;
  page.paragraph([verdictSpan(report), '  ', says], {
    hang: 2,
  });
}

function findingBlock(page: Page, { rule, severity, message, document, suggestion }: LintFinding): void {
  const { sign, paint } = SIGN[severity];
  page.gap();
  page.paragraph(
    [[paint, `${sign} ${severity}`], '  ', ['strong', rule], '  ', ['quiet', placeText(document)]],
    { hang: 2 },
  );
  page.paragraph([sentence(message)], { indent: 2 });
  page.paragraph([['good', '→ '], suggestion.text], { indent: 2, hang: 4 });
  for (const each of suggestion.yaml?.split('\n') ?? []) {
    const indent = each.length - each.trimStart().length;
    page.whole([['good', each.trimStart()]], { indent: 6 + indent });
  }
}

/** With its first letter large, unless a name or a value begins it. */
function sentence(message: string): string {
  return /^[a-z]+ /.test(message) ? `${message[0]?.toUpperCase()}${message.slice(1)}.` : `${message}.`;
}

const STYLE: Readonly<Record<LintReport['verdict'], { sign: string; title: Paint }>> = {
  clean: { sign: '✓', title: 'goodTitle' },
  flawed: { sign: '!', title: 'unsureTitle' },
  broken: { sign: '✗', title: 'badTitle' },
};

function verdictSpan({ verdict }: LintReport): Span {
  const { sign, title } = STYLE[verdict];
  return [title, `${sign} ${verdict.toUpperCase()}`];
}

function meaning({ verdict, strict }: LintReport): string {
  if (verdict === 'broken') return 'the document contradicts itself, or OpenAPI';
  if (verdict === 'clean') return 'the document says what it means';
  return strict ? 'a warning fails, as --strict asks' : 'a warning fails with --strict only';
}
