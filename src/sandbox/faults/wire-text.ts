import { header } from '../../exchange/exchange.ts';
import { isObject, type Json } from '../../json.ts';
import { parseJson } from '../body.ts';
import type { Fault } from '../fault.ts';
import { bodyBytes, changing, fault, type Kills, type Kind, withHeader, withText } from './make.ts';
import { NAMES } from './names.ts';

/** The Content-Type of a kind of answers, its body as it was. */
function typed(kills: Kills, kind: Kind, name: string, title: string, type: string | undefined): Fault {
  return fault(
    kills,
    'wire and headers',
    name,
    title,
    changing([kind], (answer) => withHeader(answer, 'Content-Type', type)),
  );
}

/** The bytes of a kind of answers. */
function bytes(
  kills: Kills,
  kind: Kind,
  name: string,
  title: string,
  change: (text: string, json: Json) => string | Buffer,
): Fault {
  return fault(
    kills,
    'wire and headers',
    name,
    title,
    changing([kind], (answer) => {
      const changed = change(bodyBytes(answer).toString(), answer.json ?? null);
      return { ...answer, bytes: Buffer.from(changed) };
    }),
  );
}

/** An answer written with a template, in which the value of the request stands as it came. */
const glued = fault(
  'json',
  'wire and headers',
  '400-glued-together',
  'The text of an event_type stands in a 400 as it came, quotes included.',
  changing(['invalid'], (answer, call) => {
    const { input } = parseJson(call.body);
    const type = isObject(input) ? input[NAMES.type] : undefined;
    if (typeof type !== 'string' || type === NAMES.pending) return answer;
    const text = type.replace(/[\n\0]/g, ' ').slice(0, 100);
    return { ...answer, bytes: Buffer.from(`{"errors":[{"code":"invalid","detail":"${text} is wrong"}]}`) };
  }),
);

/** What stands first in Accept counts, whatever its weight. */
const page = fault(
  'media-type',
  'wire and headers',
  '201-as-first-accepted',
  'A 201 is HTML where Accept names HTML first, however little it likes it.',
  changing(['success'], (answer, call) =>
    /^text\/html/.test(header(call.headers, 'Accept') ?? '')
      ? withText(answer, 'text/html; charset=utf-8', `<pre>${bodyBytes(answer).toString()}</pre>`)
      : answer,
  ),
);

/** A library that writes XML does so for whoever names it. */
const xml = fault(
  'media-type',
  'wire and headers',
  '201-as-xml-where-accepted',
  'A 201 is XML wherever the request accepts XML, however little it likes it.',
  changing(['success'], (answer, call) =>
    (header(call.headers, 'Accept') ?? '').includes('xml')
      ? withText(answer, 'application/xml', '<event/>')
      : answer,
  ),
);

const types: Fault[] = [
  typed('media-type', 'success', 'type-missing', 'A 201 has no Content-Type.', undefined),
  typed(
    'media-type',
    'success',
    'type-html',
    'JSON in a 201 is labelled text/html.',
    'text/html; charset=utf-8',
  ),
  typed('media-type', 'success', 'type-plain', 'JSON in a 201 is labelled text/plain.', 'text/plain'),
  typed(
    'media-type',
    'success',
    'type-json-api',
    'JSON in a 201 is labelled as JSON:API.',
    'application/vnd.api+json',
  ),
  typed('media-type', 'success', 'type-xml', 'JSON in a 201 is labelled application/xml.', 'application/xml'),
  typed('media-type', 'success', 'type-text-json', 'JSON in a 201 is labelled text/json.', 'text/json'),
  typed('media-type', 'success', 'type-malformed', 'The Content-Type of a 201 is the word json.', 'json'),
  typed(
    'media-type',
    'success',
    'type-with-latin1',
    'A 201 is said to be in ISO-8859-1.',
    'application/json; charset=iso-8859-1',
  ),
  typed(
    'media-type',
    'success',
    'type-joined',
    'The Content-Type of a 201 lists two types.',
    'application/json, text/html',
  ),
  typed('media-type', 'invalid', '400-type-missing', 'A 400 has no Content-Type.', undefined),
  typed(
    'media-type',
    'invalid',
    '400-type-json-api',
    'JSON in a 400 is labelled as JSON:API.',
    'application/vnd.api+json',
  ),
  typed(
    'media-type',
    'invalid',
    '400-type-problem',
    'JSON in a 400 is labelled as a problem.',
    'application/problem+json',
  ),
  typed('media-type', 'unauthorized', '401-type-missing', 'A 401 has no Content-Type.', undefined),
  typed(
    'media-type',
    'unauthorized',
    '401-type-html',
    'JSON in a 401 is labelled text/html.',
    'text/html; charset=utf-8',
  ),
  typed('media-type', 'conflict', '409-type-missing', 'A 409 has no Content-Type.', undefined),
  typed(
    'media-type',
    'conflict',
    '409-type-plain',
    'JSON in a 409 is labelled text/plain.',
    'text/plain; charset=utf-8',
  ),
  fault(
    'media-type',
    'wire and headers',
    'type-twice',
    'A 201 has two Content-Type headers that differ.',
    changing(['success'], (answer) => ({
      ...answer,
      headers: [...answer.headers, ['Content-Type', 'text/html; charset=utf-8']],
    })),
  ),
];

/** An object with a property more, as text: what stands in it need not be JSON. */
const withProperty = (text: string, property: string) => text.replace(/\}$/, `,${property}}`);

const deep = (text: string) => withProperty(text, `"tree":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);

const texts: Fault[] = [
  bytes(
    'json',
    'success',
    'json-with-bom',
    'The body of a 201 begins with a byte order mark.',
    (text) => `\uFEFF${text}`,
  ),
  bytes(
    'json',
    'success',
    'json-with-trailing-brace',
    'A brace follows the JSON of a 201.',
    (text) => `${text}}`,
  ),
  bytes('json', 'success', 'json-twice', 'The JSON of a 201 is sent twice.', (text) => `${text}\n${text}`),
  bytes(
    'json',
    'success',
    'json-with-trailing-comma',
    'The JSON of a 201 has a comma before its last brace.',
    (text) => text.replace(/\}\}$/, '},}'),
  ),
  bytes(
    'json',
    'success',
    'json-with-comment',
    'The JSON of a 201 begins with a comment.',
    (text) => `/* event */${text}`,
  ),
  bytes(
    'json',
    'success',
    'json-in-single-quotes',
    'The JSON of a 201 is written in single quotes.',
    (text) => text.replaceAll('"', "'"),
  ),
  bytes('json', 'success', 'json-with-nan', 'The JSON of a 201 holds NaN.', (text) =>
    withProperty(text, '"took":NaN'),
  ),
  bytes(
    'json',
    'success',
    'json-with-control-character',
    'The JSON of a 201 holds a bare line break in a text.',
    (text) => withProperty(text, '"note":"one\ntwo"'),
  ),
  bytes(
    'json',
    'success',
    'json-with-duplicate-key',
    'A property of the event stands twice, with two values.',
    (text) => text.replace('"resource_type":', '"resource_type":"organization","resource_type":'),
  ),
  bytes(
    'json',
    'success',
    'json-with-duplicate-wrapper',
    'The event stands twice, the first time empty.',
    (text) => text.replace('{', `{"${NAMES.event}":{},`),
  ),
  bytes(
    'json',
    'success',
    'json-with-escaped-duplicate-key',
    'A property stands twice, once with an escape in its name.',
    (text) => text.replace('"event_type":', '"\\u0065vent_type":"registrations.completed","event_type":'),
  ),
  bytes(
    'json',
    'success',
    'json-cut-short',
    'The JSON of a 201 ends in the middle, its length declared as sent.',
    (text) => text.slice(0, Math.floor(text.length / 2)),
  ),
  bytes(
    'json',
    'success',
    'json-as-script',
    'The JSON of a 201 stands in a call of a function.',
    (text) => `callback(${text});`,
  ),
  bytes(
    'json',
    'success',
    'json-behind-warning',
    'A warning of PHP stands before the JSON of a 201.',
    (text) => `<br />\n<b>Notice</b>:  Undefined index: id on line <b>12</b><br />\n${text}`,
  ),
  bytes(
    'json',
    'success',
    'json-is-html',
    'The body of a 201 is HTML under the label of JSON.',
    () => '<!DOCTYPE html><html><body>Created</body></html>',
  ),
  bytes('json', 'success', 'json-empty', 'The body of a 201 is empty.', () => ''),
  bytes('json', 'success', 'json-in-latin1', 'The body of a 201 holds a name in ISO-8859-1.', (text) =>
    Buffer.from(withProperty(text, '"partner":"Société générale"'), 'latin1'),
  ),
  bytes(
    'json',
    'success',
    'json-with-cut-character',
    'The body of a 201 holds the first half of a character.',
    (text) => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from(',"note":"\xE2\x82"}', 'latin1')]),
  ),
  bytes('json', 'success', 'json-in-utf16', 'The body of a 201 is in UTF-16.', (text) =>
    Buffer.from(text, 'utf16le'),
  ),
  bytes('json', 'success', 'json-deep', 'The body of a 201 holds an object ten thousand levels deep.', deep),
  bytes('json', 'invalid', '400-deep', 'The body of a 400 holds an object ten thousand levels deep.', deep),
  bytes('json', 'invalid', '400-with-duplicate-key', 'The code of a 400 stands twice.', (text) =>
    text.replaceAll('"code":', '"code":"unknown","code":'),
  ),
  bytes('json', 'invalid', '400-in-latin1', 'A detail of a 400 is in ISO-8859-1.', (text) =>
    Buffer.from(text.replaceAll('"detail":"', '"detail":"Paramètre: '), 'latin1'),
  ),
  bytes('json', 'invalid', '400-cut-short', 'The JSON of a 400 lacks its last brace.', (text) =>
    text.slice(0, -1),
  ),
  bytes(
    'json',
    'unauthorized',
    '401-with-bom',
    'The body of a 401 begins with a byte order mark.',
    (text) => `\uFEFF${text}`,
  ),
  bytes('json', 'unauthorized', '401-cut-short', 'The JSON of a 401 lacks its last brackets.', (text) =>
    text.slice(0, -3),
  ),
  bytes('json', 'unauthorized', '401-with-duplicate-errors', 'The errors of a 401 stand twice.', (text) =>
    text.replace('{', `{"${NAMES.errors}":[],`),
  ),
  bytes(
    'json',
    'conflict',
    '409-with-trailing-bytes',
    'A zero follows the JSON of a 409.',
    (text) => `${text}0`,
  ),
  bytes('json', 'conflict', '409-with-comment', 'A comment stands in the JSON of a 409.', (text) =>
    text.replace('[', '[ // both\n'),
  ),
  fault(
    ['media-type', 'json'],
    'wire and headers',
    'type-and-body-utf16',
    'A 201 is in UTF-16 and says so.',
    changing(['success'], (answer) => ({
      ...withHeader(answer, 'Content-Type', 'application/json; charset=utf-16le'),
      bytes: Buffer.from(bodyBytes(answer).toString(), 'utf16le'),
    })),
  ),
];

export const wireText: readonly Fault[] = [...types, ...texts, glued, page, xml];
