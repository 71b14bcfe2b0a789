import type { Contract } from '../../contract/contract.ts';
import type { PactInteraction } from '../../exchange/pact.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Environment } from '../../probes/environment.ts';

/**
 * What a provider state may stand for: the variables that the contract names, with their values. A state itself asks
 * for nothing to be set up, as nobody can do that at a provider of somebody else's.
 */
export function stateVariables(contract: Contract, environment: Environment): Record<string, string> {
  const names = [
    ...Object.values(contract.credentials),
    ...Object.values(contract.values),
    ...contract.responses.flatMap(({ provoke }) => provoke.flatMap(({ variables }) => variables)),
  ];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name] ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
}

/** The variables that an interaction's generators ask for, and that neither its states nor the environment give. */
export function missingVariables(
  { raw }: Pick<PactInteraction, 'raw'>,
  known: Readonly<Record<string, string>>,
): string[] {
  const states = Array.isArray(raw['providerStates']) ? raw['providerStates'].filter(isObject) : [];
  const given = new Set([
    ...Object.keys(known),
    ...states.flatMap(({ params }) => (isObject(params) ? Object.keys(params) : [])),
  ]);
  const asked = stateExpressions(raw).flatMap(variablesOf);
  return [...new Set(asked)].filter((name) => !given.has(name));
}

/** The expressions of all `ProviderState` generators of an interaction's request. */
export function stateExpressions(raw: JsonObject): string[] {
  return isObject(raw['request']) ? expressions(raw['request']['generators']) : [];
}

function expressions(generators: Json | undefined): string[] {
  if (!isObject(generators)) return [];
  const { type, expression } = generators;
  if (type === 'ProviderState' && typeof expression === 'string') return [expression];
  return Object.values(generators).flatMap(expressions);
}

/** `Bearer ${TOKEN}` names TOKEN; without braces the whole expression is a name. */
function variablesOf(expression: string): string[] {
  const named = [...expression.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1] ?? '');
  return named.length > 0 || expression.includes('$') ? named : [expression];
}
