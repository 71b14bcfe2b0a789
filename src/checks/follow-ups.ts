import { inEachEntry } from '../document/pointer.ts';
import { explains, rankOf } from './explains.ts';
import { type MannersOf, mannersOf } from './manner.ts';
import { familyOf } from './probe-family.ts';
import { placeOf, type Told } from './told.ts';

/** What was asked, by the answers that came. */
export interface Asked {
  /** How many answers of each status were due. */
  due: ReadonlyMap<string, number>;
  /** The statuses that came, whether due or not. */
  seen: ReadonlySet<string>;
  /** The ids of the probes. */
  ids: ReadonlySet<string>;
}

/** All errors that share a fingerprint. */
interface Group {
  fingerprint: string;
  first: Told;
  members: Told[];
  probes: Set<string>;
}

/**
 * Of each error that follows from another one, the fingerprint of that: what is wrong further out explains what is wrong
 * further in, one kind of difference is one fault in whatever answers it shows, and so are what an object lacks and what is
 * wrong with requests of one manner alone.
 *
 * An error follows only where it is explained in every answer in which it was seen, so that of two faults which happen to
 * meet in some answers both remain.
 *
 * @returns fingerprints of errors → that of the error which stands for them, which follows from none
 */
export function followUps(all: readonly Told[], asked: Asked): Map<string, string> {
  const groups = groupsOf(all.filter(({ finding }) => finding.severity === 'error'));
  const parents = new Map<string, string>();
  const byProbe = new Map<string, Told[]>();
  for (const told of groups.flatMap(({ members }) => members)) {
    const { probe } = told.finding;
    const others = byProbe.get(probe);
    if (others === undefined) byProbe.set(probe, [told]);
    else others.push(told);
  }
  for (const group of groups) {
    const explanation = explanationOf(group, byProbe);
    if (explanation !== undefined) parents.set(group.fingerprint, explanation);
  }
  const unsteady = new Set(
    groups.filter(isUnsteady).flatMap(({ fingerprint }) => parents.get(fingerprint) ?? []),
  );
  byTheMoment(groups, parents, asked.due);
  join(groups, parents, besides);
  join(
    groups,
    parents,
    elsewhere,
    (group, first) =>
      isAllOver(group, first, asked.due) ||
      [group, first].every(({ fingerprint }) => unsteady.has(fingerprint)),
  );
  join(groups, parents, givenBack, ({ probes }, first) => ![...probes].some((id) => first.probes.has(id)));
  letIn(groups, parents);
  unlooked(groups, parents, asked);
  const mannersOfId = mannersOf(asked.ids);
  const manners = new Map(groups.map((group) => [group, sharedManners(group, mannersOfId)]));
  join(
    groups,
    parents,
    (group) => (manners.get(group)?.size === 0 ? undefined : takenOrRefused(group)),
    (group, first) => areOneManner(manners.get(group), manners.get(first)),
  );
  return new Map([...parents.keys()].map((fingerprint) => [fingerprint, rootOf(fingerprint, parents)]));
}

function groupsOf(errors: readonly Told[]): Group[] {
  const groups = new Map<string, Group>();
  for (const told of errors) {
    const { fingerprint, probe } = told.finding;
    const group = groups.get(fingerprint);
    if (group === undefined)
      groups.set(fingerprint, { fingerprint, first: told, members: [told], probes: new Set([probe]) });
    else {
      group.members.push(told);
      group.probes.add(probe);
    }
  }
  return [...groups.values()];
}

function rootOf(fingerprint: string, parents: ReadonlyMap<string, string>): string {
  let root = fingerprint;
  for (let above = parents.get(root); above !== undefined; above = parents.get(root)) root = above;
  return root;
}

/** The error that explains most of a group, where each of it is explained by something in its own answer. */
function explanationOf(
  { members, fingerprint }: Group,
  byProbe: ReadonlyMap<string, readonly Told[]>,
): string | undefined {
  const explained = new Map<string, { times: number; rank: number }>();
  for (const told of members) {
    const why = (byProbe.get(told.finding.probe) ?? []).filter(
      (other) => other.finding.fingerprint !== fingerprint && explains(other, told),
    );
    if (why.length === 0 || told.finding.probe === '') return undefined;
    for (const [other, rank] of new Map(why.map((each) => [each.finding.fingerprint, rankOf(each)]))) {
      const times = explained.get(other)?.times ?? 0;
      explained.set(other, { times: times + 1, rank });
    }
  }
  const [most] = [...explained].sort(([, a], [, b]) => b.times - a.times || a.rank - b.rank);
  return most?.[0];
}

/** Lets groups follow from the largest one of the same key with which they are one, where they follow from nothing yet. */
function join(
  groups: readonly Group[],
  parents: Map<string, string>,
  keyOf: (group: Group) => string | undefined,
  isOne: (group: Group, first: Group) => boolean = () => true,
): void {
  const firsts = new Map<string, Group[]>();
  const open = groups.filter(({ fingerprint }) => !parents.has(fingerprint));
  for (const group of open.sort(bySize)) {
    const key = keyOf(group);
    if (key === undefined) continue;
    const known = firsts.get(key) ?? [];
    const first = known.find((each) => isOne(group, each));
    if (first === undefined) firsts.set(key, [...known, group]);
    else parents.set(group.fingerprint, first.fingerprint);
  }
}

/** The largest first; of equally large ones the same each night. */
function bySize(a: Group, b: Group): number {
  return b.probes.size - a.probes.size || a.first.finding.status.localeCompare(b.first.finding.status);
}

function isUnsteady({ first: { finding } }: Group): boolean {
  return finding.check === 'stable' && finding.kind === 'status';
}

/**
 * Where the very same request gets what is right now and a refusal then, it is the moment that decides, not what was asked:
 * the same refusal of other requests follows from that. So it does where other requests are right with another status, if
 * it came now and then to those too, or to a good part of them.
 *
 * To be let in at times follows from nothing: that it can happen at all is the graver thing.
 */
function byTheMoment(
  groups: readonly Group[],
  parents: Map<string, string>,
  asked: ReadonlyMap<string, number>,
): void {
  const refusals = (members: readonly Told[]): Set<number> =>
    new Set(members.map(({ finding }) => Number(finding.response?.actual)).filter((seen) => seen >= 300));
  const unsteady = groups
    .filter(isUnsteady)
    .map((group) => ({ group, seen: refusals(group.members.filter((told) => told.byTheMoment)) }));
  for (const group of groups.filter(({ first: { finding } }) => finding.check === 'status')) {
    const [status, ...others] = refusals(group.members);
    if (status === undefined || others.length > 0) continue;
    const leads = unsteady.flatMap((each) => (each.seen.has(status) ? each.group : [])).sort(bySize);
    const own = leads.find(({ first }) => first.finding.status === group.first.finding.status);
    const [root] = leads;
    if (root === undefined) continue;
    if (own === undefined && leads.length === 1 && !(isOften(group, asked) && isOften(root, asked))) continue;
    for (const { fingerprint } of [...leads, group])
      if (fingerprint === root.fingerprint) parents.delete(fingerprint);
      else parents.set(fingerprint, root.fingerprint);
  }
}

/** In the very same answers: all that an object lacks, one thing in each entry of a list, all that is not as in an example. */
function besides({ first: { finding }, probes }: Group): string | undefined {
  const { check, kind, status } = finding;
  if (finding.probe === '') return undefined;
  const place = inEachEntry(placeOf(finding));
  const parent = place.slice(0, Math.max(0, place.lastIndexOf('/')));
  const what = check === 'example' ? [check] : [check, kind, kind === 'required' ? parent : place];
  return [status, finding.response?.part ?? 'body', ...what, ...[...probes].sort()].join('\n');
}

/** Checks of what all answers have in common, whatever the document says of each. */
const OF_ALL_ANSWERS = new Set(['answer', 'gateway', 'status', 'media-type', 'json', 'in-time', 'leak']);

/** The same difference in answers of another status: what breaks the same line of the document, or what is of all answers. */
function elsewhere({ first: { finding, alike } }: Group): string | undefined {
  const { check, document, response } = finding;
  if (OF_ALL_ANSWERS.has(check))
    return check === 'media-type' ? `${alike}\n${String(response?.actual)}` : alike;
  return document === undefined ? undefined : `${alike}\n${document.pointer}`;
}

/** Of the answers of a status, one of so many has to be wrong for all of them to be called so. */
const ALL_OVER = 10;

/**
 * Two requests that crash a server are two faults, though both get 500: what is of all answers is one fault where a good
 * part of them has it, whatever was asked, or where the answer of the one status would have done for the other request.
 */
function isAllOver(group: Group, first: Group, asked: ReadonlyMap<string, number>): boolean {
  const { check, status } = first.first.finding;
  if (!OF_ALL_ANSWERS.has(check)) return true;
  return (
    group.members.every(({ due }) => due.includes(status)) || (isOften(group, asked) && isOften(first, asked))
  );
}

function isOften({ probes, first: { finding } }: Group, asked: ReadonlyMap<string, number>): boolean {
  return probes.size * ALL_OVER >= (asked.get(finding.status) ?? 0);
}

/** Another credential at the same place, never two in one answer: what was sent is given back, whichever it was. */
function givenBack({ first: { finding } }: Group): string | undefined {
  const { check, kind, status, response } = finding;
  if (check !== 'leak' || kind !== 'credential') return undefined;
  return [status, response?.part ?? 'body', placeOf(finding)].join('\n');
}

function ofStatus(groups: readonly Group[], kind: string): Group[] {
  return groups.filter(({ first: { finding } }) => finding.check === 'status' && finding.kind === kind);
}

/** Whoever is let in with what is wrong is also told what only those let in get to know, such as a conflict. */
function letIn(groups: readonly Group[], parents: Map<string, string>): void {
  const accepted = ofStatus(groups, 'accepted-forbidden').sort(bySize);
  for (const group of ofStatus(groups, 'not-expected')) {
    if (parents.has(group.fingerprint) || Number(group.first.finding.response?.actual) >= 500) continue;
    const families = new Set([...group.probes].map(familyOf));
    const causes = accepted.filter(({ probes }) => [...probes].some((id) => families.has(familyOf(id))));
    const explained = new Set(causes.flatMap(({ probes }) => [...probes].map(familyOf)));
    const [cause] = causes;
    if (cause !== undefined && [...families].every((each) => explained.has(each)))
      parents.set(group.fingerprint, cause.fingerprint);
  }
}

/** Some requests are refused for another reason, or told of a conflict, by a server that does not look either. */
const MOST = 0.8;

/**
 * Where a status never came, and most of the requests that it was due for were accepted, nobody looks at all: what was
 * accepted with nothing at all stands for the rest.
 */
function unlooked(groups: readonly Group[], parents: Map<string, string>, { due, seen }: Asked): void {
  const accepted = ofStatus(groups, 'accepted-forbidden');
  for (const status of new Set(accepted.map(({ first }) => first.finding.status))) {
    const all = accepted.filter(({ first }) => first.finding.status === status);
    const probes = new Set(all.flatMap((group) => [...group.probes]));
    if (seen.has(status) || probes.size < MOST * (due.get(status) ?? 0)) continue;
    const [first, ...rest] = all
      .filter(({ fingerprint }) => !parents.has(fingerprint))
      .sort((a, b) => Number(isOfAll(b)) - Number(isOfAll(a)) || bySize(a, b));
    for (const { fingerprint } of rest) if (first !== undefined) parents.set(fingerprint, first.fingerprint);
  }
}

function isOfAll({ first: { finding } }: Group): boolean {
  return familyOf(finding.probe).endsWith('/all');
}

/** In requests of the same unusual manners alone: to refuse what is right and to take what is wrong are two things still. */
function takenOrRefused({ first: { finding } }: Group): string | undefined {
  if (finding.check === 'leak' || finding.check === 'in-time') return undefined;
  return finding.check === 'status' && finding.kind === 'accepted-forbidden' ? 'taken' : 'refused';
}

/**
 * The unusual manners of a group's requests: those that each of them has, as where some were sent in several at once, or else
 * all; none where one was sent as usual.
 */
function sharedManners({ probes }: Group, mannersOf: MannersOf): ReadonlySet<string> {
  const each = [...probes].map(mannersOf);
  if (each.some((manners) => manners.length === 0)) return new Set();
  const [first = [], ...others] = each;
  const shared = first.filter((manner) => others.every((manners) => manners.includes(manner)));
  return new Set(shared.length > 0 ? shared : each.flat());
}

function areOneManner(one: ReadonlySet<string> = new Set(), other: ReadonlySet<string> = new Set()): boolean {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  return [...few].every((manner) => many.has(manner));
}
