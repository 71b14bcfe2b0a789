import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json } from '../../src/json.ts';

async function told(before: Json, after: Json): Promise<string[]> {
  const read = (schema: Json, file: string) => {
    const get = {
      parameters: [{ name: 'q', in: 'query', required: true, schema }],
      responses: { 200: { description: '' } },
    };
    const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a': { get } } };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes.map(({ breaking, kind }) => `${breaking ? 'breaks' : 'safe'} ${kind}`);
}

const TEXT: Json = { type: 'string' };

// What a query carries is a text: whoever takes any text takes what is read out of one.
test.each<[type: string]>([['integer'], ['number'], ['boolean'], ['null']])(
  'a parameter that was of the type %s may be any text',
  async (type) => {
    expect((await told({ type }, TEXT)).filter((each) => each.startsWith('breaks'))).toEqual([]);
    expect(await told(TEXT, { type })).toEqual(['breaks request-type-narrowed']);
  },
);

test.each<[what: string, before: Json, after: Json]>([
  ['a list', { type: 'array', items: TEXT }, TEXT],
  ['a number, and a text of some kind', { type: 'integer' }, { type: 'string', minLength: 2 }],
  ['a number, and a truth', { type: 'integer' }, { type: 'boolean' }],
])('a parameter that was %s is not what it was', async (_, before, after) => {
  const [first] = await told(before, after);
  expect(first).toMatch(/^breaks /);
});
