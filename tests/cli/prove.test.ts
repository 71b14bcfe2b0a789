import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inOwnProcess, plumbline, screen, start, workspace } from './plumbline.ts';
import { refusal } from './refusal.ts';

test.concurrent('the screen of a proof is as recorded, and its JSON names what noticed each fault', async ({
  expect,
}) => {
  const cwd = workspace();
  const ran = await plumbline(
    ['prove', '--only', '409-flat', '--only', '409-first', '--json', 'proof.json'],
    {
      cwd,
    },
  );
  await expect(screen(ran)).toMatchFileSnapshot('golden/prove.txt');
  const proof = JSON.parse(readFileSync(join(cwd, 'proof.json'), 'utf8'));
  expect(proof).toMatchObject({ plumbline: 1, verdict: 'proved' });
  expect(proof.faults[0]).toMatchObject({ name: '409-flat', expected: 'drift', verdict: 'drift' });
});

/** A folder with the document of another API, `pets.json`. */
function withPets(): string {
  const cwd = workspace();
  const responses = { 201: { description: 'made' } };
  const pets = {
    openapi: '3.0.3',
    info: { title: 'Pets', version: '1' },
    paths: { '/pets': { post: { responses } } },
  };
  writeFileSync(join(cwd, 'pets.json'), JSON.stringify(pets));
  return cwd;
}

test.concurrent('of another operation it says that the faults are not written for it', async () => {
  const cwd = withPets();
  const args = ['prove', '--only', '201-as-400'];
  const [other, own] = await Promise.all([
    plumbline([...args, '--document', 'pets.json'], { cwd }),
    plumbline(args, { cwd }),
  ]);
  const warning =
    'the faults are written for POST /register/dev/trigger_event: of POST /pets many change nothing';
  expect(other.stderr).toContain(warning);
  expect(own.stderr).not.toContain('written for');
});

test.concurrent('so do a check and a sandbox with a fault', async () => {
  const cwd = withPets();
  const warning = 'of POST /pets many change nothing, and 201-as-400 may be one of them';
  const args = ['--document', 'pets.json', '--fault', '201-as-400'];
  expect((await plumbline(['check', '--quiet', ...args], { cwd })).stderr).toContain(warning);
  const own = await plumbline(['check', '--quiet', '--only', '409', '--fault', '201-as-400'], { cwd });
  expect(own.stderr).not.toContain('written for');
  const sandbox = start(['sandbox', ...args], { cwd });
  await sandbox.shows('Ctrl-C ends it.');
  expect(sandbox.output.stderr).toContain(warning);
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

test.concurrent.each([0, 9])('a thread that ends with %i in its work proves nothing', async (code) => {
  const cwd = workspace();
  writeFileSync(
    join(cwd, 'end.cjs'),
    `const { add } = Atomics;
    const end = (counters, which, one) => {
      const before = add(counters, which, one);
      if (which === 1) process.exit(${code});
      return before;
    };
    if (!require('node:worker_threads').isMainThread) Atomics.add = end;`,
  );
  // One at a time, so that some are left when the thread begins.
  const args = ['prove', '--only', '409-d', '--threads', '2', '--concurrency', '1'];
  const ran = await inOwnProcess(args, { cwd, env: { NODE_OPTIONS: '--require ./end.cjs' } });
  expect([ran.code, ran.stdout]).toEqual([70, '']);
  expect(ran.stderr).toMatch(/a thread ended early: \d+ of \d+ faults are proved/);
});

test.concurrent('what a thread does not come to take, the others prove', async () => {
  const cwd = workspace();
  writeFileSync(join(cwd, 'end.cjs'), "if (!require('node:worker_threads').isMainThread) process.exit(0);");
  const args = ['prove', '--only', '409-c', '--threads', '2'];
  const ran = await inOwnProcess(args, { cwd, env: { NODE_OPTIONS: '--require ./end.cjs' } });
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('PROVED  4 of 4');
});

test.concurrent('a proof of faults that are not there is refused', async () => {
  expect(await refusal(['prove', '--only', '409-f', '--only', 'no-such-fault'])).toBe(
    'no fault has "no-such-fault" in its name or group; plumbline sandbox --list-faults names them',
  );
});
