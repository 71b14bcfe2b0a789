import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import type { Constraint } from '../../src/probes/constraints.ts';
import { requestConstraints } from '../../src/probes/constraints.ts';
import { applyViolation, violations } from '../../src/probes/violations/violations.ts';
import { contractOf } from './asked.ts';

/** The constraint that a word lays on the property `it`. */
function constraint(schema: JsonObject, word: string, version = '3.1.0'): Constraint {
  const { operation } = contractOf(
    JSON.stringify({
      openapi: version,
      info: { title: 'a', version: '1' },
      paths: {
        '/a': {
          post: {
            requestBody: {
              content: {
                'application/json': {
                  schema: {
                    required: word === 'required' ? ['it_self'] : [],
                    properties: { it_self: schema },
                  },
                },
              },
            },
            responses: { '200': { description: 'Fine' } },
          },
        },
      },
    }),
  );
  const found = requestConstraints(operation, operation.body?.content[0]?.schema).find(
    ({ keyword }) => keyword === word,
  );
  if (found === undefined) throw new Error(`no ${word}`);
  return found;
}

function values(
  schema: JsonObject,
  word: string,
  right?: Json,
  version?: string,
): Record<string, Json | undefined> {
  return Object.fromEntries(
    violations(constraint(schema, word, version), right, 1, []).map(({ name, value }) => [name, value]),
  );
}

describe('a type', () => {
  test('of text is broken by every other type', () => {
    expect(values({ type: 'string' }, 'type', 'abc')).toEqual({
      null: null,
      number: 98765432109876540000,
      boolean: true,
      zero: 0,
      false: false,
      array: ['abc'],
      'empty-array': [],
      object: { value: 'abc' },
    });
  });

  test('of whole numbers is broken by a text that holds one, and by a fraction', () => {
    expect(values({ type: 'integer' }, 'type', 7)).toMatchObject({
      string: '7',
      word: 'plumbline',
      fraction: 1.5,
    });
    expect(values({ type: 'number' }, 'type', 7)).not.toHaveProperty('fraction');
  });

  test('of whole numbers is broken by a fraction that is within its bounds', () => {
    const fraction = (schema: JsonObject, right: Json, version?: string) =>
      values({ type: 'integer', ...schema }, 'type', right, version)['fraction'];
    expect(fraction({ minimum: 30, maximum: 272 }, 37)).toBe(37.5);
    expect(fraction({ minimum: 30, maximum: 40 }, 40)).toBe(39.5);
    expect(fraction({ exclusiveMinimum: 7 }, 8)).toBe(8.5);
    expect(fraction({ minimum: 3, exclusiveMinimum: true }, 4, '3.0.3')).toBe(4.5);
    expect(fraction({ minimum: 5, maximum: 5 }, 5)).toBe(1.5);
  });

  test('that allows null is not broken by it', () => {
    expect(values({ type: ['string', 'null'] }, 'type', 'a')).not.toHaveProperty('null');
    expect(values({ type: 'string', nullable: true }, 'type', 'a', '3.0.3')).not.toHaveProperty('null');
  });

  test('of objects is broken by their text', () => {
    expect(values({ type: 'object' }, 'type', { a: 1 })).toMatchObject({
      string: '{"a":1}',
      array: [{ a: 1 }],
    });
  });
});

describe('an enum', () => {
  test('of words is broken by near misses, none of which it has', () => {
    const found = values({ enum: ['orders.paid', 'orders_paid', 'ORDERS.PAID'] }, 'enum', 'orders.paid');
    expect(found).toMatchObject({
      'trailing-space': 'orders.paid ',
      singular: 'order.paid',
      'last-word': 'paid',
    });
    expect(found).not.toHaveProperty('upper-case');
    expect(found).not.toHaveProperty('other-separator');
    expect(found).not.toHaveProperty('lower-case');
  });

  test('of words is broken by the place of one, and one that has it is not', () => {
    expect(values({ enum: ['a', 'b'] }, 'enum', 'a')).toMatchObject({ ordinal: '0' });
    expect(values({ enum: ['a', '0'] }, 'enum', 'a')).not.toHaveProperty('ordinal');
    expect(values({ enum: [1, 2] }, 'enum', 1)).not.toHaveProperty('ordinal');
  });

  test('of words is broken by what every object of JavaScript has, unless it is one of them', () => {
    expect(values({ enum: ['a'] }, 'enum', 'a')).toMatchObject({ 'object-property': 'constructor' });
    expect(values({ enum: ['a', 'constructor'] }, 'enum', 'a')).not.toHaveProperty('object-property');
  });

  test('of numbers or booleans is broken by another one', () => {
    expect(values({ enum: [1, 3] }, 'enum', 1)).toMatchObject({ next: 4, below: 0, 'as-text': '1' });
    expect(values({ enum: [true] }, 'enum', true)).toMatchObject({ 'other-boolean': false });
    expect(values({ enum: [true, false] }, 'enum', true)).not.toHaveProperty('other-boolean');
  });

  test('is broken by words that the document uses elsewhere', () => {
    const found = violations(constraint({ enum: ['a'] }, 'enum'), 'a', 1, ['a', 'b', 'c']);
    expect(
      found.filter(({ name }) => /elsewhere/.test(name)).map(({ name, value }) => [name, value]),
    ).toEqual([
      ['used-elsewhere', 'b'],
      ['used-elsewhere-2', 'c'],
    ]);
  });

  test('of codes is broken by another one of their form', () => {
    const code = (schema: JsonObject) => values(schema, 'enum', 'DE')['other-code'];
    expect(code({ enum: ['DE', 'FR'] })).toMatch(/^[A-Z]{2}$/);
    expect(code({ enum: ['EUR', 'USD', 'GBP'] })).toMatch(/^[A-Z]{3}$/);
    for (const words of [['DE'], ['DE', 'FRA'], ['open', 'paid'], ['DE', 'FR', null], ['CREATED', 'DELETED']])
      expect(code({ enum: words })).toBeUndefined();
  });

  test('and a constant is an enum of one', () => {
    expect(values({ const: 'v1.beta' }, 'const', 'v1.beta')).toMatchObject({
      'upper-case': 'V1.BETA',
      empty: '',
    });
    expect(values({ const: 5 }, 'const', 5)).toMatchObject({ next: 6 });
  });
});

test('a UUID is broken by numbers, a short one and one of as many digits', () => {
  const right = '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c';
  const { number, digits } = values({ format: 'uuid' }, 'format', right);
  expect(number).toBe('12345');
  expect(digits).toMatch(/^\d{32}$/);
});

describe('bounds', () => {
  test('are broken right behind them, and far off', () => {
    expect(values({ minimum: 5 }, 'minimum', 7)).toEqual({ below: 4, 'far-below': -1_000_000_000 });
    expect(values({ maximum: 0.5 }, 'maximum', 0)).toEqual({ above: 1.5, 'far-above': 1_000_000_000 });
  });

  test('that are exclusive are broken by themselves, in 3.0 and in 3.1', () => {
    expect(values({ exclusiveMinimum: 5 }, 'exclusiveMinimum', 7)).toEqual({ at: 5 });
    expect(values({ maximum: 5, exclusiveMaximum: true }, 'exclusiveMaximum', 4, '3.0.3')).toEqual({ at: 5 });
  });

  test('beyond what JSON can write are not', () => {
    expect(
      Object.values(values({ maximum: 1.7e308 }, 'maximum', 1)).every((value) => Number.isFinite(value)),
    ).toBe(true);
  });

  test('of a multiple are broken between two of them', () => {
    expect(values({ multipleOf: 5 }, 'multipleOf', 10)).toEqual({ between: 11 });
    expect(values({ multipleOf: 0.5 }, 'multipleOf', 1)).toEqual({ between: 1.25 });
  });
});

describe('lengths', () => {
  test('are broken by one, the right text being cut or drawn out', () => {
    expect(values({ minLength: 3 }, 'minLength', 'abcd')).toEqual({ below: 'ab' });
    expect(values({ maxLength: 5 }, 'maxLength', 'abcd')).toEqual({ above: 'abcdxx' });
    expect(values({ minItems: 2 }, 'minItems', [1, 2])).toEqual({ below: [1] });
    expect(values({ maxItems: 2 }, 'maxItems', [1, 2])).toEqual({ above: [1, 2, 1] });
    expect(values({ maxProperties: 1 }, 'maxProperties', { a: 1 })).toEqual({
      above: { a: 1, plumbline_1: 'x' },
    });
    expect(values({ uniqueItems: true }, 'uniqueItems', [1, 2])).toEqual({ twice: [1, 2, 1] });
  });

  test('that are huge are not sent', () => {
    expect(values({ maxLength: 1e9 }, 'maxLength', 'a')).toEqual({});
    expect(values({ maxItems: 1e9 }, 'maxItems', [])).toEqual({});
    expect((values({ minLength: 1e9 }, 'minLength', 'a')['below'] as string).length).toBe(1000);
    expect((values({ minItems: 1e6 }, 'minItems', [1])['below'] as Json[]).length).toBe(1000);
  });

  test('are told in words that read well', () => {
    const says = (schema: JsonObject, word: string, right: Json) =>
      violations(constraint(schema, word), right, 1, []).map((each) => each.says);
    expect(says({ minLength: 2 }, 'minLength', 'ab')).toEqual(['has 1 character']);
    expect(says({ maxItems: 2 }, 'maxItems', [1])).toEqual(['has 3 items']);
    expect(says({ minItems: 1 }, 'minItems', [1])).toEqual(['has 0 items']);
  });
});

describe('a pattern', () => {
  test('is broken by texts of its own characters, of which there are too many, too few, or the wrong digit', () => {
    const found = (pattern: string, right: string) => {
      const { longer, shorter, zero } = values({ pattern }, 'pattern', right);
      return { longer, shorter, zero };
    };
    expect(found('^[0-9]{4,6}$', '1234')).toEqual({ longer: '1234444', shorter: '123', zero: undefined });
    expect(found('^\\+[1-9][0-9]{6,14}$', '+4912345')).toEqual({
      longer: '+4912345555555555',
      shorter: '+491234',
      zero: '+0912345',
    });
    expect(found('^[a-z]+$', 'abc')).toEqual({ longer: undefined, shorter: undefined, zero: undefined });
    expect(found('^x', 'no match')).toEqual({ longer: undefined, shorter: undefined, zero: undefined });
  });

  test('is broken by what it does not match, and by the right text with more around it', () => {
    const found = values({ pattern: '^[a-z]+$' }, 'pattern', 'abc');
    expect(found).toMatchObject({
      unmatched: '!',
      empty: '',
      suffix: 'abc!',
      prefix: '!abc',
      'trailing-newline': 'abc\n',
    });
  });

  test('that matches anywhere is not broken by more around it', () => {
    expect(Object.keys(values({ pattern: 'b' }, 'pattern', 'abc'))).not.toContain('suffix');
  });

  test('that JavaScript cannot read is not broken', () => {
    expect(values({ pattern: '(?P<a>x)' }, 'pattern', 'x')).toEqual({});
  });
});

describe('what is required', () => {
  test('is left out, or named in another way', () => {
    const found = violations(constraint({ type: 'string' }, 'required'), 'x', 1, []);
    expect(found.map(({ name, at }) => [name, at])).toEqual([
      ['', undefined],
      ['camel-case', '/itSelf'],
      ['upper-case', '/IT_SELF'],
      ['kebab-case', '/it-self'],
      ['trailing-space', '/it_self '],
    ]);
  });

  test('is taken out of the right body, and put under the other name', () => {
    const rule = constraint({ type: 'string' }, 'required');
    const [absent, camel] = violations(rule, 'x', 1, []);
    if (absent === undefined || camel === undefined) throw new Error('too few');
    expect(applyViolation({ it_self: 'x', b: 1 }, rule, absent)).toEqual({ b: 1 });
    expect(applyViolation({ it_self: 'x', b: 1 }, rule, camel)).toEqual({ b: 1, itSelf: 'x' });
  });
});

describe('a list is broken by its length alone', () => {
  test('its items are what they have to be, also where the right list has none', () => {
    const schema = { type: 'array', maxItems: 1, items: { type: 'string', minLength: 12 } };
    const { above } = values(schema, 'maxItems', []);
    expect(above).toHaveLength(2);
    expect((above as string[]).every((item) => item.length >= 12)).toBe(true);
    const enums = { type: 'array', minItems: 2, items: { enum: ['a', 'b'] } };
    expect(values(enums, 'minItems', [])).toEqual({ below: ['a'] });
  });

  test('where none may be there twice, each is another one', () => {
    const schema = { type: 'array', maxItems: 2, uniqueItems: true, items: { enum: ['a', 'b', 'c'] } };
    expect(values(schema, 'maxItems', ['a', 'b'])).toEqual({ above: ['a', 'b', 'c'] });
    const texts = { type: 'array', maxItems: 3, uniqueItems: true, items: { type: 'string', minLength: 3 } };
    const { above } = values(texts, 'maxItems', ['abc']);
    expect(new Set(above as string[]).size).toBe(4);
  });

  test('an item is there twice, and the list no longer than it may be', () => {
    const schema = { type: 'array', maxItems: 2, uniqueItems: true, items: { type: 'string', minLength: 3 } };
    expect(values(schema, 'uniqueItems', ['abc', 'def'])).toEqual({ twice: ['abc', 'abc'] });
    expect(values(schema, 'uniqueItems', ['abc'])).toEqual({ twice: ['abc', 'abc'] });
    const { twice } = values(schema, 'uniqueItems', []);
    const [first, second] = twice as string[];
    expect(first).toBe(second);
    expect(first?.length).toBeGreaterThan(2);
  });
});

test('a pattern of capitals is broken by small letters, and the other way round', () => {
  expect(values({ type: 'string', pattern: '^[A-Z]{3}$' }, 'pattern', 'EUR')).toMatchObject({
    'lower-case': 'eur',
  });
  const small = values({ type: 'string', pattern: '^[a-z]+-1$' }, 'pattern', 'ab-1');
  expect(small).toMatchObject({ 'upper-case': 'AB-1' });
  expect(small).not.toHaveProperty('lower-case');
  expect(values({ type: 'string', pattern: '^[A-Za-z]+$' }, 'pattern', 'Ab')).not.toHaveProperty(
    'upper-case',
  );
});
