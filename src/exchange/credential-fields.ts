import type { Contract } from '../contract/contract.ts';

/** Where requests carry credentials. */
export interface CredentialFields {
  /** Names of headers, in lower case. */
  headers: ReadonlySet<string>;
  /** Names of parameters in the query, as they are written. */
  queries: ReadonlySet<string>;
}

/** Headers that carry credentials whatever a document says. */
const HEADERS = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'api-key',
  'x-api-key',
  'x-auth-token',
  'x-access-token',
];
/** Parameters that do: RFC 6750 section 2.3, and what is usual. */
const QUERIES = ['access_token', 'api_key', 'apikey'];

/** Words in the name of a header or parameter that may hold a credential. */
const TELLING = /token|secret|passw|api[-_]?key|signature|session|credential|jwt/i;

/**
 * The fields of a request that hold credentials: those of the security schemes of the operation, those for which the
 * contract names a variable (`credentials`), and those that do so everywhere.
 */
export function credentialFields({
  operation,
  credentials,
}: Pick<Contract, 'operation' | 'credentials'>): CredentialFields {
  const schemes = operation.security
    .flatMap((requirement) => requirement.schemes)
    .flatMap((scheme) => (scheme.kind === 'apiKey' ? [scheme] : []));
  const named = (where: string) =>
    schemes.filter((scheme) => scheme.in === where).map(({ parameter }) => parameter);
  // A name of the contract that is a scheme's is no header: no request has one of that name, or it is a credential too.
  const headers = [...HEADERS, ...named('header'), ...Object.keys(credentials)];
  return {
    headers: new Set(headers.map((name) => name.toLowerCase())),
    queries: new Set([...QUERIES, ...named('query')]),
  };
}

/** Whether a name of a header or parameter says that it may hold a credential, though nobody has said that it does. */
export function maybeCredential(name: string): boolean {
  return TELLING.test(name);
}
