import type { Contract } from '../contract/contract.ts';
import { type Exchange, header } from '../exchange/exchange.ts';
import { bearsGateMark, isGateAnswer } from '../exchange/gate.ts';

/** What the first answers say of the target: go on, or why there is nobody to ask and what to do about it. */
export type Readiness =
  | { go: true }
  | { go: false; hint: string }
  | { go: 'ask-again' }
  | { go: 'second-opinion' };

/**
 * Judges the answer to a right request that went out alone and first.
 *
 * @param local the target is on this machine, so nobody else can have used up its patience
 */
export function readiness(exchange: Exchange, contract: Contract, target: string, local: boolean): Readiness {
  const { failure, response } = exchange;
  if (failure?.kind === 'cancelled')
    return { go: false, hint: 'the run was stopped before the target answered' };
  if (failure?.kind === 'unreachable') {
    return {
      go: false,
      hint: `${target} cannot be reached: ${failure.message}; check the address, the network and any proxy`,
    };
  }
  if (failure?.kind === 'tls') {
    return {
      go: false,
      hint: `no secure connection to ${target}: ${failure.message}; check the host name and its certificate, and any proxy that opens TLS`,
    };
  }
  if (response === undefined) return { go: 'second-opinion' };
  const { gate } = contract;
  if (gate !== undefined && bearsGateMark(gate, response)) return { go: false, hint: gateHint(contract) };
  if (gate !== undefined && isGateAnswer(gate, response)) return { go: 'second-opinion' };
  if (response.status === 401) return { go: 'ask-again' };
  const later = header(response.headers, 'retry-after');
  if ((response.status === 429 || response.status === 503) && later !== undefined && !local) {
    return {
      go: false,
      hint: `${target} is busy: it answered ${response.status} and asks to come back later (Retry-After: ${later})`,
    };
  }
  return { go: true };
}

/** Judges a second right request, after the first was refused with 401. */
export function readinessAgain(exchange: Exchange, credentials: readonly string[]): Readiness {
  if (exchange.response?.status !== 401) return { go: true };
  return {
    go: false,
    hint: `the credentials were refused: a right request got 401 twice; check ${credentials.join(', ')} (expired, revoked, or of another environment?)`,
  };
}

/** Judges a request with wrong credentials, after the right one met no API: whoever refuses it properly is the API. */
export function readinessBySecond(
  first: Exchange,
  second: Exchange,
  contract: Contract,
  target: string,
): Readiness {
  const { gate } = contract;
  if (second.response === undefined) {
    return {
      go: false,
      hint: `${target} takes connections and does not answer: ${first.failure?.message ?? second.failure?.message ?? 'no answer'}`,
    };
  }
  if (gate !== undefined && isGateAnswer(gate, second.response))
    return { go: false, hint: gateHint(contract) };
  return { go: true };
}

function gateHint({ gate }: Contract): string {
  return `the gate in front of the API answered, not the API: the value of ${gate?.header ?? 'its header'} is missing or wrong; ${gate?.hint ?? ''}`.trimEnd();
}
