import { stringFormats } from '../checks/formats.ts';
import type { SchemaFault } from '../checks/response-schema.ts';
import type { Node } from '../document/node.ts';
import { compilePattern } from '../document/pattern.ts';
import { joinPointer } from '../document/pointer.ts';
import { brief, hasOwn, isObject, type Json, type JsonObject, jsonType, sameJson } from '../json.ts';
import { isForeign } from './foreign-pattern.ts';
import { at, itemsOf, reached, textsOf } from './look.ts';

/** `none` where the value is valid; undefined where that is not plain to see. */
export type PlainResult = SchemaFault | 'none' | undefined;

/**
 * Tells what is wrong with a value by a schema where that is plain to see: a large document has ten thousand examples,
 * nearly all of them right, and compiling a schema for each takes a hundred times as long.
 *
 * @param oneWay the names of properties that go one way only somewhere in the document: whether one of them may be
 *   missing is not plain
 * @returns undefined where it cannot be told, for whatever reason: then Ajv has the say
 */
export function plainFault(schema: Node | undefined, value: Json, oneWay: ReadonlySet<string>): PlainResult {
  return judge({ schema, value, pointer: '', depth: 0, oneWay, work: { left: MOST_STEPS } });
}

interface Look {
  schema: Node | undefined;
  value: Json;
  pointer: string;
  depth: number;
  oneWay: ReadonlySet<string>;
  /** Schemas that refer to themselves twice could be entered without end. */
  work: { left: number };
}

const MOST_STEPS = 100_000;

interface Case extends Look {
  here: Node;
  words: JsonObject;
  rule: Json;
  legacy: boolean;
}

const SAYS_NOTHING = new Set(
  `title description summary example examples default deprecated externalDocs xml discriminator nullable readOnly
  writeOnly $comment $schema $id $anchor $defs definitions contentMediaType contentEncoding`.split(/\s+/),
);

function judge(look: Look): PlainResult {
  const here = reached(look.schema);
  look.work.left -= 1;
  if (here === undefined || look.depth > 60 || look.work.left < 0) return undefined;
  if (here.value === true) return 'none';
  if (here.value === false)
    return fault(look, here, 'false schema', 'is there, though the schema forbids it');
  if (!isObject(here.value)) return undefined;
  const words = here.value;
  const legacy = here.document.version === '3.0';
  // Read as `bundleSchema` reads it, kindly.
  if (legacy && words['nullable'] === true && look.value === null) return 'none';
  let sure = true;
  const each: Case = { ...look, here, words, rule: null, legacy };
  for (const word of Object.keys(words)) {
    const rule = words[word];
    if (rule === undefined || SAYS_NOTHING.has(word) || word.startsWith('x-')) continue;
    each.rule = rule;
    const test = hasOwn(TESTS, word) ? TESTS[word] : undefined;
    const result = test === undefined ? nested(word, each) : simple(word, test(each), each);
    if (result === undefined) sure = false;
    else if (result !== 'none') return result;
  }
  return sure ? 'none' : undefined;
}

/** What a keyword says of a value by itself: the fault as the end of a sentence, true, or undefined for not plain. */
type Test = (each: Case) => string | true | undefined;

const TESTS: Readonly<Record<string, Test>> = {
  type: ({ rule, value }) => {
    const own = jsonType(value);
    if (own === rule) return true;
    const types = [rule].flat().map(String);
    const fits = types.some((type) => type === own || (type === 'number' && own === 'integer'));
    const article = /^[aeio]/.test(own) ? 'an' : 'a';
    return (
      fits ||
      `is ${own === 'null' ? 'null' : `${article} ${own} (${brief(value, 40)})`}, where the schema says ${types.join(' or ')}`
    );
  },
  enum: ({ rule, value }) =>
    Array.isArray(rule)
      ? rule.some((each) => sameJson(each, value)) ||
        `is ${brief(value)}, where the schema allows ${brief(rule)}`
      : undefined,
  const: ({ rule, value }) =>
    sameJson(rule, value) || `is ${brief(value)}, where the schema allows ${brief(rule)}`,
  format: ({ rule, value }) => {
    const test = typeof rule === 'string' && hasOwn(stringFormats, rule) ? stringFormats[rule] : undefined;
    return (
      typeof value !== 'string' ||
      test === undefined ||
      test(value) ||
      `is ${brief(value)}, which is no ${String(rule)}`
    );
  },
  pattern: ({ rule, value }) => {
    if (typeof value !== 'string') return true;
    const matching = matches(String(rule), value);
    return matching === false ? `is ${brief(value)}: it must match pattern ${brief(rule)}` : matching;
  },
  minLength: ({ rule, value }) =>
    typeof value !== 'string' || [...value].length >= Number(rule) || few(value, rule, 'characters'),
  maxLength: ({ rule, value }) =>
    typeof value !== 'string' || [...value].length <= Number(rule) || many(value, rule, 'characters'),
  minItems: ({ rule, value }) =>
    !Array.isArray(value) || value.length >= Number(rule) || few(value, rule, 'items'),
  maxItems: ({ rule, value }) =>
    !Array.isArray(value) || value.length <= Number(rule) || many(value, rule, 'items'),
  minProperties: ({ rule, value }) =>
    !isObject(value) || Object.keys(value).length >= Number(rule) || few(value, rule, 'properties'),
  maxProperties: ({ rule, value }) =>
    !isObject(value) || Object.keys(value).length <= Number(rule) || many(value, rule, 'properties'),
  minimum: ({ rule, value, words, legacy }) => {
    if (typeof value !== 'number') return true;
    const above = legacy && words['exclusiveMinimum'] === true;
    const fits = above ? value > Number(rule) : value >= Number(rule);
    return fits || `is ${value}, and has to be ${above ? 'more than' : 'at least'} ${brief(rule)}`;
  },
  maximum: ({ rule, value, words, legacy }) => {
    if (typeof value !== 'number') return true;
    const below = legacy && words['exclusiveMaximum'] === true;
    const fits = below ? value < Number(rule) : value <= Number(rule);
    return fits || `is ${value}, and has to be ${below ? 'less than' : 'at most'} ${brief(rule)}`;
  },
  exclusiveMinimum: ({ rule, value }) =>
    typeof rule === 'boolean' ||
    typeof value !== 'number' ||
    value > Number(rule) ||
    `is ${value}, and has to be more than ${brief(rule)}`,
  exclusiveMaximum: ({ rule, value }) =>
    typeof rule === 'boolean' ||
    typeof value !== 'number' ||
    value < Number(rule) ||
    `is ${value}, and has to be less than ${brief(rule)}`,
  multipleOf: ({ rule, value }) => {
    if (typeof value !== 'number') return true;
    if (!Number.isInteger(value) || !Number.isInteger(rule)) return undefined;
    return value % Number(rule) === 0 || `is ${value}, which is no multiple of ${brief(rule)}`;
  },
  uniqueItems: ({ rule, value }) => {
    if (rule !== true || !Array.isArray(value) || value.length < 2) return true;
    return new Set(value.map((each) => JSON.stringify(each))).size === value.length &&
      value.every((each) => !isObject(each))
      ? true
      : undefined;
  },
};

function few(value: Json, rule: Json, what: string): string {
  return `is ${brief(value, 40)}, and needs ${brief(rule)} ${what} or more`;
}

function many(value: Json, rule: Json, what: string): string {
  return `is ${brief(value, 40)}, and may have ${brief(rule)} ${what} at most`;
}

function simple(word: string, result: string | true | undefined, each: Case): PlainResult {
  if (typeof result !== 'string') return result === true ? 'none' : undefined;
  return fault(each, each.here, word, result, word === 'type' || word === 'enum' || word === 'format');
}

function fault(look: Look, here: Node, keyword: string, says: string, tells = false): SchemaFault {
  const rule = isObject(here.value) ? here.value[keyword] : undefined;
  return {
    keyword,
    pointer: look.pointer,
    message: `${look.pointer === '' ? 'the body' : look.pointer} ${says}`,
    ...(tells && rule !== undefined ? { expected: rule } : {}),
    actual: look.value,
    promise: joinPointer(here.pointer, keyword),
  };
}

/** What a keyword says of what is in a value, or of the value by way of other schemas. */
function nested(word: string, each: Case): PlainResult {
  const { here, words, rule, value, pointer, oneWay } = each;
  const inside = (schema: Node | undefined, item: Json, key: string | number): PlainResult =>
    judge({ ...each, schema, value: item, pointer: joinPointer(pointer, key), depth: each.depth + 1 });
  switch (word) {
    case 'required': {
      if (!isObject(value)) return 'none';
      const missing = textsOf(rule).filter((name) => !hasOwn(value, name));
      const [first] = missing;
      if (first === undefined) return 'none';
      const sure = missing.find((name) => !oneWay.has(name));
      if (sure === undefined) return undefined;
      const where = joinPointer(pointer, sure);
      return {
        keyword: 'required',
        pointer: where,
        message: `${where} is missing, though the schema requires it`,
        promise: joinPointer(here.pointer, 'required'),
      };
    }
    case 'properties':
      if (!isObject(value) || !isObject(rule)) return 'none';
      return first(
        Object.keys(rule)
          .filter((name) => hasOwn(value, name))
          .map((name) => () => inside(at(here, 'properties', name), value[name] ?? null, name)),
      );
    case 'additionalProperties': {
      if (!isObject(value) || rule === true) return 'none';
      if (words['patternProperties'] !== undefined) return undefined;
      const known = isObject(words['properties']) ? words['properties'] : {};
      const others = Object.keys(value).filter((name) => !hasOwn(known, name));
      const [stranger] = others;
      if (rule === false && stranger !== undefined) {
        const look = { ...each, pointer: joinPointer(pointer, stranger), value: value[stranger] ?? null };
        return fault(look, here, word, 'is there, though the schema forbids further properties');
      }
      return first(
        others.map((name) => () => inside(at(here, 'additionalProperties'), value[name] ?? null, name)),
      );
    }
    case 'items':
      if (!Array.isArray(value) || rule === true) return 'none';
      if (words['prefixItems'] !== undefined || Array.isArray(rule)) return undefined;
      return first(value.map((item, index) => () => inside(at(here, 'items'), item, index)));
    case 'allOf':
      return first(branches(each, word));
    case 'anyOf':
    case 'oneOf':
      return choice(word, each);
    default:
      return undefined;
  }
}

function branches(each: Case, word: string): (() => PlainResult)[] {
  const { here, rule } = each;
  const parts = itemsOf(at(here, word));
  // A branch behind a broken reference is left out of the items.
  if (!Array.isArray(rule) || parts.length !== rule.length) return [() => undefined];
  return parts.map((schema) => () => judge({ ...each, schema, depth: each.depth + 1 }));
}

/** The first fault of all; without one, whether all of them are plain. */
function first(looks: readonly (() => PlainResult)[]): PlainResult {
  let sure = true;
  for (const look of looks) {
    const result = look();
    if (result === undefined) sure = false;
    else if (result !== 'none') return result;
  }
  return sure ? 'none' : undefined;
}

function choice(word: 'anyOf' | 'oneOf', each: Case): PlainResult {
  const results = branches(each, word).map((look) => look());
  const holding = results.filter((result) => result === 'none').length;
  if (word === 'anyOf' && holding > 0) return 'none';
  if (holding > 1)
    return fault(each, each.here, word, 'fits more than one of the schemas of which it may fit one');
  if (results.includes(undefined)) return undefined;
  if (holding === 1) return 'none';
  // Where only one branch is not about another type, what it says is meant.
  const telling = results.filter(
    (result): result is SchemaFault =>
      typeof result === 'object' && !(result.keyword === 'type' && result.pointer === each.pointer),
  );
  const [only] = telling;
  if (only !== undefined && telling.length === 1) return only;
  return fault(
    each,
    each.here,
    word,
    `is ${brief(each.value, 60)}, which fits none of the schemas that it may fit`,
  );
}

function matches(pattern: string, value: string): boolean | undefined {
  // A pattern may take longer than anyone waits for; long texts are left to whoever has the say.
  if (value.length > 500 || isForeign(pattern)) return undefined;
  return compilePattern(pattern)?.test(value);
}
