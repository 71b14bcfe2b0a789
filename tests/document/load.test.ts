import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadDocument, readDocument } from '../../src/document/load.ts';
import { PAGE, PINNED, pinnedText, problemOf } from './support.ts';

const YAML = 'openapi: 3.0.3\ninfo:\n  title: A\n  version: "1"\npaths: {}\n';

test('a documentation page gives the pinned document, byte for byte', async () => {
  const document = await loadDocument(PAGE);
  expect(document.text).toBe(readFileSync(PINNED, 'utf8'));
  expect(document.sha256).toBe(JSON.parse(readFileSync('spec/spec.lock.json', 'utf8')).sha256);
  expect(document.fence).toBe('post /register/dev/trigger_event');
});

test('lines of a document in a page are the lines of the page', async () => {
  const document = await loadDocument(PAGE);
  const lines = readFileSync(PAGE, 'utf8').split('\n');
  const {
    file,
    line = 0,
    column,
  } = document.placeOf('/components/examples/unauthorized/value/errors/0/code');
  expect(file).toBe(PAGE);
  expect(lines[line - 1]?.slice((column ?? 0) - 1)).toBe('code: unauthorized');
});

test('the sha256 is that of the file, a byte order mark and Windows line ends included', async () => {
  const bytes = readFileSync(PINNED);
  expect((await loadDocument(PINNED)).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  const windows = `\uFEFF${pinnedText().replaceAll('\n', '\r\n')}`;
  expect(readDocument(windows, 'f').sha256).toBe(createHash('sha256').update(windows).digest('hex'));
});

test('a place where nothing stands is that of its nearest parent', async () => {
  const document = await loadDocument(PINNED);
  const { line } = document.placeOf('/components/securitySchemes');
  expect(document.placeOf('/components/securitySchemes/nope/type').line).toBe(line);
  expect(document.placeOf('no pointer')).toEqual({ file: PINNED, line: 1, column: 1 });
});

test.each([
  ['YAML', YAML],
  ['JSON', '{"openapi": "3.0.3", "info": {}, "paths": {}}'],
  ['YAML in flow style', '{openapi: 3.0.3, info: {}, paths: {}}'],
  ['YAML that begins with a comment', `# The API\n## of a company\n${YAML}`],
  ['YAML that begins with a document marker', `---\n${YAML}`],
  ['YAML between document markers', `---\n${YAML}...\n`],
  ['YAML with a quoted version', YAML.replace('3.0.3', "'3.0.3'")],
  ['YAML with a quoted key', YAML.replace('openapi', '"openapi"')],
  ['a byte order mark', `\uFEFF${YAML}`],
  [
    'YAML with a fence in a description',
    YAML.replace('paths', '  description: |\n    Text\n    ```yaml\n    openapi: 3.1.0\n    ```\npaths'),
  ],
  [
    'YAML with a fence in a description that is barely indented',
    `info:\n description: |\n  ~~~json\n  {"openapi": "3.1.0"}\n  ~~~\n${YAML.replace(/info:\n.*\n.*\n/, '')}`,
  ],
])('reads a document written as %s', (_, text) => {
  const document = readDocument(text, 'f');
  expect(document.version).toBe('3.0');
  expect(document.text).toBe(text);
  expect(document.fence).toBeUndefined();
});

test.each([
  [
    'a fence that names its operation',
    `# Page\n\n\`\`\`\`yaml post /things theme={null}\n${YAML}\`\`\`\`\n`,
    'post /things',
  ],
  [
    'a fence that names a file and its operation',
    `# Page\n\n~~~yaml openapi.yaml GET /a/{b}\n${YAML}~~~\n`,
    'get /a/{b}',
  ],
  ['a fence that names nothing', `# Page\n\n\`\`\`yaml\n${YAML}\`\`\`\n`, undefined],
  ['a fence without an info string', `Text\n\n\`\`\`\n${YAML}\`\`\`\n`, undefined],
  ['JSON in a fence', '# Page\n\n```json\n{\n  "openapi": "3.0.3", "info": {}\n}\n```\n', undefined],
  [
    'other fences beside it',
    `# Page\n\n\`\`\`yaml\na: 1\n\`\`\`\n\n\`\`\`yaml\n${YAML}\`\`\`\n\`\`\`json\n{}\n\`\`\`\n`,
    undefined,
  ],
  [
    'front matter',
    `---\ntitle: Page\nopenapi: post /things\n---\n\n\`\`\`yaml post /things\n${YAML}\`\`\`\n`,
    'post /things',
  ],
  [
    'front matter that names a file',
    `---\nopenapi: "api.yaml post /things"\n---\n\n\`\`\`yaml post /things\n${YAML}\`\`\`\n`,
    'post /things',
  ],
  ['an MDX comment', `{/* generated */}\n\n\`\`\`yaml post /things\n${YAML}\`\`\`\n`, 'post /things'],
  ['a tag first', `<Note>\n\n\`\`\`yaml post /things\n${YAML}\`\`\`\n`, 'post /things'],
  ['an unclosed fence', `# Page\n\n\`\`\`yaml post /things\n${YAML}`, 'post /things'],
])('reads the document out of a page with %s', (_, page, operation) => {
  const document = readDocument(page, 'page.md');
  expect(document.version).toBe('3.0');
  expect(document.fence).toBe(operation);
  const { line = 0 } = document.placeOf('/info');
  expect(page.split('\n')[line - 1]).toMatch(/info/);
});

test('a page whose named fence is one of several documents gives that one', () => {
  const page = `\`\`\`yaml\n${YAML}\`\`\`\n\n\`\`\`yaml post /things\n${YAML.replace('title: A', 'title: B')}\`\`\`\n`;
  expect(readDocument(page, 'page.md').text).toContain('title: B');
});

test.each([
  ['two named fences', `\`\`\`yaml get /a\n${YAML}\`\`\`\n\`\`\`yaml get /b\n${YAML}\`\`\`\n`, 'page.md:8:'],
  ['two fences without a name', `\`\`\`yaml\n${YAML}\`\`\`\n\n\`\`\`\n${YAML}\`\`\`\n`, 'page.md:9:'],
])('a page with more than one document is a Problem at the second: %s', (_, page, place) => {
  const line = problemOf(() => readDocument(page, 'page.md')).line();
  expect(line).toContain(`${place} a page with more than one OpenAPI document; save the one that is meant`);
});

test.each([
  ['headings and text', '# Title\n\nSome text.\n'],
  ['code of other kinds', '# Title\n\n```js\nlet a;\n```\n'],
  ['front matter', '---\ntitle: A\n---\n\nSome text.\n'],
  ['a quote first', '> Documentation Index\n\nText\n'],
])('a page without a document is a Problem: %s', (_, page) => {
  expect(problemOf(() => readDocument(page, 'page.md')).line()).toBe(
    'page.md: a Markdown page without an OpenAPI document in a code fence',
  );
});

test.each(['<!DOCTYPE html>\n<html></html>', '\n<html lang="en">', '<?xml version="1.0"?><a/>'])(
  'an HTML page is a Problem that says what to give instead: %j',
  (page) => {
    const { message, hint } = problemOf(() => readDocument(page, 'https://docs.example.com/page'));
    expect(message).toBe('an HTML page, not an OpenAPI document');
    expect(hint).toContain('".md" at its end');
  },
);

test('an error in a fence is at the line of the page', () => {
  const page = '# Page\n\n```yaml post /x\nopenapi: 3.0.3\ninfo: [\n```\n';
  expect(problemOf(() => readDocument(page, 'page.md')).line()).toMatch(
    /^page\.md:6:1: not readable as YAML/,
  );
});

test('a fence that names an operation and holds something else is a Problem at its line', () => {
  const page = '# Page\n\n```yaml post /x\na: 1\n```\n';
  expect(problemOf(() => readDocument(page, 'page.md')).line()).toContain(
    'page.md:4:1: not an OpenAPI document: the field "openapi" is missing',
  );
});
