import { expect, test } from 'vitest';
import { vacuous } from '../../src/checks/vacuous.ts';
import type { Json } from '../../src/json.ts';
import {
  answered,
  badRequest,
  contract,
  contractOf,
  created,
  event,
  judge,
  linesOf,
  unauthorized,
} from './exchanges.ts';

test('an empty object satisfies the schema, and promises nothing', () => {
  expect(linesOf(vacuous, [created({ json: {} })])).toMatchInlineSnapshot(`
    [
      "error vacuous/empty on 201 at the root, document:57: expected "event", actual {}",
    ]
  `);
  expect(linesOf(vacuous, [unauthorized({ json: { error: 'no' } })])).toMatchInlineSnapshot(`
    [
      "error vacuous/empty on 401 at the root, document:120: expected "errors", actual {"error":"no"}",
    ]
  `);
});

test.each<[string, Json]>([
  ['null', { event: null }],
  ['an empty event', { event: {} }],
  ['an event of strangers', { event: { a: 1 } }],
])('an event that says nothing: %s', (_, json) => {
  expect(linesOf(vacuous, [created({ json })])).toHaveLength(1);
});

test('an error answer with an empty list, or with empty errors, says nothing', () => {
  expect(linesOf(vacuous, [badRequest({ json: { errors: [] } })])).toHaveLength(1);
  expect(linesOf(vacuous, [badRequest({ json: { errors: [{}, { source: {} }] } })])).toHaveLength(1);
  expect(linesOf(vacuous, [badRequest({ json: { errors: [null] } })])).toHaveLength(1);
});

test('one entry of a list that says something is enough, and what stands in it may be anything', () => {
  expect(linesOf(vacuous, [badRequest({ json: { errors: [{}, { code: 'x' }] } })])).toEqual([]);
  expect(linesOf(vacuous, [badRequest({ json: { errors: ['no'] } })])).toEqual([]);
});

test('a gate in front of the API does not answer by its schema', () => {
  const gate = { header: 'X-Key', answers: [{ status: 401 }], mark: undefined, hint: '' };
  const exchange = unauthorized({ json: { message: 'Forbidden' } });
  expect(linesOf(vacuous, [exchange], { ...contract, gate })).toEqual([]);
  expect(linesOf(vacuous, [exchange], { ...contract, gate: undefined })).toHaveLength(1);
});

test.each<[string, Json]>([
  ['a right one', event()],
  ['one property', { event: { id: 'x' } }],
  ['a wrong value is a value', { event: 'x' }],
  ['false is a value', { event: false }],
])('an event that says something: %s', (_, json) => {
  expect(linesOf(vacuous, [created({ json })])).toEqual([]);
});

const of = (schema: object) =>
  contractOf({ 200: { description: '', content: { 'application/json': { schema: { ...schema } } } } });

test('what is promised and what came stand in the finding', () => {
  const pair = of({ type: 'object', properties: { id: {}, name: {} } });
  const [found] = judge([answered(200, { nom: 'x' })], { by: [vacuous], against: pair });
  expect(found?.message).toBe(
    'the body has no value for anything that the document describes (id, name); at its top it has "nom"',
  );
  expect(found?.response).toMatchObject({ expected: 'id, name', actual: { nom: 'x' } });
});

test('of many names that came instead the first are told', () => {
  const one = of({ type: 'object', properties: { id: {} } });
  const message = (json: object) =>
    judge([answered(200, { ...json })], { by: [vacuous], against: one })[0]?.message;
  expect(message({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7 })).toMatch(
    /; at its top it has "a", "b", "c", "d", "e" and 2 more$/,
  );
  expect(message({})).toMatch(/\(id\)$/);
});

test('a list of things may be empty on success', () => {
  const things = of({ type: 'object', properties: { things: { type: 'array', items: {} } } });
  expect(linesOf(vacuous, [answered(200, { things: [] })], things)).toEqual([]);
});

test('a name that every object inherits is no value', () => {
  const inherited = of({ type: 'object', properties: { constructor: { type: 'string' } } });
  expect(linesOf(vacuous, [answered(200, { name: 'x' })], inherited)).toHaveLength(1);
});

test.each([
  ['a list at the top', of({ type: 'array', items: { properties: { a: {} } } }), []],
  ['a map', of({ type: 'object', additionalProperties: { type: 'string' } }), {}],
  ['any object', of({ type: 'object' }), {}],
  ['no schema', contractOf({ 200: { description: '', content: { 'application/json': {} } } }), {}],
])('where no property is documented none can be missing: %s', (_, against, json) => {
  expect(linesOf(vacuous, [answered(200, json)], against)).toEqual([]);
});

test('a property of any branch of a choice is something', () => {
  const choice = of({ oneOf: [{ properties: { a: {} } }, { allOf: [{ properties: { b: {} } }] }] });
  expect(linesOf(vacuous, [answered(200, { b: 1 })], choice)).toEqual([]);
  expect(linesOf(vacuous, [answered(200, { c: 1 })], choice)).toHaveLength(1);
});

test('without a contract nothing is a warning where the document asks for nothing, and an error in place of it', () => {
  const prefs = {
    type: 'object',
    properties: { theme: { type: 'string' }, home: { properties: { a: {} } } },
  };
  const severities = (json: Json, against = of(prefs)) =>
    judge([answered(200, json)], { by: [vacuous], against }).map(({ severity }) => severity);
  for (const json of [{}, { theme: null }, { home: {} }]) expect(severities(json)).toEqual(['warning']);
  for (const json of [{ data: {} }, { home: { b: 1 } }]) expect(severities(json)).toEqual(['error']);
  // Where the document itself says that there may be more, there may be.
  expect(severities({ b: 1 }, of({ ...prefs, additionalProperties: true }))).toEqual(['warning']);
  expect(severities({}, { ...of(prefs), file: 'a.contract.yaml' })).toEqual(['error']);
});
