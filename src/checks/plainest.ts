import type { Reading } from './reading.ts';

/**
 * How a rule is broken most plainly, or kept: by the last word of a probe's id. A fault is told by the first probe that
 * ran into it, and `resource_id is left out` tells more than `resource_id is named in camel case`.
 */
const PLAINEST = [
  'example',
  'absent',
  'required',
  'wrong',
  'unknown',
  'word',
  'charset',
  'additional-property',
  'empty-object',
  'null',
  'number',
  'no-dashes',
  'upper-case',
  'suffix',
  'last-letter',
  'short',
  'long',
];

/**
 * Readings with the plainest first; those that come again are last, and the others keep their order.
 *
 * The right request again is plainer than any that changes something: whatever it ran into, no change is the reason.
 */
export function plainestFirst(readings: readonly Reading[]): Reading[] {
  return readings
    .map((reading) => ({ reading, rank: rankOf(reading.exchange.id) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ reading }) => reading);
}

function rankOf(id: string): number {
  if (/^repeated\/valid\/example\//.test(id)) return 0.5;
  if (id.startsWith('repeated/')) return PLAINEST.length + 1;
  const last = id.split('/').at(-1) ?? '';
  const place = PLAINEST.indexOf(last);
  // What is huge is wrong in more ways than one, and so is what was sent in several forms at once.
  if (last === 'huge' || id.includes('/together/')) return PLAINEST.length + 0.5;
  return place < 0 ? PLAINEST.length : place;
}
