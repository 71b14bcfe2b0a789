import type { Branch } from './space.ts';

/**
 * What can be said of the texts that patterns and lengths allow: a text that one branch allows and the other does not,
 * that there is none, or that it cannot be told.
 */
export type Outside = { word: string } | 'none' | 'unknown';

/** Compares the texts that two string branches allow, by patterns, lengths and the shapes of formats. */
export interface Languages {
  /** @param other undefined asks for any text of the branch */
  wordOutside(branch: Branch, other: Branch | undefined): Outside;
}

/** Where no document has a pattern there is nothing to compare. */
export const NO_LANGUAGES: Languages = { wordOutside: () => 'unknown' };

/** The pattern of these texts and no others. */
export function patternOf(texts: readonly string[]): string {
  const escaped = texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return `^(?:${escaped.join('|')})$`;
}
