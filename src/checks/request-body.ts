import { isJsonType, matchMedia, parseMediaType } from '../document/media-type.ts';
import type { Media, Operation } from '../document/operation.ts';
import { requiredProperties } from '../document/schema.ts';
import { type ExchangeRequest, header } from '../exchange/exchange.ts';
import type { Json } from '../json.ts';
import { readJson } from './json-text.ts';
import type { RequestObservation } from './request-observation.ts';
import { compileSchema } from './request-schema.ts';
import type { SchemaFault } from './response-schema.ts';

/** What is wrong with the body of a request. Only JSON is looked into: no other media type has a schema for certain. */
export function bodyRules({ body, pointer }: Operation): (request: ExchangeRequest) => RequestObservation[] {
  const content = body?.content ?? [];
  const validators = new Map<Media, (value: Json) => SchemaFault[]>();
  for (const media of content) {
    if (media.schema !== undefined && mayBeJson(media)) {
      validators.set(media, compileSchema(media.schema, { direction: 'request' }));
    }
  }
  return (request) => {
    const sent = request.body ?? new Uint8Array();
    if (body === undefined) return sent.length === 0 ? [] : [unknownBody(pointer)];
    if (sent.length === 0) return missingBody(body);
    const said = header(request.headers, 'content-type');
    const essence = said === undefined ? undefined : (parseMediaType(said)?.essence ?? '');
    const media = essence === undefined ? content.find(mayBeJson) : matchMedia(content, essence);
    if (essence !== undefined && media === undefined) return [otherMedia(said ?? '', content, body.pointer)];
    const unlabelled = essence === undefined && content.length > 0 ? [noMedia(content, body.pointer)] : [];
    if (media === undefined || !isJsonType(essence ?? 'application/json')) return unlabelled;
    return [...unlabelled, ...jsonFaults(sent, media, validators.get(media))];
  };
}

function mayBeJson({ type }: Media): boolean {
  const essence = parseMediaType(type)?.essence ?? '';
  return isJsonType(essence) || essence.endsWith('/*');
}

function unknownBody(promise: string): RequestObservation {
  return {
    kind: 'body-unknown',
    forbidden: false,
    message: 'the request has a body, and the document describes none',
    part: 'body',
    pointer: '',
    promise,
  };
}

/** Without `requestBody.required` the document leaves it open, whatever the schema requires of a body. */
function missingBody({ required, pointer, content }: NonNullable<Operation['body']>): RequestObservation[] {
  const wanted = content.length > 0 && content.every(({ schema }) => requiredProperties(schema).length > 0);
  if (!required && !wanted) return [];
  const message = required
    ? 'the request has no body, though the document requires one'
    : 'the request has no body; the document does not mark it as required, and its schema requires properties';
  return [
    { kind: 'body-missing', forbidden: required, message, part: 'body', pointer: '', promise: pointer },
  ];
}

function otherMedia(said: string, content: readonly Media[], promise: string): RequestObservation {
  const expected = content.map(({ type }) => type).join(' or ');
  return {
    kind: 'media-type',
    forbidden: true,
    message: `the Content-Type of the request is ${said}; the document says ${expected}`,
    part: 'media type',
    pointer: 'Content-Type',
    expected,
    actual: said,
    promise: content[0]?.pointer ?? promise,
  };
}

function noMedia(content: readonly Media[], promise: string): RequestObservation {
  const expected = content.map(({ type }) => type).join(' or ');
  return {
    kind: 'media-type-missing',
    forbidden: false,
    message: `the request has a body and no Content-Type; the document says ${expected}`,
    part: 'media type',
    pointer: 'Content-Type',
    expected,
    promise: content[0]?.pointer ?? promise,
  };
}

function jsonFaults(
  body: Uint8Array,
  media: Media,
  validate: ((value: Json) => SchemaFault[]) | undefined,
): RequestObservation[] {
  const { value, faults } = readJson(body);
  if (value === undefined) {
    const message = faults[0]?.message ?? 'the body is no JSON';
    return [
      {
        kind: 'body-syntax',
        forbidden: true,
        message: `the request: ${message}`,
        part: 'body',
        pointer: '',
        promise: media.pointer,
      },
    ];
  }
  return (validate?.(value) ?? []).map(({ keyword: _, ...fault }) => ({
    ...fault,
    kind: 'body-value',
    forbidden: true,
    message: `the request: ${fault.message}`,
    part: 'body',
  }));
}
