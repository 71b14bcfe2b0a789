import { isJsonType } from '../document/media-type.ts';
import type { Check } from './check.ts';

/** A body is expected only where one is documented, and has to be one that can come. */
export const expectedBody: Check = {
  id: 'expected-body',
  promise: 'A body is expected only of an answer that the document gives one, and JSON is JSON.',
  severity: 'error',
  source: 'the document: content of the response; RFC 8259',
  kinds: {
    'not-promised': 'The document describes no body for this status.',
    syntax: 'The body is no JSON in UTF-8.',
  },
  *each({ exchange, documented, media, mediaType, json }) {
    const { response } = exchange;
    if (response === undefined || documented === undefined || response.body.length === 0) return;
    if (documented.content.length === 0) {
      yield {
        severity: 'error',
        kind: 'not-promised',
        message: `a body is expected of a ${response.status}, and the document describes none`,
        response: { pointer: '' },
        promise: documented.pointer,
      };
      return;
    }
    // Of another media type there is a check of its own.
    if (mediaType !== undefined && !isJsonType(mediaType.essence)) return;
    const [fault] = json?.value === undefined ? (json?.faults ?? []) : [];
    if (fault !== undefined) {
      yield {
        severity: 'error',
        kind: 'syntax',
        message: `the document says ${media?.type ?? 'JSON'}, and ${fault.message}`,
        response: { pointer: '', actual: json?.text.slice(0, 120) ?? '' },
        promise: media?.pointer ?? documented.pointer,
      };
    }
  },
};
