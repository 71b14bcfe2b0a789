import type { ExchangeFailure } from '../../exchange/exchange.ts';

/** How far a request had come when it failed. */
export interface Progress {
  /** Host and port. */
  host: string;
  /** Milliseconds since the request went out, or since its connection was begun. */
  ms: number;
  /** Bytes of any kind that were received. */
  received: number;
  /** True once the head of the answer is there. */
  headed: boolean;
  /** Bytes of the body that were received. */
  body: number;
  /** The Content-Length that the answer announced. */
  announced: number | undefined;
}

const UNREACHABLE: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name service did not answer',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  ECONNRESET: 'the connection was closed while it was being made',
};

/** No connection, or none that is safe: `handshake` tells that TCP stood and TLS failed. */
export function connectFailure(
  error: Error,
  { host, ms, handshake }: { host: string; ms: number; handshake: boolean },
): ExchangeFailure {
  const code = codeOf(error);
  if (handshake) {
    return {
      kind: 'tls',
      message: `the TLS handshake with ${host} failed after ${whole(ms)}: ${error.message} (${code})`,
    };
  }
  const reason = UNREACHABLE[code] ?? (error.message || 'it failed');
  return {
    kind: 'unreachable',
    message: `no connection to ${host} after ${whole(ms)}: ${reason} (${code})`,
  };
}

/** A connection that took longer than it may. */
export function connectTimeout(
  limitMs: number,
  { host, handshake }: { host: string; handshake: boolean },
): ExchangeFailure {
  return handshake
    ? { kind: 'tls', message: `${host} did not finish the TLS handshake within ${limitMs} ms` }
    : { kind: 'unreachable', message: `no connection to ${host} within ${limitMs} ms` };
}

/** An answer that was not whole in time. */
export function timeout(limitMs: number, progress: Progress): ExchangeFailure {
  const seen = progress.headed
    ? `${bodySeen(progress)} came within ${limitMs} ms`
    : progress.received > 0
      ? `the head of the answer was not complete within ${limitMs} ms`
      : `no answer within ${limitMs} ms`;
  return { kind: 'timeout', message: seen };
}

/** A body, or a head, that is longer than is read. */
export function tooLarge(maxBytes: number, { announced }: Pick<Progress, 'announced'>): ExchangeFailure {
  const said = announced === undefined ? '' : ` (${announced} bytes were announced)`;
  return { kind: 'too-large', message: `the body is longer than ${maxBytes} bytes${said}` };
}

/** Sorts what undici or Node reported once the request was on its way. */
export function answerFailure(error: Error, progress: Progress): ExchangeFailure {
  const code = codeOf(error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return { kind: 'too-large', message: 'the head of the answer is longer than 16384 bytes' };
  }
  if (error.message === 'bad upgrade') {
    return { kind: 'protocol', message: 'the answer switches to another protocol, unasked' };
  }
  const reason = parserReason(error);
  // The parser also reports a body that ended too early.
  if (reason !== undefined && reason !== 'Invalid EOF state') {
    const where = progress.headed ? 'the framing of its body' : 'its head';
    return { kind: 'protocol', message: `${where} is not valid: ${reason}` };
  }
  // Before the head is complete, this is what undici makes of a second Content-Length that contradicts the first.
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' && !progress.headed) {
    return { kind: 'protocol', message: 'its head is not valid: it has two lengths' };
  }
  const after = progress.headed
    ? `after ${bodySeen(progress)}`
    : progress.received > 0
      ? `in the middle of the answer's head, after ${progress.received} bytes`
      : 'without an answer';
  return { kind: 'reset', message: `the connection was closed ${after} (${whole(progress.ms)})` };
}

/** Bytes behind the end of an answer, which would have been read as the answer to the next request. */
export function strayBytes(error: Error): ExchangeFailure | undefined {
  const stray = error.message === 'bad response' || parserReason(error) !== undefined;
  return stray
    ? { kind: 'protocol', message: 'more bytes came after the end of the answer, on the same connection' }
    : undefined;
}

/** True where undici refuses a request, and not the connection that it was to go out on. */
export function isUnfit(error: Error): boolean {
  return /^UND_ERR_(INVALID|NOT_SUPPORTED|REQ_)/.test(codeOf(error));
}

/** A request that HTTP cannot carry, e.g. a line break in a header; `undici` names the header, not its value. */
export function notSendable(error: Error): ExchangeFailure {
  return { kind: 'cancelled', message: `the request cannot be sent: ${error.message}` };
}

function bodySeen({ body, announced }: Progress): string {
  return announced === undefined ? `${body} bytes of the body` : `${body} of ${announced} bytes of the body`;
}

/** What undici's parser found wrong; undefined for an error that is not the parser's. */
function parserReason(error: Error): string | undefined {
  if (error.name !== 'HTTPParserError') return undefined;
  return /\((.*)\)$/s.exec(error.message)?.[1] ?? error.message;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function whole(ms: number): string {
  return `${Math.round(ms)} ms`;
}
