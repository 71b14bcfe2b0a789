import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { onceMore } from '../../src/probes/once-more.ts';
import { planned } from './asked.ts';

const { probes } = planned(await loadContract('contracts/trigger-event.contract.yaml'));
const invalid = probes.filter(({ id }) => /^invalid\/event_type\/type\//.test(id));
const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id);

/** What came: each probe with the status that it hopes for, but for some. */
function came(others: Record<string, number>): Exchange[] {
  return probes.map(({ id, expectation }) => {
    const status = others[id] ?? Number(expectation.statuses[0]);
    return { id, response: { status, headers: [], body: new Uint8Array() } } as unknown as Exchange;
  });
}
const all = (status: number, of: readonly { id: string }[]) =>
  Object.fromEntries(ids(of).map((id) => [id, status]));

test('nothing is asked again where every answer is one that was expected', () => {
  expect(onceMore(probes, came({}))).toEqual([]);
});

test('what few got is asked again, byte for byte, and belongs to the first call', () => {
  const [first] = invalid;
  const [again, ...more] = onceMore(probes, came({ [first?.id ?? '']: 500 }));
  expect(more).toEqual([]);
  expect(again).toMatchObject({
    id: `repeated/${first?.id}/2`,
    group: 'repeated',
    request: first?.request,
    expectation: { statuses: ['400'], sameAs: first?.id },
  });
  expect(again?.title).toMatch(/^The same again, since the answer was unexpected: event_type is /);
});

test('three of a status say enough, and six of all', () => {
  const [one = [], two = [], three = []] = [0, 3, 6].map((from) => invalid.slice(from, from + 4));
  expect(onceMore(probes, came(all(500, one)))).toHaveLength(3);
  expect(onceMore(probes, came({ ...all(500, one), ...all(502, two), ...all(503, three) }))).toHaveLength(6);
});

test('what many got is no luck', () => {
  const many = probes.filter(({ group }) => group === 'invalid').slice(0, 13);
  expect(onceMore(probes, came(all(500, many)))).toEqual([]);
  expect(onceMore(probes, came(all(500, many.slice(1))))).toHaveLength(3);
});

test('what is asked more than once anyway is not, and neither is the gate, nor what is borne with', () => {
  const known = [
    'unauthorized/apikey/wrong',
    'repeated/unauthorized/apikey/wrong/2',
    'gate/x-qonto-staging-token/absent',
  ];
  expect(ids(probes)).toEqual(expect.arrayContaining(known));
  expect(onceMore(probes, came(Object.fromEntries(known.map((id) => [id, 500]))))).toEqual([]);
  for (const status of [411, 429, 503])
    expect(onceMore(probes, came({ 'valid/body/chunked': status }))).toEqual([]);
  expect(onceMore(probes, came({ 'valid/body/chunked': 500 }))).toHaveLength(1);
});

test('nobody asks again for what is deleted, or got no answer', () => {
  const [first] = invalid;
  if (first === undefined) throw new Error('there is no such probe');
  const deleted = { ...first, request: { ...first.request, method: 'DELETE' } };
  const answers = came({ [first.id]: 500 });
  expect(onceMore([deleted], answers)).toEqual([]);
  expect(onceMore([first], answers)).toHaveLength(1);
  expect(
    onceMore(
      [first],
      answers.map((each) => ({ ...each, response: undefined })),
    ),
  ).toEqual([]);
});
