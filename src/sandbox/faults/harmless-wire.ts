import { gzipSync } from 'node:zlib';
import { parseMediaType } from '../../document/media-type.ts';
import { header } from '../../exchange/exchange.ts';
import type { Json } from '../../json.ts';
import { type Answer, gateAnswer } from '../answer.ts';
import { parseJson } from '../body.ts';
import type { Fault } from '../fault.ts';
import { bodyBytes, changing, harmless, jsonAnswer, KINDS, pause, withHeader } from './make.ts';
import { readsGzip } from './wire-encodings.ts';
import { rawHead } from './wire-frames.ts';

function typed(name: string, title: string, type: string): Fault {
  return harmless(
    'wire and headers',
    name,
    title,
    changing(KINDS, (answer) => withHeader(answer, 'Content-Type', type)),
  );
}

function written(name: string, title: string, write: (json: Json) => string): Fault {
  return harmless(
    'wire and headers',
    name,
    title,
    changing(KINDS, (answer) => ({
      ...answer,
      bytes: Buffer.from(write(answer.json ?? null)),
    })),
  );
}

/** Every character that may be written as an escape is. */
function escaped(json: Json): string {
  return JSON.stringify(json).replace(/[a-z/](?=[^"\\]*")/g, (letter) =>
    letter === '/' ? '\\/' : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const wire: Fault[] = [
  typed('type-with-charset', 'Every answer says charset=utf-8.', 'application/json; charset=utf-8'),
  typed(
    'type-with-upper-case-charset',
    'Every answer says charset=UTF-8, without a space.',
    'application/json;charset=UTF-8',
  ),
  typed(
    'type-with-quoted-charset',
    'Every answer says charset="utf-8".',
    'application/json; charset="utf-8"',
  ),
  typed('type-upper-case', 'Every answer spells its media type in mixed case.', 'Application/JSON'),
  written('json-pretty-printed', 'The JSON of every answer is written over several lines.', (json) =>
    JSON.stringify(json, null, 2),
  ),
  written(
    'json-with-trailing-newline',
    'A line break follows the JSON of every answer.',
    (json) => `${JSON.stringify(json)}\n`,
  ),
  written(
    'json-with-white-space',
    'White space stands around the JSON of every answer.',
    (json) => ` \r\n\t${JSON.stringify(json, null, '\t')} `,
  ),
  written('json-escaped', 'The letters in every answer are written as escapes.', escaped),
  harmless(
    'wire and headers',
    'extra-headers',
    'Every answer has headers that nobody asked for.',
    changing(KINDS, (answer) => ({
      ...answer,
      headers: [
        ...answer.headers,
        ['Server', 'nginx'],
        ['X-Request-Id', '2f0a9c1e'],
        ['X-Tyk-Trace-Id', '5f0c7a3a1b9e4d62'],
        ['Strict-Transport-Security', 'max-age=31536000'],
        ['Cache-Control', 'no-store'],
        ['Vary', 'Accept-Encoding'],
        ['ETag', 'W/"d4-1"'],
        ['X-RateLimit-Remaining', '999'],
      ],
    })),
  ),
  harmless(
    'wire and headers',
    'gzip-where-asked',
    'Every answer is compressed where the request asks for it.',
    changing(KINDS, (answer, call) =>
      readsGzip(call)
        ? { ...withHeader(answer, 'Content-Encoding', 'gzip'), bytes: gzipSync(bodyBytes(answer)) }
        : answer,
    ),
  ),
  harmless(
    'wire and headers',
    'cookies',
    'Every answer sets two cookies.',
    changing(KINDS, (answer) => ({
      ...answer,
      headers: [
        ...answer.headers,
        ['Set-Cookie', '__cf_bm=a1; Path=/; HttpOnly; Secure'],
        ['Set-Cookie', 'lb=web3; Path=/'],
      ],
    })),
  ),
  harmless(
    'wire and headers',
    'location',
    'A 201 names the place of the event.',
    changing(['success'], (answer) => withHeader(answer, 'Location', '/register/events/1')),
  ),
  harmless(
    'wire and headers',
    'www-authenticate',
    'A 401 names its schemes in WWW-Authenticate.',
    changing(['unauthorized'], (answer) =>
      withHeader(answer, 'WWW-Authenticate', 'Bearer realm="api", error="invalid_token"'),
    ),
  ),
  harmless(
    'wire and headers',
    'gzip',
    'Every answer is compressed with gzip and says so, but for a client that accepts no coding.',
    changing(KINDS, (answer, call) =>
      header(call.headers, 'Accept-Encoding') === 'identity'
        ? answer
        : {
            ...withHeader(answer, 'Content-Encoding', 'gzip'),
            bytes: gzipSync(bodyBytes(answer), { level: 1 }),
          },
    ),
  ),
  harmless(
    'wire and headers',
    'connection-close',
    'Every answer ends its connection, and says so.',
    changing(KINDS, (answer) => withHeader(answer, 'Connection', 'close')),
  ),
  harmless('wire and headers', 'chunked', 'Every answer comes in chunks.', {
    send(answer, { response }, _, decision) {
      if (decision.kind === 'gate') return false;
      const body = bodyBytes(answer);
      response.writeHead(answer.status, answer.headers.flat());
      response.write(body.subarray(0, 7));
      response.write(body.subarray(7, 30));
      response.end(body.subarray(30));
      return true;
    },
  }),
  rawly('until-close', 'The body of every answer ends with its connection.', (answer, body) =>
    Buffer.concat([Buffer.from(rawHead(answer, ['Connection: close'])), body]),
  ),
  rawly('http-1-0', 'Every answer is one of HTTP/1.0.', (answer, body) =>
    Buffer.concat([
      Buffer.from(rawHead(answer, [`Content-Length: ${body.length}`]).replace('HTTP/1.1', 'HTTP/1.0')),
      body,
    ]),
  ),
  rawly('lower-case-headers', 'The names of all headers are in lower case.', (answer, body) =>
    Buffer.concat([
      Buffer.from(
        rawHead(answer, [`Content-Length: ${body.length}`, 'Connection: close']).replace(
          /^[\w-]+:/gm,
          (name) => name.toLowerCase(),
        ),
      ),
      body,
    ]),
  ),
  rawly('without-reason', 'The status line has no reason.', (answer, body) =>
    Buffer.concat([
      Buffer.from(
        rawHead(answer, [`Content-Length: ${body.length}`, 'Connection: close']).replace(
          /^(HTTP\/1\.1 \d+) .*/,
          '$1 ',
        ),
      ),
      body,
    ]),
  ),
  rawly('without-date', 'No answer has a Date.', (answer, body) =>
    Buffer.concat([
      Buffer.from(
        rawHead(answer, [`Content-Length: ${body.length}`, 'Connection: close']).replace(
          /^Date: .*\r\n/m,
          '',
        ),
      ),
      body,
    ]),
  ),
  harmless('wire and headers', 'early-hints', 'A 103 comes before every answer.', {
    send(_, { socket }) {
      socket.write('HTTP/1.1 103 Early Hints\r\nLink: </docs>; rel=preload\r\n\r\n');
      return false;
    },
  }),
];

/** Answers written by hand; each ends its connection. */
function rawly(name: string, title: string, write: (answer: Answer, body: Buffer) => Buffer): Fault {
  return harmless('wire and headers', name, title, {
    send(answer, { socket }) {
      socket.end(write(answer, bodyBytes(answer)));
      return true;
    },
  });
}

const behaviour: Fault[] = [
  harmless('flakiness and time', 'slow-by-200-ms', 'Every answer takes up to 200 ms.', (run) =>
    changing(KINDS, async (answer) => {
      await pause(Math.min(200, run.slowMs));
      return answer;
    })(),
  ),
  harmless(
    'gateways in front',
    'large-bodies-refused',
    'A firewall refuses bodies of more than 8 KiB.',
    changing(KINDS, (answer, { body }) =>
      body.length > 8 * 1024 ? jsonAnswer(403, { message: 'Forbidden' }) : answer,
    ),
  ),
  harmless(
    'gateways in front',
    'nameless-refused',
    'A firewall refuses requests that do not say what sends them.',
    changing(KINDS, (answer, { headers }) =>
      header(headers, 'User-Agent') ? answer : jsonAnswer(403, { message: 'Forbidden' }),
    ),
  ),
  harmless(
    'gateways in front',
    'gate-redirects',
    'The gate redirects in place of showing its page.',
    (run) => ({
      answer(answer, _, decision) {
        const { gate } = run.contract;
        const form = gate?.answers.find(({ status }) => status >= 300 && status < 400);
        return decision.kind === 'gate' && form !== undefined ? gateAnswer(gate, form) : answer;
      },
    }),
  ),
  harmless(
    'gateways in front',
    'gate-header-with-case',
    'The gate knows its header in the documented spelling alone.',
    (run) => ({
      rules: (rules) => ({
        opens: (call) =>
          rules.opens(call) && call.headers.some(([name]) => name === run.contract.gate?.header),
      }),
    }),
  ),
  harmless(
    'authentication',
    'body-before-credentials',
    'A body that is wrong is refused before credentials are looked at.',
    {
      rules: (rules) => ({
        authorizes(call, satisfied) {
          if (rules.authorizes(call, satisfied)) return true;
          const { input, objections } = rules.reads(call);
          return objections.length > 0 || rules.objects(call, input).length > 0;
        },
      }),
    },
  ),
  harmless(
    'validation too lax',
    'byte-order-mark-accepted',
    'A byte order mark before a body is passed over.',
    {
      rules: (rules) => ({
        reads: (call) => {
          const type = parseMediaType(header(call.headers, 'Content-Type') ?? '')?.essence;
          const marked = call.body.subarray(0, 3).equals(Buffer.from('\uFEFF'));
          return marked && type === 'application/json' ? parseJson(call.body.subarray(3)) : rules.reads(call);
        },
      }),
    },
  ),
  harmless(
    'validation too strict',
    'refuses-unknown-paths-in-html',
    'Unknown paths get a page of the framework.',
    {
      answer: (answer, _, decision) =>
        decision.kind === 'not-found' || decision.kind === 'method'
          ? { ...jsonAnswer(answer.status, null), json: undefined, bytes: Buffer.from('<h1>Not Found</h1>') }
          : answer,
    },
  ),
];

export const harmlessWire: readonly Fault[] = [...wire, ...behaviour];
