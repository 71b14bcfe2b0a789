import type { Examination, Point, PointState } from './examination.ts';
import { newPage, type Page } from './page.ts';
import { columns } from './safe.ts';
import type { Paint } from './style.ts';
import { count, duration } from './value.ts';

export interface DoctorScreenOptions {
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
  /** Where the report was written. */
  files?: readonly string[];
}

const SIGN: Readonly<Record<PointState, { sign: string; paint: Paint }>> = {
  ok: { sign: '✓', paint: 'good' },
  look: { sign: '!', paint: 'unsure' },
  wrong: { sign: '✗', paint: 'bad' },
  'not-tried': { sign: '–', paint: 'quiet' },
};

const TITLE: Readonly<Record<Examination['verdict'], { sign: string; title: Paint; word: string }>> = {
  ready: { sign: '✓', title: 'goodTitle', word: 'READY' },
  drift: { sign: '✗', title: 'badTitle', word: 'DRIFT' },
  misconfigured: { sign: '✗', title: 'badTitle', word: 'NOT READY' },
  inconclusive: { sign: '?', title: 'unsureTitle', word: 'NOT READY' },
};

const MEANING: Readonly<Record<Examination['verdict'], string>> = {
  ready: 'nothing that was looked at stands in the way of a run',
  drift: 'the target answers as its document does not say',
  misconfigured: 'something has to be put right here; no request was sent',
  inconclusive: 'the target could not be reached, stopped us at its gate, or refused what was sent',
};

const EMBEDDED = ' of the embedded sandbox (not the real API)';

/** An examination as a screen for people: the verdict first and last, between them a line for each point. */
export function renderExamination(examination: Examination, options: DoctorScreenOptions): string {
  const page = newPage(options);
  headline(page, examination);
  const { points, target } = examination;
  for (const group of new Set(points.map((point) => point.group))) {
    const own = points.filter((point) => point.group === group);
    const room = Math.min(20, Math.max(...own.map(({ title }) => columns(title))));
    page.gap();
    page.line([['strong', group], target?.kind === 'embedded' && group === 'Answers' ? EMBEDDED : '']);
    for (const point of own) pointLines(page, point, room);
  }
  page.gap();
  if (options.files !== undefined && options.files.length > 0) {
    page.paragraph([['quiet', `Reports: ${options.files.join(', ')}`]], { hang: 9 });
  }
  const { sign, title, word } = titleOf(examination);
  page.paragraph(
    [[title, `${sign} ${word}`], `  exit code ${examination.exitCode}: ${MEANING[examination.verdict]}.`],
    { hang: 2 },
  );
  return page.text();
}

function titleOf({ verdict, offline }: Examination): (typeof TITLE)[Examination['verdict']] {
  const style = TITLE[verdict];
  return verdict === 'ready' && offline ? { ...style, word: 'NOTHING WRONG HERE' } : style;
}

function headline(page: Page, examination: Examination): void {
  const { points, verdict, operation, offline } = examination;
  const { sign, title, word } = titleOf(examination);
  const faults = points.filter(({ state }) => state === 'wrong').length;
  const looks = points.filter(({ state }) => state === 'look').length;
  const found = [
    ...(faults === 0 ? [] : [`${count(faults, 'thing')} to put right`]),
    ...(looks === 0 ? [] : [`${faults === 0 ? count(looks, 'thing') : looks} to look at`]),
  ].join(', ');
  const what = operation === undefined ? 'a run' : `a run of ${operation.method} ${operation.path}`;
  const says: Record<Examination['verdict'], string> = {
    ready: offline
      ? `Whether ${what} would be answered was not tried.`
      : `Nothing that was looked at stands in the way of ${what}.`,
    drift: `${capital(what)} would find that the target does not answer as its document says.`,
    misconfigured: `Not yet for ${what}.`,
    inconclusive: `Not yet for ${what}.`,
  };
  page.paragraph(
    [[title, `${sign} ${word}`], '  ', says[verdict], ...(found === '' ? [] : [` ${capital(found)}.`])],
    {
      hang: 2,
    },
  );
  page.paragraph([sentence(examination)], { indent: 2 });
}

function sentence({ target, offline, requests, unauthorized, fired, durationMs }: Examination): string {
  if (offline) return 'Nothing was sent (--offline).';
  if (target === undefined) return 'Nothing was sent.';
  const where = target.kind === 'embedded' ? 'the embedded sandbox (not the real API)' : target.url;
  if (requests === 0) return `No request was sent to ${where}, looked at in ${duration(durationMs)}.`;
  const refused = unauthorized === 0 ? '' : `, ${unauthorized} of them answered with 401`;
  const effect = fired
    ? 'One of them was a right one, which has its effect there'
    : requests === 1
      ? 'It could have no effect'
      : 'None of them could have an effect';
  return `${count(requests, 'request')} sent to ${where} in ${duration(durationMs)}${refused}. ${effect}.`;
}

function pointLines(page: Page, { state, title, says, todo }: Point, room: number): void {
  const { sign, paint } = SIGN[state];
  const pad = ' '.repeat(Math.max(0, room - columns(title)));
  page.paragraph(
    [[paint, sign], ' ', title, `${pad}  `, state === 'ok' || state === 'look' ? says : [paint, says]],
    { indent: 2, hang: room + 6 },
  );
  if (todo !== undefined) {
    page.paragraph([['strong', '→ '], todo], { indent: room + 6, hang: room + 8 });
  }
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
