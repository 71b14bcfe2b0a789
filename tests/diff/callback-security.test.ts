import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json } from '../../src/json.ts';

const SCHEMES = {
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  renamed: { type: 'apiKey', in: 'header', name: 'x-key' },
  hook: { type: 'http', scheme: 'bearer' },
};
const KEY = { key: [] };
const HOOK = { hook: [] };

/** A document that asks its callers for a key, with a webhook that asks for something of its own. */
function documentOf(own: Json | undefined): string {
  const post = { responses: { 200: { description: '' } }, ...(own === undefined ? {} : { security: own }) };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    security: [KEY],
    paths: {},
    webhooks: { paid: { post } },
    components: { securitySchemes: SCHEMES },
  });
}

const told = async (before: Json | undefined, after: Json | undefined) => {
  const { changes } = await diffDocuments(
    readDocument(documentOf(before), 'base.json'),
    readDocument(documentOf(after), 'candidate.json'),
  );
  return changes.map(({ kind, breaking }) => `${breaking ? 'breaks' : 'safe'} ${kind}`);
};

test.each<[what: string, before: Json | undefined, after: Json | undefined]>([
  ['another credential', [HOOK], [KEY]],
  ['none', [HOOK], []],
  ['none, if it likes', [HOOK], [HOOK, {}]],
  ['one of two that came together', [{ ...HOOK, ...KEY }], [HOOK]],
  ['another one, if it likes', [HOOK], [HOOK, KEY]],
  ['nothing that the call says itself', [HOOK], undefined],
])('a call that may come with %s breaks', async (_, before, after) => {
  expect(await told(before, after)).toEqual(['breaks callback-credential-changed']);
});

test.each<[what: string, before: Json | undefined, after: Json | undefined]>([
  ['one more', [HOOK], [{ ...HOOK, ...KEY }]],
  ['one of two that it could come with', [HOOK, KEY], [HOOK]],
  ['one, where nothing was said of it', undefined, [HOOK]],
])('a call that comes with %s breaks nothing', async (_, before, after) => {
  expect(await told(before, after)).toEqual(['safe callback-credential-added']);
});

test.each<[what: string, before: Json | undefined, after: Json | undefined]>([
  ['by another name', [KEY], [{ renamed: [] }]],
  ['in another order', [KEY, HOOK], [HOOK, KEY]],
  ['and says what the document says', undefined, [KEY]],
  ['and leaves to the document what it says', [KEY], undefined],
  ['and says that there is none', undefined, []],
])('a call that comes with the same %s is told to nobody', async (_, before, after) => {
  expect(await told(before, after)).toEqual([]);
});

test('all that a call could come with before is named', async () => {
  const { changes } = await diffDocuments(
    readDocument(documentOf([HOOK, { renamed: [] }]), 'base.json'),
    readDocument(documentOf([]), 'candidate.json'),
  );
  expect(changes.map(({ message }) => message)).toEqual([
    expect.stringMatching(/before with header Authorization \(bearer\) or header x-key$/),
  ]);
});
