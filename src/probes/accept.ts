import { matchMedia } from '../document/media-type.ts';
import type { Operation } from '../document/operation.ts';
import { documentedTypes } from './request.ts';

/** What a browser likes, and what a framework may have besides what an API documents. */
const OTHERS = ['text/html', 'application/xml'];

/** Media types, without parameters, that a server may have and this operation does not document; in a fixed order. */
export function otherTypesThan(operation: Operation): string[] {
  const documented = documentedTypes(operation).map((type) => ({ type }));
  return OTHERS.filter((type) => matchMedia(documented, type) === undefined);
}

/**
 * The value of an Accept header that names others first and yet likes the documented types best: neither the order nor a
 * name that stands there says what to send, the weights do (RFC 9110 section 12.5.1).
 */
export function documentedLikedBest(operation: Operation): string {
  const others = otherTypesThan(operation).map((type) => `${type};q=0.5`);
  const liked = documentedTypes(operation).map((type) => (others.length === 0 ? type : `${type};q=0.9`));
  return [...others, ...liked].join(', ');
}
