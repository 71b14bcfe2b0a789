import { stringFormats } from '../checks/formats.ts';
import type { Node } from '../document/node.ts';
import { hasOwn, isObject, type Json, type JsonObject, jsonType, sameJson } from '../json.ts';
import { at, itemsOf, reached, textsOf } from './look.ts';

/**
 * Tells whether a value is valid by a schema where that is plain to see: a large document has ten thousand examples,
 * nearly all of them right, and compiling a schema for each takes a hundred times as long.
 *
 * @returns undefined where it cannot be told, for whatever reason: then Ajv has the say
 */
export function plainlyHolds(schema: Node | undefined, value: Json, depth = 0): boolean | undefined {
  const here = reached(schema);
  if (here === undefined || depth > 60) return undefined;
  if (here.value === true) return true;
  if (here.value === false) return false;
  if (!isObject(here.value)) return undefined;
  const words = here.value;
  const legacy = here.document.version === '3.0';
  // Read as `toJsonSchema` reads it, kindly.
  if (legacy && words['nullable'] === true && value === null) return true;
  let sure = true;
  for (const [word, rule] of Object.entries(words)) {
    if (rule === undefined || SAYS_NOTHING.has(word) || word.startsWith('x-')) continue;
    const test = hasOwn(TESTS, word) ? TESTS[word] : undefined;
    const result =
      test === undefined ? undefined : test({ here, words, rule, value, legacy, depth: depth + 1 });
    if (result === false) return false;
    if (result === undefined) sure = false;
  }
  return sure ? true : undefined;
}

interface Case {
  here: Node;
  words: JsonObject;
  rule: Json;
  value: Json;
  legacy: boolean;
  depth: number;
}

type Test = (each: Case) => boolean | undefined;

const SAYS_NOTHING = new Set(
  `title description summary example examples default deprecated externalDocs xml discriminator nullable readOnly
  writeOnly $comment $schema $id $anchor $defs definitions contentMediaType contentEncoding`.split(/\s+/),
);

const TESTS: Readonly<Record<string, Test>> = {
  type: ({ rule, value }) => {
    const own = jsonType(value);
    const types = [rule].flat();
    return types.some((type) => type === own || (type === 'number' && own === 'integer'));
  },
  enum: ({ rule, value }) => (Array.isArray(rule) ? rule.some((each) => sameJson(each, value)) : undefined),
  const: ({ rule, value }) => sameJson(rule, value),
  minLength: ({ rule, value }) => typeof value !== 'string' || [...value].length >= Number(rule),
  maxLength: ({ rule, value }) => typeof value !== 'string' || [...value].length <= Number(rule),
  pattern: ({ rule, value }) => (typeof value === 'string' ? matches(String(rule), value) : true),
  format: ({ rule, value }) => {
    const test = typeof rule === 'string' && hasOwn(stringFormats, rule) ? stringFormats[rule] : undefined;
    return typeof value !== 'string' || test === undefined || test(value);
  },
  minimum: ({ rule, value, words, legacy }) =>
    typeof value !== 'number' ||
    (legacy && words['exclusiveMinimum'] === true ? value > Number(rule) : value >= Number(rule)),
  maximum: ({ rule, value, words, legacy }) =>
    typeof value !== 'number' ||
    (legacy && words['exclusiveMaximum'] === true ? value < Number(rule) : value <= Number(rule)),
  exclusiveMinimum: ({ rule, value }) =>
    typeof rule === 'boolean' || typeof value !== 'number' || value > Number(rule),
  exclusiveMaximum: ({ rule, value }) =>
    typeof rule === 'boolean' || typeof value !== 'number' || value < Number(rule),
  multipleOf: ({ rule, value }) =>
    typeof value !== 'number' ||
    (Number.isInteger(value) && Number.isInteger(rule) ? value % Number(rule) === 0 : undefined),
  minItems: ({ rule, value }) => !Array.isArray(value) || value.length >= Number(rule),
  maxItems: ({ rule, value }) => !Array.isArray(value) || value.length <= Number(rule),
  minProperties: ({ rule, value }) => !isObject(value) || Object.keys(value).length >= Number(rule),
  maxProperties: ({ rule, value }) => !isObject(value) || Object.keys(value).length <= Number(rule),
  uniqueItems: ({ rule, value }) =>
    rule !== true || !Array.isArray(value) || value.length < 2
      ? true
      : value.every((each) => typeof each !== 'object')
        ? new Set(value.map((each) => JSON.stringify(each))).size === value.length
        : undefined,
  // A property that goes one way only is not required the other way: whether one that is missing is wrong is not plain.
  required: ({ rule, value }) =>
    !isObject(value) || textsOf(rule).every((name) => hasOwn(value, name)) ? true : undefined,
  properties: ({ here, rule, value, depth }) =>
    isObject(value) && isObject(rule)
      ? every(
          Object.keys(rule)
            .filter((name) => hasOwn(value, name))
            .map((name) => plainlyHolds(at(here, 'properties', name), value[name] ?? null, depth)),
        )
      : true,
  additionalProperties: ({ here, words, rule, value, depth }) => {
    if (!isObject(value) || rule === true) return true;
    if (words['patternProperties'] !== undefined) return undefined;
    const known = isObject(words['properties']) ? words['properties'] : {};
    const others = Object.keys(value).filter((name) => !hasOwn(known, name));
    if (rule === false) return others.length === 0;
    return every(
      others.map((name) => plainlyHolds(at(here, 'additionalProperties'), value[name] ?? null, depth)),
    );
  },
  items: ({ here, words, rule, value, depth }) => {
    if (!Array.isArray(value) || rule === true) return true;
    if (words['prefixItems'] !== undefined || Array.isArray(rule)) return undefined;
    return every(value.map((each) => plainlyHolds(at(here, 'items'), each, depth)));
  },
  allOf: ({ here, value, depth }) => every(branches(here, 'allOf', value, depth)),
  anyOf: ({ here, value, depth }) => {
    const results = branches(here, 'anyOf', value, depth);
    if (results.includes(true)) return true;
    return results.every((each) => each === false) ? false : undefined;
  },
  oneOf: ({ here, value, depth }) => {
    const results = branches(here, 'oneOf', value, depth);
    const holding = results.filter((each) => each === true).length;
    if (holding > 1) return false;
    return results.includes(undefined) ? undefined : holding === 1;
  },
  not: ({ here, value, depth }) => {
    const result = plainlyHolds(at(here, 'not'), value, depth);
    return result === undefined ? undefined : !result;
  },
};

function branches(here: Node, word: string, value: Json, depth: number): (boolean | undefined)[] {
  const list = isObject(here.value) ? here.value[word] : undefined;
  const parts = itemsOf(at(here, word));
  // A branch behind a broken reference is left out of the items.
  if (!Array.isArray(list) || parts.length !== list.length) return [undefined];
  return parts.map((part) => plainlyHolds(part, value, depth));
}

function every(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

function matches(pattern: string, value: string): boolean | undefined {
  // A pattern may take longer than anyone waits for; the long texts are left to whoever has the say.
  if (value.length > 500) return undefined;
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return undefined;
  }
}
