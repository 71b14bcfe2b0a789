import { hasOwn, isObject, type Json, type JsonObject } from '../json.ts';
import type { Document } from './document.ts';
import { follow, type Node } from './node.ts';
import { fromPointer, toPointer, valueAt } from './pointer.ts';

/** Whether a schema is read for a request or for a response: readOnly and writeOnly depend on it. */
export type Direction = 'request' | 'response';

/**
 * Rewrites the Schema Objects of a document as JSON Schema (draft 2020-12) that a plain validator understands:
 * `nullable` becomes a type, boolean `exclusiveMinimum` becomes a number, a property that the direction rules out
 * is no longer required. References stay references, into the same document, so that recursion stays finite.
 *
 * Sources: OpenAPI 3.0 section 4.7.24 (nullable, readOnly, writeOnly), JSON Schema draft 4 section 5.1 (exclusive bounds).
 */
export function toJsonSchema(document: Document, schema: Json, direction: Direction): Json {
  return convert(document, schema, direction);
}

/** A schema that stands by itself: every reference leads into its own definitions. */
export interface BundledSchema {
  root: Json;
  definitions: JsonObject;
}

/**
 * As `toJsonSchema`, with what the schema refers to gathered beside it, so that a validator needs no document. A
 * reference reads `#/definitions/…`.
 *
 * @throws {Problem} on a reference that points at nothing or leaves the document
 */
export function bundleSchema(schema: Node, direction: Direction): BundledSchema {
  const definitions: JsonObject = {};
  const names = new Map<string, string>();
  const { document } = schema;
  const gather = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(gather);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        if (key === '$ref' && typeof item === 'string') return [key, `#/definitions/${nameFor(item)}`];
        return [
          key,
          item === undefined || (LISTS.includes(key) && Array.isArray(item)) ? item : gather(item),
        ];
      }),
    );
  };
  const nameFor = (reference: string): string => {
    const target = follow({ document, pointer: schema.pointer, value: { $ref: reference } });
    const known = names.get(target.pointer);
    if (known !== undefined) return known;
    const name = `schema-${names.size + 1}`;
    names.set(target.pointer, name);
    definitions[name] = gather(toJsonSchema(document, target.value, direction));
    return name;
  };
  return { root: gather(toJsonSchema(document, follow(schema).value, direction)), definitions };
}

/** Keywords whose value is a list of data: a `$ref` in it is none. */
const LISTS = ['enum', 'required'];

const SCHEMA_MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const SCHEMA_VALUES = [
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
];
/** Words of OpenAPI that say nothing about which values are valid. */
const ANNOTATIONS = [
  'example',
  'examples',
  'discriminator',
  'xml',
  'externalDocs',
  'nullable',
  'readOnly',
  'writeOnly',
  'deprecated',
  'default',
];

function convert(document: Document, schema: Json, direction: Direction): Json {
  if (!isObject(schema)) return schema;
  const legacy = document.version === '3.0';
  if (legacy && typeof schema['$ref'] === 'string') return { $ref: localReference(schema['$ref']) };
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (value === undefined || ANNOTATIONS.includes(key) || key.startsWith('x-')) continue;
    if (SCHEMA_MAPS.includes(key) && isObject(value)) {
      result[key] = Object.fromEntries(
        Object.entries(value).map(([name, item]) => [
          name,
          item === undefined ? item : convert(document, item, direction),
        ]),
      );
    } else if (SCHEMA_LISTS.includes(key) && Array.isArray(value)) {
      result[key] = value.map((item) => convert(document, item, direction));
    } else if (SCHEMA_VALUES.includes(key)) {
      result[key] = convert(document, value, direction);
    } else if (key === '$ref' && typeof value === 'string') {
      result[key] = localReference(value);
    } else {
      result[key] = value;
    }
  }
  if (legacy) exclusiveBounds(result);
  dropRuledOut(document, schema, result, direction);
  return legacy && schema['nullable'] === true ? nullable(result) : result;
}

/** Percent-escapes in a reference are undone, since validators look the pointer up literally. */
function localReference(reference: string): string {
  if (!reference.startsWith('#/')) return reference;
  try {
    return `#${toPointer(fromPointer(decodeURIComponent(reference.slice(1))) ?? [])}`;
  } catch {
    return reference;
  }
}

function exclusiveBounds(schema: JsonObject): void {
  for (const [exclusive, inclusive] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof schema[exclusive] !== 'boolean') continue;
    const bound = schema[inclusive];
    if (schema[exclusive] === true && bound !== undefined) {
      schema[exclusive] = bound;
      delete schema[inclusive];
    } else {
      delete schema[exclusive];
    }
  }
}

/**
 * `nullable` speaks only beside a `type` in the same schema (OpenAPI 3.0.3, clarification of nullable). Read strictly
 * an enum without null would still forbid it; hardly anyone who writes both means that.
 */
function nullable(schema: JsonObject): JsonObject {
  if (typeof schema['type'] !== 'string') return schema;
  const values = schema['enum'];
  return {
    ...schema,
    type: [schema['type'], 'null'],
    ...(Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {}),
  };
}

/** A writeOnly property is not asked of a response, nor a readOnly one of a request. */
function dropRuledOut(
  document: Document,
  schema: JsonObject,
  result: JsonObject,
  direction: Direction,
): void {
  const required = schema['required'];
  const properties = schema['properties'];
  if (!Array.isArray(required) || !isObject(properties)) return;
  const flag = direction === 'response' ? 'writeOnly' : 'readOnly';
  result['required'] = required.filter((name) => {
    const property = typeof name === 'string' && hasOwn(properties, name) ? properties[name] : undefined;
    const reference = isObject(property) ? property['$ref'] : undefined;
    const declared =
      typeof reference === 'string' ? valueAt(document.root, localReference(reference).slice(1)) : property;
    return !(isObject(declared) && declared[flag] === true);
  });
}
