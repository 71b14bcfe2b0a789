import { copyFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { BINARY, inOwnProcess, plumbline, screen, start, workspace } from './plumbline.ts';
import { deadPort } from './servers.ts';

/** The URL and the credentials that a running sandbox has printed. */
function printed(stdout: string): { url: string; env: Record<string, string> } {
  return {
    url: /at (http:\/\/127\.0\.0\.1:\d+)/.exec(stdout)?.[1] ?? '',
    env: Object.fromEntries(
      [...stdout.matchAll(/export (\w+)='([^']*)'/g)].map(([, name = '', value = '']) => [name, value]),
    ),
  };
}

function reachable(url: string): Promise<boolean> {
  return new Promise((done) => {
    get(url, (response) => done(response.resume() !== undefined)).on('error', () => done(false));
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test.concurrent(`the sandbox answers until ${signal}, and then ends with exit code 0`, async () => {
    const cwd = workspace();
    const sandbox = start(['sandbox'], { cwd });
    await sandbox.shows('Ctrl-C ends it.');
    const { url, env } = printed(sandbox.output.stdout);
    const { code } = await plumbline(['check', '--quiet', '--only', '201,409', '--target', url], {
      cwd,
      env,
    });
    expect(code).toBe(0);
    sandbox.child.kill(signal);
    const ran = await sandbox.ended;
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(await reachable(url)).toBe(false);
  });
}

test.concurrent('the screen of a sandbox with a fault is as recorded, and so is its port and its seed', async ({
  expect,
}) => {
  const port = new URL(await deadPort()).port;
  const sandbox = start(['sandbox', '--port', port, '--fault', '401-flat', '--seed', '3']);
  await sandbox.shows('Ctrl-C ends it.');
  const { url } = printed(sandbox.output.stdout);
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect(await reachable(url)).toBe(true);
  sandbox.child.kill('SIGTERM');
  await expect(screen(await sandbox.ended)).toMatchFileSnapshot('golden/sandbox.txt');
});

test.concurrent('a sandbox of another operation asks for the credentials of its own document', async () => {
  const sandbox = start(['sandbox', '--document', 'spec/onboarding-api.trigger-event.yaml']);
  await sandbox.shows('Ctrl-C ends it.');
  expect(Object.keys(printed(sandbox.output.stdout).env)).toEqual([
    'PLUMBLINE_API_KEY',
    'PLUMBLINE_QONTO_PARTNER_ID',
  ]);
  sandbox.child.kill('SIGINT');
  expect((await sandbox.ended).code).toBe(0);
});

test.concurrent('the check that a sandbox proposes is of the same document and operation', async () => {
  const cwd = workspace();
  const document = "the partner's API.yaml";
  copyFileSync(join(cwd, 'spec/onboarding-api.trigger-event.yaml'), join(cwd, document));
  const operation = 'POST /register/dev/trigger_event';
  const sandbox = start(['sandbox', '--document', document, '--operation', operation], { cwd });
  await sandbox.shows('Ctrl-C ends it.');
  const { stdout } = sandbox.output;
  const proposed = /from another shell: plumbline (.*)/.exec(stdout)?.[1] ?? '';
  expect(proposed).toMatch(/ --document 'the partner'\\''s API.yaml' --operation 'POST \/register/);
  const { code, stderr } = await inOwnProcess([], {
    cwd,
    env: printed(stdout).env,
    shell: `"${process.execPath}" "${BINARY}" ${proposed} --quiet --only 201`,
  });
  expect([code, stderr]).toEqual([0, '']);
  sandbox.child.kill('SIGINT');
  expect((await sandbox.ended).code).toBe(0);
});

test.concurrent('a sandbox that cannot say its credentials ends with exit code 2', async () => {
  const { code, stderr } = await inOwnProcess([], {
    shell: `timeout -s KILL 20 "${process.execPath}" "${BINARY}" sandbox > /dev/full`,
  });
  expect([code, stderr]).toEqual([2, 'plumbline: standard output cannot be written: the disk is full\n']);
});

test.concurrent('a sandbox that nobody reads serves on', async () => {
  const url = await deadPort();
  const sandbox = start(['sandbox', '--port', new URL(url).port]);
  sandbox.child.stdout.destroy();
  await vi.waitFor(async () => expect(await reachable(url)).toBe(true), 20_000);
  await pause(500);
  expect(await reachable(url)).toBe(true);
  sandbox.child.kill('SIGTERM');
  const { code, stderr } = await sandbox.ended;
  expect([code, stderr]).toEqual([0, '']);
});
