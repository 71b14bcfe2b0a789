import { composedList, identityOf } from '../../document/composition.ts';
import type { Document } from '../../document/document.ts';
import { child, entries, follow, items, type Node } from '../../document/node.ts';
import { applicable } from '../../document/schema.ts';
import { hasOwn, isObject, type Json, sameJson } from '../../json.ts';
import { evaluates } from './evaluates.ts';
import { isOfFormat, type Opinion } from './formats.ts';
import { matches } from './pattern.ts';

/** How deep a value or a composition of schemas is followed. */
const DEPTH = 60;
/** How many schemas a value is held against: such as are composed of each other in circles multiply. */
const SCHEMAS = 100_000;

/**
 * Whether a schema of the document accepts a value in a request. Every probe is held against this before it is planned:
 * one that claims to be right has to be right beyond doubt, and one that claims to be wrong, wrong.
 *
 * Where readings differ (an unknown format, overlapping branches under a discriminator) or a rule is not understood, the
 * answer is undefined. JSON Schema 2020-12, and what OpenAPI 3.0 section 4.7.24 has in its place.
 *
 * @throws {Problem} on a reference that points at nothing
 */
export function accepts(schema: Node | undefined, value: Json): Opinion {
  return schema === undefined
    ? true
    : compiled(schema)(value, { depth: 0, ruledOut: NONE, schemas: { left: SCHEMAS, isCut: false } });
}

/** What a schema says of a value. */
type Check = (value: Json, context: Context) => Opinion;

interface Context {
  depth: number;
  /** Properties of this very value that are read-only, by schemas around: a request need not have them. */
  ruledOut: ReadonlySet<string>;
  /** How many more schemas are asked, of all that the whole value is held against, and whether one was not for that. */
  schemas: { left: number; isCut: boolean };
}

const NONE: ReadonlySet<string> = new Set();

// A document does not change once it is read, and its schemas are asked for every probe.
const known = new WeakMap<Document, Map<string, Check>>();

function compiled(schema: Node): Check {
  const here = follow(schema);
  const checks = known.get(here.document) ?? new Map<string, Check>();
  known.set(here.document, checks);
  const before = checks.get(identityOf(here));
  if (before !== undefined) return before;
  // Compiled when it is asked: a schema may lead back to itself.
  let check: Check | undefined;
  const lazy = once((value, context) => {
    check ??= compile(here);
    return check(value, context);
  });
  checks.set(identityOf(here), lazy);
  return lazy;
}

/**
 * A check that is made once of each value: schemas that each refer to the next one twice ask the last one a million times,
 * and of a large body of which one part is changed the other parts are those of the body before.
 */
function once(check: Check): Check {
  const objects = new WeakMap<object, Opinion>();
  const scalars = new Map<Json, Opinion>();
  return (value, context) => {
    if (context.ruledOut.size > 0) return check(value, context);
    const isScalar = typeof value !== 'object' || value === null;
    const isKnown = isScalar ? scalars.has(value) : objects.has(value);
    if (isKnown) return isScalar ? scalars.get(value) : objects.get(value);
    const { schemas } = context;
    const before = schemas.isCut;
    schemas.isCut = false;
    const opinion = check(value, context);
    if (!schemas.isCut) {
      if (!isScalar) objects.set(value, opinion);
      else if (scalars.size < SCALARS) scalars.set(value, opinion);
    }
    schemas.isCut ||= before;
    return opinion;
  };
}

/** Of how many numbers, texts and the like it is kept what a schema says of them. */
const SCALARS = 1000;

function compile(here: Node): Check {
  const schema = here.value;
  if (typeof schema === 'boolean') return () => schema;
  if (!isObject(schema)) return () => undefined;
  const nullable = here.document.version === '3.0' && schema['nullable'] === true;
  const readOnly = readOnlyNames(here);
  const rules = Object.keys(schema).flatMap((word) => {
    const rule = hasOwn(RULES, word) ? child(here, word) : undefined;
    const made = rule === undefined ? undefined : RULES[word]?.(rule, here);
    return made === undefined ? [] : [made];
  });
  return (value, { depth, ruledOut, schemas }) => {
    schemas.left -= 1;
    if (depth > DEPTH || schemas.left < 0) {
      schemas.isCut = true;
      return undefined;
    }
    // Whoever writes `nullable` means that null is allowed, whatever stands beside it.
    if (value === null && nullable) return true;
    const context = {
      depth: depth + 1,
      schemas,
      ruledOut: readOnly.length === 0 ? ruledOut : new Set([...ruledOut, ...readOnly]),
    };
    let opinion: Opinion = true;
    for (const rule of rules) {
      const found = rule(value, context);
      if (found === false) return false;
      if (found === undefined) opinion = undefined;
    }
    return opinion;
  };
}

/** Makes the check for one word of a schema; none where another word's check sees to it. */
type Rule = (rule: Node, here: Node) => Check | undefined;

const RULES: Record<string, Rule> = {
  type: ({ value: rule }) => {
    const types = [rule].flat();
    return (value) => types.some((type) => isOfType(value, type));
  },
  enum: ({ value: rule }) =>
    Array.isArray(rule) ? (value) => rule.some((each) => sameJson(each, value)) : unsure,
  const:
    ({ value: rule }) =>
    (value) =>
      sameJson(rule, value),
  format: ({ value: rule }, here) =>
    typeof rule === 'string' ? (value) => trusted(isOfFormat(rule, value), value, here) : unsure,
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
  pattern:
    ({ value: rule }, here) =>
    (value) => {
      if (typeof value !== 'string') return true;
      return trusted(typeof rule === 'string' ? matches(rule, value) : undefined, value, here);
    },
  minItems: count(itemsOf, (length, limit) => length >= limit),
  maxItems: count(itemsOf, (length, limit) => length <= limit),
  uniqueItems:
    ({ value: rule }) =>
    (value) => {
      if (rule !== true || !Array.isArray(value)) return true;
      if (value.length > 1000) return undefined;
      return value.every((item, index) => value.findIndex((each) => sameJson(each, item)) === index);
    },
  minProperties: count(propertiesOf, (length, limit) => length >= limit),
  maxProperties: count(propertiesOf, (length, limit) => length <= limit),
  required: ({ value: rule }) => {
    const names = Array.isArray(rule) ? rule.filter((name) => typeof name === 'string') : [];
    return (value, { ruledOut }) =>
      !isObject(value) || names.every((name) => ruledOut.has(name) || hasOwn(value, name));
  },
  properties: (_, here) => members(here),
  patternProperties: (_, here) => (hasWord(here, 'properties') ? undefined : members(here)),
  additionalProperties: (_, here) =>
    ['properties', 'patternProperties'].some((word) => hasWord(here, word)) ? undefined : members(here),
  propertyNames: (rule) => {
    const check = compiled(rule);
    return (value, context) =>
      isObject(value) ? all(Object.keys(value).map((name) => check(name, inside(context)))) : true;
  },
  items: (rule, here) => {
    const first = items(child(here, 'prefixItems')).length;
    const check = compiled(rule);
    return (value, context) =>
      Array.isArray(value) ? all(value.slice(first).map((item) => check(item, inside(context)))) : true;
  },
  prefixItems: (rule) => {
    const checks = items(rule).map(compiled);
    return (value, context) =>
      Array.isArray(value)
        ? all(value.slice(0, checks.length).map((item, at) => checks[at]?.(item, inside(context))))
        : true;
  },
  allOf: branches((opinions) => all(opinions)),
  anyOf: branches((opinions) => {
    if (opinions.includes(true)) return true;
    return opinions.includes(undefined) ? undefined : false;
  }),
  oneOf: branches((opinions, here) => {
    const fitting = opinions.filter((each) => each === true).length;
    // A server that reads the discriminator looks at one branch only.
    if (fitting > 1) return hasWord(here, 'discriminator') ? undefined : false;
    return opinions.includes(undefined) ? undefined : fitting === 1;
  }),
  not: (rule) => {
    const check = compiled(rule);
    return (value, context) => {
      const found = check(value, context);
      return found === undefined ? undefined : !found;
    };
  },
  if: since31((rule, here) => {
    const condition = compiled(rule);
    const branch = (word: string): Check => {
      const part = child(here, word);
      return part === undefined ? () => true : compiled(part);
    };
    const [yes, no] = [branch('then'), branch('else')];
    return (value, context) => {
      const holds = condition(value, context);
      if (holds !== undefined) return holds ? yes(value, context) : no(value, context);
      const [one, other] = [yes(value, context), no(value, context)];
      return one === other ? one : undefined;
    };
  }),
  contains: since31((rule, here) => {
    const check = compiled(rule);
    const limit = (word: string, preset: number): number => {
      const given = child(here, word)?.value;
      return typeof given === 'number' ? given : preset;
    };
    const [least, most] = [limit('minContains', 1), limit('maxContains', Number.POSITIVE_INFINITY)];
    return (value, context) => {
      if (!Array.isArray(value)) return true;
      const opinions = value.map((item) => check(item, inside(context)));
      const sure = opinions.filter((each) => each === true).length;
      const perhaps = sure + opinions.filter((each) => each === undefined).length;
      if (perhaps < least || sure > most) return false;
      return sure >= least && perhaps <= most ? true : undefined;
    };
  }),
  dependentRequired: since31((rule) => (value, { ruledOut }) => {
    if (!isObject(value) || !isObject(rule.value)) return true;
    return Object.entries(rule.value).every(
      ([name, others]) =>
        !hasOwn(value, name) ||
        [others]
          .flat()
          .every((each) => typeof each !== 'string' || ruledOut.has(each) || hasOwn(value, each)),
    );
  }),
  dependentSchemas: since31((rule) => {
    const checks = entries(rule).map(({ key, node }) => ({ key, check: compiled(node) }));
    return (value, context) =>
      isObject(value)
        ? all(checks.flatMap(({ key, check }) => (hasOwn(value, key) ? [check(value, context)] : [])))
        : true;
  }),
  unevaluatedProperties: since31((rule, here) => {
    const check = compiled(rule);
    return (value, context) =>
      isObject(value)
        ? all(
            Object.entries(value).map(([name, item]) =>
              item === undefined ? true : unlessEvaluated(here, value, name, item, check, context),
            ),
          )
        : true;
  }),
  unevaluatedItems: since31((rule, here) => {
    const check = compiled(rule);
    return (value, context) =>
      Array.isArray(value)
        ? all(value.map((item, index) => unlessEvaluated(here, value, index, item, check, context)))
        : true;
  }),
};

/** What nothing beside the rule evaluates is held against the rule (JSON Schema 2020-12 section 11). */
function unlessEvaluated(
  here: Node,
  value: Json,
  key: string | number,
  item: Json,
  check: Check,
  context: Context,
): Opinion {
  const evaluated = evaluates(here, value, key, (schema, each) =>
    compiled(schema)(each, each === value ? context : inside(context)),
  );
  if (evaluated === true) return true;
  const found = check(item, inside(context));
  return evaluated === false || found === true ? found : undefined;
}

/** Words that OpenAPI 3.0 has not: whoever writes them there means them, and not every reader knows them. */
function since31(make: Rule): Rule {
  return (rule, here) => {
    const check = make(rule, here);
    if (check === undefined || here.document.version !== '3.0') return check;
    return (value, context) => (check(value, context) === true ? true : undefined);
  };
}

function unsure(): Opinion {
  return undefined;
}

/** The context of what stands inside a value: what is read-only of the value itself says nothing there. */
function inside({ depth, schemas }: Context): Context {
  return { depth, ruledOut: NONE, schemas };
}

/** Every property by the schemas that speak of it, and by `additionalProperties` where none does. */
function members(here: Node): Check {
  const properties = new Map(
    entries(child(here, 'properties')).map(({ key, node }) => [key, compiled(node)]),
  );
  const patterns = entries(child(here, 'patternProperties')).map(({ key, node }) => ({
    pattern: key,
    check: compiled(node),
  }));
  const rest = child(here, 'additionalProperties');
  const additional = rest === undefined ? undefined : compiled(rest);
  const checksFor = (name: string): Check[] => {
    const own = properties.get(name);
    const matching = patterns.map(({ pattern, check }) => ({ fits: matches(pattern, name), check }));
    const found = [
      ...(own === undefined ? [] : [own]),
      ...matching.flatMap(({ fits, check }) => (fits === false ? [] : [fits === true ? check : unsure])),
    ];
    return found.length === 0 && additional !== undefined ? [additional] : found;
  };
  return (value, context) =>
    isObject(value)
      ? all(
          Object.entries(value).flatMap(([name, item]) =>
            item === undefined ? [] : checksFor(name).map((check) => check(item, inside(context))),
          ),
        )
      : true;
}

function branches(join: (opinions: Opinion[], here: Node) => Opinion): Rule {
  return (rule, here) => {
    const checks = composedList(rule).map(compiled);
    return (value, context) =>
      join(
        checks.map((check) => check(value, context)),
        here,
      );
  };
}

/** False beats unsure, unsure beats true. */
function all(opinions: readonly Opinion[]): Opinion {
  if (opinions.includes(false)) return false;
  return opinions.includes(undefined) ? undefined : true;
}

/** What nobody can be sure of is taken for right where the document itself gives it as its example. */
function trusted(opinion: Opinion, value: Json, here: Node): Opinion {
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

function readOnlyNames(schema: Node): string[] {
  return applicable(schema).flatMap((part) =>
    entries(child(part, 'properties')).flatMap(({ key, node }) =>
      isObject(node.value) && node.value['readOnly'] === true ? [key] : [],
    ),
  );
}

function hasWord({ value }: Node, word: string): boolean {
  return isObject(value) && hasOwn(value, word);
}

function bound(holds: (value: number, limit: number) => Opinion): Rule {
  return ({ value: limit }) =>
    typeof limit === 'number' ? (value) => typeof value !== 'number' || holds(value, limit) : undefined;
}

/** A flag beside the bound in OpenAPI 3.0, the bound itself since 3.1. */
function exclusive(word: string, holds: (value: number, limit: number) => boolean): Rule {
  return ({ value: rule }, here) => {
    const limit = rule === true ? child(here, word)?.value : rule;
    return typeof limit === 'number'
      ? (value) => typeof value !== 'number' || holds(value, limit)
      : undefined;
  };
}

function count(
  of: (value: Json) => number | undefined,
  holds: (length: number, limit: number) => boolean,
): Rule {
  return ({ value: limit }) => {
    if (typeof limit !== 'number') return undefined;
    return (value) => {
      const length = of(value);
      return length === undefined || holds(length, limit);
    };
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
  return isObject(value) ? Object.keys(value).length : undefined;
}
