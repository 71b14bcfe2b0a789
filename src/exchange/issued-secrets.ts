import type { Operation } from '../document/operation.ts';
import { maybeCredential } from './credential-fields.ts';
import type { Exchange, HeaderLines } from './exchange.ts';

/** A value of less is a word, such as the name of a token's type. */
const SHORTEST = 8;
/** What stands in place of a credential of ours: it is gone already. */
const GONE = /\$\{\w|\[redacted:/;
const CREDENTIALS = /^(proxy-)?authorization$|^(x-)?api-key$/i;

/**
 * Exchanges as they may be kept: without the secrets that the target itself has made and put into the headers of its answer,
 * such as the session of a cookie or a token in the address that it points to. Nobody's variables name them, and whoever
 * finds the recording could use them.
 *
 * @param operation whose document's headers stay: what they hold is judged
 */
export function withoutIssuedSecrets(exchanges: readonly Exchange[], { responses }: Operation): Exchange[] {
  const documented = new Set(
    responses.flatMap(({ headers }) => headers.map(({ name }) => name.toLowerCase())),
  );
  return exchanges.map((exchange) => {
    const { response } = exchange;
    if (response === undefined) return exchange;
    const headers = response.headers.map(([name, value]): HeaderLines[number] => [
      name,
      kept(name, value, documented.has(name.toLowerCase())),
    ]);
    return { ...exchange, response: { ...response, headers } };
  });
}

function kept(name: string, value: string, isDocumented: boolean): string {
  if (/^set-cookie2?$/i.test(name))
    return value.replace(
      /^([^=;]*=)([^;]*)/,
      (_, cookie: string, session: string) => cookie + hide('COOKIE', session),
    );
  if (/^(content-)?location$/i.test(name))
    return value.replace(/([?&#])([^=&#]+)=([^&#]*)/g, (whole, mark: string, key: string, text: string) =>
      maybeCredential(key) || /^code$/i.test(key) ? `${mark}${key}=${hide('LOCATION', text)}` : whole,
    );
  if (isDocumented || !(CREDENTIALS.test(name) || maybeCredential(name))) return value;
  return hide(name.toUpperCase().replace(/\W+/g, '_'), value);
}

function hide(name: string, value: string): string {
  return value.length < SHORTEST || GONE.test(value) ? value : `[redacted:${name}]`;
}
