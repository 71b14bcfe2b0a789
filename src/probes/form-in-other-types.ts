import { matchMedia, parseMediaType } from '../document/media-type.ts';
import { isObject } from '../json.ts';
import { expectAnyRefusal } from './expect.ts';
import { type Form, fieldOf } from './form/field.ts';
import { BOUNDARY, multipart } from './form/multipart.ts';
import { urlEncoded } from './form/urlencoded.ts';
import type { Probe } from './probe.ts';
import { type Base, writeRequest } from './request.ts';

/**
 * The right fields of a form in media types that the document does not know: as JSON, and as the other kind of form. Which
 * of its refusals is right the document does not say.
 */
export function* formInOtherTypes(base: Base): Generator<Probe> {
  const { body, form, contract } = base;
  const { operation } = contract;
  const { fields } = form ?? {};
  if (form === undefined || fields === undefined || !isObject(body) || operation.body === undefined) return;
  const ways: [name: string, type: string, bytes: Uint8Array][] = [
    ['json', 'application/json', new TextEncoder().encode(JSON.stringify(body))],
  ];
  const plain: Form = { ...fields, encodings: new Map() };
  // A file has no place in the query of a URL.
  if (fields.kind === 'multipart' && Object.keys(body).every((name) => isPlain(fields, name)))
    ways.push([
      'form',
      'application/x-www-form-urlencoded',
      urlEncoded({ ...plain, kind: 'urlencoded' }, body),
    ]);
  if (fields.kind === 'urlencoded' && Object.keys(body).every((name) => isPlain(fields, name)))
    ways.push([
      'multipart',
      `multipart/form-data; boundary=${BOUNDARY}`,
      multipart({ ...plain, kind: 'multipart' }, body),
    ]);
  for (const [name, type, bytes] of ways) {
    const essence = parseMediaType(type)?.essence ?? type;
    if (matchMedia(operation.body.content, essence) !== undefined) continue;
    yield {
      id: `invalid/media-type/${name}`,
      group: 'invalid',
      title: `The fields come as ${essence}, which the document does not know: it has to be refused, in any documented way`,
      pointer: form.media.pointer,
      request: writeRequest(base, { body: bytes, contentType: type }),
      expectation: expectAnyRefusal(operation),
      turn: 0,
    };
  }
}

/** True for a field whose value is plain text in either kind of form. */
function isPlain(fields: Form, name: string): boolean {
  const { as, list } = fieldOf(fields, name, undefined);
  return as === 'text' && !list;
}
