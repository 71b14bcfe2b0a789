import type { Alternative, Choice } from '../space/choice.ts';
import type { Conjunction } from '../space/space.ts';
import { type Delta, isSilent, isTwin, type Located } from './delta.ts';

/**
 * What a discriminator says otherwise although the alternatives take the same values: it has no say in which values are
 * valid, but sender and reader tell the alternatives apart by it.
 *
 * @param otherwiseSame whether the schemas accept the same values
 */
export function* choiceDeltas(
  was: Choice,
  is: Choice,
  of: (before: Conjunction, after: Conjunction) => readonly Located[],
  otherwiseSame: boolean,
): Generator<Delta> {
  const common = {
    grew: 'no',
    shrank: 'no',
    gone: false,
    base: was.at,
    candidate: is.at,
    baseBranches: [],
    candidateBranches: [],
  } as const;
  if (was.property !== is.property) {
    // Alternatives with another property say so themselves.
    if (!otherwiseSame) return;
    yield {
      ...common,
      facet: 'discriminator-changed',
      text: `its alternatives are told apart by "${is.property}", before by "${was.property}"`,
      breaks: 'whoever tells the alternatives apart by the old property takes one for another',
      before: was.property,
      after: is.property,
    };
    return;
  }
  const isSame = (one: Alternative, other: Alternative) =>
    of(one.schema, other.schema).every(({ delta }) => isSilent(delta));
  const changed = was.alternatives.flatMap((old) => meaningChanges(old, was, is, isSame));
  if (changed.length === 0) {
    const come = new Set(was.alternatives.flatMap((old) => valuesAdded(old, was, is, isSame)));
    if (come.size === 0) return;
    yield {
      ...common,
      facet: 'discriminator-value-added',
      text: `${[...come].map((value) => `"${value}"`).join(', ')} stands for one of its alternatives as well`,
      before: table(was),
      after: table(is),
    };
    return;
  }
  yield {
    ...common,
    facet: 'discriminator-value-changed',
    text: `its "${was.property}" tells the alternatives apart by other values: ${changed.join(', ')}`,
    breaks: 'whoever tells the alternatives apart by the old value takes one for another',
    before: table(was),
    after: table(is),
  };
}

/**
 * What differs between alternatives that a discriminator tells apart, each by itself: whoever reads by it takes a value
 * for the one that it says, though another alternative would take it as well.
 *
 * @param told what differs between the schemas as a validator reads them
 * @returns all that is to be told instead
 */
export function withAlternatives(
  was: Choice,
  is: Choice,
  of: (before: Conjunction, after: Conjunction) => readonly Located[],
  told: readonly Located[],
): readonly Located[] {
  // What came, went, or has changed as a whole is told of as such.
  if (was.property !== is.property || told.some(isOfAll)) return told;
  // Where each alternative lists its values, no other one would take them.
  if ([was, is].every(({ alternatives }) => alternatives.every(({ listed }) => listed))) return told;
  let found = [...told];
  for (const old of was.alternatives) {
    const [value] = old.values;
    if (value === undefined) continue;
    const now = is.alternatives.find(({ values }) => values.includes(value));
    // A value that stands for another alternative, while its own is still there, is told of as such.
    const isThere = (each: Alternative) =>
      each !== now && of(old.schema, each.schema).every(({ delta }) => isSilent(delta));
    if (now === undefined || is.alternatives.some(isThere)) continue;
    const pair = { base: old.schema, candidate: now.schema };
    const named = { property: was.property, value };
    for (const each of of(old.schema, now.schema)) {
      // Whoever reads by the property has come here by its value, whatever else it may be.
      if (isSilent(each.delta) || each.steps[0]?.key === was.property) continue;
      const twin = found.find((other) => isTwin(each, other));
      const { grew, shrank } = each.delta;
      if (twin !== undefined && twin.delta.grew === grew && twin.delta.shrank === shrank) continue;
      found = found.filter((other) => other !== twin);
      found.push({
        ...each,
        within: each.within ?? { ...pair, depth: each.steps.length, named },
      });
    }
  }
  return found;
}

const WHOLE = new Set(['alternative-added', 'alternative-removed', 'type-changed']);

function isOfAll({ delta, steps }: Located): boolean {
  return steps.length === 0 && WHOLE.has(delta.facet);
}

/** Values of an alternative that stand for another one now, or for none. */
function meaningChanges(
  old: Alternative,
  was: Choice,
  is: Choice,
  isSame: (one: Alternative, other: Alternative) => boolean,
): string[] {
  if (old.listed) return [];
  const holders = (value: string) => is.alternatives.filter(({ values }) => values.includes(value));
  const moved = old.values.filter((value) => !holders(value).some((each) => isSame(old, each)));
  // What has changed itself is told of by itself; only what is there unchanged can have another value.
  const now = is.alternatives.find((each) => !each.listed && isSame(old, each));
  // Written out in its place it has no name, and nobody can tell which value it had.
  if (now === undefined || now.values.length === 0) return [];
  const fresh = now.values.filter((value) => !was.alternatives.some((each) => each.values.includes(value)));
  return moved.map((value) => {
    if (holders(value).length > 0) return `"${value}" now stands for another alternative`;
    return fresh.length === 0
      ? `"${value}" is gone`
      : `"${value}" is now ${fresh.map((each) => `"${each}"`).join(' or ')}`;
  });
}

/** Values that stand for an unchanged alternative beside those that stood for it. */
function valuesAdded(
  old: Alternative,
  was: Choice,
  is: Choice,
  isSame: (one: Alternative, other: Alternative) => boolean,
): string[] {
  // Written out in its place it had no name, and any that it gets is no other one.
  if (old.listed || old.values.length === 0) return [];
  return is.alternatives
    .filter((each) => !each.listed && isSame(old, each))
    .flatMap(({ values }) => values)
    .filter((value) => !was.alternatives.some(({ values }) => values.includes(value)));
}

function table({ alternatives }: Choice): Record<string, string> {
  return Object.fromEntries(
    alternatives.flatMap(({ values, schema }) =>
      values.map((value) => [value, schema.nodes[0]?.pointer ?? '']),
    ),
  );
}
