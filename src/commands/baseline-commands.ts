import { existsSync } from 'node:fs';
import { baselineOf, dayOf, ELSEWHERE } from '../checks/accepted.ts';
import { targetPlace } from '../checks/target-place.ts';
import { type BaselineEntry, loadBaseline } from '../contract/baseline.ts';
import { displayPath } from '../document/load.ts';
import { Problem } from '../problem.ts';
import { acceptedProbes } from '../report/accepted-probes.ts';
import { renderBaseline } from '../report/baseline-screen.ts';
import type { Difference } from '../report/causes.ts';
import { clip, escapeControl } from '../report/safe.ts';
import { count } from '../report/value.ts';
import { dropEntry, findBaseline, putEntry } from './baseline-file.ts';
import { chooseCause } from './choose-cause.ts';
import { BASELINE } from './inputs.ts';
import { type Io, useColour, widthOf } from './io.ts';
import { nearest } from './nearest.ts';
import { readStoredRun } from './stored-run.ts';
import { withBaselineLock } from './with-baseline-lock.ts';

interface FileOption {
  baseline: string;
}
/** What is kept of a message: enough to know it again. */
const MESSAGE = 200;
const LAST_RUN = 'reports/check.json';

/**
 * `plumbline baseline accept`: writes a difference of a run into the baseline.
 *
 * @throws {Problem} when the run has no such error, or the day is over
 */
export async function acceptDifference(
  fingerprint: string,
  options: FileOption & { reason: string; until: string; run: string },
  io: Io,
): Promise<number> {
  const { reason, until, baseline } = options;
  const today = dayOf(io.now());
  if (until < today)
    throw new Problem(`--until ${until} is over: today is ${today} (UTC)`, { hint: 'give a day to come' });
  const run = await readStoredRun(options.run);
  const cause = chooseCause(fingerprint, run, displayPath(options.run));
  const { finding, also } = cause;
  const entryOf = (difference: Difference): Omit<BaselineEntry, 'line'> => {
    const { finding } = difference;
    const probes = acceptedProbes(difference, run);
    return {
      fingerprint: finding.fingerprint,
      reason: reason.trim(),
      until,
      check: `${finding.check}/${finding.kind}`,
      status: finding.status,
      message: clip(escapeControl(finding.message.replace(ELSEWHERE, '')), MESSAGE),
      ...(run.target.kind === 'recording' ? {} : { target: targetPlace(run.target) }),
      acceptedOn: today,
      ...(probes === undefined ? {} : { probes }),
    };
  };
  const entry = entryOf(cause);
  // Whoever accepts a cause accepts what follows from it: else the next run would fail for that.
  const more = also.filter((each) => each.finding.accepted === undefined);
  const renewed = await withBaselineLock(
    baseline,
    async () => {
      const isRenewed = await putEntry(baseline, entry);
      for (const each of more) await putEntry(baseline, entryOf(each));
      return isRenewed;
    },
    io.now,
  );
  io.stdout.write(
    `${renewed ? 'accepted anew' : 'accepted'} until ${until}: ${entry.fingerprint}, ${escapeControl(`${finding.status} ${entry.check}`)}\n` +
      `  ${entry.message}\n` +
      (more.length === 0 ? '' : `  and ${count(more.length, 'more difference')} of the same cause\n`) +
      `  in ${escapeControl(displayPath(baseline))}; a run shows it, and it fails none until the day is over\n`,
  );
  return 0;
}

/**
 * `plumbline baseline list`: what is accepted, until when, and what the last run tells of it.
 *
 * @throws {Problem} when a file that is named is not there, or is none of its kind
 */
export async function listBaseline(
  options: Partial<FileOption> & { run?: string | undefined },
  io: Io,
): Promise<number> {
  const baseline = await findBaseline(options.baseline);
  const path = options.run ?? (existsSync(LAST_RUN) ? LAST_RUN : undefined);
  const run = path === undefined ? undefined : await readStoredRun(path);
  const today = dayOf(io.now());
  io.stdout.write(
    renderBaseline({
      file: displayPath(options.baseline ?? BASELINE),
      entries: baseline?.entries ?? [],
      today,
      run:
        run === undefined || baseline === undefined
          ? undefined
          : { file: displayPath(path ?? ''), told: baselineOf(run, baseline, today) },
      colour: useColour(io.stdout, io.environment),
      width: widthOf(io.stdout),
    }),
  );
  return 0;
}

/**
 * `plumbline baseline remove`: takes an entry out of the baseline.
 *
 * @throws {Problem} when it has no such entry
 */
export async function removeEntry(
  fingerprint: string,
  { baseline: path }: FileOption,
  io: Io,
): Promise<number> {
  const removed = existsSync(path)
    ? await withBaselineLock(path, () => takeOut(path, fingerprint), io.now)
    : await takeOut(path, fingerprint);
  io.stdout.write(`accepted no longer: ${removed}, taken out of ${escapeControl(displayPath(path))}\n`);
  return 0;
}

async function takeOut(path: string, fingerprint: string): Promise<string> {
  const baseline = await loadBaseline(path);
  const { entries, file } = baseline;
  const found = entries.filter((entry) => entry.fingerprint.startsWith(fingerprint.toLowerCase()));
  const [entry] = found;
  if (entry === undefined || found.length > 1) {
    const all = entries.map((each) => each.fingerprint);
    const near = nearest(fingerprint.toLowerCase(), all);
    const names = found.map((each) => each.fingerprint).join(', ');
    throw new Problem(
      entry === undefined
        ? `the baseline accepts nothing with the fingerprint "${fingerprint}"`
        : `"${fingerprint}" means ${found.length} entries: ${names}`,
      {
        place: { file },
        hint:
          entry !== undefined
            ? 'give more of its digits'
            : near.length > 0
              ? `did you mean ${near.join(' or ')}?`
              : 'plumbline baseline list shows what it accepts',
      },
    );
  }
  await dropEntry(path, baseline, entries.indexOf(entry));
  return entry.fingerprint;
}
