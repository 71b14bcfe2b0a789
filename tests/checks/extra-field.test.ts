import { expect, test } from 'vitest';
import { extraField } from '../../src/checks/extra-field.ts';
import { answered, badRequest, contractOf, created, gated, judge, linesOf } from './exchanges.ts';

const of = (schema: object, version = '3.0.3') =>
  contractOf(
    { 200: { description: '', content: { 'application/json': { schema: { ...schema } } } } },
    { version },
  );

test('a property is there that the schema does not describe', () => {
  expect(linesOf(extraField, [created({ edit: { '/event/version': 2 } })])).toMatchInlineSnapshot(`
    [
      "note extra-field/undocumented on 201 at /event/version, document:84: actual 2",
    ]
  `);
});

test('the same property in every entry of a list is one cause', () => {
  const entry = { code: 'x', detail: 'y', title: 'z' };
  const found = judge([badRequest({ json: { errors: [entry, entry] } })], { by: [extraField] });
  expect(found.map(({ response }) => response?.pointer)).toEqual(['/errors/0/title', '/errors/1/title']);
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(1);
});

test('what an undocumented property holds is not told besides', () => {
  expect(linesOf(extraField, [created({ edit: { '/meta': { a: { b: 1 } } } })])).toHaveLength(1);
});

test.each([
  ['a map', of({ properties: { a: {} }, additionalProperties: { type: 'number' } })],
  ['an open object', of({ properties: { a: {} }, additionalProperties: true })],
  ['names by a pattern', of({ properties: { a: {} }, patternProperties: { '^b': {} } }, '3.1.0')],
  ['one open part of several', of({ allOf: [{ properties: { a: {} } }, { additionalProperties: true }] })],
  ['any object', of({ type: 'object' })],
])('where the document allows further names none is a stranger: %s', (_, against) => {
  expect(linesOf(extraField, [answered(200, { a: 1, b: 2 })], against)).toEqual([]);
});

test('what an open object documents is looked into all the same', () => {
  const against = of({ properties: { a: { properties: { b: {} } } }, additionalProperties: true });
  expect(linesOf(extraField, [answered(200, { a: { c: 1 }, z: 1 })], against)).toHaveLength(1);
});

test('a property of any branch is known, as is one that is required of all', () => {
  const against = of({
    allOf: [{ properties: { a: {} } }, { anyOf: [{ properties: { b: {} } }, { properties: { c: {} } }] }],
  });
  expect(linesOf(extraField, [answered(200, { a: 1, b: 2, c: 3 })], against)).toEqual([]);
});

test('a body of a million strangers is told of in a few notes', () => {
  const json = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x${index}`, index]));
  expect(judge([created({ json })], { by: [extraField] })).toHaveLength(50);
});

test("the gate's answers, and right ones, have no strangers", () => {
  expect(linesOf(extraField, [created(), badRequest(), gated()])).toEqual([]);
});
