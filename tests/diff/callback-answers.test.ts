import { expect, test } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

async function changesOf(before: JsonObject, after: JsonObject): Promise<Change[]> {
  const read = (post: JsonObject, file: string) => {
    const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, webhooks: { sent: { post } } };
    return readDocument(JSON.stringify(root), file);
  };
  return (await diffDocuments(read(before, 'a.json'), read(after, 'b.json'))).changes;
}

async function told(before: JsonObject, after: JsonObject): Promise<string[]> {
  return (await changesOf(before, after)).map(
    ({ breaking, undecided, kind, message }) =>
      `${undecided ? 'undecided' : breaking ? 'breaks' : 'safe'} ${kind}: ${message.replace('the webhook sent, POST, ', '')}`,
  );
}

const answers = (responses: JsonObject): JsonObject => ({ responses });
const ok = (content?: JsonObject): JsonObject => ({
  description: 'Taken.',
  ...(content === undefined ? {} : { content }),
});
const json = (schema: Json, type = 'application/json'): JsonObject => ({ [type]: { schema } });
const CHALLENGE: JsonObject = { type: 'object', properties: { challenge: { type: 'string' } } };
const ASKED: JsonObject = { ...CHALLENGE, required: ['challenge'] };
const [LOOSE, STRICT] = [json(CHALLENGE), json(ASKED)];
const NOW_REQUIRED =
  'breaks request-property-became-required: the answer 200, /challenge: it is now required';
const NO_LONGER =
  'safe request-property-became-optional: the answer 200, /challenge: it is no longer required';
const ANY_TYPE = 'safe callback-answer-added: the answer 200: it is taken as */* as well';
const BODY_ADDED = 'undecided callback-answer-body-added: the answer 200: it is to have a body';

test.each<[what: string, before: JsonObject, after: JsonObject, expected: string[]]>([
  ['the same', { 200: ok(STRICT) }, { 200: ok(STRICT) }, []],
  ['other words', { 200: ok() }, { 200: { description: 'Received.' } }, []],
  ['a member that we have to answer', { 200: ok(LOOSE) }, { 200: ok(STRICT) }, [NOW_REQUIRED]],
  ['a member that we need not answer', { 200: ok(STRICT) }, { 200: ok(LOOSE) }, [NO_LONGER]],
  ['a body', { 200: ok() }, { 200: ok(STRICT) }, [BODY_ADDED]],
  [
    'no body',
    { 200: ok(STRICT) },
    { 200: ok() },
    ['safe callback-answer-body-removed: the answer 200: it need have no body any more'],
  ],
  [
    'another media type',
    { 200: ok(STRICT) },
    { 200: ok(json(ASKED, 'text/plain')) },
    [
      'breaks callback-answer-removed: the answer 200: it is no longer taken as application/json',
      'safe callback-answer-added: the answer 200: it is taken as text/plain as well',
    ],
  ],
  [
    'a media type out of a range',
    { 200: ok(json(CHALLENGE, '*/*')) },
    { 200: ok({ ...json(CHALLENGE, '*/*'), ...STRICT }) },
    [NOW_REQUIRED],
  ],
  ['a range about a media type', { 200: ok(STRICT) }, { 200: ok(json(ASKED, '*/*')) }, [ANY_TYPE]],
  ['a status of its own', { '2XX': ok(LOOSE) }, { '2XX': ok(LOOSE), 200: ok(STRICT) }, [NOW_REQUIRED]],
  [
    'a class about a status',
    { 200: ok(LOOSE) },
    { '2XX': ok(STRICT) },
    ['safe callback-answer-added: the webhook sent, POST: the answer 2XX is taken as well', NOW_REQUIRED],
  ],
  [
    'any other status',
    { 200: ok(LOOSE) },
    { default: ok(STRICT) },
    ['safe callback-answer-added: the webhook sent, POST: the answer default is taken as well', NOW_REQUIRED],
  ],
])('what is taken for an answer to a call: %s', async (_, before, after, expected) => {
  expect((await told(answers(before), answers(after))).sort()).toEqual([...expected].sort());
});

test('a call that had no body has one', async () => {
  const called = { requestBody: { content: LOOSE }, ...answers({ 200: ok() }) };
  expect(await told(answers({ 200: ok() }), called)).toEqual([
    'safe callback-body-added: its body: it is new',
  ]);
});

test('what was and what is taken for an answer is shown', async () => {
  const shown = async (before: JsonObject, after: JsonObject) =>
    (await changesOf(answers(before), answers(after))).map((change) => [change.before, change.after]);
  expect(await shown({ 200: ok() }, { 200: ok(STRICT) })).toEqual([[[], ['application/json']]]);
  expect(await shown({ 200: ok(STRICT) }, { 200: ok() })).toEqual([[['application/json'], []]]);
  expect(await shown({ 200: ok(), 202: ok() }, { 200: ok() })).toEqual([[['200', '202'], ['200']]]);
});

test('of several statuses that are taken no longer each is named, and they break though others came', async () => {
  expect(await told(answers({ 200: ok(), 202: ok(), 204: ok() }), answers({ 200: ok(), 201: ok() }))).toEqual(
    ['breaks callback-answer-removed: the webhook sent, POST: the answer 202, 204 is no longer taken'],
  );
});

test.each<[what: string, before: JsonObject, after: JsonObject, expected: string[]]>([
  [
    'a body that always comes now',
    { requestBody: { content: LOOSE } },
    { requestBody: { content: LOOSE, required: true } },
    ['safe callback-body-became-required: its body: it always comes now'],
  ],
  [
    'a header that is new',
    {},
    { parameters: [{ name: 'X-Sent', in: 'header', schema: { type: 'string' } }] },
    ['safe callback-parameter-added: header X-Sent: it is new'],
  ],
  [
    'a header that always comes now',
    { parameters: [{ name: 'X-Sent', in: 'header', schema: { type: 'string' } }] },
    { parameters: [{ name: 'X-Sent', in: 'header', required: true, schema: { type: 'string' } }] },
    ['safe callback-parameter-became-required: header X-Sent: it is now always there'],
  ],
])('a call comes with %s', async (_, before, after, expected) => {
  const taken = answers({ 200: ok() });
  expect(await told({ ...taken, ...before }, { ...taken, ...after })).toEqual(expected);
});

const acked = (...headers: [name: string, header: JsonObject][]): JsonObject =>
  answers({ 200: { ...ok(), headers: Object.fromEntries(headers) } });
const TEXT: JsonObject = { schema: { type: 'string' } };
const LIST: JsonObject = { schema: { type: 'object', additionalProperties: { type: 'string' } } };
const listed = (...values: string[]): JsonObject => ({ schema: { type: 'string', enum: values } });

test.each<[what: string, before: JsonObject, after: JsonObject, expected: string[]]>([
  ['may be sent as well', acked(), acked(['X-Ack', TEXT]), ['safe callback-answer-header-added: it is new']],
  [
    'is new, and required',
    acked(),
    acked(['X-Ack', { ...TEXT, required: true }]),
    ['breaks callback-answer-header-became-required: it is new, and required'],
  ],
  [
    'has to be sent',
    acked(['X-Ack', TEXT]),
    acked(['x-ack', { ...TEXT, required: true }]),
    ['breaks callback-answer-header-became-required: it is now required'],
  ],
  [
    'can be left out',
    acked(['X-Ack', { ...TEXT, required: true }]),
    acked(['X-Ack', TEXT]),
    ['safe callback-answer-header-became-optional: it is no longer required'],
  ],
  [
    'is no longer documented',
    acked(['X-Ack', { ...TEXT, required: true }]),
    acked(),
    ['safe callback-answer-header-removed: it is no longer documented'],
  ],
  [
    'has fewer values',
    acked(['X-Ack', listed('a', 'b')]),
    acked(['X-Ack', listed('a')]),
    ['breaks request-enum-value-removed: "b" is no longer among its values'],
  ],
  [
    'has more values',
    acked(['X-Ack', listed('a')]),
    acked(['X-Ack', listed('a', 'b')]),
    ['safe request-enum-value-added: "b" is now among its values'],
  ],
  [
    'is written in another way',
    acked(['X-Ack', LIST]),
    acked(['X-Ack', { ...LIST, explode: true }]),
    ['breaks callback-answer-header-style-changed: it is written as a=1,b=2, before a,1,b,2'],
  ],
  ['is spelt in another case', acked(['X-Ack', TEXT]), acked(['x-ack', TEXT]), []],
])('a header of our answer to a call %s', async (_, before, after, expected) => {
  expect((await told(before, after)).map((each) => each.replace(/the answer 200, header .*?: /, ''))).toEqual(
    expected,
  );
});
