import { matches } from './fits.ts';
import type { Languages } from './language.ts';
import { type Branch, type Conjunction, freeBranch, type NameRule, together } from './space.ts';

/** Names of properties that both sides treat alike, none of them declared by either. */
export interface NameCell {
  /** The patterns that they match; `*` where they match none. */
  key: string;
  /** One of the names, where patterns tell them from others. */
  name: string | undefined;
  before: Conjunction;
  after: Conjunction;
}

/** Patterns beyond which not every combination of them is looked at. */
const COMBINED = 5;

/** Whether a rule of names speaks of a name. */
export function speaksOf({ source, negated }: NameRule, name: string): boolean {
  return matches(source, name) !== negated;
}

/**
 * What two branches say of the properties that neither declares: their names fall into those that match the same
 * patterns, and of each such part either side has one rule.
 */
export function nameCells(before: Branch, after: Branch, languages: Languages): NameCell[] {
  const sources = [
    ...new Set([...before.patternProperties, ...after.patternProperties].map(({ source }) => source)),
  ];
  if (sources.length === 0) {
    return [{ key: '*', name: undefined, before: before.additional, after: after.additional }];
  }
  const declared = [...new Set([...before.properties.keys(), ...after.properties.keys()])];
  return combinations(sources).flatMap((matched): NameCell[] => {
    const names = {
      ...freeBranch('string'),
      patterns: rules(matched),
      forbiddenPatterns: rules(sources.filter((source) => !matched.includes(source))),
      excluded: rules(declared),
    };
    const named = languages.wordOutside({ ...names, minLength: { value: 1, at: '' } }, undefined);
    const found = named === 'none' ? languages.wordOutside(names, undefined) : named;
    // Where it cannot be told, two patterns are taken to share no name.
    if (found === 'none' || (found === 'unknown' && matched.length > 1)) return [];
    return [
      {
        key: matched.length === 0 ? '*' : matched.join(' & '),
        name: typeof found === 'object' ? found.word : undefined,
        before: ruleOf(before, matched),
        after: ruleOf(after, matched),
      },
    ];
  });
}

function rules(values: readonly string[]): { value: string; at: string }[] {
  return values.map((value) => ({ value, at: '' }));
}

function ruleOf(branch: Branch, matched: readonly string[]): Conjunction {
  const speaking = branch.patternProperties.filter(
    ({ source, negated }) => matched.includes(source) !== negated,
  );
  const [first, ...others] = speaking.map(({ schema }) => schema);
  return first === undefined ? branch.additional : others.reduce(together, first);
}

/** Every combination of a few patterns; of many, each alone and none. */
function combinations(sources: readonly string[]): string[][] {
  if (sources.length > COMBINED) return [[], ...sources.map((source) => [source])];
  return sources.reduce<string[][]>((all, source) => all.concat(all.map((some) => [...some, source])), [[]]);
}
