import { hasOwn, isObject, type JsonObject } from '../../src/json.ts';
import { REWRITES, type Rewrite } from '../../tests/diff/refactor.ts';
import { slotsOf } from '../../tests/diff/slots.ts';

const COMPOSITIONS = ['allOf', 'anyOf', 'oneOf'];

/** A reference to an entry of a list, which would be another one when the list is reordered. */
const INTO_LIST = /"\$ref":"#[^"]*\/(?:parameters|allOf|anyOf|oneOf)\/\d+[/"]/;

/** A reference to a part of a schema, which is elsewhere once that is wrapped. */
const INTO_SCHEMA = /"\$ref":"#\/(?!components\/[^/"]+\/[^/"]+")/;

/**
 * The rewrites that each document goes through, by name. Of a document whose `nullable` is not beside a plain type, 3.1
 * has to say what Plumbline takes it for (src/document/json-schema.ts): null is allowed whatever else the schema says.
 */
export const CORPUS_REWRITES: Record<string, Rewrite> = {
  ...REWRITES,
  reorderLists: (document, random) =>
    INTO_LIST.test(JSON.stringify(document))
      ? document
      : (REWRITES['reorderLists']?.(document, random) ?? document),
  wrapInAllOf: (document, random) =>
    INTO_SCHEMA.test(JSON.stringify(document))
      ? document
      : (REWRITES['wrapInAllOf']?.(document, random) ?? document),
  toOpenApi31: (document, random) => {
    const plain = structuredClone(document);
    for (const { kind, value, replace } of slotsOf(plain).reverse()) {
      if (kind !== 'schema' || !isObject(value) || value['nullable'] !== true || hasOwn(value, '$ref'))
        continue;
      const values = value['enum'];
      if (Array.isArray(values) && !values.includes(null)) value['enum'] = [...values, null];
      if (COMPOSITIONS.some((word) => hasOwn(value, word))) replace(orNull(value));
    }
    return REWRITES['toOpenApi31']?.(plain, random) ?? plain;
  },
};

/** What a schema says of a property as a whole, whatever its value. */
const OF_THE_WHOLE = new Set(['default', 'readOnly', 'writeOnly', 'deprecated']);

function orNull(schema: JsonObject): JsonObject {
  const { nullable: _, ...others } = schema;
  const [whole, rules] = [true, false].map((of) =>
    Object.fromEntries(Object.entries(others).filter(([key]) => OF_THE_WHOLE.has(key) === of)),
  ) as [JsonObject, JsonObject];
  return { ...whole, anyOf: [{ enum: [null] }, rules] };
}
