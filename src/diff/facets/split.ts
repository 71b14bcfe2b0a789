import { type Json, sameJson } from '../../json.ts';
import type { Branch } from '../space/space.ts';
import { type Delta, instancePointer, isSilent, isTwin, type Located } from './delta.ts';

/** What tells a condition that came or went from alternatives that did. */
interface Splitting {
  pair(before: Branch, after: Branch): readonly Located[];
  addsNothing(branch: Branch): boolean;
  losesNothing(branch: Branch): boolean;
}

/**
 * A condition that has come, such as `dependentRequired`, `if` or a `not` of several properties: objects of one
 * alternative have to be of one of several, each narrower in its own way. Or one that is gone, the other way about. It is
 * one cause, and none of the narrower alternatives by itself says it.
 *
 * @returns undefined where the alternatives differ in another way
 */
export function splitDeltas(
  olds: readonly Branch[],
  news: readonly Branch[],
  { pair, addsNothing, losesNothing }: Splitting,
): Located[] | undefined {
  if (olds.length === news.length || [...olds, ...news].some(({ type }) => type !== 'object'))
    return undefined;
  const comes = news.length > olds.length;
  const [whole, parts] = comes ? [olds, news] : [news, olds];
  const between = (one: Branch, part: Branch) => (comes ? pair(one, part) : pair(part, one));
  const isWithin = (part: Branch, one: Branch) =>
    between(one, part).every(
      (each) =>
        isSilent(each.delta) ||
        (isLeftOut(each) && each.delta.grew === 'maybe') ||
        ((comes ? each.delta.grew : each.delta.shrank) === 'no' && each.delta.breaks === undefined),
    );
  const changed = whole.filter((one) => !(comes ? losesNothing(one) : addsNothing(one)));
  if (changed.length === 0 || parts.some((part) => !whole.some((one) => isWithin(part, one))))
    return undefined;
  const found: Located[] = [];
  for (const one of changed) {
    const within = parts.filter((part) => isWithin(part, one));
    const split = within.length < 2 ? undefined : splitOf(one, within, between, comes);
    if (split === undefined) return undefined;
    found.push(...split.filter((each) => !found.some((other) => isTwin(each, other))));
  }
  return found;
}

function splitOf(
  one: Branch,
  parts: readonly Branch[],
  between: (one: Branch, part: Branch) => readonly Located[],
  comes: boolean,
): Located[] | undefined {
  const [first = [], ...others] = parts.map((part) => between(one, part));
  const common = first.filter((each) => others.every((list) => list.some((other) => isTwin(each, other))));
  const all = [first, ...others].map((list) =>
    list.filter((each) => !isSilent(each.delta) && !common.some((other) => isTwin(each, other))),
  );
  const own = all.map((list) => list.filter((each) => !isLeftOut(each)));
  if (own.some((list) => list.length === 0)) return undefined;
  const leftOut = all
    .flatMap((list) => list.filter(isLeftOut))
    .map((each) => (comes ? inSomeOnly(each) : each));
  const deltas = own.flatMap((list) => list.map(({ delta }) => delta));
  // Values that are listed one by one, each in an alternative of its own, are a list of values.
  const places = new Set(own.flatMap((list) => list.map(instancePointer)));
  if (places.size === 1 && deltas.every(({ facet }) => facet.startsWith('enum-'))) return undefined;
  // What is asked for stands with the condition, more often than the values that it is asked for.
  const place = deltas.find(({ facet }) => facet.startsWith('property-became-')) ?? deltas[0];
  const delta: Delta = {
    facet: 'condition-changed',
    text: sentence(own, comes),
    grew: comes ? 'no' : 'maybe',
    shrank: comes ? 'maybe' : 'no',
    gone: false,
    ...(comes ? { after: shown(own) } : { before: shown(own) }),
    base: (comes ? one.at : place?.base) ?? one.at,
    candidate: (comes ? place?.candidate : one.at) ?? one.at,
    baseBranches: comes ? [one] : parts,
    candidateBranches: comes ? parts : [one],
  };
  const told = leftOut.filter((each, index) => leftOut.findIndex((other) => isTwin(each, other)) === index);
  return [...common, { delta, steps: [] }, ...told];
}

/** Whether it is of a property that is not documented any more, though it may be there. */
function isLeftOut({ delta: { facet, grew }, steps }: Located): boolean {
  return facet === 'property-removed' && grew !== 'no' && steps.length === 0;
}

function inSomeOnly(located: Located): Located {
  return { ...located, delta: { ...located.delta, text: 'it is now documented in some alternatives only' } };
}

function shown(own: readonly (readonly Located[])[]): Json {
  return own.map((list) => list.map(said).join('; '));
}

function said(located: Located): string {
  const at = instancePointer(located);
  const { text, grew } = located.delta;
  if (isForbidding(located.delta)) return `${at} ${grew === 'no' ? 'may not' : 'may again'} be there`;
  if (at === '') return text;
  return text.startsWith('it ') ? `${at} ${text.slice(3)}` : `${at}: ${text}`;
}

/** Says what the narrower alternatives have in common: what must not be together, or what asks for something else. */
function sentence(all: readonly (readonly Located[])[], comes: boolean): string {
  const own = all.filter((list, index) => !isCovered(list, index, all));
  const single = own.map((list) => (list.length === 1 ? list[0] : undefined));
  const names = single.map((each) => (each === undefined ? '' : instancePointer(each)));
  if (single.every((each) => each !== undefined && isForbidding(each.delta))) {
    return `${names.join(' and ')} may ${comes ? 'no longer' : 'now'} be there together`;
  }
  if (single.every((each) => each?.delta.facet.startsWith('property-became-'))) {
    const list = names.join(' or ');
    return comes ? `${list} has to be there now` : `neither ${names.join(' nor ')} has to be there any more`;
  }
  const cases = own.map((list) => caseOutside(list));
  const rest = own.filter((_, index) => cases[index] === undefined);
  const [asked, another] = rest;
  if (asked !== undefined && another === undefined) {
    const where = cases.filter((each) => each !== undefined);
    const exact = where.filter(
      ({ at, value }) =>
        value !== undefined || !where.some((other) => other.at === at && other.value !== undefined),
    );
    const words = exact.map(({ at, value }) =>
      value === undefined ? `${at} is there` : `${at} is ${value}`,
    );
    // That it is one of those values is what the words before say.
    const isSaid = (each: Located) =>
      exact.some(
        ({ at, value }) =>
          at === instancePointer(each) && value === shownValues(listedIn(each.delta, comes).part),
      );
    const more = asked.filter((each) => !isSaid(each));
    return `where ${[...new Set(words)].join(' and ')}, ${more.map(said).join(', and ')}`;
  }
  const byValue = sentenceByValue(own, comes);
  if (byValue !== undefined) return byValue;
  const each = own.map((list) => `(${list.map(said).join('; ')})`).join(' or ');
  return comes
    ? `it has to keep to one of these now: ${each}`
    : `it need no longer keep to one of these: ${each}`;
}

/** Whether an alternative asks for all that another asks for, and so is one of its cases. */
function isCovered(list: readonly Located[], index: number, all: readonly (readonly Located[])[]): boolean {
  return all.some(
    (other, at) =>
      at !== index &&
      (other.length < list.length || (other.length === list.length && at < index)) &&
      other.every((each) => list.some((one) => isTwin(one, each))),
  );
}

/** Says what holds for each value of a property, where the alternatives are told apart by it. */
function sentenceByValue(own: readonly (readonly Located[])[], comes: boolean): string | undefined {
  const listing = own.map((list) => list.filter(({ delta }) => isListing(delta)));
  const [first] = listing[0] ?? [];
  if (first === undefined) return undefined;
  const at = instancePointer(first);
  if (listing.some((list) => list.length !== 1 || list[0] === undefined || instancePointer(list[0]) !== at)) {
    return undefined;
  }
  const listed = listing.flatMap(([each]) => each ?? []).map(({ delta }) => listedIn(delta, comes));
  const cases = own.flatMap((list, index) => {
    const asked = list.filter(({ delta }) => !isListing(delta));
    const values = shownValues(listed[index]?.part ?? []);
    return asked.length === 0 ? [] : [`where ${at} is ${values}, ${asked.map(said).join(', and ')}`];
  });
  if (cases.length === 0) return undefined;
  const inParts = listed.flatMap(({ part }) => part);
  const rest = listed[0]?.whole?.filter((value) => !has(inParts, value));
  const others =
    rest === undefined
      ? [`${at} ${comes ? 'now has' : 'no longer has'} to be ${shownValues(inParts)}`]
      : rest.length === 0
        ? []
        : [`${at} may ${comes ? 'no longer' : 'now'} be ${shownValues(rest)}`];
  return [...others, ...cases].join('; ');
}

/** The values that an alternative lists, and those that the whole lists, where it lists any. */
function listedIn({ before, after }: Delta, comes: boolean): { part: Json[]; whole: Json[] | undefined } {
  const [whole, part] = comes ? [before, after] : [after, before];
  return { part: Array.isArray(part) ? part : [], whole: Array.isArray(whole) ? whole : undefined };
}

function isListing({ facet }: Delta): boolean {
  return /^enum-(value-|added|removed)/.test(facet);
}

function shownValues(values: readonly Json[]): string {
  return values.map((value) => JSON.stringify(value)).join(' or ');
}

/** What an object has that is not of an alternative, where that is all that it takes. */
function caseOutside(list: readonly Located[]): { at: string; value?: string } | undefined {
  const [first] = list;
  if (first === undefined) return undefined;
  const at = instancePointer(first);
  if (list.some((each) => instancePointer(each) !== at)) return undefined;
  if (list.length === 1 && isForbidding(first.delta)) return { at };
  const listed = list.filter(({ delta }) => !delta.facet.startsWith('property-became-'));
  const [only, more] = listed;
  if (only === undefined || more !== undefined) return undefined;
  const { before, after, facet } = only.delta;
  const others = facet === 'enum-added' ? after : facet === 'enum-removed' ? before : undefined;
  if (Array.isArray(others)) {
    return { at, value: `other than ${shownValues(others)}` };
  }
  const lists = /^(enum-value|exclusion)-/.test(only.delta.facet);
  if (!lists || !Array.isArray(before) || !Array.isArray(after)) return undefined;
  const values = [...before, ...after].filter((value) => !(has(before, value) && has(after, value)));
  return { at, value: shownValues(values) };
}

function has(list: readonly Json[], value: Json): boolean {
  return list.some((each) => sameJson(each, value));
}

/** Whether a property may not be there at all, on one of the two sides. */
function isForbidding({ facet, name, grew, shrank }: Delta): boolean {
  if (name === undefined) return false;
  return (
    facet.startsWith('additional-properties-') ||
    (facet === 'property-removed' && shrank === 'yes') ||
    (facet === 'property-added' && grew === 'yes')
  );
}
