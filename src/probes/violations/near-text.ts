import type { Violation } from './violation.ts';

/** Longer than any column, buffer or pattern that was made for a word. */
const HUGE = 10_000;

/**
 * Texts that break any rule which names its values or their form, and with it servers that look at the rule too late:
 * at the size of a column, or at the end that C sees.
 *
 * @param right a text that the rule allows
 */
export function nearText(right: string): Violation[] {
  return [
    { name: 'huge', says: 'has ten thousand letters more than it may', value: right + 'x'.repeat(HUGE) },
    { name: 'nul', says: 'has a NUL character behind it', value: `${right}\u0000` },
  ];
}
