import { intersect } from '../space/intersect.ts';
import { type Branch, SPACE_TYPES, type Space } from '../space/space.ts';
import type { Delta } from './delta.ts';

/** Where the two schemas stand, for what no branch of theirs says. */
export interface Places {
  base: string;
  candidate: string;
}

/** Types of which values are accepted no more, or now. */
export function typeDeltas(
  before: Space,
  after: Space,
  gone: readonly Branch[],
  added: readonly Branch[],
  places: Places,
): Delta[] {
  const isNull = ({ type }: Branch) => type === 'null';
  const types = (space: Space) => [...new Set(space.branches.map(typeName))];
  const shown = { before: types(before), after: types(after) };
  const nullLast = (all: string[]) => [...all].sort((a, b) => Number(a === 'null') - Number(b === 'null'));
  const withNull = { before: nullLast(shown.before), after: nullLast(shown.after) };
  const nulls: Delta[] = [];
  const goneNull = gone.find(isNull);
  const addedNull = added.find(isNull);
  const rest = { gone: gone.filter((each) => !isNull(each)), added: added.filter((each) => !isNull(each)) };
  const onlyNulls = rest.gone.length === 0 && rest.added.length === 0;
  if (goneNull !== undefined && rest.gone.length === 0) {
    nulls.push({
      facet: 'became-not-nullable',
      text: 'null is no longer allowed',
      grew: 'no',
      shrank: 'yes',
      gone: false,
      ...withNull,
      base: goneNull.at,
      candidate: after.branches[0]?.at ?? goneNull.at,
      baseBranches: [goneNull],
      candidateBranches: [],
    });
  }
  if (addedNull !== undefined && rest.added.length === 0) {
    nulls.push({
      facet: 'became-nullable',
      text: 'null is now allowed',
      grew: 'yes',
      shrank: 'no',
      gone: false,
      ...withNull,
      base: before.branches[0]?.at ?? addedNull.at,
      candidate: addedNull.at,
      baseBranches: [],
      candidateBranches: [addedNull],
    });
  }
  if (onlyNulls) return nulls;
  const olds = nulls.length > 0 ? rest.gone : gone;
  const news = nulls.length > 0 ? rest.added : added;
  return [
    ...nulls,
    {
      facet:
        after.branches.length === 0
          ? 'no-value-left'
          : olds.length > 0 && news.length > 0
            ? 'type-changed'
            : olds.length > 0
              ? 'type-narrowed'
              : 'type-widened',
      text: typeSentence(shown.before, shown.after),
      grew: news.length > 0 ? 'yes' : 'no',
      shrank: olds.length > 0 ? 'yes' : 'no',
      // What nothing can be any more does not come: it is gone, though it is still documented.
      gone: after.branches.length === 0,
      ...shown,
      base: before.branches[0]?.at ?? places.base,
      candidate: after.branches[0]?.at ?? places.candidate,
      baseBranches: olds,
      candidateBranches: news,
    },
  ];
}

function typeName({ type, integer, values }: Branch): string {
  const isWhole = integer !== undefined || values?.value.every(Number.isInteger) === true;
  return type === 'number' && isWhole ? 'integer' : type;
}

/** Rules that contradict each other leave no value at all. */
function typeSentence(before: readonly string[], after: readonly string[]): string {
  if (after.length === 0) return `no value is valid any more, before its type was ${shownTypes(before)}`;
  if (before.length === 0) return `its type is ${shownTypes(after)}, before no value was valid`;
  return `its type is ${shownTypes(after)}, before ${shownTypes(before)}`;
}

function shownTypes(types: readonly string[]): string {
  return types.length === SPACE_TYPES.length ? 'any' : types.join(' or ');
}

/** What `oneOf` refuses because it is of two alternatives at once, no single alternative tells. */
export function combination(before: Space, after: Space, isAll: boolean): Delta {
  return {
    facet: 'combination-changed',
    text:
      after.exclusive === undefined
        ? 'a value may now be of several alternatives at once, before of exactly one'
        : 'a value has to be of exactly one alternative, and more or fewer values are of several',
    grew: before.exclusive === undefined ? 'no' : 'maybe',
    shrank: after.exclusive === undefined ? 'no' : 'maybe',
    ...(isAll ? {} : { onlyIfProven: true }),
    gone: false,
    base: before.exclusive ?? before.branches[0]?.at ?? '',
    candidate: after.exclusive ?? after.branches[0]?.at ?? '',
    baseBranches: [...before.branches, ...overlapsIn(before)],
    candidateBranches: [...after.branches, ...overlapsIn(after)],
  };
}

function overlapsIn({ branches }: Space): Branch[] {
  return branches
    .slice(0, 12)
    .flatMap((one, index) =>
      branches
        .slice(index + 1, 12)
        .flatMap((other) => (one.type === other.type ? (intersect(one, other) ?? []) : [])),
    );
}
