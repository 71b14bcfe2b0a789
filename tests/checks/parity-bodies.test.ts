import { expect, test } from 'vitest';
import { compareAnswers } from '../../src/checks/parity.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import type { Json } from '../../src/json.ts';
import { created, readings, unauthorized } from './exchanges.ts';

const bodies = (target: Exchange, embedded: Exchange) =>
  compareAnswers('https://api.example.com', readings([target]), readings([embedded]))
    .differences.filter(({ kind }) => kind === 'body')
    .map(({ place, target: here, embedded: there }) => `${place}: ${here} / ${there}`);
const holding = (value: Json) => created({ edit: { '/event/more': value } });

/** Lists or objects in one another, so many of them, around a value. */
const nested = (levels: number, wrap: (inner: Json) => Json, inner: Json): Json =>
  levels === 0 ? inner : wrap(nested(levels - 1, wrap, inner));

test('a page and an empty answer are told by what they are', () => {
  const page = { text: '<html>', type: 'text/html' };
  expect(bodies(unauthorized(page), unauthorized())).toEqual([': string / object']);
  expect(bodies(unauthorized({ text: '', type: null }), unauthorized())).toEqual([': absent / object']);
  expect(bodies(unauthorized(page), unauthorized({ ...page, text: '<p>' }))).toEqual([]);
  const broken = { ...page, status: 502 };
  expect(bodies(created(broken), created({ ...broken, text: '' }))).toEqual([': string / absent']);
});

test('a media type that is none is told as it stands', () => {
  const [difference] = compareAnswers(
    'https://api.example.com',
    readings([unauthorized({ type: 'json', headers: [['Content-Type', 'text']] })]),
    readings([unauthorized()]),
  ).differences;
  expect(difference).toMatchObject({ kind: 'media-type', target: ['json, text'] });
});

test('a place is a JSON pointer, with the entries of a list in one', () => {
  expect(bodies(holding({ 'a/b~c': 1 }), holding({ 'a/b~c': 'x' }))).toEqual([
    '/event/more/a~1b~0c: number / string',
  ]);
  expect(bodies(holding([1, 'x', 2.5]), holding([1]))).toEqual(['/event/more/*: number or string / number']);
});

test('a place is no longer than anyone reads', () => {
  const long = bodies(holding({ ['k'.repeat(5000)]: 1 }), holding({ ['k'.repeat(5000)]: 'x' }));
  expect(long).toEqual([`/event/more/${'k'.repeat(120)}: number / string`]);
});

test.each([
  ['lists', (inner: Json): Json => [inner]],
  ['objects', (inner: Json): Json => ({ a: inner })],
])('%s in one another are compared down to where nobody reads any more', (_, wrap) => {
  expect(bodies(holding(nested(10, wrap, 1)), holding(nested(10, wrap, 'x')))).toHaveLength(1);
  expect(bodies(holding(nested(60, wrap, 1)), holding(nested(60, wrap, 'x')))).toEqual([]);
});
