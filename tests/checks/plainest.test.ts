import { expect, test } from 'vitest';
import { plainestFirst } from '../../src/checks/plainest.ts';
import { readExchange } from '../../src/checks/reading.ts';
import { badRequest, contract } from './exchanges.ts';

function order(...ids: string[]): string[] {
  const readings = ids.map((id) => readExchange(badRequest({ id }), contract, () => []));
  return plainestFirst(readings).map(({ exchange }) => exchange.id);
}

test('a fault is told by the plainest probe that ran into it, and not by one that came again', () => {
  expect(
    order(
      'repeated/invalid/event_type/required/2',
      'invalid/event_type/required/camel-case',
      'invalid/event_type/enum/unknown',
      'invalid/event_type/required',
    ),
  ).toEqual([
    'invalid/event_type/required',
    'invalid/event_type/enum/unknown',
    'invalid/event_type/required/camel-case',
    'repeated/invalid/event_type/required/2',
  ]);
});

test('the right request again is plainer than one with a change', () => {
  expect(order('valid/media-type/charset', 'repeated/valid/example/2', 'valid/example')).toEqual([
    'valid/example',
    'repeated/valid/example/2',
    'valid/media-type/charset',
  ]);
});

test('what is wrong in one way is plainer than what is huge besides', () => {
  const ids = ['huge', 'comma-twice', 'long', 'last-letter', 'wrong'].map(
    (name) => `unauthorized/key/${name}`,
  );
  expect(order(...ids).map((id) => id.split('/').at(-1))).toEqual([
    'wrong',
    'last-letter',
    'long',
    'comma-twice',
    'huge',
  ]);
});

test('what is not known to be plainer keeps its order', () => {
  const ids = ['entry 3', 'invalid/a/type/object', 'entry 1', 'invalid/a/type/array'];
  expect(order(...ids)).toEqual(ids);
});
