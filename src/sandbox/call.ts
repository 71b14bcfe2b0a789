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
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    headers.push([request.rawHeaders[index] ?? '', request.rawHeaders[index + 1] ?? '']);
  }
  return {
    number,
    method: request.method ?? '',
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers,
    body,
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
