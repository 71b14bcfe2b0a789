import type { Contract } from '../contract/contract.ts';
import type { SecurityScheme } from '../document/operation.ts';
import type { Environment } from './environment.ts';

/** A credential as it is put on a request. */
export interface Credential {
  /** The security scheme or header parameter that asks for it. */
  name: string;
  /** The environment variable that holds it. */
  variable: string;
  /** The right value, scheme word left out. */
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

/**
 * The credentials that a right request carries: every scheme of the first security alternative, the gate's header,
 * and the header parameters for which the contract names a variable.
 *
 * @returns the credentials whose variable is set, and the variables that are missing
 */
export function readCredentials(
  contract: Contract,
  environment: Environment,
): { credentials: Credential[]; missing: string[] } {
  const { operation } = contract;
  const schemes = (operation.security[0]?.schemes ?? []).flatMap((scheme) =>
    schemeCredential(contract, scheme),
  );
  const parameters = operation.parameters.flatMap((parameter): Omit<Credential, 'value'>[] => {
    const variable = contract.credentials[parameter.name];
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
  const wanted = [...schemes, ...parameters];
  return {
    credentials: wanted.flatMap((each) => {
      const value = environment[each.variable];
      return value === undefined || value === '' ? [] : [{ ...each, value }];
    }),
    missing: wanted
      .map(({ variable }) => variable)
      .filter((variable) => (environment[variable] ?? '') === ''),
  };
}

function schemeCredential(contract: Contract, scheme: SecurityScheme): Omit<Credential, 'value'>[] {
  const variable = contract.credentials[scheme.name];
  if (variable === undefined || scheme.kind === 'other') return [];
  const common = { name: scheme.name, variable, pointer: scheme.pointer, role: 'security' as const };
  return scheme.kind === 'http'
    ? [{ ...common, place: 'header', parameter: 'Authorization', scheme: scheme.scheme }]
    : [{ ...common, place: scheme.in, parameter: scheme.parameter, scheme: undefined }];
}

/** A credential's header line, query value or cookie, as sent and as it may be written down. */
export interface CredentialText {
  value: string;
  shown: string;
  /** A header of the same name that goes before it. */
  before?: { value: string; shown: string };
}

/** `Bearer <token>`, or the bare value of an API key. */
export function rightText({ value, variable, scheme }: Credential): CredentialText {
  const word = schemeWord(scheme);
  return { value: `${word}${value}`, shown: `${word}\${${variable}}` };
}

/** The word before a credential, spelt as RFC 6750 and RFC 7617 do, with its space. */
export function schemeWord(scheme: string | undefined): string {
  if (scheme === undefined) return '';
  return `${scheme.charAt(0).toUpperCase()}${scheme.slice(1)} `;
}
