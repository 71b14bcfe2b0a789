import { compilePattern, type Pattern } from '../../document/pattern.ts';
import type { Json } from '../../json.ts';
import { limitsOf } from './number-formats.ts';
import type { Branch } from './space.ts';
import { textFormats } from './text-formats.ts';

/** True when a scalar satisfies the rules of a branch of its type, `values` and conditions aside. */
export function fits(value: Json, branch: Branch): boolean {
  if (branch.excluded.some((each) => each.value === value)) return false;
  if (typeof value === 'number') return numberFits(value, branch);
  return typeof value === 'string' ? stringFits(value, branch) : true;
}

function numberFits(value: number, branch: Branch): boolean {
  const { integer, multiples, minimum, maximum, formats } = branch;
  const limited = limitsOf(formats);
  if ((integer !== undefined || limited.length > 0) && !Number.isInteger(value)) return false;
  if (minimum !== undefined && (value < minimum.value || (minimum.exclusive && value === minimum.value))) {
    return false;
  }
  if (maximum !== undefined && (value > maximum.value || (maximum.exclusive && value === maximum.value))) {
    return false;
  }
  if (limited.some((limits) => value < limits.minimum || value > limits.maximum)) return false;
  return multiples.every(({ value: step }) => isMultiple(value, step));
}

/** Whether a number is a whole multiple, the error of binary fractions aside. */
export function isMultiple(value: number, step: number): boolean {
  const times = value / step;
  // Three roundings, of half a unit each: of the value, of the step, and of their quotient.
  return Math.abs(times - Math.round(times)) <= 4 * Number.EPSILON * Math.abs(times);
}

function stringFits(value: string, branch: Branch): boolean {
  const { minLength, maxLength, patterns, forbiddenPatterns, formats } = branch;
  // JSON Schema counts characters, not UTF-16 units (validation, section 6.3.1).
  const length = [...value].length;
  if (minLength !== undefined && length < minLength.value) return false;
  if (maxLength !== undefined && length > maxLength.value) return false;
  return (
    patterns.every(({ value: source }) => matches(source, value)) &&
    !forbiddenPatterns.some(({ value: source }) => matches(source, value)) &&
    formats.every(({ value: name }) => textFormats[name]?.(value) ?? true)
  );
}

/** Whether a pattern is found in a text; one that is no regular expression in Unicode mode is tried without it. */
export function matches(source: string, text: string): boolean {
  return (compiled(source) ?? ALWAYS).test(text);
}

const ALWAYS = /(?:)/;
const known = new Map<string, Pattern | undefined>();

function compiled(source: string): Pattern | undefined {
  if (known.has(source)) return known.get(source);
  const found = compilePattern(source);
  if (known.size < 1000) known.set(source, found);
  return found;
}
