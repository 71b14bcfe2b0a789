import { compilesAsUnicode } from '../document/pattern.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from '../document/schema-words.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** The properties that schemas composed with each other may speak of. */
interface Spoken {
  names: Set<string>;
  patterns: Set<string>;
}

/** Words that hold schemas for the same value, of which each may have a say in what is evaluated. */
const SAME_VALUE_LISTS = ['allOf', 'anyOf', 'oneOf'];
const SAME_VALUE = ['if', 'then', 'else'];

/**
 * A schema in which `unevaluatedProperties: false` beside other schemas of the same value says what draft-07 can: no
 * property is allowed that none of them speaks of. That is less than it means, since an alternative that does not apply
 * has no say in it (JSON Schema 2020-12 section 11.3), and never more.
 *
 * @param bundle a schema whose references read `#/definitions/…`
 */
export function closeCompositions({ root, definitions }: { root: Json; definitions: JsonObject }): {
  root: Json;
  definitions: JsonObject;
} {
  const close = (schema: Json): Json => {
    if (!isObject(schema)) return schema;
    const parts: JsonObject = {};
    for (const [word, held] of Object.entries(schema)) {
      if (held === undefined) continue;
      if (SCHEMA_MAPS.has(word) && isObject(held)) parts[word] = closeEach(held);
      else if (SCHEMA_LISTS.has(word) && Array.isArray(held)) parts[word] = held.map(close);
      else parts[word] = SCHEMA_VALUES.has(word) ? close(held) : held;
    }
    if (schema['unevaluatedProperties'] !== false || !isComposed(schema)) return parts;
    const spoken: Spoken = { names: new Set(), patterns: new Set() };
    const { unevaluatedProperties: _, ...open } = schema;
    if (!gather(open, definitions, spoken, new Set())) return parts;
    const { allOf = [] } = parts;
    return {
      ...parts,
      allOf: [
        ...(Array.isArray(allOf) ? allOf : []),
        {
          properties: allowing(spoken.names),
          patternProperties: allowing(spoken.patterns),
          additionalProperties: false,
        },
      ],
    };
  };
  const closeEach = (schemas: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(schemas).flatMap(([name, each]) => (each === undefined ? [] : [[name, close(each)]])),
    );
  return { root: close(root), definitions: closeEach(definitions) };
}

function isComposed(schema: JsonObject): boolean {
  return ['$ref', 'dependentSchemas', ...SAME_VALUE_LISTS, ...SAME_VALUE].some((word) => word in schema);
}

function allowing(names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries([...names].map((name) => [name, true]));
}

/**
 * Adds what a schema speaks of; false where that may be any property.
 *
 * @param seen references that were followed: one more time adds nothing, and schemas composed of each other multiply
 */
function gather(schema: Json, definitions: JsonObject, spoken: Spoken, seen: Set<string>): boolean {
  if (!isObject(schema)) return true;
  for (const word of ['additionalProperties', 'unevaluatedProperties'])
    if (word in schema && schema[word] !== false) return false;
  const { properties, patternProperties, dependentSchemas, $ref: reference } = schema;
  for (const name of Object.keys(isObject(properties) ? properties : {})) spoken.names.add(name);
  for (const pattern of Object.keys(isObject(patternProperties) ? patternProperties : {})) {
    if (!compilesAsUnicode(pattern)) return false;
    spoken.patterns.add(pattern);
  }
  const held = [
    ...SAME_VALUE_LISTS.flatMap((word) => {
      const list = schema[word];
      return Array.isArray(list) ? list : [];
    }),
    ...SAME_VALUE.map((word) => schema[word]),
    ...(isObject(dependentSchemas) ? Object.values(dependentSchemas) : []),
  ].flatMap((each) => (each === undefined ? [] : [each]));
  if (typeof reference === 'string' && !seen.has(reference)) {
    seen.add(reference);
    const target = definitions[reference.replace('#/definitions/', '')];
    if (target === undefined || !gather(target, definitions, spoken, seen)) return false;
  }
  return held.every((each) => gather(each, definitions, spoken, seen));
}
