import { describe, expect, test } from 'vitest';
import { shapeDifferences } from '../../src/checks/example-shape.ts';
import type { Json } from '../../src/json.ts';
import { contractOf } from './exchanges.ts';

const differences = (expected: Json, actual: Json) =>
  shapeDifferences(undefined, expected, actual).map(({ pointer, inExample }) => `${pointer} as ${inExample}`);

describe('the shape of an example', () => {
  test.each<[string, Json, Json]>([
    ['other values of the same kinds', { code: 'a', count: 1 }, { code: 'b', count: 2 }],
    ['null, of any kind', { code: 'a', at: null }, { code: null, at: 'x' }],
    ['less than it has, and more', { code: 'a', count: 1 }, { code: 'b', other: [] }],
    ['scalars of one kind', 'a', 'b'],
    ['null in place of a list', { errors: [{ code: 'a' }] }, { errors: null }],
    ['a list in place of null', { errors: null }, { errors: [{ code: 'a' }] }],
    ['a list without entries', { errors: [{ code: 'a' }] }, { errors: [] }],
    [
      'entries that are like one of its own',
      [{ code: 'a' }, { text: 'b' }],
      [{ text: 'x' }, { code: 'y' }, { code: 'z' }],
    ],
  ])('is the same with %s', (_, expected, actual) => {
    expect(differences(expected, actual)).toEqual([]);
  });

  test.each<[string, Json, Json, string[]]>([
    ['another kind of value', { code: 'a', count: 1 }, { code: 1, count: 1 }, ['/code as /code']],
    ['a list in place of an object', { errors: { a: 1 } }, { errors: [1] }, ['/errors as /errors']],
    ['an object in place of a list', [1], { 0: 1 }, [' as ']],
    ['nothing of it', { code: 'a', count: 1 }, { other: 1 }, ['/code as /code', '/count as /count']],
    [
      'nothing of what is wrapped',
      { error: { code: 'a' } },
      { error: { other: 1 } },
      ['/error/code as /error/code'],
    ],
    [
      'an entry that is like none, told by that which it is most like',
      [
        { a: 1, b: 'b', c: 'c' },
        { a: 'a', b: 'b', c: 'c' },
      ],
      [{ a: 'x', b: 'x', c: 7 }],
      ['/0/c as /1/c'],
    ],
  ])('is another with %s', (_, expected, actual, found) => {
    expect(differences(expected, actual)).toEqual(found);
  });

  test('leaves to the schema what that speaks of', () => {
    const contract = contractOf({
      400: {
        description: '',
        content: { 'application/json': { schema: { properties: { code: { type: 'string' }, free: {} } } } },
      },
    });
    const schema = contract.operation.responses[0]?.content[0]?.schema;
    expect(schema).toBeDefined();
    const found = shapeDifferences(schema, { code: 'a', free: 'a', own: 'a' }, { code: 1, free: 1, own: 1 });
    expect(found.map(({ pointer }) => pointer)).toEqual(['/free', '/own']);
  });
});
