import { describe, expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

const error = (code: string, pointer?: string): Json => ({ code, ...(pointer && { source: { pointer } }) });

/** What is told of an answer's documented errors, as they were and as they are. */
async function changesOf(before: Json[], after: Json[]) {
  const read = (errors: Json[], file: string) => {
    const content = { 'application/json': { schema: { type: 'object' }, example: { errors } } };
    const get = { responses: { 400: { description: 'Wrong', content } } };
    const root = { openapi: '3.0.3', info: { title: 'T', version: '1' }, paths: { '/a': { get } } };
    return readDocument(JSON.stringify(root), file);
  };
  return (await diffDocuments(read(before, 'a.json'), read(after, 'b.json'))).changes;
}

const EXAMPLE = '/paths/~1a/get/responses/400/content/application~1json/example';

test('an error that points elsewhere is told with where it pointed and points', async () => {
  const [change] = await changesOf(
    [error('a', '/x'), error('a', '/y')],
    [error('a', '/x'), error('a', '/z')],
  );
  expect(change).toMatchObject({
    kind: 'example-source-changed',
    breaking: true,
    message:
      'the answer 400, its documented example: an error with the code "a" no longer points to {"source":{"pointer":"/y"}}',
    before: [{ source: { pointer: '/y' } }],
    after: [{ source: { pointer: '/x' } }, { source: { pointer: '/z' } }],
    statuses: ['400'],
  });
  expect(change?.base?.pointer).toBe(`${EXAMPLE}/errors/1/code`);
  expect(change?.candidate?.pointer).toBe(`${EXAMPLE}/errors/0/code`);
});

test.each<[what: string, before: Json[], after: Json[], kinds: string[]]>([
  ['the order of errors', [error('a', '/x'), error('b', '/y')], [error('b', '/y'), error('a', '/x')], []],
  ['an error that points to something besides', [error('a')], [error('a', '/x')], ['example-changed']],
  [
    'an error that no longer points to anything',
    [error('a', '/x')],
    [error('a')],
    ['example-source-changed'],
  ],
  ['a code that is gone', [error('a', '/x'), error('b', '/x')], [error('a', '/x')], ['example-code-removed']],
  ['a code that is another', [error('a', '/x')], [error('c', '/x')], ['example-code-changed']],
])('%s', async (_, before, after, kinds) => {
  expect((await changesOf(before, after)).map(({ kind }) => kind)).toEqual(kinds);
});

describe('a problem without a code', () => {
  const problem = (type: string, own: JsonObject = { title: 'No credit' }): Json => ({ type, ...own });

  test('is told apart by its type', async () => {
    const [change, ...others] = await changesOf(
      [problem('https://e.example/credit')],
      [problem('https://e.example/no-credit')],
    );
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      kind: 'example-code-changed',
      breaking: true,
      message:
        'the answer 400, its documented example: the code "https://e.example/credit" is now "https://e.example/no-credit"',
    });
    expect(change?.base?.pointer).toBe(`${EXAMPLE}/errors/0/type`);
  });

  test.each<[what: string, before: Json, after: Json]>([
    ['that has no type of its own', problem('about:blank'), problem('about:blank', { title: 'Another' })],
    ['that gets one', problem('about:blank'), problem('https://e.example/credit')],
    ['whose type is a word', problem('card'), problem('bank')],
    [
      'that is none',
      problem('https://a.example', { name: 'A' }),
      problem('https://b.example', { name: 'A' }),
    ],
    [
      'that has a code',
      problem('https://a.example', { code: 'a', title: 'A' }),
      problem('https://b.example', { code: 'a', title: 'A' }),
    ],
  ])('one %s is not', async (_, before, after) => {
    expect((await changesOf([before], [after])).map(({ kind }) => kind)).toEqual(['example-changed']);
  });
});

test('several codes that come are told one by one', async () => {
  const [change] = await changesOf([error('a')], [error('a'), error('b'), error('c')]);
  expect(change?.message).toBe('the answer 400, its documented example: it has the code "b", "c" as well');
});

test.each<[what: string, before: Json, after: Json, kinds: string[]]>([
  ['a number', { code: 20003 }, { code: 20404 }, ['example-code-changed']],
  ['a word', { code: 'no_credit' }, { code: 'no-credit' }, ['example-code-changed']],
  ['a sentence', { code: 'No credit' }, { code: 'Not enough credit' }, ['example-changed']],
  ['null', { code: null }, { code: true }, ['example-changed']],
  ['a list of words', { code: ['a'] }, { code: ['b'] }, ['example-changed']],
])('a code that is %s', async (_, before, after, kinds) => {
  expect((await changesOf([before], [after])).map(({ kind }) => kind)).toEqual(kinds);
});
