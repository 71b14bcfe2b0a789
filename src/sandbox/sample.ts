import { chosenValues } from '../document/discriminator.ts';
import type { Direction } from '../document/json-schema.ts';
import { child, follow, items, members, type Node } from '../document/node.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { textFor } from './pattern.ts';

/** How a sample is made. */
export interface SampleOptions {
  /** Whether a schema's own examples and defaults are used; without them only what it demands counts. */
  examples: boolean;
  direction: Direction;
}

const FORMATS: Record<string, string> = {
  'date-time': '2021-08-17T12:31:32.689Z',
  date: '2021-08-17',
  time: '12:31:32Z',
  duration: 'P1D',
  uuid: 'f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
  email: 'someone@example.com',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  'uri-reference': '/here',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  byte: 'aGVsbG8=',
  regex: '.*',
  'json-pointer': '/here',
};

/** Past this depth only what is required is made. */
const DEPTH = 4;

/**
 * A value that satisfies a schema: its first example, constant or enum value, or else something plain of its type,
 * format and bounds. Of a choice (`oneOf`, `anyOf`) the first is taken; what cannot be satisfied so simply is left
 * to the caller's validator to find out.
 */
export function sample(schema: Node | undefined, options: SampleOptions): Json {
  if (schema === undefined) return make(schema, options, 0, []);
  const samples = known.get(schema) ?? new Map<string, Json>();
  known.set(schema, samples);
  const key = `${options.direction} ${options.examples}`;
  const made = samples.get(key) ?? make(schema, options, 0, []);
  samples.set(key, made);
  return made;
}

// A document does not change once it is read, and every answer of a kind is the same sample.
const known = new WeakMap<Node, Map<string, Json>>();

function make(schema: Node | undefined, options: SampleOptions, depth: number, path: string[]): Json {
  if (schema === undefined) return 'text';
  const parts = applied(schema);
  const word = (name: string): Json | undefined => {
    for (const part of parts) {
      const found = isObject(part.value) ? part.value[name] : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const given = word('const') ?? first(word('enum'));
  if (options.examples) {
    const example = word('example') ?? first(word('examples')) ?? word('default');
    if (example !== undefined) return example;
  }
  if (given !== undefined) return given;
  const inner = [...path, ...parts.map((part) => part.pointer)];
  switch (typeOf(word)) {
    case 'object':
      return makeObject(parts, options, depth, inner);
    case 'array':
      return makeArray(parts, word, options, depth, inner);
    case 'integer':
    case 'number':
      return makeNumber(word);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return makeText(word);
  }
}

type Word = (name: string) => Json | undefined;

/**
 * The schemas that hold together: the schema, all of its `allOf`, and the first of each choice; each once, by whatever
 * ways it is reached: where schemas are composed of each other in layers, the ways are too many to be walked.
 */
function applied(schema: Node, seen = new Map<string, Node>()): Node[] {
  const here = follow(schema);
  if (!seen.has(here.pointer)) {
    seen.set(here.pointer, here);
    for (const part of items(child(here, 'allOf'))) applied(part, seen);
    for (const choice of ['oneOf', 'anyOf']) {
      for (const part of items(child(here, choice)).slice(0, 1)) applied(part, seen);
    }
  }
  return [...seen.values()];
}

function first(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value[0] : undefined;
}

function typeOf(word: Word): string {
  const type = word('type');
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) return String(type.find((each) => each !== 'null') ?? 'null');
  if (word('properties') !== undefined || word('required') !== undefined) return 'object';
  if (word('items') !== undefined) return 'array';
  return word('minimum') !== undefined || word('maximum') !== undefined ? 'number' : 'string';
}

function makeObject(parts: Node[], options: SampleOptions, depth: number, path: string[]): JsonObject {
  const required = parts.flatMap((part) => {
    const names = child(part, 'required')?.value;
    return Array.isArray(names) ? names.map(String) : [];
  });
  const made: JsonObject = Object.fromEntries(
    chosenValues(parts, 0).map(({ property, value }) => [property, value]),
  );
  const ruledOut = options.direction === 'response' ? 'writeOnly' : 'readOnly';
  for (const part of parts) {
    for (const { key, node } of members(child(part, 'properties'))) {
      if (Object.hasOwn(made, key) || (isObject(node.value) && node.value[ruledOut] === true)) continue;
      const again = path.includes(node.pointer) || depth >= DEPTH;
      if (again && (!required.includes(key) || depth > 3 * DEPTH)) continue;
      made[key] = make(node, options, depth + 1, path);
    }
  }
  for (const name of required) {
    if (Object.hasOwn(made, name)) continue;
    if (parts.some((part) => child(part, 'properties', name) !== undefined)) continue;
    made[name] = 'text';
  }
  return made;
}

function makeArray(parts: Node[], word: Word, options: SampleOptions, depth: number, path: string[]): Json[] {
  const least = numberOr(word('minItems'), 0);
  const fixed = parts.flatMap((part) => items(child(part, 'prefixItems')));
  const item = parts.map((part) => child(part, 'items')).find((each) => each !== undefined);
  const again = depth >= DEPTH || (item !== undefined && path.includes(item.pointer));
  const count = Math.min(
    Math.max(least, again ? 0 : 1),
    numberOr(word('maxItems'), Number.MAX_SAFE_INTEGER),
    50,
  );
  return Array.from({ length: Math.max(count, fixed.length) }, (_, index) =>
    make(fixed[index] ?? item, options, depth + 1, path),
  );
}

function makeNumber(word: Word): number {
  const step = numberOr(word('multipleOf'), word('type') === 'integer' ? 1 : 0);
  const low = bound(word, 'minimum', 'exclusiveMinimum');
  const high = bound(word, 'maximum', 'exclusiveMaximum');
  const gap = step || 0.5;
  let value = low === undefined ? Math.min(1, high?.value ?? 1) : low.value;
  if (step > 0) value = Math.ceil(value / step) * step;
  if (low?.exclusive === true && value <= low.value) value += gap;
  if (high !== undefined && value > high.value)
    value = step > 0 ? Math.floor(high.value / step) * step : high.value;
  if (high?.exclusive === true && value >= high.value) {
    value = step > 0 || low === undefined ? value - gap : (low.value + high.value) / 2;
  }
  return value;
}

/** An exclusive bound is a flag beside the bound in OpenAPI 3.0, and the bound itself since 3.1. */
function bound(word: Word, inclusive: string, exclusive: string) {
  const flag = word(exclusive);
  if (typeof flag === 'number') return { value: flag, exclusive: true };
  const value = word(inclusive);
  return typeof value === 'number' ? { value, exclusive: flag === true } : undefined;
}

function makeText(word: Word): string {
  const pattern = word('pattern');
  const least = numberOr(word('minLength'), 0);
  const most = numberOr(word('maxLength'), Number.MAX_SAFE_INTEGER);
  const known = FORMATS[String(word('format'))];
  if (typeof pattern === 'string') return textFor(pattern, least, most);
  const text = known ?? 'text';
  return text.padEnd(Math.min(least, 10_000), 'x').slice(0, most);
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
