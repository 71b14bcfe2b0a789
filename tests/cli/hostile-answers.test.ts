// Answers that are meant to hurt whoever reads them: they end in a verdict, in bounded time and memory.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FaultHooks } from '../../src/sandbox/fault.ts';
import { observed, plumbline, type Ran, workspace } from './plumbline.ts';
import { provider, writeBody } from './servers.ts';

interface Judged {
  checks: string[];
}

/** Checks a provider whose every 201 is written by the test; `run` runs the command line. */
async function judged<Ended extends Ran>(
  run: (args: string[], options: { env: Record<string, string> }) => Promise<Ended>,
  send: NonNullable<FaultHooks['send']>,
): Promise<Judged & Ended> {
  const { url, env } = await provider({
    send: (answer, wire, call, decision) => answer.status === 201 && send(answer, wire, call, decision),
  });
  const ran = await run(['check', '--quiet', '--target', url, '--only', '201', '--json', '-'], { env });
  const { stdout, stderr } = ran;
  expect(stderr).toBe('');
  const { findings }: { findings: { severity: string; check: string }[] } = JSON.parse(stdout);
  const errors = findings.filter(({ severity }) => severity === 'error');
  return { ...ran, checks: [...new Set(errors.map(({ check }) => check))] };
}

const HEAD = { 'Content-Type': 'application/json' };

/** Thirty such answers, read to their end, take 1,500 MiB and more; how much of 30 MiB is held twice is the collector's. */
const MOST_MIB = 800;

test.concurrent('an answer of 50 MiB is read no further than 1 MiB, and is drift', async () => {
  const { code, checks, maxRssMiB } = await judged(observed, (_, { response }) => {
    response.writeHead(201, { ...HEAD, 'Content-Length': String(50 * 1024 * 1024) });
    writeBody(response, 50 * 1024 * 1024);
    return true;
  });
  expect(code).toBe(1);
  expect(checks).toEqual(['answer']);
  expect(maxRssMiB).toBeLessThan(MOST_MIB);
});

test.concurrent('an answer that never ends is drift', async () => {
  const { code, checks, maxRssMiB } = await judged(observed, (_, { response }) => {
    response.writeHead(201, HEAD);
    writeBody(response);
    return true;
  });
  expect(code).toBe(1);
  expect(checks).toEqual(['answer']);
  expect(maxRssMiB).toBeLessThan(MOST_MIB);
});

test.concurrent('10,000 lists and objects within one another are drift', async () => {
  const shapes = [
    `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    `{"event":{"id":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`,
  ];
  const { code } = await judged(plumbline, (_, { response }, { number }) => {
    response.writeHead(201, HEAD).end(shapes[number % shapes.length]);
    return true;
  });
  expect(code).toBe(1);
});

test.concurrent('keys such as "__proto__" beside a body that is right otherwise change no verdict', async () => {
  const keys = ['__proto__', 'constructor', 'prototype', 'toString'];
  const { code, checks } = await judged(plumbline, (answer, { response }) => {
    const right = JSON.stringify(answer.json);
    const more = keys.map((key) => `"${key}":{"event":null,"polluted":true},`).join('');
    response.writeHead(201, HEAD).end(`{${more}${right.slice(1)}`);
    return true;
  });
  expect(checks).toEqual([]);
  expect(code).toBe(0);
});

test.concurrent('a recording of answers of 1,000 KiB that JSON writes six times as long is cut, and replayed', async () => {
  const cwd = workspace();
  const { url, env } = await provider({
    send: (_, { response }) => {
      response.writeHead(201, HEAD);
      response.end(Buffer.alloc(1000 * 1024, 1));
      return true;
    },
  });
  const { code, stderr } = await plumbline(['check', '--quiet', '--target', url, '--only', '201'], {
    cwd,
    env,
  });
  expect(stderr).toBe('');
  expect(code).toBe(1);
  const reports = join(cwd, 'reports');
  expect(readdirSync(reports).sort()).toEqual([
    'check.har',
    'check.html',
    'check.json',
    'check.junit.xml',
    'history.jsonl',
  ]);
  expect(statSync(join(reports, 'check.har')).size).toBeLessThan(80 * 1024 * 1024);
  const again = await plumbline(['replay', 'reports/check.har'], { cwd, env });
  expect(again.stdout).toContain('the recording leaves out the largest bodies');
  expect(again.code).toBe(1);
});
