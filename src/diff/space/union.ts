import { child, items, type Node } from '../../document/node.ts';
import { isObject, type Json, sameJson } from '../../json.ts';
import { fits } from './fits.ts';
import { ruleFor } from './intersect.ts';
import { settled } from './settle.ts';
import { type Branch, isFree, type Rule } from './space.ts';

/** True when no value can be of both branches; false where that is not certain. */
export function disjoint(a: Branch, b: Branch): boolean {
  if (a.type !== b.type) return true;
  if (a.values !== undefined && b.values !== undefined) {
    const other = b.values.value;
    return !a.values.value.some((value) => other.some((each) => sameJson(value, each)));
  }
  if (a.values !== undefined && isScalar(a)) return a.values.value.every((value) => !fits(value, b));
  if (b.values !== undefined && isScalar(b)) return b.values.value.every((value) => !fits(value, a));
  const lengths = [
    [a.minimum, b.maximum],
    [b.minimum, a.maximum],
    [a.minLength, b.maxLength],
    [b.minLength, a.maxLength],
    [a.minItems, b.maxItems],
    [b.minItems, a.maxItems],
  ] as const;
  if (lengths.some(([low, high]) => low !== undefined && high !== undefined && isBeyond(low, high)))
    return true;
  if (a.type !== 'object') return false;
  return (
    [...a.required.keys()].some((name) => tellsApart(name, a, b) || isForbiddenIn(b, name)) ||
    [...b.required.keys()].some((name) => isForbiddenIn(a, name))
  );
}

type Limit = Rule<number> & { exclusive?: boolean };

function isBeyond(low: Limit, high: Limit): boolean {
  if (low.value !== high.value) return low.value > high.value;
  return low.exclusive === true || high.exclusive === true;
}

function isForbiddenIn(branch: Branch, name: string): boolean {
  return ruleFor(branch, name).nodes.some(({ value }) => value === false);
}

/** A property with a listed value tells two objects apart, when one cannot be without it nor the other have it. */
function tellsApart(name: string, a: Branch, b: Branch): boolean {
  const one = listedIn(a, name);
  const other = listedIn(b, name);
  if (one === undefined || other === undefined || !b.required.has(name)) return false;
  return !one.some((value) => other.some((each) => sameJson(value, each)));
}

/** The values that a property may have, where its schema lists them, itself or by what it is composed of. */
export function listedIn(branch: Branch, name: string): readonly Json[] | undefined {
  return valuesListed(branch.properties.get(name)?.schema.nodes ?? []);
}

/** The values that schemas which hold together list, themselves or by what they are composed of. */
export function valuesListed(nodes: readonly Node[]): readonly Json[] | undefined {
  const known: Lists = new Map();
  return nodes.map((node) => listedBy(node, 0, known)).reduce(inBoth, undefined);
}

/** How deep the parts of a schema are searched for a list of values. */
const DEPTH = 10;

/** What is known already, by pointer: layers may each hold the next one twice. */
type Lists = Map<string, readonly Json[] | undefined>;

function listedBy(node: Node, depth: number, known: Lists): readonly Json[] | undefined {
  const { pointer } = node;
  if (depth > 0 && known.has(pointer)) return known.get(pointer);
  const listed = depth > DEPTH ? undefined : readList(node, depth, known);
  known.set(pointer, listed);
  return listed;
}

function readList(node: Node, depth: number, known: Lists): readonly Json[] | undefined {
  const { value } = node;
  if (!isObject(value)) return undefined;
  const own = 'const' in value ? [value['const'] ?? null] : value['enum'];
  let listed: readonly Json[] | undefined = Array.isArray(own) ? own : undefined;
  for (const part of items(child(node, 'allOf'))) listed = inBoth(listed, listedBy(part, depth + 1, known));
  for (const word of ['anyOf', 'oneOf']) {
    const lists = items(child(node, word)).map((part) => listedBy(part, depth + 1, known));
    if (lists.length > 0 && !lists.includes(undefined))
      listed = inBoth(
        listed,
        lists.flatMap((list) => list ?? []),
      );
  }
  return listed;
}

function inBoth(
  one: readonly Json[] | undefined,
  other: readonly Json[] | undefined,
): readonly Json[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.filter((value) => other.some((each) => sameJson(value, each)));
}

function isScalar({ type }: Branch): boolean {
  return type !== 'object' && type !== 'array';
}

/** The parts of a union with those joined or left out that say no more than others. */
export function merged(branches: readonly Branch[]): Branch[] {
  const result: Branch[] = [];
  for (const branch of branches) {
    const at = result.findIndex((other) => other.type === branch.type && joinable(other, branch));
    const other = result[at];
    if (other === undefined) result.push(branch);
    else result[at] = join(other, branch);
  }
  return result;
}

/** Ranges that overlap, or of which one goes on where the other ends, are one range where any of them will do. */
export function withoutSeams(branches: Branch[]): Branch[] {
  for (const [index, one] of branches.entries()) {
    for (const other of branches.slice(index + 1)) {
      const whole = joinedRange(one, other);
      if (whole === undefined) continue;
      const rest = branches.filter((each) => each !== one && each !== other);
      return withoutSeams(rest.toSpliced(index, 0, whole));
    }
  }
  return branches;
}

function joinedRange(a: Branch, b: Branch): Branch | undefined {
  if (a.type !== b.type || a.name !== undefined || b.name !== undefined) return undefined;
  if (a.type === 'string') {
    const lengths = spanned(
      { least: a.minLength, most: a.maxLength },
      { least: b.minLength, most: b.maxLength },
      1,
    );
    if (lengths === undefined || besides(a) !== besides(b)) return undefined;
    return { ...a, minLength: lengths.least, maxLength: lengths.most };
  }
  if (a.type !== 'number') return undefined;
  const bounds = spanned(
    { least: a.minimum, most: a.maximum },
    { least: b.minimum, most: b.maximum },
    a.integer === undefined ? 0 : 1,
  );
  if (bounds === undefined || besides(a) !== besides(b)) return undefined;
  const { range: _, ...rest } = a;
  return settled({ ...rest, minimum: bounds.least, maximum: bounds.most });
}

interface Range<L extends Limit> {
  least: L | undefined;
  most: L | undefined;
}

/**
 * Both ranges as one; undefined where there is a gap between them.
 *
 * @param step how far apart two neighbours are
 */
function spanned<L extends Limit>(one: Range<L>, other: Range<L>, step: number): Range<L> | undefined {
  if (isGap(one.most, other.least, step) || isGap(other.most, one.least, step)) return undefined;
  return { least: outer(one.least, other.least, -1), most: outer(one.most, other.most, 1) };
}

function isGap(most: Limit | undefined, least: Limit | undefined, step: number): boolean {
  if (most === undefined || least === undefined) return false;
  if (least.value !== most.value + step) return least.value > most.value + step;
  return step === 0 && least.exclusive === true && most.exclusive === true;
}

/** The limit that lets more through; none lets everything. */
function outer<L extends Limit>(one: L | undefined, other: L | undefined, sign: 1 | -1): L | undefined {
  if (one === undefined || other === undefined) return undefined;
  if (one.value === other.value) return one.exclusive === true ? other : one;
  return sign * one.value > sign * other.value ? one : other;
}

/** What a branch says besides its bounds and lengths, wherever that stands. */
function besides({ values, integer, conditions, content, ...rules }: Branch): string {
  const { excluded, multiples, patterns, forbiddenPatterns, formats } = rules;
  const lists = [excluded, multiples, patterns, forbiddenPatterns, formats].map((list) =>
    list.map(({ value }) => JSON.stringify(value)).sort(),
  );
  const texts = conditions.map(({ text }) => text).sort();
  return JSON.stringify([values?.value, integer?.value, lists, content.key, texts]);
}

function joinable(a: Branch, b: Branch): boolean {
  if (isFree(a) || isFree(b)) return true;
  if (!isScalar(a) || [a, b].some(({ conditions, content }) => conditions.length + content.nodes.length > 0))
    return false;
  if (a.values !== undefined && b.values !== undefined) return true;
  return (
    (a.values?.value.every((value) => fits(value, b)) ?? false) ||
    (b.values?.value.every((value) => fits(value, a)) ?? false)
  );
}

function join(a: Branch, b: Branch): Branch {
  if (isFree(a)) return a;
  if (isFree(b)) return b;
  if (a.values === undefined) return a;
  if (b.values === undefined) return b;
  const more = b.values.value.filter((value) => !a.values?.value.some((each) => sameJson(value, each)));
  const value = [...a.values.value, ...more];
  const both = a.type === 'boolean' && value.length === 2;
  return { ...a, values: both ? undefined : { ...a.values, value } };
}
