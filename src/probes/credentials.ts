import type { Contract } from '../contract/contract.ts';
import type { Parameter, SecurityScheme } from '../document/operation.ts';
import { Problem } from '../problem.ts';
import type { Environment } from './environment.ts';

/** A credential as it is put on a request. */
export interface Credential {
  /** The security scheme or header parameter that asks for it. */
  name: string;
  /** The environment variable that holds it. */
  variable: string;
  /** The right value, scheme word left out; for `basic` the variable's own text, encoded or not. */
  value: string;
  place: 'header' | 'query' | 'cookie';
  /** The header, query parameter or cookie, spelt as the document does. */
  parameter: string;
  /** For `type: http`: `bearer` or `basic`; the word that goes before the value. */
  scheme: string | undefined;
  /** The document's pointer to the scheme or parameter. */
  pointer: string;
  /** `gate` for a header whose absence a gateway answers, not the API. */
  role: 'security' | 'gate' | 'parameter';
}

/** What is asked for, wherever its value comes from. */
export type Asked = Omit<Credential, 'value'>;

/**
 * The credentials that a right request carries: every scheme of one security alternative, the gate's header, and the
 * parameters for which the contract names a variable. Of several alternatives (OpenAPI 3.0 section 4.7.30: any one
 * suffices) it is the first whose variables are all set, or none where one asks for nothing.
 *
 * @returns the credentials whose variable is set, and the variables that are missing
 */
export function readCredentials(
  contract: Contract,
  environment: Environment,
): { credentials: Credential[]; missing: string[] } {
  const isSet = ({ variable }: Asked): boolean => (environment[variable] ?? '') !== '';
  const alternatives = contract.operation.security.map(({ schemes }) =>
    schemes.some(({ kind }) => kind === 'other')
      ? undefined // No header carries it, such as mutual TLS.
      : schemes.flatMap((scheme) => schemeCredential(contract, scheme)),
  );
  const usable = alternatives.filter((each) => each !== undefined);
  const chosen =
    usable.find((each) => each.length > 0 && each.every(isSet)) ??
    usable.find((each) => each.length === 0) ??
    usable[0] ??
    [];
  const wanted = [...chosen, ...parameterCredentials(contract)];
  return {
    credentials: wanted.flatMap((each) => {
      const value = environment[each.variable];
      return value === undefined || value === '' ? [] : [{ ...each, value }];
    }),
    missing: [...new Set(wanted.filter((each) => !isSet(each)).map(({ variable }) => variable))],
  };
}

/**
 * What each security alternative asks for whose schemes are not all among those that a right request carries: in place of
 * those it suffices as well (OpenAPI 3.0 section 4.7.30).
 *
 * @param carried the credentials of a right request
 */
export function otherAlternatives(contract: Contract, carried: readonly Credential[]): Asked[][] {
  const names = new Set(carried.map(({ name }) => name));
  return contract.operation.security
    .map(({ schemes }) => ({
      asked: schemes.flatMap((scheme) => schemeCredential(contract, scheme)),
      schemes,
    }))
    .filter(({ asked, schemes }) => asked.length === schemes.length)
    .map(({ asked }) => asked)
    .filter((asked) => asked.some(({ name }) => !names.has(name)));
}

function parameterCredentials(contract: Contract): Asked[] {
  return contract.operation.parameters.flatMap((parameter): Asked[] => {
    const variable = variableOf(parameter, contract);
    if (variable === undefined || parameter.in === 'path') return [];
    return [
      {
        name: parameter.name,
        variable,
        place: parameter.in,
        parameter: parameter.name,
        scheme: undefined,
        pointer: parameter.pointer,
        role: contract.gate?.header === parameter.name ? 'gate' : 'parameter',
      },
    ];
  });
}

/** The variable that the contract names for a parameter; a scheme of the same name has its own by that. */
export function variableOf(
  { name, in: place }: Parameter,
  { operation, credentials }: Contract,
): string | undefined {
  if (place === 'path' || !Object.hasOwn(credentials, name)) return undefined;
  const isScheme = operation.security.some(({ schemes }) => schemes.some((scheme) => scheme.name === name));
  return isScheme ? undefined : credentials[name];
}

function schemeCredential(contract: Contract, scheme: SecurityScheme): Asked[] {
  const variable = contract.credentials[scheme.name];
  if (variable === undefined || scheme.kind === 'other') return [];
  const common = { name: scheme.name, variable, pointer: scheme.pointer, role: 'security' as const };
  return scheme.kind === 'http'
    ? [{ ...common, place: 'header', parameter: 'Authorization', scheme: scheme.scheme }]
    : [{ ...common, place: scheme.in, parameter: scheme.parameter, scheme: undefined }];
}

/**
 * Reads the credentials that a run needs.
 *
 * @throws {Problem} when one is missing, or holds what cannot be sent; the value itself is never in the message
 */
export function neededCredentials(contract: Contract, environment: Environment): Credential[] {
  const { credentials, missing } = readCredentials(contract, environment);
  if (missing.length > 0) {
    const derived = contract.file === undefined ? missing.map((name) => meaning(contract, name)) : [];
    throw new Problem(`missing credentials: ${missing.join(', ')}`, {
      hint: [
        ...derived,
        'set them in the environment or in .env (see .env.example); without a target the embedded sandbox is probed, which needs none',
      ].join('; '),
    });
  }
  for (const credential of credentials) {
    const problem = unsendable(credential);
    if (problem !== undefined) throw problem;
  }
  return credentials;
}

/** What belongs into a variable whose name was derived from the document. */
function meaning({ operation, credentials }: Contract, variable: string): string {
  for (const scheme of operation.security.flatMap(({ schemes }) => schemes)) {
    if (credentials[scheme.name] !== variable) continue;
    const what =
      scheme.kind === 'apiKey'
        ? `the value of the ${scheme.in === 'query' ? 'query parameter' : scheme.in} ${scheme.parameter}`
        : scheme.kind === 'http' && scheme.scheme === 'basic'
          ? 'user:password'
          : 'the token, without the word before it';
    return `${variable} is for the security scheme "${scheme.name}": ${what}`;
  }
  return `${variable} is named by the contract`;
}

/** What is wrong with a credential that cannot be sent as it is; the value itself is never in the message. */
export function unsendable({ variable, value, scheme, place }: Credential): Problem | undefined {
  const problem = (message: string, hint: string): Problem => new Problem(`${variable} ${message}`, { hint });
  if (value.trim() !== value) {
    return problem(
      'has white space before or behind its value',
      'copy it again without the line break or blank around it',
    );
  }
  if (/[^\x20-\x7e]/.test(value)) {
    return problem(
      'has a line break or another character in it that no header can carry',
      scheme === 'basic'
        ? 'copy it again, or put the base64 of user:password into it'
        : 'copy it again: a credential is of plain ASCII, on one line',
    );
  }
  const word = schemeWord(scheme).trim();
  if (word !== '' && value.toLowerCase().startsWith(`${word.toLowerCase()} `)) {
    return problem(`begins with the word ${word}`, 'put only what comes behind it there: the word is added');
  }
  if (place === 'cookie' && /[\s",;\\]/.test(value)) {
    return problem(
      'has a character in it that no cookie can carry (RFC 6265 section 4.1.1)',
      'encode it as the API asks for',
    );
  }
  return undefined;
}

/** A credential's header line, query value or cookie, as sent and as it may be written down. */
export interface CredentialText {
  value: string;
  shown: string;
  /** A header of the same name that goes before it. */
  before?: { value: string; shown: string };
}

/** `Bearer <token>`, `Basic <base64>`, or the bare value of an API key. */
export function rightText(credential: Credential): CredentialText {
  return dressed(credential, credential.value, `\${${credential.variable}}`);
}

/**
 * A value in the dress of its scheme. What a person writes for `basic` is `user:password`, which goes out in base64
 * (RFC 7617 section 2); a text without a colon is taken for one that is encoded.
 *
 * @param shown the value as a shell would put it together
 */
export function dressed({ scheme, value: own }: Credential, value: string, shown: string): CredentialText {
  const word = schemeWord(scheme);
  if (scheme !== 'basic' || !own.includes(':')) return { value: `${word}${value}`, shown: `${word}${shown}` };
  return {
    value: `${word}${Buffer.from(value).toString('base64')}`,
    shown: `${word}$(printf %s "${shown}" | base64 -w0)`,
  };
}

/** The word before a credential, spelt as RFC 6750 and RFC 7617 do, with its space. */
export function schemeWord(scheme: string | undefined): string {
  if (scheme === undefined) return '';
  return `${scheme.charAt(0).toUpperCase()}${scheme.slice(1)} `;
}
