import { leaves } from '../../document/pointer.ts';
import { type Exchange, headerValues } from '../../exchange/exchange.ts';
import type { Json } from '../../json.ts';
import type { Change } from '../change.ts';
import { pointersMeet } from './pointers-meet.ts';

/** Statuses that say that the request itself was wrong: such a request relies on nothing that the document says of it. */
const OF_A_WRONG_REQUEST = new Set([400, 405, 406, 411, 413, 414, 415, 422, 431]);

/**
 * Tells whether an exchange, of a Pact or of a recording, holds what a change is about: it sends or has got it, or a
 * request of it is right today and would lack what is asked for from now on.
 */
export function exchangeTouched(change: Change, exchange: Exchange): boolean {
  const { request, response } = exchange;
  const right = response !== undefined && !OF_A_WRONG_REQUEST.has(response.status);
  const succeeded = response !== undefined && response.status >= 200 && response.status < 300;
  switch (change.part) {
    case 'operation':
      return change.kind !== 'operation-id-changed';
    case 'server':
      return typeof change.before === 'string' && sameOrigin(change.before, request.url);
    case 'security':
      return change.breaking && succeeded;
    case 'parameter':
      return right && parameterTouched(change, exchange);
    case 'request-body':
      return right && bodyTouched(change, exchange);
    case 'response':
      return response !== undefined && ofStatus(change, response.status) && answerTouched(change, exchange);
    case 'response-header':
      return (
        response !== undefined &&
        ofStatus(change, response.status) &&
        headerValues(response.headers, change.name ?? '').length > 0
      );
    default:
      return false;
  }
}

function parameterTouched({ name = '', kind, breaking }: Change, { request }: Exchange): boolean {
  const sent =
    headerValues(request.headers, name).length > 0 ||
    (URL.canParse(request.url, 'http://localhost') &&
      new URL(request.url, 'http://localhost').searchParams.has(name));
  return sent || (breaking && kind.includes('required'));
}

function bodyTouched({ kind, at, breaking }: Change, { request }: Exchange): boolean {
  const pointers = pointersOf(request.body);
  const hasBody = (request.body?.length ?? 0) > 0;
  if (at === undefined) return hasBody || (breaking && kind.includes('required'));
  if (pointers.some((pointer) => pointersMeet(at, pointer))) return true;
  if (!breaking || !kind.includes('required')) return false;
  // What is asked for from now on is missed where its parent is sent.
  const parent = at.slice(0, at.lastIndexOf('/'));
  return hasBody && (parent === '' || pointers.some((pointer) => pointersMeet(parent, pointer)));
}

function answerTouched({ kind, at, before, breaking }: Change, { response }: Exchange): boolean {
  if (response === undefined) return false;
  if (kind.startsWith('example-')) {
    if (typeof before !== 'string') return false;
    return [...leavesOf(response.body)].some(({ value }) => value === before);
  }
  if (at === undefined) return !kind.endsWith('-added');
  // A change of the names that nobody has written down is about none that came.
  if (!breaking && kind.includes('additional-properties')) return false;
  return pointersOf(response.body).some((pointer) => pointersMeet(at, pointer));
}

function pointersOf(body: Uint8Array | undefined): string[] {
  return [...leavesOf(body)].map(({ pointer }) => pointer);
}

function leavesOf(body: Uint8Array | undefined): { pointer: string; value: Json }[] {
  try {
    return [...leaves(JSON.parse(new TextDecoder().decode(body)) as Json)];
  } catch {
    // No JSON, or nothing at all: it has no pointers.
    return [];
  }
}

/** By a documented key: `201`, `4XX` or `default`. */
function ofStatus({ statuses }: Change, status: number): boolean {
  return (statuses ?? []).some((key) => {
    const upper = key.toUpperCase();
    return upper === String(status) || upper === 'DEFAULT' || upper === `${Math.floor(status / 100)}XX`;
  });
}

function sameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}
