import type { Document } from '../document/document.ts';
import { encodingsOf } from '../document/encoding.ts';
import { isJsonType, parseMediaType } from '../document/media-type.ts';
import type { Media, Operation } from '../document/operation.ts';
import { typesOf } from '../document/schema.ts';
import type { Json } from '../json.ts';
import { Problem } from '../problem.ts';
import type { Form } from './form/field.ts';
import { BOUNDARY, multipart } from './form/multipart.ts';
import { urlEncoded } from './form/urlencoded.ts';

/** How a body is written: in which media type, and with which bytes. */
export interface BodyForm {
  media: Media;
  /** What the Content-Type says. */
  contentType: string;
  json: boolean;
  /** Where the body is a form: how its properties are written. */
  fields: Form | undefined;
  write(value: Json): Uint8Array;
}

/** Methods for whose request a body means nothing (RFC 9110 section 9.3, OpenAPI 3.0 section 4.7.10). */
const BODYLESS = new Set(['GET', 'HEAD', 'TRACE']);

/**
 * The media types in which the request's body can be written, each once: JSON first, forms then, a text last.
 *
 * @returns none when the operation takes no body
 * @throws {Problem} when a body is required and none of its media types can be written
 */
export function bodyForms({ body, method, document }: Operation): BodyForm[] {
  if (body === undefined || BODYLESS.has(method) || body.content.length === 0) return [];
  const forms = concreteTypes(body.content).flatMap(([media, contentType]) => {
    const form = bodyFormOf(media, contentType, document);
    return form === undefined ? [] : [form];
  });
  const rank = ({ json, fields }: BodyForm): number => (json ? 0 : fields === undefined ? 2 : 1);
  const found = [...forms].sort((a, b) => rank(a) - rank(b));
  if (found.length > 0 || !body.required)
    return found.filter(
      ({ contentType }, index) => found.findIndex((each) => each.contentType === contentType) === index,
    );
  throw new Problem(
    `the operation takes its body as ${body.content.map(({ type }) => type).join(' or ')} only, and the document has no example of one`,
    {
      place: document.placeOf(body.pointer),
      hint: 'only JSON, forms and documented examples can be written: add an example of the body to a copy of the document',
    },
  );
}

function bodyFormOf(media: Media, contentType: string, document: Document): BodyForm | undefined {
  const essence = parseMediaType(contentType)?.essence ?? '';
  const common = { media, contentType, json: false, fields: undefined };
  if (isJsonType(essence)) return { ...common, json: true, write: (value) => bytes(JSON.stringify(value)) };
  const kind = FORMS[essence];
  if (kind !== undefined) {
    const fields: Form = { kind, document, schema: media.schema, encodings: encodingsOf(document, media) };
    return kind === 'multipart'
      ? {
          ...common,
          fields,
          contentType: `${essence}; boundary=${BOUNDARY}`,
          write: (value) => multipart(fields, value),
        }
      : { ...common, fields, write: (value) => urlEncoded(fields, value) };
  }
  return typeof media.examples[0]?.value === 'string' || typesOf(media.schema).includes('string')
    ? { ...common, write: (value) => bytes(typeof value === 'string' ? value : JSON.stringify(value)) }
    : undefined;
}

const FORMS: Record<string, Form['kind']> = {
  'application/x-www-form-urlencoded': 'urlencoded',
  'multipart/form-data': 'multipart',
};

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
