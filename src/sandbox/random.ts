/** A stream of numbers in [0, 1) that depends on its seed alone. */
export type Random = () => number;

/**
 * A small seeded generator (mulberry32 over an FNV-1a hash of the seed): repeatable, not for keys of any kind.
 *
 * @param seed anything that tells two streams apart; equal seeds give equal streams
 */
export function seededRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) {
    state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A text of letters and digits, beginning with a letter. */
export function randomText(random: Random, length: number): string {
  const alphabet = `${LETTERS}0123456789`;
  let text = '';
  while (text.length < length) {
    const from = text === '' ? LETTERS : alphabet;
    text += from.charAt(Math.floor(random() * from.length));
  }
  return text;
}

/** A UUID of version 4 (RFC 9562 section 5.4). */
export function randomUuid(random: Random): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (mark) => {
    const digit = Math.floor(random() * 16);
    return (mark === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}
