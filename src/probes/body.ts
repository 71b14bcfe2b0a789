import { isJsonType, parseMediaType } from '../document/media-type.ts';
import type { Media, Operation } from '../document/operation.ts';
import { typesOf } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';

/** How a body is written: in which media type, and with which bytes. */
export interface BodyForm {
  media: Media;
  /** What the Content-Type says. */
  contentType: string;
  /** True when the document's schema can be broken on purpose: in other forms values have no types. */
  json: boolean;
  write(value: Json): Uint8Array;
}

/** Methods for whose request a body means nothing (RFC 9110 section 9.3, OpenAPI 3.0 section 4.7.10). */
const BODYLESS = new Set(['GET', 'HEAD', 'TRACE']);

/**
 * Chooses the media type of the request's body: JSON where it is documented, a form else, a text last.
 *
 * @returns undefined when the operation takes no body
 * @throws {Problem} when a body is required and none of its media types can be written
 */
export function bodyForm({ body, method, document }: Operation): BodyForm | undefined {
  if (body === undefined || BODYLESS.has(method) || body.content.length === 0) return undefined;
  for (const [media, contentType] of concreteTypes(body.content)) {
    if (isJsonType(parseMediaType(contentType)?.essence ?? ''))
      return { media, contentType, json: true, write: (value) => bytes(JSON.stringify(value)) };
  }
  for (const [media, contentType] of concreteTypes(body.content)) {
    const essence = parseMediaType(contentType)?.essence;
    const common = { media, contentType, json: false };
    if (essence === 'application/x-www-form-urlencoded') return { ...common, write: urlEncoded };
    if (essence === 'multipart/form-data') {
      return { ...common, contentType: `${essence}; boundary=${BOUNDARY}`, write: multipart };
    }
    if (typeof media.examples[0]?.value === 'string' || typesOf(media.schema).includes('string'))
      return {
        ...common,
        write: (value) => bytes(typeof value === 'string' ? value : JSON.stringify(value)),
      };
  }
  if (!body.required) return undefined;
  throw new Problem(
    `the operation takes its body as ${body.content.map(({ type }) => type).join(' or ')} only, and the document has no example of one`,
    {
      place: document.placeOf(body.pointer),
      hint: 'only JSON, forms and documented examples can be written: add an example of the body to a copy of the document',
    },
  );
}

/** What is sent where the document gives a range of media types. */
const RANGES: Record<string, string> = {
  '*/*': 'application/json',
  'application/*': 'application/json',
  'text/*': 'text/plain',
};

function concreteTypes(content: readonly Media[]): [media: Media, contentType: string][] {
  return content.map((media) => [media, RANGES[media.type] ?? media.type]);
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Pairs of names and texts; a list is its name given again and again. */
function pairs(value: Json): [name: string, text: string][] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    (Array.isArray(item) ? item : item === undefined ? [] : [item]).map((each): [string, string] => [
      name,
      typeof each === 'string' ? each : JSON.stringify(each),
    ]),
  );
}

function urlEncoded(value: Json): Uint8Array {
  return bytes(new URLSearchParams(pairs(value)).toString());
}

const BOUNDARY = 'plumbline-6f1d2a';

/** RFC 7578 section 4. */
function multipart(value: Json): Uint8Array {
  const parts = pairs(value).map(
    ([name, text]) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"\r\n\r\n${text}\r\n`,
  );
  return bytes(`${parts.join('')}--${BOUNDARY}--\r\n`);
}
