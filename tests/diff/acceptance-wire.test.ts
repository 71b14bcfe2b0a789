import { expect, test } from 'vitest';
import { createAcceptance } from '../../src/diff/witness/acceptance.ts';
import { createCompiler } from '../../src/diff/witness/compiler.ts';
import { readDocument } from '../../src/document/load.ts';
import { child, rootNode } from '../../src/document/node.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { Problem } from '../../src/problem.ts';

function schemaOf(schema: Json, version = '3.1.0', name = 'Whole') {
  const root: JsonObject = {
    openapi: version,
    info: { title: 'T', version: '1' },
    paths: {},
    components: { schemas: { [name]: schema } },
  };
  return child(rootNode(readDocument(JSON.stringify(root), 'api.json')), 'components', 'schemas', name);
}

test.each<[schema: Json, accepted: Json[], refused: Json[]]>([
  [
    { type: 'integer' },
    [5, '5', '-5', '0', '1e3', '1E+3', '5.0'],
    ['', 'x', '5.5', '5x', 'x5', '.5', '1e', true, null, [5], {}],
  ],
  [
    { type: 'number' },
    [1.25, '1.25', '-10.75', '1.5e-3', '12e12'],
    ['1.', '+1', '--1', '1.2.3', '0x1', 'NaN'],
  ],
  [{ type: 'boolean' }, [true, false, 'true', 'false'], ['True', '1', '', 'truex', 0]],
  [{ type: 'string' }, ['x', '', '5', 5, true], [[], {}]],
  [{ type: 'null' }, [null], ['null', 'nil', '']],
  [
    { type: 'number', format: 'int32' },
    ['5', 2 ** 31 - 1, -(2 ** 31)],
    [2 ** 31, -(2 ** 31) - 1, 1.5, '1.5'],
  ],
  [{ const: true }, [true, 'true'], ['false', false, 'x']],
  [{ const: false }, [false, 'false'], ['true', true, 'x']],
  // A text that is sent where nothing is: what has travelled is the text.
  [{ const: 'null' }, [null, 'null'], ['x']],
  // Each entry travels by itself.
  [{ type: 'array', items: { type: 'integer' } }, [[5], [], ['5'], ['5', 6]], [['x'], ['5', 'x'], '5', 5]],
  [{ type: 'array', items: { type: 'string' } }, [[5], [5, 'x', true]], [[[]]]],
  [{ type: 'array', items: { type: ['string', 'boolean'] }, contains: { const: '5' } }, [[5, true]], [[6]]],
  [{ prefixItems: [{ type: 'string' }, { type: 'integer' }] }, [[5, '6']], [[5, 'x']]],
  [{ type: 'array', items: { type: 'string' } }, [Array.from({ length: 40 }, (_, n) => n)], []],
  [{ type: 'array', items: { type: 'number' } }, [Array.from({ length: 40 }, (_, n) => `${n}`)], []],
  [{ type: 'object', properties: { a: { type: 'integer' } } }, [{}, { a: '5' }], ['{}', [], { a: 'x' }]],
  [{ properties: { a: { items: { type: 'string' } } } }, [{ a: [5] }], [{ a: [{}] }]],
])('%j: what travels as text is read as what it can be', (schema, accepted, refused) => {
  const accepts = createAcceptance('request', createCompiler)(schemaOf(schema), true);
  expect(accepted.filter((value) => accepts(value) !== true)).toEqual([]);
  expect(refused.filter((value) => accepts(value) !== false)).toEqual([]);
});

test('what travels as JSON is read as it is', () => {
  const accepts = createAcceptance('request', createCompiler)(schemaOf({ type: 'integer' }), false);
  expect([5, '5', true].map(accepts)).toEqual([true, false, false]);
});

test('one schema is judged as text and as JSON, each as it travels', () => {
  const acceptance = createAcceptance('request', createCompiler);
  const schema = schemaOf({ type: 'integer' });
  expect([acceptance(schema, true)('5'), acceptance(schema, false)('5')]).toEqual([true, false]);
});

test('where there is no schema everything is right', () => {
  expect(createAcceptance('request', createCompiler)(undefined, false)({ a: 1 })).toBe(true);
});

test('a schema is compiled once, and the compiler of a document is made when it is needed', () => {
  const made: string[] = [];
  const acceptance = createAcceptance('response', (direction, document) => {
    made.push(`${direction} of ${document.file}`);
    return ({ pointer }) => {
      made.push(pointer);
      return () => true;
    };
  });
  expect(made).toEqual([]);
  const [one, two] = [schemaOf({}, '3.1.0', 'One'), schemaOf({}, '3.1.0', 'Two')];
  for (const schema of [one, two, one]) acceptance(schema, false)(1);
  expect(made).toEqual(['response of api.json', '/components/schemas/One', '/components/schemas/Two']);
});

test('what cannot be compiled, or judged, tells nothing; a fault of the document is told', () => {
  const failing = (error: Error, when: 'compiled' | 'judged', wire = false) =>
    createAcceptance('request', () => () => {
      if (when === 'compiled') throw error;
      return () => {
        throw error;
      };
    })(schemaOf({}), wire);
  const problem = new Problem('no such reference');
  expect(failing(new RangeError('stack'), 'compiled')(1)).toBeUndefined();
  expect(failing(new RangeError('stack'), 'judged')(1)).toBeUndefined();
  expect(failing(new RangeError('stack'), 'judged', true)(1)).toBeUndefined();
  expect(() => failing(problem, 'compiled')).toThrow(problem);
  expect(() => failing(problem, 'judged')(1)).toThrow(problem);
});
