import type { Operation } from '../document/operation.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { matchesOperation } from '../exchange/match-operation.ts';
import type { Json } from '../json.ts';
import { bodyRules } from './request-body.ts';
import { parameterRules } from './request-parameters.ts';
import { securityRules } from './request-security.ts';

/** What a request can be wrong in; each with what it means. */
export const REQUEST_KINDS = {
  operation: 'The document has no such method and path.',
  'security-missing': 'A credential is not there that the document asks for.',
  'security-scheme': 'A credential is there in another way than the document says.',
  'parameter-missing': 'A required parameter is not there.',
  'parameter-value': 'A parameter is not what its schema says.',
  'parameter-unknown': 'The document does not know the query parameter.',
  'body-missing': 'There is no body.',
  'body-unknown': 'There is a body, and the document describes none.',
  'body-syntax': 'The body is no JSON in UTF-8.',
  'body-value': 'The body is not what its schema says.',
  'media-type': 'The document does not name the media type of the body.',
  'media-type-missing': 'The body does not say what media type it has.',
} as const;

/** One thing that the document says of a request. */
export interface RequestObservation {
  kind: keyof typeof REQUEST_KINDS;
  /** False where the document leaves it open, though few people would mean it. */
  forbidden: boolean;
  message: string;
  part: 'operation' | 'credentials' | 'parameters' | 'media type' | 'body';
  /** JSON pointer into the body, or the name of a header or parameter. */
  pointer: string;
  expected?: Json;
  actual?: Json;
  /** JSON pointer into the document. */
  promise: string;
}

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
