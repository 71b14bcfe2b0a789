// A target that nobody can judge: exit code 3, one hint that says what to do, and nothing more sent than it takes to know.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plumbline, type Ran, screen, workspace } from './plumbline.ts';
import * as servers from './servers.ts';

const { CREDENTIALS } = servers;

async function inconclusive(url: string, ...more: string[]): Promise<Ran & { hints: string[] }> {
  const cwd = workspace();
  const args = ['check', '--quiet', '--target', url, '--json', '-', ...more];
  const ran = await plumbline(args, { cwd, env: CREDENTIALS });
  expect(ran.stderr).toBe('');
  expect(ran.code).toBe(3);
  expect(existsSync(join(cwd, 'reports/check.har'))).toBe(true);
  const report: { verdict: string; hints: string[]; findings: object[] } = JSON.parse(ran.stdout);
  expect(report.verdict).toBe('inconclusive');
  expect(report.findings).toEqual([]);
  expect(report.hints).toHaveLength(1);
  return { ...ran, hints: report.hints };
}

test.concurrent('a port on which nothing listens is a target that cannot be reached', async () => {
  const url = await servers.deadPort();
  const { hints } = await inconclusive(url);
  expect(hints[0]).toContain(`${url} cannot be reached`);
  expect(hints[0]).toContain('the connection was refused');
});

test.concurrent('https to a port that speaks plain http is told as a fault of TLS', async () => {
  const { url } = await servers.refusing();
  const { hints } = await inconclusive(url.replace('http:', 'https:'));
  expect(hints[0]).toMatch(/no secure connection to https:\/\/127\.0\.0\.1:\d+/);
});

test.concurrent('a certificate that nobody signed is told as a fault of TLS', async () => {
  const { hints } = await inconclusive(await servers.selfSigned());
  expect(hints[0]).toMatch(/no secure connection to https:\/\/127\.0\.0\.1:\d+/);
  expect(hints[0]).toMatch(/self.signed certificate/);
});

test.concurrent('the OneLogin page stops a run after exactly one request', async () => {
  const gate = await servers.gatePage();
  const { hints } = await inconclusive(gate.url);
  expect(hints[0]).toMatch(/^the gate in front of the API answered.*QONTO_STAGING_TOKEN/);
  expect(gate.requests()).toBe(1);
});

test.concurrent('a redirect to OneLogin stops a run after exactly one request', async () => {
  const gate = await servers.gateRedirect();
  const { hints } = await inconclusive(gate.url);
  expect(hints[0]).toMatch(/^the gate in front of the API answered/);
  expect(gate.requests()).toBe(1);
});

test.concurrent('a redirect that does not say whose it is stops a run after a second opinion', async () => {
  const gate = await servers.redirect();
  await inconclusive(gate.url);
  expect(gate.requests()).toBe(2);
});

test.concurrent('credentials that are refused stop a run after two requests, and are named', async () => {
  const refusing = await servers.refusing();
  const { hints } = await inconclusive(refusing.url);
  expect(hints[0]).toMatch(
    /^the credentials were refused: a right request got 401 twice; check QONTO_TOKEN, QONTO_PARTNER_ID/,
  );
  expect(refusing.requests()).toBe(2);
});

test.concurrent('a target that takes connections and never answers is given up after two time-outs', async () => {
  const { hints } = await inconclusive(await servers.silent(), '--timeout', '100');
  expect(hints[0]).toContain('takes connections and does not answer');
});

test.concurrent('--run-timeout ends a run that takes too long, and says so', async () => {
  const { hints } = await inconclusive(await servers.silent(), '--run-timeout', '150');
  expect(hints).toEqual(['the run was ended after 0.15 s; give it longer with --run-timeout']);
});

test.concurrent('the screen of a closed gate is as recorded', async ({ expect }) => {
  const gate = await servers.gatePage();
  const ran = await plumbline(['check', '--target', gate.url], { env: CREDENTIALS });
  await expect(screen(ran)).toMatchFileSnapshot('golden/gate.txt');
});
