import { header, headerValues } from '../exchange/exchange.ts';
import type { Check } from './check.ts';
import { headerFault } from './header-value.ts';
import { parseHttpDate } from './http-date.ts';

export const responseHeader: Check = {
  id: 'response-header',
  promise:
    'Every header that the document requires of an answer is there, and every header that it describes is what its schema says.',
  severity: 'error',
  source:
    'the document: `headers` of the response; OpenAPI 3.0 sections 4.7.17 and 4.7.21; RFC 9110 sections 5.3, 5.6.7, 6.6.1 and 11.6.1',
  kinds: {
    missing: 'A required header is not there.',
    value: 'A header is not what its schema says.',
    date: 'The Date header is no date as HTTP writes it; a warning.',
    'no-challenge': 'A 401 does not say how to authenticate; a note.',
  },
  *each({ exchange, documented, status, gate }) {
    const { response } = exchange;
    if (response === undefined || gate) return;
    for (const documentedHeader of documented?.headers ?? []) {
      const { name } = documentedHeader;
      const lines = headerValues(response.headers, name);
      if (lines.length === 0) {
        if (!documentedHeader.required) continue;
        yield {
          severity: 'error',
          kind: 'missing',
          message: `the header ${name} is missing, though the document requires it`,
          response: { part: 'header', pointer: name, expected: name },
          promise: documentedHeader.pointer,
        };
        continue;
      }
      const fault = headerFault(documentedHeader, lines);
      if (fault === undefined) continue;
      const { line, message, expected, promise } = fault;
      yield {
        severity: 'error',
        kind: 'value',
        message: `the header ${name} is ${message}`,
        response: {
          part: 'header',
          pointer: name,
          ...(expected === undefined ? {} : { expected }),
          actual: line,
        },
        promise,
      };
    }
    const date = header(response.headers, 'date');
    if (date !== undefined && parseHttpDate(date) === undefined) {
      yield {
        severity: 'warning',
        kind: 'date',
        message: `the header Date is ${JSON.stringify(date)}, which is no date as HTTP writes it`,
        response: { part: 'header', pointer: 'Date', actual: date },
        promise: documented?.pointer,
      };
    }
    if (
      status === 401 &&
      documented !== undefined &&
      header(response.headers, 'www-authenticate') === undefined
    ) {
      yield {
        severity: 'note',
        kind: 'no-challenge',
        message:
          'the answer 401 has no WWW-Authenticate header, which RFC 9110 asks for and the document does not mention',
        response: { part: 'header', pointer: 'WWW-Authenticate' },
        promise: documented.pointer,
      };
    }
  },
};
