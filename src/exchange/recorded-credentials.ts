import type { Operation } from '../document/operation.ts';
import type { Exchange } from './exchange.ts';

/** Headers that carry credentials whatever a document says. */
const COMMON = ['authorization', 'proxy-authorization', 'cookie'];
/** A value of less is a word; more values than that are no credentials of one operation. */
const SHORTEST = 8;
const MOST = 20;

/**
 * The credentials that a recording of another tool holds in its requests: nobody has named them in the environment,
 * and they must not be printed all the same. For `createRedactor`, beside those of the environment.
 *
 * @param exchanges those of the operation
 * @returns values by a name made of the header or parameter, e.g. `AUTHORIZATION` and `AUTHORIZATION_2`
 */
export function recordedCredentials(
  exchanges: readonly Exchange[],
  operation: Operation,
): Record<string, string> {
  const schemes = operation.security
    .flatMap((requirement) => requirement.schemes)
    .flatMap((scheme) => (scheme.kind === 'apiKey' ? [scheme] : []));
  const headers = new Set([
    ...COMMON,
    ...schemes.filter((scheme) => scheme.in === 'header').map(({ parameter }) => parameter.toLowerCase()),
  ]);
  const queries = schemes.filter((scheme) => scheme.in === 'query').map(({ parameter }) => parameter);

  const named = new Map<string, string>(); // value → name
  const note = (name: string, value: string) => {
    if (value.length < SHORTEST || named.has(value) || named.size >= MOST) return;
    if (/\$\{\w|\[redacted:/.test(value)) return; // ours: it is gone already
    const base = name.toUpperCase().replace(/\W+/g, '_');
    const count = [...named.values()].filter((each) => each.replace(/_\d+$/, '') === base).length;
    named.set(value, count === 0 ? base : `${base}_${count + 1}`);
  };
  for (const { request } of exchanges) {
    for (const [name, value] of request.headers) {
      if (!headers.has(name.toLowerCase())) continue;
      const parts =
        name.toLowerCase() === 'cookie'
          ? value.split(';').map((pair) => pair.slice(pair.indexOf('=') + 1))
          : [value.replace(/^[A-Za-z]+ +/, '')];
      for (const part of parts) note(name, part.trim());
    }
    const query = URL.canParse(request.url) ? new URL(request.url).searchParams : new URLSearchParams();
    for (const name of queries) for (const value of query.getAll(name)) note(name, value);
  }
  return Object.fromEntries([...named].map(([value, name]) => [name, value]));
}
