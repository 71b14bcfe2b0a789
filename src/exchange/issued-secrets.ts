import type { Contract } from '../contract/contract.ts';
import { maybeCredential } from './credential-fields.ts';
import type { Exchange, HeaderLines } from './exchange.ts';

/** What stands in place of a credential of ours: it is gone already. */
const GONE = /\$\{\w|\[redacted:/;
const CREDENTIALS = /^(proxy-)?authorization$|^(x-)?api-key$/i;

/**
 * Exchanges as they may be kept: without the secrets that the target itself has made and put into the headers of its answer,
 * such as the session of a cookie or a token in the address that it points to. Nobody's variables name them, and whoever
 * finds the recording could use them.
 *
 * @param contract whose document's headers stay, since what they hold is judged: of them only cookies and what speaks of a
 *   token in an address go; and by whose words of a gate its answers are known again
 */
export function withoutIssuedSecrets(
  exchanges: readonly Exchange[],
  { operation, gate }: Pick<Contract, 'operation' | 'gate'>,
): Exchange[] {
  const documented = new Set(
    operation.responses.flatMap(({ headers }) => headers.map(({ name }) => name.toLowerCase())),
  );
  const gateWords = gate?.answers.flatMap(({ location = '' }) => (location === '' ? [] : [location])) ?? [];
  return exchanges.map((exchange) => {
    const { response } = exchange;
    if (response === undefined) return exchange;
    const headers = response.headers.map(([name, value]): HeaderLines[number] => [
      name,
      kept(name, value, documented.has(name.toLowerCase()), gateWords),
    ]);
    return { ...exchange, response: { ...response, headers } };
  });
}

function kept(name: string, value: string, isDocumented: boolean, gateWords: readonly string[]): string {
  if (/^set-cookie2?$/i.test(name))
    return value.replace(
      /^([^=;]*=)([^;]*)/,
      (_, cookie: string, session: string) => cookie + hide('COOKIE', session),
    );
  if (/^(content-)?location$/i.test(name)) return keptAddress(value, isDocumented, gateWords);
  if (isDocumented || !(CREDENTIALS.test(name) || maybeCredential(name))) return value;
  return hide(name.toUpperCase().replace(/\W+/g, '_'), value);
}

/** An address with the names in its query and fragment, and without what they hold. */
function keptAddress(address: string, isDocumented: boolean, gateWords: readonly string[]): string {
  const spoken = gateWords.flatMap((word) => placesOf(word, address));
  return address.replace(/([?&#])([^&#]*)/g, (whole, mark: string, part: string, at: number) => {
    const equals = part.indexOf('=');
    const key = equals < 0 ? '' : part.slice(0, equals);
    // A fragment without a value is a place in a page.
    if (isDocumented ? !isTelling(key) : mark === '#' && equals < 0) return whole;
    const end = at + whole.length;
    const text = part.slice(equals + 1);
    if (spoken.some(([from, to]) => from < end && to > end - text.length)) return whole;
    return `${mark}${part.slice(0, equals + 1)}${hide('LOCATION', text)}`;
  });
}

/** Whether a parameter of an address is a secret by its name, those of OAuth 2.0 and OpenID Connect among them. */
function isTelling(key: string): boolean {
  return maybeCredential(key) || /^(code|state|nonce)$/i.test(key);
}

function placesOf(word: string, text: string): [from: number, to: number][] {
  const at = text.toLowerCase().indexOf(word.toLowerCase());
  return at < 0 ? [] : [[at, at + word.length]];
}

function hide(name: string, value: string): string {
  return value === '' || GONE.test(value) ? value : `[redacted:${name}]`;
}
