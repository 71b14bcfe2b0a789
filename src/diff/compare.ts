import type { Direction } from '../document/json-schema.ts';
import type { Node } from '../document/node.ts';
import { sameJson } from '../json.ts';
import { casesOf } from './cases.ts';
import { collectionDeltas } from './collection-facets.ts';
import type { Delta, Located, Step } from './delta.ts';
import { docsDeltas } from './docs-facets.ts';
import { intersect, ruleFor } from './intersect.ts';
import type { Languages } from './language.ts';
import type { SameText } from './same-text.ts';
import { exclusionDelta, listDeltas, numberDeltas, stringDeltas } from './scalar-facets.ts';
import {
  type Branch,
  type Condition,
  type Conjunction,
  isFree,
  SPACE_TYPES,
  type Space,
  type Spaces,
  type SpaceType,
} from './space.ts';
import { disjoint, listedIn } from './union.ts';

/** Compares schemas of two documents, by the values that they accept, for one direction. */
export interface Comparison {
  base: Spaces;
  candidate: Spaces;
  direction: Direction;
  /**
   * What differs between two schemas: one delta for each cause, with the way to it. Empty when both accept the same
   * values and say the same of them.
   *
   * @param wire true for a value that travels as text, as in a header: `5` is then a text as well
   */
  of(base: Conjunction, candidate: Conjunction, wire?: boolean): readonly Located[];
}

export interface ComparisonParts {
  base: Spaces;
  candidate: Spaces;
  languages: Languages;
  sameText: SameText;
}

const NONE: readonly Located[] = [];

/** Whether a branch is covered by another. */
type Holds = (branch: Branch, by: Branch) => boolean;

/** By how many properties one after the other a branch is taken apart, to be covered part by part. */
const CASES = 3;
/** Unions of more branches are not taken apart. */
const TOLD_APART = 16;

/** Makes a comparison; every pair of schemas is compared once. */
export function createComparison({ base, candidate, languages, sameText }: ComparisonParts): Comparison {
  const known = new Map<string, readonly Located[]>();
  const pairs = new Map<Branch, Map<Branch, readonly Located[]>>();

  const of = (before: Conjunction, after: Conjunction, wire = false): readonly Located[] => {
    const key = `${before.key}\n${after.key}\n${wire}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    // A recursion comes back to what is being compared: it is the same as far as nothing else shows.
    known.set(key, NONE);
    const result = isSameText(before, after, sameText)
      ? NONE
      : distinct([
          ...spaces(base.of(before), candidate.of(after), wire),
          ...[...docsDeltas(before, after)].map((delta) => ({ delta, steps: [] })),
        ]);
    known.set(key, result);
    return result;
  };

  const spaces = (before: Space, after: Space, wire: boolean): Located[] => {
    const found: Located[] = [];
    const gone: Branch[] = [];
    const added: Branch[] = [];
    for (const type of SPACE_TYPES) {
      const olds = before.branches.filter((branch) => branch.type === type);
      const news = after.branches.filter((branch) => branch.type === type);
      if (olds.length > 0 && news.length > 0) found.push(...unions(olds, news, wire));
      else if (olds.length > 0 && !(wire && isReadAsText(type, after))) gone.push(...olds);
      else if (news.length > 0 && !(wire && isReadAsText(type, before))) added.push(...news);
    }
    found.push(...typeDeltas(before, after, gone, added).map((delta) => ({ delta, steps: [] })));
    const otherwiseSame = found.every(({ delta }) => isSilent(delta));
    const overlaps = [before, after].filter(({ exclusive }) => exclusive !== undefined).length;
    if (overlaps > 0) {
      found.push({ delta: combination(before, after, otherwiseSame && overlaps === 1), steps: [] });
    }
    return found;
  };

  const branchPair = (before: Branch, after: Branch, wire: boolean): readonly Located[] => {
    const row = pairs.get(before) ?? new Map<Branch, readonly Located[]>();
    pairs.set(before, row);
    const found = row.get(after);
    if (found !== undefined) return found;
    row.set(after, NONE);
    const result = distinct(facets(before, after, wire));
    row.set(after, result);
    return result;
  };

  const facets = (before: Branch, after: Branch, wire: boolean): Located[] => {
    const both = { baseBranches: [before], candidateBranches: [after] };
    const own = [...scalars(before, after, languages), ...conditions(before, after)].map((delta) => ({
      delta: { ...delta, ...both },
      steps: [],
    }));
    if (before.type !== 'object' && before.type !== 'array') return own;
    const inside = (
      step: Omit<Step, 'base' | 'candidate'>,
      one: Conjunction,
      other: Conjunction,
    ): Located[] =>
      of(one, other, wire).map(({ delta, steps }) => ({
        delta,
        steps: [{ ...step, base: before, candidate: after }, ...steps],
      }));
    return [...own, ...collectionDeltas(before, after, inside, languages)];
  };

  const unions = (olds: readonly Branch[], news: readonly Branch[], wire: boolean): readonly Located[] => {
    const [old, another] = olds;
    const [fresh, more] = news;
    if (old === undefined || fresh === undefined) return NONE;
    if (another === undefined && more === undefined) return branchPair(old, fresh, wire);
    const isEqual = (one: Branch, other: Branch) => branchPair(one, other, wire).length === 0;
    const isSame = (one: Branch, other: Branch) =>
      branchPair(one, other, wire).every(({ delta }) => isSilent(delta));
    const leftOld = [...olds];
    let leftNew = [...news];
    const paired: Located[] = [];
    // What is equal goes first: a branch that takes the same values in other words may be the equal of a later one.
    for (const isTwin of [isEqual, isSame]) {
      leftNew = leftNew.filter((branch) => {
        const named = leftOld.find((each) => nameOf(each) === nameOf(branch));
        const twin =
          named !== undefined && isTwin(named, branch) ? named : leftOld.find((each) => isTwin(each, branch));
        if (twin === undefined) return true;
        leftOld.splice(leftOld.indexOf(twin), 1);
        paired.push(...branchPair(twin, branch, wire));
        return false;
      });
    }
    const covered = (branch: Branch, by: readonly Branch[], own: Spaces, holds: Holds, depth = 0): boolean =>
      by.some((each) => holds(branch, each)) ||
      (depth < CASES &&
        olds.length + news.length <= TOLD_APART &&
        (casesOf(branch, by, own)?.every((part) => covered(part, by, own, holds, depth + 1)) ?? false));
    const addsNothing = (branch: Branch) =>
      covered(branch, olds, candidate, (part, old) =>
        branchPair(old, part, wire).every(({ delta }) => delta.grew === 'no' && !delta.gone),
      );
    const losesNothing = (branch: Branch) =>
      covered(branch, news, base, (part, fresh) =>
        branchPair(part, fresh, wire).every(({ delta }) => delta.shrank === 'no'),
      );
    for (const branch of [...leftNew]) {
      const match = closest(branch, leftOld, (one, other) => branchPair(one, other, wire).length);
      if (match === undefined) continue;
      leftOld.splice(leftOld.indexOf(match), 1);
      leftNew.splice(leftNew.indexOf(branch), 1);
      const grows = !addsNothing(branch);
      const shrinks = !losesNothing(match);
      for (const { delta: own, steps } of branchPair(match, branch, wire)) {
        const delta = isKnownElsewhere({ delta: own, steps }, olds, base) ? inOtherCompany(own) : own;
        const grew = grows ? delta.grew : 'no';
        const shrank = shrinks ? delta.shrank : 'no';
        const silenced = grew === 'no' && shrank === 'no' && !isSilent(delta) && (!delta.gone || !grows);
        if (!silenced) paired.push({ delta: { ...delta, grew, shrank }, steps });
      }
    }
    const alone = [
      ...leftOld
        .filter((branch) => !losesNothing(branch))
        .map((branch) => alternative(branch, undefined, after(news))),
      ...leftNew
        .filter((branch) => !addsNothing(branch))
        .map((branch) => alternative(undefined, branch, after(olds))),
    ];
    return [...paired, ...alone.map((delta) => ({ delta, steps: [] }))];
  };

  return { base, candidate, direction: base.direction, of };
}

function after(branches: readonly Branch[]): string {
  return branches[0]?.at ?? '';
}

/** True for a delta that says nothing of the values. */
function isSilent({ grew, shrank, gone, onlyIfProven }: Delta): boolean {
  return onlyIfProven === true || (grew === 'no' && shrank === 'no' && !gone);
}

function isSameText(before: Conjunction, after: Conjunction, sameText: SameText): boolean {
  if (before.nodes.length !== after.nodes.length) return false;
  return before.nodes.every((node: Node, index) => {
    const other = after.nodes[index];
    return other !== undefined && sameText(node, other);
  });
}

/** The same cause is reached once, by the first way to it. */
function distinct(found: readonly Located[]): readonly Located[] {
  if (found.length === 0) return NONE;
  const seen = new Set<Delta>();
  return found.filter(({ delta }) => !seen.has(delta) && seen.add(delta));
}

function* scalars(
  before: Branch,
  after: Branch,
  languages: Languages,
): Generator<Omit<Delta, 'baseBranches' | 'candidateBranches'>> {
  if (before.values !== undefined || after.values !== undefined) {
    yield* listDeltas(before, after, languages);
    return;
  }
  yield* exclusionDelta(before, after);
  if (before.type === 'number') {
    yield* numberDeltas(before, after);
  } else if (before.type === 'string') {
    yield* stringDeltas(before, after, languages);
  }
}

/** Rules that are not taken apart: where their texts differ, only a witness tells what follows. */
function* conditions(
  before: Branch,
  after: Branch,
): Generator<Omit<Delta, 'baseBranches' | 'candidateBranches'>> {
  const gone = before.conditions.filter((each) => !isImplied(each, after.conditions));
  const added = after.conditions.filter((each) => !isImplied(each, before.conditions));
  if (gone.length === 0 && added.length === 0) return;
  const shown = (list: typeof gone) => list.map(({ text }) => text).join(' and ') || null;
  yield {
    facet: 'condition-changed',
    text: 'a condition on it (such as not, if or dependentRequired) is another',
    grew: gone.length > 0 ? 'maybe' : 'no',
    shrank: added.length > 0 ? 'maybe' : 'no',
    gone: false,
    before: shown(gone),
    after: shown(added),
    base: gone[0]?.at ?? before.at,
    candidate: added[0]?.at ?? after.at,
  };
}

/**
 * Whether values that an alternative has now could come before, as values of another alternative: they are not new by
 * themselves, but in the company of what else comes with them.
 */
function isKnownElsewhere({ delta, steps }: Located, olds: readonly Branch[], base: Spaces): boolean {
  const [step, more] = steps;
  if (delta.facet !== 'enum-value-added' || step?.into !== 'property' || more !== undefined) return false;
  const { before, after } = delta;
  if (!Array.isArray(before) || !Array.isArray(after)) return false;
  return after
    .filter((value) => !before.some((each) => sameJson(each, value)))
    .every((value) =>
      olds.some((old) =>
        base
          .of(ruleFor(old, step.key))
          .branches.some(({ values }) => values?.value.some((each) => sameJson(each, value))),
      ),
    );
}

function inOtherCompany(delta: Delta): Delta {
  return { ...delta, facet: 'condition-changed', text: `${delta.text}, which other rules kept out` };
}

/** Whether one of the conditions says the same, or asks for more entries of the same kind, or allows fewer. */
function isImplied({ text, count }: Condition, by: readonly Condition[]): boolean {
  const kind = text.slice(text.indexOf(' of '));
  return by.some((other) => {
    if (other.text === text) return true;
    if (count === undefined || other.count === undefined || !other.text.endsWith(kind)) return false;
    if (count.least !== undefined) return (other.count.least ?? 0) >= count.least;
    return (other.count.most ?? Infinity) <= (count.most ?? Infinity);
  });
}

/** A number or a truth value is read out of a text, so that whoever takes any text takes it as well. */
function isReadAsText(type: SpaceType, space: Space): boolean {
  if (type !== 'number' && type !== 'boolean' && type !== 'null') return false;
  return space.branches.some((branch) => branch.type === 'string' && isFree(branch));
}

function typeDeltas(before: Space, after: Space, gone: readonly Branch[], added: readonly Branch[]): Delta[] {
  if (gone.length === 0 && added.length === 0) return [];
  const isNull = ({ type }: Branch) => type === 'null';
  const nulls: Delta[] = [];
  const goneNull = gone.find(isNull);
  const addedNull = added.find(isNull);
  const rest = { gone: gone.filter((each) => !isNull(each)), added: added.filter((each) => !isNull(each)) };
  const onlyNulls = rest.gone.length === 0 && rest.added.length === 0;
  if (goneNull !== undefined && (onlyNulls || rest.gone.length === 0)) {
    nulls.push({
      facet: 'became-not-nullable',
      text: 'null is no longer allowed',
      grew: 'no',
      shrank: 'yes',
      gone: false,
      base: goneNull.at,
      candidate: after.branches[0]?.at ?? goneNull.at,
      baseBranches: [goneNull],
      candidateBranches: [],
    });
  }
  if (addedNull !== undefined && (onlyNulls || rest.added.length === 0)) {
    nulls.push({
      facet: 'became-nullable',
      text: 'null is now allowed',
      grew: 'yes',
      shrank: 'no',
      gone: false,
      base: before.branches[0]?.at ?? addedNull.at,
      candidate: addedNull.at,
      baseBranches: [],
      candidateBranches: [addedNull],
    });
  }
  if (onlyNulls) return nulls;
  const olds = nulls.length > 0 ? rest.gone : gone;
  const news = nulls.length > 0 ? rest.added : added;
  const types = (space: Space) => [...new Set(space.branches.map(typeName))];
  return [
    ...nulls,
    {
      facet:
        olds.length > 0 && news.length > 0
          ? 'type-changed'
          : olds.length > 0
            ? 'type-narrowed'
            : 'type-widened',
      text: `its type is ${shownTypes(types(after))}, before ${shownTypes(types(before))}`,
      grew: news.length > 0 ? 'yes' : 'no',
      shrank: olds.length > 0 ? 'yes' : 'no',
      gone: false,
      before: types(before),
      after: types(after),
      base: before.branches[0]?.at ?? '',
      candidate: after.branches[0]?.at ?? '',
      baseBranches: olds,
      candidateBranches: news,
    },
  ];
}

function typeName({ type, integer }: Branch): string {
  return integer === undefined ? type : 'integer';
}

function shownTypes(types: readonly string[]): string {
  if (types.length === 0) return 'none at all';
  return types.length === SPACE_TYPES.length ? 'any' : types.join(' or ');
}

/** What `oneOf` refuses because it is of two alternatives at once, no single alternative tells. */
function combination(before: Space, after: Space, isAll: boolean): Delta {
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

function alternative(before: Branch | undefined, fresh: Branch | undefined, elsewhere: string): Delta {
  const branch = before ?? fresh;
  return {
    facet: before === undefined ? 'alternative-added' : 'alternative-removed',
    text:
      before === undefined
        ? `there is one more alternative (${nameOf(branch)})`
        : `an alternative is gone (${nameOf(branch)})`,
    grew: before === undefined ? 'yes' : 'no',
    shrank: before === undefined ? 'no' : 'yes',
    gone: false,
    base: before?.at ?? elsewhere,
    candidate: fresh?.at ?? elsewhere,
    baseBranches: before === undefined ? [] : [before],
    candidateBranches: fresh === undefined ? [] : [fresh],
  };
}

function nameOf(branch: Branch | undefined): string {
  if (branch === undefined) return '';
  const [, name] = /^\/components\/schemas\/([^/]+)$/.exec(branch.at) ?? [];
  return name ?? branch.type;
}

/** Of several branches the one that a branch most likely was: by the value that tells it apart, its name, its likeness. */
function closest(
  branch: Branch,
  among: readonly Branch[],
  distance: (one: Branch, other: Branch) => number,
): Branch | undefined {
  if (among.length === 0) return undefined;
  const scored = among
    .filter((each) => !disjoint(each, branch) || sharesDiscriminator(each, branch))
    .map((each) => ({ each, score: distance(each, branch) - (nameOf(each) === nameOf(branch) ? 100 : 0) }))
    .sort((a, b) => a.score - b.score);
  const [best] = scored;
  if (best === undefined) return undefined;
  const names = new Set([...best.each.properties.keys(), ...branch.properties.keys()]);
  const shared = [...names].filter((name) => best.each.properties.has(name) && branch.properties.has(name));
  const alike = branch.type !== 'object' || best.score < 0 || shared.length * 2 >= names.size;
  return alike ? best.each : undefined;
}

function sharesDiscriminator(one: Branch, other: Branch): boolean {
  return [...one.properties.keys()].some((name) => {
    const values = listedIn(one, name);
    const others = listedIn(other, name);
    return values !== undefined && others !== undefined && values.some((value) => others.includes(value));
  });
}
