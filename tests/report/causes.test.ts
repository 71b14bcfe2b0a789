import { expect, test } from 'vitest';
import type { Finding } from '../../src/checks/finding.ts';
import { type Cause, causesOf, isSeenTogether } from '../../src/report/causes.ts';

const cause = (status: string, ...probes: string[]): Cause => ({
  finding: { status } as Finding,
  findings: probes.length,
  probes,
  values: 1,
  also: [],
});

test('causes are seen together in the very same answers of one status', () => {
  expect(isSeenTogether(cause('401', 'a', 'b'), cause('401', 'b', 'a'))).toBe(true);
});

test.each<[what: string, one: Cause, other: Cause]>([
  ['of another status', cause('401', 'a'), cause('400', 'a')],
  ['in one answer more', cause('401', 'a'), cause('401', 'a', 'b')],
  ['in another answer', cause('401', 'a', 'b'), cause('401', 'a', 'c')],
  ['in no answer', cause('401'), cause('401')],
])('%s they are not', (_, one, other) => {
  expect(isSeenTogether(one, other)).toBe(false);
  expect(isSeenTogether(other, one)).toBe(false);
});

test('what shows only in answers that should have been refusals comes behind what let them through', () => {
  const error = (fingerprint: string, probe: string, check = 'schema', kind = 'format'): Finding =>
    ({ severity: 'error', check, kind, fingerprint, probe, status: '201' }) as Finding;
  const order = (...findings: Finding[]) =>
    causesOf(findings, 'error').map(({ finding }) => finding.fingerprint);
  const accepted = error('accepted', 'a', 'status', 'accepted-forbidden');
  expect(order(error('echoed', 'a'), accepted)).toEqual(['accepted', 'echoed']);
  expect(order(error('elsewhere', 'a'), error('elsewhere', 'b'), accepted)).toEqual([
    'elsewhere',
    'accepted',
  ]);
  expect(order(error('one', 'a'), error('other', 'b'), error('other', 'c'))).toEqual(['other', 'one']);
});

test('what changes from call to call is told first, then who is let in, then what most probes saw', () => {
  const error = (fingerprint: string, probe: string, more: Partial<Finding> = {}): Finding =>
    ({
      severity: 'error',
      check: 'schema',
      kind: 'format',
      fingerprint,
      probe,
      status: '201',
      ...more,
    }) as Finding;
  const findings = [
    ...['a', 'b', 'c', 'd'].map((probe) => error('often', probe)),
    ...['e', 'f'].map((probe) =>
      error('let in', probe, { check: 'status', kind: 'accepted-forbidden', status: '401' }),
    ),
    error('unsteady', 'g', { check: 'stable', kind: 'status' }),
    error('refused', 'h', { check: 'status', kind: 'refused-right', follows: 'unsteady' }),
  ];
  expect(causesOf(findings, 'error').map(({ finding }) => finding.fingerprint)).toEqual([
    'unsteady',
    'let in',
    'often',
  ]);
});
