import type { Contract } from '../contract/contract.ts';
import type { SecurityScheme } from '../document/operation.ts';
import { headerValues } from '../exchange/exchange.ts';
import { type Call, cookieOf } from './call.ts';

/** The credential that a scheme asks for, out of the sandbox's environment. */
export function credentialOf(
  contract: Contract,
  environment: Record<string, string>,
  scheme: string,
): string | undefined {
  const variable = contract.credentials[scheme];
  return variable === undefined ? undefined : environment[variable];
}

/**
 * What the request brings for a scheme: the word before the credential (`bearer`, lower case, for HTTP schemes
 * alone) and the credential itself; undefined when it brings nothing, or more than one value.
 */
export function presented(
  scheme: SecurityScheme,
  call: Call,
): { word: string; credential: string } | undefined {
  if (scheme.kind === 'http') {
    const [value, second] = headerValues(call.headers, 'Authorization');
    if (value === undefined || second !== undefined) return undefined;
    const [, word = '', credential = ''] = /^(\S*)(?: +(.*))?$/.exec(value) ?? [];
    return { word: word.toLowerCase(), credential };
  }
  if (scheme.kind !== 'apiKey') return undefined;
  const values =
    scheme.in === 'header'
      ? headerValues(call.headers, scheme.parameter)
      : scheme.in === 'query'
        ? call.query.getAll(scheme.parameter)
        : [cookieOf(call, scheme.parameter)];
  const [credential, second] = values;
  return credential === undefined || second !== undefined ? undefined : { word: '', credential };
}

/**
 * True when a request satisfies a scheme: the exact credential, after an authentication scheme whose name has no
 * case (RFC 9110 section 11.1). Schemes that no header can carry, such as mutual TLS, are taken as satisfied.
 */
export function satisfies(scheme: SecurityScheme, call: Call, expected: string | undefined): boolean {
  if (scheme.kind === 'other') return true;
  const given = presented(scheme, call);
  if (given === undefined || given.credential === '' || expected === undefined) return false;
  if (scheme.kind === 'apiKey') return given.credential === expected;
  if (given.word !== scheme.scheme) return false;
  return (
    given.credential === expected ||
    (scheme.scheme === 'basic' && given.credential === Buffer.from(expected).toString('base64'))
  );
}
