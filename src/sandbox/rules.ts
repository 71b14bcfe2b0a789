import type { Contract } from '../contract/contract.ts';
import type { SecurityScheme } from '../document/operation.ts';
import { headerValues } from '../exchange/exchange.ts';
import type { Json } from '../json.ts';
import { bodyReader, bodyRules } from './body.ts';
import { type Call, matchPath } from './call.ts';
import { conflicts } from './conflict.ts';
import { parameterRules } from './parameters.ts';
import type { ReadBody } from './read-body.ts';
import { credentialOf, satisfies } from './security.ts';
import type { Compile, Objection } from './validator.ts';

/** The questions that a provider puts to a request. Faults replace single answers. */
export interface Rules {
  /** Whether the gate in front of the API lets the request through. */
  opens(call: Call): boolean;
  /** Whether the request satisfies one security scheme. */
  satisfies(scheme: SecurityScheme, call: Call): boolean;
  /** Whether the request may be served, given the answer for each scheme. */
  authorizes(call: Call, satisfied: (scheme: SecurityScheme) => boolean): boolean;
  /** Reads the body. */
  reads(call: Call): ReadBody;
  /** What is wrong with the parameters and the body. */
  objects(call: Call, input: Json | undefined): Objection[];
  /** The documented status that a request without fault provokes nevertheless. */
  conflicts(input: Json | undefined): string | undefined;
}

/** What the sandbox makes of a request. */
export type Decision =
  | { kind: 'gate' }
  | { kind: 'not-found' }
  | { kind: 'method' }
  | { kind: 'too-large' }
  | { kind: 'unauthorized' }
  | { kind: 'invalid'; objections: Objection[] }
  | { kind: 'conflict'; status: string }
  | { kind: 'success'; input: Json | undefined };

/**
 * The rules of a provider that keeps to document and contract.
 *
 * @throws {Problem} when a schema of the document cannot be compiled
 */
export function conformingRules(
  contract: Contract,
  environment: Record<string, string>,
  compile: Compile,
): Rules {
  const { operation, gate } = contract;
  const parameters = parameterRules(contract, compile);
  const body = bodyRules(contract, compile);
  const staging = gate === undefined ? undefined : credentialOf(contract, environment, gate.header);
  return {
    opens(call) {
      if (gate === undefined) return true;
      const [value, second] = headerValues(call.headers, gate.header);
      if (value === undefined || second !== undefined) return false;
      return staging === undefined ? value !== '' : value === staging;
    },
    satisfies: (scheme, call) => satisfies(scheme, call, credentialOf(contract, environment, scheme.name)),
    authorizes: (_, satisfied) =>
      operation.security.length === 0 || operation.security.some(({ schemes }) => schemes.every(satisfied)),
    reads: bodyReader(contract),
    objects: (call, input) => [...parameters(call), ...body(call, input)],
    conflicts: conflicts(contract, environment),
  };
}

/** Puts the questions in their order: gate, path, method, credentials, body, conflict. */
export function decide(contract: Contract, rules: Rules, call: Call): Decision {
  if (!rules.opens(call)) return { kind: 'gate' };
  const { operation } = contract;
  if (matchPath(operation.path, call.path) === undefined) return { kind: 'not-found' };
  if (call.method !== operation.method) return { kind: 'method' };
  if (!rules.authorizes(call, (scheme) => rules.satisfies(scheme, call))) return { kind: 'unauthorized' };
  const { input, objections } = rules.reads(call);
  if (objections.length > 0) return { kind: 'invalid', objections };
  const wrong = rules.objects(call, input);
  if (wrong.length > 0) return { kind: 'invalid', objections: wrong };
  const status = rules.conflicts(input);
  return status === undefined ? { kind: 'success', input } : { kind: 'conflict', status };
}
