import type { Contract } from '../contract/contract.ts';
import { Problem } from '../problem.ts';
import { provokingProbes, type UntriedWay } from './conflict.ts';
import { requestConstraints } from './constraints.ts';
import { type Credential, readCredentials } from './credentials.ts';
import type { Environment } from './environment.ts';
import { invalidProbes } from './invalid.ts';
import type { Probe } from './probe.ts';
import { repeatedProbes } from './repeated.ts';
import { baseRequest } from './request.ts';
import { gateProbes, unauthorizedProbes } from './unauthorized.ts';
import { validProbes } from './valid.ts';
import { seededFaker } from './values.ts';

/** Everything that a run sends, in order. */
export interface Plan {
  seed: number;
  /** A right request, sent alone and first: it tells whether there is an API to ask. */
  preflight: Probe;
  /** A request with wrong credentials: it tells a closed gate from an API that answers wrongly. */
  secondOpinion: Probe | undefined;
  /** In the order in which they are sent: mixed by the seed, so that no kind of request comes in one block. */
  probes: Probe[];
  /** Ways to provoke an answer; each status' ways are tried one by one, after the probes. */
  provoking: Probe[];
  untried: UntriedWay[];
  /** Environment variables, named in the contract for values that only the team knows, that are not set. */
  missingValues: string[];
  /** Pointers of every constraint that the document lays on the request. */
  constraints: string[];
  /** Credentials that a right request carries. */
  credentials: Credential[];
}

/**
 * Plans a run: the same contract, environment and seed give the same requests, byte for byte.
 *
 * @param options.only keeps the probes that hope for one of these statuses
 * @throws {Problem} when a credential is missing, or nothing is left to send
 */
export function planProbes(
  contract: Contract,
  environment: Environment,
  options: { seed: number; only?: readonly string[] | undefined },
): Plan {
  const { credentials, missing } = readCredentials(contract, environment);
  if (missing.length > 0) {
    throw new Problem(`missing credentials: ${missing.join(', ')}`, {
      hint: 'set them in the environment or in .env (see .env.example); without a target the embedded sandbox is probed, which needs none',
    });
  }
  const base = baseRequest(contract, environment, credentials, options.seed);
  const all = distinct([
    ...validProbes(base),
    ...invalidProbes(base),
    ...unauthorizedProbes(base),
    ...gateProbes(base),
  ]);
  const { probes: provoking, untried } = provokingProbes(base);
  const [preflight] = all;
  if (preflight === undefined) throw new Problem('the operation gives nothing to probe');
  const wanted = wantedBy(contract, options.only);
  const probes = shuffle([...all.slice(1), ...repeatedProbes(all)].filter(wanted), options.seed);
  return {
    seed: options.seed,
    preflight,
    secondOpinion: all.find(({ id }) => /^unauthorized\/[^/]+\/wrong$/.test(id)),
    probes,
    provoking: provoking.filter(wanted),
    untried,
    missingValues: Object.values(contract.values).filter((variable) => (environment[variable] ?? '') === ''),
    constraints: [
      ...new Set(requestConstraints(contract.operation, base.media?.schema).map(({ pointer }) => pointer)),
    ],
    credentials,
  };
}

function wantedBy(contract: Contract, only: readonly string[] | undefined): (probe: Probe) => boolean {
  const asked = new Set(
    contract.responses
      .filter(({ status, reach }) => reach !== 'never' && (only === undefined || only.includes(status)))
      .map(({ status }) => status),
  );
  return ({ expectation }) => {
    if (expectation.provokes !== undefined)
      return (
        asked.has(expectation.provokes) ||
        !contract.responses.some(({ status }) => status === expectation.provokes)
      );
    return only === undefined || expectation.statuses.some((status) => asked.has(status));
  };
}

/** Two ways to spoil a value may come to the same bytes: the first name keeps them. */
function distinct(probes: readonly Probe[]): Probe[] {
  const seen = new Set<string>();
  return probes.filter(({ id, request }) => {
    const bytes = JSON.stringify([
      request.path,
      request.headers.map(({ name, value }) => [name, value]),
      request.body === undefined ? null : Buffer.from(request.body).toString('latin1'),
    ]);
    if (seen.has(bytes) || seen.has(`id ${id}`)) return false;
    seen.add(bytes).add(`id ${id}`);
    return true;
  });
}

function shuffle(probes: readonly Probe[], seed: number): Probe[] {
  return seededFaker(seed, 'order').helpers.shuffle([...probes]);
}
