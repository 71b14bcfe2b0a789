import type { Severity } from '../checks/finding.ts';
import type { PointerPlace } from '../document/pointer-place.ts';
import { placeText } from '../document/pointer-place.ts';
import type { ComparedInteraction, Comparison, ComparisonFinding } from './comparison.ts';
import { newPage, type Page, type Span } from './page.ts';
import { type Paint, VERDICT_STYLE } from './style.ts';
import { count, duration, showPair } from './value.ts';

export interface ComparisonScreenOptions {
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
  /** Every note too. */
  verbose?: boolean;
  /** How long it took. */
  ms: number;
  /** Where the report was written. */
  files?: readonly string[];
}

const SIGN: Readonly<Record<Severity, { sign: string; paint: Paint }>> = {
  error: { sign: '✗', paint: 'bad' },
  warning: { sign: '!', paint: 'unsure' },
  note: { sign: '·', paint: 'quiet' },
};

const MEANING = {
  conforms: 'the document promises all that the Pacts expect',
  drift: 'a Pact expects what the document does not promise, or sends what it forbids',
} as const;

/** A comparison as a screen for people: the verdict first and last, and between them each interaction on one list. */
export function renderComparison(comparison: Comparison, options: ComparisonScreenOptions): string {
  const page = newPage(options);
  headline(page, comparison, options.ms);
  for (const { file, passedOver } of comparison.pacts) {
    for (const { description, reason, line } of passedOver) {
      page.paragraph(
        [['quiet', `· not judged: ${description}: ${reason} (${placeText({ file, pointer: '', line })})`]],
        {
          indent: 2,
          hang: 4,
        },
      );
    }
  }
  for (const { file } of comparison.pacts) {
    const own = comparison.interactions.filter(({ pact }) => pact === file);
    if (own.length === 0) continue;
    page.gap();
    page.line([['strong', file]]);
    for (const interaction of own) interactionBlock(page, interaction, options.verbose === true);
  }
  page.gap();
  const { sign, title } = VERDICT_STYLE[comparison.verdict];
  if (options.files !== undefined && options.files.length > 0) {
    page.paragraph([['quiet', `Reports: ${options.files.join(', ')}`]], { hang: 9 });
  }
  page.paragraph(
    [
      [title, `${sign} ${comparison.verdict.toUpperCase()}`],
      `  exit code ${comparison.verdict === 'drift' ? 1 : 0}: ${MEANING[comparison.verdict]}.`,
    ],
    { hang: 2 },
  );
  return page.text();
}

function headline(
  page: Page,
  { verdict, interactions, document, contract, comparator, pacts }: Comparison,
  ms: number,
): void {
  const { sign, title } = VERDICT_STYLE[verdict];
  const wrong = interactions.filter((each) => each.verdict === 'drift').length;
  const differ = interactions.filter(({ disagreements }) => disagreements.length > 0).length;
  const says =
    verdict === 'conforms'
      ? 'All that the Pacts expect is what the document promises.'
      : `${wrong} of ${count(interactions.length, 'interaction')} cannot be by the document.`;
  page.paragraph([[title, `${sign} ${verdict.toUpperCase()}`], '  ', says], { hang: 2 });
  for (const { file, consumer, provider, specification } of pacts) {
    page.paragraph([`${file}: ${consumer} with ${provider}, Pact specification ${specification}.`], {
      indent: 2,
    });
  }
  page.paragraph([`${count(interactions.length, 'interaction')} judged in ${duration(ms)}.`], { indent: 2 });
  const judged = `Judged against ${document.file}${contract === undefined ? '' : ` and ${contract.file}`}.`;
  page.paragraph([['quiet', judged]], { indent: 2 });
  page.paragraph(
    [
      ['quiet', `Second opinion: ${comparator.name} ${comparator.version}, which `],
      differ === 0
        ? ['quiet', 'agrees.']
        : ['unsure', `differs on ${count(differ, 'interaction')}. The verdict is Plumbline's.`],
    ],
    { indent: 2 },
  );
}

function interactionBlock(page: Page, interaction: ComparedInteraction, verbose: boolean): void {
  const { verdict, description, states, request, status, findings, disagreements, comparator } = interaction;
  const { sign, paint } = VERDICT_STYLE[verdict];
  const shown = findings.filter(({ severity }) => verbose || severity !== 'note');
  const title: Span[] = [
    [paint, sign],
    ['strong', ` ${status}  ${description}`],
    ...(states.length === 0 ? [] : [['quiet', ` (${states.join('; ')})`] as Span]),
  ];
  // What is right is one line; what is wrong says all of itself.
  if (shown.length === 0 && disagreements.length === 0) page.line(title, { indent: 2 });
  else page.paragraph([...title, ['quiet', `  ${request}`]], { indent: 2, hang: 4 });
  for (const finding of shown) findingLines(page, finding);
  if (comparator === 'failed') {
    page.paragraph([['quiet', 'openapi-pact-comparator could not read it']], { indent: 4 });
  }
  for (const sentence of disagreements) {
    page.paragraph([['unsure', `≠ they differ: ${sentence}`]], { indent: 4, hang: 6 });
  }
}

function findingLines(page: Page, finding: ComparisonFinding): void {
  const { by, severity, check, kind, message, pact, document, expected, actual } = finding;
  const { sign, paint } = SIGN[severity];
  const name = by === 'plumbline' ? `${check}/${kind}` : kind;
  page.line([[paint, `${sign} ${severity}`], '  ', by, '  ', ['strong', name]], { indent: 4 });
  page.paragraph([message], { indent: 6 });
  const [left, right] = showPair(expected, actual, page.width - 20);
  const row = (
    label: string,
    value: string | undefined,
    place: PointerPlace | undefined,
    ink: Paint,
  ): void => {
    if (place === undefined) return;
    page.line([[ink, label + (value ?? '')], value === undefined ? '' : '  ', ['quiet', placeText(place)]], {
      indent: 6,
    });
  };
  row('- document  ', expected === undefined ? undefined : left, document, 'good');
  row('+ Pact      ', actual === undefined ? undefined : right, pact, paint);
}
