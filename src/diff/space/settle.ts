import { fits } from './fits.ts';
import { ANYTHING, type Branch, type Conjunction, freeBranch } from './space.ts';

/** Brings a branch into one form of several that mean the same; undefined where nothing can satisfy it. */
export function settled(branch: Branch): Branch | undefined {
  const { type, values } = branch;
  let result = branch;
  // A multiple of a whole number is one itself.
  const whole = result.multiples.find(({ value }) => Number.isInteger(value));
  if (whole !== undefined) {
    result = {
      ...result,
      integer: result.integer ?? { value: true, at: whole.at },
      multiples: commonMultiple(result.multiples.filter(({ value }) => value !== 1)),
    };
  }
  if (type === 'number') result = wholeBounds(result);
  if (type === 'array') result = reachable(result);
  if (type === 'string') result = withoutEmpty(result);
  const { minLength, maxLength, minItems, maxItems, minProperties, maxProperties } = result;
  const { minimum, maximum } = result;
  for (const [low, high] of [
    [minLength, maxLength],
    [minItems, maxItems],
    [minProperties, maxProperties],
    [minimum, maximum],
  ]) {
    if (low !== undefined && high !== undefined && low.value > high.value) return undefined;
  }
  if (type === 'object') {
    for (const name of result.required.keys()) {
      const property = result.properties.get(name);
      if (property !== undefined && isNever(property.schema)) return undefined;
    }
    if (minProperties !== undefined && minProperties.value <= result.required.size)
      result = { ...result, minProperties: undefined };
    else if (minProperties !== undefined) {
      const possible = namesOf(result);
      if (possible !== undefined && possible.length < minProperties.value) return undefined;
      // Where as many are asked for as there can be, each of them is.
      if (possible?.length === minProperties.value) {
        const required = new Map(
          possible.map((name) => [name, result.required.get(name) ?? minProperties.at]),
        );
        result = { ...result, required, minProperties: undefined };
      }
    }
  }
  if (values === undefined) return listedRange(result);
  if (type === 'object' || type === 'array') return result;
  const left = values.value.filter((value) => fits(value, result));
  if (left.length === 0) return undefined;
  if (type === 'boolean' && left.length === 2) return { ...result, values: undefined };
  if (type === 'null') return { ...result, values: undefined };
  // What is listed satisfies the other rules, which have no more to say.
  return {
    ...freeBranch(type, result.at),
    values: { value: left, at: values.at },
    content: result.content,
    conditions: result.conditions,
  };
}

/** A multiple of several whole numbers is one of their least common multiple. */
function commonMultiple(multiples: Branch['multiples']): Branch['multiples'] {
  const [first, ...others] = multiples;
  if (first === undefined || !multiples.every(({ value }) => Number.isInteger(value))) return multiples;
  const value = others.reduce((all, each) => (all / divisor(all, each.value)) * each.value, first.value);
  return Number.isSafeInteger(value) ? [{ value, at: first.at }] : multiples;
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}

/** The names that properties of an object can have; undefined where nobody can list them. */
export function namesOf({ properties, patternProperties, additional }: Branch): string[] | undefined {
  const isClosed = patternProperties.length === 0 && isNever(additional);
  // What is not to be sent one way may be there all the same.
  if (!isClosed || [...properties.values()].some(({ ruledOut }) => ruledOut)) return undefined;
  return [...properties].flatMap(([name, { schema }]) => (isNever(schema) ? [] : [name]));
}

function isNever({ nodes }: Conjunction): boolean {
  return nodes.some(({ value }) => value === false);
}

/** A list without what is said of entries that it is too short to have. */
function reachable(branch: Branch): Branch {
  const { prefix, maxItems } = branch;
  if (maxItems === undefined || maxItems.value > prefix.length) return branch;
  return { ...branch, prefix: prefix.slice(0, maxItems.value), items: ANYTHING };
}

/** How many whole numbers a range may have to be listed. */
const LISTED = 100;

/** A short range of whole numbers is the list of them. */
function listedRange(branch: Branch): Branch {
  const { integer, minimum, maximum, conditions } = branch;
  if (integer === undefined || minimum === undefined || maximum === undefined) return branch;
  if (maximum.value - minimum.value >= LISTED) return branch;
  const range = Array.from(
    { length: maximum.value - minimum.value + 1 },
    (_, index) => minimum.value + index,
  );
  return { ...branch, conditions, range: range.filter((value) => fits(value, branch)) };
}

/** A text that may not be the empty one has at least one character. */
function withoutEmpty(branch: Branch): Branch {
  const empty = branch.excluded.find(({ value }) => value === '');
  if (empty === undefined || branch.values !== undefined) return branch;
  const { minLength } = branch;
  return {
    ...branch,
    excluded: branch.excluded.filter(({ value }) => value !== ''),
    minLength: minLength !== undefined && minLength.value > 0 ? minLength : { value: 1, at: empty.at },
  };
}

/** An exclusive bound of whole numbers is an inclusive one. */
function wholeBounds(branch: Branch): Branch {
  if (branch.integer === undefined) return branch;
  const { minimum, maximum } = branch;
  return {
    ...branch,
    minimum:
      minimum === undefined
        ? undefined
        : {
            at: minimum.at,
            value: minimum.exclusive ? Math.floor(minimum.value) + 1 : Math.ceil(minimum.value),
            exclusive: false,
          },
    maximum:
      maximum === undefined
        ? undefined
        : {
            at: maximum.at,
            value: maximum.exclusive ? Math.ceil(maximum.value) - 1 : Math.floor(maximum.value),
            exclusive: false,
          },
  };
}
