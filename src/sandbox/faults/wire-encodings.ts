import { brotliCompressSync, gzipSync } from 'node:zlib';
import { header } from '../../exchange/exchange.ts';
import type { Call } from '../call.ts';
import type { Fault } from '../fault.ts';
import { bodyBytes, changing, fault, type Kills, type Kind, withHeader } from './make.ts';

function encoded(
  kills: Kills,
  kind: Kind,
  name: string,
  title: string,
  encoding: string | undefined,
  change: (body: Buffer) => Buffer,
): Fault {
  return fault(
    kills,
    'wire and headers',
    name,
    title,
    changing([kind], (answer) => ({
      ...withHeader(answer, 'Content-Encoding', encoding),
      bytes: change(bodyBytes(answer)),
    })),
  );
}

/** What goes wrong only where the request says that it reads gzip, as most clients say. */
function onRequest(
  kills: Kills,
  name: string,
  title: string,
  encoding: string,
  compress: (body: Buffer) => Buffer,
  kinds: readonly Kind[] = ['success'],
): Fault {
  return fault(
    kills,
    'wire and headers',
    name,
    title,
    changing(kinds, (answer, call) =>
      readsGzip(call)
        ? { ...withHeader(answer, 'Content-Encoding', encoding), bytes: compress(bodyBytes(answer)) }
        : answer,
    ),
  );
}

/** True for a request that says that it reads gzip. */
export function readsGzip({ headers }: Call): boolean {
  return /\bgzip\b/.test(header(headers, 'Accept-Encoding') ?? '');
}

export const wireEncodings: readonly Fault[] = [
  encoded(
    'answer',
    'success',
    'gzip-declared-only',
    'A 201 says gzip and is not compressed.',
    'gzip',
    (body) => body,
  ),
  encoded(
    'json',
    'success',
    'gzip-not-declared',
    'A 201 is compressed and does not say so.',
    undefined,
    (body) => gzipSync(body),
  ),
  encoded(
    'answer',
    'success',
    'gzip-cut-short',
    'The compressed body of a 201 ends in the middle.',
    'gzip',
    (body) => gzipSync(body).subarray(0, -20),
  ),
  encoded('json', 'success', 'gzip-twice', 'A 201 is compressed twice and says so once.', 'gzip', (body) =>
    gzipSync(gzipSync(body)),
  ),
  encoded(
    'answer',
    'success',
    'encoding-unknown',
    'A 201 has a Content-Encoding that nobody knows.',
    'packed',
    (body) => body,
  ),
  onRequest('answer', 'gzip-asked-cut-short', 'Asked for gzip, a 201 ends in the middle.', 'gzip', (body) =>
    gzipSync(body).subarray(0, -20),
  ),
  onRequest(
    'json',
    'gzip-asked-twice',
    'Asked for gzip, a 201 is compressed twice and says so once.',
    'gzip',
    (body) => gzipSync(gzipSync(body)),
  ),
  onRequest(
    'media-type',
    'gzip-asked-brotli-given',
    'Asked for gzip alone, a 201 comes as Brotli.',
    'br',
    (body) => brotliCompressSync(body),
  ),
  onRequest(
    'media-type',
    'errors-brotli-for-gzip',
    'Asked for gzip and nothing else, an error comes as Brotli.',
    'br',
    (body) => brotliCompressSync(body),
    ['invalid', 'unauthorized', 'conflict'],
  ),
  encoded(
    'answer',
    'unauthorized',
    '401-gzip-declared-only',
    'A 401 says gzip and is not compressed.',
    'gzip',
    (body) => body,
  ),
  fault(
    'fresh',
    'wire and headers',
    'date-header-wrong',
    'The Date header is a day behind.',
    changing(['success', 'invalid', 'unauthorized', 'conflict'], (answer) =>
      withHeader(answer, 'Date', new Date(Date.now() - 86_400_000).toUTCString()),
    ),
  ),
];
