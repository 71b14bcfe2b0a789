import { isObject, type Json } from '../json.ts';
import {
  type ApiError,
  KINDS,
  type TriggerEventAnswer,
  type TriggeredEvent,
  type UnexpectedAnswer,
} from './answer.ts';
import { isA } from './patterns.ts';
import type { Reply } from './post.ts';
import { readRetryAfter } from './retry.ts';

/** The codes by which an answer says itself what its status says. */
const CODES = { unauthorized: 'unauthorized', conflict: 'conflict' };

/** Qonto's sandbox sends whoever has no valid staging token to a page for signing in. */
const GATE = "the sandbox's login page: the staging token is missing or wrong";

/**
 * Reads an answer. What it does not need, such as further fields, is passed over; what it needs and does not find makes
 * the answer `unexpected`.
 *
 * @param clean takes our credentials out of a text that the caller will see
 * @param now milliseconds since the epoch, for a Retry-After that is a date
 */
export function readAnswer(reply: Reply, clean: (text: string) => string, now: number): TriggerEventAnswer {
  const { status, headers, body } = reply;
  const text = decode(body);
  const unexpected = (why: string): UnexpectedAnswer => ({
    kind: 'unexpected',
    status,
    body: clean(text ?? new TextDecoder().decode(body)),
    why,
    retryAfterMs: readRetryAfter(headers.retryAfter, now),
  });

  if (isGate(reply)) return unexpected(GATE);
  if (!isDocumented(status)) return unexpected(`the status ${status} is not documented`);
  const kind = KINDS[status];
  if (kind === 'unexpected') return unexpected('an error inside the API');
  if (reply.cut) return unexpected('the body is longer than any answer of the API');
  if (!isA('jsonType', headers.contentType.toLowerCase())) {
    return unexpected('the body is not labelled application/json');
  }
  if (text === undefined) return unexpected('the body is not UTF-8');
  const value = parse(text);
  if (value === undefined) return unexpected('the body is not JSON');

  if (kind === 'created') {
    const read = readEvent(value, clean);
    return 'fault' in read ? unexpected(read.fault) : { kind, status: 201, event: read.event };
  }
  const errors = readErrors(value, clean);
  if (errors.length === 0) return unexpected('the body has no list of errors with code and detail');
  if (kind === 'invalid') return { kind, status: 400, errors };
  const told = errors.filter(({ code }) => code === CODES[kind]);
  if (told.length === 0) return unexpected(`none of the errors has the code "${CODES[kind]}"`);
  if (kind === 'unauthorized') return { kind, status: 401, errors };
  return { kind, status: 409, errors, mismatches: told.flatMap(({ source }) => source?.pointer ?? []) };
}

function isDocumented(status: number): status is keyof typeof KINDS {
  return Object.hasOwn(KINDS, status);
}

function isGate({ status, headers }: Reply): boolean {
  if (status === 200) return /^text\/html\b/i.test(headers.contentType);
  return status === 302 && /\bonelogin\b/i.test(headers.location);
}

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** The parser's own error is not passed on: it quotes the text. */
function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function readEvent(
  value: Json,
  clean: (text: string) => string,
): { event: TriggeredEvent } | { fault: string } {
  const event = isObject(value) ? value['event'] : undefined;
  if (!isObject(event)) return { fault: 'the body has no event' };
  const { id, resource_type, resource_id, created_at, event_type } = event;
  if (typeof id !== 'string' || !isA('uuid', id)) return { fault: 'event.id is not a UUID' };
  if (typeof resource_type !== 'string') return { fault: 'event.resource_type is not a text' };
  if (typeof resource_id !== 'string' || !isA('uuid', resource_id)) {
    return { fault: 'event.resource_id is not a UUID' };
  }
  if (typeof created_at !== 'string' || !isA('dateTime', created_at)) {
    return { fault: 'event.created_at is not a date and time with a time zone' };
  }
  if (typeof event_type !== 'string') return { fault: 'event.event_type is not a text' };
  return {
    event: {
      id,
      resource_type: clean(resource_type),
      resource_id,
      created_at,
      event_type: clean(event_type),
    },
  };
}

/** The entries that have what every entry ought to have; others are of no use to a caller. */
function readErrors(value: Json, clean: (text: string) => string): ApiError[] {
  const list = isObject(value) ? value['errors'] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry): ApiError[] => {
    if (!isObject(entry)) return [];
    const { code, detail, source } = entry;
    if (typeof code !== 'string' || typeof detail !== 'string') return [];
    const pointer = isObject(source) ? source['pointer'] : undefined;
    return [
      {
        code: clean(code),
        detail: clean(detail),
        ...(typeof pointer === 'string' ? { source: { pointer: clean(pointer) } } : {}),
      },
    ];
  });
}
