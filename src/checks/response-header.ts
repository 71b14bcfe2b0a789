import { compilePattern } from '../document/pattern.ts';
import { keyword, typesOf } from '../document/schema.ts';
import { header } from '../exchange/exchange.ts';
import type { Check } from './check.ts';
import { stringFormats } from './formats.ts';
import { parseHttpDate } from './http-date.ts';

export const responseHeader: Check = {
  id: 'response-header',
  promise:
    'Every header that the document requires of an answer is there, and every header that it describes is what its schema says.',
  severity: 'error',
  source:
    'the document: `headers` of the response; OpenAPI 3.0 section 4.7.17; RFC 9110 sections 5.6.7, 6.6.1 and 11.6.1',
  kinds: {
    missing: 'A required header is not there.',
    value: 'A header is not what its schema says.',
    date: 'The Date header is no date as HTTP writes it; a warning.',
    'no-challenge': 'A 401 does not say how to authenticate; a note.',
  },
  *each({ exchange, documented, status, gate }) {
    const { response } = exchange;
    if (response === undefined || gate) return;
    for (const { name, required, schema, pointer } of documented?.headers ?? []) {
      const value = header(response.headers, name);
      if (value === undefined) {
        if (!required) continue;
        yield {
          severity: 'error',
          kind: 'missing',
          message: `the header ${name} is missing, though the document requires it`,
          response: { part: 'header', pointer: name, expected: name },
          promise: pointer,
        };
        continue;
      }
      const wrong = wrongValue(
        value,
        typesOf(schema),
        keyword(schema, 'enum')?.value,
        keyword(schema, 'format')?.value,
        keyword(schema, 'pattern')?.value,
      );
      if (wrong !== undefined) {
        yield {
          severity: 'error',
          kind: 'value',
          message: `the header ${name} is ${JSON.stringify(value)}, ${wrong}`,
          response: { part: 'header', pointer: name, actual: value },
          promise: schema?.pointer ?? pointer,
        };
      }
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

function wrongValue(
  value: string,
  types: readonly string[],
  allowed: unknown,
  format: unknown,
  pattern: unknown,
): string | undefined {
  if (types.includes('integer') && !/^-?\d+$/.test(value)) return 'where the schema says integer';
  if (types.includes('number') && (value.trim() === '' || !Number.isFinite(Number(value))))
    return 'where the schema says number';
  if (types.includes('boolean') && !/^(true|false)$/.test(value)) return 'where the schema says boolean';
  if (Array.isArray(allowed) && !allowed.some((each) => String(each) === value))
    return `where the schema allows ${allowed.join(', ')}`;
  if (typeof format === 'string' && types.includes('string') && stringFormats[format]?.(value) === false)
    return `which is no ${format}`;
  if (typeof pattern === 'string' && compilePattern(pattern)?.test(value) === false)
    return `which does not match ${pattern}`;
  return undefined;
}
