import type { Finding, Severity } from '../checks/finding.ts';
import type { Run } from '../checks/run.ts';
import { type Cause, type Difference, promisePlace, seenPlace } from './causes.ts';
import { foldCommand } from './command.ts';
import { commonFormsWords } from './common-forms.ts';
import { ageOf } from './history-screen.ts';
import type { Page, Span } from './page.ts';
import { clip, columns, escapeControl } from './safe.ts';
import type { Paint } from './style.ts';
import { count, firstFew, showPair } from './value.ts';

const SIGN: Readonly<Record<Severity, { sign: string; paint: Paint }>> = {
  error: { sign: '✗', paint: 'bad' },
  warning: { sign: '!', paint: 'unsure' },
  note: { sign: '·', paint: 'quiet' },
};
/** A message has said what it has to say by then. */
const MESSAGE_LIMIT = 400;
/** What still is a command that one would paste. */
const COMMAND_LIMIT = 1500;
/** How many of the differences that follow get a line before the rest is counted. */
const ALSO = 4;

/**
 * A cause with all that a reader needs to act on it.
 *
 * @param options.with - one that was shown before and was seen in the same answers: what leads to them is not said again
 */
export function causeBlock(
  page: Page,
  cause: Cause,
  options: { verbose: boolean; run: Pick<Run, 'history' | 'probes'>; with?: Cause | undefined },
): void {
  const { verbose, run, with: other } = options;
  const { finding } = cause;
  page.line(titleOf(cause, ` ${finding.severity}`));
  page.paragraph([clip(escapeControl(finding.message), MESSAGE_LIMIT)], { indent: 2 });
  difference(page, cause);
  alsoLines(page, cause, verbose);
  const age = ageOf(run.history, finding.fingerprint);
  if (age !== undefined) {
    const paint = age.word === 'new' ? 'badTitle' : 'quiet';
    page.paragraph(
      [
        [paint, age.word.padEnd(8)],
        ['quiet', age.text],
      ],
      { indent: 2, hang: 10, glued: true },
    );
  }
  if (other !== undefined) {
    const { check, kind } = other.finding;
    page.paragraph(
      [['quiet', `seen in the same answer${cause.probes.length === 1 ? '' : 's'} as ${check}/${kind}`]],
      {
        indent: 2,
      },
    );
  } else if (cause.probes.length > 0) {
    const shown = verbose ? cause.probes.join(', ') : firstFew(cause.probes);
    page.paragraph(
      [
        ['quiet', `${cause.probes.length === 1 ? 'probe ' : 'probes'}  `],
        ['quiet', shown],
      ],
      { indent: 2, hang: 10 },
    );
    const forms = commonFormsWords(cause, run);
    if (forms !== undefined) page.paragraph([['strong', forms]], { indent: 10 });
  }
  if (verbose) page.line([['quiet', `cause   ${finding.fingerprint}`]], { indent: 2 });
  if (other === undefined) command(page, finding.curl);
}

/** What follows from a cause, a line each. */
function alsoLines(page: Page, { also, finding }: Cause, verbose: boolean): void {
  const shown = verbose ? also : also.slice(0, ALSO);
  for (const [index, each] of shown.entries()) {
    const label = index === 0 ? 'also    ' : ' '.repeat(8);
    const name = verbose ? `${each.finding.fingerprint}  ` : '';
    const message = unlike(finding.message, each.finding.message);
    page.line([['quiet', `${label}${name}${nameOf(each)}  ${message}`]], { indent: 2 });
  }
  const rest = also.length - shown.length;
  if (rest > 0)
    page.line([['quiet', `and ${count(rest, 'more', 'more')} in the JSON report`]], { indent: 10 });
}

/** Sentences that begin with so many letters that are the same would be cut before they differ. */
const ALIKE = 24;

/** A sentence from the word on that is another one than in the sentence above it. */
function unlike(above: string, sentence: string): string {
  if (above === sentence) return sentence;
  let same = 0;
  while (sentence[same] !== undefined && sentence[same] === above[same]) same += 1;
  const start = sentence.lastIndexOf(' ', same) + 1;
  return start < ALIKE || same === sentence.length ? sentence : `… ${sentence.slice(start)}`;
}

/** A cause on one line; the heading above says how severe it is. */
export function causeLine(page: Page, cause: Cause): void {
  page.line([...titleOf(cause, ''), '  ', cause.finding.message]);
}

/** `401 example/missing ×76 probes`: a difference that follows, without its severity. */
function nameOf({ finding: { status, check, kind }, probes }: Difference): string {
  const times = probes.length > 1 ? ` ×${count(probes.length, 'probe')}` : '';
  return `${status === '' ? '' : `${status} `}${check}/${kind}${times}`;
}

function titleOf({ finding, probes, findings }: Cause, word: string): Span[] {
  const { sign, paint } = SIGN[finding.severity];
  const gap = word === '' ? ' ' : '  ';
  const title: Span[] = [[paint, sign + word]];
  if (finding.status !== '') title.push(gap, ['strong', finding.status]);
  title.push(gap, ['strong', `${finding.check}/${finding.kind}`]);
  if (probes.length > 1) title.push(['strong', `  ×${count(probes.length, 'probe')}`]);
  else if (findings > 1) title.push(['strong', `  ×${findings}`]);
  return title;
}

/** What was promised and what was seen, each with its place, beside it where there is room and below it where not. */
function difference(page: Page, cause: Cause): void {
  const { finding } = cause;
  const { response } = finding;
  const promised = response?.expected !== undefined;
  const seen = promised || response?.actual !== undefined;
  const label = 16;
  const [left, right] = showPair(response?.expected, response?.actual, page.width - label);
  const rows: Row[] = [
    {
      paint: 'good',
      label: '    - promised  ',
      value: promised ? left : undefined,
      place: promisePlace(finding),
    },
    {
      paint: SIGN[finding.severity].paint,
      label: '    + seen      ',
      value: seen ? right : undefined,
      place: whereSeen(cause, seen),
    },
  ];
  const column = Math.max(...rows.map(({ value }) => columns(value ?? '')));
  const beside = rows.every(({ place }) => label + column + 2 + columns(place ?? '') <= page.width);
  for (const { paint, label: name, value, place } of rows) {
    if (value === undefined && place === undefined) continue;
    const spans: Span[] = [[paint, name + (value ?? '')]];
    if (value === undefined) spans.push(['quiet', place ?? '']);
    else if (place !== undefined && beside) {
      spans.push(' '.repeat(column - columns(value) + 2), ['quiet', place]);
    }
    page.whole(spans);
    if (value !== undefined && place !== undefined && !beside)
      page.paragraph([['quiet', place]], { indent: label });
  }
}

function whereSeen({ finding, values }: Cause, seen: boolean): string | undefined {
  const place = seenPlace(finding);
  if (!seen || values < 2) return place;
  return `${place ?? ''} (elsewhere ${count(values - 1, 'other value')})`.trimStart();
}

interface Row {
  paint: Paint;
  label: string;
  value: string | undefined;
  place: string | undefined;
}

function command(page: Page, curl: Finding['curl']): void {
  if (curl === '') return;
  const whole = curl.length <= COMMAND_LIMIT;
  for (const line of foldCommand(whole ? curl : curl.slice(0, COMMAND_LIMIT), page.width - 2)) {
    page.whole([['quiet', line]], { indent: 2 });
  }
  if (!whole) page.line([['unsure', 'cut here: the whole command is in the JSON report']], { indent: 2 });
}
