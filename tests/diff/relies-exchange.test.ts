import { expect, test } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import { exchangeTouched } from '../../src/diff/reliance/relies-exchange.ts';
import type { Exchange, HeaderLines } from '../../src/exchange/exchange.ts';
import type { Json } from '../../src/json.ts';
import { created, LOCAL } from '../checks/exchanges.ts';
import { change } from './changes.ts';

interface Held {
  status?: number;
  url?: string;
  headers?: HeaderLines;
  /** What is sent; null for no body at all, a text for one that is no JSON. */
  sends?: Json;
  answers?: Json;
  answerHeaders?: HeaderLines;
  silent?: boolean;
}

const bytes = (body: Json) =>
  new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));

/** An exchange that sends and has got what is given, and nothing else. */
function exchange({
  status = 200,
  url = LOCAL,
  headers = [],
  sends,
  answers = '',
  ...own
}: Held = {}): Exchange {
  const whole = created();
  return {
    ...whole,
    request: { method: 'POST', url, headers, body: sends === null ? undefined : bytes(sends ?? '') },
    response: own.silent ? undefined : { status, headers: own.answerHeaders ?? [], body: bytes(answers) },
  };
}

const server = (before?: string) =>
  change({ kind: 'server-removed', part: 'server', ...(before === undefined ? {} : { before }) });
const parameter = (kind: string, own: Partial<Change> = {}) =>
  change({ kind, part: 'parameter', name: 'X-Trace', ...own });
const body = (kind: string, own: Partial<Change> = {}) => change({ kind, part: 'request-body', ...own });
const answer = (kind: string, own: Partial<Change> = {}) =>
  change({ kind, part: 'response', statuses: ['200'], ...own });
const header = (own: Partial<Change> = {}) =>
  change({
    kind: 'response-header-removed',
    part: 'response-header',
    name: 'X-Page',
    statuses: ['200'],
    ...own,
  });

const TYPE = 'request-type-changed';
const REQUIRED = 'request-property-became-required';
const DEFINED = 'request-required-parameter-added';
const safe = { breaking: false };

test.each<[what: string, about: Change, held: Held, touched: boolean]>([
  ['the operation is gone', change({ kind: 'operation-removed', part: 'operation' }), {}, true],
  ['its id is another', change({ kind: 'operation-id-changed', part: 'operation' }), {}, false],
  ['what is of no part', change({ kind: 'documentation-changed' }), {}, false],

  ['the server it was sent to', server('http://127.0.0.1:4010/v1'), {}, true],
  ['another port of it', server('http://127.0.0.1:4011'), {}, false],
  ['a server without a host', server('/v1'), {}, false],
  ['a server that is new', server(), {}, false],
  ['a request without a host', server('http://127.0.0.1:4010'), { url: '/register' }, false],
  ['two that have no host', server('/register'), { url: '/register' }, false],

  [
    'a credential of a request that was let in',
    change({ kind: 'security-scheme-changed', part: 'security' }),
    {},
    true,
  ],
  [
    'the last status of success',
    change({ kind: 'security-scheme-changed', part: 'security' }),
    { status: 299 },
    true,
  ],
  ['a redirect', change({ kind: 'security-scheme-changed', part: 'security' }), { status: 300 }, false],
  [
    'an interim answer',
    change({ kind: 'security-scheme-changed', part: 'security' }),
    { status: 199 },
    false,
  ],
  [
    'one that was not let in',
    change({ kind: 'security-scheme-changed', part: 'security' }),
    { status: 401 },
    false,
  ],
  [
    'one that has no answer',
    change({ kind: 'security-scheme-changed', part: 'security' }),
    { silent: true },
    false,
  ],
  [
    'one more way to be let in',
    change({ kind: 'security-alternative-added', part: 'security', ...safe }),
    {},
    false,
  ],

  ['a header that is sent', parameter(TYPE), { headers: [['x-trace', '1']] }, true],
  ['a header that is not', parameter(TYPE), { headers: [['X-Other', '1']] }, false],
  ['a query that is sent', parameter(TYPE, { name: 'page' }), { url: `${LOCAL}?page=` }, true],
  ['a query that is not', parameter(TYPE, { name: 'page' }), { url: `${LOCAL}?pages=1` }, false],
  ['a query of a URL without a host', parameter(TYPE, { name: 'page' }), { url: '/register?page=1' }, true],
  ['a URL that is none', parameter(TYPE, { name: 'page' }), { url: 'http://[?page=1' }, false],
  ['a header that is asked for from now on', parameter(DEFINED), {}, true],
  ['a header that was required before', parameter('request-parameter-became-required', safe), {}, false],
  [
    'a header that is sent, of a wrong request',
    parameter(TYPE),
    { headers: [['X-Trace', '1']], status: 400 },
    false,
  ],
  [
    'of a request that was refused for another reason',
    parameter(TYPE),
    { headers: [['X-Trace', '1']], status: 409 },
    true,
  ],
  ['of a request without an answer', parameter(TYPE), { headers: [['X-Trace', '1']], silent: true }, false],

  ['a property that is sent', body(TYPE, { at: '/a/b' }), { sends: { a: { b: 1 } } }, true],
  ['what is in it', body(TYPE, { at: '/a' }), { sends: { a: { b: 1 } } }, true],
  ['a property that is not sent', body(TYPE, { at: '/a/c' }), { sends: { a: { b: 1 } } }, false],
  ['an entry of a list', body(TYPE, { at: '/list/*/b' }), { sends: { list: [{ a: 1 }, { b: 1 }] } }, true],
  ['a body that is no JSON', body(TYPE, { at: '/a' }), { sends: 'a=1' }, false],
  ['a body that is empty', body(TYPE, { at: '/a' }), { sends: '' }, false],
  ['a request without a body', body(TYPE, { at: '/a' }), { sends: null }, false],
  ['the body of a wrong request', body(TYPE, { at: '/a' }), { sends: { a: 1 }, status: 422 }, false],
  ['the body as a whole', body('request-media-type-removed'), { sends: 'a=1' }, true],
  ['the body as a whole, of which there is none', body('request-media-type-removed'), { sends: null }, false],
  ['a body that is asked for from now on', body('request-body-became-required'), { sends: null }, true],
  ['a body that is empty where one is asked for', body('request-required-body-added'), {}, true],
  ['a body that need not be sent', body('request-body-became-required', safe), { sends: null }, false],
  ['a property that is asked for from now on', body(REQUIRED, { at: '/c' }), { sends: { a: 1 } }, true],
  ['of a body that is no JSON', body(REQUIRED, { at: '/c' }), { sends: 'a=1' }, true],
  ['of no body', body(REQUIRED, { at: '/c' }), { sends: null }, false],
  ['of a parent that is sent', body(REQUIRED, { at: '/a/c' }), { sends: { a: { b: 1 } } }, true],
  [
    'of a parent that is sent beside others',
    body(REQUIRED, { at: '/a/c' }),
    { sends: { z: 1, a: { b: 1 } } },
    true,
  ],
  ['of a parent that is not', body(REQUIRED, { at: '/z/c' }), { sends: { a: { b: 1 } } }, false],
  ['of the entries of a list', body(REQUIRED, { at: '/list/*/c' }), { sends: { list: [{ b: 1 }] } }, true],
  ['of another list', body(REQUIRED, { at: '/other/*/c' }), { sends: { list: [{ b: 1 }] } }, false],
  ['a property that may be sent', body('request-property-added', { at: '/c' }), { sends: { a: 1 } }, false],
  ['one that no longer is asked for', body(REQUIRED, { at: '/c', ...safe }), { sends: { a: 1 } }, false],

  ['a value of an answer', answer('response-type-changed', { at: '/a' }), { answers: { a: 1 } }, true],
  ['a value that did not come', answer('response-type-changed', { at: '/b' }), { answers: { a: 1 } }, false],
  [
    'the value of another answer',
    answer('response-type-changed', { at: '/a', statuses: ['201'] }),
    { answers: { a: 1 } },
    false,
  ],
  [
    'an answer of which no status is known',
    change({ kind: 'response-removed', part: 'response' }),
    {},
    false,
  ],
  ['a range of answers', answer('response-removed', { statuses: ['2xx'] }), {}, true],
  ['another range', answer('response-removed', { statuses: ['4XX'] }), {}, false],
  ['all other answers', answer('response-removed', { statuses: ['default'] }), {}, true],
  ['one of several answers', answer('response-removed', { statuses: ['404', '200'] }), {}, true],
  ['no answer', answer('response-removed'), { silent: true }, false],
  ['an answer that is gone', answer('response-removed'), {}, true],
  ['an answer that is new', answer('response-media-type-added', safe), {}, false],
  ['an answer that is no JSON', answer('response-type-changed', { at: '/a' }), { answers: 'a' }, false],
  [
    'names that nobody has written down',
    answer('response-additional-properties-opened', { at: '/a', ...safe }),
    { answers: { a: { b: 1 } } },
    false,
  ],
  [
    'names that nobody has written down, of which the values break',
    answer('response-additional-properties-opened', { at: '/a' }),
    { answers: { a: { b: 1 } } },
    true,
  ],
  [
    'another thing that is safe',
    answer('response-enum-value-removed', { at: '/a', ...safe }),
    { answers: { a: 1 } },
    true,
  ],

  [
    'a code that came',
    answer('example-code-changed', { before: 'x' }),
    { answers: { errors: [{ code: 'x' }] } },
    true,
  ],
  [
    'a code that did not come',
    answer('example-code-changed', { before: 'y' }),
    { answers: { errors: [{ code: 'x' }] } },
    false,
  ],
  [
    'an example that is no text',
    answer('example-changed', { before: { a: 'x' } }),
    { answers: { a: 'x' } },
    false,
  ],
  ['an example that is a number', answer('example-changed', { before: 1 }), { answers: { a: 1 } }, false],

  ['a header that came', header(), { answerHeaders: [['x-page', '1']] }, true],
  ['a header that did not come', header(), { answerHeaders: [['x-pages', '1']] }, false],
  [
    'the header of another answer',
    header({ statuses: ['201'] }),
    { answerHeaders: [['X-Page', '1']] },
    false,
  ],
  ['a header of no answer', header(), { silent: true }, false],
])('%s', (_, about, held, touched) => {
  expect(exchangeTouched(about, exchange(held))).toBe(touched);
});

test.each([400, 405, 406, 411, 413, 414, 415, 422, 431])('a request that got %i was wrong', (status) => {
  expect(exchangeTouched(body(TYPE, { at: '/a' }), exchange({ sends: { a: 1 }, status }))).toBe(false);
});

test.each([200, 401, 403, 404, 407, 408, 409, 410, 412, 416, 429, 500])(
  'a request that got %i may have been right',
  (status) => {
    expect(exchangeTouched(body(TYPE, { at: '/a' }), exchange({ sends: { a: 1 }, status }))).toBe(true);
  },
);
