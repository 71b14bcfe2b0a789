import { child, entries, items, type Node } from '../../document/node.ts';
import { isObject } from '../../json.ts';
import { canonicalText } from './canonical.ts';
import { EVERYTHING, joined, meet, simplified, valuesOf } from './meet.ts';
import { nameRules } from './name-rules.ts';
import { without } from './negation.ts';
import {
  type Branch,
  type Condition,
  type Conjunction,
  conjunction,
  SPACE_TYPES,
  type Space,
  type SpaceType,
} from './space.ts';
import { isPlain, saysNothing, unevaluatedItems } from './type-rules.ts';
import { type Closing, lookedText } from './unevaluated.ts';
import { disjoint } from './union.ts';

/** Reads a schema that a condition holds, one level further down. */
type ReadPart = (part: Node) => Space;

/** Rules that hold for a value of some type only, and for which there is nothing better than their text. */
const CONDITIONS: Partial<Record<string, SpaceType[]>> = {
  unevaluatedItems: ['array'],
  propertyNames: ['object'],
  dependentRequired: ['object'],
  dependentSchemas: ['object'],
  unevaluatedProperties: ['object'],
};

/**
 * A space without the values that a schema's conditions refuse.
 *
 * @param closing what was made of `unevaluatedProperties` already, and of what makes cases of it
 */
export function withConditions(
  space: Space,
  schema: Node,
  read: ReadPart,
  closing: Closing | undefined,
): Space {
  const { value } = schema;
  if (!isObject(value)) return space;
  let result = space;
  for (const [word, types] of Object.entries(CONDITIONS)) {
    const rule = child(schema, word);
    if (rule === undefined || types === undefined) continue;
    if (closing?.said.has(word)) continue;
    if (word === 'unevaluatedProperties' && (isPlain(schema) || closing !== undefined)) continue;
    // `items` has looked at every entry that stands after those of `prefixItems`, so that none is left.
    if (word === 'unevaluatedItems' && (saysNothing(rule) || child(schema, 'items') !== undefined)) continue;
    if (word === 'unevaluatedItems' && unevaluatedItems(schema) !== undefined) continue;
    const names = word === 'propertyNames' ? nameRules(rule, read(rule)) : undefined;
    if (names !== undefined) {
      result = meet(result, valuesOf('object', { patternProperties: names }));
      continue;
    }
    if (word === 'dependentRequired' || word === 'dependentSchemas')
      result = withDependents(result, rule, read);
    else result = conditioned(result, word, rule, rule.pointer, { types, beside: besideOf(word, schema) });
  }
  result = withContained(result, schema, read);
  const condition = closing?.said.has('if') ? undefined : child(schema, 'if');
  if (condition !== undefined && (value['then'] !== undefined || value['else'] !== undefined)) {
    result = meet(result, either(condition, child(schema, 'then'), child(schema, 'else'), read));
  }
  const not = child(schema, 'not');
  return not === undefined ? result : without(result, not, read);
}

/** `contains` says that some entries are of one kind: one or more of them, where nothing else is said. */
function withContained(space: Space, schema: Node, read: ReadPart): Space {
  const contained = child(schema, 'contains');
  if (contained === undefined) return space;
  const kind = canonicalText(contained);
  const of = conjunction([contained]);
  const limit = (word: 'minContains' | 'maxContains') => {
    const node = child(schema, word);
    return typeof node?.value === 'number' ? { value: node.value, at: node.pointer } : undefined;
  };
  const least = limit('minContains') ?? { value: 1, at: contained.pointer };
  const most = limit('maxContains');
  // Where any entry is of the kind, they are counted as they are.
  if (saysNothing(contained)) {
    const counted: Partial<Branch> = { minItems: least.value > 0 ? least : undefined, maxItems: most };
    return meet(space, valuesOf('array', counted));
  }
  let result = space;
  if (least.value > 0) {
    const text = `contains at least ${least.value} of ${kind}`;
    const length = lengthFor(least.value, read(contained), items(child(schema, 'prefixItems')).map(read));
    result = addCondition(result, { text, at: least.at, count: { of, least: least.value, length } }, [
      'array',
    ]);
  }
  if (most !== undefined) {
    const text = `contains at most ${most.value} of ${kind}`;
    result = addCondition(result, { text, at: most.at, count: { of, most: most.value } }, ['array']);
  }
  return result;
}

/** What `unevaluatedProperties` and `unevaluatedItems` leave is another thing beside other words. */
function besideOf(word: string, schema: Node): string | undefined {
  if (word === 'unevaluatedProperties') return lookedText(schema);
  if (word !== 'unevaluatedItems' || !isObject(schema.value)) return undefined;
  const { prefixItems } = schema.value;
  const composed = Object.entries(schema.value).filter(([each]) => LOOKING.has(each));
  const others: Node = { ...schema, value: Object.fromEntries(composed) };
  return `${Array.isArray(prefixItems) ? prefixItems.length : 0} ${canonicalText(others)}`;
}

/** Words by which a schema looks at entries of a list, other than by their places. */
const LOOKING = new Set(['contains', 'allOf', 'anyOf', 'oneOf', 'if', 'then', 'else']);

/** How long a list is at least that has so many entries of a kind: some of its first ones may be of none. */
function lengthFor(count: number, kind: Space, prefix: readonly Space[]): number {
  let left = count;
  let length = 0;
  for (const { branches } of prefix) {
    if (left <= 0) return length;
    length += 1;
    if (!branches.every((one) => kind.branches.every((other) => disjoint(one, other)))) left -= 1;
  }
  return length + left;
}

/** `if` with `then` and `else`: not the one or the second, and the one or the third. */
function either(condition: Node, then: Node | undefined, otherwise: Node | undefined, read: ReadPart): Space {
  const yes = then === undefined ? EVERYTHING : eitherOf([without(EVERYTHING, condition, read), read(then)]);
  const no = otherwise === undefined ? EVERYTHING : eitherOf([read(condition), read(otherwise)]);
  return meet(simplified(yes), simplified(no));
}

function eitherOf(parts: readonly Space[]): Space {
  return {
    branches: parts.flatMap(({ branches }) => branches),
    exclusive: parts.reduce<string | undefined>((all, { exclusive }) => joined(all, exclusive), undefined),
  };
}

/** How many properties upon which something depends are told apart; beyond that they are conditions. */
const DEPENDENTS = 3;

/** What depends on a property: an object is without that property, or is as is asked for. */
function withDependents(space: Space, rule: Node, read: ReadPart): Space {
  const asked = entries(rule);
  return asked.reduce((all, { key, node }) => {
    if (asked.length > DEPENDENTS) {
      const text = Array.isArray(node.value)
        ? JSON.stringify({ required: [...node.value].sort() })
        : canonicalText(node);
      return addCondition(all, { text: `dependent ${JSON.stringify(key)} ${text}`, at: node.pointer }, [
        'object',
      ]);
    }
    const never = conjunction([{ ...node, value: false }]);
    const without = valuesOf('object', {
      properties: new Map([[key, { schema: never, at: node.pointer, ruledOut: false }]]),
    });
    const names = Array.isArray(node.value) ? node.value.filter((name) => typeof name === 'string') : [];
    const having = Array.isArray(node.value)
      ? valuesOf('object', { required: new Map(names.map((name) => [name, node.pointer])) })
      : read(node);
    return meet(all, simplified(eitherOf([without, having])));
  }, space);
}

/** A space of which a rule is a condition, by its text. */
export function conditioned(
  space: Space,
  word: string,
  rule: Node,
  at: string,
  { types, part, beside }: { types?: SpaceType[]; part?: Conjunction; beside?: string | undefined } = {},
): Space {
  const condition = {
    text: `${word} ${canonicalText(rule)}`,
    at,
    ...(part === undefined ? {} : { part }),
    ...(beside === undefined ? {} : { beside }),
  };
  return addCondition(space, condition, types);
}

function addCondition(space: Space, condition: Condition, types: readonly SpaceType[] = SPACE_TYPES): Space {
  return {
    ...space,
    branches: space.branches.map((branch) =>
      types.includes(branch.type) ? { ...branch, conditions: [...branch.conditions, condition] } : branch,
    ),
  };
}
