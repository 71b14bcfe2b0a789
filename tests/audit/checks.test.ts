import { expect, test } from 'vitest';
import { checks } from '../../src/checks/checks.ts';
import { type Prover, proverFor } from '../../src/commands/prove/fault.ts';
import { loadContract } from '../../src/contract/load.ts';
import { faults, findFault } from '../../src/sandbox/faults.ts';
import { CHECKS } from './waivers.ts';

/** For each check a fault that no other check notices: without the check the run would be green. */
const ONLY: Readonly<Record<string, string>> = {
  answer: 'reset-before-answer',
  gateway: 'login-redirect-for-401',
  status: '201-as-200',
  'media-type': 'type-html',
  json: 'json-with-bom',
  schema: 'id-missing',
  vacuous: 'created-empty-object',
  example: '401-code-invalid-token',
  'error-shape': '400-code-blank',
  echo: 'event-type-empty',
  unique: 'id-repeated-every-2',
  fresh: 'created-at-hour-behind',
  'in-time': '409-slow',
  stable: 'refuses-uuid-version-1',
  leak: 'leaks-token-in-201',
};

/** A late answer here is late by this; an honest one may be as late on a busy machine, and is then no proof of more. */
const LATE = { slowMs: 1500, withinMs: 1000, timeoutMs: 15_000 };

const contract = await loadContract('contracts/trigger-event.contract.yaml');
let prover: Prover | undefined;

test.each(Object.entries(ONLY))('%s alone notices %s', async (check, name) => {
  prover ??= proverFor(contract, {
    seed: 1,
    environment: {},
    now: Date.now,
    signal: new AbortController().signal,
    late: LATE,
  });
  const fault = findFault(name);
  expect(fault?.kills).toEqual([check]);
  const { verdict, checks: fired } = await prover.prove(fault);
  expect([...new Set(fired.map((each) => each.split('/')[0]))]).toEqual([check]);
  expect(verdict).toBe('drift');
});

test('every check has a fault that only it notices, or a waiver, and not both', () => {
  const ids = checks.map(({ id }) => id);
  expect([...Object.keys(ONLY), ...Object.keys(CHECKS)].sort()).toEqual([...ids].sort());
});

test('every fault names checks that there are, and a harmless variation names none', () => {
  const ids = new Set(checks.map(({ id }) => id));
  for (const { name, kills, harmless, inconclusive } of faults) {
    expect(
      kills.filter((each) => !ids.has(each)),
      name,
    ).toEqual([]);
    expect(new Set(kills).size, name).toBe(kills.length);
    if (harmless === true || inconclusive === true) expect(kills, name).toEqual([]);
    else expect(kills, name).not.toEqual([]);
  }
});

test('every check that is not waived is named by several faults, or by the one that only it notices', () => {
  const named = new Set(faults.flatMap(({ kills }) => kills));
  expect(Object.keys(ONLY).filter((id) => !named.has(id))).toEqual([]);
});
