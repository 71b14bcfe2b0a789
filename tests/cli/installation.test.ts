// What is said where only a part of Plumbline is installed, or nothing is where it stands.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inOwnProcess, workspace } from './plumbline.ts';

test('an incomplete installation is told in one line', async () => {
  const cwd = workspace();
  const empty = join(cwd, 'empty');
  mkdirSync(empty);
  cpSync('dist', join(cwd, 'dist'), { recursive: true });
  const run = (command: string) =>
    inOwnProcess([], { cwd: empty, shell: `"${process.execPath}" ../dist/cli.js ${command}` });
  expect(await run('--version')).toMatchObject({
    code: 2,
    stderr:
      'plumbline: an incomplete installation of Plumbline: its package.json is not above its code; install it again\n',
  });
  writeFileSync(join(cwd, 'dist', 'package.json'), '{"type":"module","version":"1.0.0"}');
  expect(await run('lint')).toMatchObject({
    code: 2,
    stderr:
      'plumbline: an incomplete installation of Plumbline: the contract that comes with it is not there; install it again\n',
  });
});
