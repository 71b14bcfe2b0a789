import type { Place } from '../problem.ts';

/** Where a JSON pointer leads to, for whoever reads of it later. */
export interface PointerPlace {
  pointer: string;
  file: string;
  /** Counted from 1; left out where all of the file is in one line, of which the pointer says more. */
  line?: number;
}

/**
 * The place of a JSON pointer in a file.
 *
 * @param source what knows the places of its pointers: a document, a contract, a Pact file
 */
export function pointerPlace(source: { placeOf(pointer: string): Place }, pointer: string): PointerPlace {
  const { file, line, column = 1 } = source.placeOf(pointer);
  // Frameworks serve their documents without a line break: everything but the beginning is somewhere in the first line.
  const saysNothing = line === undefined || (line === 1 && column > 1);
  return { pointer, file, ...(saysNothing ? {} : { line }) };
}

interface Shown {
  file: string;
  line?: number | undefined;
  pointer: string;
}

/** `file:line`, or file and pointer where the line is not known or says nothing; undefined for no place. */
export function placeText(place: Shown): string;
export function placeText(place: Shown | undefined): string | undefined;
export function placeText(place: Shown | undefined): string | undefined {
  if (place === undefined) return undefined;
  const { file, line, pointer } = place;
  if (line !== undefined) return `${file}:${line}`;
  return pointer === '' ? file : `${file} ${pointer}`;
}
