import type { Document } from '../../document/document.ts';
import { operationAt, operationsOf } from '../../document/find-operation.ts';
import { child, entries, type Node, nodeAt, rootNode } from '../../document/node.ts';
import { type Operation, readOperation } from '../../document/operation.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { schemaChanges } from '../schema-changes.ts';
import { mediaFor } from './body.ts';
import { answersTaken } from './callback-answers.ts';
import { credentialsSent } from './callback-security.ts';
import { carrierOf } from './credentials.ts';
import { mediaChanges } from './media-schemas.ts';
import { speltSchemas } from './spellings.ts';

/** What the provider calls at the consumer's: one callback of an operation, or one webhook of a document. */
interface Call {
  /** Tells it from others: nobody sends the name of a callback, only the address that it is called at. */
  key: string;
  /** In words, such as `the webhook registration`. */
  name: string;
  operation: Operation;
}

/** What is the same for all calls of two documents. */
export type CallContext = Pick<OperationPair, 'request' | 'response' | 'names' | 'where'>;

/** What became of the callbacks of an operation (OpenAPI 3.0 section 4.7.18). */
export function callbackChanges(pair: OperationPair): RawChange[] {
  return callChanges(
    callbacksOf(operationNode(pair.base), pair.base.document),
    callbacksOf(operationNode(pair.candidate), pair.candidate.document),
    pair.base.pointer,
    pair.candidate.pointer,
    pair,
  );
}

/** What became of the webhooks of a document (OpenAPI 3.1 section 4.8.1). */
export function webhookChanges(base: Document, candidate: Document, context: CallContext): RawChange[] {
  return callChanges(webhooksOf(base), webhooksOf(candidate), '/webhooks', '/webhooks', context);
}

function operationNode({ document, path, method }: Operation): Node | undefined {
  const item = child(rootNode(document), 'paths', path);
  return item === undefined ? undefined : operationAt(item, method);
}

/** @param within what has them: a call may have callbacks of its own */
function callbacksOf(operation: Node | undefined, document: Document, within = ''): Call[] {
  return entries(operation === undefined ? undefined : child(operation, 'callbacks')).flatMap(
    ({ key, node }) =>
      entries(node).flatMap(({ key: expression, node: item }) =>
        callsOf(item, expression, `${within}the callback ${key} (${expression})`, document),
      ),
  );
}

function webhooksOf(document: Document): Call[] {
  return entries(child(rootNode(document), 'webhooks')).flatMap(({ key, node }) =>
    callsOf(node, key, `the webhook ${key}`, document),
  );
}

function callsOf(item: Node, key: string, name: string, document: Document): Call[] {
  return operationsOf(item).map(({ method, node }) => {
    const at = { id: name, method, path: name, pointer: node.pointer };
    return {
      key: `${method} ${key}`,
      name: `${name}, ${method}`,
      operation: readOperation(document, at, item, node),
    };
  });
}

function callChanges(
  before: readonly Call[],
  after: readonly Call[],
  base: string,
  candidate: string,
  context: CallContext,
  seen: readonly string[] = [],
): RawChange[] {
  const { partners, alone } = pairedUp(before, after);
  const found = before.flatMap((call): RawChange[] => {
    const now = partners.get(call);
    if (now !== undefined) {
      return [...calledOtherwise(call, now, context), ...calledInTurn(call, now, context, seen)];
    }
    return [
      {
        kind: 'callback-removed',
        side: 'response',
        effect: 'breaks',
        text: 'it is no longer documented',
        place: call.name,
        where: context.where,
        why: 'whoever waits to be called waits in vain',
        base: call.operation.pointer,
        candidate,
      },
    ];
  });
  const added = alone.map(
    ({ name, operation }): RawChange => ({
      kind: 'callback-added',
      side: 'response',
      effect: 'safe',
      text: 'it is new',
      place: name,
      where: context.where,
      why: 'it takes nothing away from other calls',
      base,
      candidate: operation.pointer,
    }),
  );
  return [...found, ...added];
}

/** The call that each one is in the other document, by its address; of several at one address by its name as well. */
function pairedUp(before: readonly Call[], after: readonly Call[]) {
  const partners = new Map<Call, Call>();
  const alone = new Set(after);
  const pair = (alike: (one: Call, other: Call) => boolean): void => {
    for (const call of before) {
      const now = partners.has(call) ? undefined : [...alone].find((other) => alike(call, other));
      if (now === undefined) continue;
      partners.set(call, now);
      alone.delete(now);
    }
  };
  pair((one, other) => one.key === other.key && one.name === other.name);
  pair((one, other) => one.key === other.key);
  return { partners, alone: [...alone] };
}

/**
 * The callbacks of a call: every callback is a request by the provider (OpenAPI 3.0 section 4.7.10, `callbacks`).
 *
 * @param seen the calls that these are within: one may refer to itself
 */
function calledInTurn(
  { name, operation: old }: Call,
  { operation: fresh }: Call,
  context: CallContext,
  seen: readonly string[],
): RawChange[] {
  const pair = `${old.pointer} ${fresh.pointer}`;
  if (seen.includes(pair)) return [];
  const callbacks = ({ document, pointer }: Operation) =>
    callbacksOf(nodeAt(document, pointer), document, `${name}, `);
  return callChanges(callbacks(old), callbacks(fresh), old.pointer, fresh.pointer, context, [...seen, pair]);
}

/** What is sent in a call is read by us, as an answer is; what we answer is read by the provider, as a request is. */
function calledOtherwise(before: Call, after: Call, context: CallContext): RawChange[] {
  const operations = { base: before.operation, candidate: after.operation };
  const at = { side: 'response', place: `${before.name}, its credentials`, where: context.where } as const;
  return [
    ...credentialsSent(operations, at),
    ...headersSent(before, after, context),
    ...bodySent(before, after, context),
    ...answersTaken(before.name, operations, context),
  ];
}

function bodySent(
  { name, operation: old }: Call,
  { operation: fresh }: Call,
  context: CallContext,
): RawChange[] {
  const place = `${name}, its body`;
  const at = { side: 'response', place, where: context.where } as const;
  return [
    ...bodyComes(old, fresh, at),
    ...(old.body?.content ?? []).flatMap((media): RawChange[] => {
      const now = mediaFor(media.type, fresh.body?.content ?? []);
      if (now === undefined) {
        return [
          {
            ...at,
            kind: 'callback-body-removed',
            effect: 'breaks',
            text: `it no longer comes as ${media.type}`,
            why: 'whoever reads that body finds none, or one that cannot be read',
            base: media.pointer,
            candidate: fresh.body?.pointer ?? fresh.pointer,
            before: media.type,
          },
        ];
      }
      return mediaChanges(media, now, context.response, {
        place,
        where: context.where,
        names: context.names,
      });
    }),
    ...mediaAdded(old, fresh, at),
  ];
}

/** Nobody asks the provider for a media type: a body in one more is sent to whoever knows only the others. */
function mediaAdded(
  { body: old }: Operation,
  { body: fresh }: Operation,
  at: Pick<RawChange, 'side' | 'place' | 'where'>,
): RawChange[] {
  if (old === undefined || fresh === undefined || old.content.length === 0) return [];
  // What takes the place of another media type is told of with that one.
  if (old.content.some(({ type }) => mediaFor(type, fresh.content) === undefined)) return [];
  return fresh.content
    .filter(({ type }) => mediaFor(type, old.content) === undefined)
    .map(
      ({ type, pointer }): RawChange => ({
        ...at,
        kind: 'callback-media-type-added',
        effect: 'breaks',
        text: `it may come as ${type} as well`,
        why: 'it may come in a form that nobody reads',
        base: old.pointer,
        candidate: pointer,
        before: old.content.map((media) => media.type),
        after: type,
      }),
    );
}

/** Whether a call always comes with its body. */
function bodyComes(
  before: Operation,
  { body: fresh }: Operation,
  at: Pick<RawChange, 'side' | 'place' | 'where'>,
): RawChange[] {
  const { body: old } = before;
  if (old === undefined && fresh !== undefined) {
    return [
      {
        ...at,
        kind: 'callback-body-added',
        effect: 'safe',
        text: 'it is new',
        why: 'nobody has to read it',
        base: before.pointer,
        candidate: fresh.pointer,
        after: fresh.content.map(({ type }) => type),
      },
    ];
  }
  if (old === undefined || fresh === undefined || old.required === fresh.required) return [];
  return [
    {
      ...at,
      kind: fresh.required ? 'callback-body-became-required' : 'callback-body-became-optional',
      effect: fresh.required ? 'safe' : 'breaks',
      text: fresh.required ? 'it always comes now' : 'it need no longer come',
      why: fresh.required ? 'nothing may come that could not come before' : 'a call may come without it',
      base: old.pointer,
      candidate: fresh.pointer,
      before: old.required,
      after: fresh.required,
    },
  ];
}

function headersSent(before: Call, after: Call, context: CallContext): RawChange[] {
  const news = new Map(after.operation.parameters.map((parameter) => [carrierOf(parameter), parameter]));
  const olds = new Map(before.operation.parameters.map((parameter) => [carrierOf(parameter), parameter]));
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((key): RawChange[] => {
    const old = olds.get(key);
    const fresh = news.get(key);
    const { name, in: place } = old ?? fresh ?? { name: key, in: '' };
    const at = { side: 'response', place: `${before.name}, ${place} ${name}`, where: context.where } as const;
    const places = {
      base: old?.pointer ?? before.operation.pointer,
      candidate: fresh?.pointer ?? after.operation.pointer,
    };
    const found: RawChange[] = [];
    if (fresh === undefined || (old?.required === true && !fresh.required)) {
      found.push({
        ...at,
        ...places,
        kind: fresh === undefined ? 'callback-parameter-removed' : 'callback-parameter-became-optional',
        effect: 'breaks',
        text: fresh === undefined ? 'it is no longer documented' : 'it is no longer always there',
        why: 'whoever reads it may find nothing',
      });
    } else if (old === undefined || old.required !== fresh.required) {
      found.push({
        ...at,
        ...places,
        kind: old === undefined ? 'callback-parameter-added' : 'callback-parameter-became-required',
        effect: 'safe',
        text: old === undefined ? 'it is new' : 'it is now always there',
        why: 'nobody has to read it',
      });
    }
    if (old === undefined || fresh === undefined) return found;
    const pair = speltSchemas(
      { spelt: old, document: before.operation.document },
      { spelt: fresh, document: after.operation.document },
    );
    const said = { place: at.place, where: context.where, names: context.names };
    return [...found, ...schemaChanges(pair, context.response, said)];
  });
}
