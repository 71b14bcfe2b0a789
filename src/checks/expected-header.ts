import { headerValues } from '../exchange/exchange.ts';
import type { Check } from './check.ts';
import { responseHeader } from './response-header.ts';

/** What HTTP itself puts on every answer, and the media type, which has a check of its own. */
const OF_HTTP = new Set([
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'transfer-encoding',
]);

/** A header that nobody has documented may go at any time; one that is documented has to be able to be so. */
export const expectedHeader: Check = {
  id: 'expected-header',
  promise: 'Every header that is expected is one that the document describes, and is what its schema says.',
  severity: 'error',
  source: 'the document: headers of the response',
  kinds: {
    undocumented: 'The document does not describe the header for this status.',
    value: 'The header is not what its schema says.',
  },
  *each(reading) {
    const { exchange, documented } = reading;
    if (exchange.response === undefined || documented === undefined) return;
    const { headers } = exchange.response;
    const known = new Set(documented.headers.map(({ name }) => name.toLowerCase()));
    for (const name of new Set(headers.map(([each]) => each))) {
      if (known.has(name.toLowerCase()) || OF_HTTP.has(name.toLowerCase())) continue;
      yield {
        severity: 'error',
        kind: 'undocumented',
        message: `the header ${name} is expected of a ${exchange.response.status}, and the document does not describe it`,
        response: { part: 'header', pointer: name, actual: headerValues(headers, name).join(', ') },
        promise: documented.pointer,
      };
    }
    for (const observation of responseHeader.each?.(reading) ?? []) {
      if (observation.kind === 'value') yield observation;
    }
  },
};
