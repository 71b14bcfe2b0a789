import { type Exchange, header } from './exchange.ts';

/**
 * Whether an answer asks to come back later, whatever the request was. A 429 need not say when (RFC 6585 section 4); a
 * 503 that does not (RFC 9110 section 10.2.3) is an answer like any other.
 */
export function isBusy({ response }: Pick<Exchange, 'response'>): boolean {
  if (response === undefined) return false;
  const later = header(response.headers, 'retry-after');
  return response.status === 429 || (response.status === 503 && later !== undefined);
}
