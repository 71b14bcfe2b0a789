import { child, follow, items, type Node } from '../../document/node.ts';
import { joinPointer } from '../../document/pointer.ts';
import { SCHEMA_VALUES } from '../../document/schema-words.ts';
import { isObject } from '../../json.ts';
import { canonicalText } from './canonical.ts';
import { intersect } from './intersect.ts';
import { meet, NOTHING } from './meet.ts';
import { settled } from './settle.ts';
import {
  ANYTHING,
  BRANCHES,
  type Branch,
  type Conjunction,
  conjunction,
  freeBranch,
  isFree,
  type Space,
} from './space.ts';
import { tellingWords } from './telling-words.ts';

/** How many rules a negated schema may have for each to be turned round by itself. */
const RULES = 4;

/**
 * A space without the values of a schema. What the schema says is turned round rule by rule, and either of them is
 * enough: not less than 3 and not longer than 5 is 3 or more, or longer. A negation that cannot be read so stays a
 * condition, by its text.
 *
 * @param above pointers of the schemas that this one is an alternative of: as one of its own it takes nothing more away
 */
export function without(
  space: Space,
  not: Node,
  read: (part: Node) => Space,
  above: readonly string[] = [],
): Space {
  const schema = follow(not);
  const { value, pointer } = schema;
  if (above.includes(pointer)) return space;
  if (!isObject(value)) return value === true ? NOTHING : space;
  const words = tellingWords(value);
  const [word] = words;
  if (words.length === 0) return NOTHING;
  if (words.length === 1 && word === 'not') {
    const inner = child(schema, 'not');
    return inner === undefined ? space : meet(space, read(inner));
  }
  if (words.length === 1 && word === 'anyOf') {
    const parts = items(child(schema, 'anyOf'));
    return parts.reduce<Space>((left, part) => without(left, part, read, [...above, pointer]), space);
  }
  const taken = read(not);
  const branches: Branch[] = [];
  for (const branch of space.branches) {
    const against = taken.branches.filter(({ type }) => type === branch.type);
    branches.push(...(lessened(branch, against, taken, not) ?? [unless(branch, not)]));
    if (branches.length > BRANCHES)
      return { ...space, branches: space.branches.map((each) => unless(each, not)) };
  }
  return { ...space, branches };
}

/** A branch with a negation as a condition. */
function unless(branch: Branch, not: Node): Branch {
  const text = `not ${canonicalText(not)}`;
  return { ...branch, conditions: [...branch.conditions, { text, at: not.pointer }] };
}

/**
 * A branch without the values of others, in as many parts as are left of it; undefined where that cannot be said, or only
 * in too many parts: they multiply with each of the others.
 */
function lessened(branch: Branch, against: readonly Branch[], taken: Space, not: Node): Branch[] | undefined {
  if (taken.exclusive !== undefined) return undefined;
  let left = [branch];
  for (const each of against) {
    const parts = turnedRound(each, not);
    if (parts === undefined) return undefined;
    left = left.flatMap((one) => parts.flatMap((part) => intersect(one, part) ?? []));
    if (left.length > BRANCHES) return undefined;
  }
  return left;
}

/** The values of its type that a branch does not have; undefined where its rules cannot be turned round. */
function turnedRound(branch: Branch, not: Node): Branch[] | undefined {
  if (isFree(branch)) return [];
  const { type, values, conditions } = branch;
  const scalar = type !== 'object' && type !== 'array';
  if (scalar && values !== undefined && conditions.length === 0) {
    const excluded = values.value.map((value) => ({ value, at: values.at }));
    const left = settled({ ...freeBranch(type, branch.at), excluded });
    return left === undefined ? [] : [left];
  }
  const rules = turnedRules(branch, not);
  if (rules === undefined || rules.length > RULES) return undefined;
  return rules.flatMap((rule) => settled({ ...freeBranch(type, branch.at), ...rule }) ?? []);
}

/** Each rule of a branch turned round; undefined where it has one of which that cannot be said. */
function turnedRules(branch: Branch, not: Node): Partial<Branch>[] | undefined {
  const { minimum, maximum, patterns, forbiddenPatterns, required, properties } = branch;
  const rules: Partial<Branch>[] = [];
  if (minimum !== undefined) rules.push({ maximum: { ...minimum, exclusive: !minimum.exclusive } });
  if (maximum !== undefined) rules.push({ minimum: { ...maximum, exclusive: !maximum.exclusive } });
  for (const [low, high] of [
    ['minLength', 'maxLength'],
    ['minItems', 'maxItems'],
    ['minProperties', 'maxProperties'],
  ] as const) {
    const least = branch[low];
    const most = branch[high];
    if (least !== undefined) rules.push({ [high]: { ...least, value: least.value - 1 } });
    if (most !== undefined) rules.push({ [low]: { ...most, value: most.value + 1 } });
  }
  for (const pattern of patterns) rules.push({ forbiddenPatterns: [pattern] });
  for (const pattern of forbiddenPatterns) rules.push({ patterns: [pattern] });
  const never = conjunction([{ ...not, value: false }]);
  for (const [name, at] of required) {
    rules.push({ properties: new Map([[name, { schema: never, at, ruledOut: false }]]) });
  }
  for (const [name, property] of properties) {
    const schema = property.ruledOut ? undefined : turnedSchema(property.schema, never);
    if (schema === undefined) return undefined;
    rules.push({
      properties: new Map([[name, { ...property, schema }]]),
      required: new Map([[name, property.at]]),
    });
  }
  const { range: _, ...rest } = branch;
  const left: Branch = {
    ...rest,
    ...{ minimum: undefined, maximum: undefined, minLength: undefined, maxLength: undefined },
    ...{ minItems: undefined, maxItems: undefined, minProperties: undefined, maxProperties: undefined },
    ...{ patterns: [], forbiddenPatterns: [], required: new Map(), properties: new Map() },
  };
  return isFree(left) ? rules : undefined;
}

/** A schema of what another refuses. It stands at one of the other's words, where no schema of a document stands. */
function turnedSchema({ nodes }: Conjunction, never: Conjunction): Conjunction | undefined {
  const [node, more] = nodes;
  if (node === undefined) return never;
  if (more !== undefined) return undefined;
  const { document, pointer, value } = node;
  if (!isObject(value)) return value === false ? ANYTHING : never;
  const words = tellingWords(value);
  if (words.length === 0) return never;
  const word = words.find((each) => !SCHEMA_VALUES.has(each));
  if (word === undefined) return undefined;
  const reference = `#${pointer.replaceAll('%', '%25')}`;
  return conjunction([
    { document, pointer: joinPointer(pointer, word), value: { not: { $ref: reference } } },
  ]);
}
