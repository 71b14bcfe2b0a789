// A machine that was paused: whatever came meanwhile was read late, and nobody knows when it came.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plumbline, start, workspace } from './plumbline.ts';
import { provider } from './servers.ts';

test('a check that was stopped for longer than an answer may take blames nobody', async () => {
  const cwd = workspace();
  const contract = join(cwd, 'contracts/trigger-event.contract.yaml');
  writeFileSync(contract, readFileSync(contract, 'utf8').replaceAll('withinMs: 5000', 'withinMs: 2000'));
  let answers = 0;
  const { url, env } = await provider({
    answer: (answer) => {
      answers += 1;
      if (answers === 20) {
        run.child.kill('SIGSTOP');
        setTimeout(() => run.child.kill('SIGCONT'), 4000);
      }
      return answer;
    },
  });
  const run = start(['check', '--target', url, '--only', '401', '--timeout', '2500'], { cwd, env });
  const { code, stdout } = await run.ended;
  expect(stdout).toContain('✓ CONFORMS');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^· 401 in-time\/stood-still +(×\d probes +)?the answer 401 took \d+ ms, besides \d{4} ms in wh/m,
  );
  const report = JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8'));
  expect(
    report.probes.filter(({ stoodStillMs }: { stoodStillMs?: number }) => (stoodStillMs ?? 0) > 2000),
  ).not.toHaveLength(0);

  const again = await plumbline(['replay', 'reports/check.har'], { cwd });
  expect(again.stdout).toContain('✓ CONFORMS');
});
