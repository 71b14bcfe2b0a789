import { refusedStatus } from '../contract/derive.ts';
import type { Operation } from '../document/operation.ts';
import type { Expectation } from '../exchange/exchange.ts';

const NOTHING: Expectation = {
  statuses: [],
  tolerated: [],
  gate: false,
  provokes: undefined,
  broken: undefined,
  sameAs: undefined,
  valid: false,
};

/** The documented statuses of success; any `2XX` when the document names none. */
export function successStatuses(operation: Operation): string[] {
  const documented = operation.responses.map(({ status }) => status).filter((status) => /^2/.test(status));
  return documented.length > 0 ? documented : ['2XX'];
}

/** Every documented answer that says that the request was at fault, `401` left out. */
export function clientErrors(operation: Operation): string[] {
  const documented = operation.responses
    .map(({ status }) => status)
    .filter((status) => /^4/.test(status) && status !== '401');
  return documented.length > 0 ? documented : ['4XX'];
}

/** The request is right: nothing but success will do. */
export function expectSuccess(operation: Operation, more: Partial<Expectation> = {}): Expectation {
  const statuses = successStatuses(operation);
  return { ...NOTHING, statuses, provokes: statuses[0], valid: true, ...more };
}

/** The request breaks a rule: it has to be refused with the status that the document has for it. */
export function expectRefusal(operation: Operation, broken: string | undefined): Expectation {
  const status = refusedStatus(operation);
  return {
    ...NOTHING,
    statuses: status === undefined ? clientErrors(operation) : [status],
    provokes: status,
    broken,
  };
}

/** The document leaves the answer open, as long as it is a refusal that it knows; 415 says what RFC 9110 says. */
export function expectAnyRefusal(operation: Operation): Expectation {
  return { ...NOTHING, statuses: clientErrors(operation), tolerated: [415] };
}

/** Credentials are at fault. */
export function expectUnauthorized(operation: Operation): Expectation {
  const documented = operation.responses.some(({ status }) => status === '401');
  return {
    ...NOTHING,
    statuses: documented ? ['401'] : ['401', '403', '4XX'],
    provokes: documented ? '401' : undefined,
  };
}

/** The gate in front of the API answers, or the API does as if there were none. */
export function expectGate(operation: Operation): Expectation {
  return { ...NOTHING, statuses: ['401', ...successStatuses(operation)], gate: true };
}

/** A way to provoke a status: any documented answer is one, this one is hoped for. */
export function expectProvoked(operation: Operation, status: string): Expectation {
  const others = [...successStatuses(operation), ...clientErrors(operation)].filter(
    (each) => each !== status,
  );
  return { ...NOTHING, statuses: [status, ...others], provokes: status };
}
