import { isObject, type Json, type JsonObject } from '../json.ts';
import { type HeaderLines, header } from './exchange.ts';
import type { Fields } from './har-fields.ts';

/** The headers and the body of a request or a response, as a Pact of any version writes them. */
export interface PactMessage {
  headers: HeaderLines;
  body: Uint8Array | undefined;
}

/**
 * Reads headers and body. A body of version 4 says of itself what media type it has; where no header does, that becomes
 * one, since Pact's own mock sends it.
 *
 * @param version the major version of the Pact specification
 * @throws {Problem} when they are of no type that Pact knows
 */
export function readMessage(fields: Fields, raw: JsonObject, version: number): PactMessage {
  const headers = readHeaders(fields, raw['headers']);
  const said = header(headers, 'content-type');
  const { body } = raw;
  if (version < 4 || !isObject(body)) return { headers, body: plainBody(fields, body, said) };
  const type = typeof body['contentType'] === 'string' ? body['contentType'] : undefined;
  const bytes = encodedBody(fields, body);
  return {
    headers:
      said !== undefined || type === undefined || bytes === undefined
        ? headers
        : [...headers, ['Content-Type', type]],
    body: bytes,
  };
}

function readHeaders(fields: Fields, headers: Json | undefined): HeaderLines {
  if (headers === undefined || headers === null) return [];
  if (!isObject(headers)) throw fields.problem('headers is no object');
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? ''].flat().map((each): HeaderLines[number] => {
      if (typeof each === 'object') throw fields.problem(`the header ${name} is no text`);
      return [name, String(each)];
    }),
  );
}

/** Versions 1 to 3: any JSON value; a text is the body itself, but for one that is said to be JSON. */
function plainBody(fields: Fields, body: Json | undefined, type: string | undefined): Uint8Array | undefined {
  if (body === undefined || body === null || body === '') return undefined;
  if (typeof body !== 'string') return encode(written(fields, body));
  const json = /[/+]json\b/i.test(type ?? '');
  return encode(json && !/^\s*[{[]/.test(body) ? JSON.stringify(body) : body);
}

/** Version 4: `content`, in the encoding that `encoded` names. */
function encodedBody(fields: Fields, { content, encoded }: JsonObject): Uint8Array | undefined {
  if (content === undefined || content === null || content === '') return undefined;
  const encoding = encoded === true ? 'base64' : typeof encoded === 'string' ? encoded.toLowerCase() : '';
  if (typeof content !== 'string') return encode(written(fields, content));
  if (encoding === 'json') return encode(JSON.stringify(content));
  if (encoding !== 'base64') return encode(content);
  const text = content.replace(/\s+/g, '');
  if (!/^[\w+/-]*={0,2}$/.test(text)) throw fields.problem('the body is no base64');
  return new Uint8Array(Buffer.from(text, 'base64'));
}

function written(fields: Fields, value: Json): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) throw fields.problem('the body is nested too deeply');
    throw error;
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
