import { isObject, type Json, type JsonObject } from '../json.ts';
import { Problem } from '../problem.ts';
import { composedOnce } from './composed-once.ts';
import { asComposed, identityOf } from './composition.ts';
import { discriminatorOf } from './discriminator.ts';
import type { Document } from './document.ts';
import { child, entries, follow, type Node, referenceIn } from './node.ts';
import { joinPointer } from './pointer.ts';
import { applicable, extended } from './schema.ts';
import { ANNOTATIONS, SAME_VALUE, SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from './schema-words.ts';

/** Whether a schema is read for a request or for a response: readOnly and writeOnly depend on it. */
export type Direction = 'request' | 'response';

/** A schema that stands by itself: every reference leads into its own definitions. */
export interface BundledSchema {
  root: Json;
  definitions: JsonObject;
}

/**
 * Rewrites a Schema Object as JSON Schema (draft 2020-12) that a plain validator understands: `nullable` becomes a type,
 * boolean `exclusiveMinimum` becomes a number, a property that the direction rules out is no longer required. What the
 * schema refers to is gathered beside it, so that a validator needs no document; a reference reads `#/definitions/…`, so
 * that recursion stays finite.
 *
 * Sources: OpenAPI 3.0 section 4.7.24 (nullable, readOnly, writeOnly), JSON Schema draft 4 section 5.1 (exclusive bounds).
 *
 * A value of a discriminator that stands for one alternative asks for that one, whichever others the value would fit as
 * well (OpenAPI 3.0 section 4.7.25), and an alternative that extends the schema which offers it, as many do, extends what
 * that says beside its alternatives.
 *
 * @param options.forbidRuledOut true to refuse a property that the direction rules out, which is otherwise not asked for
 * @param options.choose false to have discriminators say nothing
 * @throws {Problem} on a reference that points at nothing or leaves the document, or where schemas multiply
 */
export function bundleSchema(
  schema: Node,
  direction: Direction,
  options: { forbidRuledOut?: boolean; choose?: boolean } = {},
): BundledSchema {
  const definitions: JsonObject = {};
  const forbid = options.forbidRuledOut === true;
  const names = new Map<string, string>();
  const reference = (spelt: string, pointer: string): string => {
    const target = asComposed({ document: schema.document, pointer, value: { $ref: spelt } });
    const key = identityOf(target);
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = `schema-${names.size + 1}`;
    names.set(key, `#/definitions/${name}`);
    definitions[name] = convert(target, reading, new Set());
    return `#/definitions/${name}`;
  };
  const reading: Reading = { direction, reference, forbid, choose: options.choose !== false };
  const bundle = composedOnce({ root: convert(follow(schema), reading, new Set()), definitions });
  if (bundle !== undefined) return bundle;
  throw new Problem(
    'the schema is composed of others in so many ways that no value can be held against all of them',
    { place: schema.document.placeOf(schema.pointer), hint: 'say once what holds in several of them' },
  );
}

/**
 * As `bundleSchema`, with every schema that is referred to given away once, under a name, however many schemas refer to it.
 *
 * @param options.define takes a schema that is referred to, rewritten when it is called; a reference to it reads as its name
 * @param options.nameOf names such a schema; by default they are numbered
 * @returns the rewriting of one schema after another, all of one document
 */
export function createSchemaRewriter(
  direction: Direction,
  options: {
    forbidRuledOut?: boolean;
    define(name: string, schema: () => Json, target: Node): void;
    nameOf?(target: Node): string;
  },
): (schema: Node) => Json {
  const forbid = options.forbidRuledOut === true;
  const names = new Map<string, string>();
  const reference = (spelt: string, pointer: string, document: Document): string => {
    const target = follow({ document, pointer, value: { $ref: spelt } });
    const known = names.get(target.pointer);
    if (known !== undefined) return known;
    const name = options.nameOf?.(target) ?? `schema-${names.size + 1}`;
    names.set(target.pointer, name);
    options.define(name, () => rewrite(target), target);
    return name;
  };
  const rewrite = (schema: Node): Json =>
    convert(
      schema,
      { direction, forbid, reference: (spelt, pointer) => reference(spelt, pointer, schema.document) },
      new Set(),
    );
  return (schema) => rewrite(follow(schema));
}

interface Reading {
  direction: Direction;
  /** What becomes of a reference that stands at a pointer. */
  reference(spelt: string, pointer: string): string;
  /** Whether a property that the direction rules out is refused. */
  forbid?: boolean;
  /** Whether a discriminator chooses among alternatives. */
  choose?: boolean;
}

/** @param ruledOut the properties of the same value that schemas around this one rule out for the direction */
function convert(schema: Node, reading: Reading, ruledOut: ReadonlySet<string>): Json {
  const { document, pointer, value } = schema;
  if (!isObject(value)) return value;
  const legacy = document.version === '3.0';
  if (legacy && typeof value['$ref'] === 'string') return { $ref: reading.reference(value['$ref'], pointer) };
  const notAsked = new Set([...ruledOut, ...ruledOutBy(schema, reading.direction)]);
  const inside = (item: Json, keys: (string | number)[], names: ReadonlySet<string>): Json =>
    convert({ document, pointer: joinPointer(pointer, ...keys), value: item }, reading, names);
  const converted = (key: string, item: Json): Json | undefined => {
    const names = SAME_VALUE.has(key) ? notAsked : new Set<string>();
    if (SCHEMA_MAPS.has(key) && isObject(item)) {
      return mapValues(item, (each, name) =>
        reading.forbid === true && key === 'properties' && isRuledOut(schema, name, reading.direction)
          ? false
          : inside(each, [key, name], names),
      );
    }
    if (SCHEMA_LISTS.has(key) && Array.isArray(item)) {
      return item.map((each, index) => inside(each, [key, index], names));
    }
    if (SCHEMA_VALUES.has(key)) return inside(item, [key], names);
    if (key === '$ref' && typeof item === 'string') return reading.reference(item, standsAt(schema));
    if (key === 'required' && Array.isArray(item)) return stillRequired(item, notAsked);
    return item;
  };
  const { $dynamicRef: dynamic } = value;
  if (dynamic !== undefined && value['$ref'] === undefined) {
    const reference = referenceIn(document, value);
    if (reference !== undefined) {
      const { $dynamicRef: _, ...others } = value;
      return convert({ document, pointer, value: { ...others, $ref: reference } }, reading, ruledOut);
    }
  }
  const kept = Object.entries(value).filter(([key]) => !ANNOTATIONS.has(key) && !key.startsWith('x-'));
  const whole = mapValues(Object.fromEntries(kept), (item, key) => converted(key, item));
  const result = reading.choose === true ? chosen(schema, whole) : whole;
  if (!legacy) return result;
  exclusiveBounds(result);
  return value['nullable'] === true ? nullable(result) : result;
}

/** Where a schema's `$ref` stands: beside other words it is one more branch of `allOf`, as `follow` has it. */
function standsAt({ document, pointer, value }: Node): string {
  const read = follow({ document, pointer, value });
  if (read.pointer !== pointer || !isObject(read.value)) return pointer;
  const { allOf } = read.value;
  return joinPointer(pointer, 'allOf', Array.isArray(allOf) ? allOf.length - 1 : 0);
}

/** A schema whose alternatives are chosen by its discriminator, where the value is one that it knows. */
function chosen(schema: Node, converted: JsonObject): JsonObject {
  const word = converted['oneOf'] === undefined ? 'anyOf' : 'oneOf';
  const { [word]: alternatives, allOf = [], ...others } = converted;
  const discriminator = Array.isArray(alternatives) ? discriminatorOf(schema, word) : undefined;
  if (discriminator === undefined || !Array.isArray(alternatives) || !Array.isArray(allOf)) return converted;
  const { property, values } = discriminator;
  const says = (listed: readonly string[]): Json => ({
    type: 'object',
    required: [property],
    properties: { [property]: { enum: [...listed] } },
  });
  const choices = alternatives.flatMap((alternative, index): Json[] => {
    const listed = values[index] ?? [];
    // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema
    return listed.length === 0 ? [] : [{ if: says(listed), then: alternative }];
  });
  return {
    ...others,
    allOf: [
      ...allOf,
      // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema
      { if: says(values.flat()), then: { allOf: choices }, else: { [word]: alternatives } },
    ],
  };
}

function mapValues(object: JsonObject, change: (value: Json, key: string) => Json | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, item]) => {
      const changed = item === undefined ? undefined : change(item, key);
      return changed === undefined ? [] : [[key, changed]];
    }),
  );
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
 * Read strictly, `nullable` speaks only beside a `type` in the same schema (OpenAPI 3.0.3, clarification of nullable),
 * and an `enum` without null or the type of an `allOf` part would still forbid it. Hardly anyone who writes both means
 * that, and a null that they meant must not be taken for drift.
 */
function nullable(schema: JsonObject): JsonObject {
  if (['allOf', 'anyOf', 'oneOf'].some((word) => schema[word] !== undefined)) {
    return { anyOf: [{ type: 'null' }, schema] };
  }
  const { type, enum: values } = schema;
  return {
    ...schema,
    ...(typeof type === 'string' ? { type: [type, 'null'] } : {}),
    ...(Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {}),
  };
}

/** A writeOnly property is not asked of a response, nor a readOnly one of a request. */
function ruledOutBy(schema: Node, direction: Direction): string[] {
  const flag = direction === 'response' ? 'writeOnly' : 'readOnly';
  return applicable(schema).flatMap((part) =>
    entries(child(part, 'properties')).flatMap(({ key, node }) => (isFlagged(node, flag) ? [key] : [])),
  );
}

function isRuledOut(schema: Node, name: string, direction: Direction): boolean {
  const property = child(schema, 'properties', name);
  return property !== undefined && isFlagged(property, direction === 'response' ? 'writeOnly' : 'readOnly');
}

/** True for a property that is flagged itself, or by what it is composed of. */
export function isFlagged(property: Node, flag: 'readOnly' | 'writeOnly'): boolean {
  return extended(property).some((schema) => child(schema, flag)?.value === true);
}

/** An empty list says nothing, and not every validator takes one. */
function stillRequired(names: readonly Json[], notAsked: ReadonlySet<string>): Json | undefined {
  const left = names.filter((name) => typeof name !== 'string' || !notAsked.has(name));
  return left.length === 0 ? undefined : left;
}
