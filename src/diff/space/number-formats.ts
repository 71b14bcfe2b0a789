import type { Rule } from './space.ts';

/** The least and the greatest number of a format. */
export interface NumberLimits {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * The formats of whole numbers, by how many bits they have (OpenAPI 3.1 section 4.4); of numbers the other formats say how
 * they are stored, not which are allowed. The greatest number of 64 bits, 2^63 - 1, is read out of JSON as 2^63: which of
 * the two was meant nobody can tell.
 */
export const NUMBER_FORMATS: ReadonlyMap<string, NumberLimits> = new Map([
  ['int32', { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }],
  ['int64', { minimum: -(2 ** 63), maximum: 2 ** 63 }],
]);

/** The bounds that each of some formats sets. */
export function limitsOf(formats: readonly Rule<string>[]): NumberLimits[] {
  return formats.flatMap(({ value }) => NUMBER_FORMATS.get(value) ?? []);
}

/** The numbers next to those of a format: what a double cannot tell from the last of 64 bits is not next to it. */
export function nextTo({ minimum, maximum }: NumberLimits): [above: number, below: number] {
  const step = Math.max(1, maximum * Number.EPSILON);
  return [maximum + step, minimum - step];
}
