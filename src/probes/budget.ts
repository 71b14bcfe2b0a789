import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../json.ts';
import { isLoopbackHost } from './guard.ts';
import {
  type Allowance,
  added,
  type Count,
  fits,
  type Limits,
  type Plan,
  pruned,
  safeRate,
  type Usage,
  unauthorizedLeft,
} from './send-limits.ts';

/** What is known of a host, by run, so that runs at the same time never overwrite each other's counts. */
type Ledger = Record<string, Usage>;

/** How much of what a host bears is left; shared by all runs on this machine through one file a host. */
export interface Budget {
  /** Whether a plan fits by what was known when the budget was opened; changes nothing (`check --plan`). */
  allows(plan: Plan): Allowance;
  /**
   * Sets a plan's 401s aside for this run, by what all runs have used by now. They count until `save` puts what was
   * really used in their place, or, if the run dies, until they are too old to matter.
   */
  reserve(plan: Plan): Promise<Allowance>;
  /** Counts a request, with the status of its answer if it got one; `tries` are all that were made of it. */
  record(status: number | undefined, tries?: number): void;
  /** Writes down what was used, in place of what was reserved; for the end of a run. */
  save(): Promise<void>;
  /** How many answers of 401 are left, by what is known now; undefined without a limit. */
  unauthorizedLeft(): number | undefined;
  /** Most requests in a second that stay under the limit, one tenth kept back; undefined without a limit. */
  readonly ratePerSecond: number | undefined;
  /** What went wrong with the state file, a sentence each; it grows. */
  readonly warnings: readonly string[];
}

const LOCK_WAIT_MS = 20;
/** A lock as old as this was left behind by a run that died: a state file is written in far less. */
const LOCK_STALE_MS = 2000;

/** Where state is kept: `$XDG_STATE_HOME/plumbline` or `~/.local/state/plumbline` (XDG Base Directory 0.8). */
export function defaultStateFolder(env: { XDG_STATE_HOME?: string | undefined }): string {
  const base = env.XDG_STATE_HOME;
  // An empty HOME would be the working directory.
  const home = homedir() || userInfo().homedir;
  return join(base && isAbsolute(base) ? base : join(home, '.local', 'state'), 'plumbline');
}

/**
 * Opens the budget of a host. Never throws: a state file that cannot be read or written is a warning.
 *
 * @param host as `canonicalHost` spells it; this machine has no limits
 * @param now milliseconds since the epoch
 */
export async function openBudget({
  host,
  limits: given,
  folder,
  now,
}: {
  host: string;
  limits: Limits | undefined;
  folder: string;
  now: () => number;
}): Promise<Budget> {
  const limits = isLoopbackHost(host) ? undefined : given;
  const warnings: string[] = [];
  if (limits === undefined) return unlimited(warnings);
  const file = join(folder, `${encodeURIComponent(host)}.json`);
  const run = randomUUID();
  const used: Usage = { unauthorized: [], requests: [] };
  let ledger = await readLedger(file, host, now(), limits, warnings);

  /** Puts this run's usage among that of the others, as it stands now. */
  const exchangeLedger = async (decide: () => Usage | undefined) => {
    let unlock: (() => Promise<void>) | undefined;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      unlock = await lock(`${file}.lock`);
      const { [run]: _, ...others } = await readLedger(file, host, now(), limits, warnings);
      ledger = others;
      const usage = decide();
      if (usage === undefined) return;
      const temporary = `${file}.${run}.tmp`;
      const state = { plumbline: 1, host, runs: { ...others, [run]: usage } };
      await writeFile(temporary, `${JSON.stringify(state)}\n`);
      await rename(temporary, file).catch(async (error: unknown) => {
        await rm(temporary, { force: true });
        throw error;
      });
    } catch (error) {
      warn(
        warnings,
        `the 401s of ${host} cannot be written down for later runs, which may then send too many: ${reasonOf(error)}`,
      );
    } finally {
      await unlock?.();
    }
  };

  return {
    allows: (plan) => fits(plan, [...Object.values(ledger), used], limits, now()),
    async reserve(plan) {
      let allowance: Allowance | undefined;
      await exchangeLedger(() => {
        allowance = fits(plan, [...Object.values(ledger), used], limits, now());
        if (!allowance.ok) return undefined;
        return { ...used, unauthorized: added(used.unauthorized, now(), plan.unauthorized) };
      });
      return allowance ?? fits(plan, [...Object.values(ledger), used], limits, now());
    },
    record(status, tries = 1) {
      used.requests = added(used.requests, now(), tries);
      if (status === 401) used.unauthorized = added(used.unauthorized, now(), 1);
    },
    save: () => exchangeLedger(() => pruned(used, limits, now())),
    unauthorizedLeft: () => unauthorizedLeft([...Object.values(ledger), used], limits, now()),
    ratePerSecond: safeRate(limits),
    warnings,
  };
}

function unlimited(warnings: readonly string[]): Budget {
  return {
    allows: () => ({ ok: true }),
    reserve: async () => ({ ok: true }),
    record: () => {},
    save: async () => {},
    unauthorizedLeft: () => undefined,
    ratePerSecond: undefined,
    warnings,
  };
}

/** What is written down of a host, without what is too old to matter. A damaged file is put aside and told of. */
async function readLedger(
  file: string,
  host: string,
  now: number,
  limits: Limits,
  warnings: string[],
): Promise<Ledger> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {};
    warn(
      warnings,
      `the 401s that earlier runs had from ${host} are not known and count as none: ${reasonOf(error)}`,
    );
    return {};
  }
  const ledger = parseLedger(text);
  if (ledger === undefined) {
    const aside = `${file}.damaged`;
    const moved = await rename(file, aside).then(
      () => `it is kept as ${aside}`,
      () => 'it stays where it is',
    );
    warn(
      warnings,
      `the 401s that earlier runs had from ${host} are not known and count as none: ${file} is damaged; ${moved}`,
    );
    return {};
  }
  const live = Object.entries(ledger).map(([run, usage]) => [run, pruned(usage, limits, now)] as const);
  return Object.fromEntries(
    live.filter(([, { unauthorized, requests }]) => unauthorized.length + requests.length > 0),
  );
}

/** Undefined when the text is not a state file. */
function parseLedger(text: string): Ledger | undefined {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(state) || state['plumbline'] !== 1 || !isObject(state['runs'])) return undefined;
  const ledger: [run: string, usage: Usage][] = [];
  for (const [run, usage] of Object.entries(state['runs'])) {
    if (!isObject(usage)) return undefined;
    const { unauthorized, requests } = usage;
    if (!isCounts(unauthorized) || !isCounts(requests)) return undefined;
    ledger.push([run, { unauthorized, requests }]);
  }
  return Object.fromEntries(ledger);
}

function isCounts(value: unknown): value is Count[] {
  return (
    Array.isArray(value) &&
    value.every(
      (entry) =>
        Array.isArray(entry) &&
        entry.length === 2 &&
        entry.every((number) => Number.isSafeInteger(number) && number >= 0),
    )
  );
}

/** Takes a lock file, waiting for whoever has it; returns what gives it back. */
async function lock(file: string): Promise<() => Promise<void>> {
  let waited = 0;
  for (;;) {
    try {
      await (await open(file, 'wx')).close();
      // One that cannot be given back is taken away by age.
      return () => rm(file, { force: true }).catch(() => {});
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const age = await stat(file).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (Math.max(age, waited) > LOCK_STALE_MS) {
      await rm(file, { force: true });
      waited = 0;
    } else {
      await sleep(LOCK_WAIT_MS);
      waited += LOCK_WAIT_MS;
    }
  }
}

function warn(warnings: string[], message: string): void {
  if (!warnings.includes(message)) warnings.push(message);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
