// Pipes are read and written as files are; what has no end, or nobody at the other end, ends with a line.
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BINARY, inOwnProcess, workspace } from './plumbline.ts';
import { DOCUMENT, refusal } from './refusal.ts';

const shell = (command: string, cwd = workspace()) =>
  inOwnProcess([], { cwd, shell: command.replaceAll('plumbline', `"${process.execPath}" "${BINARY}"`) });

test.concurrent('a document comes out of a pipe', async () => {
  const named = await shell(`plumbline lint <(sleep 0.2; cat ${DOCUMENT})`);
  expect([named.code, named.stderr]).toEqual([0, '']);
  const standard = await shell(`cat ${DOCUMENT} | plumbline lint /dev/stdin`);
  expect([standard.code, standard.stderr]).toEqual([0, '']);
  const empty = await shell('plumbline lint <(true)');
  expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining('the file is empty')]);
});

test.concurrent('a report goes into a pipe, also where its reader comes late', async () => {
  const line = 'plumbline lint --json';
  const { stdout, code } = await shell(
    `mkfifo a; ${line} a > /dev/null & sleep 1; cat a; wait $!; ${line} >(cat) > /dev/null; wait`,
  );
  expect(code).toBe(0);
  expect(stdout.match(/"plumbline": 1/g)).toHaveLength(2);
});

test.concurrent('what has no end is refused', async () => {
  for (const args of [
    ['lint', '/dev/zero'],
    ['check', '--contract', '/dev/zero'],
    ['check', '--baseline', '/dev/zero'],
  ]) {
    expect([args, await refusal(args)]).toEqual([args, expect.stringContaining('larger than 128 MiB')]);
  }
  expect(await refusal(['replay', '/dev/zero'])).toContain('larger than 256 MiB');
  expect(await refusal(['report', '/dev/zero'])).toContain('larger than 256 MiB');
  const cwd = workspace();
  symlinkSync('/dev/zero', join(cwd, '.env'));
  expect(await refusal(['lint'], { cwd })).toBe(
    '.env: the environment cannot be read: it is larger than 1 MiB',
  );
});

test.concurrent('types that are no ordinary file are refused', async () => {
  const cwd = workspace();
  execFileSync('mkfifo', [join(cwd, 'types.ts')]);
  expect(await refusal(['upgrade', DOCUMENT, '--types', 'types.ts'], { cwd })).toBe(
    'types.ts: the types cannot be read: it is no ordinary file',
  );
});
