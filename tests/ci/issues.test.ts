// plumbline github issues and the script of the nightly run, with a stand-in for gh, as processes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import { renderJson } from '../../src/report/json.ts';
import { plumbline, type Ran, workspace } from '../cli/plumbline.ts';
import * as runs from '../report/runs.ts';
import { type FakeGh, fakeGh } from './gh.ts';
import { runScript } from './script.ts';

// Each test runs the binary several times, on machines that have other work too.
vi.setConfig({ testTimeout: 120_000 });

const SANDBOX = { kind: 'sandbox', url: 'https://thirdparty-sandbox.staging.qonto.co' } as const;

function store(run: Run, cwd = workspace()): string {
  const file = join(cwd, 'check.json');
  writeFileSync(file, renderJson(run));
  return file;
}

function issues(run: Run, gh: FakeGh, args: string[] = [], env: Record<string, string> = {}): Promise<Ran> {
  return plumbline(['github', 'issues', store(run), ...args], { env: { ...gh.env, ...env } });
}

const red = (): Run => ({ ...runs.drifting(), target: SANDBOX });
const green = (): Run => ({ ...runs.conforming(), target: SANDBOX });
const verbs = (gh: FakeGh) => gh.calls().map(({ args }) => args.slice(0, 2).join(' '));

test.concurrent('three nights: opened, kept, closed; and a fourth: opened again', async () => {
  const gh = fakeGh();
  const first = await issues(red(), gh);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toBe(
    [
      'opened        [plumbline] 401 example/value: The documented example has the error code "unauthorized", and the answer has "invalid_token" in its place.',
      'opened        [plumbline] 400 status/accepted: The document forbids this request, and it was accepted with 201.',
      'opened        [plumbline] 201 freshness/stale: created_at is 2 hours behind the Date header of the same answer; the contract allows 300 s.',
      '',
    ].join('\n'),
  );
  expect(verbs(gh)).toEqual([
    'api --paginate',
    'label create',
    'issue create',
    'issue create',
    'issue create',
  ]);

  const again = await issues(red(), gh);
  expect(again.stdout).toContain('kept          #1  [plumbline] 401 example/value');
  expect(verbs(gh)).toEqual(['api --paginate']);

  const mended = await issues(green(), gh);
  expect(mended.stdout.split('\n').map((line) => line.slice(0, 16))).toEqual([
    'closed        #1',
    'closed        #2',
    'closed        #3',
    '',
  ]);
  expect(verbs(gh)).toEqual(['api --paginate', 'issue close', 'issue close', 'issue close']);
  expect(gh.state().issues.map(({ state, state_reason: reason }) => [state, reason])).toEqual(
    Array(3).fill(['closed', 'completed']),
  );

  expect((await issues(green(), gh)).stdout).toBe('No drift, and no open issue: nothing to do.\n');
  const back = await issues(red(), gh);
  expect(back.stdout).toContain('opened again  #1');
  expect(gh.state().issues.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
});

test.concurrent('a dry run says all of it and does nothing', async () => {
  const gh = fakeGh();
  const { code, stdout } = await issues(red(), gh, ['--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toContain('open          [plumbline] 401');
  expect(verbs(gh)).toEqual(['api --paginate']);
});

test.concurrent('an inconclusive run, and one of the embedded sandbox, do not even ask GitHub', async () => {
  const gh = fakeGh();
  const inconclusive = await issues({ ...runs.unreached(), target: SANDBOX }, gh);
  expect(inconclusive).toMatchObject({ code: 0, stderr: '' });
  expect(inconclusive.stdout).toMatch(
    /is inconclusive, and says nothing of what is mended: no issue is opened, changed or closed\.\n$/,
  );
  expect((await issues(runs.drifting(), gh)).stdout).toContain(
    'is a run of the embedded sandbox, not of the real API',
  );
  expect(gh.calls()).toEqual([]);
});

test.concurrent('gh gets its own variables, and none of the credentials of the provider', async () => {
  const gh = fakeGh();
  await issues(red(), gh, ['--repo', 'our-team/our-client', '--label', 'qonto drift'], {
    QONTO_TOKEN: 'a-token-that-is-secret',
    GH_TOKEN: 'the-token-of-gh',
  });
  const calls = gh.calls();
  expect(calls.length).toBeGreaterThan(3);
  for (const { variables, repository } of calls) {
    expect(repository).toBe('our-team/our-client');
    expect(variables).toContain('GH_TOKEN');
    expect(variables.filter((name) => /QONTO|XDG_STATE/.test(name))).toEqual([]);
  }
  expect(calls[0]?.args[2]).toBe('repos/{owner}/{repo}/issues?labels=qonto%20drift&state=all&per_page=100');
});

test.concurrent('in GitHub Actions an issue points at the run and at the line of the document', async () => {
  const gh = fakeGh();
  await issues(red(), gh, [], {
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'our-team/our-client',
    GITHUB_RUN_ID: '42',
    GITHUB_SHA: 'f00d',
  });
  const [issue] = gh.state().issues;
  expect(issue?.body).toContain('[in this run](https://github.com/our-team/our-client/actions/runs/42)');
  expect(issue?.body).toContain(
    '(https://github.com/our-team/our-client/blob/f00d/spec/onboarding-api.trigger-event.yaml#L167)',
  );
});

test.concurrent('what GitHub refuses is told in one line, and keeps nothing else from being done', async () => {
  const gh = fakeGh();
  const refused = await issues(red(), gh, [], { GH_FAKE_FAILS: 'issue create' });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toBe(
    'plumbline: gh issue create failed: GraphQL: Resource not accessible by integration\n',
  );
  expect(refused.stdout).toMatch(/^not done: open {10}\[plumbline\] 401/);
  expect(verbs(gh).filter((verb) => verb === 'issue create')).toHaveLength(3);
});

test.concurrent('no network is exit code 3, no login and no gh are 2, each with what to do', async () => {
  const gh = fakeGh();
  const offline = await issues(red(), gh, [], { GH_FAKE_FAILS: 'offline' });
  expect(offline).toMatchObject({
    code: 3,
    stdout: '',
    stderr: 'plumbline: listing the issues with gh failed: error connecting to api.github.com\n',
  });
  const login = await issues(red(), gh, [], { GH_FAKE_FAILS: 'login' });
  expect(login.code).toBe(2);
  expect(login.stderr).toMatch(/; set GH_TOKEN, or run gh auth login\n$/);
  const missing = await plumbline(['github', 'issues', store(red())], { env: { PATH: '/nonexistent' } });
  expect(missing).toMatchObject({
    code: 2,
    stderr: "plumbline: gh, GitHub's command line, is not installed; see https://cli.github.com\n",
  });
});

test.concurrent('bad input is one line and exit code 2, and GitHub is not asked', async () => {
  const gh = fakeGh();
  const cwd = workspace();
  const at = async (text: string, args: string[] = []) => {
    writeFileSync(join(cwd, 'bad.json'), text);
    return plumbline(['github', 'issues', 'bad.json', ...args], { cwd, env: gh.env });
  };
  expect((await plumbline(['github', 'issues', 'none.json'], { cwd, env: gh.env })).stderr).toMatch(
    /^plumbline: none\.json: .+\n$/,
  );
  expect(await at('{')).toMatchObject({ code: 2, stdout: '' });
  expect((await at('{"plumbline": 1}')).stderr).toMatch(
    /^plumbline: bad\.json: (not a|a report of Plumbline, but not) .+\n$/,
  );
  expect((await at(renderJson(red()), ['--label', 'a,b'])).stderr).toContain('one label is wanted');
  expect((await at(renderJson(red()), ['--limit', '101'])).code).toBe(2);
  expect(gh.calls()).toEqual([]);
});

test.concurrent('no title can give the runner a command', async () => {
  const gh = fakeGh();
  const run = red();
  run.findings = [
    runs.finding({
      message: '##[error]x ::add-mask::e\n::add-mask::e',
      status: '',
      check: '::add-mask::',
      kind: 'e',
    }),
  ];
  const { stdout } = await issues(run, gh, [], { GITHUB_ACTIONS: 'true' });
  const lines = stdout.split('\n');
  const token = /^::stop-commands::([\w-]{36})$/.exec(lines[0] ?? '')?.[1];
  expect(lines.slice(-2)).toEqual([`::${token}::`, '']);
  expect(lines).toHaveLength(4);
});

test.concurrent('the script of the nightly run does the same, and nothing where there is no report', async () => {
  const gh = fakeGh();
  const cwd = workspace();
  const script = (args: string[] = []) =>
    runScript('nightly-issues.sh', { cwd, env: { ...gh.env, OUT: cwd } }, args);
  const nothing = await script();
  expect(nothing.code).toBe(0);
  expect(nothing.stdout).toMatch(
    /^There is no .+check\.json: the check ended before it had anything to report/,
  );
  store(red(), cwd);
  expect((await script(['--dry-run'])).stdout).toContain('open          [plumbline] 401');
  expect(gh.state().issues).toEqual([]);
  expect((await script()).code).toBe(0);
  expect(gh.state().issues).toHaveLength(3);
});
