import { hasOwn, isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';
import type {
  Exchange,
  ExchangeFailure,
  ExchangeRequest,
  ExchangeResponse,
  HeaderLines,
} from './exchange.ts';
import { type Fields, fieldsOf } from './har-fields.ts';
import { readOwnFields } from './har-own.ts';
import type { Redactor } from './redact.ts';
import { redactExchange } from './redact-exchange.ts';

/**
 * Reads a recording in HAR 1.2, ours or that of any other tool. Ours gives back the exchanges as they were. Of
 * others the id is `file#index`, nothing is expected, and an entry without a status or without its body is kept, with
 * the reason why it cannot be judged.
 *
 * @param text the file's content
 * @param file its name, for messages and ids
 * @param redactor takes credentials out of what is read; what it finds in responses is noted as echoed
 * @throws {Problem} when it is no HAR, or an entry cannot be read
 */
export function fromHar(text: string, file: string, redactor?: Redactor): Exchange[] {
  const har = parse(text, file);
  const log = isObject(har) && hasOwn(har, 'log') ? har['log'] : undefined;
  const entries = isObject(log) && hasOwn(log, 'entries') ? log['entries'] : undefined;
  if (!Array.isArray(entries)) {
    throw new Problem(
      isObject(log) ? 'not a HAR recording: log.entries is no list' : 'not a HAR recording: it has no "log"',
      { place: { file } },
    );
  }
  return entries.map((entry, index) => {
    const exchange = readEntry(fieldsOf(entry, { file, where: `entry ${index}` }), `${file}#${index}`);
    return redactor === undefined ? exchange : redactExchange(exchange, redactor);
  });
}

function parse(text: string, file: string): Json {
  // Some tools write a byte order mark, which JSON.parse does not take.
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') throw new Problem('not a HAR recording: the file is empty', { place: { file } });
  try {
    return JSON.parse(json) as Json;
  } catch (error) {
    throw new Problem(...notJson(json, file, error));
  }
}

/** V8's own message quotes the text, which may hold a credential; only its position is used. */
function notJson(json: string, file: string, error: unknown): ConstructorParameters<typeof Problem> {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/.exec(message)?.[1];
  if (/end of JSON|unterminated/i.test(message) || Number(position) >= json.length) {
    return ['not a HAR recording: its JSON ends too early', { place: { file }, hint: 'was it cut off?' }];
  }
  if (position === undefined) return ['not a HAR recording: it is no JSON', { place: { file } }];
  const before = json.slice(0, Number(position)).split('\n');
  const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return ['not a HAR recording: it is no JSON', { place }];
}

function readEntry(entry: Fields, id: string): Exchange {
  const request = readRequest(entry.object('request'));
  const { response, missing } = readResponse(entry);
  const own = entry.optionalObject('_plumbline');
  const exchange: Exchange = {
    id,
    source: 'recording',
    title: `${request.method} ${pathOf(request.url)}, recorded`,
    request,
    response,
    failure: undefined,
    failedTries: [],
    echoedSecrets: [],
    expectation: undefined,
    sentAt: readTime(entry),
    ms: Math.max(0, entry.optionalNumber('time') ?? 0),
    pointer: undefined,
    notJudged: undefined,
  };
  if (own !== undefined) return { ...exchange, ...readOwnFields(own) };
  return { ...exchange, ...missing };
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

function readTime(entry: Fields): number {
  const text = entry.optionalString('startedDateTime');
  const time = text === undefined ? 0 : Date.parse(text);
  if (Number.isNaN(time)) throw entry.problem('startedDateTime is no date');
  return time;
}

function readRequest(request: Fields): ExchangeRequest {
  const post = request.optionalObject('postData');
  return {
    method: request.string('method'),
    url: request.string('url'),
    headers: readHeaders(request),
    body: post === undefined ? undefined : readPostData(post),
  };
}

function readHeaders(message: Fields): HeaderLines {
  return message.list('headers').map((line) => [line.string('name'), line.string('value')]);
}

/** Some tools write the fields of a form instead of its text; those of a form for URLs give the same text. */
function readPostData(post: Fields): Uint8Array | undefined {
  const text = post.optionalString('text');
  if (text !== undefined) return toBytes(post, 'text', text, post.optionalString('_encoding'));
  const form = post.list('params');
  if (form.length === 0 || !/urlencoded/i.test(post.optionalString('mimeType') ?? '')) return undefined;
  const fields = form.map((field): [string, string] => [
    field.string('name'),
    field.optionalString('value') ?? '',
  ]);
  return Buffer.from(new URLSearchParams(fields).toString());
}

interface ReadResponse {
  response: ExchangeResponse | undefined;
  /** What the exchange of another tool is, when something is missing. */
  missing?: { failure: ExchangeFailure } | { notJudged: string };
}

function readResponse(entry: Fields): ReadResponse {
  const response = entry.optionalObject('response');
  const status = response?.number('status') ?? 0;
  // A request that was blocked, aborted or answered from a cache; some tools write a negative number.
  if (response === undefined || status <= 0) {
    const why = response?.optionalString('_error') ?? response?.optionalString('statusText') ?? '';
    const message = `the recording holds no answer${why === '' ? '' : `: ${why}`}`;
    return { response: undefined, missing: { failure: { kind: 'cancelled', message } } };
  }
  if (!Number.isInteger(status) || status < 100 || status > 999) {
    throw response.problem('status is no HTTP status');
  }
  const content = response.optionalObject('content');
  const text = content?.optionalString('text');
  const body =
    content === undefined || text === undefined
      ? new Uint8Array()
      : toBytes(content, 'text', text, content.optionalString('encoding'));
  const read = { status, headers: readHeaders(response), body };
  const size = content?.optionalNumber('size') ?? 0;
  return text === undefined && size > 0
    ? { response: read, missing: { notJudged: `the recording leaves out the body of ${size} bytes` } }
    : { response: read };
}

function toBytes(fields: Fields, name: string, text: string, encoding: string | undefined): Uint8Array {
  if (encoding === undefined || encoding === '') return new TextEncoder().encode(text);
  if (encoding.toLowerCase() !== 'base64') throw fields.problem(`the encoding of ${name} is not known`);
  const clean = text.replace(/\s+/g, '');
  if (!/^[\w+/-]*={0,2}$/.test(clean) || clean.replace(/=+$/, '').length % 4 === 1) {
    throw fields.problem(`${name} is no base64`);
  }
  return new Uint8Array(Buffer.from(clean, 'base64'));
}
