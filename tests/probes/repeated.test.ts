import { describe, expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { rightAtLast } from '../../src/probes/repeated.ts';
import { baseRequest } from '../../src/probes/request.ts';
import { contractOf, documents, planned } from './asked.ts';

const trigger = await loadContract('contracts/trigger-event.contract.yaml');
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
  expect([...counts.values()].sort()).toEqual([1, 2, 2, 2, 2, 4]);
  expect(counts.get('valid/example')).toBe(4);
  expect(counts.get('unauthorized/token/wrong')).toBe(1);
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
  expect(numbers).toEqual([2, 3, 4, 5]);
});

test('what is deleted is not deleted again', () => {
  const contract = contractOf(documents['path-only'] ?? '');
  const { probes, preflight } = planned(contract);
  expect(probes.filter(({ id }) => id.startsWith('repeated/valid'))).toEqual([]);
  expect(rightAtLast(preflight, baseRequest(contract, {}, [], 1))).toEqual([]);
});

describe('a way that provoked its answer', () => {
  const { provoking, again: calls } = planned(trigger);
  const way = provoking.find(({ id }) => id === 'conflict/json-api-mismatch') ?? plan.preflight;
  const again = calls.get(way.id) ?? [];
  const inForm = (name: string) => again.find(({ id }) => id === `repeated/${way.id}/${name}`);

  test('has to do so each time, in other forms too', () => {
    expect(again.map(({ id }) => id.replace(`repeated/${way.id}/`, ''))).toEqual([
      ...['2', '3'],
      ...['accept-anything', 'no-accept', 'accept-html', 'client-headers', 'charset', 'in-chunks', 'large'],
      ...['lines', 'capitals', 'language'],
    ]);
    for (const { id, group, expectation } of again) {
      expect(group).toBe('repeated');
      // A form that may be refused for itself need not be answered as the others are.
      const sameAs = /\/\d+$/.test(id) ? way.id : undefined;
      expect(expectation).toMatchObject({ statuses: ['409'], provokes: '409', sameAs });
    }
  });

  test('is the same request in all of them', () => {
    const text = ({ request }: Probe) => new TextDecoder().decode(request.body);
    const written = /\/(large|lines|capitals)$/;
    for (const each of again.filter(({ id }) => !written.test(id))) expect(text(each)).toBe(text(way));
    expect(again[0]?.request).toEqual(way.request);
    expect(JSON.parse(text(inForm('large') ?? way))).toMatchObject(JSON.parse(text(way)));
    expect(JSON.parse(text(inForm('lines') ?? way))).toEqual(JSON.parse(text(way)));
    const capitals = text(inForm('capitals') ?? way);
    expect(capitals).not.toBe(text(way));
    expect(capitals.toLowerCase()).toBe(text(way).toLowerCase());
  });

  test('may be refused in a form in which servers may refuse any request', () => {
    expect(inForm('in-chunks')?.expectation.tolerated).toEqual([411]);
    expect(inForm('large')?.expectation.tolerated).toEqual([413, 403]);
    expect(inForm('charset')?.expectation.tolerated).toEqual([]);
  });
});
