import type { Json } from '../../json.ts';
import { isMultiple } from '../space/fits.ts';
import { NO_LANGUAGES } from '../space/language.ts';
import { limitsOf } from '../space/number-formats.ts';
import type { Bound, Branch, Rule } from '../space/space.ts';
import { type Found, moved } from './delta.ts';
import { formatDelta } from './format.ts';

type Limit = Pick<Bound, 'value' | 'exclusive'>;

/** What differs between two number branches. */
export function* numberDeltas(base: Branch, candidate: Branch): Generator<Found> {
  const [any, whole] = base.integer === undefined ? [base, candidate] : [candidate, base];
  const isToldApart = any.integer === undefined && whole.integer !== undefined;
  // A number of so many bits is a whole one anyway.
  if (isToldApart && limitsOf(any.formats).length === 0 && !isOfMultiples(base, candidate)) {
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
  if (!isToldApart || any.formats.length > 0) yield* formatDelta(base, candidate, NO_LANGUAGES);
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
  const widens = (old: Limit | undefined, now: Limit | undefined) =>
    now === undefined ||
    (old !== undefined && (isWider(now.value, old.value) || (now.value === old.value && old.exclusive)));
  const wider = widens(before, after);
  // A bound that comes where a format goes, or the other way about, may be no bound by itself: the format is told of.
  if (wider !== widens(was, is)) return;
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

/** Whether only a multiple makes numbers whole, on the side where they are: it is told of by itself. */
function isOfMultiples(base: Branch, candidate: Branch): boolean {
  const { integer, multiples } = base.integer === undefined ? candidate : base;
  return multiples.some(({ at }) => at === integer?.at);
}

/** A bound, or that of a number's format. */
function boundOf(branch: Branch, word: 'minimum' | 'maximum'): Limit | undefined {
  const isTighter = (one: number, other: number) => (word === 'minimum' ? one > other : one < other);
  return limitsOf(branch.formats).reduce<Limit | undefined>((own, { [word]: value }) => {
    return own === undefined || isTighter(value, own.value) ? { value, exclusive: false } : own;
  }, branch[word]);
}

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

function multipleOf({ multiples }: Branch): string {
  if (multiples.length === 0) return 'any number';
  return `a multiple of ${multiples.map(({ value }) => value).join(' and of ')}`;
}
