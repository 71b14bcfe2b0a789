import type { Change } from '../../src/diff/change.ts';

/** All that a reader is told of a change, and the value that proves it. */
export function said(change: Change): string {
  const { kind, side, breaking, announced, undecided, message, why, places, operations, statuses } = change;
  const { part, name, at, base, candidate, before, after, witness } = change;
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
    ...(witness === undefined ? [] : [`  proof: ${proofOf(witness)}`]),
  ].join('\n');
}

function proofOf({ value, accepts, refuses, absent }: NonNullable<Change['witness']>): string {
  const shown = absent === true ? 'a request without it' : JSON.stringify(value).slice(0, 160);
  return `${accepts} accepts and ${refuses} refuses ${shown}`;
}
