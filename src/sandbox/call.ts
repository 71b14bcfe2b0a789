import type { IncomingMessage } from 'node:http';
import type { HeaderLines } from '../exchange/exchange.ts';

/** A request as the sandbox received it. */
export interface Call {
  /** 1 for the first request of a run, in the order of arrival. */
  readonly number: number;
  readonly method: string;
  /** The path as it was sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** In the order in which they came, names spelt as on the wire. */
  readonly headers: HeaderLines;
  readonly body: Buffer;
}

/** Joins what Node has read of a request with the body that followed. */
export function readCall(request: IncomingMessage, body: Buffer, number: number): Call {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    headers.push([request.rawHeaders[index] ?? '', request.rawHeaders[index + 1] ?? '']);
  }
  return callOf({ method: request.method ?? '', path: request.url ?? '/', headers, body }, number);
}

/** A request as a client makes it. */
export interface Request {
  method: string;
  /** With its query. */
  path: string;
  headers: HeaderLines;
  body: Uint8Array | undefined;
}

/** A request as it would come in, with the headers that every client adds. */
export function receivedCall({ method, path, headers, body }: Request, number: number): Call {
  const lines: HeaderLines = [
    ['Host', '127.0.0.1'],
    ['Connection', 'keep-alive'],
    // White space around a value is no part of it (RFC 9110 section 5.5).
    ...headers.map(([name, value]) => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')] as const),
    ...(body === undefined || headers.some(([name]) => name.toLowerCase() === 'transfer-encoding')
      ? []
      : [['Content-Length', String(body.length)] as const]),
  ];
  return callOf({ method, path, headers: lines, body: Buffer.from(body ?? []) }, number);
}

/** Most calls have none, and nobody writes into it. */
const NO_QUERY = new URLSearchParams();

function callOf(
  request: { method: string; path: string; headers: HeaderLines; body: Buffer },
  number: number,
): Call {
  const mark = request.path.indexOf('?');
  return {
    ...request,
    number,
    path: mark < 0 ? request.path : request.path.slice(0, mark),
    query: mark < 0 ? NO_QUERY : new URLSearchParams(request.path.slice(mark + 1)),
  };
}

/** The values that the request's paths give to the `{parameters}` of a path template; undefined where it does not fit. */
export function matchPath(template: string, path: string): Map<string, string> | undefined {
  if (!template.includes('{')) return template === path ? new Map() : undefined;
  const expected = template.split('/');
  const parts = path.split('/');
  if (expected.length !== parts.length) return undefined;
  const values = new Map<string, string>();
  for (const [index, piece] of expected.entries()) {
    const names: string[] = [];
    const pattern = piece.replace(/\{([^}]*)\}|[^{]+/g, (literal, name: string | undefined) => {
      if (name === undefined) return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(name);
      return '(.+?)';
    });
    const found = new RegExp(`^${pattern}$`).exec(parts[index] ?? '');
    if (found === null) return undefined;
    for (const [place, name] of names.entries()) values.set(name, decode(found[place + 1] ?? ''));
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The value of a cookie of the request (RFC 6265 section 4.2). */
export function cookieOf(call: Call, name: string): string | undefined {
  for (const [key, value] of call.headers) {
    if (key.toLowerCase() !== 'cookie') continue;
    for (const pair of value.split(';')) {
      const [own, ...rest] = pair.trim().split('=');
      if (own === name) return rest.join('=');
    }
  }
  return undefined;
}
