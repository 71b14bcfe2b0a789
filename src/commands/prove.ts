import type { Verdict } from '../checks/run.ts';
import type { Contract } from '../contract/contract.ts';
import { planProbes } from '../probes/plan.ts';
import { Problem } from '../problem.ts';
import { type ProofRow, renderProof } from '../report/proof.ts';
import { ensureWritableFile, writeReport } from '../report/write.ts';
import type { Fault } from '../sandbox/fault.ts';
import { type Io, useColour, widthOf } from './io.ts';
import { probeTarget } from './probe-target.ts';
import { loadSubject, type SubjectOptions } from './subject.ts';

export interface ProveOptions extends SubjectOptions {
  /** Only the faults whose name or group holds this text. */
  only?: string | undefined;
  concurrency: number;
  seed: number;
  json?: string | undefined;
}

/** A late answer is late by this much, so that hundreds of faults take a minute: the contract's patience shrinks alike. */
const LATE = { slowMs: 1500, withinMs: 1000, timeoutMs: 1200 };

/**
 * `plumbline prove`: runs the check against every fault of the embedded sandbox, over real HTTP in one process, and
 * shows which are noticed. A harmless variation must not be.
 *
 * @returns 0 when every fault is noticed and no variation is, else 1; 3 when it was stopped
 */
export async function prove(options: ProveOptions, io: Io): Promise<number> {
  if (options.json !== undefined && options.json !== '-') await ensureWritableFile(options.json);
  const contract = hurried(await loadSubject(options, io));
  const [{ faults }, { startSandbox }, { compilerFor }] = await Promise.all([
    import('../sandbox/faults.ts'),
    import('../sandbox/server.ts'),
    import('../sandbox/validator.ts'),
  ]);
  const chosen = faults.filter(
    ({ name, group }) => options.only === undefined || `${group}/${name}`.includes(options.only),
  );
  if (chosen.length === 0)
    throw new Problem(`no fault has "${options.only}" in its name or group`, {
      hint: 'plumbline sandbox --list-faults names them',
    });
  const compile = compilerFor(contract.operation.document);
  const signal = io.catchStop();
  io.stderr.write(`proving ${chosen.length} faults\n`);
  const begun = performance.now();
  const rows: ProofRow[] = [];
  // The slow ones first: they wait, and the others use the time.
  const queue = [...chosen].sort((a, b) => Number(b.slow === true) - Number(a.slow === true)).values();
  const worker = async (): Promise<void> => {
    for (const fault of queue) {
      if (signal.aborted) return;
      const sandbox = await startSandbox({
        contract,
        fault,
        seed: options.seed,
        slowMs: LATE.slowMs,
        compile,
      });
      try {
        const plan = planProbes(contract, sandbox.environment, { seed: options.seed });
        const target = { kind: 'embedded' as const, url: sandbox.url };
        const { run } = await probeTarget(
          contract,
          plan,
          { target },
          { timeoutMs: LATE.timeoutMs, environment: io.environment, signal, now: io.now },
        );
        const errors = run.findings.filter(({ severity }) => severity === 'error');
        rows.push({
          name: fault.name,
          group: fault.group,
          title: fault.title,
          expected: expectedOf(fault),
          verdict: run.verdict,
          checks: [...new Set(errors.map(({ check, kind }) => `${check}/${kind}`))],
        });
      } finally {
        await sandbox.close();
      }
      if (rows.length % 100 === 0) io.stderr.write(`proved ${rows.length} of ${chosen.length}\n`);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  if (signal.aborted) {
    io.stderr.write(
      `plumbline: stopped after ${rows.length} of ${chosen.length} faults, which proves nothing\n`,
    );
    return 3;
  }
  const durationMs = Math.round(performance.now() - begun);
  const names = chosen.map(({ name }) => name);
  rows.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  const proved = rows.every(({ expected, verdict }) => expected === verdict);
  const proof = { plumbline: 1, verdict: proved ? 'proved' : 'survivors', durationMs, faults: rows };
  const json = `${JSON.stringify(proof, null, 2)}\n`;
  if (options.json === '-') {
    io.stdout.write(json);
  } else {
    const colour = useColour(io.stdout, io.environment);
    io.stdout.write(renderProof(rows, { durationMs, colour, width: widthOf(io.stdout) }));
    // Last, since what is on the screen stays there when the disk is full.
    if (options.json !== undefined) await writeReport(options.json, json);
  }
  return proved ? 0 : 1;
}

function expectedOf(fault: Fault): Verdict {
  if (fault.harmless === true) return 'conforms';
  return fault.inconclusive === true ? 'inconclusive' : 'drift';
}

function hurried(contract: Contract): Contract {
  return {
    ...contract,
    responses: contract.responses.map((response) => ({ ...response, withinMs: LATE.withinMs })),
  };
}
