import { expect, test } from 'vitest';
import {
  ANYTHING,
  type Branch,
  conjunction,
  freeBranch,
  isFree,
  spaceType,
  together,
} from '../../src/diff/space/space.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Node } from '../../src/document/node.ts';
import type { Json } from '../../src/json.ts';

const document = readDocument(
  '{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}',
  'a.json',
);
const node = (pointer: string, value: Json = {}): Node => ({ document, pointer, value });
const rule = <T>(value: T) => ({ value, at: '' });

test.each<[rule: keyof Branch, value: Branch[keyof Branch]]>([
  ['values', rule<Json[]>([1])],
  ['excluded', [rule<Json>(1)]],
  ['integer', rule(true as const)],
  ['multiples', [rule(2)]],
  ['minimum', { ...rule(1), exclusive: false }],
  ['maximum', { ...rule(1), exclusive: false }],
  ['minLength', rule(1)],
  ['maxLength', rule(1)],
  ['patterns', [rule('a')]],
  ['forbiddenPatterns', [rule('a')]],
  ['formats', [rule('date')]],
  ['minItems', rule(1)],
  ['maxItems', rule(1)],
  ['unique', rule(true as const)],
  ['prefix', [ANYTHING]],
  ['items', conjunction([node('/a')])],
  ['properties', new Map([['a', { schema: ANYTHING, at: '', ruledOut: false }]])],
  ['required', new Map([['a', '']])],
  ['patternProperties', [{ source: 'a', negated: false, schema: ANYTHING }]],
  ['additional', conjunction([node('/a')])],
  ['minProperties', rule(1)],
  ['maxProperties', rule(1)],
  ['conditions', [{ text: 'not', at: '' }]],
])('a branch with a rule of %s is not free', (name, value) => {
  expect(isFree(freeBranch('object', '/a'))).toBe(true);
  expect(isFree({ ...freeBranch('object', '/a'), [name]: value })).toBe(false);
});

test('schemas that hold together are told apart by their places, whatever their order', () => {
  const [a, b] = [node('/a'), node('/b')];
  expect(conjunction([a, b]).key).toBe(conjunction([b, a]).key);
  expect(conjunction([a, b]).key).not.toBe(conjunction([a]).key);
  expect(conjunction([a, a]).nodes).toEqual([a]);
  // `false` may stand for a rule at the place of another schema.
  expect(conjunction([a]).key).not.toBe(conjunction([node('/a', false)]).key);
  expect(conjunction([node('/a', true)]).key).not.toBe(conjunction([node('/a', false)]).key);
});

test('a schema and anything is that schema', () => {
  const [a, b] = [conjunction([node('/a')]), conjunction([node('/b')])];
  expect(together(ANYTHING, a)).toBe(a);
  expect(together(a, ANYTHING)).toBe(a);
  expect(together(a, b)).toEqual(conjunction([node('/a'), node('/b')]));
});

test('each value is of one type', () => {
  const values: Json[] = [null, [], {}, 'a', 1, true];
  expect(values.map(spaceType)).toEqual(['null', 'array', 'object', 'string', 'number', 'boolean']);
});
