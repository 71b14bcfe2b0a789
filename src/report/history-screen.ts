import { isFailing } from '../checks/accepted.ts';
import type { MendedCause, Run, RunHistory } from '../checks/run.ts';
import { causesOf } from './causes.ts';
import type { Page, Span } from './page.ts';
import { count, grouped } from './value.ts';

/** How many mended causes get a line before the rest is folded. */
const LINES = 10;

/** Without what followed from another one of the same list, which says enough. */
export function standing(causes: readonly MendedCause[]): MendedCause[] {
  const all = new Set(causes.map(({ fingerprint }) => fingerprint));
  return causes.filter(({ follows }) => follows === undefined || !all.has(follows));
}

/** How many causes are new, still there, mended and not asked for since the last run; undefined where there was none. */
export function changesOf({
  history,
  findings,
}: Pick<Run, 'history' | 'findings'>):
  | { fresh: number; still: number; mended: number; notAsked: number }
  | undefined {
  if (history === undefined || history.nights.length === 0) return undefined;
  const causes = [true, false].flatMap((failing) =>
    causesOf(
      findings.filter((finding) => isFailing(finding) === failing),
      'error',
    ),
  );
  const states = causes.map(({ finding: { fingerprint } }) =>
    Object.hasOwn(history.causes, fingerprint) ? history.causes[fingerprint]?.state : undefined,
  );
  const fresh = states.filter((state) => state === 'new').length;
  const still = states.filter((state) => state === 'still').length;
  const { mended, notAsked = [] } = history;
  return { fresh, still, mended: standing(mended).length, notAsked: standing(notAsked).length };
}

/** One line below the headline: what is new, what is still there and what is mended since the last run. */
export function sinceLastRun(page: Page, run: Run): void {
  const last = run.history?.nights.at(-1);
  const changes = changesOf(run);
  if (last === undefined || changes === undefined) return;
  const { fresh, still, mended, notAsked } = changes;
  const parts: Span[] = [
    ...(fresh > 0 ? [['badTitle', `${grouped(fresh)} new`] as const] : []),
    ...(still > 0 ? [['bad', `${grouped(still)} still there`] as const] : []),
    ...(mended > 0 ? [['good', `${grouped(mended)} mended`] as const] : []),
    ...(notAsked > 0 ? [['unsure', `${grouped(notAsked)} not asked for`] as const] : []),
  ];
  const spans = parts.length === 0 ? ['nothing new'] : parts.flatMap((part) => [part, ', ']).slice(0, -1);
  page.paragraph([`Since the last run (${night(last.startedAt)}, ${last.verdict}): `, ...spans, '.'], {
    indent: 2,
  });
}

/** What the last run had and this one did not see, a line each. */
export function goneCauses(page: Page, history: RunHistory | undefined, verbose: boolean): void {
  if (history === undefined) return;
  section(page, ['goodTitle', 'Mended since the last run'], ['good', '✓'], history.mended, verbose);
  const { notAsked = [] } = history;
  section(
    page,
    ['strong', 'Not asked for this time, so perhaps still there'],
    ['unsure', '?'],
    notAsked,
    verbose,
  );
}

function section(
  page: Page,
  title: Span,
  sign: Span,
  causes: readonly MendedCause[],
  verbose: boolean,
): void {
  if (causes.length === 0) return;
  page.gap();
  page.line([title]);
  const told = verbose ? causes : standing(causes);
  const shown = verbose ? told : told.slice(0, LINES);
  for (const { status, check, kind, message, since, lastBad } of shown) {
    const name = `${check}${kind === undefined ? '' : `/${kind}`}`;
    page.line([sign, ' ', ['strong', `${status === '' ? '' : `${status} `}${name}`], '  ', message]);
    const when =
      since === lastBad ? `there on ${night(since)}` : `there from ${night(since)} to ${night(lastBad)}`;
    page.line([['quiet', when]], { indent: 4 });
  }
  const rest = told.length - shown.length;
  if (rest > 0) page.line([['quiet', `${count(rest, 'more', 'more')} in the JSON report`]], { indent: 2 });
}

/** How old a cause is: a word for the beginning of its line, and the rest; undefined where no run came before. */
export function ageOf(
  history: RunHistory | undefined,
  fingerprint: string,
): { word: 'new' | 'since'; text: string } | undefined {
  if (history === undefined || history.nights.length === 0) return undefined;
  const cause = Object.hasOwn(history.causes, fingerprint) ? history.causes[fingerprint] : undefined;
  if (cause === undefined) return undefined;
  const { state, since, lastGood, lastBad } = cause;
  if (state === 'still') {
    const good = lastGood === undefined ? 'no run is known without it' : `last good ${night(lastGood)}`;
    return { word: 'since', text: `${night(since)}; ${good}` };
  }
  const good = lastGood === undefined ? 'no run before asked for it' : `last good ${night(lastGood)}`;
  const again = lastBad === undefined ? '' : `; it was there before, until ${night(lastBad)}`;
  return { word: 'new', text: good + again };
}

/** A moment to the minute, as in `2026-11-24 02:17 UTC`. */
export function night(startedAt: string): string {
  const time = Date.parse(startedAt);
  if (Number.isNaN(time)) return startedAt;
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
