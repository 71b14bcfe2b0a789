import { expect, test } from 'vitest';
import { acceptFindings, baselineOf, dayOf, isFailing } from '../../src/checks/accepted.ts';
import type { Run } from '../../src/checks/run.ts';
import type { Baseline, BaselineEntry } from '../../src/contract/baseline.ts';
import * as runs from '../report/runs.ts';

const entry = (part: Partial<BaselineEntry> = {}): BaselineEntry => ({
  fingerprint: 'c0ffee01',
  reason: 'a ticket',
  until: '2026-11-25',
  line: 4,
  ...part,
});
const baseline = (...entries: BaselineEntry[]): Baseline => ({ file: 'contracts/baseline.yaml', entries });
const TODAY = '2026-11-25';

test.each([
  ['2026-11-24', false],
  ['2026-11-25', true],
  ['2026-11-26', true],
])('what is accepted until %s passes on the 25th: %s', (until, passes) => {
  const [finding] = acceptFindings([runs.finding({})], baseline(entry({ until })), TODAY);
  expect(finding?.accepted).toEqual(passes ? { reason: 'a ticket', until } : undefined);
  expect(finding === undefined ? undefined : isFailing(finding)).toBe(!passes);
});

test('a day ends in UTC', () => {
  expect(dayOf(Date.parse('2026-11-25T23:59:59.999Z'))).toBe('2026-11-25');
  expect(dayOf(Date.parse('2026-11-26T00:30:00+02:00'))).toBe('2026-11-25');
  expect(dayOf(Date.parse('2026-11-25T23:30:00-02:00'))).toBe('2026-11-26');
});

test('only errors are accepted, and no other fingerprint', () => {
  const findings = [
    runs.finding({ severity: 'warning' }),
    runs.finding({ severity: 'note' }),
    runs.finding({ fingerprint: 'c0ffee' }),
  ];
  expect(acceptFindings(findings, baseline(entry()), TODAY)).toEqual(findings);
  expect(acceptFindings(findings, undefined, TODAY)).toEqual(findings);
});

test('an entry that names probes accepts its difference in these alone, in other forms and calls too', () => {
  const accepted = (probe: string, probes?: string[]) => {
    const [finding] = acceptFindings([runs.finding({ probe })], baseline(entry(probes && { probes })), TODAY);
    return finding === undefined ? undefined : !isFailing(finding);
  };
  const spaces = ['invalid/event_type/enum/trailing-space'];
  expect(accepted('invalid/event_type/enum/trailing-space', spaces)).toBe(true);
  expect(accepted('repeated/invalid/event_type/enum/trailing-space/2', spaces)).toBe(true);
  expect(accepted('invalid/event_type/enum/trailing-space/together/lines.language', spaces)).toBe(true);
  expect(accepted('invalid/event_type/enum/trailing-spaces', spaces)).toBe(false);
  expect(accepted('invalid/event_type/enum/unknown', spaces)).toBe(false);
  expect(accepted('invalid/event_type/enum/unknown', ['invalid/event_type/enum'])).toBe(true);
  expect(accepted('invalid/event_type/enum/unknown')).toBe(true);
});

test('of what is accepted elsewhere the message says so', () => {
  const [finding] = acceptFindings(
    [runs.finding({ probe: 'b', message: 'it is let in' })],
    baseline(entry({ probes: ['a'] })),
    TODAY,
  );
  expect(finding?.message).toBe('it is let in; the baseline accepts that in other probes alone');
  expect(finding?.accepted).toBeUndefined();
});

const told = (run: Run, ...entries: BaselineEntry[]) => {
  const { accepted, expired, stale } = baselineOf(run, baseline(...entries), TODAY);
  const names = (list: readonly { fingerprint: string }[]) => list.map(({ fingerprint }) => fingerprint);
  return { accepted, expired: names(expired), stale: names(stale) };
};

test('an entry is in force, expired or stale', () => {
  const entries = [
    entry(),
    entry({ fingerprint: 'beef0002', until: '2026-11-24' }),
    entry({ fingerprint: 'gone' }),
    entry({ fingerprint: 'gone too', until: '2026-01-01' }),
  ];
  expect(told(runs.drifting(), ...entries)).toEqual({
    accepted: ['c0ffee01'],
    expired: ['beef0002'],
    stale: ['gone', 'gone too'],
  });
});

test('a run that did not ask for everything, or of another target, tells of nothing that it is stale', () => {
  const gone = entry({ fingerprint: 'gone', target: 'embedded' });
  expect(told(runs.conforming(), gone).stale).toEqual(['gone']);
  for (const part of [
    { only: ['409'] },
    { interrupted: true },
    { verdict: 'inconclusive' as const },
    { target: { kind: 'recording' as const, url: 'a.har' } },
    { target: { kind: 'url' as const, url: 'https://api.test.example.com' } },
  ])
    expect(told({ ...runs.conforming(), ...part }, gone).stale).toEqual([]);
  const there = entry({ fingerprint: 'gone', target: 'api.test.example.com/v1' });
  const target = { kind: 'url' as const, url: 'https://API.test.example.com/v1/' };
  expect(told({ ...runs.conforming(), target }, there).stale).toEqual(['gone']);
});
