import { placeText } from '../document/pointer-place.ts';
import { newPage, type Page, type Span } from './page.ts';
import { EXIT, VERDICT_STYLE } from './style.ts';
import { count, duration, showPair } from './value.ts';
import type { Verification, VerificationFinding, VerifiedInteraction } from './verification.ts';

export interface VerificationScreenOptions {
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
  /** Pact's own words too. */
  verbose?: boolean;
  /** Where the report was written. */
  files?: readonly string[];
}

const MEANING = {
  conforms: 'the provider answers as the client needs it',
  drift: 'an answer is not what the client needs',
  inconclusive: 'not enough was seen to judge, so this is no pass',
} as const;

/** A verification as a screen for people: the verdict first and last, and a line for each interaction between them. */
export function renderVerification(verification: Verification, options: VerificationScreenOptions): string {
  const page = newPage(options);
  headline(page, verification);
  for (const { file, passedOver } of verification.pacts) {
    for (const { description, reason, line } of passedOver) {
      const place = line === undefined ? file : `${file}:${line}`;
      page.paragraph([['quiet', `· not verified: ${description}: ${reason} (${place})`]], {
        indent: 2,
        hang: 4,
      });
    }
  }
  for (const { file } of verification.pacts) {
    const own = verification.interactions.filter(({ pact }) => pact === file);
    if (own.length === 0) continue;
    page.gap();
    page.line([['strong', file]]);
    for (const interaction of own) {
      interactionBlock(page, interaction, { verbose: options.verbose === true, target: verification.target });
    }
  }
  page.gap();
  for (const { pact, consumerVersion, providerVersion, success } of verification.published) {
    page.paragraph([
      `Told the Pact Broker: ${pact} at ${consumerVersion} is ${success ? 'verified' : 'not verified'} by ${providerVersion}.`,
    ]);
  }
  if (options.files !== undefined && options.files.length > 0) {
    page.paragraph([['quiet', `Reports: ${options.files.join(', ')}`]], { hang: 9 });
  }
  const { verdict } = verification;
  const { sign, title } = VERDICT_STYLE[verdict];
  page.paragraph(
    [[title, `${sign} ${verdict.toUpperCase()}`], `  exit code ${EXIT[verdict].code}: ${MEANING[verdict]}.`],
    { hang: 2 },
  );
  return page.text();
}

function headline(
  page: Page,
  { verdict, target, interactions, pacts, verifier, durationMs }: Verification,
): void {
  const { sign, title } = VERDICT_STYLE[verdict];
  const counted = interactions.filter(({ pending }) => !pending);
  const of = (wanted: VerifiedInteraction['verdict']): number =>
    counted.filter((each) => each.verdict === wanted).length;
  const all = count(counted.length, 'interaction');
  const says = {
    conforms: 'The provider answers as the client needs it.',
    drift: `${of('drift')} of ${all} did not get what the client needs.`,
    inconclusive: `${of('inconclusive')} of ${all} could not be verified.`,
  }[verdict];
  page.paragraph([[title, `${sign} ${verdict.toUpperCase()}`], '  ', says], { hang: 2 });
  for (const { file, consumer, provider } of pacts) {
    page.paragraph([`${file}: ${consumer} with ${provider}.`], { indent: 2 });
  }
  const where = target.kind === 'embedded' ? 'the embedded sandbox' : target.url;
  const sent = interactions.filter(({ reason }) => reason?.startsWith('not sent') !== true);
  page.paragraph([`${count(sent.length, 'interaction')} sent to ${where} in ${duration(durationMs)}.`], {
    indent: 2,
  });
  page.paragraph([['quiet', `Verified by ${verifier.name} ${verifier.version}.`]], { indent: 2 });
}

function interactionBlock(
  page: Page,
  interaction: VerifiedInteraction,
  { verbose, target }: { verbose: boolean; target: Verification['target'] },
): void {
  const { verdict, description, states, status, pending, findings, reason, curl } = interaction;
  const { sign, paint } =
    pending && verdict === 'drift' ? VERDICT_STYLE.inconclusive : VERDICT_STYLE[verdict];
  const title: Span[] = [
    [paint, sign],
    ['strong', ` ${status}  ${description}`],
    ...(states.length === 0 ? [] : [['quiet', ` (${states.join('; ')})`] as Span]),
  ];
  if (verdict === 'conforms') {
    page.line(title, { indent: 2 });
    return;
  }
  page.paragraph(title, { indent: 2, hang: 4 });
  if (pending) page.paragraph([['quiet', 'pending in the Pact: told of, and not counted']], { indent: 4 });
  if (reason !== undefined) page.paragraph([['unsure', reason]], { indent: 4, hang: 6 });
  for (const finding of findings) findingLines(page, finding, { verbose, paint: pending ? 'unsure' : 'bad' });
  // The embedded sandbox is gone by the time that anybody reads this.
  if (curl !== undefined && !pending && target.kind !== 'embedded')
    page.whole([['quiet', curl]], { indent: 4 });
}

function findingLines(
  page: Page,
  finding: VerificationFinding,
  { verbose, paint }: { verbose: boolean; paint: 'bad' | 'unsure' },
): void {
  const { part, pointer, message, says, expected, actual, pact, document } = finding;
  page.paragraph([[paint, `${part}${pointer === '' ? '' : ` ${pointer}`}`], `  ${message}`], {
    indent: 4,
    hang: 6,
  });
  const [left, right] = showPair(expected, actual, page.width - 20);
  if (expected !== undefined) page.line([['good', `- needed    ${left}`]], { indent: 6 });
  if (expected !== undefined || actual !== undefined) {
    page.line([[paint, `+ got       ${right}`]], { indent: 6 });
  }
  page.whole([['quiet', `  Pact      ${placeText(pact)}`]], { indent: 6 });
  if (document !== undefined) page.whole([['quiet', `  document  ${placeText(document)}`]], { indent: 6 });
  if (verbose && says !== undefined)
    page.paragraph([['quiet', `  Pact says: ${says}`]], { indent: 6, hang: 8 });
}
