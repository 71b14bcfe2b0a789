import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOperation } from '../../src/document/find-operation.ts';
import { displayPath, loadDocument, readDocument } from '../../src/document/load.ts';
import { checkedDocument } from '../../src/document/structure.ts';
import { pinnedText, problemIn, problemOf } from './support.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-load-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function loadBytes(bytes: string | Uint8Array): Promise<string> {
  const path = join(folder, 'api.yaml');
  await writeFile(path, bytes);
  const problem = await problemIn(loadDocument(path));
  expect(problem.place?.file).toBe(path);
  return problem.line().replace(path, 'api.yaml');
}

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

test.each([
  ['empty', '', 'api.yaml: the file is empty'],
  ['blank', ' \n\n', 'api.yaml: the file is empty'],
  ['nothing but comments', '# nothing\n', 'api.yaml: the file holds nothing but comments'],
  ['a PNG', PNG, 'api.yaml: the document is not a text in UTF-8'],
  [
    'random bytes',
    Buffer.concat([Buffer.of(0xc0), randomBytes(200)]),
    'api.yaml: the document is not a text in UTF-8',
  ],
  ['NUL bytes', Buffer.alloc(10), 'api.yaml: the file is binary, not YAML or JSON'],
  [
    'Latin-1',
    Buffer.from('openapi: 3.0.3 # caf\xe9', 'latin1'),
    'api.yaml: the document is not a text in UTF-8',
  ],
  [
    'UTF-16',
    Buffer.from('\uFEFFopenapi: 3.0.3', 'utf16le'),
    'api.yaml: the document is not a text in UTF-8; it is UTF-16: save it as UTF-8',
  ],
  ['a plain text', 'hello', 'api.yaml:1:1: not an OpenAPI document: it is a text, not a mapping'],
  ['a number', '42', 'api.yaml:1:1: not an OpenAPI document: it is a number, not a mapping'],
  ['null', 'null', 'api.yaml:1:1: not an OpenAPI document: it is empty, not a mapping'],
  ['a list', '- openapi: 3.0.3', 'api.yaml:1:1: not an OpenAPI document: it is a list, not a mapping'],
  [
    'truncated YAML',
    'openapi: "3.0',
    'api.yaml:1:14: not readable as YAML: unexpected end of the stream within a double quoted scalar',
  ],
  [
    'truncated JSON',
    '{\n  "openapi": "3.0.3",\n  "info": {',
    'api.yaml:3:12: not readable as JSON: unexpected end of the stream within a flow collection',
  ],
])('a file that is %s is one clear Problem', async (_, bytes, expected) => {
  expect(await loadBytes(bytes)).toBe(expected);
});

test.each([
  [
    'a package.json',
    '{"name": "a", "version": "1.0.0"}',
    'not an OpenAPI document: the field "openapi" is missing',
  ],
  [
    'a Postman collection',
    '{"info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}, "item": []}',
    'not an OpenAPI document: it is a Postman collection',
  ],
  [
    'a contract',
    'plumbline: 1\ndocument: a.yaml\n',
    "it is one of Plumbline's own files, not the document that it names",
  ],
  ['a HAR recording', '{"log": {"entries": []}}', 'it is a HAR recording'],
  ['an AsyncAPI document', 'asyncapi: 3.0.0\n', 'it is an AsyncAPI document'],
])('%s is told apart from an OpenAPI document', async (_, text, expected) => {
  const line = await loadBytes(text);
  expect(line).toContain(`api.yaml:1:`);
  expect(line).toContain(`${expected}; Plumbline reads OpenAPI 3.0, 3.1 and 3.2`);
});

test.each([
  [
    'swagger: "2.0"',
    'api.yaml:2:1: Swagger "2.0" is not supported; convert it to OpenAPI 3.0 or later first',
  ],
  [
    'openapi: 4.0.0',
    'api.yaml:2:1: OpenAPI "4.0.0" is not supported; Plumbline reads OpenAPI 3.0, 3.1 and 3.2',
  ],
  [
    'openapi: 3.3.0',
    'api.yaml:2:1: OpenAPI "3.3.0" is not supported; Plumbline reads OpenAPI 3.0, 3.1 and 3.2',
  ],
  ['openapi: "3"', 'api.yaml:2:1: OpenAPI "3" is not supported; Plumbline reads OpenAPI 3.0, 3.1 and 3.2'],
  ['openapi:', 'api.yaml:2:1: OpenAPI null is not supported; Plumbline reads OpenAPI 3.0, 3.1 and 3.2'],
  [
    'openapi: [3.0.3]',
    'api.yaml:2:1: OpenAPI ["3.0.3"] is not supported; Plumbline reads OpenAPI 3.0, 3.1 and 3.2',
  ],
  [
    'openapi: 3.0',
    'api.yaml:2:1: the field "openapi" is the number 3, where a text is asked for; write the whole version in quotes, such as "3.0.3"',
  ],
  [
    'openapi: 3.1',
    'api.yaml:2:1: the field "openapi" is the number 3.1, where a text is asked for; write the whole version in quotes, such as "3.0.3"',
  ],
])('a version that is not read is a Problem at its line: %s', async (field, expected) => {
  expect(await loadBytes(`info: {}\n${field}\npaths: {}\n`)).toBe(expected);
});

test('a path that leads to no readable file is a Problem that says why', async () => {
  const loop = join(folder, 'loop');
  await symlink(loop, loop);
  const message = async (path: string) => (await problemIn(loadDocument(path))).message;
  expect(await message('spec/nope.yaml')).toBe('the document cannot be read: there is no such file');
  expect(await message('spec')).toBe('the document cannot be read: it is a folder');
  expect(await message('package.json/x')).toBe(
    'the document cannot be read: a part of its path is not a folder',
  );
  expect(await message(loop)).toBe('the document cannot be read: its symbolic links lead in a circle');
  expect(await message('x'.repeat(5000))).toBe('the document cannot be read: its name is too long');
  expect(await message('a\0b')).toMatch(/^the document cannot be read: /);
  expect((await problemIn(loadDocument('spec/nope.yaml'))).place).toEqual({ file: 'spec/nope.yaml' });
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is a Problem', async () => {
  const path = join(folder, 'secret.yaml');
  await writeFile(path, 'openapi: 3.0.3');
  await chmod(path, 0);
  expect((await problemIn(loadDocument(path))).message).toBe(
    'the document cannot be read: permission denied',
  );
});

test('a path is shown relative to the working directory when it lies below it', () => {
  expect(displayPath(join(process.cwd(), 'spec/a.yaml'))).toBe('spec/a.yaml');
  expect(displayPath('spec/../spec/a.yaml')).toBe('spec/a.yaml');
  expect(displayPath('../elsewhere/a.yaml')).toBe('../elsewhere/a.yaml');
});

const RESPONSE = "$ref: '#/components/responses/400-bad-request'";

test.each([
  ["$ref: '#/components/responses/nope'", 'the reference "#/components/responses/nope" points at nothing'],
  [
    "$ref: 'other.yaml#/components/responses/x'",
    'leaves the document; bundle the document into one file first',
  ],
  ["$ref: '#responses'", 'points at nothing'],
])('a broken reference is a Problem at its line: %s', async (reference, expected) => {
  const document = readDocument(pinnedText([RESPONSE, reference]), 'api.yaml');
  await checkedDocument(document);
  const line = problemOf(() => findOperation(document)).line();
  expect(line).toContain('api.yaml:63:11: the reference');
  expect(line).toContain(expected);
});

test('references that lead back to themselves are a Problem at the line of one of them', async () => {
  const cycle =
    "    400-bad-request:\n      $ref: '#/components/responses/x'\n    x:\n      $ref: '#/components/responses/400-bad-request'\n    was:\n";
  const document = readDocument(pinnedText(['    400-bad-request:\n', cycle]), 'api.yaml');
  await checkedDocument(document);
  expect(problemOf(() => findOperation(document)).line()).toMatch(
    /^api\.yaml:14[4-7]:\d+: the reference "#\/components\/responses\/\S+" leads back to itself; /,
  );
});
