import { brief, type Json, sameJson } from '../../json.ts';
import { fits } from '../space/fits.ts';
import { type Languages, patternOf } from '../space/language.ts';
import { type Branch, freeBranch, type Rule } from '../space/space.ts';
import type { Found } from './delta.ts';

/** What differs between the listed values of two branches of one type. */
export function* listDeltas(base: Branch, candidate: Branch, languages: Languages): Generator<Found> {
  const before = base.values ?? rangeOf(base, candidate);
  const after = candidate.values ?? rangeOf(candidate, base);
  if (before !== undefined && after !== undefined) {
    const gone = without(before.value, after.value);
    const added = without(after.value, before.value);
    if (gone.length === 0 && added.length === 0) return;
    const both = gone.length > 0 && added.length > 0;
    const replaced = both && gone.length === before.value.length;
    yield {
      facet: both
        ? replaced
          ? 'enum-value-replaced'
          : 'enum-values-changed'
        : gone.length > 0
          ? 'enum-value-removed'
          : 'enum-value-added',
      text: [
        ...(gone.length === 0 ? [] : [`${list(gone)} is no longer among its values`]),
        ...(added.length === 0 ? [] : [`${list(added)} is now among its values`]),
      ].join(', and '),
      grew: added.length > 0 ? 'yes' : 'no',
      shrank: gone.length > 0 ? 'yes' : 'no',
      gone: replaced,
      before: before.value,
      after: after.value,
      base: before.at,
      candidate: after.at,
    };
  } else if (before !== undefined) {
    const shrank = before.value.every((value) => fits(value, candidate)) ? 'no' : 'yes';
    if (shrank === 'no' && areAllOf(candidate, before.value, languages)) return;
    yield {
      facet: 'enum-removed',
      text: `its values are no longer listed (${list(before.value)})`,
      grew: 'yes',
      shrank,
      gone: false,
      before: before.value,
      base: before.at,
      candidate: candidate.at,
    };
  } else if (after !== undefined) {
    const grew = after.value.every((value) => fits(value, base)) ? 'no' : 'yes';
    if (grew === 'no' && areAllOf(base, after.value, languages)) return;
    yield {
      facet: 'enum-added',
      text: `it now has to be one of ${list(after.value)}`,
      grew,
      shrank: 'yes',
      gone: false,
      after: after.value,
      base: base.at,
      candidate: after.at,
    };
  }
}

/** Whether a branch that lists nothing allows none but these texts: its pattern matches no other. */
function areAllOf(branch: Branch, values: readonly Json[], languages: Languages): boolean {
  if (branch.type !== 'string' || branch.patterns.length === 0 || values.length > LISTED) return false;
  const listed = { ...freeBranch('string'), patterns: [{ value: patternOf(values.map(String)), at: '' }] };
  return languages.wordOutside(branch, listed) === 'none';
}

/** How many texts are told apart as one pattern. */
const LISTED = 100;

/** Numbers that a range allows, where the other side lists its own. */
function rangeOf({ range, minimum, at }: Branch, other: Branch): Rule<Json[]> | undefined {
  return range === undefined || other.values === undefined
    ? undefined
    : { value: range, at: minimum?.at ?? at };
}

function without(values: readonly Json[], others: readonly Json[]): Json[] {
  return values.filter((value) => !others.some((other) => sameJson(value, other)));
}

function list(values: readonly Json[]): string {
  const shown = values.slice(0, 6).map((value) => brief(value, 40));
  return shown.join(', ') + (values.length > shown.length ? ` and ${values.length - shown.length} more` : '');
}

/** What differs between the values that two branches leave out. */
export function* exclusionDelta(base: Branch, candidate: Branch): Generator<Found> {
  const values = (branch: Branch) => branch.excluded.map(({ value }) => value);
  const now = without(values(candidate), values(base)).filter((value) => fits(value, base));
  const again = without(values(base), values(candidate)).filter((value) => fits(value, candidate));
  if (now.length === 0 && again.length === 0) return;
  yield {
    facet: `exclusion-${now.length > 0 && again.length > 0 ? 'changed' : now.length > 0 ? 'added' : 'removed'}`,
    text: [
      ...(now.length === 0 ? [] : [`${list(now)} is now excluded`]),
      ...(again.length === 0 ? [] : [`${list(again)} is no longer excluded`]),
    ].join(', and '),
    grew: again.length > 0 ? 'yes' : 'no',
    shrank: now.length > 0 ? 'yes' : 'no',
    gone: false,
    before: values(base),
    after: values(candidate),
    base: base.excluded[0]?.at ?? base.at,
    candidate: candidate.excluded[0]?.at ?? candidate.at,
  };
}
