import { FORMAT_LENGTHS } from '../space/format-shapes.ts';
import type { Branch, Rule } from '../space/space.ts';
import { type Found, moved } from './delta.ts';

type CountWord = 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties';

const UNITS: Record<string, string> = {
  length: 'characters',
  'item-count': 'entries',
  'property-count': 'properties',
};

const ONE: Record<string, string> = { characters: 'character', entries: 'entry', properties: 'property' };

/** What differs between two limits of a count. */
export function* countDelta(
  facet: string,
  word: CountWord,
  base: Branch,
  candidate: Branch,
): Generator<Found> {
  const before = limitOf(word, base);
  const after = limitOf(word, candidate);
  if (before?.value === after?.value) return;
  const low = word.startsWith('min');
  const wider =
    after === undefined ||
    (before !== undefined && (low ? after.value < before.value : after.value > before.value));
  // Where the other side has a format instead, all of whose texts keep to the limit, the format says what differs.
  const limited = wider ? before : after;
  if (limited !== undefined && isKeptByFormat(word, limited, wider ? candidate : base)) return;
  const units = UNITS[facet] ?? '';
  const limit = (rule: Rule<number> | undefined) => {
    if (rule === undefined) return `any number of ${units}`;
    return `at ${low ? 'least' : 'most'} ${rule.value} ${rule.value === 1 ? ONE[units] : units}`;
  };
  yield {
    facet: `${facet}-${wider ? 'widened' : 'narrowed'}`,
    text: `it has ${limit(after)}, before ${before === undefined || after === undefined ? limit(before) : before.value}`,
    ...moved(wider ? 'wider' : 'narrower'),
    gone: false,
    before: before?.value ?? null,
    after: after?.value ?? null,
    base: before?.at ?? base.at,
    candidate: after?.at ?? candidate.at,
  };
}

/** A limit, unless each text of the branch's format keeps to it anyway. */
function limitOf(word: CountWord, branch: Branch): Rule<number> | undefined {
  const rule = branch[word];
  return rule === undefined || isKeptByFormat(word, rule, branch) ? undefined : rule;
}

/** Whether the texts of a branch's format are long enough, or short enough, whatever else is said of them. */
function isKeptByFormat(word: CountWord, { value: limit }: Rule<number>, { formats }: Branch): boolean {
  if (word !== 'minLength' && word !== 'maxLength') return false;
  return formats.some(({ value }) => {
    const [least, most] = FORMAT_LENGTHS.get(value) ?? [0, Number.POSITIVE_INFINITY];
    return word === 'minLength' ? limit <= least : limit >= most;
  });
}
