import type { Languages } from '../space/language.ts';
import type { Branch } from '../space/space.ts';
import { countDelta } from './count.ts';
import type { Certainty, Found } from './delta.ts';
import { formatDelta, words } from './format.ts';

/** What differs between two string branches. */
export function* stringDeltas(base: Branch, candidate: Branch, languages: Languages): Generator<Found> {
  const patterned = [base, candidate].some(
    ({ patterns, forbiddenPatterns }) => patterns.length > 0 || forbiddenPatterns.length > 0,
  );
  const lengths = [
    ...countDelta('length', 'minLength', base, candidate),
    ...countDelta('length', 'maxLength', base, candidate),
  ];
  const patterns = [...patternDelta(base, candidate)];
  if (patterned && (lengths.length > 0 || patterns.length > 0)) {
    // Lengths and patterns say the same things in two ways: only the texts themselves tell.
    // What only a format tells apart is told of the format.
    const outside = (branch: Branch, other: Branch) =>
      languages.wordOutside({ ...branch, formats: [] }, { ...other, formats: [] }) === 'none'
        ? 'no'
        : certainty(languages.wordOutside(branch, other));
    const shrank = outside(base, candidate);
    const grew = outside(candidate, base);
    if (grew !== 'no' || shrank !== 'no') {
      for (const found of lengths.length > 0 && patterns.length > 0 ? patterns : [...lengths, ...patterns]) {
        yield {
          ...found,
          facet: found.facet.replace(
            /-\w+$/,
            `-${grew === 'no' ? 'narrowed' : shrank === 'no' ? 'widened' : 'changed'}`,
          ),
          grew,
          shrank,
        };
      }
    }
  } else {
    yield* lengths;
  }
  yield* formatDelta(base, candidate, languages);
}

function certainty(outside: ReturnType<Languages['wordOutside']>): Certainty {
  if (outside === 'none') return 'no';
  return outside === 'unknown' ? 'maybe' : 'yes';
}

function* patternDelta(base: Branch, candidate: Branch): Generator<Found> {
  const before = patternWords(base);
  const after = patternWords(candidate);
  if (before.length === after.length && before.every((each) => after.includes(each))) return;
  yield {
    facet: 'pattern-changed',
    text: `its pattern is ${words(after)}, before ${words(before)}`,
    grew: 'maybe',
    shrank: 'maybe',
    gone: false,
    before: before.length === 0 ? null : before.join(' and '),
    after: after.length === 0 ? null : after.join(' and '),
    base: (base.patterns[0] ?? base.forbiddenPatterns[0])?.at ?? base.at,
    candidate: (candidate.patterns[0] ?? candidate.forbiddenPatterns[0])?.at ?? candidate.at,
  };
}

function patternWords({ patterns, forbiddenPatterns }: Branch): string[] {
  return [...patterns.map(({ value }) => value), ...forbiddenPatterns.map(({ value }) => `not ${value}`)];
}
