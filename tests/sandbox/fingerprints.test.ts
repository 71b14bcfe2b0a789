// A difference is known again in another run: with another seed, other ids, other values, in another order.
import { expect, test } from 'vitest';
import { createJudge } from '../../src/checks/judge.ts';
import { probeTarget } from '../../src/commands/probe-target.ts';
import { loadContract } from '../../src/contract/load.ts';
import { type Plan, planProbes } from '../../src/probes/plan.ts';
import { faults } from '../../src/sandbox/faults.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { compilerFor } from '../../src/sandbox/validator.ts';

const contract = await loadContract('contracts/trigger-event.contract.yaml');
const compile = compilerFor(contract.operation.document);

const judge = createJudge(contract);
/** By their seeds: equal seeds give equal environments, and so equal plans. */
const plans = new Map<number, Plan>();

/** The fingerprints of the errors that a run against a fault has. */
async function prints(name: string, seed: number): Promise<string[]> {
  const sandbox = await startSandbox({
    contract,
    fault: faults.find((fault) => fault.name === name),
    seed,
    compile,
  });
  try {
    const plan = plans.get(seed) ?? planProbes(contract, sandbox.environment, { seed, exposed: true });
    plans.set(seed, plan);
    const { run } = await probeTarget(
      contract,
      plan,
      { target: { kind: 'embedded', url: sandbox.url } },
      { judge, timeoutMs: 30_000, signal: new AbortController().signal, now: () => Date.now() },
    );
    const errors = run.findings.filter(({ severity }) => severity === 'error');
    return [...new Set(errors.map(({ fingerprint }) => fingerprint))].sort();
  } finally {
    await sandbox.close();
  }
}

/**
 * One fault of each group; but no caches and none that count requests, where who came first, and how soon, decides what
 * else is wrong, and none that stands still, since whether that shows in one way or in two depends on how fast the run is.
 */
const noticed = faults.filter(
  ({ name, harmless, slow, inconclusive }) =>
    !harmless && !slow && !inconclusive && !/^cached|-after-|^every-|^locks-out|frozen/.test(name),
);
const groups = [...new Set(faults.map(({ group }) => group))];
const sample = groups.flatMap((group) => {
  const ofIt = noticed.filter((fault) => fault.group === group);
  return ofIt[Math.floor(ofIt.length / 2)]?.name ?? [];
});

test('there is a fault of each group', () => {
  expect(sample).toHaveLength(groups.length);
});

for (const name of sample) {
  test(`${name} has the same fingerprints with another seed`, async () => {
    const usual = await prints(name, 1);
    expect(usual.length).toBeGreaterThan(0);
    expect(await prints(name, 4711)).toEqual(usual);
  });
}
