import { SimpleFaker } from '@faker-js/faker';
import type { Node } from '../document/node.ts';
import {
  documentedProperties,
  itemSchema,
  keyword,
  requiredProperties,
  typesOf,
} from '../document/schema.ts';
import type { Json, JsonObject } from '../json.ts';

/** A source of values that depends on nothing but the run's seed and the name that asks: adding a probe moves no other. */
export function seededFaker(seed: number, name: string): SimpleFaker {
  const faker = new SimpleFaker();
  faker.seed([seed, ...[...name].map((letter) => letter.codePointAt(0) ?? 0)]);
  faker.setDefaultRefDate('2026-01-01T00:00:00.000Z');
  return faker;
}

/** How deep a generated value goes before only what is required is made. */
const DEPTH = 6;

/**
 * A value that a schema accepts: its documented example or default where there is one, made up otherwise.
 *
 * @param parts `all` makes every documented property, `required` only those that have to be there
 */
export function valueFor(
  schema: Node | undefined,
  faker: SimpleFaker,
  parts: 'all' | 'required' = 'all',
  depth = 0,
): Json {
  const fixed = fixedValue(schema);
  if (fixed !== undefined && parts === 'all') return fixed;
  if (schema === undefined) return faker.string.alpha(8);
  const type = typesOf(schema).find((each) => each !== 'null') ?? guessType(schema);
  if (type === 'object') return objectFor(schema, faker, parts, depth);
  if (fixed !== undefined) return fixed;
  const values = keyword(schema, 'enum')?.value;
  if (Array.isArray(values) && values.length > 0) return faker.helpers.arrayElement(values);
  if (type === 'array') {
    const count = Math.max(numberOf(schema, 'minItems') ?? 1, 1);
    const item = itemSchema(schema);
    return Array.from({ length: Math.min(count, 50) }, () => valueFor(item, faker, parts, depth + 1));
  }
  if (type === 'integer' || type === 'number') return numberFor(schema, faker, type);
  if (type === 'boolean') return faker.datatype.boolean();
  if (type === 'null') return null;
  return stringFor(schema, faker);
}

/** The value that a schema itself gives as its example, its constant or its default. */
export function fixedValue(schema: Node | undefined): Json | undefined {
  const example = keyword(schema, 'example')?.value;
  if (example !== undefined) return example;
  const examples = keyword(schema, 'examples')?.value;
  if (Array.isArray(examples) && examples[0] !== undefined) return examples[0];
  return keyword(schema, 'const')?.value ?? keyword(schema, 'default')?.value;
}

function guessType(schema: Node): string {
  if (keyword(schema, 'properties') !== undefined) return 'object';
  if (keyword(schema, 'items') !== undefined) return 'array';
  return 'string';
}

function objectFor(schema: Node, faker: SimpleFaker, parts: 'all' | 'required', depth: number): JsonObject {
  const required = new Set(requiredProperties(schema).map(({ name }) => name));
  const object: JsonObject = {};
  for (const [name, property] of documentedProperties(schema)) {
    const needed = required.has(name);
    if (keyword(property, 'readOnly')?.value === true && !needed) continue;
    if (needed || (parts === 'all' && depth < DEPTH))
      object[name] = valueFor(property, faker, parts, depth + 1);
  }
  for (const name of required) object[name] ??= faker.string.alpha(8);
  return object;
}

function numberOf(schema: Node, word: string): number | undefined {
  const value = keyword(schema, word)?.value;
  return typeof value === 'number' ? value : undefined;
}

function numberFor(schema: Node, faker: SimpleFaker, type: 'integer' | 'number'): number {
  const low = numberOf(schema, 'minimum') ?? numberOf(schema, 'exclusiveMinimum');
  const high = numberOf(schema, 'maximum') ?? numberOf(schema, 'exclusiveMaximum');
  const min = (low ?? Math.min(1, (high ?? 1000) - 1000)) + (exclusive(schema, 'exclusiveMinimum') ? 1 : 0);
  const max = (high ?? min + 1000) - (exclusive(schema, 'exclusiveMaximum') ? 1 : 0);
  const step = numberOf(schema, 'multipleOf');
  if (step !== undefined && step > 0) return Math.ceil(min / step) * step;
  if (max <= min) return min;
  return type === 'integer'
    ? faker.number.int({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.floor(max)) })
    : faker.number.float({ min, max, fractionDigits: 2 });
}

function exclusive(schema: Node, word: string): boolean {
  const value = keyword(schema, word)?.value;
  return value === true || typeof value === 'number';
}

function stringFor(schema: Node, faker: SimpleFaker): string {
  const format = keyword(schema, 'format')?.value;
  const made = typeof format === 'string' ? FORMATS[format]?.(faker) : undefined;
  if (made !== undefined) return made;
  const pattern = keyword(schema, 'pattern')?.value;
  if (typeof pattern === 'string') return faker.helpers.fromRegExp(pattern.replace(/^\^|\$$/g, ''));
  const min = numberOf(schema, 'minLength') ?? Math.min(8, numberOf(schema, 'maxLength') ?? 8);
  return faker.string.alpha(Math.max(min, 0));
}

const FORMATS: Record<string, (faker: SimpleFaker) => string> = {
  uuid: (faker) => faker.string.uuid(),
  'date-time': (faker) => faker.date.recent().toISOString(),
  date: (faker) => faker.date.recent().toISOString().slice(0, 10),
  time: (faker) => faker.date.recent().toISOString().slice(11),
  email: (faker) => `${faker.string.alpha(8).toLowerCase()}@example.com`,
  uri: (faker) => `https://example.com/${faker.string.alpha(8)}`,
  url: (faker) => `https://example.com/${faker.string.alpha(8)}`,
  hostname: (faker) => `${faker.string.alpha(8).toLowerCase()}.example.com`,
  ipv4: (faker) => `192.0.2.${faker.number.int({ min: 1, max: 254 })}`,
  ipv6: (faker) => `2001:db8::${faker.string.hexadecimal({ length: 4, prefix: '' })}`,
  byte: (faker) => Buffer.from(faker.string.alpha(9)).toString('base64'),
};
