import { child, entries, follow, items, type Node } from '../document/node.ts';
import { isObject } from '../json.ts';
import { canonicalText, tellingWords } from './canonical.ts';
import { EVERYTHING, meet, NOTHING, simplified } from './meet.ts';
import { settled } from './settle.ts';
import { type Branch, conjunction, isFree, SPACE_TYPES, type Space, type SpaceType } from './space.ts';
import { isPlain } from './type-rules.ts';

/** Reads a schema that a condition holds, one level further down. */
type ReadPart = (part: Node) => Space;

/** Rules that hold for a value of some type only, and for which there is nothing better than their text. */
const CONDITIONS: Partial<Record<string, SpaceType[]>> = {
  contains: ['array'],
  minContains: ['array'],
  maxContains: ['array'],
  unevaluatedItems: ['array'],
  propertyNames: ['object'],
  dependentRequired: ['object'],
  dependentSchemas: ['object'],
  unevaluatedProperties: ['object'],
};

/** A space without the values that a schema's conditions refuse. */
export function withConditions(space: Space, schema: Node, read: ReadPart): Space {
  const { value } = schema;
  if (!isObject(value)) return space;
  let result = space;
  for (const [word, types] of Object.entries(CONDITIONS)) {
    const rule = child(schema, word);
    if (rule === undefined || types === undefined) continue;
    if (word === 'unevaluatedProperties' && isPlain(schema)) continue;
    if (word === 'dependentRequired' || word === 'dependentSchemas') result = withDependents(result, rule);
    else result = conditioned(result, word, rule, rule.pointer, types);
  }
  const condition = child(schema, 'if');
  if (condition !== undefined && (value['then'] !== undefined || value['else'] !== undefined)) {
    result = meet(result, either(condition, child(schema, 'then'), child(schema, 'else'), read));
  }
  const not = child(schema, 'not');
  return not === undefined ? result : without(result, not, read);
}

/** `if` with `then` and `else`: not the one or the second, and the one or the third. */
function either(condition: Node, then: Node | undefined, otherwise: Node | undefined, read: ReadPart): Space {
  const any = (parts: Space[]): Space => ({
    branches: parts.flatMap(({ branches }) => branches),
    exclusive: undefined,
  });
  const yes = then === undefined ? EVERYTHING : any([without(EVERYTHING, condition, read), read(then)]);
  const no = otherwise === undefined ? EVERYTHING : any([read(condition), read(otherwise)]);
  return meet(simplified(yes), simplified(no));
}

/** Each property upon which something depends is a condition; what it asks for is said as a schema either way. */
function withDependents(space: Space, rule: Node): Space {
  return entries(rule).reduce((all, { key, node }) => {
    const text = Array.isArray(node.value)
      ? JSON.stringify({ required: [...node.value].sort() })
      : canonicalText(node);
    return addCondition(all, `dependent ${JSON.stringify(key)} ${text}`, node.pointer, ['object']);
  }, space);
}

/** A space of which a rule is a condition, by its text. */
export function conditioned(space: Space, word: string, rule: Node, at: string, types?: SpaceType[]): Space {
  return addCondition(space, `${word} ${canonicalText(rule)}`, at, types);
}

function addCondition(
  space: Space,
  text: string,
  at: string,
  types: readonly SpaceType[] = SPACE_TYPES,
): Space {
  return {
    ...space,
    branches: space.branches.map((branch) =>
      types.includes(branch.type) ? { ...branch, conditions: [...branch.conditions, { text, at }] } : branch,
    ),
  };
}

/**
 * `not` takes away whole types, listed values, texts with a pattern, or objects that have a property, and twice it says
 * nothing; other negations stay conditions.
 */
function without(space: Space, not: Node, read: ReadPart): Space {
  const schema = follow(not);
  const { value } = schema;
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
    return parts.reduce<Space>((left, part) => without(left, part, read), space);
  }
  const names = value['required'];
  if (words.length === 1 && word === 'required' && Array.isArray(names) && names.length === 1) {
    const [name] = names;
    return mapBranches(space, (branch) =>
      branch.type === 'object' && typeof name === 'string' ? forbidding(branch, name, not) : branch,
    );
  }
  const taken = read(not);
  const branches = space.branches.flatMap((branch) => {
    const against = taken.branches.filter(({ type }) => type === branch.type);
    return against.length === 0 ? [branch] : (lessened(branch, against, not) ?? []);
  });
  return { ...space, branches };
}

function mapBranches(space: Space, change: (branch: Branch) => Branch): Space {
  return { ...space, branches: space.branches.map(change) };
}

/** A branch without the values of others; undefined where nothing is left of it. */
function lessened(branch: Branch, against: readonly Branch[], not: Node): Branch | undefined {
  if (against.some(isFree)) return undefined;
  const scalar = branch.type !== 'object' && branch.type !== 'array';
  if (scalar && against.every((each) => each.values !== undefined && each.conditions.length === 0)) {
    const excluded = against.flatMap(({ values }) =>
      (values?.value ?? []).map((value) => ({ value, at: values?.at ?? not.pointer })),
    );
    return settled({ ...branch, excluded: [...branch.excluded, ...excluded] });
  }
  const [only, more] = against;
  if (only !== undefined && more === undefined && only.patterns.length === 1) {
    const [pattern] = only.patterns;
    if (pattern !== undefined && isFree({ ...only, patterns: [] })) {
      return settled({ ...branch, forbiddenPatterns: [...branch.forbiddenPatterns, pattern] });
    }
  }
  return {
    ...branch,
    conditions: [...branch.conditions, { text: `not ${canonicalText(not)}`, at: not.pointer }],
  };
}

function forbidding(branch: Branch, name: string, not: Node): Branch {
  const never: Node = { ...not, value: false };
  const properties = new Map(branch.properties);
  properties.set(name, { schema: conjunction([never]), at: not.pointer, ruledOut: false });
  return { ...branch, properties };
}
