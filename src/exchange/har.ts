import { isUtf8 } from 'node:buffer';
import type { Content, Entry, Har, Header, PostData } from 'har-format';
import type { Exchange, HeaderLines } from './exchange.ts';
import { header } from './exchange.ts';

export { readRecordedRun } from './har-info.ts';
export { fromHar } from './har-read.ts';
export { matchesOperation } from './match-operation.ts';

/** What a recording is of. */
export interface RecordingInfo {
  /** Plumbline's version. */
  version: string;
  operation: string;
  target: { kind: string; url: string };
  document: { file: string; sha256: string };
  /** ISO 8601. */
  startedAt: string;
  /** The statuses that the run was narrowed to; without it, all. */
  only?: readonly string[] | undefined;
  /** True when the run was ended before its last probe. */
  interrupted?: boolean;
}

/**
 * Writes exchanges as a recording in HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/). What HAR has no field
 * for stands in fields of our own, all named `_plumbline`, so that `fromHar` reads back the same exchanges; any other
 * tool reads the rest.
 */
export function toHar(exchanges: readonly Exchange[], info: RecordingInfo): string {
  const { version, ...about } = info;
  const har: Har & { log: { _plumbline: object } } = {
    log: {
      version: '1.2',
      creator: { name: 'plumbline', version },
      _plumbline: about,
      entries: exchanges.map(toEntry),
    },
  };
  return `${JSON.stringify(har, undefined, 1)}\n`;
}

function toEntry(exchange: Exchange): Entry {
  const { request, response, sentAt, ms } = exchange;
  return {
    startedDateTime: isoTime(sentAt),
    time: ms,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: toHeaders(request.headers),
      queryString: toQuery(request.url),
      ...(request.body === undefined ? {} : { postData: toPostData(request.headers, request.body) }),
      headersSize: -1,
      bodySize: request.body?.length ?? 0,
    },
    response: {
      // HAR has no way to say that there is none; 0 is what browsers write.
      status: response?.status ?? 0,
      statusText: '',
      httpVersion: response === undefined ? '' : 'HTTP/1.1',
      cookies: [],
      headers: toHeaders(response?.headers ?? []),
      content: toContent(response?.headers ?? [], response?.body ?? new Uint8Array()),
      redirectURL: header(response?.headers ?? [], 'location') ?? '',
      headersSize: -1,
      bodySize: response?.body.length ?? -1,
    },
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
    _plumbline: {
      id: exchange.id,
      source: exchange.source,
      title: exchange.title,
      pointer: exchange.pointer,
      sentAt,
      stoodStillMs: exchange.stoodStillMs,
      expectation: exchange.expectation,
      failure: exchange.failure,
      failedTries: exchange.failedTries,
      echoedSecrets: exchange.echoedSecrets,
      notJudged: exchange.notJudged,
    },
  };
}

function isoTime(time: number): string {
  const date = new Date(time);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString();
}

function toHeaders(lines: HeaderLines): Header[] {
  return lines.map(([name, value]) => ({ name, value }));
}

function toQuery(url: string): Header[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}

/** HAR knows no encoding of a request's body, so that base64 is named in a field of our own. */
function toPostData(headers: HeaderLines, body: Uint8Array): PostData {
  const mimeType = header(headers, 'content-type') ?? '';
  const { text, encoding } = toText(body);
  return { mimeType, text, ...(encoding === undefined ? {} : { _encoding: encoding }) };
}

function toContent(headers: HeaderLines, body: Uint8Array): Content {
  return {
    size: body.length,
    mimeType: header(headers, 'content-type') ?? 'x-unknown',
    ...toText(body),
  };
}

function toText(body: Uint8Array): { text: string; encoding?: 'base64' } {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  return isUtf8(bytes)
    ? { text: bytes.toString('utf8') }
    : { text: bytes.toString('base64'), encoding: 'base64' };
}
