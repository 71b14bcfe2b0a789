import { isObject } from '../json.ts';
import { type Delta, instancePointer, type Located } from './facets/delta.ts';
import { ANYTHING, type Branch, type Conjunction } from './space/space.ts';

/** What one side calls something, and what it says of it. */
export interface Named {
  name: string;
  description: unknown;
  /** Its place among its like. */
  index: number;
  /** How many there are of its like. */
  count: number;
}

/**
 * Whether two names are likely those of one thing, of which the schemas are equal: they have a word in common, the same
 * description, the same place in a list of as many, or a schema that hardly two things share.
 */
export function areOneRenamed(before: Named, after: Named, branches: readonly Branch[]): boolean {
  const own = wordsOf(before.name);
  if (wordsOf(after.name).some((word) => own.includes(word))) return true;
  if (before.description !== undefined && before.description === after.description) return true;
  if (before.count > 1 && before.count === after.count && before.index === after.index) return true;
  return branches.every(isTelling);
}

/** Whether two names have the same words, or one has two or more and the other those: `X-My-Token` and `my_token`. */
export function areOneRespelt(before: string, after: string): boolean {
  const [own, other] = [wordsOf(before), wordsOf(after)];
  const [less, more] = own.length <= other.length ? [own, other] : [other, own];
  if (less.length === 0 || (less.length === 1 && more.length > 1)) return false;
  return less.every((word) => more.includes(word));
}

/** True for rules that say more than a type: values, a pattern, named fields. */
function isTelling({ values, patterns, properties }: Branch): boolean {
  return values !== undefined || patterns.length > 0 || properties.size > 0;
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && word !== 'x');
}

/** The facet of a property of requests that has another name. */
export const RENAMED = 'property-renamed';

/** What compares the schemas of two properties, and reads those of the base. */
interface Reading {
  of(before: Conjunction, after: Conjunction): readonly Located[];
  base: { of(schema: Conjunction): { branches: readonly Branch[] } };
  candidate: { of(schema: Conjunction): { branches: readonly Branch[] } };
}

/**
 * Properties of requests that come and go, as the one renamed or moved that they are: by its old name nobody hears it any
 * more, though an object that is open takes it as it takes anything.
 */
export function withRenames(located: readonly Located[], reading: Reading): readonly Located[] {
  return located.flatMap((each): Located[] => {
    const { delta, steps } = each;
    const pair = [delta.baseBranches[0], delta.candidateBranches[0]] as const;
    const isBeside = (facet: string) => (other: Located) =>
      other.delta.facet === facet &&
      other.delta.baseBranches[0] === pair[0] &&
      other.delta.candidateBranches[0] === pair[1];
    const gone = located.filter(isBeside('property-removed'));
    const come = located.filter(isBeside('property-added'));
    const isGone = gone.includes(each);
    if (!isGone && !come.includes(each)) return [each];
    const [one, fresh] = [gone[0]?.delta, come[0]?.delta];
    const single =
      gone.every(({ delta: { name } }) => name === one?.name) &&
      come.every(({ delta: { name } }) => name === fresh?.name);
    if (single && one !== undefined && fresh !== undefined && isRenamed(one, fresh, reading)) {
      if (!isGone) return [];
      const text = `it is now called ${JSON.stringify(fresh.name)}`;
      return [{ steps, delta: { ...one, facet: RENAMED, text, candidate: fresh.candidate ?? '' } }];
    }
    if (!isGone) return [each];
    const elsewhere = located.find((other) => isElsewhere(each, other, reading));
    if (elsewhere !== undefined) {
      const text = `it is now ${instancePointer(elsewhere)}`;
      return [
        { steps, delta: { ...delta, facet: RENAMED, text, candidate: elsewhere.delta.candidate ?? '' } },
      ];
    }
    const to = come.map((other) => movedTo(delta, other.delta, reading)).find((text) => text !== undefined);
    return [to === undefined ? each : { steps, delta: { ...delta, facet: RENAMED, text: to } }];
  });
}

/** Whether a property that is gone has come under its own name into another object that was there before. */
function isElsewhere(gone: Located, { delta, steps }: Located, { of }: Reading): boolean {
  if (delta.facet !== 'property-added' || delta.name !== gone.delta.name) return false;
  if (![...steps, ...gone.steps].every(({ into }) => into === 'property')) return false;
  const old = schemaOf(gone.delta.baseBranches[0], gone.delta.name);
  const fresh = schemaOf(delta.candidateBranches[0], delta.name);
  return of(old, fresh).every((each) => each.delta.facet === 'documentation-changed');
}

/** What a branch says of a property that it declares. */
function schemaOf(branch: Branch | undefined, name = ''): Conjunction {
  return branch?.properties.get(name)?.schema ?? ANYTHING;
}

/** Says where a property is now that has moved into a new object beside it, or out of one that is gone; its name is the same. */
function movedTo(gone: Delta, come: Delta, { of, base, candidate }: Reading): string | undefined {
  const old = schemaOf(gone.baseBranches[0], gone.name);
  const fresh = schemaOf(come.candidateBranches[0], come.name);
  const isSame = (before: Conjunction, after: Conjunction) =>
    before.nodes.length > 0 &&
    after.nodes.length > 0 &&
    of(before, after).every(({ delta }) => delta.facet === 'documentation-changed');
  const inside = (schemas: Reading['base'], schema: Conjunction, name: string | undefined) =>
    schemaOf(
      schemas.of(schema).branches.find(({ type }) => type === 'object'),
      name,
    );
  if (isSame(old, inside(candidate, fresh, gone.name))) return `it is now /${come.name}/${gone.name}`;
  if (isSame(inside(base, old, come.name), fresh))
    return `it is gone, and its ${JSON.stringify(come.name)} is now beside where it was`;
  return undefined;
}

function isRenamed(gone: Delta, come: Delta, { of, base }: Reading): boolean {
  const [before] = gone.baseBranches;
  const [after] = come.candidateBranches;
  const old = schemaOf(before, gone.name);
  const fresh = schemaOf(after, come.name);
  if (of(old, fresh).some(({ delta }) => delta.facet !== 'documentation-changed')) return false;
  return areOneRenamed(named(before, gone.name, old), named(after, come.name, fresh), base.of(old).branches);
}

function named(branch: Branch | undefined, name = '', { nodes }: Conjunction): Named {
  const names = [...(branch?.properties.keys() ?? [])];
  const value = nodes[0]?.value;
  const description = isObject(value) ? value['description'] : undefined;
  return { name, description, index: names.indexOf(name), count: names.length };
}
