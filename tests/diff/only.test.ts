import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

/** Two operations with a parameter of some type each, and more, if asked for. */
function documentOf(type: string, more: JsonObject = {}) {
  const get = {
    parameters: [{ name: 'q', in: 'query', content: { 'application/json': { schema: { type } } } }],
    responses: { 200: { description: '' } },
  };
  const paths = { '/a': { get }, '/b': { get }, ...more };
  return readDocument(
    JSON.stringify({ openapi: '3.0.3', info: { title: type, version: '1' }, paths }),
    'a.json',
  );
}

test('nothing but the one operation that is asked for is compared, added or removed', async () => {
  const extra = { '/c': { get: { responses: { 200: { description: '' } } } } };
  const only = ({ path }: { path: string }) => path === '/a';
  for (const [base, candidate] of [
    [documentOf('string'), documentOf('integer', extra)],
    [documentOf('string', extra), documentOf('integer')],
  ] as const) {
    const { changes, operations } = await diffDocuments(base, candidate, { only });
    expect(operations).toBe(1);
    expect(changes.map(({ kind, operations: of }) => [kind, ...of])).toEqual([
      ['request-type-changed', 'GET /a'],
    ]);
    const all = await diffDocuments(base, candidate);
    expect(all.operations).toBe(2);
    expect(new Set(all.changes.flatMap(({ operations: of }) => of))).toContain('GET /b');
  }
});
