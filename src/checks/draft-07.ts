import { compilesAsUnicode } from '../document/pattern.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/**
 * Rewrites JSON Schema of draft 2020-12, which OpenAPI 3.1 uses, as draft-07, the newest that
 * openapi-response-validator reads: it would pass over a later word, or take it for something else.
 *
 * @param formatOf the name of a format that stands for a pattern; undefined for one that cannot be compiled
 */
export function toDraft07(schema: Json, formatOf: (pattern: string) => string | undefined): Json {
  if (!isObject(schema)) return schema;
  const each = (value: Json): Json => toDraft07(value, formatOf);
  const result: JsonObject = {};
  const further: Json[] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (value === undefined || LEFT_OUT.has(key)) continue;
    if (MAPS.has(key) && isObject(value)) {
      const kept = Object.entries(value).flatMap(([name, item]): [string, Json][] =>
        item === undefined || (key === 'patternProperties' && !compilesAsUnicode(name))
          ? []
          : [[name, each(item)]],
      );
      // Draft-07 has one word for this and for `dependentRequired`, which may both speak of a property.
      if (key === 'dependentSchemas') further.push({ dependencies: Object.fromEntries(kept) });
      else result[key] = Object.fromEntries(kept);
    } else if (key === 'dependentRequired' && isObject(value)) {
      further.push({ dependencies: value });
    } else if (key === 'prefixItems' && Array.isArray(value)) {
      result['items'] = value.map(each);
    } else if (key === 'items' && 'prefixItems' in schema) {
      result['additionalItems'] = each(value);
    } else if (LISTS.has(key) && Array.isArray(value)) {
      result[key] = value.map(each);
    } else if (key === 'contains') {
      if (schema['minContains'] !== 0) result[key] = each(value);
    } else if (SCHEMAS.has(key)) {
      result[key] = each(value);
    } else if (key === 'unevaluatedProperties') {
      if (!APPLICATORS.some((word) => word in schema)) result['additionalProperties'] ??= each(value);
    } else if (key === 'pattern' && typeof value === 'string') {
      const format = formatOf(value);
      if (format !== undefined) further.push({ format });
    } else {
      result[key] = value;
    }
  }
  if (further.length > 0) {
    result['allOf'] = [...(Array.isArray(result['allOf']) ? result['allOf'] : []), ...further];
  }
  return result;
}

const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas', 'definitions', '$defs']);
const LISTS = new Set(['anyOf', 'oneOf', 'allOf']);
const SCHEMAS = new Set(['items', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else']);
/** Beside these other schemas have a say in what is evaluated, which draft-07 cannot express. */
const APPLICATORS = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'not', 'patternProperties', 'dependentSchemas'];
/** Names that no reference uses any more, and words that have no like in draft-07. */
const LEFT_OUT = new Set([
  '$id',
  'id',
  '$schema',
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$comment',
  '$vocabulary',
  'minContains',
  'maxContains',
  'unevaluatedItems',
]);
