import { headerValues } from '../exchange/exchange.ts';
import type { Reading } from './reading.ts';

/** How a header is written down that is longer than servers take, or not ASCII: a shell makes it (`probes/spoil.ts`). */
const MADE_BY_A_SHELL = /\$\(printf /;

/**
 * True where a web server says of a request that it is no HTTP, in its own HTML: nginx does so of two Authorization
 * headers, which no client may send (RFC 9110 section 5.3), and of headers that are too long; others do of a header that is
 * not ASCII. No API behind it ever saw that request.
 */
export function isRefusedByServer({ exchange, status, mediaType }: Reading): boolean {
  return (
    status === 400 &&
    mediaType?.essence === 'text/html' &&
    (headerValues(exchange.request.headers, 'authorization').length > 1 ||
      exchange.request.headers.some(([, value]) => MADE_BY_A_SHELL.test(value)))
  );
}
