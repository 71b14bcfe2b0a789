import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { createSameText } from '../../src/diff/same-text.ts';
import { createHeirs } from '../../src/diff/space/heirs.ts';
import { createIsUnchanged } from '../../src/diff/unchanged.ts';
import { listOperations } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';

const ROOT = {
  openapi: '3.0.3',
  info: { title: 'T', version: '1' },
  servers: [{ url: 'https://one' }],
  security: [{ key: [] }],
  paths: {
    '/a/{id}': {
      servers: [{ url: 'https://path' }],
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        responses: {
          200: {
            description: 'D',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Outer' } } },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: {
      Outer: { type: 'object', properties: { inner: { $ref: '#/components/schemas/Inner' } } },
      Inner: { type: 'object', properties: { outer: { $ref: '#/components/schemas/Outer' } } },
      Other: { type: 'string' },
    },
  },
};
const INNER = '"Inner":{"type":"object"';
const ORDER = '{"name":"id","in":"path","required":true,"schema":{"type":"string"}}';
const OUTER_ONLY = '"inner":{"$ref":"#/components/schemas/Inner"}';

/** The document with one text in the place of another. */
function written(from = '', to = '') {
  const text = JSON.stringify(ROOT);
  expect(text).toContain(from);
  return readDocument(
    text.replace(from, () => to),
    'a.json',
  );
}

function isUnchanged(base = written(), candidate = written()): boolean {
  const heirs = { base: createHeirs(base), candidate: createHeirs(candidate) };
  const sameText = createSameText(base, candidate, heirs, { unbroken: true });
  const [was] = listOperations(base);
  const [is] = listOperations(candidate);
  if (was === undefined || is === undefined) throw new Error('the document has no operation');
  return createIsUnchanged(base, candidate, sameText)(was, is);
}

test('an operation is unchanged in two documents of the same words, recursive schemas and all', () => {
  expect(isUnchanged()).toBe(true);
});

test.each([
  ['what nothing in it refers to', '"Other":{"type":"string"', '"Other":{"type":"number"'],
  ['what is said of the whole document', '"title":"T"', '"title":"U"'],
  ['the order of keys', '"title":"T","version":"1"', '"version":"1","title":"T"'],
  ['the order of keys in what it refers to', ORDER, `{${ORDER.slice(1, -1).split(',').reverse().join()}}`],
])('it stays so with a change of %s', (_, from, to) => {
  expect(isUnchanged(written(), written(from, to))).toBe(true);
});

test.each([
  ['itself', '"description":"D"', '"description":"E"'],
  ['what it refers to by way of something else', INNER, '"Inner":{"type":"array"'],
  ['the parameters of its path', '"schema":{"type":"string"}', '"schema":{"type":"integer"}'],
  ['the servers of its path', 'https://path', 'https://elsewhere'],
  ['the servers of the document', 'https://one', 'https://two'],
  ['what the document asks of every caller', '"security":[{"key":[]}]', '"security":[]'],
  ['a way to be let in', '"name":"X-Key"', '"name":"X-Other"'],
  ['the method', '"get":', '"put":'],
  ['the name of a path parameter', '/a/{id}', '/a/{name}'],
  ['a word in the place of another', '"description":"D"', '"summary":"D"'],
  ['one more of a list', '{"url":"https://path"}', '{"url":"https://path"},{"url":"https://more"}'],
  [
    'another way to refer to the same',
    OUTER_ONLY,
    '"inner":{"allOf":[{"$ref":"#/components/schemas/Inner"}]}',
  ],
  ['a list where an object was', '"schema":{"type":"string"}', '"schema":[{"type":"string"}]'],
  ['the version of OpenAPI', '"3.0.3"', '"3.1.0"'],
])('it is changed with %s', (_, from, to) => {
  expect(isUnchanged(written(), written(from, to))).toBe(false);
});

test.each([
  ['points at nothing', OUTER_ONLY, '"inner":{"$ref":"#/components/schemas/Nowhere"}'],
  ['leaves the document', OUTER_ONLY, '"inner":{"$ref":"other.yaml#/Inner"}'],
  ['leads in a circle', INNER, '"Inner":{"$ref":"#/components/schemas/Inner","type":"object"'],
  ['asks for a scheme that nobody declares', '"security":[{"key":[]}]', '"security":[{"none":[]}]'],
  ['asks besides for a scheme that nobody declares', '[{"key":[]}]', '[{"key":[]},{"key":[],"none":[]}]'],
  ['asks itself for a scheme that nobody declares', '"get":{', '"get":{"security":[{"none":[]}],'],
  ['asks for something that is no list', '"security":[{"key":[]}]', '"security":{"key":[]}'],
])('what %s in both documents is looked at closely', (_, from, to) => {
  expect(isUnchanged(written(from, to), written(from, to))).toBe(false);
});

test.each([
  ['asks for nothing', '"security":[{"key":[]}],', ''],
  ['asks itself for what is declared', '"get":{', '"get":{"security":[{"key":[]}],'],
])('what %s in both documents is unchanged', (_, from, to) => {
  expect(isUnchanged(written(from, to), written(from, to))).toBe(true);
});

test('a path that refers to another place is looked at closely, whatever stands beside the reference', () => {
  const { get } = ROOT.paths['/a/{id}'];
  const paths = { '/a/{id}': { $ref: '#/components/pathItems/A', get } };
  const components = { ...ROOT.components, pathItems: { A: { get } } };
  const apart = readDocument(JSON.stringify({ ...ROOT, openapi: '3.1.0', paths, components }), 'a.json');
  expect(isUnchanged(apart, apart)).toBe(false);
});

test('an unchanged operation counts as compared, where it is asked for', async () => {
  const [base, candidate] = [written(), written('"title":"T"', '"title":"U"')];
  expect(await diffDocuments(base, candidate)).toMatchObject({ verdict: 'identical', operations: 1 });
  const only = (path: string) => ({ only: (operation: { path: string }) => operation.path === path });
  expect(await diffDocuments(base, candidate, only('/a/{id}'))).toMatchObject({ operations: 1, changes: [] });
  expect(await diffDocuments(base, candidate, only('/b'))).toMatchObject({ operations: 0, changes: [] });
});
