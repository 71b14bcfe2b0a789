import type { Node } from '../../document/node.ts';
import { patternOf } from './language.ts';
import { simplified } from './meet.ts';
import { conjunction, isFree, type NameRule, type Rule, type Space } from './space.ts';

/**
 * `propertyNames` as rules of `patternProperties`: a property whose name its schema refuses can have no value (JSON Schema
 * 2020-12, core, section 10.3.2.4).
 *
 * @param allowed the values of the schema of names, of which the texts count
 * @returns undefined where it says more than patterns can
 */
export function nameRules(names: Node, allowed: Space): NameRule[] | undefined {
  const never = conjunction([{ ...names, value: false }]);
  const refused = (source: string, negated: boolean): NameRule => ({ source, negated, schema: never });
  const { branches, exclusive } = simplified(allowed);
  const [branch, more] = branches.filter(({ type }) => type === 'string');
  if (branch === undefined) return [refused('', false)];
  if (more !== undefined || exclusive !== undefined) return undefined;
  const { patterns, forbiddenPatterns, values, excluded, minLength, maxLength } = branch;
  const read = { patterns: [], forbiddenPatterns: [], excluded: [] };
  const others = { ...branch, ...read, values: undefined, minLength: undefined, maxLength: undefined };
  if (!isFree(others)) return undefined;
  const listed = (rules: readonly Rule<unknown>[]) => patternOf(rules.map(({ value }) => String(value)));
  return [
    ...patterns.map(({ value }) => refused(value, true)),
    ...forbiddenPatterns.map(({ value }) => refused(value, false)),
    ...(excluded.length === 0 ? [] : [refused(listed(excluded), false)]),
    ...(values === undefined ? [] : [refused(patternOf(values.value.map(String)), true)]),
    ...(minLength === undefined ? [] : [refused(`^[^]{${minLength.value},}$`, true)]),
    ...(maxLength === undefined ? [] : [refused(`^[^]{0,${maxLength.value}}$`, true)]),
  ];
}
