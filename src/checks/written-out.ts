import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from '../document/schema-words.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** Of more schemas than these nobody waits for the validator. */
const MOST = 5000;

/**
 * A JSON Schema with each reference replaced by what it refers to, except where that holds itself. Ajv tells where in the
 * schema a fault comes from, but behind a reference it begins anew, so that nobody sees to which alternative it belongs.
 *
 * @param bundle a schema whose references read `#/definitions/…`
 * @returns undefined where it would be too large
 */
export function writtenOut({ root, definitions }: { root: Json; definitions: JsonObject }): Json | undefined {
  let left = MOST;
  /** @param above the definitions that this is within */
  const write = (schema: Json, above: readonly string[]): Json => {
    left -= 1;
    if (!isObject(schema) || left < 0) return schema;
    const { $ref: reference, ...others } = schema;
    const name = String(reference).replace('#/definitions/', '');
    const target = definitions[name];
    if (target === undefined || above.includes(name)) return writeParts(schema, above);
    const written = write(target, [...above, name]);
    if (Object.keys(others).length === 0) return written;
    const { allOf = [], ...rest } = writeParts(others, above);
    return { ...rest, allOf: [...(Array.isArray(allOf) ? allOf : []), written] };
  };
  const writeParts = (schema: JsonObject, above: readonly string[]): JsonObject => {
    const parts: JsonObject = {};
    for (const [word, held] of Object.entries(schema)) {
      if (held === undefined) continue;
      if (SCHEMA_MAPS.has(word) && isObject(held)) parts[word] = mapped(held, (each) => write(each, above));
      else if (SCHEMA_LISTS.has(word) && Array.isArray(held))
        parts[word] = held.map((each) => write(each, above));
      else parts[word] = SCHEMA_VALUES.has(word) ? write(held, above) : held;
    }
    return parts;
  };
  const written = write(root, []);
  return left < 0 ? undefined : written;
}

function mapped(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => (value === undefined ? [] : [[key, change(value)]])),
  );
}
