import { isObject, type Json, type JsonObject, sameJson } from '../../src/json.ts';

/**
 * Judges a value by a schema of JSON Schema 2020-12, without references and formats, in words as near to the standard's as
 * can be: Ajv, by which Plumbline proves, is wrong where `unevaluated…` or `contains` stand beside some other words.
 */
export function isValid(schema: Json, value: Json): boolean {
  return evaluated(schema, value) !== undefined;
}

/** What a schema has looked at of a value that it accepts: properties by name, entries by index; undefined of another. */
function evaluated(schema: Json, value: Json): Set<string> | undefined {
  if (!isObject(schema)) return schema === false ? undefined : new Set();
  if (!saysYes(schema, value)) return undefined;
  const seen = new Set<string>();
  const add = (keys: Iterable<string>) => {
    for (const key of keys) seen.add(key);
  };
  /** Holds a part of the value to a schema. */
  const at = (key: string, part: Json, each: Json): boolean => {
    seen.add(key);
    return isValid(part, each);
  };
  const all = (word: string) => {
    const parts = schema[word];
    return Array.isArray(parts) ? parts.map((part) => evaluated(part, value)) : undefined;
  };
  for (const [word, fits] of [
    ['allOf', (held: number, count: number) => held === count],
    ['anyOf', (held: number) => held > 0],
    ['oneOf', (held: number) => held === 1],
  ] as const) {
    const found = all(word);
    const held = (found ?? []).filter((each) => each !== undefined);
    if (found !== undefined && !fits(held.length, found.length)) return undefined;
    held.forEach(add);
  }
  if (schema['not'] !== undefined && isValid(schema['not'], value)) return undefined;
  if (schema['if'] !== undefined) {
    const met = evaluated(schema['if'], value);
    const next = evaluated(schema[met === undefined ? 'else' : 'then'] ?? true, value);
    if (next === undefined) return undefined;
    add([...(met ?? []), ...next]);
  }
  if (isObject(value)) {
    const { properties = {}, patternProperties = {}, dependentSchemas = {} } = schema;
    for (const [name, part] of listed(dependentSchemas)) {
      const held = name in value ? evaluated(part, value) : [];
      if (held === undefined) return undefined;
      add(held);
    }
    const own = new Set<string>();
    for (const [name, each] of listed(value)) {
      const rules = [
        ...listed(properties).filter(([key]) => key === name),
        ...listed(patternProperties).filter(([pattern]) => new RegExp(pattern, 'u').test(name)),
      ];
      if (rules.length > 0) own.add(name);
      if (!rules.every(([, rule]) => at(name, rule, each))) return undefined;
      if (schema['propertyNames'] !== undefined && !isValid(schema['propertyNames'], name)) return undefined;
    }
    for (const [word, known] of [
      ['additionalProperties', own],
      ['unevaluatedProperties', seen],
    ] as const) {
      const rule = schema[word];
      const left = rule === undefined ? [] : listed(value).filter(([name]) => !known.has(name));
      if (!left.every(([name, each]) => at(name, rule ?? true, each))) return undefined;
    }
  }
  if (Array.isArray(value)) {
    const { prefixItems = [], items, contains, minContains = 1, maxContains = Infinity } = schema;
    const prefix = Array.isArray(prefixItems) ? prefixItems : [];
    const isHeld = value.every((each, index) => {
      const rule = prefix[index] ?? items;
      return rule === undefined || at(String(index), rule, each);
    });
    if (!isHeld) return undefined;
    if (contains !== undefined) {
      const found = [...value.keys()].filter((index) => isValid(contains, value[index] ?? null));
      if (found.length < Number(minContains) || found.length > Number(maxContains)) return undefined;
      add(found.map(String));
    }
    const rest = schema['unevaluatedItems'];
    const left = rest === undefined ? [] : [...value.keys()].filter((index) => !seen.has(String(index)));
    if (!left.every((index) => at(String(index), rest ?? true, value[index] ?? null))) return undefined;
  }
  return seen;
}

function listed(map: Json): [string, Json][] {
  return isObject(map) ? Object.entries(map).map(([key, each]) => [key, each ?? null]) : [];
}

/** What a schema says of the value itself, not of its parts. */
function saysYes(schema: JsonObject, value: Json): boolean {
  const { type, enum: list, required = [], dependentRequired = {}, uniqueItems } = schema;
  if (type !== undefined && ![type].flat().some((name) => isOfType(value, String(name)))) return false;
  if ('const' in schema && !sameJson(schema['const'] ?? null, value)) return false;
  if (Array.isArray(list) && !list.some((each) => sameJson(each, value))) return false;
  const within = (size: number, least: string, most: string) =>
    size >= Number(schema[least] ?? -Infinity) && size <= Number(schema[most] ?? Infinity);
  if (typeof value === 'number') {
    const { multipleOf, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
    if (multipleOf !== undefined && !Number.isInteger(value / Number(multipleOf))) return false;
    if (value <= Number(exclusiveMinimum) || value >= Number(exclusiveMaximum)) return false;
    return within(value, 'minimum', 'maximum');
  }
  if (typeof value === 'string') {
    const { pattern = '' } = schema;
    return (
      within([...value].length, 'minLength', 'maxLength') && new RegExp(String(pattern), 'u').test(value)
    );
  }
  if (Array.isArray(value)) {
    const isRepeated = (each: Json, index: number) =>
      value.slice(0, index).some((other) => sameJson(other, each));
    return within(value.length, 'minItems', 'maxItems') && !(uniqueItems === true && value.some(isRepeated));
  }
  if (!isObject(value)) return true;
  const has = (names: Json) => !Array.isArray(names) || names.every((name) => String(name) in value);
  return (
    within(Object.keys(value).length, 'minProperties', 'maxProperties') &&
    has(required) &&
    listed(dependentRequired).every(([name, asked]) => !(name in value) || has(asked))
  );
}

function isOfType(value: Json, name: string): boolean {
  if (name === 'integer') return Number.isInteger(value);
  if (value === null) return name === 'null';
  return Array.isArray(value) ? name === 'array' : typeof value === name;
}
