import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

const body = (schema: JsonObject) => ({
  description: 'What went wrong',
  content: { 'application/json': { schema } },
});
const FAULT = body({ type: 'object', required: ['code'], properties: { code: { type: 'string' } } });
const OTHER = body({ type: 'object', required: ['code'], properties: { code: { type: 'integer' } } });
const OK = { description: 'All is well' };

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
  return changes.map(({ breaking, kind, after: now }) =>
    [breaking ? 'breaks' : 'safe', kind, ...(Array.isArray(now) ? now : [])].join(' '),
  );
}

test.each<[what: string, before: JsonObject, after: JsonObject, statuses: string]>([
  ['its classes', { 200: OK, default: FAULT }, { 200: OK, '4XX': FAULT, '5XX': FAULT }, '4XX 5XX'],
  ['some statuses', { 200: OK, default: FAULT }, { 200: OK, 400: FAULT, 500: FAULT }, '400 500'],
  ['one of them', { 200: OK, 400: OK, default: FAULT }, { 200: OK, 400: OK, 500: FAULT }, '500'],
  [
    'the other class',
    { 200: OK, '4XX': FAULT, default: FAULT },
    { 200: OK, '4XX': FAULT, '5XX': FAULT },
    '5XX',
  ],
  // What is of a class that was documented already never was of `default`.
  [
    'one status, and one of a class that had its own',
    { 200: OK, '4XX': FAULT, default: FAULT },
    { 200: OK, '4XX': FAULT, 404: FAULT, 500: FAULT },
    '500',
  ],
  // All that may fail is of two classes.
  [
    'what says all that it says',
    { 200: OK, '4XX': FAULT, '5XX': FAULT, default: OTHER },
    { 200: OK, '4XX': FAULT, '5XX': FAULT },
    '4XX 5XX',
  ],
  // Where no success is documented by itself, it is one of what `default` stands for.
  ['a success and errors', { default: FAULT }, { 200: FAULT, 400: FAULT, 500: FAULT }, '200 400 500'],
])('default that gives way to %s promises no more than before', async (_, before, after, statuses) => {
  expect(await told(before, after)).toEqual([`safe response-statuses-narrowed ${statuses}`]);
});

test('a success that comes beside others is none of what default gives way to', async () => {
  expect(await told({ 200: OK, default: FAULT }, { 200: OK, 201: OK, 400: FAULT, 500: FAULT })).toEqual([
    'breaks response-success-added',
    'safe response-statuses-narrowed 400 500',
  ]);
});

test('each status that comes of default is held against what that promised', async () => {
  const [first, ...others] = await told({ 200: OK, default: FAULT }, { 200: OK, 400: FAULT, 500: OTHER });
  expect(first).toMatch(/^breaks response-type-changed/);
  expect(others).toEqual(['safe response-statuses-narrowed 400 500']);
});

test.each<[what: string, before: JsonObject, after: JsonObject]>([
  ['nothing', { 200: OK, default: FAULT }, { 200: OK }],
  [
    'what was documented already',
    { 200: OK, 400: FAULT, 500: FAULT, default: FAULT },
    { 200: OK, 400: FAULT, 500: FAULT },
  ],
  ['errors alone, where it was the success too', { default: FAULT }, { '4XX': FAULT, '5XX': FAULT }],
  [
    'a class that was documented already',
    { 200: OK, '4XX': FAULT, 500: FAULT, default: FAULT },
    { 200: OK, '4XX': FAULT, 500: FAULT },
  ],
  ['one class of errors alone', { 200: OK, default: FAULT }, { 200: OK, '4XX': FAULT }],
  ['some of one class', { 200: OK, default: FAULT }, { 200: OK, 500: FAULT, 503: FAULT }],
  // That another success may come says nothing of errors.
  ['a success beside others', { 200: OK, default: FAULT }, { 200: OK, 201: FAULT }],
])('default that gives way to %s is gone', async (_, before, after) => {
  expect(await told(before, after)).toContainEqual(expect.stringMatching(/^breaks response-removed/));
});
