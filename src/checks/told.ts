import type { Finding } from './finding.ts';

/** A finding with what its check and its probe know besides. */
export interface Told {
  finding: Finding;
  /** The same for findings that differ in nothing but the status. */
  alike: string;
  /** The statuses that would be right for the request. */
  due: readonly string[];
  /** The status that the body says it is of. */
  means?: string | undefined;
  /** The very same request got what is right in another call. */
  byTheMoment: boolean;
}

/** Where in its part of the answer a finding is: a JSON pointer, or the name of a header. */
export function placeOf({ response }: Finding): string {
  return response?.pointer ?? '';
}
