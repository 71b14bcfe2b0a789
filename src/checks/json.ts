import { inEachEntry, leaves } from '../document/pointer.ts';
import { type ExchangeResponse, header } from '../exchange/exchange.ts';
import type { Json } from '../json.ts';
import type { Check } from './check.ts';
import type { JsonFault } from './json-text.ts';

/** True where a text of a value holds half a character. */
function hasHalf(value: Json | undefined): boolean {
  return [...leaves(value)].some(({ value: leaf }) => typeof leaf === 'string' && /\p{Cs}/u.test(leaf));
}

/** True where a body breaks off at the length that its header has: it may well be the header that is wrong. */
function endsByLength({ kind, message }: JsonFault, { headers, body }: ExchangeResponse): boolean {
  const breaksOff = kind === 'empty' || (kind === 'syntax' && /end of JSON|Unterminated/.test(message));
  return breaksOff && header(headers, 'Content-Length') === String(body.length);
}

function lengthSays({ body }: ExchangeResponse): string {
  return body.length === 0 ? ', as its Content-Length says' : ', and it ends where its Content-Length says';
}

/** What is promised where a body is no JSON at all; any other fault is one of JSON that two readers read differently. */
const PROMISED: Readonly<Record<string, string>> = {
  empty: 'JSON',
  encoding: 'JSON in UTF-8',
  'byte-order-mark': 'JSON without a byte order mark',
  syntax: 'JSON',
  trailing: 'JSON with nothing behind it',
};

export const json: Check = {
  id: 'json',
  promise: 'Every body that is documented as JSON is JSON, and means the same to every reader.',
  severity: 'error',
  source: 'RFC 8259 sections 4, 8 and 9; I-JSON (RFC 7493)',
  kinds: {
    empty: 'The body is empty.',
    encoding: 'The bytes are not UTF-8.',
    'byte-order-mark': 'The body begins with a byte order mark.',
    syntax: 'The body is no JSON.',
    trailing: 'There is more behind the end of the JSON.',
    'duplicate-key': 'A key comes twice in one object.',
    'too-deep': 'The body is nested deeper than readers bear.',
    surrogate: 'A string holds half a character, which UTF-8 cannot write.',
    number: 'A number is larger than common readers can hold.',
    'not-promised': 'A body came where the document promises none; a note.',
  },
  *each({ exchange, documented, media, json: read, sent, gate }) {
    const { response } = exchange;
    if (response === undefined || gate) return;
    if (documented !== undefined && documented.content.length === 0 && response.body.length > 0) {
      yield {
        severity: 'note',
        kind: 'not-promised',
        message: `the answer ${response.status} has a body, though the document describes none`,
        promise: documented.pointer,
      };
    }
    if (documented === undefined || documented.content.length === 0) return;
    for (const fault of read?.faults ?? []) {
      // An error may repeat what was wrong with the request.
      if (fault.kind === 'surrogate' && hasHalf(sent)) continue;
      yield {
        severity: 'error',
        kind: fault.kind,
        message: `${fault.message}${endsByLength(fault, response) ? lengthSays(response) : ''}`,
        response: {
          pointer: fault.pointer ?? '',
          expected: PROMISED[fault.kind] ?? 'unambiguous JSON',
          actual: read?.text.slice(0, 120) ?? '',
        },
        promise: media?.pointer ?? documented.pointer,
        cause: `body ${inEachEntry(fault.pointer ?? '')}`,
      };
    }
  },
};
