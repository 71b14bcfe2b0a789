import type { components, operations } from './openapi.generated.ts';

type TriggerEvent = operations['webhooks/dev-trigger'];
type DocumentedEvent = NonNullable<TriggerEvent['responses'][201]['content']['application/json']['event']>;

/** The body of a request, as documented. */
export type TriggerEventBody = NonNullable<TriggerEvent['requestBody']>['content']['application/json'];

/** The event that was triggered. Qonto may add values to an enum at any time, so another resource type is no fault. */
export type TriggeredEvent = Omit<DocumentedEvent, 'resource_type'> & {
  resource_type: DocumentedEvent['resource_type'] | (string & {});
};

/** One entry of the list that every error answer has. */
export type ApiError = NonNullable<components['schemas']['errors']['errors']>[number];

/** The documented statuses that mean something to a caller; one more in the document is an error of compilation here. */
export const KINDS = {
  201: 'created',
  400: 'invalid',
  401: 'unauthorized',
  409: 'conflict',
  500: 'unexpected',
} as const satisfies Record<keyof TriggerEvent['responses'], string>;

/** What came of asking for an event: an answer that is documented, one that is not, or none. */
export type TriggerEventAnswer =
  | { kind: 'created'; status: 201; event: TriggeredEvent }
  /** Something in the request is wrong. */
  | { kind: 'invalid'; status: 400; errors: ApiError[] }
  /** A credential is missing or wrong. */
  | { kind: 'unauthorized'; status: 401; errors: ApiError[] }
  /** `mismatches` are the places (JSON pointers) at which the request contradicts the resource. */
  | { kind: 'conflict'; status: 409; errors: ApiError[]; mismatches: string[] }
  | UnexpectedAnswer
  | NoAnswer;

/** An answer that cannot be used: not documented, or not as documented. */
export interface UnexpectedAnswer {
  kind: 'unexpected';
  status: number;
  /** As text, at most 1 MiB of it, our credentials taken out. It comes from outside: escape it before showing it. */
  body: string;
  /** A sentence without a full stop. */
  why: string;
  /** What a Retry-After asked for, when it was longer than the client waits or the tries were used up. */
  retryAfterMs: number | undefined;
}

/** No whole answer. */
export interface NoAnswer {
  kind:
    | 'unreachable' // no connection was made
    | 'timeout' // connected, and then no whole answer in time
    | 'broken' // the connection ended before the answer did, or what came is not HTTP
    | 'cancelled'; // by the caller's signal, or because the client was closed
  /** True when the request may have reached the API, so that the event may have been triggered. */
  mayHaveArrived: boolean;
  /** A sentence without a full stop. */
  why: string;
}
