import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

const BODY = '/paths/~1a/post/requestBody';
const TEXT: JsonObject = { schema: { type: 'string' } };

function documentOf(content: JsonObject, version: string): string {
  const post = { requestBody: { content }, responses: { 200: { description: '' } } };
  return JSON.stringify({ openapi: version, info: { title: 'T', version: '1' }, paths: { '/a': { post } } });
}

async function changesOf(before: JsonObject, after: JsonObject, version = '3.1.0'): Promise<Change[]> {
  const { changes } = await diffDocuments(
    readDocument(documentOf(before, version), 'base.json'),
    readDocument(documentOf(after, version), 'candidate.json'),
  );
  return changes;
}

const briefly = ({ breaking, undecided, kind, message }: Change) =>
  `${undecided ? 'undecided' : breaking ? 'breaks' : 'safe'} ${kind.replace('request-', '')}: ${message.replace('the request body', 'body')}`;
const media = (...types: string[]): JsonObject => Object.fromEntries(types.map((type) => [type, TEXT]));

test.each<[what: string, before: string[], after: string[], told: string[]]>([
  ['the case, and a charset of JSON', ['application/json'], ['Application/JSON; charset=UTF-8'], []],
  [
    'a charset of what is JSON by its suffix',
    ['application/a+json;charset=utf-8'],
    ['application/a+json'],
    [],
  ],
  ['the case of a charset', ['text/csv;charset=utf-8'], ['text/csv; charset=UTF-8'], []],
  [
    'the order of parameters',
    ['text/csv;header=absent;charset=utf-8'],
    ['text/csv;charset=utf-8;header=absent'],
    [],
  ],
  [
    'a parameter that is no longer asked for',
    ['text/csv;charset=utf-8'],
    ['text/csv'],
    ['safe media-type-added: body: text/csv is accepted now'],
  ],
  [
    'a parameter that is asked for',
    ['text/csv'],
    ['text/csv;header=absent'],
    ['breaks media-type-removed: body: text/csv is no longer accepted'],
  ],
  [
    'another value of a parameter',
    ['text/csv;header=absent'],
    ['text/csv;header=present'],
    [
      'breaks media-type-removed: body: text/csv;header=absent is no longer accepted',
      'safe media-type-added: body: text/csv;header=present is accepted now',
    ],
  ],
  ['the case of what is no media type', ['Broken'], ['broken '], []],
  [
    'a range that takes it',
    ['text/csv'],
    ['text/*'],
    ['safe media-type-added: body: text/* is accepted now'],
  ],
  ['a range of all', ['text/csv'], ['*/*'], ['safe media-type-added: body: */* is accepted now']],
  [
    'a range that does not take it',
    ['text/csv'],
    ['image/*'],
    [
      'breaks media-type-removed: body: text/csv is no longer accepted',
      'safe media-type-added: body: image/* is accepted now',
    ],
  ],
  [
    'a range that shrinks',
    ['text/*'],
    ['text/csv'],
    ['breaks media-type-removed: body: text/* is no longer accepted'],
  ],
])('media types: %s', async (_, before, after, told) => {
  expect((await changesOf(media(...before), media(...after))).map(briefly)).toEqual(told);
});

test('a media type that comes or goes stands where it is declared, and where it is missed', async () => {
  const all = media('text/csv', 'text/plain', 'image/png');
  const [gone] = await changesOf(all, media('text/plain', 'image/png'));
  expect(gone).toMatchObject({
    base: { pointer: `${BODY}/content/text~1csv` },
    candidate: { pointer: BODY },
    before: 'text/csv',
    after: ['text/plain', 'image/png'],
    why: 'bodies of that media type were accepted and no longer are',
  });
  const [come] = await changesOf(media('text/plain', 'image/png'), all);
  expect(come).toMatchObject({
    base: { pointer: BODY },
    candidate: { pointer: `${BODY}/content/text~1csv` },
    after: 'text/csv',
    why: 'nobody has to send it',
  });
  expect(come).not.toHaveProperty('before');
});

test('what a range took by its schema has one of its own', async () => {
  const whole: JsonObject = { schema: { type: 'integer' } };
  const told = async (before: JsonObject, after: JsonObject) => (await changesOf(before, after)).map(briefly);
  expect(await told({ '*/*': TEXT }, { '*/*': TEXT, 'application/json': whole })).toEqual([
    'breaks type-changed: body: its type is integer, before string',
  ]);
  expect(await told({ '*/*': TEXT }, { '*/*': TEXT, 'application/json': TEXT })).toEqual([]);
  expect(await told({ 'application/json': TEXT }, { '*/*': whole, 'application/json': TEXT })).toEqual([
    'safe media-type-added: body: */* is accepted now',
  ]);
});

describe('the parts of a form', () => {
  const JSON_HEADER: JsonObject = { content: { 'application/json': { schema: { type: 'object' } } } };
  const PARTS: JsonObject = {
    file: { type: 'string', format: 'binary' },
    encoded: { type: 'string', contentEncoding: 'base64' },
    meta: { type: 'object' },
    list: { type: 'array', items: { type: 'object' } },
    files: { type: 'array', items: { type: 'string' } },
    note: { type: 'string' },
  };
  const form = (encoding: JsonObject): JsonObject => ({
    'multipart/form-data': { schema: { type: 'object', properties: PARTS }, encoding },
  });
  const told = async (before: JsonObject, after: JsonObject) =>
    (await changesOf(form(before), form(after))).map(briefly);

  test('have media types by default, which may be written out', async () => {
    const encoding = Object.fromEntries(
      Object.entries({
        file: 'application/octet-stream',
        encoded: 'application/octet-stream',
        meta: 'application/json',
        list: 'application/json',
        files: 'text/plain',
        note: 'text/plain',
      }).map(([name, contentType]) => [name, { contentType }]),
    );
    expect(await told({}, encoding)).toEqual([]);
    expect(await told(encoding, {})).toEqual([]);
  });

  test.each<[what: string, before: JsonObject, after: JsonObject, told: string[]]>([
    [
      'the order and the case',
      { contentType: 'image/png, image/jpeg' },
      { contentType: 'Image/JPEG,image/png' },
      [],
    ],
    [
      'one type less',
      { contentType: 'image/png, image/jpeg, image/gif' },
      { contentType: 'image/png' },
      ['breaks encoding-changed: body, the part file: image/jpeg, image/gif is no longer taken'],
    ],
    [
      'two types more',
      { contentType: 'image/png' },
      { contentType: 'image/png, image/jpeg, image/gif' },
      ['safe encoding-widened: body, the part file: image/jpeg, image/gif is taken as well'],
    ],
    [
      'a range',
      { contentType: 'image/png' },
      { contentType: 'image/*' },
      ['safe encoding-widened: body, the part file: image/* is taken as well'],
    ],
    [
      'a range of all',
      { contentType: 'image/png' },
      { contentType: '*/*' },
      ['safe encoding-widened: body, the part file: */* is taken as well'],
    ],
    [
      'a range of others',
      { contentType: 'image/png' },
      { contentType: 'text/*' },
      ['breaks encoding-changed: body, the part file: image/png is no longer taken'],
    ],
    ['what is so by default', {}, { style: 'form', explode: true, allowReserved: false }, []],
    [
      'what is so by default of another style',
      { style: 'deepObject' },
      { style: 'deepObject', explode: false },
      [],
    ],
    [
      'another style',
      {},
      { style: 'spaceDelimited' },
      ['breaks encoding-changed: body, the part file: it is encoded in another way'],
    ],
    [
      'not exploded',
      {},
      { explode: false },
      ['breaks encoding-changed: body, the part file: it is encoded in another way'],
    ],
    [
      'reserved characters',
      {},
      { allowReserved: true },
      ['breaks encoding-changed: body, the part file: it is encoded in another way'],
    ],
    [
      'a header that may come with a part',
      {},
      { headers: { 'X-A': {} } },
      ['safe encoding-widened: body, the part file, header X-A: it is new'],
    ],
    [
      'headers of a part, and a type less',
      { contentType: 'image/png, image/gif' },
      { contentType: 'image/png', headers: { 'X-A': {} } },
      [
        'breaks encoding-changed: body, the part file: image/gif is no longer taken',
        'safe encoding-widened: body, the part file, header X-A: it is new',
      ],
    ],
    ['an extension', { 'x-a': 1, 'x-b': 2 }, { 'x-c': 2 }, []],
    [
      'headers by other words',
      { headers: { 'X-Sum': { schema: { type: 'string', maxLength: 5 } }, 'X-B': JSON_HEADER } },
      {
        headers: {
          'x-b': { ...JSON_HEADER, description: 'B.' },
          'Content-Type': { schema: { type: 'string' } },
          'x-sum': { description: 'A sum.', required: false, schema: { maxLength: 5, type: 'string' } },
        },
      },
      [],
    ],
    [
      'headers that refer to each other',
      { headers: { 'X-A': TEXT, 'X-B': TEXT } },
      {
        headers: {
          'X-A': TEXT,
          'X-B': { $ref: `#${BODY}/content/multipart~1form-data/encoding/file/headers/X-A` },
        },
      },
      [],
    ],
    ...Object.entries<[before: JsonObject | undefined, after: JsonObject | undefined, ...told: string[]]>({
      'a header that is required': [{}, { required: true }, 'breaks encoding-changed: it is now required'],
      'a header that is new, and required': [
        undefined,
        { required: true },
        'breaks encoding-changed: it is new, and required',
      ],
      'a header that can be left out': [
        { required: true },
        {},
        'safe encoding-widened: it is no longer required',
      ],
      'a header that is gone': [{}, undefined, 'safe encoding-widened: it is no longer documented'],
      'a header of a narrower type': [
        { schema: { type: 'string' } },
        { schema: { type: 'integer' } },
        'breaks type-narrowed: its type is integer, before string',
      ],
      'a header of a wider type': [
        { schema: { type: 'integer' } },
        { schema: { type: 'string' } },
        'safe type-widened: its type is string, before integer',
      ],
      'a header that is exploded': [
        { schema: { type: 'object' } },
        { schema: { type: 'object' }, explode: true },
        'breaks encoding-changed: it is written as a=1,b=2, before a,1,b,2',
      ],
      'a header in JSON': [{}, JSON_HEADER, 'breaks type-narrowed: its type is object, before any'],
      'a header in other JSON': [
        JSON_HEADER,
        { content: { 'application/json': {} } },
        'safe type-widened: its type is any, before object',
      ],
    }).map(([what, [before, after, ...expected]]): [string, JsonObject, JsonObject, string[]] => [
      what,
      { headers: before === undefined ? {} : { 'X-A': before } },
      { headers: after === undefined ? {} : { 'X-A': after } },
      expected.map((each) => each.replace(': ', ': body, the part file, header X-A: ')),
    ]),
  ])('%s', async (_, before, after, expected) => {
    expect(await told({ file: before }, { file: after })).toEqual(expected);
  });

  test.each<[what: string, type: string, encoding: JsonObject, openapi?: string]>([
    ['an encoding', 'application/json', { contentType: 'text/html', style: 'spaceDelimited' }],
    ['a header', 'application/x-www-form-urlencoded', { headers: { 'X-A': { required: true } } }],
    ['a style', 'multipart/form-data', { style: 'spaceDelimited', explode: false }, '3.0.3'],
  ])('%s that the media type %s has no use for says nothing', async (_, type, own, openapi) => {
    const of = (file: JsonObject) => ({
      [type]: { schema: { type: 'object', properties: { file: { type: 'string' } } }, encoding: { file } },
    });
    expect(await changesOf(of({}), of(own), openapi)).toEqual([]);
    expect(await changesOf(of(own), of({}), openapi)).toEqual([]);
  });

  test('stand where their media type is declared', async () => {
    const [change] = await changesOf(form({ note: { contentType: 'text/csv' } }), form({ file: {} }));
    expect(change).toMatchObject({
      base: { pointer: `${BODY}/content/multipart~1form-data` },
      candidate: { pointer: `${BODY}/content/multipart~1form-data` },
      before: ['text/csv'],
      after: ['text/plain'],
      at: '/note',
      part: 'request-body',
      why: 'a part that was sent as it was documented no longer is accepted',
    });
  });
});

describe('examples of a body are there for people', () => {
  const shown = (...values: Json[]): JsonObject => ({
    'application/json': {
      schema: { type: 'object' },
      examples: Object.fromEntries(values.map((value, index) => [`e${index}`, { value }])),
    },
  });
  const plain: JsonObject = { 'application/json': { schema: { type: 'object' } } };
  const at = `${BODY}/content/application~1json`;

  test('their order, and that of their keys, says nothing', async () => {
    expect(await changesOf(shown({ a: 1, b: 2 }, { c: 3 }), shown({ c: 3 }, { b: 2, a: 1 }))).toEqual([]);
  });

  test.each<[what: string, before: JsonObject, after: JsonObject, told: JsonObject]>([
    [
      'one is another',
      shown({ a: 1 }),
      shown({ a: 2 }),
      {
        base: `${at}/examples/e0/value`,
        candidate: `${at}/examples/e0/value`,
        before: [{ a: 1 }],
        after: [{ a: 2 }],
      },
    ],
    [
      'one is new',
      plain,
      shown({ a: 1 }),
      { base: at, candidate: `${at}/examples/e0/value`, before: [], after: [{ a: 1 }] },
    ],
    [
      'one is gone',
      shown({ a: 1 }),
      plain,
      { base: `${at}/examples/e0/value`, candidate: at, before: [{ a: 1 }], after: [] },
    ],
    [
      'one more',
      shown({ a: 1 }),
      shown({ a: 1 }, { a: 2 }),
      { before: [{ a: 1 }], after: [{ a: 1 }, { a: 2 }] },
    ],
    ['one of two', shown({ a: 1 }, { a: 2 }), shown({ a: 1 }, { a: 3 }), { after: [{ a: 1 }, { a: 3 }] }],
  ])('%s', async (_, before, after, told) => {
    const changes = await changesOf(before, after);
    const found = changes.map(({ base, candidate, ...rest }) => ({
      ...rest,
      base: base?.pointer,
      candidate: candidate?.pointer,
    }));
    expect(found).toMatchObject([
      {
        kind: 'documentation-changed',
        side: 'docs',
        breaking: false,
        message: 'the request body: its examples are others',
        why: 'only the wording changes',
        ...told,
      },
    ]);
  });
});

test('a body that has to be there now is proved by a request without one', async () => {
  const read = (required: boolean, file: string) => {
    const post = {
      requestBody: { required, content: { 'text/plain': TEXT } },
      responses: { 200: { description: '' } },
    };
    const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a': { post } } };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(false, 'base.json'), read(true, 'candidate.json'));
  expect(changes).toMatchObject([
    {
      kind: 'request-body-became-required',
      witness: { absent: true, accepts: 'base', refuses: 'candidate' },
    },
  ]);
  const back = await diffDocuments(read(true, 'base.json'), read(false, 'candidate.json'));
  expect(back.changes.map(({ breaking, kind }) => [breaking, kind])).toEqual([
    [false, 'request-body-became-optional'],
  ]);
});

test.each(['application/x-www-form-urlencoded', 'multipart/form-data'])(
  'a %s is an object, whether or not its schema says so',
  async (type) => {
    const properties = { a: { type: 'string' } };
    const said = { [type]: { schema: { type: 'object', properties } } };
    const unsaid = { [type]: { schema: { properties } } };
    expect(await changesOf(unsaid, said)).toEqual([]);
    expect(await changesOf(said, unsaid)).toEqual([]);
    const asked = { [type]: { schema: { type: 'object', properties, required: ['a'] } } };
    expect((await changesOf(unsaid, asked)).map(briefly)).toEqual([
      'breaks property-became-required: body, /a: it is now required',
    ]);
  },
);

test('of what is no form the type is told', async () => {
  const json = (own: JsonObject) => ({ 'application/json': { schema: own } });
  expect((await changesOf(json({}), json({ type: 'object' }))).map(({ kind }) => kind)).toEqual([
    'request-type-narrowed',
  ]);
});
