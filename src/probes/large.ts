import { type Operation, responseFor } from '../document/operation.ts';
import type { Probe } from './probe.ts';

/** From here on a body is large: firewalls of AWS look no further than 8 KiB, and refuse what is longer. */
const LARGE = 8 * 1024;
/** Content too large (RFC 9110 section 15.5.14), and what firewalls answer. */
const REFUSED = [413, 403];

/**
 * A probe that bears with who takes no body as large as its own, though the document has no say in that. Where the
 * document has the status for it, it is as right as any other.
 */
export function bearingWithLimits(probe: Probe, operation: Operation): Probe {
  const { request, expectation } = probe;
  if (request.body === undefined || request.body.length <= LARGE) return probe;
  const isDocumented = (status: number) => responseFor(operation, status) !== undefined;
  const documented = REFUSED.filter(isDocumented).map(String);
  const borne = REFUSED.filter((status) => !isDocumented(status));
  return {
    ...probe,
    expectation: {
      ...expectation,
      statuses: [...new Set([...expectation.statuses, ...documented])],
      tolerated: [...new Set([...expectation.tolerated, ...borne])],
    },
  };
}
