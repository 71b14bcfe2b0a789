import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

const FAILURE = {
  description: 'It failed.',
  content: { 'application/json': { schema: { type: 'object' } } },
};
const DONE = { description: 'Done.' };

async function told(before: JsonObject, after: JsonObject): Promise<string[]> {
  const read = (responses: JsonObject, file: string) => {
    const root = {
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/a': { get: { responses } } },
    };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes.map(({ breaking, kind, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`);
}

test('beside a success, all that may fail is of two classes', async () => {
  const classes = { '4XX': FAILURE, '5XX': FAILURE };
  const after = { 200: DONE, ...classes };
  expect(await told({ 200: DONE, default: FAILURE }, after)).toEqual([
    'safe response-statuses-narrowed: the answer default: only 4XX, 5XX of its statuses are documented now',
  ]);
  expect(await told({ 200: DONE, '4XX': FAILURE, default: FAILURE }, after)).toEqual([
    'safe response-statuses-narrowed: the answer default: only 5XX of its statuses is documented now',
  ]);
});

test('where no success is documented, default is for that too', async () => {
  expect(await told({ default: FAILURE }, { '4XX': FAILURE, '5XX': FAILURE })).toEqual([
    'breaks response-removed: the answer default: it is no longer documented',
  ]);
});
