import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inOwnProcess, plumbline, screen, start, workspace } from './plumbline.ts';
import { refusal } from './refusal.ts';

test.concurrent('the screen of a proof is as recorded, and its JSON names what noticed each fault', async ({
  expect,
}) => {
  const cwd = workspace();
  const ran = await plumbline(['prove', '--only', '409-f', '--json', 'proof.json'], { cwd });
  await expect(screen(ran)).toMatchFileSnapshot('golden/prove.txt');
  const proof = JSON.parse(readFileSync(join(cwd, 'proof.json'), 'utf8'));
  expect(proof).toMatchObject({ plumbline: 1, verdict: 'proved' });
  expect(proof.faults[0]).toMatchObject({ name: '409-flat', expected: 'drift', verdict: 'drift' });
});

test.concurrent('a proof that is stopped proves nothing', async () => {
  const run = start(['prove', '--concurrency', '1']);
  await run.shows('proving ');
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.ended;
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toMatch(/stopped after \d+ of \d+ faults, which proves nothing\n$/);
});

test.concurrent('faults are proved in threads as in one', async ({ expect }) => {
  const cwd = workspace();
  const proofBy = async (threads: string) => {
    const file = `by-${threads}.json`;
    await plumbline(['prove', '--only', '409-c', '--threads', threads, '--json', file], { cwd });
    return { ...JSON.parse(readFileSync(join(cwd, file), 'utf8')), durationMs: 0 };
  };
  const [one, two] = await Promise.all([proofBy('1'), proofBy('2')]);
  expect(one.faults.length).toBeGreaterThan(3);
  expect(two).toEqual(one);
});

test.concurrent.each([0, 9])('a thread that ends with %i before its time proves nothing', async (code) => {
  const cwd = workspace();
  writeFileSync(
    join(cwd, 'end.cjs'),
    `if (!require('node:worker_threads').isMainThread) process.exit(${code});`,
  );
  const args = ['prove', '--only', '409-c', '--threads', '2'];
  const ran = await inOwnProcess(args, { cwd, env: { NODE_OPTIONS: '--require ./end.cjs' } });
  expect([ran.code, ran.stdout]).toEqual([70, '']);
  expect(ran.stderr).toMatch(/a thread ended early: \d of \d faults are proved/);
});

test.concurrent('a proof of faults that are not there is refused', async () => {
  expect(await refusal(['prove', '--only', 'no-such-fault'])).toBe(
    'no fault has "no-such-fault" in its name or group; plumbline sandbox --list-faults names them',
  );
});
