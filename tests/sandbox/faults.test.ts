import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/fault.ts';
import { GROUPS } from '../../src/sandbox/fault.ts';
import { faults, findFault } from '../../src/sandbox/faults.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { compilerFor } from '../../src/sandbox/validator.ts';
import { observer } from './observe.ts';
import { requestSet } from './requests.ts';
import { type Ask, qontoContract, using } from './support.ts';

const contract = await qontoContract();
const compile = compilerFor(contract.operation.document);

/** What a slow answer takes here, and how long anyone waits for one that never comes. */
const SLOW_MS = 60;
const patienceFor = (fault: Fault | undefined) => (fault?.slow === true ? 90 : 2000);

async function open<T>(
  fault: Fault | undefined,
  run: (observe: ReturnType<typeof observer>, asks: Ask[]) => Promise<T>,
) {
  const sandbox = await startSandbox({ contract, compile, fault, slowMs: SLOW_MS });
  return using(sandbox, (pool) =>
    run(observer(pool, sandbox.environment, patienceFor(fault)), requestSet(sandbox.environment)),
  );
}

describe('the list', () => {
  test('has unique names in kebab case and a sentence for each', () => {
    const names = faults.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, title } of faults) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(title, name).toMatch(/^\S.*\S\.$/);
    }
  });

  test('has no sentence twice', () => {
    const titles = faults.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test('has what it was asked to have', () => {
    expect(faults.filter(({ harmless }) => !harmless).length).toBeGreaterThanOrEqual(170);
    expect(faults.filter(({ harmless }) => harmless).length).toBeGreaterThanOrEqual(30);
    for (const group of GROUPS)
      expect(
        faults.some((fault) => fault.group === group),
        group,
      ).toBe(true);
    expect(findFault('id-missing')?.group).toBe('created body');
    expect(findFault('no-such-fault')).toBeUndefined();
  });
});

// That a fault shows from outside is for `plumbline prove`, which asks more of each: that its checks notice it.
describe('a harmless variation still answers as the document says', () => {
  const STATUS: Record<Ask['kind'], RegExp> = {
    valid: /^(late: )?201 /,
    conflict: /^409 /,
    invalid: /^4(00|15) /,
    unauthorized: /^401 /,
    gate: /^(200|302|201) /,
    elsewhere: /^40[45] /,
  };
  test.each(faults.filter(({ harmless }) => harmless))('$name: $title', async (fault) => {
    await open(fault, async (observe, asks) => {
      const some = asks.filter(({ kind }, index) => index < 6 || kind === 'gate');
      for (const request of some)
        expect(await observe.one(request), request.name).toMatch(STATUS[request.kind]);
    });
  });
});
