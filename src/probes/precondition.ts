import { type Operation, responseFor } from '../document/operation.ts';
import type { Probe } from './probe.ts';

/** Headers that name the state in which a thing has to be before it is changed (RFC 9110 sections 13.1.1, 13.1.2 and 13.1.4). */
const CONDITIONS = new Set(['if-match', 'if-none-match', 'if-unmodified-since']);

/**
 * A probe that bears with a state that is another one by now: which is the present one only the API knows, and each
 * request that succeeds may make a new one. Where the document has 412 for that (RFC 9110 section 15.5.13), it is as right
 * as what is hoped for; a stranger is not told.
 */
export function bearingWithState(probe: Probe, operation: Operation): Probe {
  const { request, expectation, group } = probe;
  if (group === 'unauthorized' || probe.id.startsWith('repeated/unauthorized/')) return probe;
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return probe;
  if (!request.headers.some(({ name }) => CONDITIONS.has(name.toLowerCase()))) return probe;
  if (responseFor(operation, 412) === undefined) return probe;
  return {
    ...probe,
    expectation: {
      ...expectation,
      statuses: [...new Set([...expectation.statuses, '412'])],
      sameAs: undefined,
    },
  };
}
