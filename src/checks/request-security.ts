import type { Operation, SecurityRequirement, SecurityScheme } from '../document/operation.ts';
import { type ExchangeRequest, headerValues } from '../exchange/exchange.ts';
import type { RequestObservation } from './request-observation.ts';
import { cookieValues, queryValues } from './request-parameters.ts';

/**
 * What a request lacks of its credentials. The alternatives of a document are looked at each as a whole: one of two
 * schemes that belong together is not enough. Of several alternatives the nearest one is told of.
 */
export function securityRules({ security }: Operation): (request: ExchangeRequest) => RequestObservation[] {
  return (request) => {
    const lacks = security
      .map((alternative) => lacking(alternative, request))
      .sort((one, other) => one.length - other.length);
    return lacks[0] ?? [];
  };
}

function lacking({ schemes, pointer }: SecurityRequirement, request: ExchangeRequest): RequestObservation[] {
  return schemes.flatMap((scheme) => {
    const fault = faultOf(scheme, request);
    if (fault === undefined) return [];
    const others = schemes.filter((other) => other !== scheme).map(({ name }) => name);
    const together = others.length === 0 ? '' : `, together with ${others.join(' and ')}`;
    const { kind, says } = fault;
    const name = placeOf(scheme);
    return {
      kind,
      forbidden: true,
      message: `${says}: the document asks for ${scheme.name} (${name})${together}`,
      part: 'credentials',
      pointer: name,
      expected: scheme.kind === 'http' ? `${scheme.scheme} credentials` : name,
      promise: pointer,
    };
  });
}

function placeOf(scheme: SecurityScheme): string {
  if (scheme.kind === 'apiKey') return `${scheme.in} ${scheme.parameter}`;
  return scheme.kind === 'http' ? 'header Authorization' : scheme.type;
}

/** Schemes that no header can carry, such as mutual TLS, are taken as satisfied. */
function faultOf(
  scheme: SecurityScheme,
  request: ExchangeRequest,
): { kind: 'security-missing' | 'security-scheme'; says: string } | undefined {
  if (scheme.kind === 'other') return undefined;
  const name = placeOf(scheme);
  const missing = { kind: 'security-missing', says: `${name} is missing` } as const;
  if (scheme.kind === 'apiKey') {
    const [value] =
      scheme.in === 'header'
        ? headerValues(request.headers, scheme.parameter)
        : scheme.in === 'query'
          ? queryValues(request, scheme.parameter)
          : cookieValues(request, scheme.parameter);
    return value === undefined || value.trim() === '' ? missing : undefined;
  }
  const [value] = headerValues(request.headers, 'authorization');
  if (value === undefined || value.trim() === '') return missing;
  const [word = '', credential = ''] = value.trim().split(/ +/);
  if (word.toLowerCase() !== scheme.scheme) {
    return { kind: 'security-scheme', says: `${name} does not begin with the word "${scheme.scheme}"` };
  }
  return credential === '' ? { kind: 'security-missing', says: `${name} holds no credential` } : undefined;
}
