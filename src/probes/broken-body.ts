import type { Document } from '../document/document.ts';
import { isJsonType, matchMedia, parseMediaType } from '../document/media-type.ts';
import { requiredProperties } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import type { BodyForm } from './body.ts';
import { expectAnyRefusal, expectRefusal } from './expect.ts';
import { BOUNDARY, multipart } from './form/multipart.ts';
import type { Probe } from './probe.ts';
import { type Base, type Change, writeRequest } from './request.ts';

/**
 * Bodies that are not the JSON that the media type promises, no body, and other media types.
 *
 * @param right the body that is right, and how it is written
 */
export function* brokenBodies(base: Base, { body, form }: { body: Json; form: BodyForm }): Generator<Probe> {
  const { operation } = base.contract;
  const { media } = form;
  if (operation.body === undefined) return;
  const right = JSON.stringify(body);
  const make = (id: string, title: string, pointer: string, change: Change): Probe => ({
    id: `invalid/${id}`,
    group: 'invalid',
    title,
    pointer,
    request: writeRequest(base, change),
    expectation: expectRefusal(operation, undefined),
    turn: 0,
  });
  /** The document does not say with which of its refusals such a request is answered. */
  const open = (id: string, title: string, pointer: string, change: Change): Probe => ({
    ...make(id, title, pointer, change),
    expectation: expectAnyRefusal(operation),
  });

  for (const [name, says, text] of malformed(right)) {
    // A number or a bare text may still be JSON when it is cut.
    if (isJson(text)) continue;
    yield make(`body/malformed/${name}`, `${says}: that is no JSON (RFC 8259)`, media.pointer, {
      body: bytes(text),
    });
  }
  // A body that holds nothing which the document asks for may as well be left out: `valid` does so.
  if (isNeeded(base)) {
    if (!operation.body.required) {
      yield open(
        'body/absent',
        'There is no body, and so nothing of what the document requires: it has to be refused, in any documented way',
        operation.body.pointer,
        { noBody: true },
      );
    }
    yield open(
      'body/empty',
      'The body has no bytes, and so nothing of what the document requires: it has to be refused, in any documented way',
      operation.body.pointer,
      { body: new Uint8Array(), contentType: form.contentType },
    );
  }
  yield open(
    'body/utf-16',
    'The body is written in UTF-16: JSON is UTF-8 (RFC 8259 section 8.1)',
    media.pointer,
    { body: new Uint8Array(Buffer.from(`\uFEFF${right}`, 'utf16le')) },
  );
  for (const [name, type, written] of otherTypes(body, right, { document: operation.document, media })) {
    const essence = parseMediaType(type)?.essence ?? type;
    if (matchMedia(operation.body.content, essence) !== undefined) continue;
    yield open(
      `media-type/${name}`,
      `The body comes as ${essence}, which the document does not know: it has to be refused, in any documented way`,
      media.pointer,
      { body: written, contentType: type },
    );
  }
}

/** True when the document asks for something in the body, if not for the body itself. */
export function isNeeded({ contract }: Base): boolean {
  const { body } = contract.operation;
  if (body === undefined) return false;
  return body.required || body.content.every(({ schema }) => requiredProperties(schema).length > 0);
}

function malformed(right: string): [name: string, says: string, text: string][] {
  // Behind a further property, so that a reader who lets it pass finds nothing else that is wrong.
  const further = (value: string): string => right.replace(/^\{/, () => `{"plumbline_extra":${value},`);
  return [
    ['truncated', 'The body breaks off before its end', right.slice(0, -1)],
    ['trailing-comma', 'The body has a comma too many', right.replace(/([}\]])$/, ',$1')],
    ['single-quotes', 'The body has single quotes', right.replaceAll('"', "'")],
    ['trailing-text', 'The body has text behind its end', `${right} plumbline`],
    ['leading-text', 'The body has text before its beginning', `plumbline ${right}`],
    ['two-documents', 'The body holds two JSON documents', `${right}${right}`],
    ['bare-word', 'The body is a bare word', 'plumbline'],
    ['unquoted-keys', 'The keys of the body have no quotes', right.replace(/"([A-Za-z_]\w*)":/g, '$1:')],
    // Python and others write it, and read it unless they are told not to.
    ['not-a-number', 'The body holds NaN', further('NaN')],
    ['python-word', 'The body holds True, as Python writes it', further('True')],
    ['leading-zero', 'The body holds a number with a zero before it', further('01')],
    ['raw-tab', 'A text of the body has a tab in it that is no escape', further('"a\tb"')],
    ['unknown-escape', 'A text of the body has an escape that JSON does not have', further('"\\x41"')],
    ['comment', 'The body holds a comment', `${right.slice(0, 1)}/* plumbline */${right.slice(1)}`],
  ];
}

function otherTypes(
  body: Json,
  right: string,
  { document, media }: { document: Document; media: BodyForm['media'] },
): [name: string, type: string, body: Uint8Array][] {
  const fields = Object.entries(isObject(body) ? body : { value: body }).map(
    ([key, value]): [string, string] => [key, typeof value === 'string' ? value : JSON.stringify(value)],
  );
  const xml = fields.map(([key, value]) => `<${key}>${value.replace(/[<&]/g, ' ')}</${key}>`).join('');
  return [
    ['text', 'text/plain', bytes(right)],
    ['form', 'application/x-www-form-urlencoded', bytes(new URLSearchParams(fields).toString())],
    [
      'multipart',
      `multipart/form-data; boundary=${BOUNDARY}`,
      multipart({ kind: 'multipart', document, schema: media.schema, encodings: new Map() }, body),
    ],
    ['xml', 'application/xml', bytes(`<request>${xml}</request>`)],
    ['json-as-form', 'application/x-www-form-urlencoded', bytes(right)],
    ['json-as-xml', 'application/xml', bytes(right)],
    ['json-as-bytes', 'application/octet-stream', bytes(right)],
  ];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** True for a body whose media type is JSON without parameters, so that a charset may be put beside it. */
export function takesCharset(contentType: string): boolean {
  const parsed = parseMediaType(contentType);
  return parsed !== undefined && isJsonType(parsed.essence) && parsed.parameters.size === 0;
}
