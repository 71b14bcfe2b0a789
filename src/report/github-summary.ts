import type { ResponseVerdict, Run } from '../checks/run.ts';
import { answerWord } from './answers.ts';
import {
  type Cause,
  causesOf,
  type Difference,
  findingsOf,
  outcomeOf,
  promisePlace,
  seenPlace,
} from './causes.ts';
import { foldCommand } from './command.ts';
import { day, runCauses, sinceWhen } from './github-causes.ts';
import { standing } from './history-screen.ts';
import { markdownBlock, markdownCode, markdownDetails, markdownTable, markdownText } from './markdown.ts';
import { clip, columns, escapeControl } from './safe.ts';
import { EXIT, VERDICT_STYLE } from './style.ts';
import { count, duration, firstFew, grouped, showPair } from './value.ts';

/** GitHub takes 1 MiB of summary for a step, and drops all of it when it is more. */
export const SUMMARY_LIMIT = 1024 * 1024;

/** How many causes get a section of their own, and how many notes a line, before the rest is counted. */
const SECTIONS = 20;
const LINES = 50;
const MESSAGE_LIMIT = 600;
const VALUE_LIMIT = 160;
const CURL_LIMIT = 4000;

/**
 * A run as Markdown for the summary of a job: the verdict in the first line, then what is needed to act on it, the rest
 * folded away. What a response holds shows as text, and does nothing.
 *
 * @param limit how many bytes of UTF-8 it may take; what does not fit is left out from the end, and said to be
 */
export function renderSummary(run: Run, limit = SUMMARY_LIMIT): string {
  const { failing, accepted } = runCauses(run);
  const warnings = causesOf(run.findings, 'warning');
  const notes = causesOf(run.findings, 'note');
  return fitted(
    [
      heading(run),
      ...run.hints.map((hint) => `> → ${markdownText(hint)}`),
      [whatWasFound(run, failing), whatWasAsked(run), judgedBy(run)].filter((text) => text !== '').join(' '),
      answers(run.responses),
      ...withoutAnswer(run),
      ...causeSections(run, 'Drift', failing),
      ...mended(run),
      ...causeList('Known, and accepted in the baseline', accepted, acceptedUntil),
      ...causeList('Warnings, which do not fail a run', warnings),
      ...folded('note', causeList('', notes), notes.length),
      ...leftOpen(run),
      `<sub>Exit code ${EXIT[run.verdict].code}: ${EXIT[run.verdict].meaning}. ${covered(run)}</sub>`,
    ],
    limit,
  );
}

function heading(run: Run): string {
  const operation = markdownCode(`${run.operation.method} ${run.operation.path}`);
  const says: Record<Run['verdict'], string> = {
    conforms: `${operation} answers as its document says`,
    drift: `${operation} does not answer as its document says`,
    inconclusive: `not enough was seen of ${operation} to judge it`,
  };
  const { sign } = VERDICT_STYLE[run.verdict];
  return `## ${sign} ${run.verdict.toUpperCase()}: ${says[run.verdict]}`;
}

function whatWasFound(run: Run, failing: readonly Cause[]): string {
  if (failing.length === 0) return '';
  const findings = failing.reduce((sum, cause) => sum + findingsOf(cause), 0);
  const differences =
    findings === failing.length
      ? count(findings, 'difference')
      : `${count(findings, 'difference')} from ${count(failing.length, 'cause')}`;
  if (run.history === undefined) return `**${differences}.**`;
  const { causes } = run.history;
  const fresh = failing.filter(({ finding }) => causes[finding.fingerprint]?.state === 'new').length;
  const still = failing.filter(({ finding }) => causes[finding.fingerprint]?.state === 'still').length;
  const ages = [
    ...(fresh > 0 ? [`${grouped(fresh)} new`] : []),
    ...(still > 0 ? [`${grouped(still)} still there`] : []),
  ];
  return `**${differences}${ages.length === 0 ? '' : `: ${ages.join(', ')}`}.**`;
}

function whatWasAsked({ probes, target, durationMs, seed, interrupted }: Run): string {
  const time = `in ${duration(durationMs)}`;
  if (target.kind === 'recording') {
    return `${count(probes.length, 'recorded exchange')} from ${markdownCode(target.url)}, judged ${time}.`;
  }
  const sent = probes.filter((probe) => outcomeOf(probe) !== 'unsent').length;
  const of =
    sent === probes.length ? count(sent, 'probe') : `${grouped(sent)} of ${count(probes.length, 'probe')}`;
  const to =
    target.kind === 'embedded'
      ? '**the embedded sandbox, which is not the real API**,'
      : `${target.kind === 'sandbox' ? "the provider's sandbox, " : ''}${markdownCode(target.url)},`;
  return `${interrupted ? '**Stopped early:** ' : ''}${of} sent to ${to} ${time}, seed ${seed}.`;
}

function judgedBy({ document, contract }: Run): string {
  const and = contract === undefined ? '' : ` and ${markdownCode(contract.file)}`;
  return `Judged against ${markdownCode(document.file)}${and}.`;
}

function answers(responses: readonly ResponseVerdict[]): string {
  const layer = { ok: 'ok', drift: '**drift**', none: '–' } as const;
  return markdownTable(
    ['Answer', 'Verdict', 'Probes', 'Seen', 'Answered by', 'Schema', 'Example', 'Why'],
    responses.map((response) => {
      const { status, verdict, probes, observed, layers, examples, reason } = response;
      const word = answerWord(response);
      const words = { matches: 'matches', differs: '**differs**', 'not-seen': 'not seen' } as const;
      const named = Object.entries(examples).map(([name, seen]) => `${markdownText(name)} ${words[seen]}`);
      return [
        markdownText(status),
        `${VERDICT_STYLE[verdict].sign} ${verdict === 'drift' ? `**${word}**` : word}`,
        grouped(probes),
        grouped(observed),
        layers.answeredBy === 'ok' ? 'the API' : layers.answeredBy === 'drift' ? '**not the API**' : '–',
        layer[layers.schema],
        named.length === 0 ? layer[layers.example] : named.join(', '),
        reason === undefined ? '' : markdownText(clip(escapeControl(reason), 200)),
      ];
    }),
  );
}

/** Probes that got no answer or were never sent, one line a reason. */
function withoutAnswer({ probes }: Run): string[] {
  const reasons = new Map<string, string[]>();
  for (const probe of probes) {
    const outcome = outcomeOf(probe);
    if (outcome === 'answered') continue;
    const reason = `${outcome === 'unsent' ? 'not sent' : 'no answer'}: ${probe.failure ?? 'for no known reason'}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), probe.id]);
  }
  const lines = [...reasons]
    .slice(0, LINES)
    .map(
      ([reason, ids]) =>
        `- ${count(ids.length, 'probe')}, ${markdownText(reason)} (${markdownText(firstFew(ids))})`,
    );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function causeSections(run: Run, title: string, causes: readonly Cause[]): string[] {
  if (causes.length === 0) return [];
  return [
    `### ${title}`,
    ...causes.slice(0, SECTIONS).map((cause) => causeSection(run, cause)),
    ...causeList(
      `${count(causes.length - SECTIONS, 'more cause')}, whole in the JSON report`,
      causes.slice(SECTIONS),
    ),
  ];
}

function causeSection(run: Run, cause: Cause): string {
  const { finding, probes } = cause;
  const since = sinceWhen(finding.fingerprint, run);
  return [
    `#### ${causeTitle(cause)}${since === undefined ? '' : `, ${since}`}`,
    markdownText(clip(escapeControl(finding.message), MESSAGE_LIMIT)),
    promisedAndSeen(cause),
    ...alsoList(cause),
    markdownDetails(
      `See it again, and ${count(probes.length, 'probe')}`,
      [
        ...(finding.curl === '' ? [] : [commandBlock(finding.curl)]),
        `Probes: ${probes.length === 0 ? 'none alone' : markdownText(firstFew(probes, 20))}`,
        `Cause: ${markdownCode(finding.fingerprint)}`,
      ].join('\n\n'),
    ),
  ].join('\n\n');
}

/** `401 example/differs, 60 probes`. */
export function causeTitle({ finding, probes, findings }: Difference): string {
  const { status, check, kind } = finding;
  const times =
    probes.length > 1 ? `, ${count(probes.length, 'probe')}` : findings > 1 ? `, ${findings} times` : '';
  return markdownText(`${status === '' ? '' : `${status} `}${check}/${kind}${times}`);
}

/** What follows from a cause, as a list that is folded away. */
export function alsoList({ also }: Cause): string[] {
  const lines = also
    .slice(0, LINES)
    .map(
      (each) =>
        `- ${causeTitle(each)}: ${markdownText(clip(escapeControl(each.finding.message), MESSAGE_LIMIT))}`,
    );
  const rest = also.length - lines.length;
  return folded(
    'more difference',
    lines.length === 0
      ? []
      : [[...lines, ...(rest > 0 ? [`- and ${grouped(rest)} more in the JSON report`] : [])].join('\n')],
    also.length,
    ' of the same cause',
  );
}

/** What was promised and what was seen, each with its place, as a difference. */
export function promisedAndSeen({ finding, values }: Cause): string {
  const { response } = finding;
  const [promised, seen] = showPair(response?.expected, response?.actual, VALUE_LIMIT);
  const left = response?.expected === undefined ? [] : [promised];
  const right = response?.expected === undefined && response?.actual === undefined ? [] : [seen];
  const others = values > 1 ? [`(elsewhere ${count(values - 1, 'other value')})`] : [];
  const width = Math.max(...[...left, ...right].map(columns), 0);
  const line = (label: string, value: readonly string[], place: readonly string[]): string[] => {
    if (value.length === 0 && place.length === 0) return [];
    const padded = value.map((text) => text + ' '.repeat(place.length === 0 ? 0 : width - columns(text)));
    return [[label, ...padded, ...place].join('  ')];
  };
  const promise = promisePlace(finding);
  const where = seenPlace(finding);
  return markdownBlock(
    [
      ...line('- promised', left, promise === undefined ? [] : [promise]),
      ...line('+ seen    ', right, [...(where === undefined ? [] : [where]), ...others]),
    ],
    'diff',
  );
}

/** A command as a block to copy; one that is too long is cut, and says so. */
export function commandBlock(curl: string): string {
  const whole = curl.length <= CURL_LIMIT;
  const lines = foldCommand(whole ? curl : curl.slice(0, CURL_LIMIT), 100);
  return markdownBlock(
    whole ? lines : [...lines, '# cut here: the whole command is in the JSON report'],
    'sh',
  );
}

function causeList(
  title: string,
  causes: readonly Cause[],
  after: (cause: Cause) => string = () => '',
): string[] {
  if (causes.length === 0) return [];
  const rest = causes.length - LINES;
  const lines = causes
    .slice(0, LINES)
    .map(
      (cause) =>
        `- ${causeTitle(cause)}: ${markdownText(clip(escapeControl(cause.finding.message), MESSAGE_LIMIT))}${after(cause)}`,
    );
  return [
    ...(title === '' ? [] : [`### ${title}`]),
    [...lines, ...(rest > 0 ? [`- and ${grouped(rest)} more in the JSON report`] : [])].join('\n'),
  ];
}

function acceptedUntil({ finding: { accepted } }: Cause): string {
  return accepted === undefined
    ? ''
    : ` – accepted until ${markdownText(accepted.until)}: ${markdownText(clip(escapeControl(accepted.reason), 200))}`;
}

function mended({ history }: Run): string[] {
  if (history === undefined || history.mended.length === 0) return [];
  const causes = standing(history.mended);
  const lines = causes
    .slice(0, LINES)
    .map(
      ({ check, status, message, since, lastBad }) =>
        `- ${markdownText(`${status} ${check}`.trim())}: ${markdownText(clip(escapeControl(message), MESSAGE_LIMIT))} – it was there from ${markdownText(day(since))} to ${markdownText(day(lastBad))}`,
    );
  const rest = causes.length - LINES;
  return [
    '### Mended since the last run',
    [...lines, ...(rest > 0 ? [`- and ${grouped(rest)} more`] : [])].join('\n'),
  ];
}

function folded(what: string, parts: readonly string[], number: number, after = ''): string[] {
  return parts.length === 0 ? [] : [markdownDetails(`${count(number, what)}${after}`, parts.join('\n\n'))];
}

function leftOpen({ leftOpen: sentences }: Run): string[] {
  if (sentences.length === 0) return [];
  const lines = sentences
    .slice(0, LINES)
    .map((sentence) => `- ${markdownText(clip(escapeControl(sentence), MESSAGE_LIMIT))}`);
  return [markdownDetails('What the document leaves open', lines.join('\n'))];
}

function covered({ coverage }: Run): string {
  const parts: [name: string, pair: [number, number]][] = [
    ['answers', coverage.responses],
    ['constraints', coverage.requestConstraints],
    ['security schemes', coverage.securitySchemes],
    ['examples', coverage.examples],
  ];
  return `Covered: ${parts.map(([name, [some, all]]) => `${name} ${some}/${all}`).join(', ')}.`;
}

/** As many of the parts, from the first, as fit; the last line says when one was left out. */
function fitted(parts: readonly string[], limit: number): string {
  const cut = 'The rest did not fit into a summary: it is in the reports.\n';
  const kept: string[] = [];
  let bytes = Buffer.byteLength(cut);
  for (const part of parts) {
    const size = Buffer.byteLength(part) + 2;
    if (bytes + size > limit) return [...kept, limit < bytes ? '' : cut].join('\n\n');
    bytes += size;
    kept.push(part);
  }
  return `${kept.join('\n\n')}\n`;
}
