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

/** Characters of JSON that all bodies of a recording take at most; V8 makes no string of more than 2^29. */
const MOST_OF_BODIES = 64 * 1024 * 1024;

/**
 * Writes exchanges as a recording in HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/). What HAR has no field
 * for stands in fields of our own, all named `_plumbline`, so that `fromHar` reads back the same exchanges; any other
 * tool reads the rest.
 *
 * @param most how many characters of JSON all bodies take at most. Of more the largest are left out, each entry with a
 *   `comment` that says so; such an exchange is not judged when it is read back
 */
export function toHar(
  exchanges: readonly Exchange[],
  info: RecordingInfo,
  most: number = MOST_OF_BODIES,
): string {
  const { version, ...about } = info;
  const without = tooLarge(exchanges, most);
  const har: Har & { log: { _plumbline: object } } = {
    log: {
      version: '1.2',
      creator: { name: 'plumbline', version },
      _plumbline: about,
      entries: exchanges.map((exchange) => (without.has(exchange) ? withoutBodies : toEntry)(exchange)),
    },
  };
  return `${JSON.stringify(har, undefined, 1)}\n`;
}

/** The exchanges whose bodies go beyond what a recording holds when the smaller ones are written first. */
function tooLarge(exchanges: readonly Exchange[], most: number): Set<Exchange> {
  let total = 0;
  const sized = exchanges.map((exchange) => ({ exchange, length: writtenLength(exchange) }));
  return new Set(
    sized
      .toSorted((a, b) => a.length - b.length)
      .filter(({ length }) => {
        total += length;
        return total > most;
      })
      .map(({ exchange }) => exchange),
  );
}

function writtenLength({ request, response }: Exchange): number {
  return [request.body, response?.body]
    .map((body) => (body === undefined ? 0 : JSON.stringify(toText(body).text).length))
    .reduce((sum, length) => sum + length, 0);
}

/** One sentence for all of them, so that a replay says it once. */
const LEFT_OUT = 'the recording leaves out the largest bodies, with which it would be too large';

/** An entry that holds all but the bodies, and says so. */
function withoutBodies(exchange: Exchange): Entry {
  const size = exchange.response?.body.length ?? 0;
  const comment = `the body of ${size} bytes is left out: with it the recording would be too large`;
  const { notJudged, failure } = exchange;
  const { request, response, ...rest } = toEntry({
    ...exchange,
    // Without its body nothing can be said of an answer; that there was no whole one can.
    notJudged: notJudged ?? (failure === undefined ? LEFT_OUT : undefined),
  });
  const { text: _, encoding: __, ...content } = response.content;
  const { postData: ___, ...asked } = request;
  return { ...rest, request: asked, response: { ...response, content: { ...content, comment } }, comment };
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
