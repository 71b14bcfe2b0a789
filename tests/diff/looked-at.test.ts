import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { addLooking } from '../../src/diff/witness/looked-at.ts';
import type { Json, JsonObject } from '../../src/json.ts';

const closed = (schema: JsonObject): JsonObject => ({ ...schema, unevaluatedProperties: false });
const closedList = (schema: JsonObject): JsonObject => ({ ...schema, unevaluatedItems: false });
const when = (condition: Json, then: Json, otherwise: Json = {}) =>
  Object.fromEntries([
    ['if', condition],
    ['then', then],
    ['else', otherwise],
  ]);
const having = (name: string): JsonObject => ({ properties: { [name]: {} } });
const ofKind = (kind: string): JsonObject => ({ properties: { kind: { const: kind } }, required: ['kind'] });
const whole: JsonObject = { type: 'integer' };

test.each<[string, JsonObject, valid: Json[], invalid: Json[]]>([
  [
    'what then looks at, where if holds',
    closed({ ...having('name'), ...when({ required: ['s'] }, having('w')) }),
    [{}, { name: 1 }],
    [{ w: 1 }, { s: 1 }, { name: 1, s: 1 }],
  ],
  [
    'what if looks at, where it holds only',
    closed(when(ofKind('a'), having('x'), having('y'))),
    [{ kind: 'a' }, { kind: 'a', x: 1 }, { y: 1 }],
    [{ kind: 'b' }, { kind: 'a', y: 1 }, { x: 1 }, { kind: 'b', y: 1 }],
  ],
  [
    'what depends on a property, where it is there only',
    closed({ ...having('name'), dependentSchemas: { s: having('s'), t: having('w') } }),
    [{}, { name: 1 }, { s: 1, name: 1 }],
    [{ w: 1 }, { t: 1, w: 1 }],
  ],
  [
    'what each alternative looks at that holds',
    closed({ anyOf: [ofKind('a'), { ...having('b'), required: ['b'] }] }),
    [{ kind: 'a' }, { b: 1 }, { kind: 'a', b: 1 }],
    [{}, { kind: 'b', b: 1 }],
  ],
  [
    'what parts of parts look at, by name and by pattern',
    closed({ allOf: [{ oneOf: [{ ...having('a'), patternProperties: { '^x-': {} } }] }, { $ref: 'other' }] }),
    [{ a: 1, 'x-a': 1, other: 1 }],
    [{ b: 1 }],
  ],
  [
    'everything, where a part speaks of all that is left',
    closed({ allOf: [{ ...having('a'), additionalProperties: whole }] }),
    [{ a: 'a', b: 1 }],
    [{ b: 'a' }],
  ],
  ['nothing, where it is denied', closed({ not: { not: having('a') } }), [{}], [{ a: 1 }]],
  [
    'what is left is held to a rule',
    { ...having('a'), unevaluatedProperties: whole },
    [{ a: 'a', b: 1 }, 'a', []],
    [{ b: 'a' }],
  ],
  [
    'entries of which contains is',
    closedList({ prefixItems: [{ type: 'string' }], contains: whole }),
    [['a', 1], ['a', 1, 2], {}],
    [[], ['a'], ['a', true, 1]],
  ],
  [
    'some entries of a kind',
    { contains: whole, minContains: 2, maxContains: 3 },
    [[1, 1], 'a'],
    [[1], [1, 1, 1, 1]],
  ],
  [
    'entries that a part has looked at',
    closedList({ allOf: [{ prefixItems: [{}, {}] }] }),
    [[1, 2]],
    [[1, 2, 3]],
  ],
  ['each entry', closedList({ items: whole }), [[1, 2]], [['a']]],
])('a schema has looked at %s', (_, schema, valid, invalid) => {
  const ajv = new Ajv2020({ strict: false });
  addLooking(ajv);
  ajv.addSchema(having('other'), 'other');
  const isValid = ajv.compile(schema);
  for (const value of valid) expect([value, isValid(value)]).toEqual([value, true]);
  for (const value of invalid) expect([value, isValid(value)]).toEqual([value, false]);
});
