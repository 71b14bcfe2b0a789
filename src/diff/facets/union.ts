import type { Document } from '../../document/document.ts';
import { nodeAt } from '../../document/node.ts';
import { sameJson } from '../../json.ts';
import { casesOf } from '../space/cases.ts';
import { ruleFor } from '../space/intersect.ts';
import type { Branch, Spaces } from '../space/space.ts';
import { disjoint, listedIn } from '../space/union.ts';
import { type Delta, isSilent, isTwin, type Located } from './delta.ts';
import { splitDeltas } from './split.ts';

/** What compares two alternatives, and reads the schemas of both documents. */
interface Pairing {
  pair(before: Branch, after: Branch): readonly Located[];
  base: Spaces;
  candidate: Spaces;
}

/** Whether a branch is covered by another. */
type Holds = (branch: Branch, by: Branch) => boolean;

/** By how many properties one after the other a branch is taken apart, to be covered part by part. */
const CASES = 3;
/** Unions of more branches are not taken apart. */
const TOLD_APART = 16;

/** What differs between several alternatives of one type: which are equal, which have become another, which came or went. */
export function unionDeltas(
  olds: readonly Branch[],
  news: readonly Branch[],
  { pair, base, candidate }: Pairing,
): readonly Located[] {
  const isEqual = (one: Branch, other: Branch) => pair(one, other).length === 0;
  const isSame = (one: Branch, other: Branch) => pair(one, other).every(({ delta }) => isSilent(delta));
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
      paired.push(...pair(twin, branch));
      return false;
    });
  }
  const covered = (branch: Branch, by: readonly Branch[], own: Spaces, holds: Holds, depth = 0): boolean =>
    by.some((each) => holds(branch, each)) ||
    (depth < CASES &&
      olds.length + news.length <= TOLD_APART &&
      (casesOf(branch, by, own)?.every((part) => covered(part, by, own, holds, depth + 1)) ?? false));
  const losesNothing = (branch: Branch) =>
    covered(branch, news, base, (part, fresh) =>
      pair(part, fresh).every(({ delta }) => delta.shrank === 'no'),
    );
  // What one of several alternatives has no more still comes where all that came does, and another one has it.
  const isInAnother = ({ delta: { name }, steps }: Located) =>
    name !== undefined && steps.length === 0 && news.some(({ properties }) => properties.has(name));
  const addsNothing = (branch: Branch) =>
    covered(branch, olds, candidate, (part, old) =>
      pair(old, part).every(
        (each) => each.delta.grew === 'no' && (!each.delta.gone || (isInAnother(each) && losesNothing(old))),
      ),
    );
  const split = splitDeltas(leftOld, leftNew, { pair, addsNothing, losesNothing });
  if (split !== undefined) return [...paired, ...split];
  // A component that is new must not take the place of one that is still there.
  const isThere = (branch: Branch) => leftOld.some((each) => nameOf(each) === nameOf(branch));
  const [standing, come] = [leftNew.filter(isThere), leftNew.filter((branch) => !isThere(branch))];
  // One that has become several: what is said of one of them need not be true of the others.
  const isOfOne = (each: Located, old: Branch, branch: Branch) =>
    olds.length === 1 &&
    news.some((other) => other !== branch && !pair(old, other).some((twin) => isTwin(each, twin)));
  for (const branch of [...standing, ...come]) {
    const match = closest(branch, leftOld, (one, other) => pair(one, other).length);
    if (match === undefined) continue;
    leftOld.splice(leftOld.indexOf(match), 1);
    leftNew.splice(leftNew.indexOf(branch), 1);
    const grows = !addsNothing(branch);
    const shrinks = !losesNothing(match);
    for (const each of pair(match, branch)) {
      const known = isKnownElsewhere(each, olds, base) ? inOtherCompany(each.delta) : each.delta;
      const delta = isOfOne(each, match, branch) ? inOneOf(known, news.length) : known;
      const grew = grows ? delta.grew : 'no';
      const shrank = shrinks ? delta.shrank : 'no';
      const silenced = grew === 'no' && shrank === 'no' && !isSilent(delta) && (!delta.gone || !grows);
      if (!silenced) paired.push({ ...each, delta: { ...delta, grew, shrank } });
    }
  }
  const alone = [
    ...leftOld
      .filter((branch) => !losesNothing(branch))
      .map((branch) => alternative(branch, undefined, after(news), base.document)),
    ...leftNew
      .filter((branch) => !addsNothing(branch))
      .map((branch) => alternative(undefined, branch, after(olds), candidate.document)),
  ];
  return [...paired, ...alone.map((delta) => ({ delta, steps: [] }))];
}

function after(branches: readonly Branch[]): string {
  return branches[0]?.at ?? '';
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

function inOneOf(delta: Delta, count: number): Delta {
  return { ...delta, text: `${delta.text}, in one of ${count} alternatives` };
}

function inOtherCompany(delta: Delta): Delta {
  return { ...delta, facet: 'condition-changed', text: `${delta.text}, which other rules kept out` };
}

function alternative(
  before: Branch | undefined,
  fresh: Branch | undefined,
  elsewhere: string,
  document: Document,
): Delta {
  const branch = before ?? fresh;
  const own = branch === undefined ? undefined : standsAt(branch);
  const shown = own === undefined ? undefined : nodeAt(document, own).value;
  return {
    facet: before === undefined ? 'alternative-added' : 'alternative-removed',
    text:
      before === undefined
        ? `there is one more alternative (${nameOf(branch)})`
        : `an alternative is gone (${nameOf(branch)})`,
    grew: before === undefined ? 'yes' : 'no',
    shrank: before === undefined ? 'no' : 'yes',
    gone: false,
    ...(shown === undefined ? {} : before === undefined ? { after: shown } : { before: shown }),
    base: before === undefined ? elsewhere : (own ?? before.at),
    candidate: fresh === undefined ? elsewhere : (own ?? fresh.at),
    baseBranches: before === undefined ? [] : [before],
    candidateBranches: fresh === undefined ? [] : [fresh],
  };
}

/** Where an alternative that stands within what is common to all of them says its own, if one can tell. */
function standsAt({ at, required, properties }: Branch): string | undefined {
  const places = [...required.values(), ...[...properties.values()].map((property) => property.at)];
  const within = places.flatMap((place) =>
    place.startsWith(`${at}/`) ? (/^\/(anyOf|oneOf)\/\d+(?=\/)/.exec(place.slice(at.length))?.[0] ?? []) : [],
  );
  const [first] = within;
  return first !== undefined && within.every((each) => each === first) ? `${at}${first}` : undefined;
}

function nameOf(branch: Branch | undefined): string {
  if (branch === undefined) return '';
  if (branch.name !== undefined) return branch.name;
  const [, name] = /^\/components\/schemas\/([^/]+)$/.exec(branch.at) ?? [];
  return name ?? branch.type;
}

/** Of several branches the one that a branch most likely was: by the value that tells it apart, its name, its likeness. */
function closest(
  branch: Branch,
  among: readonly Branch[],
  distance: (one: Branch, other: Branch) => number,
): Branch | undefined {
  const scored = among
    .filter(
      (each) => !disjoint(each, branch) || sharesDiscriminator(each, branch) || isNamesake(each, branch),
    )
    .map((each) => ({ each, isNamed: nameOf(each) === nameOf(branch), score: distance(each, branch) }))
    // However much changes within a component, it is still that one: in trees it holds all that changes below it.
    .sort((a, b) => Number(b.isNamed) - Number(a.isNamed) || a.score - b.score);
  const [best] = scored;
  if (best === undefined) return undefined;
  const names = new Set([...best.each.properties.keys(), ...branch.properties.keys()]);
  const shared = [...names].filter((name) => best.each.properties.has(name) && branch.properties.has(name));
  const alike =
    branch.type !== 'object' || (best.isNamed && best.score < 100) || shared.length * 2 >= names.size;
  return alike ? best.each : undefined;
}

/** A component that is an alternative on both sides stays that one, though it is told apart by another value. */
function isNamesake(one: Branch, other: Branch): boolean {
  return one.name !== undefined && one.name === other.name;
}

function sharesDiscriminator(one: Branch, other: Branch): boolean {
  return [...one.properties.keys()].some((name) => {
    const values = listedIn(one, name);
    const others = listedIn(other, name);
    return values !== undefined && others !== undefined && values.some((value) => others.includes(value));
  });
}
