import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

const says = (description: string): JsonObject => ({ description });
const OK = { 200: says('Done') };

async function told(before: JsonObject, after: JsonObject): Promise<string[]> {
  const read = (responses: JsonObject, file: string) => {
    const root = {
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/a': { get: { responses: { ...OK, ...responses } } } },
    };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes.map(({ breaking, kind, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`);
}

// Whoever asks for what is not there learns so by the status alone.
test('an error of the caller breaks by going, without a body too', async () => {
  expect(await told({ 404: says('Not there') }, {})).toEqual([
    'breaks response-removed: the answer 404: it is no longer documented',
  ]);
  expect(await told({ '4XX': says('Wrong') }, {})).toEqual([
    'breaks response-removed: the answer 4XX: it is no longer documented',
  ]);
});

test('a class of errors that is gone is missed, though one of them is documented as before', async () => {
  const one = { 404: says('Not there') };
  expect(await told({ '4XX': says('Wrong'), ...one }, one)).toEqual([
    'breaks response-removed: the answer 4XX: it is no longer documented',
  ]);
  expect(await told(one, { '4XX': says('Wrong'), ...one })).toEqual([
    'safe response-added: the answer 4XX: it is new',
  ]);
});

test('a fault of the server that promises nothing may go', async () => {
  expect(await told({ 500: says('A fault') }, {})).toEqual([
    'safe response-removed: the answer 500: it is no longer documented',
  ]);
});

test('an error without a body that is described in the same words has another status', async () => {
  expect(await told({ 412: says('Changed since') }, { 428: says('Changed since') })).toEqual([
    'breaks response-status-changed: the answer 412: it is now 428',
  ]);
});

test.each<[what: string, before: JsonObject, after: JsonObject]>([
  ['described in other words', { 412: says('Changed') }, { 428: says('Not said') }],
  ['of which nothing is said', { 412: says('') }, { 428: says('') }],
  [
    'with a body where there was none',
    { 412: says('Changed') },
    { 428: { ...says('Changed'), content: { 'text/plain': {} } } },
  ],
])('an error that is %s is another', async (_, before, after) => {
  expect((await told(before, after)).map((each) => each.split(':')[0])).toEqual([
    'breaks response-removed',
    'safe response-added',
  ]);
});

test('an answer that is declared apart is the same under another status, however it is described', async () => {
  const read = (status: string, description: string) =>
    readDocument(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        paths: {
          '/a': { get: { responses: { ...OK, [status]: { $ref: '#/components/responses/Denied' } } } },
        },
        components: { responses: { Denied: { description, content: { 'text/plain': {} } } } },
      }),
      `${status}.json`,
    );
  const { changes } = await diffDocuments(read('403', 'No'), read('401', 'Who?'));
  expect(changes.map(({ kind }) => kind)).toContain('response-status-changed');
  expect(changes.map(({ kind }) => kind)).not.toContain('response-removed');
});
