import { request } from 'undici';
import { type Place, Problem } from '../problem.ts';
import { decodeText } from './text.ts';

const LIMIT = 32 * 1024 * 1024;

/** What undici and Node call the ways in which nothing comes. */
const FAILURES: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the server closed the connection',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ERR_SSL_WRONG_VERSION_NUMBER: 'what listens there speaks no TLS; is it http?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'what listens there speaks no TLS; is it http?',
  UND_ERR_SOCKET: 'the server closed the connection',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped half-way',
};

/**
 * Fetches a text by GET. Redirects are not followed: a pinned address that moves is worth knowing.
 *
 * @param url an http(s) URL
 * @param timeout milliseconds for the answer to begin and between its parts; the whole may take three times as long
 * @throws {Problem} when nothing comes, or anything but 200 with at most 32 MiB of UTF-8
 */
export async function fetchText(url: string, timeout = 20_000): Promise<string> {
  const place = { file: displayUrl(url) };
  const whole = AbortSignal.timeout(timeout * 3);
  let bytes: Buffer;
  try {
    bytes = await fetchBytes(url, place, timeout, whole);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const reason = whole.aborted ? `not finished after ${(timeout * 3) / 1000} s` : failure(error);
    throw new Problem(`cannot be fetched: ${reason}`, { place, cause: error });
  }
  return decodeText(bytes, 'the answer', place);
}

/** A URL without the credentials that it may hold: of its user, in its query, or behind `#`. */
export function displayUrl(url: string): string {
  return url.replace(/^((?:https?:)?\/\/)[^/?#]*@/i, '$1').replace(/([?#]).+$/s, '$1…');
}

async function fetchBytes(url: string, place: Place, timeout: number, signal: AbortSignal): Promise<Buffer> {
  const { statusCode, headers, body } = await request(url, {
    headers: {
      accept: 'application/yaml, application/json, text/markdown, text/plain, */*;q=0.1',
      'accept-encoding': 'identity',
    },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    signal,
  });
  const refuse = (message: string, hint?: string): Problem => {
    // The rest of the answer is of no interest, nor is the error of leaving it.
    body.on('error', () => {}).destroy();
    return new Problem(message, { place, hint });
  };
  if (statusCode !== 200) {
    const location = headers['location'];
    const hint =
      location === undefined ? 'check the address' : `it points to ${displayUrl(String(location))}`;
    throw refuse(`the server answered ${statusCode} instead of a document`, hint);
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw refuse(`the server compressed its answer (${String(encoding)}) unasked`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LIMIT) throw refuse(`the answer is larger than ${LIMIT / 1024 / 1024} MiB`);
  }
  return Buffer.concat(chunks);
}

function failure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return FAILURES[code] ?? (error.message || error.name);
}
