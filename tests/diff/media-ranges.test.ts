import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';

/** What is told of an answer, or of a request, that comes in other media types. */
async function told(side: 'request' | 'response', before: string[], after: string[]): Promise<string[]> {
  const read = (types: string[], file: string) => {
    const content = Object.fromEntries(types.map((type) => [type, {}]));
    const body = side === 'request' ? { requestBody: { content } } : {};
    const responses = { 200: { description: '', ...(side === 'response' ? { content } : {}) } };
    const paths = { '/a': { post: { ...body, responses } } };
    return readDocument(
      JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths }),
      file,
    );
  };
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes.map(({ breaking, kind, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`);
}

test('a range that gives way to all media types is wider', async () => {
  expect(await told('response', ['image/*'], ['*/*'])).toEqual([
    'breaks response-media-type-widened: the answer 200: it may come as */*, before as image/*',
  ]);
  expect(await told('response', ['image/*'], ['image/*'])).toEqual([]);
});

test('an answer that was text is still read where it says that it is in UTF-8', async () => {
  expect(await told('response', ['text/plain'], ['text/plain; charset=utf-8'])).toEqual([]);
  expect(await told('response', ['text/plain; charset=utf-8'], ['text/plain'])).toEqual([]);
  expect(await told('response', ['Text/CSV'], ['text/csv;charset="UTF-8"'])).toEqual([]);
});

test('an answer in another charset is not, nor is a request that does not name it', async () => {
  const [first] = await told('response', ['text/plain'], ['text/plain; charset=utf-16']);
  expect(first).toMatch(/^breaks response-media-type-removed/);
  const [sent] = await told('request', ['text/plain'], ['text/plain; charset=utf-8']);
  expect(sent).toMatch(/^breaks request-media-type-removed/);
});
