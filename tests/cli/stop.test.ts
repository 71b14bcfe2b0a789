// Ctrl-C, SIGTERM, closed terminals and pipes, and full disks: a run ends, says what it knows, and leaves nothing behind.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanUp } from '../clean-up.ts';
import { BINARY, inOwnProcess, plumbline, type Running, start, workspace } from './plumbline.ts';
import { type Provider, provider } from './servers.ts';

/** A provider that stops answering after some requests, and tells when it has. */
async function slow(after: number, wrong = false): Promise<Provider & { stuck: Promise<void> }> {
  let tell = () => {};
  const stuck = new Promise<void>((told) => {
    tell = told;
  });
  let calls = 0;
  const target = await provider({
    send: (answer, { response }) => {
      calls += 1;
      if (calls <= after) {
        if (!wrong || answer.status !== 401) return false;
        response.writeHead(403, { 'Content-Type': 'application/json' }).end('{}');
        return true;
      }
      if (calls === after + 2) tell();
      return true;
    },
  });
  return { ...target, stuck };
}

function checking({ url, env }: Provider, cwd: string): Running {
  return start(['check', '--target', url, '--concurrency', '2', '--timeout', '60000'], { cwd, env });
}

for (const [signal, wrong, code] of [
  ['SIGINT', false, 3],
  ['SIGTERM', true, 1],
  ['SIGHUP', false, 3],
] as const) {
  test.concurrent(`${signal} in the middle of a check writes the reports of what was seen, and ends with ${code}`, async () => {
    const cwd = workspace();
    const target = await slow(40, wrong);
    const run = checking(target, cwd);
    await target.stuck;
    run.child.kill(signal);
    const ran = await run.ended;
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain('plumbline: stopping; what came so far is judged');
    expect(ran.stdout).toContain('Stopped early: 40 of ');
    expect(readdirSync(join(cwd, 'reports')).sort()).toEqual([
      'check.har',
      'check.html',
      'check.json',
      'check.junit.xml',
      'history.jsonl',
    ]);
    const report = JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8'));
    expect(report).toMatchObject({ interrupted: true, verdict: code === 1 ? 'drift' : 'inconclusive' });
    expect(report.probes.filter(({ sent }: { sent: boolean }) => sent)).toHaveLength(40);

    const again = await plumbline(['replay', 'reports/check.har'], { cwd });
    expect(again.code).toBe(code);
  });
}

test.concurrent('a second Ctrl-C ends the process at once', async () => {
  const target = await slow(5);
  // The connections stay open on the provider's side, and nothing waits for them.
  const run = start(['check', '--target', target.url, '--timeout', '60000'], {
    env: target.env,
    node: ['--import', `data:text/javascript,${encodeURIComponent(STUBBORN)}`],
  });
  await target.stuck;
  run.child.kill('SIGINT');
  await run.shows('plumbline: stopping');
  run.child.kill('SIGINT');
  expect((await run.ended).code).toBe(130);
});

/** Makes every report take for ever, so that a run that was asked to stop does not get to its end. */
const STUBBORN = `
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
fs.rename = () => new Promise(() => setInterval(() => {}, 1000));
syncBuiltinESMExports();
`;

test.concurrent('Ctrl-C before anything is sent ends the process as it ends any other', async () => {
  const target = await provider();
  const run = start(['check', '--target', target.url, '--document', 'http://127.0.0.1:9/never', '--quiet'], {
    env: target.env,
    node: ['--import', `data:text/javascript,${encodeURIComponent(WAITING)}`],
  });
  await run.shows('waiting');
  run.child.kill('SIGINT');
  expect(await run.ended).toMatchObject({ code: null, signal: 'SIGINT' });
});

/** Holds the program up before its first line. */
const WAITING = `
process.stderr.write('waiting');
await new Promise((done) => setTimeout(done, 60000));
`;

/** Runs a line of the shell with the binary as $0's `plumbline`, and returns how the binary ended. */
async function shell(line: string): Promise<{ stdout: string; stderr: string }> {
  const cwd = workspace();
  const child = spawn('bash', ['-c', `plumbline() { "${process.execPath}" "${BINARY}" "$@"; }\n${line}`], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd },
  });
  cleanUp(() => void child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  await new Promise((done) => child.on('close', done));
  return output;
}

test.concurrent('a reader that closes the pipe early changes neither the exit code nor standard error', async () => {
  const { stdout, stderr } = await shell(
    'plumbline check --quiet --only 401 --fault 401-flat --json - | head -n 1; echo "${PIPESTATUS[0]}"',
  );
  expect(stdout).toBe('{\n1\n');
  expect(stderr).toBe('');
});

test.concurrent('standard output on a full disk is one line on standard error, and no pass', async () => {
  const { stdout, stderr } = await shell('plumbline check --quiet --only 409 > /dev/full; echo $?');
  expect(stderr).toBe('plumbline: standard output cannot be written: the disk is full\n');
  expect(stdout).toBe('2\n');
});

test.concurrent('a report on a full disk is told of beside the verdict, and is no pass', async () => {
  const cwd = workspace();
  const args = ['check', '--quiet', '--only', '401', '--json', '/dev/full'];
  const passed = await plumbline(args, { cwd });
  expect(passed.stderr).toBe('plumbline: /dev/full: cannot be written: the disk is full\n');
  expect(passed.stdout).toContain('Reports: reports/check.junit.xml, reports/check.html, reports/check.har');
  expect(passed.code).toBe(2);
  const drifted = await plumbline([...args, '--fault', '401-flat'], { cwd });
  expect(drifted.stderr).toBe(passed.stderr);
  expect(drifted.code).toBe(1);
});

test.concurrent('an error that is thrown where nobody waits for it is told as a defect, and is no verdict', async () => {
  const { url, env } = await provider();
  const { code, stderr } = await inOwnProcess(['check', '--quiet', '--target', url], {
    env,
    node: ['--import', `data:text/javascript,${encodeURIComponent(STRAY)}`],
  });
  expect(stderr).toBe(
    'plumbline: this is a defect of Plumbline, not of your API: stray; run it again with --debug and report what that prints\n',
  );
  expect(code).toBe(70);
});

/** Throws out of nowhere, once the program listens. */
const STRAY = `
const timer = setInterval(() => {
  if (process.listenerCount('uncaughtException') === 0) return;
  clearInterval(timer);
  throw new Error('stray');
}, 1);
`;
