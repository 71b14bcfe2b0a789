import type { Json } from '../../json.ts';
import type { Branch, Conjunction } from '../space/space.ts';

/** Whether there are more values than before, or fewer; `maybe` where only a witness can tell. */
export type Certainty = 'no' | 'yes' | 'maybe';

/** One step from a value into what is in it, with the branches of both documents that hold it. */
export interface Step {
  /** A property's name; `*` for every entry of a list, or every further property of a map; of a text `(content)`. */
  key: string;
  into: 'property' | 'item' | 'additional' | 'content';
  /** A name for one of those further properties, where not every name is one. */
  name?: string;
  base: Branch;
  candidate: Branch;
}

/** One cause for which two schemas accept different values, or say different things. */
export interface Delta {
  /** What changed, kebab case; with the side before it, it is the kind of the change. */
  facet: string;
  /** A sentence's end: what it was and what it is. */
  text: string;
  /** Values that the candidate accepts and the base does not. */
  grew: Certainty;
  /** Values that the base accepts and the candidate does not. */
  shrank: Certainty;
  /** Something documented is there no more, whatever is accepted. */
  gone: boolean;
  /** True where nobody is to be told of it unless a witness is found: other deltas speak of the same schema. */
  onlyIfProven?: boolean;
  /** Why it breaks although no value is accepted otherwise: it has another meaning. */
  breaks?: string;
  /** The property that it is about, where that is not the place itself. */
  name?: string;
  before?: Json;
  after?: Json;
  /** Where each document says it. */
  base?: string;
  candidate?: string;
  /** What accepts more or less, for the search of a witness. */
  baseBranches: readonly Branch[];
  candidateBranches: readonly Branch[];
  /** What was found of it one by one, of which each proves it. */
  standsFor?: readonly Located[];
}

/** What tells a reader which of several schemas a value is of: a property, and the value that stands for that schema. */
export interface Named {
  property: string;
  value: string;
}

/** A delta with the way to it from the value that is compared. */
export interface Located {
  delta: Delta;
  steps: readonly Step[];
  /** True for what is of alternatives that a discriminator tells apart: that a value fits several refuses none. */
  chosen?: boolean;
  /** The schemas that it is of, where no validator holds the compared ones to them, and how many steps are in these. */
  within?: { base: Conjunction; candidate: Conjunction; depth: number; named?: Named };
}

/** The JSON pointer of a delta's place into an instance; `*` stands for any entry. */
export function instancePointer({ steps, delta }: Located): string {
  const keys = [...steps.map(({ key }) => key), ...(delta.name === undefined ? [] : [delta.name])];
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** True for a delta that says nothing of the values. */
export function isSilent({ grew, shrank, gone, onlyIfProven, breaks }: Delta): boolean {
  return onlyIfProven === true || (grew === 'no' && shrank === 'no' && !gone && breaks === undefined);
}

/** Whether two deltas say the same of the same place, though they were come to by different ways. */
export function isTwin(one: Located, other: Located): boolean {
  if (one.delta === other.delta) return true;
  return (
    one.delta.facet === other.delta.facet &&
    one.delta.text === other.delta.text &&
    instancePointer(one) === instancePointer(other)
  );
}

/** What is found of two branches that are compared, which are known to whoever compares them. */
export type Found = Omit<Delta, 'baseBranches' | 'candidateBranches'>;

/** More values than before, or fewer. */
export function moved(how: 'wider' | 'narrower'): { grew: Certainty; shrank: Certainty } {
  return how === 'wider' ? { grew: 'yes', shrank: 'no' } : { grew: 'no', shrank: 'yes' };
}
