import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import type { Change } from '../../src/diff/change.ts';
import { createTouchesUs, type Ours } from '../../src/diff/reliance/touches-us.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import type { PactFile } from '../../src/exchange/pact.ts';
import { badRequest, conflict, created } from '../checks/exchanges.ts';
import { change } from './changes.ts';

const contract = { ...(await loadContract('contracts/trigger-event.contract.yaml')), file: undefined };

const touched = (about: Change, ours: Partial<Ours>) =>
  createTouchesUs({ contract, pacts: [], recordings: [], ...ours })(about);
const recorded = (...exchanges: Exchange[]) => ({ recordings: [{ file: 'a.har', exchanges }] });
const ANY = change({ kind: 'response-media-type-removed', part: 'response', statuses: ['default'] });
const GONE = change({ kind: 'operation-removed', part: 'operation' });

test('answers are counted by their status, in order', () => {
  expect(touched(ANY, recorded(conflict(), badRequest(), created(), conflict()))).toEqual([
    'a.har: 1 answer 201',
    'a.har: 1 answer 400',
    'a.har: 2 answers 409',
  ]);
});

test('of a change of requests the requests are counted, whatever came back', () => {
  expect(touched(GONE, recorded(conflict(), created({ silent: true })))).toEqual(['a.har: 2 requests']);
  expect(touched(GONE, recorded(conflict()))).toEqual(['a.har: 1 request']);
});

test('a request without an answer is none of the answers', () => {
  const call = change({ kind: 'callback-removed', side: 'response', part: 'operation' });
  expect(touched(call, recorded(created({ silent: true })))).toEqual([]);
  expect(touched(call, recorded(created({ silent: true }), created()))).toEqual(['a.har: 1 answer 201']);
});

test('a recording that shows nothing of a change is not named', () => {
  const about = change({ kind: 'response-removed', part: 'response', statuses: ['500'] });
  expect(touched(about, recorded(created()))).toEqual([]);
});

test('neither the wording nor another operation touches us', () => {
  expect(touched({ ...GONE, side: 'docs' }, recorded(created()))).toEqual([]);
  expect(touched({ ...GONE, operations: ['GET /register/dev/trigger_event'] }, recorded(created()))).toEqual(
    [],
  );
  expect(touched({ ...GONE, operations: ['GET /a', ...GONE.operations] }, recorded(created()))).toHaveLength(
    1,
  );
});

test('an interaction is named with its line where that is known, and not where it is not touched', () => {
  const pact = {
    placeOf: (pointer: string) => (pointer === '/known' ? { file: 'a.json', line: 7 } : { file: 'a.json' }),
  } as PactFile;
  const interaction = (description: string, pointer: string, exchange: Exchange) => ({
    description,
    pointer,
    exchange,
  });
  const interactions = [
    interaction('one', '/known', created()),
    interaction('two', '/unknown', created()),
    interaction('three', '/known', conflict()),
  ] as PactFile['interactions'];
  const about = change({ kind: 'response-removed', part: 'response', statuses: ['201'] });
  expect(touched(about, { pacts: [{ pact, interactions }] })).toEqual([
    'a.json:7: interaction "one"',
    'a.json: interaction "two"',
  ]);
});

test('a contract that nobody has written relies on nothing', () => {
  expect(touched(GONE, {})).toEqual([]);
  expect(
    createTouchesUs({ contract: { ...contract, file: 'a.yaml' }, pacts: [], recordings: [] })(GONE),
  ).toHaveLength(1);
});
