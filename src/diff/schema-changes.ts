import type { Direction } from '../document/json-schema.ts';
import type { Json } from '../json.ts';
import type { RawChange, Whereabouts } from './change.ts';
import type { Comparison } from './compare.ts';
import { type Delta, instancePointer, type Located } from './facets/delta.ts';
import { RENAMED, withRenames } from './renames.ts';
import type { Conjunction } from './space/space.ts';
import { findWitness, type Side } from './witness/witness.ts';

/** What compares schemas for one direction, and finds what proves a difference. */
export interface SchemaEngine {
  comparison: Comparison;
  sides: { base: Side; candidate: Side };
  searches: Searches;
}

/** What came of the searches so far: one cause is reached from many places, and has to be proved in one. */
export interface Searches {
  proved: Set<Delta | string>;
  /** How many places of a delta were searched. */
  places: Map<Delta, number>;
}

/** In how many places a witness is looked for before a cause counts as undecided. */
const SEARCHED = 5;

export interface SchemaPair {
  base: Conjunction;
  candidate: Conjunction;
  /** True for a value that travels as text. */
  wire: boolean;
  /** What holds the schemas, for where there is none. */
  places?: { base: string; candidate: string };
}

/** How names of properties tell what they are. */
export interface Names {
  /** Properties that hold an identifier. */
  isIdentifier(name: string): boolean;
  /** Properties of errors by whose value consumers tell what happened. */
  isErrorCode(name: string): boolean;
}

/**
 * The changes between two schemas of one place: a request body, a parameter, a response's body or header.
 *
 * @param place in words, such as `the request body`
 */
export function schemaChanges(
  pair: SchemaPair,
  engine: SchemaEngine,
  { place, where, names }: { place: string; where: Whereabouts; names: Names },
): RawChange[] {
  const { comparison } = engine;
  const all = comparison.of(pair.base, pair.candidate, pair.wire);
  const located = comparison.direction === 'request' ? withRenames(all, comparison) : all;
  const { direction } = comparison;
  const found = located.flatMap(
    (each) => change(each, pair, engine, { direction, place, where, names }) ?? [],
  );
  // A value that proves one cause would only tell of it again.
  const isProved = found.some(({ effect, witness }) => effect === 'breaks' && witness !== undefined);
  const missed = isProved ? undefined : unnoticed(located, pair, engine);
  if (missed === undefined) return found;
  const isRequest = direction === 'request';
  return [
    ...found,
    {
      kind: `${direction}-values-changed`,
      side: direction,
      effect: 'breaks',
      text: isRequest
        ? 'a value that was accepted no longer is'
        : 'a value may come that could not come before',
      place,
      why: whyOf(direction, where),
      base: pair.base.nodes[0]?.pointer ?? '',
      candidate: pair.candidate.nodes[0]?.pointer ?? '',
      witness: witnessOf(missed, isRequest ? 'base' : 'candidate'),
      where: { ...where, at: '' },
    },
  ];
}

/** What breaks: of what comes to us, a call has no status. */
function whyOf(direction: Direction, { status }: Whereabouts): string {
  if (direction === 'request') return 'a request that was accepted no longer is';
  return `${status === undefined ? 'a call' : 'an answer'} may come that could not come before`;
}

function change(
  located: Located,
  pair: SchemaPair,
  engine: SchemaEngine,
  {
    direction,
    place,
    where,
    names,
  }: { direction: Direction; place: string; where: Whereabouts; names: Names },
): RawChange | undefined {
  const { delta } = located;
  const at = instancePointer(located);
  const isTalk = delta.facet === 'documentation-changed';
  const facet = direction === 'response' ? (RESPONSE_FACETS[delta.facet] ?? delta.facet) : delta.facet;
  const kind = isTalk ? facet : `${direction}-${facet}`;
  const common = {
    kind,
    text: delta.text,
    place: at === '' ? place : `${place}, ${at}`,
    ...(delta.base === undefined ? {} : { base: standing('base', located, pair) }),
    ...(delta.candidate === undefined ? {} : { candidate: standing('candidate', located, pair) }),
    ...(delta.before === undefined ? {} : { before: delta.before }),
    ...(delta.after === undefined ? {} : { after: delta.after }),
    where: { ...where, at },
    about: delta.name ?? '',
  };
  if (isTalk) return { ...common, side: 'docs', effect: 'safe', why: 'only the wording changes' };
  const accepts = direction === 'request' ? 'base' : 'candidate';
  const moved = direction === 'request' ? delta.shrank : delta.grew;
  const gone = direction === 'response' && isGone(located, names);
  const witness = moved === 'no' ? undefined : search(located, accepts, pair, engine);
  const proved = engine.searches.proved.has(causeOf(delta));
  if (delta.onlyIfProven === true && !proved) return undefined;
  if (delta.facet === RENAMED) {
    return {
      ...common,
      kind: 'request-property-renamed',
      side: direction,
      effect: 'breaks',
      why: 'what is sent by the old name is not heard any more',
    };
  }
  if (delta.breaks !== undefined) {
    return { ...common, side: direction, effect: 'breaks', why: delta.breaks };
  }
  const proof = witness === undefined ? {} : { witness: witnessOf(witness.value, accepts) };
  const identifier = isIdentifier(located, names) ? { identifier: true } : {};
  if (gone) {
    return {
      ...common,
      ...proof,
      side: direction,
      effect: 'breaks',
      why: `whoever reads ${goneWhat(delta)} reads it no more, whether or not it was required`,
    };
  }
  if (moved === 'no') return { ...common, side: direction, effect: 'safe', why: safeWhy(delta, direction) };
  return {
    ...common,
    ...proof,
    ...identifier,
    side: direction,
    effect: 'breaks',
    undecided: !proved,
    why: !proved
      ? `undecided: no value was found that proves it or rules it out; it is treated as breaking`
      : whyOf(direction, where),
  };
}

/** Where a document says it; what no schema speaks of stands at what is around it. */
function standing(side: 'base' | 'candidate', { delta, steps }: Located, pair: SchemaPair): string {
  const own = delta[side];
  if (own !== undefined && own !== '') return own;
  const around = steps.findLast((step) => step[side].at !== '')?.[side].at;
  return around ?? pair[side].nodes[0]?.pointer ?? pair.places?.[side] ?? '';
}

/** Searches a witness, unless the cause was proved in another place or has been searched for often enough. */
function search(
  located: Located,
  accepts: 'base' | 'candidate',
  pair: SchemaPair,
  { sides, searches }: SchemaEngine,
): ReturnType<typeof findWitness> {
  const { delta } = located;
  const places = searches.places.get(delta) ?? 0;
  if (searches.proved.has(causeOf(delta)) || places >= SEARCHED) return undefined;
  const witness = [located, ...(delta.standsFor ?? [])].reduce<ReturnType<typeof findWitness>>(
    (found, each) => found ?? findWitness(each, accepts, pair, sides),
    undefined,
  );
  searches.places.set(delta, places + 1);
  if (witness !== undefined) searches.proved.add(causeOf(delta));
  return witness;
}

/**
 * What joins deltas to one cause, as `joinChanges` does: schemas that refer to each other in circles are compared anew
 * from every place, and the same is found there each time. What is told only where it is proved stands for itself.
 */
function causeOf(delta: Delta): Delta | string {
  const { facet, text, name, base, candidate, before, after, onlyIfProven } = delta;
  if (onlyIfProven === true || base === undefined || candidate === undefined) return delta;
  return JSON.stringify([facet, text, name, base, candidate, before, after]);
}

/** In a response a property that is new and required is a new property. */
const RESPONSE_FACETS: Record<string, string> = { 'required-property-added': 'property-added' };

function isGone({ delta, steps }: Located, names: Names): boolean {
  if (delta.gone) return true;
  const last = steps.at(-1)?.key ?? '';
  return (
    names.isErrorCode(last) && (delta.facet === 'enum-value-removed' || delta.facet === 'enum-values-changed')
  );
}

function goneWhat({ name, facet, standsFor = [] }: Delta): string {
  if (name !== undefined) return `"${name}"`;
  const part = standsFor.find(({ delta }) => delta.gone)?.delta;
  if (part !== undefined) return goneWhat(part);
  return facet.startsWith('enum') ? 'the value that is gone' : 'it';
}

/** A format or a length of an identifier, where the base documents no format of it. */
function isIdentifier({ delta, steps }: Located, names: Names): boolean {
  const last = steps.findLast(({ into }) => into === 'property')?.key ?? '';
  return (
    names.isIdentifier(last) &&
    /^(length|format|pattern)-/.test(delta.facet) &&
    delta.baseBranches.every(({ formats, patterns }) => formats.length === 0 && patterns.length === 0)
  );
}

function safeWhy({ facet, grew, shrank }: Delta, direction: Direction): string {
  if (facet === 'deprecated') return 'it still works; the document says that it will not for ever';
  if (facet === 'default-changed') {
    return direction === 'request'
      ? 'what is accepted stays the same; what happens without it does not'
      : 'what may come stays the same; what is meant where it is missing does not';
  }
  if (direction === 'request') {
    return grew === 'no'
      ? 'every request that was accepted still is'
      : 'more is accepted than before, and no less';
  }
  if (facet === 'property-added' && shrank === 'no') return 'nobody has to read it';
  return shrank === 'no'
    ? 'nothing may come that could not come before'
    : 'less may come than before, and nothing else';
}

function witnessOf(value: Json, accepts: 'base' | 'candidate'): NonNullable<RawChange['witness']> {
  return { value, accepts, refuses: accepts === 'base' ? 'candidate' : 'base' };
}

/**
 * Looks for what the comparison may have missed: where it found nothing that breaks, values of the one document are held
 * against the other by Ajv.
 */
function unnoticed(
  located: readonly Located[],
  pair: SchemaPair,
  { comparison, sides }: SchemaEngine,
): Json | undefined {
  const isRequest = comparison.direction === 'request';
  const telling = located.filter(
    ({ delta }) => delta.facet !== 'documentation-changed' && delta.onlyIfProven !== true,
  );
  // A validator refuses what is of two alternatives; whoever reads by a discriminator takes it for one of them.
  if (telling.every(({ chosen }) => chosen === true)) return undefined;
  if (telling.some(({ delta }) => delta.gone || (isRequest ? delta.shrank : delta.grew) !== 'no'))
    return undefined;
  if (!isRequest && telling.some(({ delta }) => delta.facet.endsWith('property-added'))) return undefined;
  const own = isRequest ? 'base' : 'candidate';
  const other = isRequest ? 'candidate' : 'base';
  const judges = (side: typeof own | typeof other) =>
    pair[side].nodes.map((node) => sides[side].acceptance(node, pair.wire));
  const accepted = judges(own);
  const refused = judges(other);
  return comparison[own]
    .of(pair[own])
    .branches.flatMap((branch) => sides[own].sampler.edges(branch, undefined))
    .find(
      (value) =>
        accepted.every((judge) => judge(value) === true) && refused.some((judge) => judge(value) === false),
    );
}
