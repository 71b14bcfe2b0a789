import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges, schemaDiff } from './schema-diff.ts';

const text = (own: JsonObject = {}): Json => ({ type: 'string', ...own });
const holding = (contentMediaType: string): Json => text({ contentMediaType });

test.each<[what: string, before: Json, after: Json, request: string[], response: string[]]>([
  [
    'the alphabet of base64 for URLs',
    text({ contentEncoding: 'base64' }),
    text({ contentEncoding: 'base64url' }),
    ['breaks format-changed'],
    ['breaks format-changed'],
  ],
  [
    'an encoding of fewer letters',
    text({ contentEncoding: 'base64' }),
    text({ contentEncoding: 'base32' }),
    ['breaks format-changed'],
    ['breaks format-changed'],
  ],
  [
    'an encoding that has its own marks',
    text(),
    text({ contentEncoding: 'quoted-printable' }),
    ['undecided format-added'],
    ['safe format-added'],
  ],
  [
    'another kind of content',
    holding('image/png'),
    holding('image/jpeg'),
    ['undecided format-changed'],
    ['undecided format-changed'],
  ],
  [
    'one kind of several',
    holding('image/*'),
    holding('image/png'),
    ['undecided format-changed'],
    ['safe format-changed'],
  ],
])('%s is a change', async (_, before, after, request, response) => {
  expect(await schemaDiff(before, after)).toEqual(request);
  expect(await schemaDiff(before, after, { side: 'response' })).toEqual(response);
});

test.each<[what: string, one: Json, other: Json]>([
  ['the case of an encoding', text({ contentEncoding: 'base64' }), text({ contentEncoding: 'BASE64' })],
  ['an encoding that leaves bytes as they are', text(), text({ contentEncoding: '8bit' })],
  ['the format of before OpenAPI 3.1', text({ format: 'base64url' }), text({ contentEncoding: 'base64url' })],
  ['a kind of content that nobody spoke of', text(), holding('image/png')],
  ['content of any kind', holding('application/octet-stream'), holding('image/png')],
  ['a parameter of the content', holding('text/csv'), holding('text/csv; header=present')],
])('%s is none', async (_, one, other) => {
  for (const side of ['request', 'response'] as const) {
    expect(await schemaDiff(one, other, { side })).toEqual([]);
    expect(await schemaDiff(other, one, { side })).toEqual([]);
  }
});

test('letters that the alphabets do not share prove which of them it is', async () => {
  const changes = await schemaChanges(
    text({ contentEncoding: 'base64' }),
    text({ contentEncoding: 'base64url' }),
  );
  expect(changes).toMatchObject([
    {
      message: 'the request body: its format is base64url, before byte',
      witness: { value: '+/+/', accepts: 'base', refuses: 'candidate' },
    },
  ]);
});
