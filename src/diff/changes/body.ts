import { parseMediaType } from '../../document/media-type.ts';
import { nodeAt } from '../../document/node.ts';
import type { Media } from '../../document/operation.ts';
import { sameJson } from '../../json.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { sorted } from '../space/canonical.ts';
import { wordingChanges } from './docs.ts';
import { encodingChanges } from './encoding.ts';
import { mediaChanges, toldInXml } from './media-schemas.ts';

/** What became of the body of an operation's requests. */
export function requestBodyChanges(pair: OperationPair): RawChange[] {
  const { body: before } = pair.base;
  const { body: after } = pair.candidate;
  const at = {
    side: 'request',
    place: 'the request body',
    where: { ...pair.where, part: 'request-body' },
  } as const;
  if (before === undefined && after === undefined) return [];
  if (before === undefined) {
    const required = after?.required === true;
    return [
      {
        ...at,
        kind: required ? 'request-required-body-added' : 'request-body-added',
        effect: required ? 'breaks' : 'safe',
        text: required ? 'it is new, and required' : 'it is new',
        why: required ? 'a request without a body was accepted and no longer is' : 'nobody has to send it',
        base: pair.base.pointer,
        candidate: after?.pointer ?? '',
        ...(required ? { witness: NO_BODY } : {}),
      },
    ];
  }
  if (after === undefined) {
    return [
      {
        ...at,
        kind: 'request-body-removed',
        effect: 'breaks',
        text: 'it is no longer documented',
        why: 'what is sent in it has no meaning any more',
        base: before.pointer,
        candidate: pair.candidate.pointer,
      },
    ];
  }
  const found: RawChange[] = [];
  if (before.required !== after.required) {
    found.push({
      ...at,
      kind: after.required ? 'request-body-became-required' : 'request-body-became-optional',
      effect: after.required ? 'breaks' : 'safe',
      text: after.required ? 'it is now required' : 'it is no longer required',
      why: after.required
        ? 'a request without a body was accepted and no longer is'
        : 'every request that was accepted still is',
      base: before.pointer,
      candidate: after.pointer,
      before: before.required,
      after: after.required,
      ...(after.required ? { witness: NO_BODY } : {}),
    });
  }
  found.push(
    ...wordingChanges(
      nodeAt(pair.base.document, before.pointer),
      nodeAt(pair.candidate.document, after.pointer),
      ['description'],
      at,
    ),
  );
  for (const media of before.content) {
    const now = mediaFor(media.type, after.content);
    if (now === undefined) {
      found.push({
        ...at,
        kind: 'request-media-type-removed',
        effect: 'breaks',
        text: `${media.type} is no longer accepted`,
        why: 'bodies of that media type were accepted and no longer are',
        base: media.pointer,
        candidate: after.pointer,
        before: media.type,
        after: after.content.map(({ type }) => type),
      });
      continue;
    }
    found.push(
      ...mediaChanges(media, now, pair.request, {
        ...at,
        names: pair.names,
      }),
      ...encodingChanges(media, now, pair, at),
      ...examplesAsWording(media, now, at),
    );
  }
  for (const media of after.content) {
    const range = mediaFor(media.type, before.content);
    if (range !== undefined) {
      // What a range took by its schema has one of its own now: the more exact entry counts (OpenAPI, Request Body Object).
      if (mediaFor(range.type, after.content) === media) continue;
      found.push(
        ...mediaChanges(range, media, pair.request, {
          ...at,
          names: pair.names,
        }),
      );
      continue;
    }
    found.push({
      ...at,
      kind: 'request-media-type-added',
      effect: 'safe',
      text: `${media.type} is accepted now`,
      why: 'nobody has to send it',
      base: before.pointer,
      candidate: media.pointer,
      after: media.type,
    });
  }
  return toldInXml(found);
}

const NO_BODY = { value: null, accepts: 'base', refuses: 'candidate', absent: true } as const;

/** The media type of a list that takes a media type: itself, whatever the spelling, or a range that holds it. */
export function mediaFor(type: string, content: readonly Media[]): Media | undefined {
  // Of two spellings of one media type, each is the other document's own.
  const same = content.find((media) => media.type === type);
  if (same !== undefined) return same;
  const wanted = mediaKey(type);
  const [essence = ''] = wanted.split(';');
  const ranges = [wanted, essence, `${essence.split('/')[0]}/*`, '*/*'];
  return ranges
    .map((range) => content.find((media) => mediaKey(media.type) === range))
    .find((media) => media !== undefined);
}

/** A media type in one spelling; a charset says nothing of JSON (RFC 8259 section 11). */
function mediaKey(type: string): string {
  const parsed = parseMediaType(type);
  if (parsed === undefined) return type.trim().toLowerCase();
  const json = /[/+]json$/.test(parsed.essence);
  const parameters = [...parsed.parameters]
    .filter(([name]) => !(json && name === 'charset'))
    .map(([name, value]) => `${name}=${name === 'charset' ? value.toLowerCase() : value}`)
    .sort();
  return [parsed.essence, ...parameters].join(';');
}

/** Examples of a body that we send are there for people. */
function examplesAsWording(
  before: Media,
  after: Media,
  at: { place: string; where: RawChange['where'] },
): RawChange[] {
  const was = before.examples.map(({ value }) => sorted(value));
  const is = after.examples.map(({ value }) => sorted(value));
  const same = was.length === is.length && was.every((value) => is.some((other) => sameJson(value, other)));
  if (same) return [];
  return [
    {
      kind: 'documentation-changed',
      side: 'docs',
      effect: 'safe',
      text: 'its examples are others',
      place: at.place,
      where: at.where,
      why: 'only the wording changes',
      base: before.examples[0]?.pointer ?? before.pointer,
      candidate: after.examples[0]?.pointer ?? after.pointer,
      before: was,
      after: is,
    },
  ];
}
