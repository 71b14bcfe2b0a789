import { brief, type Json, sameJson } from '../../json.ts';
import { fits, isMultiple } from '../space/fits.ts';
import { EXACT_FORMATS, FORMAT_LENGTHS } from '../space/format-shapes.ts';
import { type Languages, NO_LANGUAGES, patternOf } from '../space/language.ts';
import { type Bound, type Branch, freeBranch, type Rule } from '../space/space.ts';
import type { Certainty, Delta } from './delta.ts';

type Found = Omit<Delta, 'baseBranches' | 'candidateBranches'>;

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

/** Whether only a multiple makes numbers whole, on the side where they are: it is told of by itself. */
function isOfMultiples(base: Branch, candidate: Branch): boolean {
  const { integer, multiples } = base.integer === undefined ? candidate : base;
  return multiples.some(({ at }) => at === integer?.at);
}

/** What differs between two number branches. */
export function* numberDeltas(base: Branch, candidate: Branch): Generator<Found> {
  if ((base.integer === undefined) !== (candidate.integer === undefined) && !isOfMultiples(base, candidate)) {
    const opened = base.integer !== undefined;
    yield {
      facet: opened ? 'type-widened' : 'type-narrowed',
      text: opened
        ? 'it may now be any number, before only a whole one'
        : 'it is now a whole number, before any',
      ...moved(opened ? 'wider' : 'narrower'),
      gone: false,
      before: opened ? 'integer' : 'number',
      after: opened ? 'number' : 'integer',
      base: base.integer?.at ?? base.at,
      candidate: candidate.integer?.at ?? candidate.at,
    };
  }
  yield* boundDelta('minimum', base, candidate, (a, b) => a < b);
  yield* boundDelta('maximum', base, candidate, (a, b) => a > b);
  yield* multipleDelta(base, candidate);
  // How many bits a whole number has says nothing of one that need not be whole.
  const [any, whole] = base.integer === undefined ? [base, candidate] : [candidate, base];
  const told = any.integer === undefined && whole.integer !== undefined && any.formats.length === 0;
  if (!told) {
    yield* formatDelta(base, candidate, NO_LANGUAGES);
  }
}

function* boundDelta(
  word: 'minimum' | 'maximum',
  base: Branch,
  candidate: Branch,
  isWider: (a: number, b: number) => boolean,
): Generator<Found> {
  const before = base[word];
  const after = candidate[word];
  if (before?.value === after?.value && before?.exclusive === after?.exclusive) return;
  // What the format of a number says anyway is nothing new.
  const [was, is] = [boundOf(base, word), boundOf(candidate, word)];
  if (was?.value === is?.value && was?.exclusive === is?.exclusive) return;
  const wider =
    after === undefined ||
    (before !== undefined &&
      (isWider(after.value, before.value) || (after.value === before.value && before.exclusive)));
  yield {
    facet: `${word}-${wider ? 'widened' : 'narrowed'}`,
    text: `its ${word} is ${bound(after)}, before ${bound(before)}`,
    ...moved(wider ? 'wider' : 'narrower'),
    gone: false,
    ...(before?.value === after?.value
      ? { before: bound(before), after: bound(after) }
      : { before: before?.value ?? null, after: after?.value ?? null }),
    base: boundAt(before, after) ?? base.at,
    candidate: boundAt(after, before) ?? candidate.at,
  };
}

/** Where a bound stands; of two of one number what leaves it out is the difference. */
function boundAt(own: Bound | undefined, other: Bound | undefined): string | undefined {
  return own?.value === other?.value ? (own?.exclusiveAt ?? own?.at) : own?.at;
}

/** A bound, or that of a number's format. */
function boundOf(
  branch: Branch,
  word: 'minimum' | 'maximum',
): Pick<Bound, 'value' | 'exclusive'> | undefined {
  const own = branch[word];
  if (!branch.formats.some(({ value }) => value === 'int32')) return own;
  const limit = INT32[word];
  const beyond = word === 'minimum' ? (own?.value ?? limit) < limit : (own?.value ?? limit) > limit;
  return own === undefined || beyond ? { value: limit, exclusive: false } : own;
}

const INT32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 } as const;
/** The bounds that the formats of numbers set; of 64 bits the greatest double below the last number. */
const NUMBER_LIMITS: Record<string, { minimum: number; maximum: number }> = {
  int32: INT32,
  int64: { minimum: -(2 ** 63), maximum: 2 ** 63 - 1024 },
};

function bound(rule: Bound | undefined): string {
  if (rule === undefined) return 'none';
  return rule.exclusive ? `beyond ${rule.value}` : String(rule.value);
}

function* multipleDelta(base: Branch, candidate: Branch): Generator<Found> {
  const covers = (some: readonly Rule<number>[], others: readonly Rule<number>[]) =>
    others.every(({ value }) => some.some((each) => isMultiple(each.value, value)));
  const steps = ({ integer, multiples }: Branch): Rule<number>[] =>
    integer === undefined ? multiples : [...multiples, { value: 1, at: integer.at }];
  const grew = !covers(steps(candidate), base.multiples);
  const shrank = !covers(steps(base), candidate.multiples);
  if (!grew && !shrank) return;
  const values = (branch: Branch): Json => branch.multiples.map(({ value }) => value);
  yield {
    facet: `multiple-of-${grew && shrank ? 'changed' : grew ? 'widened' : 'narrowed'}`,
    text: `it is ${multipleOf(candidate)}, before ${multipleOf(base)}`,
    grew: grew ? 'yes' : 'no',
    shrank: shrank ? 'yes' : 'no',
    gone: false,
    before: values(base),
    after: values(candidate),
    base: base.multiples[0]?.at ?? base.at,
    candidate: candidate.multiples[0]?.at ?? candidate.at,
  };
}

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

function multipleOf({ multiples }: Branch): string {
  if (multiples.length === 0) return 'any number';
  return `a multiple of ${multiples.map(({ value }) => value).join(' and of ')}`;
}

function words(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(' and ');
}

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

/** Formats all of whose texts (or numbers) another format has as well. */
const INSIDE: Record<string, string> = {
  int32: 'int64',
  uri: 'uri-reference',
  iri: 'iri-reference',
  email: 'idn-email',
  hostname: 'idn-hostname',
};

function* formatDelta(base: Branch, candidate: Branch, languages: Languages): Generator<Found> {
  const before = base.formats.map(({ value }) => value);
  const after = candidate.formats.map(({ value }) => value);
  const inside = (branch: Branch, others: readonly string[]) =>
    others.every(
      (each) =>
        branch.formats.some(({ value: own }) => own === each || INSIDE[own] === each) ||
        isOfContent(each, branch) ||
        isSpeltOut(each, branch, languages) ||
        isBounded(each, branch),
    );
  const grew = !inside(candidate, before);
  const shrank = !inside(base, after);
  if (!grew && !shrank) return;
  yield {
    facet: before.length === 0 ? 'format-added' : after.length === 0 ? 'format-removed' : 'format-changed',
    text: `its format is ${words(after)}, before ${words(before)}`,
    grew: grew ? 'yes' : 'no',
    shrank: shrank ? 'yes' : 'no',
    gone: false,
    before: before.join(' and ') || null,
    after: after.join(' and ') || null,
    base: base.formats[0]?.at ?? base.at,
    candidate: candidate.formats[0]?.at ?? candidate.at,
  };
}

/**
 * Whether a format is a media type that the texts of a branch keep to: what nobody says of the content of a text tells
 * nothing of it.
 */
function isOfContent(format: string, { formats }: Branch): boolean {
  if (!format.includes('/')) return false;
  const own = formats.filter(({ value }) => value.includes('/'));
  const [group] = format.split('/');
  return (
    own.length === 0 || (format === `${group}/*` && own.some(({ value }) => value.startsWith(`${group}/`)))
  );
}

/** Whether the bounds of a branch say all that a format of numbers says. */
function isBounded(format: string, { type, minimum, maximum }: Branch): boolean {
  const limits = NUMBER_LIMITS[format];
  if (limits === undefined || type !== 'number' || minimum === undefined || maximum === undefined)
    return false;
  return minimum.value >= limits.minimum && maximum.value <= limits.maximum;
}

/** Whether the patterns of a branch say all that a format says. */
function isSpeltOut(format: string, branch: Branch, languages: Languages): boolean {
  if (!EXACT_FORMATS.has(format) || branch.patterns.length === 0) return false;
  const formats = [{ value: format, at: '' }];
  return languages.wordOutside(branch, { ...freeBranch('string'), formats }) === 'none';
}

/** More values than before, or fewer. */
export function moved(how: 'wider' | 'narrower'): { grew: Certainty; shrank: Certainty } {
  return how === 'wider' ? { grew: 'yes', shrank: 'no' } : { grew: 'no', shrank: 'yes' };
}
