import { type Delta, isSilent, isTwin, type Located } from './delta.ts';

/**
 * What differs between alternatives as the documents have them, held against what differs between the same values without
 * those that `oneOf` refuses for being of two: only the second tells what comes and what goes, the first in whose words.
 *
 * @param exact what differs between the values themselves
 */
export function weighed(found: readonly Located[], exact: readonly Located[]): readonly Located[] {
  const [grows, shrinks] = [moves(exact, 'grew'), moves(exact, 'shrank')];
  const more = exact.filter((each) => isMore(each, found));
  const kept = found.flatMap((each): Located[] => {
    const { delta } = each;
    const grew = grows ? delta.grew : 'no';
    const shrank = shrinks ? delta.shrank : 'no';
    const weighed: Delta = { ...delta, grew, shrank };
    // What proves another difference of the values proves that they overlap otherwise.
    if (delta.facet === 'combination-changed') return [{ ...each, delta: { ...weighed, standsFor: more } }];
    if (grew === delta.grew && shrank === delta.shrank) return [each];
    return isSilent(weighed) ? [] : [{ ...each, delta: weighed }];
  });
  const isMissed = (which: 'grew' | 'shrank') => !kept.some(({ delta }) => delta[which] !== 'no');
  const missed = more.filter(({ delta }) =>
    (['grew', 'shrank'] as const).some((which) => delta[which] === 'yes' && isMissed(which)),
  );
  return [...kept, ...missed];
}

/** Whether it tells of values of which nothing was found; what an alternative has no more may be in another one. */
function isMore(each: Located, found: readonly Located[]): boolean {
  return !isSilent(each.delta) && !each.delta.gone && !found.some((other) => isTwin(each, other));
}

function moves(found: readonly Located[], which: 'grew' | 'shrank'): boolean {
  return found.some(({ delta }) => delta.onlyIfProven !== true && delta[which] !== 'no');
}
