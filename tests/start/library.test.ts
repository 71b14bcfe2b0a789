// What the package exports, as it is built: the other tests import the sources.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { start, workspace } from '../cli/plumbline.ts';
import { CREDENTIALS } from '../cli/servers.ts';

test('plumbline/vitest of the build runs the probes', async () => {
  const entry: string = 'plumbline/vitest';
  const { conformance, openSession } = (await import(entry)) as typeof import('../../src/vitest.ts');
  const session = await openSession({ target: 'embedded' });
  expect.extend(conformance(session.contract));
  const { run, exchanges } = await session.run();
  await session.close();
  expect(exchanges.size).toBeGreaterThan(200);
  expect(run).toConform();
  expect([...exchanges.values()]).toConform();
});

test('the test of the README runs as it stands there, and is red where nobody answers', async () => {
  const folder = workspace();
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
  const [, snippet = ''] =
    /```ts\n(import \{ conformance.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? [];
  const built = pathToFileURL(resolve('dist/vitest.js')).href;
  writeFileSync(join(folder, 'api.test.ts'), snippet.replace('plumbline/vitest', built));
  const shell = `"${process.execPath}" "${resolve('node_modules/vitest/vitest.mjs')}" run --root "${folder}"`;
  const env = { PLUMBLINE_TARGET: 'http://127.0.0.1:1', ...CREDENTIALS };
  const { code, stderr } = await start([], { cwd: folder, env, shell }).ended;
  expect(stderr).toContain('? INCONCLUSIVE');
  expect(code).toBe(1);
});

/** What a script that uses the package has wrong in it. */
const MISTAKEN = `import { type Finding, loadContract, openSession } from 'plumbline';
import { conformance } from 'plumbline/vitest';
export const contract = await loadContract(7);
export const finding: Finding = { nonsense: true };
conformance('contract');
await openSession({ target: 8 });
`;

test('the declarations of the build say what it exports', () => {
  const folder = workspace();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(process.cwd(), join(folder, 'node_modules/plumbline'), 'dir');
  const file = join(folder, 'mistaken.mts');
  writeFileSync(file, MISTAKEN);
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: ['node_modules/@types'],
  });
  const told = ts.getPreEmitDiagnostics(program).map(({ start = 0, messageText, file: at }) => ({
    line: at === undefined ? 0 : at.getLineAndCharacterOfPosition(start).line + 1,
    message: ts.flattenDiagnosticMessageText(messageText, ' '),
  }));
  expect(told).toEqual([
    { line: 3, message: expect.stringContaining("'number' is not assignable to parameter of type 'string'") },
    { line: 4, message: expect.stringContaining("'nonsense' does not exist in type 'Finding'") },
    { line: 5, message: expect.stringContaining("is not assignable to parameter of type 'Contract'") },
    { line: 6, message: expect.stringContaining("'number' is not assignable to type 'string'") },
  ]);
});
