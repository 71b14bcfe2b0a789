import { brief, type JsonObject } from '../json.ts';
import { type Place, Problem } from '../problem.ts';

/** The version of the forms of contract and baseline that this Plumbline reads. */
const FORMAT = 1;

/**
 * Refuses a file that says of itself, by its word `plumbline`, that its form is of another version: what else this version
 * finds wrong with it says nothing.
 *
 * @param what such as `the contract`
 * @throws {Problem} at that word
 */
export function checkFormatVersion(
  { plumbline }: JsonObject,
  what: string,
  placeOf: (pointer: string) => Place,
): void {
  if (plumbline === undefined || plumbline === FORMAT) return;
  const isNewer = typeof plumbline === 'number' && plumbline > FORMAT;
  throw new Problem(`${what} is in format ${brief(plumbline)}, where this Plumbline reads format ${FORMAT}`, {
    place: placeOf('/plumbline'),
    hint: isNewer ? 'use the Plumbline that it was written for' : `write "plumbline: ${FORMAT}"`,
  });
}
