import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from '../document/schema-words.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/**
 * Takes out of a JSON Schema whatever asks that something be there: what is left forbids wrong values, and is satisfied
 * by a part of a right one. A choice of exactly one becomes one of any, since parts may fit several, and what is said
 * by way of a condition or a negation goes, since a part may turn it around.
 */
export function minimumSchema(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const result: JsonObject = {};
  const choices: Json[] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (value === undefined || LEFT_OUT.has(key)) continue;
    if (SCHEMA_MAPS.has(key) && isObject(value)) result[key] = mapped(value);
    else if (key === 'oneOf' && Array.isArray(value)) choices.push({ anyOf: value.map(minimumSchema) });
    else if (SCHEMA_LISTS.has(key) && Array.isArray(value)) result[key] = value.map(minimumSchema);
    else if (SCHEMA_VALUES.has(key)) result[key] = minimumSchema(value);
    else result[key] = value;
  }
  if (choices.length > 0) {
    result['allOf'] = [...(Array.isArray(result['allOf']) ? result['allOf'] : []), ...choices];
  }
  return result;
}

const LEFT_OUT = new Set([
  'required',
  'dependentRequired',
  'dependentSchemas',
  'minProperties',
  'minItems',
  'contains',
  'minContains',
  'maxContains',
  'not',
  'if',
  'then',
  'else',
]);

function mapped(schemas: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([name, schema]) =>
      schema === undefined ? [] : [[name, minimumSchema(schema)]],
    ),
  );
}
