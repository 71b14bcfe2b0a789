import { expect, test } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load.ts';
import { harmlessControl, harmlessProbe, isSafe } from '../../src/probes/harmless.ts';
import { planProbes } from '../../src/probes/plan.ts';

const contract = await loadContract('contracts/trigger-event.contract.yaml');
const ENVIRONMENT = {
  QONTO_TOKEN: 'token-of-the-test',
  QONTO_PARTNER_ID: 'partner-of-the-test',
  QONTO_STAGING_TOKEN: 'staging-of-the-test',
};
const plan = planProbes(contract, ENVIRONMENT, { seed: 1 });
const bodyOf = (probe = harmlessProbe(plan, contract)) => Buffer.from(probe?.request.body ?? []).toString();
const as = (operation: Partial<Contract['operation']>, more: Partial<Contract> = {}): Contract => ({
  ...contract,
  ...more,
  operation: { ...contract.operation, ...operation },
});

test('what stands in the body is named by an empty object not at all', () => {
  const probe = harmlessProbe(plan, contract);
  expect(bodyOf(probe)).toBe('{}');
  expect(probe?.expectation.statuses).toEqual(['400']);
  expect(probe?.request.headers.map(({ value }) => value)).toContain('Bearer token-of-the-test');
});

test('where the path names what is acted upon, or nobody knows, a body that is no JSON is sent', () => {
  expect(bodyOf(harmlessProbe(plan, as({ method: 'PUT', path: '/events/{id}' })))).toBe('plumbline');
  expect(bodyOf(harmlessProbe(plan, as({}, { values: {} })))).toBe('plumbline');
});

test('where every request might have an effect there is none', () => {
  const bare = { ...plan, probes: plan.probes.filter(({ group }) => group !== 'invalid') };
  expect(harmlessProbe(bare, contract)).toBeUndefined();
});

test('a right request of a safe method is harmless', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    expect(isSafe(as({ method }))).toBe(true);
    expect(harmlessProbe(plan, as({ method }))).toBe(plan.preflight);
  }
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(isSafe(as({ method }))).toBe(false);
});

test('the control has a wrong credential, the same body, and both answers are right for it', () => {
  const probe = harmlessProbe(plan, contract);
  const control = probe && harmlessControl(probe, plan);
  expect(bodyOf(control)).toBe('{}');
  expect(control?.expectation.statuses).toEqual(['401', '400']);
  const headers = control?.request.headers ?? [];
  expect(headers.map(({ value }) => value)).not.toContain('Bearer token-of-the-test');
  expect(headers.map(({ name }) => name)).toEqual([
    'User-Agent',
    'Accept',
    'Authorization',
    'Qonto-Partner-Id',
    'X-Qonto-Staging-Token',
    'Content-Type',
  ]);
  expect(headers.filter(({ name }) => name === 'X-Qonto-Staging-Token')).toMatchObject([
    { value: 'staging-of-the-test' },
  ]);
});
