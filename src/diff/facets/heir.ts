import type { Node } from '../../document/node.ts';
import { type Conjunction, conjunction } from '../space/space.ts';
import { type Delta, isTwin, type Located } from './delta.ts';

type Heirs = ReadonlyMap<string, Node>;

/**
 * What differs between the schemas that extend a schema with a discriminator: each is compared with its namesake, and what
 * the schema says itself is told of there.
 *
 * @param told what differs between the schema's own rules
 * @param property by what they are told apart
 */
export function heirDeltas(
  was: Heirs,
  is: Heirs,
  of: (before: Conjunction, after: Conjunction) => readonly Located[],
  told: readonly Located[],
  property: string | undefined,
): Located[] {
  const found: Located[] = [];
  for (const [value, old] of was) {
    const fresh = is.get(value);
    if (fresh === undefined) continue;
    const pair = { base: conjunction([old]), candidate: conjunction([fresh]) };
    for (const each of of(pair.base, pair.candidate)) {
      if (told.some((other) => isTwin(each, other))) continue;
      const named = property === undefined ? {} : { named: { property, value } };
      found.push({ ...each, within: each.within ?? { ...pair, depth: each.steps.length, ...named } });
    }
  }
  return [...found, ...[...values(was, is)].map((delta) => ({ delta, steps: [] }))];
}

/** Values that stand for no heir any more, or for a new one. */
function* values(was: Heirs, is: Heirs): Generator<Delta> {
  const gone = [...was].filter(([value]) => !is.has(value));
  const come = [...is].filter(([value]) => !was.has(value));
  const quoted = (list: typeof gone) => list.map(([value]) => `"${value}"`).join(', ');
  const common = {
    grew: 'no',
    shrank: 'no',
    gone: false,
    base: gone[0]?.[1].pointer ?? [...was.values()][0]?.pointer ?? '',
    candidate: come[0]?.[1].pointer ?? [...is.values()][0]?.pointer ?? '',
    baseBranches: [],
    candidateBranches: [],
  } as const;
  if (gone.length > 0) {
    yield {
      ...common,
      before: [...was.keys()],
      after: [...is.keys()],
      facet: 'discriminator-value-changed',
      text: `${quoted(gone)} no longer stands for any schema${come.length === 0 ? '' : `, and ${quoted(come)} does`}`,
      breaks: 'whoever tells the alternatives apart by the old value finds nothing documented for it',
    };
  } else if (come.length > 0) {
    yield {
      ...common,
      before: [...was.keys()],
      after: [...is.keys()],
      facet: 'discriminator-value-added',
      text: `${quoted(come)} stands for one more schema`,
    };
  }
}
