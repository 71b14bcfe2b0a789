import type { DocumentedResponse, Operation } from '../../document/operation.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { mediaFor } from './body.ts';
import { mediaChanges } from './media-schemas.ts';
import { sentHeaderChanges } from './sent-headers.ts';

interface Operations {
  base: Operation;
  candidate: Operation;
}

type Context = Pick<OperationPair, 'request' | 'names' | 'where'>;

/** What the provider takes for an answer to its call: what we answer is read by it, as a request is. */
export function answersTaken(name: string, operations: Operations, context: Context): RawChange[] {
  const { base, candidate } = operations;
  const statuses = [...base.responses, ...candidate.responses].map(({ status }) => status);
  return [
    ...statusesTaken(name, operations, context),
    ...[...new Set(statuses)].flatMap((status) => {
      const old = standingFor(status, base.responses);
      const fresh = standingFor(status, candidate.responses);
      const place = `${name}, the answer ${status}`;
      if (old === undefined || fresh === undefined) return [];
      const headers = headersTaken(
        { ...old, document: base.document },
        { ...fresh, document: candidate.document },
        { ...context, place },
      );
      return [...headers, ...bodyTaken(place, old, fresh, context)];
    }),
  ];
}

/** What is said of a status: by itself, by its class, or by `default`. */
function standingFor(
  status: string,
  responses: readonly DocumentedResponse[],
): DocumentedResponse | undefined {
  return [status, `${status[0]}XX`, 'default']
    .map((key) => responses.find((response) => response.status === key))
    .find((response) => response !== undefined);
}

function statusesTaken(name: string, { base, candidate }: Operations, { where }: Context): RawChange[] {
  const was = base.responses.map(({ status }) => status);
  const is = candidate.responses.map(({ status }) => status);
  const lost = was.filter((status) => standingFor(status, candidate.responses) === undefined);
  const more = is.filter((status) => standingFor(status, base.responses) === undefined);
  if (lost.length === 0 && more.length === 0) return [];
  return [
    {
      kind: lost.length > 0 ? 'callback-answer-removed' : 'callback-answer-added',
      side: 'request',
      effect: lost.length > 0 ? 'breaks' : 'safe',
      text:
        lost.length > 0
          ? `the answer ${lost.join(', ')} is no longer taken`
          : `the answer ${more.join(', ')} is taken as well`,
      place: name,
      where,
      why:
        lost.length > 0
          ? 'what we answer today is no answer any more'
          : 'every answer that was taken still is',
      base: base.pointer,
      candidate: candidate.pointer,
      before: was,
      after: is,
    },
  ];
}

function headersTaken(...about: Parameters<typeof sentHeaderChanges>): RawChange[] {
  const { headers, schemas } = sentHeaderChanges(...about);
  const found = headers.map(
    ({ step, ...change }): RawChange => ({
      ...change,
      kind:
        step === 'added'
          ? 'callback-answer-header-added'
          : step === 'removed'
            ? 'callback-answer-header-removed'
            : step === 'became-required'
              ? 'callback-answer-header-became-required'
              : step === 'became-optional'
                ? 'callback-answer-header-became-optional'
                : 'callback-answer-header-style-changed',
    }),
  );
  return [...found, ...schemas];
}

function bodyTaken(
  place: string,
  old: DocumentedResponse,
  fresh: DocumentedResponse,
  { request, names, where }: Context,
): RawChange[] {
  const said = { side: 'request', place, where, base: old.pointer, candidate: fresh.pointer } as const;
  if (old.content.length === 0 || fresh.content.length === 0) return bodyComesOrGoes(said, old, fresh);
  const compared = { place, where, names };
  const before = old.content.flatMap((media): RawChange[] => {
    const now = mediaFor(media.type, fresh.content);
    if (now !== undefined) return mediaChanges(media, now, request, compared);
    return [
      {
        ...said,
        kind: 'callback-answer-removed',
        effect: 'breaks',
        text: `it is no longer taken as ${media.type}`,
        why: 'what we answer today is no answer any more',
        base: media.pointer,
      },
    ];
  });
  const after = fresh.content.flatMap((media): RawChange[] => {
    const range = mediaFor(media.type, old.content);
    // What was taken in a range, by its schema, has one of its own now; what is told of it twice is one change.
    if (range !== undefined) return mediaChanges(range, media, request, compared);
    return [
      {
        ...said,
        kind: 'callback-answer-added',
        effect: 'safe',
        text: `it is taken as ${media.type} as well`,
        why: 'every answer that was taken still is',
        candidate: media.pointer,
      },
    ];
  });
  return [...before, ...after];
}

/** No document says whether the body of an answer may be left out. */
function bodyComesOrGoes(
  said: Pick<RawChange, 'side' | 'place' | 'where' | 'base' | 'candidate'>,
  old: DocumentedResponse,
  fresh: DocumentedResponse,
): RawChange[] {
  if (old.content.length === fresh.content.length) return [];
  const isNew = old.content.length === 0;
  return [
    {
      ...said,
      kind: isNew ? 'callback-answer-body-added' : 'callback-answer-body-removed',
      effect: isNew ? 'breaks' : 'safe',
      ...(isNew ? { undecided: true } : {}),
      text: isNew ? 'it is to have a body' : 'it need have no body any more',
      why: isNew
        ? 'undecided: what we answer today has no body, and nobody can tell whether that is still taken'
        : 'what we answer is taken without it',
      before: old.content.map(({ type }) => type),
      after: fresh.content.map(({ type }) => type),
    },
  ];
}
