import type { Operation } from '../document/operation.ts';
import { documentedProperties, keyword } from '../document/schema.ts';
import { isObject } from '../json.ts';
import type { Credential } from './credentials.ts';
import type { Base, Change } from './request.ts';
import { accepts } from './values/accepts.ts';

/** A credential that is right, and not where the document asks for it. */
export interface Misplaced {
  /** Kebab case, a part of the probe's id. */
  name: string;
  /** Where the credential is, for a sentence: `stands in a cookie`. */
  says: string;
  /** What carries it; its own header is left out besides. */
  change: Change;
}

/** The name under which frameworks look for a bearer token outside of its header (RFC 6750 sections 2.2 and 2.3). */
const TOKEN_NAME = 'access_token';

/**
 * The places besides its header in which frameworks look for a credential unless they are told not to: the query, a
 * cookie, a property of the body. A document that asks for a header does not say that any of them will do.
 *
 * @param exposed true where a URL may hold a secret, since it is logged nowhere but on this machine (RFC 6750 section 5.3)
 */
export function misplace(credential: Credential, base: Base, exposed: boolean): Misplaced[] {
  const { value, variable, parameter, place, scheme } = credential;
  if (place !== 'header' || (scheme !== undefined && scheme !== 'bearer')) return [];
  const name = scheme === 'bearer' ? TOKEN_NAME : parameter;
  const { operation } = base.contract;
  const found: Misplaced[] = [];
  if (exposed && !knows(operation, 'query', name)) {
    found.push({
      name: 'in-query',
      says: `stands in the query, as ${name}`,
      change: { query: [[name, value]] },
    });
  }
  // RFC 6265 section 4.1.1
  if (/^[\w!#$%&'()*+./:<=>?@[\]^`{|}~-]+$/.test(value) && !knows(operation, 'cookie', name)) {
    found.push({
      name: 'in-cookie',
      says: `stands in a cookie, as ${name}`,
      change: { cookies: [{ value: `${name}=${value}`, shown: `${name}=\${${variable}}` }] },
    });
  }
  const headers = otherHeaders(credential).filter((header) => !knows(operation, 'header', header));
  if (headers.length > 0) {
    found.push({
      name: 'in-other-headers',
      says: `stands in ${headers.join(', ')}`,
      change: { headers: headers.map((header) => [header, value, `\${${variable}}`]) },
    });
  }
  const body = withCredential(base, name, value);
  if (body !== undefined)
    found.push({ name: 'in-body', says: `stands in the body, as ${name}`, change: { body } });
  return found;
}

/** Headers that frameworks take for that of the credential: those of keys for a token, and the same name with or without X. */
function otherHeaders({ scheme, parameter }: Credential): string[] {
  if (scheme === 'bearer') return ['X-Api-Key', 'X-Auth-Token', 'X-Access-Token'];
  return [/^x-/i.test(parameter) ? parameter.slice(2) : `X-${parameter}`];
}

function knows(
  { parameters, security }: Operation,
  place: 'query' | 'cookie' | 'header',
  name: string,
): boolean {
  const isIt = (other: string | undefined) =>
    place === 'header' ? other?.toLowerCase() === name.toLowerCase() : other === name;
  return (
    parameters.some((parameter) => parameter.in === place && isIt(parameter.name)) ||
    security.some(({ schemes }) =>
      schemes.some((scheme) => scheme.kind === 'apiKey' && scheme.in === place && isIt(scheme.parameter)),
    )
  );
}

/** The right body with the credential beside its properties, where the document forbids no further ones. */
function withCredential({ body, form }: Base, name: string, value: string): Change['body'] {
  const schema = form?.media.schema;
  if (form?.json !== true || !isObject(body)) return undefined;
  if (keyword(schema, 'additionalProperties')?.value !== undefined) return undefined;
  if (documentedProperties(schema).has(name)) return undefined;
  const more = { ...body, [name]: value };
  return accepts(schema, more) === true ? more : undefined;
}
