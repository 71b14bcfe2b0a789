import { sameJson } from '../../json.ts';
import { speaksOf } from './name-cells.ts';
import { settled } from './settle.ts';
import {
  type Bound,
  type Branch,
  type Conjunction,
  type NameRule,
  type Property,
  type Rule,
  together,
} from './space.ts';

/** The values of one type that satisfy both branches; undefined where there can be none. */
export function intersect(a: Branch, b: Branch): Branch | undefined {
  if (a.values !== undefined && b.values !== undefined) {
    const other = b.values.value;
    const value = a.values.value.filter((each) => other.some((listed) => sameJson(each, listed)));
    if (value.length === 0) return undefined;
    return intersect({ ...a, values: { ...a.values, value } }, { ...b, values: undefined });
  }
  const name = a.name ?? b.name;
  return settled({
    type: a.type,
    at: a.at === '' ? b.at : a.at,
    ...(name === undefined ? {} : { name }),
    values: a.values ?? b.values,
    excluded: distinct([...a.excluded, ...b.excluded]),
    integer: a.integer ?? b.integer,
    multiples: distinct([...a.multiples, ...b.multiples]),
    minimum: tighter(a.minimum, b.minimum, Math.max),
    maximum: tighter(a.maximum, b.maximum, Math.min),
    minLength: stronger(a.minLength, b.minLength, Math.max),
    maxLength: stronger(a.maxLength, b.maxLength, Math.min),
    patterns: distinct([...a.patterns, ...b.patterns]),
    forbiddenPatterns: distinct([...a.forbiddenPatterns, ...b.forbiddenPatterns]),
    formats: distinct([...a.formats, ...b.formats]),
    content: together(a.content, b.content),
    minItems: stronger(a.minItems, b.minItems, Math.max),
    maxItems: stronger(a.maxItems, b.maxItems, Math.min),
    unique: a.unique ?? b.unique,
    prefix: Array.from({ length: Math.max(a.prefix.length, b.prefix.length) }, (_, index) =>
      together(a.prefix[index] ?? a.items, b.prefix[index] ?? b.items),
    ),
    items: together(a.items, b.items),
    properties: bothProperties(a, b),
    required: new Map([...b.required, ...a.required].filter(([name]) => !isRuledOut(name, a, b))),
    patternProperties: [
      ...a.patternProperties,
      ...b.patternProperties.filter((rule) => !a.patternProperties.some((each) => isSameRule(each, rule))),
    ],
    additional: together(a.additional, b.additional),
    minProperties: stronger(a.minProperties, b.minProperties, Math.max),
    maxProperties: stronger(a.maxProperties, b.maxProperties, Math.min),
    conditions: [
      ...a.conditions,
      ...b.conditions.filter(
        ({ text, beside }) => !a.conditions.some((each) => each.text === text && each.beside === beside),
      ),
    ],
  });
}

function isSameRule(one: NameRule, other: NameRule): boolean {
  return one.source === other.source && one.negated === other.negated && one.schema.key === other.schema.key;
}

function isRuledOut(name: string, a: Branch, b: Branch): boolean {
  return a.properties.get(name)?.ruledOut === true || b.properties.get(name)?.ruledOut === true;
}

function bothProperties(a: Branch, b: Branch): Map<string, Property> {
  const result = new Map<string, Property>();
  for (const name of new Set([...a.properties.keys(), ...b.properties.keys()])) {
    const one = a.properties.get(name);
    const other = b.properties.get(name);
    result.set(name, {
      schema: together(ruleFor(a, name), ruleFor(b, name)),
      at: one?.at ?? other?.at ?? a.at,
      ruledOut: one?.ruledOut === true || other?.ruledOut === true,
    });
  }
  return result;
}

/** What a branch says of a property: what it declares, what its pattern says, or else what it says of all others. */
export function ruleFor(branch: Branch, name: string): Conjunction {
  const declared = branch.properties.get(name)?.schema;
  const byPattern = branch.patternProperties.filter((rule) => speaksOf(rule, name));
  if (declared === undefined && byPattern.length === 0) return branch.additional;
  return byPattern.reduce((all, { schema }) => together(all, schema), declared ?? { nodes: [], key: '' });
}

function distinct<T>(rules: readonly Rule<T>[]): Rule<T>[] {
  return rules.filter((rule, index) => !rules.slice(0, index).some(({ value }) => value === rule.value));
}

type Choose = (a: number, b: number) => number;

function stronger<R extends Rule<number>>(
  one: R | undefined,
  other: R | undefined,
  pick: Choose,
): R | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return pick(one.value, other.value) === one.value ? one : other;
}

function tighter(one: Bound | undefined, other: Bound | undefined, pick: Choose): Bound | undefined {
  return one?.value === other?.value && one?.exclusive === false ? other : stronger(one, other, pick);
}
