import { type CredentialFields, maybeCredential } from './credential-fields.ts';
import type { Exchange, HeaderLines } from './exchange.ts';

/** A value of less is a word; more values than that are no credentials of one operation. */
const SHORTEST = 8;
const MOST = 20;
/** What stands in place of a credential in recordings of ours: it is gone already. */
const GONE = /\$\{\w|\[redacted:/;

/**
 * The credentials that a recording of another tool holds in its requests: nobody has named them in the environment,
 * and they must not be printed all the same. For `createRedactor`, beside those of the environment.
 *
 * @param exchanges those of the operation
 * @param fields where its requests carry them
 * @returns values by a name made of the header or parameter, e.g. `AUTHORIZATION` and `AUTHORIZATION_2`
 */
export function recordedCredentials(
  exchanges: readonly Exchange[],
  { headers, queries }: CredentialFields,
): Record<string, string> {
  const named = new Map<string, string>(); // value → name
  const note = (name: string, value: string) => {
    if (value.length < SHORTEST || named.has(value) || named.size >= MOST) return;
    if (GONE.test(value)) return;
    const base = markName(name);
    const count = [...named.values()].filter((each) => each.replace(/_\d+$/, '') === base).length;
    named.set(value, count === 0 ? base : `${base}_${count + 1}`);
  };
  for (const { request } of exchanges) {
    for (const [name, value] of request.headers) {
      if (!headers.has(name.toLowerCase())) continue;
      const cookie = isCookie(name);
      for (const part of partsOf(name, value))
        note(name, (cookie ? part.slice(part.indexOf('=') + 1) : part.replace(/^[A-Za-z]+ +/, '')).trim());
    }
    const query = URL.canParse(request.url) ? new URL(request.url).searchParams : new URLSearchParams();
    for (const name of queries) for (const value of query.getAll(name)) note(name, value);
  }
  return Object.fromEntries([...named].map(([value, name]) => [name, value]));
}

/**
 * The exchange without what its request holds in fields of credentials, or in others whose names say that they may hold
 * one: also where `recordedCredentials` has named too many already. What the response repeats of these stays; that
 * such a field held a credential is not known, and nothing may be found wrong for it.
 */
export function withoutCredentialFields(exchange: Exchange, fields: CredentialFields): Exchange {
  const { request } = exchange;
  const hide = (name: string, value: string, known: boolean): string =>
    (known || maybeCredential(name)) && value.length >= SHORTEST && !GONE.test(value)
      ? `[redacted:${markName(name)}]`
      : value;
  return {
    ...exchange,
    request: {
      ...request,
      url: withQuery(request.url, (name, value) => hide(name, value, fields.queries.has(name))),
      headers: request.headers.map(([name, value]): HeaderLines[number] => [
        name,
        partsOf(name, value)
          .map((part) => hide(name, part, fields.headers.has(name.toLowerCase())))
          .join(';'),
      ]),
    },
  };
}

/** The URL with other values in its query, and without a user's password; the rest stays as it is written. */
function withQuery(url: string, change: (name: string, value: string) => string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]*:\/\/[^/?#@]*?):[^/?#@]*@/i, '$1:[redacted:PASSWORD]@')
    .replace(
      /([?&])([^=&#]+)=([^&#]*)/g,
      (_, mark: string, name: string, value: string) =>
        `${mark}${name}=${change(new URLSearchParams(name).keys().next().value ?? name, value)}`,
    );
}

const isCookie = (name: string) => name.toLowerCase() === 'cookie';

/** Each cookie of its header; another value whole. */
function partsOf(name: string, value: string): string[] {
  return isCookie(name) ? value.split(';') : [value];
}

/** The name by which the credential of a header or parameter goes where it is taken out. */
export function markName(name: string): string {
  return name.toUpperCase().replace(/\W+/g, '_');
}
