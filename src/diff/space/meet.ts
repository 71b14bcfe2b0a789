import { intersect } from './intersect.ts';
import { type Branch, freeBranch, SPACE_TYPES, type Space, type SpaceType } from './space.ts';
import { merged } from './union.ts';

/** The space of all values. */
export const EVERYTHING: Space = {
  branches: SPACE_TYPES.map((type) => freeBranch(type)),
  exclusive: undefined,
};

/** The space of none. */
export const NOTHING: Space = { branches: [], exclusive: undefined };

/** Every value, but of one type only those that keep some rules. */
export function valuesOf(ruled: SpaceType, rules: Partial<Branch>): Space {
  const branches = SPACE_TYPES.map((type) =>
    type === ruled ? { ...freeBranch(type), ...rules } : freeBranch(type),
  );
  return { branches, exclusive: undefined };
}

/** The values that both spaces have. */
export function meet(one: Space, other: Space): Space {
  if (one === EVERYTHING) return other;
  if (other === EVERYTHING) return one;
  const branches = one.branches.flatMap((a) =>
    other.branches.flatMap((b) => {
      const both = a.type === b.type ? intersect(a, b) : undefined;
      return both === undefined ? [] : [both];
    }),
  );
  return { branches, exclusive: joined(one.exclusive, other.exclusive) };
}

/** The reasons of both for which no value may be of two branches. */
export function joined(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return [...new Set([...one.split(' & '), ...other.split(' & ')])].join(' & ');
}

/** Parts of a union that are the same, or that one part covers, are one. */
export function simplified(space: Space): Space {
  if (space.branches.length < 2 || space.exclusive !== undefined) return space;
  return { ...space, branches: merged(space.branches) };
}
