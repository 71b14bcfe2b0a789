// The scripts of spec-watch.yml: a real repository with a real remote, a page on a local server, and stand-ins for gh and
// for the upgrade.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { cleanUp } from '../clean-up.ts';
import { type FakeGh, fakeGh } from './gh.ts';
import { runScript } from './script.ts';

vi.setConfig({ testTimeout: 120_000 });

const PIN = 'spec/onboarding-api.trigger-event.yaml';

interface Repository {
  folder: string;
  git(...args: string[]): string;
}

const gitIn = (top: string, folder: string, ...args: string[]): string =>
  execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: top, GIT_CONFIG_NOSYSTEM: '1' },
  });

function temporary(): string {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-watch-')));
  cleanUp(() => rmSync(top, { recursive: true, force: true }));
  return top;
}

/** A clone with our scripts and our pin, beside the remote that it pushes to: made once, and copied. */
const original = (() => {
  let top: string | undefined;
  return (): string => {
    if (top !== undefined) return top;
    top = temporary();
    const folder = join(top, 'clone');
    mkdirSync(join(folder, '.github'), { recursive: true });
    for (const path of ['.github/scripts', 'spec', 'contracts', '.gitattributes'])
      cpSync(path, join(folder, path), { recursive: true });
    const git = gitIn.bind(undefined, top, folder);
    execFileSync('git', ['init', '--quiet', '--bare', join(top, 'remote.git')]);
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--message', 'Pin');
    git('remote', 'add', 'origin', join(top, 'remote.git'));
    git('push', '--quiet', 'origin', 'main');
    return top;
  };
})();

/** A clone of a repository with our scripts and our pin, and a remote to push to. */
function repository(): Repository {
  const top = temporary();
  cpSync(original(), top, { recursive: true, preserveTimestamps: true });
  const folder = join(top, 'clone');
  const config = join(folder, '.git/config');
  writeFileSync(config, readFileSync(config, 'utf8').replace(original(), top));
  return { folder, git: gitIn.bind(undefined, top, folder) };
}

/** A page as the provider publishes it, with the pinned document after a change. */
function page(change: (text: string) => string = (text) => text): string {
  return `# Trigger a webhook event\n\n## OpenAPI\n\n\`\`\`\`yaml post /register/dev/trigger_event\n${change(readFileSync(PIN, 'utf8'))}\`\`\`\`\n`;
}

const safe = (text: string) => text.replace('title: Onboarding API', 'title: Onboarding API 2');
const unsafe = (text: string) => text.replace('title: Onboarding API', 'title: unsafe');

async function compare({ folder }: Repository, text: string, binary = 'tests/ci/fake-upgrade.mjs') {
  mkdirSync(join(folder, 'spec-watch'), { recursive: true });
  writeFileSync(join(folder, 'spec-watch/page.md'), text);
  const output = join(folder, 'output.txt');
  const env = {
    PLUMBLINE: resolve(binary),
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  };
  writeFileSync(output, '');
  const ran = await runScript('spec-compare.sh', { cwd: folder, env, from: folder });
  return { ...ran, output: readFileSync(output, 'utf8') };
}

async function propose({ folder, git }: Repository, gh: FakeGh, env: Record<string, string> = {}) {
  const before = git('status', '--branch', '--porcelain', '--untracked-files=no');
  const ran = await runScript('spec-propose.sh', { cwd: folder, env: { ...gh.env, ...env }, from: folder });
  // The working copy stays as it is, whatever comes of it.
  expect(git('status', '--branch', '--porcelain', '--untracked-files=no')).toBe(before);
  expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  return ran;
}

test.concurrent('the same document is no change, whatever day it is accepted on', async () => {
  const repo = repository();
  expect(await compare(repo, page())).toMatchObject({ code: 0, output: 'changed=false\n' });
  expect(existsSync(join(repo.folder, 'spec-watch/change.patch'))).toBe(false);
  expect(repo.git('status', '--porcelain', 'spec')).toBe('');
});

test.concurrent('a changed document is proposed, once, and spec/ of the checkout stays as it was', async () => {
  const repo = repository();
  const gh = fakeGh();
  expect(await compare(repo, page(safe))).toMatchObject({ code: 0, output: 'verdict=safe\nchanged=true\n' });
  expect(repo.git('status', '--porcelain', 'spec')).toBe('');
  expect(readFileSync(join(repo.folder, 'summary.md'), 'utf8')).toContain('# The report');

  writeFileSync(join(repo.folder, 'spec-watch/url.txt'), 'https://docs.qonto.com/page.md\n');
  const first = await propose(repo, gh, {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'our-team/our-client',
    GITHUB_RUN_ID: '42',
  });
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const [pull] = gh.state().pulls;
  expect(pull).toMatchObject({
    base: 'main',
    head: expect.stringMatching(/^plumbline\/document-[0-9a-f]{12}$/),
    title: 'The published document has changed: safe for us',
    draft: false,
  });
  expect(pull?.body).toContain(
    'The document at https://docs.qonto.com/page.md is not the one that is pinned',
  );
  expect(pull?.body).toContain('# The report\n\nSafe.');
  expect(pull?.body).toContain('https://github.com/our-team/our-client/actions/runs/42');
  expect(repo.git('diff', '--name-only', 'main', `origin/${pull?.head}`).trim().split('\n')).toEqual([
    PIN,
    'spec/spec.lock.json',
  ]);
  expect(repo.git('show', `origin/${pull?.head}:${PIN}`)).toContain('title: Onboarding API 2');

  expect((await propose(repo, gh)).stdout).toContain('#1 is open already: its report is written anew');
  expect(gh.state().pulls).toHaveLength(1);
});

test.concurrent('with the real upgrade the pin, its lock and its history are proposed, and nothing is left behind', async () => {
  const repo = repository();
  const gh = fakeGh();
  const text = readFileSync('tests/fixtures/upgrade/breaking.md', 'utf8');
  expect(await compare(repo, text, 'dist/cli.js')).toMatchObject({
    code: 0,
    output: 'verdict=unsafe\nchanged=true\n',
  });
  expect(repo.git('status', '--porcelain', '--', 'spec', 'contracts')).toBe('');
  expect((await propose(repo, gh)).code).toBe(0);
  const [pull] = gh.state().pulls;
  expect(repo.git('diff', '--name-only', 'main', `origin/${pull?.head}`).trim().split('\n')).toEqual([
    'spec/HISTORY.md',
    PIN,
    'spec/spec.lock.json',
  ]);
  expect(pull?.body).toContain('the code "unauthorized" is now');
});

test.concurrent('what somebody has closed is not proposed again; a newer document closes an older proposal', async () => {
  const repo = repository();
  const gh = fakeGh();
  await compare(repo, page(safe));
  await propose(repo, gh);
  gh.set({ pulls: gh.state().pulls.map((pull) => ({ ...pull, state: 'CLOSED' })) });
  expect((await propose(repo, gh)).stdout).toContain(
    '#1 with this document was closed: nothing is proposed again',
  );
  expect(gh.state().pulls).toHaveLength(1);

  gh.set({ pulls: gh.state().pulls.map((pull) => ({ ...pull, state: 'OPEN' })) });
  expect(await compare(repo, page(unsafe))).toMatchObject({
    code: 0,
    output: 'verdict=unsafe\nchanged=true\n',
  });
  await propose(repo, gh);
  expect(gh.state().pulls.map(({ state, draft, title }) => [state, draft, title])).toEqual([
    ['CLOSED', false, 'The published document has changed: safe for us'],
    ['OPEN', true, 'The published document has changed: not safe for us as it is'],
  ]);
});

test.concurrent('a long report is cut to what GitHub takes, between two characters', async () => {
  const repo = repository();
  const gh = fakeGh();
  await compare(repo, page(safe));
  writeFileSync(join(repo.folder, 'spec-watch/report.md'), `x${'é'.repeat(50_000)}`);
  expect((await propose(repo, gh)).code).toBe(0);
  const body = gh.state().pulls[0]?.body ?? '';
  expect(body).toContain('The report is long: all of it is in the artifact of the run.');
  expect(Buffer.byteLength(body)).toBeLessThan(61_000);
  expect(body).not.toContain('\ufffd');
});

test.concurrent('a page without a document is exit code 2, and nothing is left to propose', async () => {
  const repo = repository();
  const { code, stderr, output } = await compare(repo, '# Page not found\n');
  expect({ code, output }).toEqual({ code: 2, output: '' });
  expect(stderr).toContain('holds no OpenAPI document');
  expect(existsSync(join(repo.folder, 'spec-watch/change.patch'))).toBe(false);
});

test.concurrent('changes of its own in spec/ are never lost', async () => {
  const repo = repository();
  writeFileSync(join(repo.folder, PIN), 'mine');
  const { code, stderr } = await compare(repo, page(safe));
  expect(code).toBe(2);
  expect(stderr).toContain('not committed');
  expect(readFileSync(join(repo.folder, PIN), 'utf8')).toBe('mine');
});

test.concurrent('a patch that changes more than spec/ changes spec/ alone, and one that changes nothing of it nothing', async () => {
  const repo = repository();
  const gh = fakeGh();
  await compare(repo, page(safe));
  const patch = join(repo.folder, 'spec-watch/change.patch');
  const evil = 'diff --git a/.github/scripts/prove.sh b/.github/scripts/prove.sh\ndeleted file mode 100755\n';
  const script = readFileSync('.github/scripts/prove.sh', 'utf8').trimEnd().split('\n');
  const removal = `--- a/.github/scripts/prove.sh\n+++ /dev/null\n@@ -1,${script.length} +0,0 @@\n${script.map((line) => `-${line}`).join('\n')}\n`;
  writeFileSync(patch, readFileSync(patch, 'utf8') + evil + removal);
  expect((await propose(repo, gh)).code).toBe(0);
  const head = gh.state().pulls[0]?.head;
  expect(repo.git('diff', '--name-only', 'main', `origin/${head}`)).not.toContain('prove.sh');

  writeFileSync(patch, evil + removal);
  const refused = await propose(repo, gh);
  expect(refused.code).not.toBe(0);
  expect(gh.state().pulls).toHaveLength(1);
});

/** A local server that answers each path with a text, or with 404. */
async function serve(texts: Record<string, string>): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    const text = texts[url];
    response.writeHead(text === undefined ? 404 : 200).end(text ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  cleanUp(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.concurrent('the page is fetched from the first address that has it', async () => {
  const { folder } = repository();
  const base = await serve({ '/new.md': page() });
  const env = { SPEC_URL: `${base}/old.md ${base}/new.md` };
  const { code, stdout } = await runScript('spec-fetch.sh', { cwd: folder, env });
  expect({ code, stdout }).toEqual({ code: 0, stdout: `Fetched ${base}/new.md.\n` });
  expect(readFileSync(join(folder, 'spec-watch/page.md'), 'utf8')).toBe(page());
  expect(readFileSync(join(folder, 'spec-watch/url.txt'), 'utf8')).toBe(`${base}/new.md\n`);
});

test.concurrent('a page that is nowhere, and an address that is no https, are exit code 3', async () => {
  const { folder } = repository();
  const base = await serve({});
  const nowhere = await runScript('spec-fetch.sh', { cwd: folder, env: { SPEC_URL: `${base}/none.md` } });
  expect(nowhere.code).toBe(3);
  expect(nowhere.stderr).toContain(
    `could not be fetched from any of: ${base}/none.md. Set the variable SPEC_URL`,
  );
  for (const url of ['http://docs.example.org/a.md', 'file:///etc/hostname', '--output=/tmp/x', 'ftp://a']) {
    const { code, stderr } = await runScript('spec-fetch.sh', { cwd: folder, env: { SPEC_URL: url } });
    expect(code).toBe(3);
    expect(stderr).toContain(`not fetched, because it is no https address: ${url}`);
  }
  expect(existsSync(join(folder, 'spec-watch/page.md'))).toBe(false);
});
