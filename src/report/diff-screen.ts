import { renderChanges } from './changes.ts';
import { DIFF_EXIT, type DiffedDocument, type DiffReport, diffSentence } from './diff-report.ts';
import { newPage, type Span } from './page.ts';
import type { Paint } from './style.ts';
import { count } from './value.ts';

export interface DiffScreenOptions {
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
  /** Every change with a block of its own, those of wording too. */
  verbose?: boolean;
  /** Only the verdict. */
  quiet?: boolean;
  /** Where reports were written. */
  files?: readonly string[];
}

/** A diff as a screen for people: the verdict first and last, and between them each change, the gravest first. */
export function renderDiff(report: DiffReport, options: DiffScreenOptions): string {
  const page = newPage(options);
  const { verdict, base, candidate, operation, policy, policyOfAnother, compared, changes } = report;
  const { sign, code, meaning } = DIFF_EXIT[verdict];
  const title: Paint = verdict === 'breaking' ? 'badTitle' : 'goodTitle';
  const verdictWord: Span = [title, `${sign} ${verdict.toUpperCase()}`];
  if (options.quiet !== true) {
    page.paragraph([verdictWord, '  ', diffSentence(report)], { hang: 2 });
    page.paragraph([['quiet', 'BASE       '], ...documentSpans(base)], { indent: 2, hang: 13 });
    page.paragraph([['quiet', 'CANDIDATE  '], ...documentSpans(candidate)], { indent: 2, hang: 13 });
    const what =
      operation === undefined
        ? `${count(compared, 'operation')} compared`
        : `Only ${operation.method} ${operation.path} compared`;
    const judged =
      policy === undefined
        ? policyOfAnother === undefined
          ? 'judged strictly, without a policy of the provider'
          : `judged strictly: the policy in ${policyOfAnother.file} is of another API (--contract makes it judge)`
        : `judged by the policy in ${policy.file} (${policy.source})`;
    page.paragraph([['quiet', `${what}, ${judged}.`]], { indent: 2 });
    renderChanges(page, changes, { verbose: options.verbose === true });
    page.gap();
    if (options.files !== undefined && options.files.length > 0) {
      page.paragraph([['quiet', `Reports: ${options.files.join(', ')}`]], { hang: 9 });
    }
  }
  page.paragraph([verdictWord, `  exit code ${code}: ${meaning}.`], { hang: 2 });
  return page.text();
}

function documentSpans({ file, title, version, operations }: DiffedDocument): Span[] {
  return [['strong', file], `  ${title} ${version}, ${count(operations, 'operation')}`];
}
