import { expect, test } from 'vitest';
import { repeatProvoked, rightAtLast } from '../../src/probes/repeated.ts';
import { baseRequest } from '../../src/probes/request.ts';
import { contractOf, documents, planned } from './asked.ts';

const plan = planned(contractOf(documents['nested-objects'] ?? ''));
const repeated = plan.probes.filter(({ group }) => group === 'repeated');

test('right requests, wrong credentials and refused bodies go out again, byte for byte', () => {
  const counts = new Map<string, number>();
  for (const { id, request, title } of repeated) {
    const of = id.replace(/^repeated\//, '').replace(/\/\d+$/, '');
    counts.set(of, (counts.get(of) ?? 0) + 1);
    const first = [plan.preflight, ...plan.probes].find((probe) => probe.id === of);
    expect(request).toEqual(first?.request);
    expect(title).toMatch(/^The same again, call \d+: [a-z]/);
  }
  expect([...counts.values()].sort()).toEqual([12, 3, 3, 3, 3, 3]);
  expect(counts.get('valid/example')).toBe(12);
  expect(counts.get('unauthorized/token/wrong')).toBe(3);
});

test('calls of one request are one group, whose answers must not differ', () => {
  const groups = (pattern: RegExp) => [
    ...new Set(repeated.filter(({ id }) => pattern.test(id)).map(({ expectation }) => expectation.sameAs)),
  ];
  expect(groups(/valid\/example/)).toEqual(['valid']);
  expect(plan.preflight.expectation.sameAs).toBe('valid');
  expect(groups(/unauthorized/)).toEqual(['unauthorized/token/wrong']);
});

test('calls are numbered from the second on', () => {
  const numbers = repeated
    .filter(({ id }) => id.startsWith('repeated/valid/example/'))
    .map(({ id }) => Number(id.split('/').at(-1)))
    .sort((a, b) => a - b);
  expect(numbers).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

test('what is deleted is not deleted again', () => {
  const contract = contractOf(documents['path-only'] ?? '');
  const { probes, preflight } = planned(contract);
  expect(probes.filter(({ id }) => id.startsWith('repeated/valid'))).toEqual([]);
  expect(rightAtLast(preflight, baseRequest(contract, {}, [], 1))).toEqual([]);
});

test('a way that provoked its answer has to do so each time', () => {
  const probe = plan.probes.find(({ expectation }) => expectation.sameAs === undefined) ?? plan.preflight;
  const way = {
    ...probe,
    id: 'conflict/way',
    expectation: { ...probe.expectation, statuses: ['409', '201'], provokes: '409' },
  };
  const again = repeatProvoked(way);
  expect(again).toHaveLength(11);
  expect(again[0]).toMatchObject({
    id: 'repeated/conflict/way/2',
    expectation: { statuses: ['409'], provokes: '409', sameAs: 'conflict/way' },
  });
});
