import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { joinPointer } from '../../src/document/pointer.ts';
import { hasOwn, isObject, type Json, type JsonObject } from '../../src/json.ts';
import { convertTo31, type Random } from './refactor.ts';

/** Whether a value is right for a schema. */
export type Accepts = (value: Json) => boolean;
/** A schema of a document: what it accepts by Ajv, and a value drawn from it, which may be right or wrong. */
export interface Judge {
  accepts: Accepts;
  sample(random: Random): Json;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/**
 * The schemas of all bodies of a document, by method, path, side, status and media type; names of path variables do
 * not count. What 3.0 writes otherwise is first turned into 3.1, so that Ajv reads every version alike.
 */
export function bodySchemas(document: JsonObject): Map<string, Judge> {
  const root = structuredClone(document);
  convertTo31(root);
  // Each is compiled for a few values: what makes that quick is worth more than what makes them quick. That the document
  // is valid is for others to say.
  const ajv = new Ajv2020({
    strict: false,
    validateFormats: true,
    logger: false,
    meta: false,
    validateSchema: false,
    code: { optimize: false },
  });
  addFormats.default(ajv);
  ajv.addSchema(root, 'document');
  const found = new Map<string, Judge>();

  function follow(pointer: string): { pointer: string; value: JsonObject } {
    const value = valueAt(root, pointer);
    if (!isObject(value)) throw new Error(`no object stands at ${pointer}`);
    return typeof value['$ref'] === 'string' ? follow(value['$ref'].slice(1)) : { pointer, value };
  }
  function contents(name: string, holder: string): void {
    const { pointer, value } = follow(holder);
    for (const media of Object.keys(isObject(value['content']) ? value['content'] : {})) {
      const at = joinPointer(joinPointer(joinPointer(pointer, 'content'), media), 'schema');
      const validate = ajv.compile({ $ref: `document#${encodeURI(at)}` });
      found.set(`${name} ${media}`, {
        accepts: (each) => validate(each) === true,
        sample: (random) => sampleOf(root, valueAt(root, at), random, 4),
      });
    }
  }
  for (const [path, item] of Object.entries(isObject(root['paths']) ? root['paths'] : {})) {
    if (!isObject(item)) continue;
    const at = follow(joinPointer('/paths', path));
    for (const method of METHODS) {
      const operation = at.value[method];
      if (!isObject(operation)) continue;
      const name = `${method} ${path.replace(/\{[^}]+\}/g, '{}')}`;
      const pointer = joinPointer(at.pointer, method);
      if (hasOwn(operation, 'requestBody')) contents(`${name} request`, joinPointer(pointer, 'requestBody'));
      for (const status of Object.keys(isObject(operation['responses']) ? operation['responses'] : {})) {
        contents(`${name} ${status}`, joinPointer(joinPointer(pointer, 'responses'), status));
      }
    }
  }
  return found;
}

function valueAt(root: Json, pointer: string): Json | undefined {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, Json | undefined>)[key]
          : undefined,
      root,
    );
}

const TEXTS = [
  ...['', 'a', 'X-Other', 'user@example.com', '2026-01-01T00:00:00Z', '2026-01-01', 'https://example.com/a'],
  ...['481248f5-346a-4711-b8a8-18a0348de10f', '123456789', '75001', 'FR', 'EUR', 'ABC01', 'a'.repeat(201)],
];
const NUMBERS = [-1, 0, 0.25, 0.5, 1, 9, 10, 11, 60, 100, 101, 1000000, 1000001];
const OTHERS: Json[] = [null, true, false, [], {}, 'other', 7];

/** A value near to what a schema asks for: most parts right, some wrong. */
function sampleOf(root: Json, schema: Json | undefined, random: Random, depth: number): Json {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  if (!isObject(schema) || depth < 0 || random() < 0.06) return pick(OTHERS);
  if (typeof schema['$ref'] === 'string') {
    return sampleOf(root, valueAt(root, schema['$ref'].slice(1)), random, depth - 0.3);
  }
  if (hasOwn(schema, 'const')) return schema['const'] ?? null;
  if (Array.isArray(schema['enum'])) return pick(schema['enum']);
  const alternatives = [schema['oneOf'], schema['anyOf']].filter(Array.isArray).flat();
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  const chosen = alternatives.length > 0 ? [...parts, pick(alternatives)] : parts;
  const drawn = chosen.map((each) => sampleOf(root, each, random, depth - 0.3));
  const type = Array.isArray(schema['type']) ? pick(schema['type']) : schema['type'];
  if (type === 'object' || isObject(schema['properties']) || drawn.some(isObject)) {
    const own: JsonObject = {};
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    for (const [name, each] of Object.entries(isObject(schema['properties']) ? schema['properties'] : {})) {
      if (random() < (required.includes(name) ? 0.95 : 0.6))
        own[name] = sampleOf(root, each, random, depth - 1);
    }
    if (random() < 0.2) own[pick(['X-Other', 'other', 'ab'])] = pick([...OTHERS, 'text']);
    return Object.assign({}, ...drawn.filter(isObject), own) as JsonObject;
  }
  if (drawn.length > 0) return pick(drawn);
  if (type === 'array') {
    const items = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
    const length = Math.floor(random() * 3) + items.length;
    return Array.from({ length }, (_, index) =>
      sampleOf(root, items[index] ?? schema['items'], random, depth - 1),
    );
  }
  if (type === 'integer' || type === 'number') return pick(NUMBERS);
  if (type === 'boolean') return random() < 0.5;
  if (type === 'null') return null;
  return pick(TEXTS);
}
