import { Problem } from '../problem.ts';
import { type Proof, type ProofRow, proofOf, renderProof } from '../report/proof.ts';
import { count } from '../report/value.ts';
import { writeReport } from '../report/write.ts';
import type { Fault } from '../sandbox/fault.ts';
import { contractFiles } from './inputs.ts';
import { type Io, useColour, widthOf } from './io.ts';
import { nothingTaken, proveShare } from './prove/share.ts';
import { proveInThread, type ThreadWork, threadsFor } from './prove/threads.ts';
import { ensureReports } from './report-files.ts';
import { loadSubject, type SubjectOptions } from './subject.ts';
import { warnFaultsElsewhere } from './warn-faults-elsewhere.ts';

export interface ProveOptions extends SubjectOptions {
  /** Only the faults whose name or group holds one of these texts. */
  only?: readonly string[] | undefined;
  /** Faults under way at one time in each thread. */
  concurrency: number;
  threads?: number | undefined;
  seed: number;
  json?: string | undefined;
}

/**
 * `plumbline prove`: runs the check against every fault of the embedded sandbox, over real HTTP in one process, and
 * shows which are noticed, by the checks that each one names. A harmless variation must not be.
 *
 * @returns 0 when every fault is noticed as it says, no variation is, and no two of them look alike, else 1; 3 when it
 *   was stopped
 */
export async function prove(options: ProveOptions, io: Io): Promise<number> {
  const contract = await loadSubject(options, io);
  await ensureReports(
    options.json === undefined ? [] : [{ option: '--json', path: options.json, named: true }],
    contractFiles(contract),
  );
  const { faults } = await import('../sandbox/faults.ts');
  await warnFaultsElsewhere(
    contract,
    io,
    'and some harmless ones are not harmless, so that this proves little',
  );
  const has =
    (text: string) =>
    ({ name, group }: Fault) =>
      `${group}/${name}`.includes(text);
  const unknown = options.only?.find((text) => !faults.some(has(text)));
  if (unknown !== undefined)
    throw new Problem(`no fault has "${unknown}" in its name or group`, {
      hint: 'plumbline sandbox --list-faults names them',
    });
  const chosen = faults.filter((fault) => options.only?.some((text) => has(text)(fault)) ?? true);
  const signal = io.catchStop();
  io.stderr.write(`proving ${count(chosen.length, 'fault')}\n`);
  const begun = performance.now();
  const rows: ProofRow[] = [];
  const tellRow = (row: ProofRow): void => {
    rows.push(row);
    if (rows.length % 100 === 0) io.stderr.write(`proved ${rows.length} of ${chosen.length}\n`);
  };
  const { concurrency, seed, contract: file, document, operation } = options;
  const of = threadsFor(chosen.length, options);
  const share = { taken: nothingTaken(), concurrency, seed, environment: io.environment };
  const names = chosen.map(({ name }) => name);
  const thread: ThreadWork = {
    ...share,
    first: false,
    names,
    subject: { contract: file, document, operation },
  };
  // A share that fails ends the others.
  const failed = new AbortController();
  const ended = AbortSignal.any([signal, failed.signal]);
  const shares = [
    proveShare(contract, chosen, { ...share, first: true, now: io.now, signal: ended }, tellRow),
    ...Array.from({ length: of - 1 }, () => proveInThread(thread, ended, tellRow)),
  ];
  await Promise.all(shares).finally(() => failed.abort());
  if (signal.aborted) {
    io.stderr.write(
      `plumbline: stopped after ${rows.length} of ${chosen.length} faults, which proves nothing\n`,
    );
    return 3;
  }
  // A thread that ended without a word must not pass for one that proved its share.
  const proved = rows.filter(({ name }) => name !== '').length;
  if (proved < chosen.length)
    throw new Error(`a thread ended early: ${proved} of ${chosen.length} faults are proved`);
  rows.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  const proof = proofOf(rows, { seed: options.seed, durationMs: Math.round(performance.now() - begun) });
  await tell(proof, options, io);
  return proof.verdict === 'proved' ? 0 : 1;
}

async function tell(proof: Proof, { json }: ProveOptions, io: Io): Promise<void> {
  const text = `${JSON.stringify(proof, null, 2)}\n`;
  if (json === '-') {
    io.stdout.write(text);
    return;
  }
  const colour = useColour(io.stdout, io.environment);
  io.stdout.write(renderProof(proof, { colour, width: widthOf(io.stdout) }));
  // Last, since what is on the screen stays there when the disk is full.
  if (json !== undefined) await writeReport(json, text);
}
