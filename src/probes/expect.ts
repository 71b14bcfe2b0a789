import { refusedStatus } from '../contract/derive.ts';
import { type Operation, responseFor } from '../document/operation.ts';
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

/** The documented statuses of success; redirects where the document names no other; any `2XX` when it names none. */
export function successStatuses(operation: Operation): string[] {
  for (const kind of [/^2/, /^3/]) {
    const documented = operation.responses.map(({ status }) => status).filter((status) => kind.test(status));
    if (documented.length > 0) return documented;
  }
  return ['2XX'];
}

/** Every documented answer that says that the request was at fault, `401` left out. */
export function clientErrors(operation: Operation): string[] {
  const documented = operation.responses
    .map(({ status }) => status)
    .filter((status) => /^4/.test(status) && status !== '401');
  // `default` stands for every status that the document does not name.
  const named = documented.length > 0 && !documentsAnyStatus(operation);
  return named ? documented : [...documented.filter((status) => status !== '4XX'), '4XX'];
}

function documentsAnyStatus({ responses }: Operation): boolean {
  return responses.some(({ status }) => status === 'default');
}

/** The request is right: nothing but success will do. */
export function expectSuccess(operation: Operation, more: Partial<Expectation> = {}): Expectation {
  const statuses = successStatuses(operation);
  return { ...NOTHING, statuses, provokes: statuses[0], valid: true, ...more };
}

/** Whether the request is right cannot be known: success is hoped for, and any documented refusal is right too. */
export function expectSuccessOrRefusal(operation: Operation): Expectation {
  const statuses = successStatuses(operation);
  return { ...NOTHING, statuses: [...statuses, ...clientErrors(operation)], provokes: statuses[0] };
}

/**
 * The document allows the request, and the API may know a reason against it that no schema can tell: it has no such
 * thing, or another one like it. Nothing is hoped for.
 */
export function expectAllowed(operation: Operation): Expectation {
  const expectation = expectSuccessOrRefusal(operation);
  return { ...expectation, provokes: undefined, tolerated: undocumented(operation, [400, 404, 409, 422]) };
}

/**
 * The request breaks a rule: it has to be refused with the status that the document has for it. 400 and 422 are as good
 * as each other where it has both, be it by `4XX` or `default`; where it has none, that of RFC 9110 section 15.5 is borne
 * with.
 */
export function expectRefusal(operation: Operation, broken: string | undefined): Expectation {
  const status = refusedStatus(operation);
  const documented = ['400', '422'].filter((each) => responseFor(operation, Number(each)) !== undefined);
  return {
    ...NOTHING,
    statuses: status === undefined ? clientErrors(operation) : [...new Set([status, ...documented])],
    tolerated: status === undefined ? undocumented(operation, [400, 422]) : [],
    provokes: status,
    broken,
  };
}

/**
 * The document leaves the answer open, as long as it is a refusal that it knows; what standards ask for is borne with.
 *
 * @param more statuses that a standard asks for in such a case, 415 for a media type (RFC 9110 section 15.5.16) by default
 */
export function expectAnyRefusal(operation: Operation, more: readonly number[] = [415]): Expectation {
  const status = refusedStatus(operation);
  const usual = status === undefined ? [400, 422] : [];
  // What is accepted counts for the first of them, and a 404 is seldom what was hoped for.
  return {
    ...NOTHING,
    statuses: [...new Set([...(status === undefined ? [] : [status]), ...clientErrors(operation)])],
    tolerated: undocumented(operation, [...more, ...usual]),
  };
}

/**
 * A query is a part of what a URL names (RFC 3986 section 3.4): who knows no such query may say that there is nothing
 * (docs/decisions/0006-left-open.md).
 */
export function orNotFound(expectation: Expectation): Expectation {
  return { ...expectation, tolerated: [...expectation.tolerated, 404] };
}

/** A server may ask for the length of a body (RFC 9110 section 15.5.12), with or without its document saying so. */
export function orLengthRequired(expectation: Expectation, operation: Operation): Expectation {
  return orBorne(expectation, operation, 411);
}

/** A server may take no headers as long as these (RFC 6585 section 5), with or without its document saying so. */
export function orTooLarge(expectation: Expectation, operation: Operation): Expectation {
  return orBorne(expectation, operation, 431);
}

function orBorne(expectation: Expectation, operation: Operation, status: number): Expectation {
  const { statuses, tolerated } = expectation;
  return responseFor(operation, status) === undefined
    ? { ...expectation, tolerated: [...tolerated, status] }
    : { ...expectation, statuses: [...statuses, String(status)] };
}

/**
 * Without a body there is no media type either: who looks for that first refuses it (RFC 9110 section 15.5.16), as far as
 * the document knows such a refusal.
 */
export function orUnsupported(expectation: Expectation, operation: Operation): Expectation {
  if (responseFor(operation, 415) === undefined) return expectation;
  return { ...expectation, statuses: [...new Set([...expectation.statuses, '415'])] };
}

function undocumented(operation: Operation, statuses: readonly number[]): number[] {
  return statuses.filter((status) => responseFor(operation, status) === undefined);
}

/**
 * Credentials are at fault: 401, and as well 403 where the document has both, since it does not say which is for a wrong
 * one. Where it has no 401, that or a 403 is borne with (RFC 9110 sections 15.5.2 and 15.5.4).
 */
export function expectUnauthorized(operation: Operation): Expectation {
  const named = ['401', '403'].filter((status) =>
    operation.responses.some((response) => response.status === status),
  );
  const documented = named.includes('401');
  return {
    ...NOTHING,
    statuses: documented ? named : ['401', '403', '4XX'],
    tolerated: documented ? [] : undocumented(operation, [401, 403]),
    provokes: documented ? '401' : undefined,
  };
}

/** A stranger's request is wrong besides: whichever is found first is told, but not that it conflicts with something. */
export function expectUnauthorizedOrRefusal(operation: Operation): Expectation {
  const unauthorized = expectUnauthorized(operation);
  const refused = expectRefusal(operation, undefined);
  return {
    ...unauthorized,
    statuses: [...new Set([...unauthorized.statuses, ...refused.statuses])].filter(
      (status) => status !== '409',
    ),
    tolerated: [...new Set([...unauthorized.tolerated, ...refused.tolerated])],
  };
}

/** The gate in front of the API answers, or the API does as if there were none. */
export function expectGate(operation: Operation): Expectation {
  return { ...NOTHING, statuses: ['401', ...successStatuses(operation)], gate: true };
}

/**
 * A way to provoke a status: any documented answer is one, this one is hoped for.
 *
 * @param forbidden the document refuses the request besides, so that a success is none
 */
export function expectProvoked(operation: Operation, status: string, forbidden = false): Expectation {
  const success = forbidden ? [] : successStatuses(operation);
  const others = [...success, ...clientErrors(operation)].filter((each) => each !== status);
  return { ...NOTHING, statuses: [status, ...others], provokes: status };
}
