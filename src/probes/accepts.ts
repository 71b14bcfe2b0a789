import { child, entries, follow, items, type Node } from '../document/node.ts';
import { applicable } from '../document/schema.ts';
import { hasOwn, isObject, type Json, type JsonObject, sameJson } from '../json.ts';
import { isOfFormat, type Opinion } from './formats.ts';
import { compilePattern } from './pattern.ts';

/** How deep a value or a composition of schemas is followed. */
const DEPTH = 60;
/** Longer texts are not tried against patterns, which may take for ever. */
const LONGEST = 200;

/**
 * Whether a schema of the document accepts a value in a request. Every probe is held against this before it is planned:
 * one that claims to be right has to be right beyond doubt, and one that claims to be wrong, wrong.
 *
 * Where readings differ (an unknown format, `nullable` without a type, overlapping branches under a discriminator) the
 * answer is undefined. JSON Schema 2020-12, and what OpenAPI 3.0 section 4.7.24 has in its place.
 *
 * @throws {Problem} on a reference that points at nothing
 */
export function accepts(schema: Node | undefined, value: Json): Opinion {
  return judge(schema, value, 0, new Set());
}

/** @param ruledOut properties of the same value that are read-only, so that a request need not have them */
function judge(
  schema: Node | undefined,
  value: Json,
  depth: number,
  ruledOut: ReadonlySet<string>,
): Opinion {
  if (schema === undefined) return true;
  const here = follow(schema);
  if (typeof here.value === 'boolean') return here.value;
  if (!isObject(here.value) || depth > DEPTH) return undefined;
  if (value === null && allowsNull(here)) return true;
  const context: Context = {
    here,
    value,
    depth: depth + 1,
    ruledOut: new Set([...ruledOut, ...(isObject(value) ? readOnlyNames(here) : [])]),
  };
  let opinion: Opinion = true;
  for (const word of Object.keys(here.value)) {
    if (!hasOwn(RULES, word)) continue;
    const rule = child(here, word);
    const found = rule === undefined ? true : RULES[word]?.(rule, context);
    if (found === false) return false;
    if (found === undefined) opinion = undefined;
  }
  return opinion;
}

interface Context {
  here: Node;
  value: Json;
  depth: number;
  ruledOut: ReadonlySet<string>;
}

type Rule = (rule: Node, context: Context) => Opinion;

const RULES: Record<string, Rule> = {
  type: ({ value: rule }, { value }) => [rule].flat().some((type) => isOfType(value, type)),
  enum: ({ value: rule }, { value }) =>
    Array.isArray(rule) ? rule.some((each) => sameJson(each, value)) : undefined,
  const: ({ value: rule }, { value }) => sameJson(rule, value),
  format: ({ value: rule }, context) =>
    typeof rule === 'string' ? trusted(isOfFormat(rule, context.value), context) : undefined,
  minimum: bound((value, limit) => value >= limit),
  maximum: bound((value, limit) => value <= limit),
  exclusiveMinimum: exclusive('minimum', (value, limit) => value > limit),
  exclusiveMaximum: exclusive('maximum', (value, limit) => value < limit),
  multipleOf: bound((value, step) => {
    const times = value / step;
    if (Number.isInteger(times)) return true;
    return Math.abs(times - Math.round(times)) < 1e-6 ? undefined : false;
  }),
  minLength: count(lengthOf, (length, limit) => length >= limit),
  maxLength: count(lengthOf, (length, limit) => length <= limit),
  pattern: ({ value: rule }, context) => {
    const { value } = context;
    if (typeof value !== 'string') return true;
    const expression = typeof rule === 'string' ? compilePattern(rule) : undefined;
    if (expression === undefined || value.length > LONGEST) return trusted(undefined, context);
    return expression.test(value);
  },
  minItems: count(itemsOf, (length, limit) => length >= limit),
  maxItems: count(itemsOf, (length, limit) => length <= limit),
  uniqueItems: ({ value: rule }, { value }) => {
    if (rule !== true || !Array.isArray(value)) return true;
    if (value.length > 1000) return undefined;
    return value.every((item, index) => value.findIndex((each) => sameJson(each, item)) === index);
  },
  minProperties: count(propertiesOf, (length, limit) => length >= limit),
  maxProperties: count(propertiesOf, (length, limit) => length <= limit),
  required: ({ value: rule }, { value, ruledOut }) => {
    if (!isObject(value) || !Array.isArray(rule)) return true;
    return rule.every((name) => typeof name !== 'string' || ruledOut.has(name) || hasOwn(value, name));
  },
  properties: inside,
  patternProperties: (rule, context) => (hasWord(context.here, 'properties') ? true : inside(rule, context)),
  additionalProperties: (rule, context) =>
    ['properties', 'patternProperties'].some((word) => hasWord(context.here, word))
      ? true
      : inside(rule, context),
  propertyNames: (rule, { value, depth }) =>
    isObject(value) ? all(Object.keys(value).map((name) => judge(rule, name, depth, new Set()))) : true,
  items: (rule, { here, value, depth }) => {
    if (!Array.isArray(value)) return true;
    const first = items(child(here, 'prefixItems')).length;
    return all(value.slice(first).map((item) => judge(rule, item, depth, new Set())));
  },
  prefixItems: (rule, { value, depth }) =>
    Array.isArray(value)
      ? all(items(rule).map((each, at) => (at < value.length ? judge(each, value[at] ?? null, depth, new Set()) : true)))
      : true,
  allOf: (rule, context) => all(branches(rule, context)),
  anyOf: (rule, context) => {
    const found = branches(rule, context);
    if (found.includes(true)) return true;
    return found.includes(undefined) ? undefined : false;
  },
  oneOf: (rule, context) => {
    const found = branches(rule, context);
    const fitting = found.filter((each) => each === true).length;
    // A server that reads the discriminator looks at one branch only.
    if (fitting > 1) return hasWord(context.here, 'discriminator') ? undefined : false;
    if (found.includes(undefined)) return undefined;
    return fitting === 1;
  },
  not: (rule, { value, depth, ruledOut }) => {
    const found = judge(rule, value, depth, ruledOut);
    return found === undefined ? undefined : !found;
  },
  // Rules that no probe is made from: whoever lays them down may forbid what looks right.
  if: () => undefined,
  contains: () => undefined,
  dependentRequired: () => undefined,
  dependentSchemas: () => undefined,
  unevaluatedProperties: () => undefined,
  unevaluatedItems: () => undefined,
};

/** Every property by the schemas that speak of it, and by `additionalProperties` where none does. */
function inside(_: Node, { here, value, depth }: Context): Opinion {
  if (!isObject(value)) return true;
  const patterns = entries(child(here, 'patternProperties')).map(({ key, node }) => ({
    expression: compilePattern(key),
    node,
  }));
  const additional = child(here, 'additionalProperties');
  return all(
    Object.entries(value).map(([name, item]) => {
      if (item === undefined) return true;
      const own = child(here, 'properties', name);
      const matching = patterns.filter(({ expression }) => expression?.test(name) === true);
      const schemas = [...(own === undefined ? [] : [own]), ...matching.map(({ node }) => node)];
      const unsure = patterns.some(({ expression }) => expression === undefined);
      if (schemas.length === 0 && unsure) return undefined;
      if (schemas.length === 0 && additional !== undefined) schemas.push(additional);
      return all(schemas.map((schema) => judge(schema, item, depth, new Set())));
    }),
  );
}

function branches(rule: Node, { value, depth, ruledOut }: Context): Opinion[] {
  return items(rule).map((branch) => judge(branch, value, depth, ruledOut));
}

/** False beats unsure, unsure beats true. */
function all(opinions: readonly Opinion[]): Opinion {
  if (opinions.includes(false)) return false;
  return opinions.includes(undefined) ? undefined : true;
}

/** What nobody can be sure of is taken for right where the document itself gives it as its example. */
function trusted(opinion: Opinion, { here, value }: Context): Opinion {
  if (opinion !== undefined || !isObject(here.value)) return opinion;
  const { example, examples } = here.value;
  const given = [example, ...(Array.isArray(examples) ? examples : [])];
  return given.some((each) => each !== undefined && sameJson(each, value)) ? true : undefined;
}

function isOfType(value: Json, type: Json | undefined): boolean {
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value);
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return typeof value === type;
}

/** Whoever writes `nullable` means that null is allowed, whatever stands beside it. */
function allowsNull({ document, value }: Node): boolean {
  return document.version === '3.0' && isObject(value) && value['nullable'] === true;
}

function readOnlyNames(schema: Node): string[] {
  return applicable(schema).flatMap((part) =>
    entries(child(part, 'properties')).flatMap(({ key, node }) =>
      child(node, 'readOnly')?.value === true ? [key] : [],
    ),
  );
}

function hasWord({ value }: Node, word: string): boolean {
  return isObject(value) && hasOwn(value, word);
}

function bound(holds: (value: number, limit: number) => Opinion): Rule {
  return ({ value: limit }, { value }) =>
    typeof value !== 'number' || typeof limit !== 'number' ? true : holds(value, limit);
}

/** A flag beside the bound in OpenAPI 3.0, the bound itself since 3.1. */
function exclusive(word: string, holds: (value: number, limit: number) => boolean): Rule {
  return ({ value: rule }, { here, value }) => {
    const limit = rule === true ? child(here, word)?.value : rule;
    return typeof value !== 'number' || typeof limit !== 'number' ? true : holds(value, limit);
  };
}

function count(
  of: (value: Json) => number | undefined,
  holds: (length: number, limit: number) => boolean,
): Rule {
  return ({ value: limit }, { value }) => {
    const length = of(value);
    return length === undefined || typeof limit !== 'number' ? true : holds(length, limit);
  };
}

/** In characters, not in UTF-16 units (JSON Schema validation section 6.3.1). */
function lengthOf(value: Json): number | undefined {
  return typeof value === 'string' ? [...value].length : undefined;
}

function itemsOf(value: Json): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

function propertiesOf(value: Json): number | undefined {
  return isObject(value) ? Object.keys(value as JsonObject).length : undefined;
}
