// Where the embedded sandbox is no fair stand-in for a target.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { test } from 'vitest';
import { plumbline, screen, workspace } from './plumbline.ts';
import { provider } from './servers.ts';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const isReport = ajv.compile(JSON.parse(readFileSync('src/report/check-report.schema.json', 'utf8')));
const reportOf = (cwd: string) => JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8'));

test.concurrent('a target that answers as the sandbox does, and one that conforms in another way', async ({
  expect,
}) => {
  const cwd = workspace();
  const same = await provider();
  const args = ['check', '--quiet', '--only', '409', '--concurrency', '1', '--no-history', '--target'];
  const alike = await plumbline([...args, same.url], { cwd, env: same.env });
  expect(alike.stdout).toContain(`Parity  the embedded sandbox answers like ${same.url}: 14 of 14 probes`);
  expect(reportOf(cwd).parity).toEqual({ target: same.url, compared: 14, differing: 0, differences: [] });

  // Nothing of it is drift: the document allows more properties.
  const grown = await provider({
    answer: (answer) =>
      answer.status === 409 && typeof answer.json === 'object'
        ? { ...answer, json: { ...answer.json, meta: { id: 'x' } } }
        : answer,
  });
  const other = await plumbline([...args, grown.url], { cwd, env: grown.env });
  expect(other.code).toBe(0);
  await expect(screen(other)).toMatchFileSnapshot('golden/parity.txt');
  const report = reportOf(cwd);
  expect(isReport(report), ajv.errorsText(isReport.errors)).toBe(true);
  expect(report.parity).toMatchObject({
    target: grown.url,
    differing: 13,
    differences: [{ kind: 'body', status: '409', place: '/meta', target: ['object'], embedded: ['absent'] }],
  });
  // The target got each probe once.
  const calls = grown.calls.length;
  const without = await plumbline([...args, grown.url, '--no-parity'], { cwd, env: grown.env });
  expect(grown.calls.length).toBe(2 * calls);
  expect(without.stdout).not.toContain('fair stand-in');
  expect(reportOf(cwd).parity).toBeUndefined();
}, 60_000);

test.concurrent('of the embedded sandbox, and of a target that is not ready, there is no parity', async ({
  expect,
}) => {
  const cwd = workspace();
  await plumbline(['check', '--quiet', '--only', '409'], { cwd });
  expect(reportOf(cwd).parity).toBeUndefined();
  const { env } = await provider();
  const args = ['check', '--quiet', '--only', '409', '--target', 'http://127.0.0.1:9'];
  const dead = await plumbline(args, { cwd, env });
  expect(dead.code).toBe(3);
  expect(reportOf(cwd).parity).toBeUndefined();
}, 60_000);
