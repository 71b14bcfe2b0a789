import type { Contract } from '../contract/contract.ts';
import { isJsonType, matchMedia, parseMediaType } from '../document/media-type.ts';
import { requiredProperties } from '../document/schema.ts';
import { header } from '../exchange/exchange.ts';
import type { Json } from '../json.ts';
import type { Call } from './call.ts';
import { formReader, MULTIPART, URL_ENCODED } from './form.ts';
import type { ReadBody } from './read-body.ts';
import type { Compile, Objection, Validate } from './validator.ts';

const UNDOCUMENTED: Objection = {
  keyword: 'media',
  pointer: '',
  code: 'invalid',
  detail: 'the media type of the request is not supported',
};
const ABSENT: Objection = {
  keyword: 'body',
  pointer: '',
  code: 'required',
  detail: 'the request has no body',
};
const UNREADABLE: Objection = {
  keyword: 'syntax',
  pointer: '',
  code: 'invalid',
  detail: 'the body of the request is not valid JSON in UTF-8',
};

/**
 * Reads request bodies: the media type has to be a documented one (parameters such as a charset do not count), and
 * JSON has to be JSON in UTF-8 (RFC 8259 section 8.1). A body may be left out where the document neither requires it
 * nor any property of it.
 */
export function bodyReader(contract: Contract): (call: Call) => ReadBody {
  const { body } = contract.operation;
  if (body === undefined) return () => ({ input: undefined, objections: [] });
  const forms = new Map(
    body.content
      .filter(({ type }) => isForm(parseMediaType(type)?.essence ?? ''))
      .map((media) => [media.type, formReader(contract.operation.document, media)]),
  );
  const needed = body.required || body.content.every((media) => requiredProperties(media.schema).length > 0);
  return (call) => {
    if (call.body.length === 0) return { input: undefined, objections: needed ? [ABSENT] : [] };
    const type = parseMediaType(header(call.headers, 'Content-Type') ?? '');
    const media = type === undefined ? undefined : matchMedia(body.content, type.essence);
    if (type === undefined || media === undefined) return { input: undefined, objections: [UNDOCUMENTED] };
    if (isJsonType(type.essence)) return parseJson(call.body);
    const readForm = forms.get(media.type);
    if (readForm !== undefined) return readForm(call);
    const isText = type.essence.startsWith('text/');
    return { input: isText ? call.body.toString('utf8') : undefined, objections: [] };
  };
}

/** Reads bytes as JSON in UTF-8; a byte order mark is refused. */
export function parseJson(bytes: Uint8Array): ReadBody {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { input: JSON.parse(text) as Json, objections: [] };
  } catch {
    return { input: undefined, objections: [UNREADABLE] };
  }
}

function isForm(essence: string): boolean {
  return essence === URL_ENCODED || essence === MULTIPART;
}

/**
 * Checks what a body holds against the document's schema for its media type. Only JSON and forms are: other media types
 * have no values that a JSON Schema could speak of without guessing.
 */
export function bodyRules(
  contract: Contract,
  compile: Compile,
): (call: Call, input: Json | undefined) => Objection[] {
  const content = contract.operation.body?.content ?? [];
  const rules = new Map<object, Validate>();
  for (const media of content) {
    const type = parseMediaType(media.type)?.essence ?? '';
    if (media.schema !== undefined && (isJsonType(type) || isForm(type) || type.endsWith('/*'))) {
      rules.set(media, compile(media.schema, 'request'));
    }
  }
  return (call, input) => {
    const essence = parseMediaType(header(call.headers, 'Content-Type') ?? '')?.essence ?? '';
    // A fault may have let another media type pass: what it holds is still to be right.
    const media = matchMedia(content, essence) ?? content[0];
    const validate = media === undefined ? undefined : rules.get(media);
    return input === undefined || validate === undefined ? [] : validate(input);
  };
}
