import { expect, test } from 'vitest';
import type { Finding } from '../../src/checks/finding.ts';
import type { Run } from '../../src/checks/run.ts';
import { causesOf } from '../../src/report/causes.ts';
import { causeSentence, leadingCause } from '../../src/report/headline.ts';

const error = (fingerprint: string, probe: string, more: Partial<Finding> = {}): Finding =>
  ({
    severity: 'error',
    check: 'status',
    kind: 'not-expected',
    fingerprint,
    probe,
    status: '400',
    message: 'the answer is 500 where 400 is right',
    ...more,
  }) as Finding;
const run = { probes: [], responses: [{ status: '201', observed: 30 }] } as unknown as Run;

test('what changes from call to call leads, and is of answers that were due', () => {
  const unsteady = {
    check: 'stable',
    kind: 'status',
    status: '201',
    message: 'the same request got 201, and 500',
  };
  const findings = [
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((probe) => error('often', probe)),
    error('unsteady', 'x', unsteady),
    error('unsteady', 'y', unsteady),
    error('refused', 'x', { status: '201', follows: 'unsteady' }),
  ];
  const leading = leadingCause(causesOf(findings, 'error'));
  expect(leading?.finding.fingerprint).toBe('unsteady');
  expect(leading && causeSentence(leading, run)).toBe(
    'Where 201 is due (2 probes), the same request got 201, and 500.',
  );
  // That the codes of an error change is of the errors that came.
  const [codes] = causesOf([error('codes', 'a', { ...unsteady, kind: 'codes' })], 'error');
  expect(codes && causeSentence(codes, run)).toBe(
    'In 1 of 30 answers with 201, the same request got 201, and 500.',
  );
});
