import { headerValues } from '../exchange/exchange.ts';
import type { Reading } from './reading.ts';

/**
 * True where a web server says of a request that it is no HTTP: nginx does so, in its own HTML, of two Authorization
 * headers, which no client may send (RFC 9110 section 5.3). No API behind it ever saw that request.
 */
export function isRefusedByServer({ exchange, status, mediaType }: Reading): boolean {
  return (
    status === 400 &&
    mediaType?.essence === 'text/html' &&
    headerValues(exchange.request.headers, 'authorization').length > 1
  );
}
