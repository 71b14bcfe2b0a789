import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

async function told(before: JsonObject[], after: JsonObject[]): Promise<string[]> {
  const read = (servers: JsonObject[], file: string) => {
    const paths = { '/a': { get: { responses: { 200: { description: '' } } } } };
    const root = { openapi: '3.0.3', info: { title: 'T', version: '1' }, servers, paths };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes.map(({ breaking, kind, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`);
}

const at = (...urls: string[]) => urls.map((url) => ({ url }));
const kinds = async (before: string[], after: string[]) =>
  (await told(at(...before), at(...after))).map((each) => each.split(':')[0]);

test('the only server moves, one of two goes, and one more comes', async () => {
  const [a, b, c] = ['https://a.example', 'https://b.example', 'https://c.example'];
  expect(await kinds([a], [b])).toEqual(['breaks server-changed']);
  expect(await kinds([a, b], [a])).toEqual(['breaks server-removed']);
  expect(await kinds([a], [a, b])).toEqual(['safe server-added']);
  expect(await kinds([a], [b, c])).toEqual([
    'breaks server-removed',
    'safe server-added',
    'safe server-added',
  ]);
  expect(await kinds([a, b], [c])).toEqual([
    'breaks server-removed',
    'breaks server-removed',
    'safe server-added',
  ]);
});

test('a host is one in any case and by the usual port, and that of a scheme without one counts as well', async () => {
  expect(await kinds(['https://A.example:443/v1'], ['HTTPS://a.example/v1'])).toEqual([]);
  expect(await kinds(['https://a.example:8443'], ['https://a.example'])).toEqual(['breaks server-changed']);
  expect(await kinds(['wss://A.example'], ['wss://a.example'])).toEqual([]);
  expect(await kinds(['wss://a.example'], ['wss://b.example'])).toEqual(['breaks server-changed']);
});

test('two servers that move on their hosts are one change', async () => {
  const [one, two] = ['https://a.example', 'https://b.example'];
  expect(await kinds([`${one}/v1`, `${two}/v1`], [`${two}/v2`, `${one}/v2`])).toEqual([
    'breaks server-changed',
  ]);
});

test.each<[what: string, before: JsonObject, after: JsonObject, kinds: string[]]>([
  ['another', { default: 'v1' }, { default: 'v2' }, ['breaks server-default-changed']],
  ['the same', { default: 'v1' }, { default: 'v1' }, []],
  ['none any more', { default: 'v1' }, { description: 'x' }, []],
  ['one for the first time', { description: 'x' }, { default: 'v1' }, []],
  [
    'another of those that are listed',
    { default: 'v1', enum: ['v1', 'v2'] },
    { default: 'v2', enum: ['v1', 'v2'] },
    ['safe server-default-changed'],
  ],
])('the variable of a server has as its default %s', async (_, before, after, expected) => {
  const server = (version: JsonObject) => [{ url: 'https://a.example/{version}', variables: { version } }];
  const found = (await told(server(before), server(after))).map((each) => each.split(':')[0]);
  expect(found.filter((each) => each?.includes('server'))).toEqual(expected);
});
