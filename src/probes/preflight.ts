import type { Contract } from '../contract/contract.ts';
import { parseMediaType } from '../document/media-type.ts';
import { responseFor } from '../document/operation.ts';
import { isBusy } from '../exchange/busy.ts';
import { type Exchange, type ExchangeResponse, header } from '../exchange/exchange.ts';
import { bearsGateMark, isGateAnswer } from '../exchange/gate.ts';
import type { Plan } from './plan.ts';

/** What the first answers say of the target: go on, or why there is nobody to ask and what to do about it. */
export type Readiness =
  | { go: true }
  | { go: false; hint: string }
  | { go: 'ask-again' }
  | { go: 'second-opinion' };

/**
 * Judges the answer to a right request that went out alone and first.
 *
 * @param target the target's URL, for sentences
 * @param local the target is on this machine, so nobody else can have used up its patience
 */
export function readiness(exchange: Exchange, contract: Contract, target: string, local: boolean): Readiness {
  const { failure, response } = exchange;
  if (failure?.kind === 'cancelled')
    return { go: false, hint: 'the run was stopped before the target answered' };
  if (failure?.kind === 'unreachable') {
    return {
      go: false,
      hint: `${target} cannot be reached: ${failure.message}; check the address, the network and any proxy or VPN`,
    };
  }
  if (failure?.kind === 'tls') {
    return {
      go: false,
      hint: `there is no secure connection to ${target}: ${failure.message}; check the host name and its certificate, and any proxy that opens TLS`,
    };
  }
  if (response === undefined) return { go: 'second-opinion' };
  const { gate } = contract;
  if (gate !== undefined && bearsGateMark(gate, response))
    return { go: false, hint: gateHint(contract, response) };
  if (gate !== undefined && isGateAnswer(gate, response)) return { go: 'second-opinion' };
  if (response.status === 401) return { go: 'ask-again' };
  // Without a contract the address is a guess as well.
  if (contract.file === undefined && addressHint(contract, exchange, target) !== undefined)
    return { go: 'second-opinion' };
  if (!isBusy(exchange)) return { go: true };
  // Nobody else can have used up the patience of a target on this machine: it may be the answer to right requests only.
  return local ? { go: 'second-opinion' } : { go: false, hint: busyHint(exchange, target) };
}

function busyHint({ response }: Exchange, target: string): string {
  const later = header(response?.headers ?? [], 'retry-after');
  const when = later === undefined ? 'later' : `later (Retry-After: ${later.slice(0, 40)})`;
  return `${target} is busy: it answered ${response?.status}, which asks to come back ${when}; other runs from the same address count too`;
}

/**
 * Judges a second right request, after the first was refused with 401.
 *
 * @param credentials the variables that hold what was sent
 */
export function readinessAgain(exchange: Exchange, credentials: readonly string[]): Readiness {
  if (exchange.response?.status !== 401) return { go: true };
  return {
    go: false,
    hint:
      credentials.length === 0
        ? 'a right request got 401 twice, and the document asks for no credential: the target wants one'
        : `the credentials were refused: a right request got 401 twice; check ${credentials.join(', ')} (expired, revoked, or of another environment?)`,
  };
}

/** Judges a request with wrong credentials, after the right one met no API: whoever refuses it properly is the API. */
export function readinessBySecond(
  first: Exchange,
  second: Exchange | undefined,
  contract: Contract,
  target: string,
): Readiness {
  const { gate } = contract;
  const elsewhere = contract.file === undefined ? addressHint(contract, first, target) : undefined;
  if (elsewhere !== undefined) {
    const alike = second?.response !== undefined && second.response.status === first.response?.status;
    return alike ? { go: false, hint: elsewhere } : { go: true };
  }
  if (second?.failure?.kind === 'cancelled')
    return { go: false, hint: 'the run was stopped before the target answered' };
  if (second?.response === undefined) {
    // Without a second answer the first one has the last word: it was the gate's, or it asked for patience.
    if (first.response !== undefined)
      return isBusy(first) ? { go: true } : { go: false, hint: gateHint(contract, first.response) };
    const failure = first.failure ?? second?.failure;
    const what = failure?.kind === 'protocol' ? 'what it answers cannot be read' : 'does not answer';
    return {
      go: false,
      hint: `${target} takes connections and ${what}: ${failure?.message ?? 'no answer came'}; check that the API is up, and that this is its address`,
    };
  }
  if (gate !== undefined && isGateAnswer(gate, second.response))
    return { go: false, hint: gateHint(contract, second.response) };
  if (isBusy(first) && isBusy(second)) return { go: false, hint: busyHint(second, target) };
  return { go: true };
}

function gateHint({ gate, credentials }: Contract, response: ExchangeResponse): string {
  const name = gate?.header ?? 'its header';
  const variable = credentials[name];
  const where = variable === undefined ? name : `${variable} (sent as ${name})`;
  const more = gate?.hint === undefined || gate.hint === '' ? '' : `; ${gate.hint}`;
  const isKnown = gate?.mark === undefined || bearsGateMark(gate, response);
  return isKnown
    ? `the gate in front of the API answered, not the API: the value of ${where} is wrong or has expired${more}`
    : `a page or a redirect came in place of the API's answer, without the mark of the gate ("${gate.mark}"): something else stands in front, such as a maintenance page or a network's page to sign in, or the value of ${where} is wrong or has expired${more}`;
}

/**
 * Whether a right request was refused for values that the target need not know: then it is not the API that is wrong,
 * and what follows cannot be judged by success.
 *
 * @returns what to do about it
 */
export function strangerHint(
  plan: Pick<Plan, 'missingValues' | 'guesses'>,
  contract: Contract,
  first: Exchange | undefined,
): string | undefined {
  const status = first?.response?.status ?? 0;
  if (status < 400 || status > 499 || status === 401) return undefined;
  const { missingValues, guesses } = plan;
  const said = saidBy(first);
  if (missingValues.length > 0) {
    const places = Object.entries(contract.values)
      .filter(([, variable]) => missingValues.includes(variable))
      .map(([pointer]) => pointer);
    return `the target does not know the documented example of a request (it answered ${status}${said}): set ${missingValues.join(', ')} to a value of your own for ${places.join(', ')}`;
  }
  if (guesses.length === 0) return undefined;
  // A contract gives values to what is in a body.
  const ofBody = guesses.some((place) => place.startsWith('/'));
  const cut = guesses.map((place) => (place.length > 60 ? `${place.slice(0, 59)}…` : place));
  const shown = cut.length > 4 ? [...cut.slice(0, 3), `${cut.length - 3} more`] : cut;
  return `the target refused a request that was made up from the document (it answered ${status}${said}): it may not know the values of ${shown.join(', ')}; put examples that it knows into a copy of the document${ofBody ? ', or write a contract (--contract)' : ''}`;
}

/** The API's own words, which may tell at once that it is the one that is wrong. */
function saidBy(exchange: Exchange | undefined): string {
  const text = new TextDecoder().decode(exchange?.response?.body.subarray(0, 400));
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '' || line.startsWith('<')) return '';
  return `, and said ${line.length <= 120 ? line : `${line.slice(0, 119)}…`}`;
}

/** What to do when a right request got an answer that says that the address is another one. */
export function addressHint(
  contract: Pick<Contract, 'operation' | 'file'>,
  first: Exchange | undefined,
  target: string,
): string | undefined {
  const { operation } = contract;
  const { status, headers } = first?.response ?? { status: 0, headers: [] };
  if (responseFor(operation, status) !== undefined) return undefined;
  const location = header(headers, 'location');
  if (status >= 300 && status <= 399 && location !== undefined) {
    return `the target sends a right request on to ${location.slice(0, 200)}, and redirects are not followed: is ${target} the right address?${unsentHeaders(contract)}`;
  }
  if (isPage(first)) {
    return `a right request got ${status} and an HTML page, which the document does not know: is ${target} the right address, and is there a sign-in before it?${unsentHeaders(contract)}`;
  }
  if (status !== 404) return undefined;
  const below = operation.servers.map(({ url }) => url).filter((url) => pathOf(url) !== pathOf(target));
  const servers = below.length === 0 ? '' : ` (the document names ${below.slice(0, 3).join(', ')})`;
  return `a right request got 404, which the document does not know: is ${target} the right address, with the path that comes before ${operation.path}?${servers}`;
}

/** A page for people that says that all went well, as sign-ins do. */
function isPage(exchange: Exchange | undefined): boolean {
  const { status, headers } = exchange?.response ?? { status: 0, headers: [] };
  return (
    status >= 200 &&
    status <= 299 &&
    parseMediaType(header(headers, 'content-type') ?? '')?.essence === 'text/html'
  );
}

/** What might let requests through, and is not sent without a contract that says what to send. */
function unsentHeaders({ operation, file }: Pick<Contract, 'operation' | 'file'>): string {
  if (file !== undefined) return '';
  const names = operation.parameters
    .filter((each) => each.in === 'header' && !each.required)
    .map(({ name }) => name);
  if (names.length === 0) return '';
  return ` The document has ${names.slice(0, 3).join(', ')}, which it does not require: only a contract (--contract) can say what to send there`;
}

function pathOf(url: string): string {
  try {
    return new URL(url, 'https://here.invalid').pathname.replace(/\/+$/, '');
  } catch {
    return '';
  }
}
