import type { Change } from '../../src/diff/change.ts';

/** All that a reader is told of a change, but for the value that proves it, of which there are many. */
export function said(change: Change): string {
  const { kind, side, breaking, announced, undecided, message, why, places, operations, statuses } = change;
  const { part, name, at, base, candidate, before, after } = change;
  const verdict = breaking ? (undecided ? 'breaks, undecided' : 'breaks') : announced ? 'announced' : 'safe';
  const where = [part, name, statuses?.join(' '), at].filter((each) => each !== undefined && each !== '');
  const value = (each: unknown) => (each === undefined ? '–' : JSON.stringify(each).slice(0, 100));
  return [
    `${verdict}, ${side}, ${kind}: ${message}`,
    `  why: ${why}`,
    `  in: ${operations.join(', ')} (${where.join(', ')})`,
    ...places.map((place) => `  at: ${place}`),
    `  from: ${base?.pointer ?? '–'} ${value(before)}`,
    `  to: ${candidate?.pointer ?? '–'} ${value(after)}`,
  ].join('\n');
}
