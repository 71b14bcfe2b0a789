import { expect, test } from 'vitest';
import type { Finding } from '../../src/checks/finding.ts';
import type { Run } from '../../src/checks/run.ts';
import { acceptedProbes } from '../../src/report/accepted-probes.ts';
import { finding } from './runs.ts';

const LET_IN: Partial<Finding> = { check: 'status', kind: 'accepted-forbidden' };
const ENUM = 'invalid/event_type/enum';
const KEY = 'unauthorized/key';

/** What is accepted of a difference that some of a run's probes have. */
function accepted(probes: string[], others: string[], part = LET_IN, findings: Finding[] = []) {
  const all = [...probes, ...others].map((id) => ({ id, sent: !id.startsWith('unsent ') }));
  return acceptedProbes({ finding: finding(part), probes }, { probes: all, findings } as unknown as Run);
}

test('what lets in something wrong is accepted in the probes that showed it', () => {
  expect(accepted([`${ENUM}/trailing-space`, `${ENUM}/leading-space`], [`${ENUM}/unknown`])).toEqual([
    `${ENUM}/leading-space`,
    `${ENUM}/trailing-space`,
  ]);
});

test('a rule of which every probe was let in is accepted whole', () => {
  expect(accepted([`${KEY}/wrong`, `${KEY}/short`], [`${ENUM}/unknown`])).toEqual([KEY]);
  expect(accepted([`${KEY}/wrong`, `${ENUM}/empty`], [`${ENUM}/unknown`])).toEqual([`${ENUM}/empty`, KEY]);
});

test('a probe that was not sent says nothing', () => {
  expect(accepted([`${KEY}/wrong`], [`unsent ${KEY}/short`])).toEqual([KEY]);
});

test('the same probe again, or in another form, is named once', () => {
  const again = [`${KEY}/wrong`, `repeated/${KEY}/wrong/2`, `${KEY}/wrong/in-chunks`];
  expect(accepted(again, [`${KEY}/short`])).toEqual([`${KEY}/wrong`]);
  expect(accepted([`repeated/${KEY}/wrong/2`], [`${KEY}/short`])).toEqual([`${KEY}/wrong`]);
});

test('any other difference is accepted whoever shows it, and so is one that comes and goes', () => {
  expect(accepted([`${KEY}/wrong`], [], { check: 'example', kind: 'differs' })).toBeUndefined();
  expect(accepted([`${KEY}/wrong`], [], { check: 'status', kind: 'undocumented' })).toBeUndefined();
  expect(accepted([], [], LET_IN)).toBeUndefined();
  const unsteady = finding({ check: 'stable', kind: 'status' });
  expect(accepted([`${KEY}/wrong`], [`${KEY}/short`], LET_IN, [unsteady])).toBeUndefined();
  // What changes among answers of another status is no reason to accept more of this one.
  const other = { ...unsteady, status: '500' };
  expect(accepted([`${KEY}/wrong`], [`${KEY}/short`], LET_IN, [other])).toEqual([`${KEY}/wrong`]);
});
