import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { ExchangeFailure } from '../../exchange/exchange.ts';

/** More codings than this on one body are no coding but an attack. */
const MOST_CODINGS = 3;

const CODINGS: Record<string, typeof gunzipSync> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/**
 * Undoes the codings of a body (RFC 9110 section 8.4), the last one first.
 *
 * @param codings the values of every Content-Encoding line
 * @param maxBytes what the body may hold once inflated
 * @returns the body, and a failure when a coding does not decode or the body grows too long. A body that does not decode
 *   is kept as it came if it is text, and is empty otherwise: a credential inside a damaged compression could not be
 *   found and taken out.
 */
export function undoCodings(
  body: Uint8Array,
  codings: readonly string[],
  maxBytes: number,
): { body: Uint8Array; failure: ExchangeFailure | undefined } {
  const names = codings
    .flatMap((value) => value.split(','))
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length === 0 || body.length === 0) return { body, failure: undefined };
  const refuse = (kind: 'encoding' | 'too-large', message: string) => {
    const text = isText(body);
    const kept = text || kind === 'too-large' ? '' : '; its bytes are not kept';
    return { body: text ? body : new Uint8Array(), failure: { kind, message: `${message}${kept}` } };
  };
  if (names.length > MOST_CODINGS) {
    return refuse('encoding', `the body has ${names.length} codings, one around the other`);
  }
  let inflated = body;
  for (const name of names.reverse()) {
    const decode = Object.hasOwn(CODINGS, name) ? CODINGS[name] : undefined;
    if (decode === undefined) {
      return refuse('encoding', `the body's Content-Encoding is ${name.slice(0, 40)}, which is not read`);
    }
    try {
      const { buffer, engine } = inflate(decode, inflated, maxBytes);
      if (engine.bytesWritten < inflated.length) {
        const rest = inflated.length - engine.bytesWritten;
        return refuse('encoding', `${rest} bytes follow the end of the body's ${name} coding`);
      }
      inflated = buffer;
    } catch (error) {
      if (error instanceof RangeError) {
        return refuse(
          'too-large',
          `the body is longer than ${maxBytes} bytes once its ${name} coding is undone`,
        );
      }
      const reason = error instanceof Error ? error.message : String(error);
      return refuse('encoding', `the body is not ${name}, though its Content-Encoding says so: ${reason}`);
    }
  }
  return { body: inflated, failure: undefined };
}

/** With `info`, Node also returns the engine, which knows how much of its input it used; its types do not say so. */
function inflate(
  decode: typeof gunzipSync,
  input: Uint8Array,
  maxBytes: number,
): { buffer: Uint8Array; engine: { bytesWritten: number } } {
  const result: unknown = decode(input, { maxOutputLength: maxBytes, info: true });
  return result as { buffer: Uint8Array; engine: { bytesWritten: number } };
}

/** No control characters but tab and line breaks: what no compression produces. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
