import type { Operation } from '../document/operation.ts';
import type { Change } from './request.ts';

/** What ordinary clients, and what traces their calls, add to a request: none of it is the API's business. */
const CLIENT_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 plumbline'],
  ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
  ['X-Request-Id', '4bf92f3577b34da6'],
  ['Cache-Control', 'no-cache'],
];

/**
 * The headers and the cookie of a browser on its way through a tracer, and what it can decompress, but for what the document
 * names.
 */
export function addedByClients({ parameters }: Operation): Change {
  const named = (place: string) =>
    parameters.filter((parameter) => parameter.in === place).map(({ name }) => name.toLowerCase());
  const headers = CLIENT_HEADERS.filter(([name]) => !named('header').includes(name.toLowerCase()));
  const cookie = { value: 'plumbline_session=1', shown: 'plumbline_session=1' };
  return {
    headers,
    cookies: named('cookie').length > 0 ? [] : [cookie],
    acceptEncoding: named('header').includes('accept-encoding') ? undefined : 'gzip, deflate, br',
  };
}
