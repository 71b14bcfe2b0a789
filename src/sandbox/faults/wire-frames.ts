import { STATUS_CODES } from 'node:http';
import type { Answer } from '../answer.ts';
import type { Fault, Wire } from '../fault.ts';
import { bodyBytes, fault, type Kills, type Kind } from './make.ts';

type Marks = Pick<Fault, 'slow' | 'harmless'>;

/** Takes over the connection for the answers of one kind. */
function raw(
  kills: Kills,
  kind: Kind,
  name: string,
  title: string,
  write: (answer: Answer, wire: Wire, body: Buffer) => void,
  marks: Marks = {},
): Fault {
  return fault(
    kills,
    'wire and headers',
    name,
    title,
    {
      send(answer, wire, _call, decision) {
        if (decision.kind !== kind) return false;
        write(answer, wire, bodyBytes(answer));
        return true;
      },
    },
    marks,
  );
}

/** A status line and headers, as they stand on the wire. */
export function rawHead(answer: Answer, extra: readonly string[] = []): string {
  return [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`,
    `Date: ${new Date().toUTCString()}`,
    ...answer.headers.map(([name, value]) => `${name}: ${value}`),
    ...extra,
    '',
    '',
  ].join('\r\n');
}

const PADDING = Buffer.alloc(16 * 1024, ' ');

/** Writes padding as fast as it is read, `times` times 16 KiB of it; `then` comes after the last. */
function writePadding({ response }: Wire, times: number, then: () => void = () => undefined): void {
  let left = times;
  const pump = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      // The buffer of the connection is full; the rest follows when it has been read.
      if (!response.write(PADDING)) break;
    }
    if (response.destroyed) return;
    if (left > 0) response.once('drain', pump);
    else then();
  };
  pump();
}

const LARGE = 50 * 1024 * 1024;

/** The answer with padding beyond any measure in its JSON, of which no more is made than is read. */
function writeLarge(answer: Answer, wire: Wire, body: Buffer): void {
  const { response } = wire;
  const start = Buffer.from(body.toString().replace(/\}$/, ',"padding":"'));
  const end = '"}';
  const length = start.length + LARGE + end.length;
  response.writeHead(answer.status, [...answer.headers.flat(), 'Content-Length', String(length)]);
  response.write(start);
  writePadding(wire, LARGE / PADDING.length, () => response.end(end));
}

const lengths: Fault[] = [
  raw(
    'answer',
    'success',
    'length-too-long',
    'Content-Length is larger than the body, and the connection ends.',
    (answer, { socket }, body) =>
      socket.end(
        Buffer.concat([
          Buffer.from(rawHead(answer, [`Content-Length: ${body.length + 10}`, 'Connection: close'])),
          body,
        ]),
      ),
  ),
  raw(
    'json',
    'success',
    'length-too-short',
    'Content-Length is smaller than the body.',
    (answer, { socket }, body) =>
      socket.end(
        Buffer.concat([
          Buffer.from(rawHead(answer, [`Content-Length: ${body.length - 10}`, 'Connection: close'])),
          body,
        ]),
      ),
  ),
  raw(
    'json',
    'success',
    'length-zero',
    'Content-Length is 0 before a whole body.',
    (answer, { socket }, body) =>
      socket.end(
        Buffer.concat([Buffer.from(rawHead(answer, ['Content-Length: 0', 'Connection: close'])), body]),
      ),
  ),
  raw(
    'answer',
    'success',
    'length-not-a-number',
    'Content-Length is no number.',
    (answer, { socket }, body) =>
      socket.end(Buffer.concat([Buffer.from(rawHead(answer, ['Content-Length: many'])), body])),
  ),
  raw(
    'answer',
    'success',
    'length-twice',
    'Two Content-Length headers contradict each other.',
    (answer, { socket }, body) =>
      socket.end(
        Buffer.concat([
          Buffer.from(
            rawHead(answer, [`Content-Length: ${body.length}`, `Content-Length: ${body.length - 1}`]),
          ),
          body,
        ]),
      ),
  ),
  raw(
    'answer',
    'success',
    'length-too-long-and-open',
    'Content-Length is larger than the body, and the connection stays open.',
    (answer, { socket }, body) => {
      socket.write(
        Buffer.concat([Buffer.from(rawHead(answer, [`Content-Length: ${body.length + 10}`])), body]),
      );
    },
    { slow: true },
  ),
  raw(
    'answer',
    'unauthorized',
    '401-length-too-long',
    'Content-Length of a 401 is larger than its body, and the connection ends.',
    (answer, { socket }, body) =>
      socket.end(
        Buffer.concat([
          Buffer.from(rawHead(answer, [`Content-Length: ${body.length + 1}`, 'Connection: close'])),
          body,
        ]),
      ),
  ),
];

const chunks: Fault[] = [
  raw(
    'answer',
    'success',
    'chunks-without-end',
    'A chunked body ends without its last chunk.',
    (answer, { socket }, body) =>
      socket.end(
        `${rawHead(answer, ['Transfer-Encoding: chunked', 'Connection: close'])}${body.length.toString(16)}\r\n${body}\r\n`,
      ),
  ),
  raw(
    'json',
    'success',
    'chunks-not-declared',
    'A chunked body is not declared as one.',
    (answer, { socket }, body) => {
      const framed = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
      socket.end(`${rawHead(answer, [`Content-Length: ${framed.length}`])}${framed}`);
    },
  ),
  raw(
    'answer',
    'success',
    'chunks-declared-only',
    'A body is declared as chunked and is not.',
    (answer, { socket }, body) => socket.end(`${rawHead(answer, ['Transfer-Encoding: chunked'])}${body}`),
  ),
  raw('answer', 'success', 'endless-body', 'The body of a 201 never ends.', (answer, wire) => {
    wire.response.writeHead(answer.status, answer.headers.flat());
    wire.response.write('{"padding":"');
    writePadding(wire, Number.POSITIVE_INFINITY);
  }),
  raw('answer', 'conflict', '409-endless-body', 'The body of a 409 never ends.', (answer, wire) => {
    wire.response.writeHead(answer.status, answer.headers.flat());
    writePadding(wire, Number.POSITIVE_INFINITY);
  }),
];

const ends: Fault[] = [
  raw(
    'answer',
    'success',
    'reset-before-answer',
    'The connection is reset in place of a 201.',
    (_, { socket }) => {
      socket.resetAndDestroy();
    },
  ),
  raw(
    'answer',
    'success',
    'reset-in-headers',
    'The connection is reset in the headers of a 201.',
    (_, { socket }) => {
      socket.write('HTTP/1.1 201 Created\r\nContent-Ty', () => socket.resetAndDestroy());
    },
  ),
  raw(
    'answer',
    'success',
    'reset-in-body',
    'The connection is reset in the body of a 201.',
    (answer, { socket }, body) => {
      const head = rawHead(answer, [`Content-Length: ${body.length}`]);
      socket.write(Buffer.concat([Buffer.from(head), body.subarray(0, 40)]), () => socket.resetAndDestroy());
    },
  ),
  raw('answer', 'conflict', '409-reset', 'The connection is reset in place of a 409.', (_, { socket }) => {
    socket.resetAndDestroy();
  }),
  raw(
    'answer',
    'unauthorized',
    '401-closed',
    'The connection is closed in place of a 401.',
    (_, { socket }) => {
      socket.destroy();
    },
  ),
  raw('answer', 'invalid', '400-reset', 'The connection is reset in place of a 400.', (_, { socket }) => {
    socket.resetAndDestroy();
  }),
  raw(
    'answer',
    'success',
    'hang-before-headers',
    'Nothing comes in place of a 201, and the connection stays open.',
    () => undefined,
    {
      slow: true,
    },
  ),
  raw(
    'answer',
    'success',
    'hang-in-headers',
    'The headers of a 201 never end.',
    (_, { socket }) => {
      socket.write('HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n');
    },
    { slow: true },
  ),
  raw(
    'answer',
    'success',
    'hang-in-body',
    'The body of a 201 stops in the middle, and the connection stays open.',
    (answer, { socket }, body) => {
      const head = rawHead(answer, [`Content-Length: ${body.length}`]);
      socket.write(Buffer.concat([Buffer.from(head), body.subarray(0, 60)]));
    },
    { slow: true },
  ),
  raw(
    'answer',
    'conflict',
    '409-hangs',
    'Nothing comes in place of a 409, and the connection stays open.',
    () => undefined,
    {
      slow: true,
    },
  ),
  raw(
    'answer',
    'unauthorized',
    '401-hangs',
    'Nothing comes in place of a 401, and the connection stays open.',
    () => undefined,
    {
      slow: true,
    },
  ),
];

const protocol: Fault[] = [
  raw(
    'answer',
    'success',
    'body-without-head',
    'The body comes without a status line or headers.',
    (_, { socket }, body) => {
      socket.end(body);
    },
  ),
  raw(
    'answer',
    'success',
    'status-line-without-number',
    'The status line has no number.',
    (answer, { socket }, body) => {
      socket.end(rawHead(answer, [`Content-Length: ${body.length}`]).replace(' 201 ', ' ') + String(body));
    },
  ),
  raw(
    'answer',
    'success',
    'headers-of-128-kibibytes',
    'The headers of a 201 are 128 KiB long.',
    (answer, { socket }, body) => {
      socket.end(
        rawHead(answer, [`X-Padding: ${'x'.repeat(128 * 1024)}`, `Content-Length: ${body.length}`]) +
          String(body),
      );
    },
  ),
  raw('answer', 'invalid', '400-garbage', 'Bytes without sense come in place of a 400.', (_, { socket }) => {
    socket.end('Bad Request');
  }),
  raw('answer', 'success', 'switching-protocols', 'A 101 comes in place of a 201.', (_, { socket }) => {
    socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
  }),
];

const large: Fault[] = [
  raw('answer', 'success', 'body-of-50-mebibytes', 'A 201 carries 50 MiB of padding.', writeLarge),
  raw('answer', 'unauthorized', '401-of-50-mebibytes', 'A 401 carries 50 MiB of padding.', writeLarge),
];

export const wireFrames: readonly Fault[] = [...large, ...lengths, ...chunks, ...ends, ...protocol];
