import type { HeaderLines } from '../exchange/exchange.ts';
import { header } from '../exchange/exchange.ts';

/** One part of form data. */
export interface Part {
  name: string;
  /** Its Content-Type. */
  type: string | undefined;
  headers: HeaderLines;
  bytes: Buffer;
}

/**
 * Reads `multipart/form-data` (RFC 7578 section 4, RFC 2046 section 5.1.1).
 *
 * @returns undefined where the parts have no end, or one of them no name
 */
export function parseMultipart(body: Buffer, boundary: string): Part[] | undefined {
  if (boundary === '') return undefined;
  // One letter an octet, so that places in the text are places in the bytes.
  const text = `\r\n${body.toString('latin1')}`;
  const [, ...pieces] = text.split(`\r\n--${boundary}`);
  const end = pieces.findIndex((piece) => piece.startsWith('--'));
  if (end < 0) return undefined;
  const parts = pieces.slice(0, end).map(readPart);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function readPart(piece: string): Part | undefined {
  // Behind the boundary there may be blanks.
  const inner = piece.replace(/^[ \t]*\r\n/, '\r\n');
  const [, head = '', content] = /^\r\n((?:.+\r\n)*)\r\n([\s\S]*)$/.exec(inner) ?? [];
  if (content === undefined) return undefined;
  const headers = head.split('\r\n').flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon), utf8(line.slice(colon + 1).trim())]];
  });
  const [, name] = /;\s*name="([^"]*)"/i.exec(header(headers, 'Content-Disposition') ?? '') ?? [];
  if (name === undefined) return undefined;
  return {
    name: name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n'),
    type: header(headers, 'Content-Type'),
    headers,
    bytes: Buffer.from(content, 'latin1'),
  };
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
