import type { DocumentedResponse, Media } from '../../document/operation.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { mediaFor } from './body.ts';
import { mediaChanges, toldInXml } from './media-schemas.ts';

/** What became of the body of an answer: whether it has one, its media types, and the values in each. */
export function responseBodyChanges(
  before: DocumentedResponse,
  after: DocumentedResponse,
  pair: OperationPair,
  at: Pick<RawChange, 'side' | 'place' | 'where'>,
): RawChange[] {
  if (before.content.length === 0) return after.content.length === 0 ? [] : [bodyAdded(before, after, at)];
  if (after.content.length === 0) return [bodyRemoved(before, after, at)];
  const context = { ...at, names: pair.names };
  const found = before.content.flatMap((media): RawChange[] => {
    const now = givenAs(media.type, after.content);
    if (now === undefined) {
      return [
        {
          ...at,
          kind: 'response-media-type-removed',
          effect: 'breaks',
          text: `it is no longer given as ${media.type}`,
          why: 'whoever reads that body finds none, or one that cannot be read',
          base: media.pointer,
          candidate: after.pointer,
          before: media.type,
          after: after.content.map(({ type }) => type),
        },
      ];
    }
    const widened: RawChange[] =
      isRange(now.type) && breadth(now.type) > breadth(media.type)
        ? [
            {
              ...at,
              kind: 'response-media-type-widened',
              effect: 'breaks',
              text: `it may come as ${now.type}, before as ${media.type}`,
              why: 'it may come in a form that nobody reads',
              base: media.pointer,
              candidate: now.pointer,
              before: media.type,
              after: now.type,
            },
          ]
        : [];
    return [...widened, ...mediaChanges(media, now, pair.response, context)];
  });
  const come = after.content.flatMap((media): RawChange[] => {
    const range = givenAs(media.type, before.content);
    if (range !== undefined) {
      // What came in a range, by its schema, has one of its own now.
      const isKnown = givenAs(range.type, after.content) === media;
      return isKnown ? [] : mediaChanges(range, media, pair.response, context);
    }
    // A range that what was documented falls into has been told of above.
    if (isRange(media.type) && before.content.some(({ type }) => mediaFor(type, after.content) === media))
      return [];
    return [
      {
        ...at,
        kind: 'response-media-type-added',
        effect: 'safe',
        text: `it is given as ${media.type} now`,
        why: 'whoever asks for what is still documented gets that',
        base: before.pointer,
        candidate: media.pointer,
        after: media.type,
      },
    ];
  });
  return toldInXml([...found, ...come]);
}

/** The media type in which a body is given that was given in another: UTF-8 is what texts come in where nothing is said. */
function givenAs(type: string, content: readonly Media[]): Media | undefined {
  const isSilent = /^text\/[^;*]+$/i.test(type);
  return mediaFor(type, content) ?? (isSilent ? mediaFor(`${type};charset=utf-8`, content) : undefined);
}

function bodyAdded(
  before: DocumentedResponse,
  after: DocumentedResponse,
  at: Pick<RawChange, 'side' | 'place' | 'where'>,
): RawChange {
  return {
    ...at,
    kind: 'response-body-added',
    effect: 'safe',
    text: 'it now has a documented body',
    why: 'nothing was promised of its body before',
    base: before.pointer,
    candidate: after.content[0]?.pointer ?? after.pointer,
    after: after.content.map(({ type }) => type),
  };
}

function bodyRemoved(
  before: DocumentedResponse,
  after: DocumentedResponse,
  at: Pick<RawChange, 'side' | 'place' | 'where'>,
): RawChange {
  const [only = null, ...more] = before.content.map(({ type }) => type);
  return {
    ...at,
    kind: 'response-body-removed',
    effect: 'breaks',
    text: 'it has no documented body any more',
    why: 'whoever reads that body finds none',
    base: before.content[0]?.pointer ?? before.pointer,
    candidate: after.pointer,
    before: more.length === 0 ? only : [only, ...more],
    after: [],
  };
}

function isRange(type: string): boolean {
  return breadth(type) > 0;
}

/** Of how much a media type is left open: nothing, the kind within a group, or all of it. */
function breadth(type: string): number {
  return type.split('*').length - 1;
}
