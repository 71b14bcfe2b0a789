import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Located, Named, Step } from '../facets/delta.ts';
import { matches } from '../space/fits.ts';
import { intersect, ruleFor } from '../space/intersect.ts';
import type { Branch, Conjunction, Spaces } from '../space/space.ts';
import type { Acceptance, Accepts } from './acceptance.ts';
import { asContent } from './content.ts';
import { distinct, type Sampler, STRANGER, without } from './sample.ts';

/** A value that one document accepts and the other does not. */
export interface Witness {
  value: Json;
  accepts: 'base' | 'candidate';
}

/** What a search needs of each document, for one direction. */
export interface Side {
  sampler: Sampler;
  acceptance: Acceptance;
  spaces: Spaces;
}

/** How many values are tried for one delta. */
const TRIES = 125;
/** How many branches are held against each other in the search for one. */
const PAIRS = 40;
/** How many objects around a delta may be what keeps it from being proved. */
const LEVELS = 3;

/**
 * Searches a whole value, such as a request body, that proves a delta: one of the two documents accepts it and the other
 * does not, by Ajv.
 *
 * @param accepts whose values are sought: the base's for a request that no longer is accepted, the candidate's for a
 *   response that may now come
 * @returns undefined where none was found, which proves nothing
 */
export function findWitness(
  located: Located,
  accepts: Witness['accepts'],
  schemas: { base: Conjunction; candidate: Conjunction; wire: boolean },
  sides: { base: Side; candidate: Side },
): Witness | undefined {
  const { within, ...rest } = located;
  if (within === undefined) return search(located, accepts, schemas, sides);
  // Proved by the schemas that it is of, and shown in what is around them.
  const outside = located.steps.length - within.depth;
  const inner = { ...rest, steps: located.steps.slice(outside) };
  const own = { ...schemas, ...within };
  // That it has to say which schema it is of is proved by a value that does not.
  const isOfName = inner.steps.length === 0 && inner.delta.name === within.named?.property;
  const found = search(inner, accepts, own, sides, isOfName ? undefined : within.named);
  if (found === undefined) return undefined;
  const value = embed(found.value, located.steps.slice(0, outside), accepts, true, sides[accepts].sampler);
  return value === undefined ? found : { value, accepts };
}

function search(
  located: Located,
  accepts: Witness['accepts'],
  schemas: { base: Conjunction; candidate: Conjunction; wire: boolean },
  sides: { base: Side; candidate: Side },
  named?: Named,
): Witness | undefined {
  const proves = provesIt(accepts, schemas, sides);
  for (const each of tried(located, accepts, schemas, sides)) {
    const value = each === undefined ? undefined : withName(each, named);
    if (value !== undefined && proves(value)) return { value, accepts };
  }
  return undefined;
}

/** Tells whether a value is accepted by the one document and refused by the other; where nobody can tell, it is neither. */
function provesIt(
  accepts: Witness['accepts'],
  schemas: { base: Conjunction; candidate: Conjunction; wire: boolean },
  sides: { base: Side; candidate: Side },
): (value: Json) => boolean {
  const other = accepts === 'base' ? 'candidate' : 'base';
  const judges = judgesOf(schemas[accepts], sides[accepts].acceptance, schemas.wire);
  const judgesOfOther = judgesOf(schemas[other], sides[other].acceptance, schemas.wire);
  return (value) =>
    judges.every((judge) => judge(value) === true) && judgesOfOther.some((judge) => judge(value) === false);
}

/** A value that says which schema it is of. */
function withName(value: Json, named: Named | undefined): Json {
  return named === undefined || !isObject(value) ? value : { ...value, [named.property]: named.value };
}

/** Whole values, those first that are likely to prove it and are plain to read. */
function* tried(
  { delta, steps }: Located,
  accepts: Witness['accepts'],
  schemas: { base: Conjunction; candidate: Conjunction },
  sides: { base: Side; candidate: Side },
): Generator<Json | undefined> {
  const other = accepts === 'base' ? 'candidate' : 'base';
  const { baseBranches, candidateBranches } = delta;
  const [own, others] =
    accepts === 'base' ? [baseBranches, candidateBranches] : [candidateBranches, baseBranches];
  const { sampler } = sides[accepts];
  const whole = (inner: Json, around = steps, helpful = true) =>
    embed(inner, around, accepts, helpful, sampler);
  // What is of several alternatives of the other side at once is refused by it, and made from what it says.
  if (delta.facet === 'combination-changed') {
    const overlaps = others.slice(0, PAIRS);
    for (const branch of [...overlaps, ...sharedTexts(own, overlaps)])
      for (const value of sides[other].sampler.edges(branch, undefined)) yield whole(value);
    // Any other value proves what other deltas speak of.
    if (delta.onlyIfProven === true) return;
  }
  // Who keeps to no condition at all is of none of the alternatives that a condition leaves.
  const isWhole = delta.facet === 'condition-changed' && own.length === 1 && others.length > 1;
  const isOfObjects = own.every(({ type }) => type === 'object');
  if (isWhole || (delta.standsFor !== undefined && isOfObjects)) {
    for (const branch of own)
      for (const inner of sampler.against(branch, others, sides[other].spaces)) yield whole(inner);
  }
  // Without what the other side asks for a value may be refused for the lack of that alone.
  for (const helpful of [true, false])
    for (const inner of edgesOf(own, others, delta.name, sampler)) yield whole(inner, steps, helpful);
  // What one alternative refuses another may accept: a value that all of them refuse keeps to none of their conditions.
  for (let depth = steps.length; depth >= Math.max(0, steps.length - LEVELS); depth -= 1) {
    const above = steps.slice(0, depth);
    const alternatives = alternativesAt(above, other, schemas, sides[other]);
    if (alternatives.length < 2) continue;
    const step = steps[depth];
    for (const branch of step === undefined ? own.slice(0, PAIRS) : [step[accepts]])
      for (const inner of sampler.against(branch, alternatives, sides[other].spaces))
        yield whole(inner, above);
  }
}

/** Values of one side that lie at the edges of what the other one says. */
function* edgesOf(
  own: readonly Branch[],
  others: readonly Branch[],
  name: string | undefined,
  sampler: Sampler,
): Generator<Json> {
  let tries = 0;
  for (const [branch, other] of pairsOf(own, others).slice(0, PAIRS)) {
    for (const value of named(sampler.edges(branch, other), { name, branch, other, sampler })) {
      tries += 1;
      if (tries > TRIES) return;
      yield value;
    }
  }
}

/** Texts and numbers of both sides at once: what either side makes of its own rules the other one may refuse. */
function sharedTexts(own: readonly Branch[], others: readonly Branch[]): Branch[] {
  const isPlain = ({ type }: Branch) => type === 'string' || type === 'number';
  return own
    .filter(isPlain)
    .flatMap((one) =>
      others.flatMap((other) => (other.type === one.type ? (intersect(one, other) ?? []) : [])),
    )
    .slice(0, PAIRS);
}

/** All kinds of objects that a document allows at a place. */
function alternativesAt(
  steps: readonly Step[],
  side: Witness['accepts'],
  schemas: { base: Conjunction; candidate: Conjunction },
  { spaces }: Side,
): Branch[] {
  const last = steps.at(-1);
  if (last !== undefined && last.into !== 'property') return [];
  const here = last === undefined ? schemas[side] : ruleFor(last[side], last.key);
  return spaces.of(here).branches.filter(({ type }) => type === 'object');
}

/** Each branch that accepts with each that may refuse: what one of these says is where the edges are. */
function pairsOf(own: readonly Branch[], others: readonly Branch[]): [Branch, Branch | undefined][] {
  return own.flatMap((branch): [Branch, Branch | undefined][] => {
    const opposite = others.filter(({ type }) => type === branch.type);
    return opposite.length === 0 ? [[branch, undefined]] : opposite.map((other) => [branch, other]);
  });
}

function judgesOf({ nodes }: Conjunction, acceptance: Acceptance, wire: boolean): Accepts[] {
  return nodes.map((node) => acceptance(node, wire));
}

/** Values that have the property in question, or have it not, come first, with all else that the other side asks for. */
function named(
  values: readonly Json[],
  around: { name: string | undefined; branch: Branch; other: Branch | undefined; sampler: Sampler },
): Json[] {
  const { name, branch, other, sampler } = around;
  if (name === undefined) return [...values];
  const objects = values.filter(isObject);
  const asked: JsonObject = {};
  for (const each of other?.required.keys() ?? []) {
    const more = each === name ? undefined : sampler.one(ruleFor(branch, each));
    if (more !== undefined) asked[each] = more;
  }
  const lacking = objects.map((value) => without(value, name));
  const present = sampler.one(ruleFor(branch, name));
  const [first] = objects;
  const having = first === undefined || present === undefined ? [] : [{ ...first, [name]: present }];
  const complete = [...lacking.slice(0, 3), ...having].map((value) => ({ ...asked, ...value }));
  return distinct([...complete, ...lacking, ...having, ...values]);
}

/** Puts a value into the place that the steps lead to, with around it what its document asks for. */
function embed(
  value: Json,
  steps: readonly Step[],
  side: Witness['accepts'],
  helpful: boolean,
  sampler: Sampler,
): Json | undefined {
  return steps.reduceRight<Json | undefined>((inner, step) => {
    if (inner === undefined) return undefined;
    const branch = step[side];
    const other = step[side === 'base' ? 'candidate' : 'base'];
    if (step.into === 'item') return listAround(inner, step.key, branch, sampler);
    if (step.into === 'content') return asContent(inner, branch);
    const around = sampler.ofBranch(branch);
    if (!isObject(around)) return undefined;
    const result: JsonObject = { ...around };
    for (const name of helpful ? other.required.keys() : []) {
      if (Object.hasOwn(result, name)) continue;
      const more = sampler.one(ruleFor(branch, name));
      if (more !== undefined) result[name] = more;
    }
    result[step.into === 'property' ? step.key : keyFor(step, branch)] = inner;
    return result;
  }, value);
}

function listAround(inner: Json, key: string, branch: Branch, sampler: Sampler): Json[] | undefined {
  const around = sampler.ofBranch(branch);
  if (!Array.isArray(around)) return undefined;
  const index = key === '*' ? branch.prefix.length : Number(key);
  const list = [...around];
  for (let before = list.length; before < index; before += 1) {
    const filler = sampler.one(branch.prefix[before] ?? branch.items);
    if (filler === undefined) return undefined;
    list.push(filler);
  }
  list[index] = inner;
  return list;
}

/** A name for a property of a map: one that no other rule of the object speaks of. */
function keyFor({ key, name }: Step, branch: Branch): string {
  if (name !== undefined) return name;
  if (key === '*') return STRANGER;
  const letters = key.replace(/[^A-Za-z0-9_-]/g, '');
  return matches(key, letters) && !branch.properties.has(letters) ? letters : STRANGER;
}
