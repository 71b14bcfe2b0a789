import type { CauseHistory, MendedCause, Night, Run, RunHistory, Target, Verdict } from '../checks/run.ts';
import { targetPlace } from '../checks/target-place.ts';
import { type Difference, differencesOf } from './causes.ts';
import { clip, escapeControl } from './safe.ts';

/** What a run leaves to those that come after it: one line of the history file, by `history.schema.json`. */
export interface HistoryLine {
  plumbline: 1;
  startedAt: string;
  durationMs: number;
  verdict: Verdict;
  target: Target;
  operation: Run['operation'];
  document: { sha256: string };
  seed: number;
  interrupted: boolean;
  asked: string[];
  causes: RecordedCause[];
  leftOut?: number;
  untold?: string[];
}

/** An error of a run: all findings of one fingerprint. */
export interface RecordedCause {
  fingerprint: string;
  check: string;
  kind: string;
  status: string;
  message: string;
  hoped: string[];
  probes: number;
  seenBy: string[];
  accepted?: boolean;
  follows?: string;
}

/** A hostile target could give a run any number of errors: what is beyond these is counted, and new each night. */
const MOST_CAUSES = 1000;
const MOST_PROBES = 3;
const LONGEST_MESSAGE = 300;
const NIGHTS = 30;

/**
 * What two runs have to have in common to be compared: the operation, and the target's host and path. The embedded
 * sandbox is one target whatever its port, and another one for each of its faults.
 */
export function subjectOf({ target, operation }: Pick<HistoryLine, 'target' | 'operation'>): string {
  const { fault } = target;
  return `${operation.method} ${operation.path} of ${targetPlace(target)}${fault === undefined ? '' : ` with ${fault}`}`;
}

/**
 * What earlier runs tell about a run, and the line that it leaves itself.
 *
 * @param run a run that was judged; it is not changed
 * @param lines the history, in the order in which it was written; lines of other subjects are passed over
 * @param file the history file, as it is shown
 */
export function recall(
  run: Run,
  lines: readonly HistoryLine[],
  file: string,
): { history: RunHistory; line: HistoryLine } {
  const bare = lineOf(run);
  const subject = subjectOf(bare);
  const earlier = lines.filter((line) => subjectOf(line) === subject);
  const before = openAfter(earlier);
  const gone = [...before.values()].filter(
    ({ cause }) => !bare.causes.some(({ fingerprint }) => fingerprint === cause.fingerprint),
  );
  const [mended, notAsked] = [true, false].map((wanted) =>
    gone.filter(({ cause }) => (asksFor(bare, cause) && isAnswered(run, cause)) === wanted).map(toMended),
  ) as [MendedCause[], MendedCause[]];
  const history: RunHistory = {
    file,
    nights: earlier.slice(-NIGHTS).map(toNight),
    causes: Object.fromEntries(
      differencesOf(run.findings, 'error').map((cause) => [
        cause.finding.fingerprint,
        causeHistory(toRecorded(cause, run), run.startedAt, before, earlier),
      ]),
    ),
    mended,
    notAsked,
  };
  const line: HistoryLine =
    notAsked.length === 0 ? bare : { ...bare, untold: notAsked.map(({ fingerprint }) => fingerprint) };
  return { history, line };
}

function lineOf(run: Run): HistoryLine {
  const all = differencesOf(run.findings, 'error');
  const leftOut = all.length - MOST_CAUSES;
  const { startedAt, durationMs, verdict, target, operation, document, seed, interrupted } = run;
  return {
    plumbline: 1,
    startedAt,
    durationMs,
    verdict,
    target,
    operation,
    document: { sha256: document.sha256 },
    seed,
    interrupted,
    asked: interrupted ? [] : askedOf(run),
    causes: all.slice(0, MOST_CAUSES).map((cause) => toRecorded(cause, run)),
    ...(leftOut > 0 ? { leftOut } : {}),
  };
}

/** An answer that nobody got says nothing of what was wrong with it before. */
function askedOf({ responses }: Run): string[] {
  return responses
    .filter(
      ({ verdict, probes, observed }) =>
        (verdict === 'conforms' || verdict === 'drift') && probes > 0 && observed > 0,
    )
    .map(({ status }) => status);
}

function toRecorded({ finding, probes }: Difference, run: Run): RecordedCause {
  const { fingerprint, check, kind, status, message, accepted, follows } = finding;
  const hoped = run.probes
    .filter(({ id }) => probes.includes(id))
    .map(({ expects }) => hopedFor(expects, run));
  return {
    fingerprint,
    check,
    kind,
    status,
    message: clip(escapeControl(message), LONGEST_MESSAGE),
    hoped: [...new Set(hoped.filter((key) => key !== undefined))].sort(),
    probes: probes.length,
    seenBy: probes.slice(0, MOST_PROBES),
    ...(accepted === undefined ? {} : { accepted: true }),
    ...(follows === undefined ? {} : { follows }),
  };
}

/** The documented key that a probe hopes for: the status itself, its class (`4XX`), or `default`. */
function hopedFor([hoped = '']: readonly string[], { responses }: Run): string | undefined {
  const known = responses.map(({ status }) => status);
  return [hoped, `${hoped.charAt(0)}XX`, 'default'].find((key) => known.includes(key));
}

/** Whether a run could have seen a cause again: it asked for every answer that the probes which saw it hoped for. */
function asksFor({ asked }: HistoryLine, { hoped, status }: RecordedCause): boolean {
  const wanted = hoped.length > 0 ? hoped : [status];
  return wanted.every((key) => asked.includes(key));
}

/** False when the probes that had seen it were sent again and got no answer this time. */
function isAnswered({ probes }: Run, { seenBy }: RecordedCause): boolean {
  const again = probes.filter(({ id }) => seenBy.includes(id));
  return again.length === 0 || again.some(({ status }) => status !== undefined);
}

/** An error that is there as far as anybody knows. */
interface Open {
  cause: RecordedCause;
  since: string;
  lastBad: string;
  lastGood: string | undefined;
}

/** The errors that are there after some runs: seen by one of them, and not gone from one that asked for them. */
function openAfter(lines: readonly HistoryLine[]): Map<string, Open> {
  const open = new Map<string, Open>();
  for (const [index, line] of lines.entries()) {
    const seen = new Set(line.causes.map(({ fingerprint }) => fingerprint));
    for (const [fingerprint, { cause }] of open) {
      const untold = line.untold?.includes(fingerprint) === true;
      if (!seen.has(fingerprint) && !untold && asksFor(line, cause)) open.delete(fingerprint);
    }
    for (const cause of line.causes) {
      const known = open.get(cause.fingerprint);
      open.set(cause.fingerprint, {
        cause,
        since: known?.since ?? line.startedAt,
        lastBad: line.startedAt,
        lastGood: known === undefined ? lastGood(cause, lines.slice(0, index)) : known.lastGood,
      });
    }
  }
  return open;
}

/** The last run that asked for a cause and did not have it. */
function lastGood(cause: RecordedCause, lines: readonly HistoryLine[]): string | undefined {
  return lines.findLast(
    (line) =>
      asksFor(line, cause) &&
      line.untold?.includes(cause.fingerprint) !== true &&
      !line.causes.some(({ fingerprint }) => fingerprint === cause.fingerprint),
  )?.startedAt;
}

function causeHistory(
  cause: RecordedCause,
  startedAt: string,
  before: ReadonlyMap<string, Open>,
  earlier: readonly HistoryLine[],
): CauseHistory {
  const known = before.get(cause.fingerprint);
  if (known !== undefined) return { state: 'still', since: known.since, ...good(known.lastGood) };
  const lastBad = earlier.findLast(({ causes }) =>
    causes.some(({ fingerprint }) => fingerprint === cause.fingerprint),
  )?.startedAt;
  return {
    state: 'new',
    since: startedAt,
    ...good(lastGood(cause, earlier)),
    ...(lastBad === undefined ? {} : { lastBad }),
  };
}

function good(lastGood: string | undefined): { lastGood?: string } {
  return lastGood === undefined ? {} : { lastGood };
}

function toMended({ cause, since, lastBad }: Open): MendedCause {
  const { fingerprint, check, kind, status, message, follows } = cause;
  return {
    fingerprint,
    check,
    kind,
    status,
    message,
    since,
    lastBad,
    ...(follows === undefined ? {} : { follows }),
  };
}

function toNight({ startedAt, verdict, causes, leftOut = 0 }: HistoryLine): Night {
  const told = causes.filter(({ follows }) => follows === undefined).length;
  return {
    startedAt,
    verdict,
    causes: causes.length + leftOut,
    ...(told === causes.length ? {} : { told: told + leftOut }),
  };
}
