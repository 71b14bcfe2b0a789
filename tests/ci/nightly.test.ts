// The check of a night, as the workflow runs it, against the embedded sandbox and against a local server.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { plumbline, workspace } from '../cli/plumbline.ts';
import { runScript } from './script.ts';

// Each test runs the binary several times, on machines that have other work too.
vi.setConfig({ testTimeout: 120_000 });

const night = (cwd: string, env: Record<string, string>) =>
  runScript('nightly-check.sh', { cwd, env: { XDG_STATE_HOME: join(cwd, '.state'), ...env } });

test.concurrent('a green night: exit code 0, every report, a summary, and no annotation', async () => {
  const cwd = workspace();
  const summary = join(cwd, 'summary.md');
  const env = { TARGET: 'embedded', ONLY: '409', GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const { code, stdout } = await night(cwd, env);
  expect(code).toBe(0);
  expect(readdirSync(join(cwd, 'reports'))).toEqual(
    expect.arrayContaining(['check.har', 'check.json', 'check.junit.xml']),
  );
  expect(JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8'))).toMatchObject({
    verdict: 'conforms',
    seed: 1,
  });
  expect(readFileSync(summary, 'utf8')).toMatch(/^## ✓ CONFORMS: /);
  expect(stdout).not.toMatch(/^::(error|warning|notice)/m);
});

test.concurrent('a night without the secrets says which are missing, with exit code 2, and sends nothing', async () => {
  const cwd = workspace();
  const { code, stderr } = await night(cwd, { QONTO_TOKEN: '', QONTO_PARTNER_ID: '' });
  expect(code).toBe(2);
  expect(stderr).toContain('QONTO_TOKEN');
  expect(existsSync(join(cwd, 'reports/check.json'))).toBe(false);
});

test.concurrent('what is typed into the form of the workflow is an argument, never a command', async () => {
  const cwd = workspace();
  const trick = '401; touch pwned; $(touch pwned)';
  const { code, stderr } = await night(cwd, { TARGET: 'embedded', ONLY: trick });
  expect(code).toBe(2);
  expect(stderr).toContain('statuses are wanted');
  expect((await night(cwd, { TARGET: '--help; touch pwned' })).code).toBe(2);
  expect((await night(cwd, { TARGET: 'embedded', SEED: '$(touch pwned)' })).code).toBe(2);
  expect(existsSync(join(cwd, 'pwned'))).toBe(false);
});

const faulty = (cwd: string, env: Record<string, string>, args: string[] = []) =>
  plumbline(['check', '--quiet', '--only', '409', '--fault', '409-flat', ...args], {
    cwd,
    env: { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: cwd, ...env },
  });

test.concurrent('drift: the screen is no command, then an annotation at the line of the promise', async () => {
  const cwd = workspace();
  const summary = join(cwd, 'summary.md');
  writeFileSync(summary, 'What an earlier command wrote.\n');
  const { code, stdout, stderr } = await faulty(cwd, { GITHUB_STEP_SUMMARY: summary });
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  const token = /^::stop-commands::([\w-]{36})$/.exec(lines[0] ?? '')?.[1];
  const [error = '', ...more] = lines.slice(lines.indexOf(`::${token}::`) + 1);
  expect(more).toEqual([]);
  const [, file = '', line] =
    /^::error file=([^,]+),line=(\d+),title=409 .*2 more differences/.exec(error) ?? [];
  expect(readFileSync(join(cwd, file), 'utf8').split('\n')[Number(line) - 1]).toMatch(/errors/);
  expect(readFileSync(summary, 'utf8')).toMatch(/^What an earlier command wrote\.\n\n## ✗ DRIFT/);
});

test.concurrent('with the JSON report on standard output it holds nothing else, and annotations go to standard error', async () => {
  const { stdout, stderr } = await faulty(workspace(), {}, ['--json', '-']);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'drift' });
  expect(stderr).toMatch(/^::error file=spec\/[^\n]+\n$/);
});

test.concurrent('a working directory below the top of the repository is part of the path', async () => {
  const cwd = workspace();
  const { stdout } = await plumbline(['check', '--quiet', '--only', '409', '--fault', '409-flat'], {
    cwd,
    env: { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: join(cwd, '..') },
  });
  expect(stdout).toMatch(/^::error file=plumbline-\w+\/spec\/onboarding-api/m);
});

test.concurrent('a summary that cannot be written is a warning, and the verdict stays', async () => {
  const { code, stderr } = await faulty(workspace(), { GITHUB_STEP_SUMMARY: '/nonexistent/summary.md' });
  expect(code).toBe(1);
  expect(stderr).toBe(
    'plumbline: warning: /nonexistent/summary.md: the summary of the job cannot be written: its folder is not there\n',
  );
  const folder = await faulty(workspace(), { GITHUB_STEP_SUMMARY: '/' });
  expect([folder.code, folder.stderr]).toEqual([
    1,
    'plumbline: warning: /: the summary of the job cannot be written: it is a folder\n',
  ]);
});

test.concurrent('outside GitHub Actions there is neither a command nor a summary', async () => {
  const cwd = workspace();
  const summary = join(cwd, 'summary.md');
  const { stdout } = await faulty(cwd, { GITHUB_ACTIONS: 'false', GITHUB_STEP_SUMMARY: summary });
  expect(stdout).not.toContain('::');
  expect(existsSync(summary)).toBe(false);
});

test.concurrent('the proof of CI is a script too', async () => {
  const cwd = workspace();
  const { code } = await runScript('prove.sh', { cwd, env: {} }, ['--only', '401-code-invalid-token']);
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(readFileSync(join(cwd, 'reports/proof.json'), 'utf8')))).toContain(
    'plumbline',
  );
});
