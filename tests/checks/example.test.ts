import { expect, test } from 'vitest';
import { differences } from '../../src/checks/differences.ts';
import { example } from '../../src/checks/example.ts';
import type { ExampleLevel } from '../../src/contract/contract.ts';
import {
  answered,
  conflict,
  contract,
  contractOf,
  created,
  errorList,
  linesOf,
  unauthorized,
} from './exchanges.ts';

const type = { code: 'conflict', detail: "Type do not match server's endpoint", pointer: '/data/type' };
const id = { code: 'conflict', detail: "ID do not match server's endpoint", pointer: '/data/id' };
const at = (level: ExampleLevel) => ({
  ...contract,
  responses: contract.responses.map((each) => ({ ...each, example: level })),
});

test('a value of the example is another one in the answer', () => {
  expect(
    linesOf(example, [unauthorized({ edit: { '/errors/0/code': 'invalid_token' } })]),
  ).toMatchInlineSnapshot(`
    [
      "error example/differs on 401 at /errors/0/code, document:177: expected "unauthorized", actual "invalid_token"",
    ]
  `);
});

test('a value of the example is not in the answer', () => {
  expect(
    linesOf(example, [unauthorized({ edit: { '/errors/0/detail': undefined } })]),
  ).toMatchInlineSnapshot(`
    [
      "error example/missing on 401 at /errors/0/detail, document:178: expected "You must authenticate to perform API requests"",
    ]
  `);
  expect(linesOf(example, [unauthorized({ json: {} })])).toMatchInlineSnapshot(`
    [
      "error example/missing on 401 at /errors, document:176: expected [{"code":"unauthorized","detail":"You must authenticate to perform API requests"}]",
    ]
  `);
});

test('a documented error is not in the answer', () => {
  expect(linesOf(example, [conflict({ json: errorList(id) })])).toMatchInlineSnapshot(`
    [
      "error example/missing-error on 409 at /errors/0, document:182: expected {"code":"conflict","detail":"Type do not match server's endpoint","source":{"pointer":"/data/type"}}",
    ]
  `);
  expect(linesOf(example, [unauthorized({ json: { errors: [] } })])).toMatchInlineSnapshot(`
    [
      "error example/missing-error on 401 at /errors/0, document:177: expected {"code":"unauthorized","detail":"You must authenticate to perform API requests"}",
    ]
  `);
});

test('one documented error does not stand for two', () => {
  expect(linesOf(example, [conflict({ json: errorList(type, type) })])).toMatchInlineSnapshot(`
    [
      "error example/differs on 409 at /errors/1/detail, document:187: expected "ID do not match server's endpoint", actual "Type do not match server's endpoint"",
      "error example/differs on 409 at /errors/1/source/pointer, document:189: expected "/data/id", actual "/data/type"",
    ]
  `);
});

test('the parts of two errors that are right do not make them right', () => {
  const mixed = errorList({ ...type, pointer: '/data/id' }, { ...id, pointer: '/data/type' });
  expect(linesOf(example, [conflict({ json: mixed })])).toMatchInlineSnapshot(`
    [
      "error example/differs on 409 at /errors/0/source/pointer, document:185: expected "/data/type", actual "/data/id"",
      "error example/differs on 409 at /errors/1/source/pointer, document:189: expected "/data/id", actual "/data/type"",
    ]
  `);
});

test('more errors than the example has are a note', () => {
  const more = { code: 'conflict', detail: 'And the moon is full' };
  expect(linesOf(example, [conflict({ json: errorList(more, id, type) })])).toMatchInlineSnapshot(`
    [
      "note example/more on 409 at /errors, document:180: expected 2, actual 3",
    ]
  `);
});

test('order and further fields do not count', () => {
  expect(linesOf(example, [conflict({ json: errorList(id, type) })])).toEqual([]);
  expect(linesOf(example, [unauthorized({ edit: { '/errors/0/title': 'No', '/trace_id': 'x' } })])).toEqual(
    [],
  );
});

test('an answer without a documented example keeps to none', () => {
  expect(linesOf(example, [created({ edit: { '/event/event_type': 'x' } })])).toEqual([]);
});

test('at the level of codes only the codes count, one for each error', () => {
  const loose = at('code');
  const other = [
    { ...type, detail: 'x' },
    { ...id, detail: 'y', pointer: '/z' },
  ];
  expect(linesOf(example, [conflict({ json: errorList(...other) })], loose)).toEqual([]);
  expect(
    linesOf(example, [conflict({ json: errorList({ ...type, code: 'x' }, id) })], loose),
  ).toMatchInlineSnapshot(`
    [
      "error example/missing-error on 409 at /errors/1, document:186: expected {"code":"conflict"}",
    ]
  `);
});

test('with examples off nothing counts', () => {
  expect(linesOf(example, [unauthorized({ json: {} })], at('off'))).toEqual([]);
});

test('of several named examples one suffices, and the closest is named otherwise', () => {
  const examples = {
    first: { value: { code: 'a', detail: 'first', hint: 'x' } },
    second: { value: { code: 'b', detail: 'second', hint: 'x' } },
  };
  const content = { 'application/json': { examples } };
  const against = contractOf({ 400: { description: '', content } });
  const says = (code: string, detail: string) => answered(400, { code, detail, hint: 'x' });
  expect(linesOf(example, [says('a', 'first'), says('b', 'second')], against)).toEqual([]);
  expect(linesOf(example, [says('b', 'second!')], against)).toMatchInlineSnapshot(`
    [
      "error example/differs on 400 at /detail, document: expected "second", actual "second!"",
    ]
  `);
});

test.each([
  ['equal numbers', 1, 1, []],
  ['a number and its text', 1, '1', ['']],
  ['null and nothing', { a: null }, {}, ['/a']],
  ['an empty object in an object', {}, { a: 1 }, []],
  ['an empty object and a list', {}, [], ['']],
  ['an empty list in a list', [], [1], []],
  ['a list and its entry', [1], 1, ['']],
  ['equal entries need as many partners', [1, 1], [1], ['/1']],
  ['entries in any order', [1, 2, 3], [3, 1, 2], []],
  [
    'an entry that fits two places leaves one to the other',
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [],
  ],
  ['nested lists in any order', [[1, 2], [3]], [[3], [2, 1]], []],
  ['keys that a pointer escapes', { 'a/b': { '~': 1 } }, { 'a/b': { '~': 2 } }, ['/a~1b/~0']],
  ['an inherited name is no value', { toString: 1 }, {}, ['/toString']],
] as const)('what is in the example and not in the answer: %s', (_, expected, actual, pointers) => {
  const found = differences(structuredClone(expected) as never, structuredClone(actual) as never);
  expect(found.map(({ pointer }) => pointer)).toEqual(pointers);
});

test('the eleventh entry of a list is an entry like the first', () => {
  const responses = {
    200: {
      description: 'A list of letters',
      content: {
        'application/json': {
          schema: { type: 'array', items: { type: 'string' } },
          examples: { letters: { value: [...'abcdefghijk'] } },
        },
      },
    },
  };
  const derived = contractOf(responses);
  const against = {
    ...derived,
    responses: derived.responses.map((each) => ({ ...each, example: 'full' as const })),
  };
  expect(linesOf(example, [answered(200, [...'abcdefghij'])], against)).toEqual([
    'error example/missing-error on 200 at /10, document: expected "k"',
  ]);
});
