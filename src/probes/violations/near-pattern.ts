import { matches } from '../values/pattern.ts';

/** A text that almost matches a pattern. */
interface NearMiss {
  name: string;
  says: string;
  value: string;
}

/** How much longer than the right text one gets that is drawn out. */
const LONGEST = 100;

/**
 * Texts of the same kinds of characters as one that matches a pattern: whoever checks the kinds alone, or takes a number
 * of repetitions for another, lets them pass.
 *
 * @param right a text that matches
 */
export function nearPattern(pattern: string, right: string): NearMiss[] {
  const letters = [...right];
  const last = letters.at(-1);
  if (last === undefined || matches(pattern, right) !== true) return [];
  const longer = Array.from({ length: LONGEST }, (_, index) => right + last.repeat(index + 1));
  const shorter = letters.map((_, index) => letters.slice(0, letters.length - 1 - index).join(''));
  const firstMiss = (texts: readonly string[]): string[] =>
    texts.filter((text) => text !== '' && matches(pattern, text) === false).slice(0, 1);
  return [
    ...firstMiss(longer).map((value) => ({
      name: 'longer',
      says: 'has its last character more often than the pattern allows',
      value,
    })),
    ...firstMiss(shorter).map((value) => ({
      name: 'shorter',
      says: 'breaks off sooner than the pattern allows',
      value,
    })),
    ...firstMiss(zeroed(letters)).map((value) => ({
      name: 'zero',
      says: 'has a 0 for a digit where the pattern does not allow it',
      value,
    })),
  ];
}

/** The text with a 0 in place of each digit by itself. */
function zeroed(letters: readonly string[]): string[] {
  return letters.flatMap((letter, index) =>
    /[1-9]/.test(letter) ? [[...letters.slice(0, index), '0', ...letters.slice(index + 1)].join('')] : [],
  );
}
