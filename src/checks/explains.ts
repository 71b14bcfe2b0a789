import { placeOf, type Told } from './told.ts';

/** Kinds that say an answer is another one than its status tells. */
const MISLABELLED: readonly string[] = ['in-success', 'other-status', 'carried-out'];
/** Kinds after which a body need not be what the document describes. */
const ANOTHER_TYPE: readonly string[] = ['absent', 'undocumented', 'malformed'];
/** What an answer has that was given before. */
const OF_BEFORE: readonly string[] = ['fresh/frozen', 'echo/not-ours'];
/** Kinds of a body that is no JSON at all. */
const NO_JSON: readonly string[] = ['empty', 'encoding', 'syntax'];

/**
 * From the outermost layer inwards: what is wrong with an answer explains only what is wrong further in. What is in none
 * stands for itself: no answer, or a late one.
 */
const LAYERS: readonly (readonly string[])[] = [
  MISLABELLED.map((kind) => `error-shape/${kind}`),
  ['status', 'gateway/gate'],
  ['gateway'],
  ['media-type'],
  ['json', 'response-header'],
  ['schema', 'leak'],
  ['vacuous'],
  ['error-shape'],
  ['example', 'echo'],
  ['unique/borrowed', 'fresh/past', 'fresh/future'],
  ['unique'],
  ['fresh', 'echo/not-ours'],
  ['stable'],
];

/** How far out an error is, the outermost with the least; -1 for one that explains nothing. */
export function rankOf({ finding: { check, kind } }: Told): number {
  const own = LAYERS.findIndex((layer) => layer.includes(`${check}/${kind}`));
  return own >= 0 ? own : LAYERS.findIndex((layer) => layer.includes(check));
}

/** Whether one error of an answer is the reason of another one of the same answer. */
export function explains(cause: Told, effect: Told): boolean {
  const { check, kind } = cause.finding;
  const { check: other, kind: otherKind } = effect.finding;
  // What an answer gives away is wrong by itself, whatever else is.
  if (other === 'leak' || rankOf(cause) < 0 || rankOf(cause) >= rankOf(effect)) return false;
  const isEmpty = other === 'vacuous' || (other === 'error-shape' && otherKind === 'no-errors');
  const isBody = isEmpty || ['schema', 'error-shape', 'example'].includes(other) || isOfCodes(effect);
  switch (check) {
    case 'status':
      return true;
    case 'gateway':
      return kind === 'gate' || isBody || other === 'media-type' || other === 'json';
    case 'media-type':
      if (kind === 'charset') return other === 'json' && otherKind === 'encoding';
      return ANOTHER_TYPE.includes(kind) && (isEmpty || (other === 'json' && NO_JSON.includes(otherKind)));
    case 'json':
      return isOfCodes(effect);
    case 'vacuous':
      return isEmpty || other === 'example' || other === 'echo' || isOfCodes(effect);
    case 'error-shape':
      if (MISLABELLED.includes(kind))
        return other === 'status' ? isDue(cause.means, effect.due) : isEmpty && kind !== 'other-status';
      return isAtPlace(cause, effect);
    case 'schema':
      return other === 'vacuous' || isAtPlace(cause, effect);
    // What came before is given again, its time and what it was about with it.
    case 'unique':
      return (kind === 'repeated' && OF_BEFORE.includes(`${other}/${otherKind}`)) || isAtPlace(cause, effect);
    default:
      return isAtPlace(cause, effect);
  }
}

function isOfCodes({ finding: { check, kind } }: Told): boolean {
  return check === 'stable' && kind === 'codes';
}

/** True where the status that a body is of is one that its request ought to get. */
function isDue(means: string | undefined, due: readonly string[]): boolean {
  const [digit] = means ?? '';
  return due.some(
    (key) => key === means || (`${key}${means}`.includes('XX') && key.startsWith(digit ?? '-')),
  );
}

/** True where an error is at the place of another one, or in it; of a list one entry is as good as another. */
function isAtPlace(cause: Told, effect: Told): boolean {
  const at = placeOf(cause.finding);
  const place = placeOf(effect.finding);
  if ((cause.finding.response?.part ?? 'body') !== (effect.finding.response?.part ?? 'body')) return false;
  // That a value comes again is no matter of its form, unless there is none.
  const isEmpty = effect.finding.response?.actual === '';
  if (effect.finding.check === 'unique' && cause.finding.check !== 'unique' && !isEmpty) return false;
  if (isWithin(place, at)) return true;
  if (isOfCodes(effect)) return isWithin(at, place);
  // No entry is the documented one: what is wrong with those that came is the reason.
  return effect.finding.kind === 'missing-error' && isWithin(at, place.slice(0, place.lastIndexOf('/')));
}

function isWithin(place: string, outer: string): boolean {
  return place === outer || place.startsWith(`${outer}/`);
}
