/**
 * undici's client without the rest of undici (fetch, caches, web sockets, mocks), which would cost every run 25 ms of
 * start-up. The version of undici is pinned, and the tests of the sender fail when this file of it moves.
 */
declare module 'undici/lib/dispatcher/client.js' {
  import type { Client } from 'undici';

  const client: typeof Client;
  export default client;
}
