// plumbline diff as it is run: the binary, real files, a real server.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanUp } from '../clean-up.ts';
import { CANDIDATES } from '../commands/diff-documents.ts';
import { plumbline, screen, workspace } from './plumbline.ts';
import { DOCUMENT, refusal } from './refusal.ts';

function withCandidate(text: string, name = 'next.yaml'): string {
  const cwd = workspace();
  writeFileSync(join(cwd, name), text);
  return cwd;
}

test.concurrent('the screen of a composite candidate is as recorded', async ({ expect }) => {
  const cwd = withCandidate(CANDIDATES.composite);
  await expect(screen(await plumbline(['diff', DOCUMENT, 'next.yaml'], { cwd }))).toMatchFileSnapshot(
    'golden/diff.txt',
  );
});

test.concurrent('the same file twice is identical, and exits with 0', async () => {
  const { code, stdout, stderr } = await plumbline(['diff', DOCUMENT, DOCUMENT]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.split('\n')[0]).toBe('✓ IDENTICAL  No change: the documents mean the same.');
});

test.concurrent('standard output holds the JSON report and nothing else, twice the same', async () => {
  const cwd = withCandidate(CANDIDATES.breaking);
  const args = ['diff', DOCUMENT, 'next.yaml', '--json', '-', '--markdown', 'out/diff.md'];
  const first = await plumbline(args, { cwd });
  const second = await plumbline(args, { cwd });
  expect(first).toMatchObject({ code: 1, stderr: '' });
  expect(JSON.parse(first.stdout)).toMatchObject({ plumbline: 1, verdict: 'breaking' });
  expect(second.stdout).toBe(first.stdout);
  expect(readdirSync(join(cwd, 'out'))).toEqual(['diff.md']);
  expect(readFileSync(join(cwd, 'out/diff.md'), 'utf8')).toContain('## ✗ breaking: Onboarding API');
});

test.concurrent('a candidate is read from a URL, and from a documentation page', async () => {
  const page = `# Trigger\n\n\`\`\`yaml post /register/dev/trigger_event\n${readFileSync(DOCUMENT, 'utf8')}\`\`\`\n`;
  const server = createServer((_, response) => response.end(page)).listen(0, '127.0.0.1');
  cleanUp(() => void server.close());
  await new Promise((listening) => server.once('listening', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/trigger.md`;
  const { code, stdout, stderr } = await plumbline(['diff', DOCUMENT, url]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`CANDIDATE  ${url}`);
});

test.concurrent('a URL that fails is one line, with exit code 2', async () => {
  const server = createServer((_, response) => {
    response.statusCode = 404;
    response.end('no');
  }).listen(0, '127.0.0.1');
  cleanUp(() => void server.close());
  await new Promise((listening) => server.once('listening', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/gone.yaml`;
  const { code, stdout, stderr } = await plumbline(['diff', DOCUMENT, url]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^plumbline: [^\n]*404[^\n]*\n$/);
});

const REFUSED: [says: string | RegExp, text: string][] = [
  ['Swagger "2.0" is not supported', 'swagger: "2.0"\npaths: {}\n'],
  ['an HTML page, not an OpenAPI document', '<!doctype html><html></html>'],
  ['not readable as YAML', 'openapi: 3.0.3\ninfo: {title: a\npaths: {}\n'],
  ['a Markdown page without an OpenAPI document', '# A page\n\n```sh\ncurl\n```\n'],
  [
    /^next\.yaml:\d+:\d+: another API: it is "Pets"/,
    'openapi: 3.0.3\ninfo: {title: Pets, version: "1"}\npaths:\n  /pets:\n    get:\n      responses:\n        "200": {description: all}\n',
  ],
];
for (const [says, text] of REFUSED) {
  test.concurrent(`a candidate is refused: ${says}`, async () => {
    const cwd = withCandidate(text);
    const said = await refusal(['diff', DOCUMENT, 'next.yaml', '--json', 'diff.json'], { cwd });
    if (typeof says === 'string') expect(said).toContain(says);
    else expect(said).toMatch(says);
  });
}

test.concurrent('wrong arguments are refused in one line', async () => {
  expect(await refusal(['diff', DOCUMENT, 'no.yaml'])).toContain('there is no such file');
  expect(await refusal(['diff', DOCUMENT])).toContain("missing required argument 'candidate'");
  expect(await refusal(['diff', DOCUMENT, DOCUMENT, '--operation', 'webhooks/dev-triger'])).toContain(
    '"webhooks/dev-trigger" may be meant',
  );
  expect(await refusal(['diff', DOCUMENT, DOCUMENT, '--contract', DOCUMENT])).toContain(
    'an OpenAPI document, not a contract',
  );
  expect(await refusal(['diff', DOCUMENT, DOCUMENT, '--json', DOCUMENT])).toContain(
    'would write over a file',
  );
});

test.concurrent('a pattern of a document that backtracks without end does not keep a comparison from ending', async () => {
  const text = (longest: number) => `openapi: 3.0.3
info: { title: x, version: "1" }
paths:
  /a:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: string, maxLength: ${longest}, pattern: '^([a-z0-9]+[.-]?)*@[a-z]+$' }
      responses: { "200": { description: ok } }
`;
  const cwd = withCandidate(text(61));
  writeFileSync(join(cwd, 'base.yaml'), text(60));
  const { code, stdout } = await plumbline(['diff', 'base.yaml', 'next.yaml'], { cwd });
  expect([code, stdout.split('\n')[0]]).toEqual([0, '✓ COMPATIBLE  Nothing breaks: 1 compatible.']);
});
