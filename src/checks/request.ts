import type { Operation } from '../document/operation.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { matchesOperation } from '../exchange/match-operation.ts';
import { bodyRules } from './request-body.ts';
import type { RequestObservation } from './request-observation.ts';
import { parameterRules } from './request-parameters.ts';
import { securityRules } from './request-security.ts';

/**
 * Makes a judge of requests to one operation. It says what the document forbids or leaves open of a request: the
 * method and the path, the parameters, the body, and the credentials, all schemes of one alternative together. What a
 * credential is worth it cannot know, and it never repeats one.
 *
 * @throws {Problem} when a schema of the operation cannot be compiled
 */
export function createRequestJudge(operation: Operation): (exchange: Exchange) => RequestObservation[] {
  const rules = [securityRules(operation), parameterRules(operation), bodyRules(operation)];
  return (exchange) => {
    if (!matchesOperation(exchange, operation)) return [noSuchOperation(exchange, operation)];
    return rules.flatMap((rule) => rule(exchange.request));
  };
}

function noSuchOperation({ request }: Exchange, operation: Operation): RequestObservation {
  const { method, path, pointer } = operation;
  const actual = `${request.method.toUpperCase()} ${request.url.split('?')[0]}`;
  return {
    kind: 'operation',
    forbidden: true,
    message: `the document has no ${actual}`,
    part: 'operation',
    pointer: '',
    expected: `${method} ${path}`,
    actual,
    promise: pointer,
  };
}
