import type { Contract } from '../contract/contract.ts';
import { conflictingTypes, provokingProbes, strangersConflict, type UntriedWay } from './conflict.ts';
import { type Credential, neededCredentials } from './credentials.ts';
import type { Environment } from './environment.ts';
import { constraintsOf, invalidProbes } from './invalid.ts';
import { bearingWithLimits } from './large.ts';
import { bothFaults, faultsInFormsTogether, faultsInOtherForms } from './other-forms.ts';
import { otherSecurities } from './other-securities.ts';
import { bearingWithState } from './precondition.ts';
import type { Probe } from './probe.ts';
import { repeatedProbes, repeatProvoked, rightAtLast } from './repeated.ts';
import { baseRequest, guesses, withOwnKey } from './request.ts';
import { gateProbes, unauthorizedProbes } from './unauthorized.ts';
import { validProbes } from './valid.ts';
import { seededFaker } from './values/values.ts';

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
  /** By a way's id: what goes out once that way has provoked its answer. */
  again: ReadonlyMap<string, readonly Probe[]>;
  /** What is sent at the very end: the right request again, once others have provoked what they could. */
  last: Probe[];
  untried: UntriedWay[];
  /** Environment variables, named in the contract for values that only the team knows, that are not set. */
  missingValues: string[];
  /** Where the right request holds values that nobody has vouched for: the API may not know them. */
  guesses: string[];
  /** Pointers of every constraint that the document lays on the request. */
  constraints: string[];
  /** Credentials that a right request carries. */
  credentials: Credential[];
}

/**
 * Plans a run: the same contract, environment and seed give the same requests, byte for byte.
 *
 * @param options.only keeps the probes that hope for one of these answers, the documented keys; the preflight goes out
 *   all the same
 * @param options.exposed true where no log between here and the target keeps its URLs, so that one may hold a secret
 * @throws {Problem} when a credential is missing or cannot be sent, or the document leaves no request to make
 */
export function planProbes(
  contract: Contract,
  environment: Environment,
  options: { seed: number; only?: readonly string[] | undefined; exposed?: boolean | undefined },
): Plan {
  const credentials = neededCredentials(contract, environment);
  const base = baseRequest(contract, environment, credentials, options.seed);
  const { probes: provoking, untried } = provokingProbes(base);
  const single = [
    ...validProbes(base),
    ...conflictingTypes(base),
    ...invalidProbes(base),
    ...unauthorizedProbes(base, options.exposed),
    ...otherSecurities(base),
    ...strangersConflict(base, provoking),
    ...gateProbes(base),
  ];
  const bearing = (probe: Probe): Probe => bearingWithState(probe, contract.operation);
  const [preflight, ...others] = distinct([
    ...single,
    ...faultsInOtherForms(single, base),
    ...faultsInFormsTogether(single, base),
    ...bothFaults(single, base),
  ]).map((probe) => bearing(bearingWithLimits(probe, contract.operation)));
  if (preflight === undefined) throw new Error('no right request was made');
  const all = [preflight, ...others];
  const wanted = wantedBy(contract, options.only);
  const asked = provoking.filter(wanted);
  return {
    seed: options.seed,
    preflight,
    secondOpinion: all.find(({ id }) => /^unauthorized\/[^/]+\/wrong$/.test(id)),
    probes: shuffle([...others, ...repeatedProbes(all, base).map(bearing)].filter(wanted), options.seed),
    provoking: asked,
    again: new Map(asked.map((way) => [way.id, repeatProvoked(way, base).map(bearing)])),
    last: leaveNothing(asked) ? rightAtLast(preflight, base).map(bearing).filter(wanted) : [],
    untried,
    missingValues: Object.values(contract.values).filter((variable) => (environment[variable] ?? '') === ''),
    guesses: guesses(base),
    constraints: [...new Set(constraintsOf(base).map(({ pointer }) => pointer))],
    credentials,
  };
}

/** Whether there are ways, and none provokes what may well last: a thing that is gone or locked, a limit, a breakdown. */
function leaveNothing(ways: readonly Probe[]): boolean {
  return (
    ways.length > 0 && ways.every(({ expectation }) => /^4(?!10|23|29|XX)/.test(expectation.provokes ?? ''))
  );
}

/** All probes of a plan, in the order in which they are sent; ways that are not needed are not. */
export function everyProbe({ preflight, probes, provoking, last }: Plan): Probe[] {
  return [preflight, ...probes, ...provoking, ...last];
}

/** Whether a probe hopes for an answer that is asked for: by the contract, and by `--only`. */
function wantedBy(contract: Contract, only: readonly string[] | undefined): (probe: Probe) => boolean {
  const { operation, responses } = contract;
  const isAsked = (key: string): boolean =>
    (only === undefined || only.includes(key)) &&
    responses.find(({ status }) => status === key)?.reach !== 'never';
  return ({ expectation }) => {
    const hoped = expectation.provokes ?? expectation.statuses[0] ?? '';
    const key = documentedKey(
      operation.responses.map(({ status }) => status),
      hoped,
    );
    // What provokes nothing by itself, such as the gate, goes out in a whole run, whatever is asked for.
    if (expectation.gate || (expectation.provokes === undefined && only === undefined))
      return only === undefined;
    return key === undefined ? only === undefined : isAsked(key);
  };
}

/** The documented key that a status counts for: its own, its class's (`4XX`), or `default`. */
function documentedKey(keys: readonly string[], hoped: string): string | undefined {
  return [hoped, `${hoped.charAt(0)}XX`, 'default'].find((key) => keys.includes(key));
}

/** Two ways to spoil a value may come to the same bytes: the first name keeps them. Names that are taken get a number. */
function distinct(probes: readonly Probe[]): Probe[] {
  const seen = new Set<string>();
  const ids = new Map<string, number>();
  return probes
    .filter(({ request }) => {
      const bytes = JSON.stringify([
        request.path,
        request.headers.map(({ name, value }) => [name, value]),
        request.body === undefined ? null : Buffer.from(request.body).toString('latin1'),
      ]);
      if (seen.has(bytes)) return false;
      seen.add(bytes);
      return true;
    })
    .map((probe) => {
      const times = (ids.get(probe.id) ?? 0) + 1;
      ids.set(probe.id, times);
      return withOwnKey(times === 1 ? probe : { ...probe, id: `${probe.id}-${times}` });
    });
}

function shuffle(probes: readonly Probe[], seed: number): Probe[] {
  return seededFaker(seed, 'order').helpers.shuffle([...probes]);
}
