import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { plumbline, workspace } from './plumbline.ts';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const validateReport = ajv.compile(JSON.parse(readFileSync('src/report/check-report.schema.json', 'utf8')));

function isReport(text: string): boolean {
  return validateReport(JSON.parse(text));
}

test.concurrent('a run that conforms writes a JSON report, a JUnit report, a page and a recording', async () => {
  const cwd = workspace();
  const { code } = await plumbline(['check', '--quiet'], { cwd });
  expect(code).toBe(0);
  expect(readdirSync(join(cwd, 'reports')).sort()).toEqual([
    'check.har',
    'check.html',
    'check.json',
    'check.junit.xml',
    'history.jsonl',
  ]);
  const read = (name: string) => readFileSync(join(cwd, 'reports', name), 'utf8');

  const json = read('check.json');
  isReport(json);
  expect(validateReport.errors).toBeNull();
  const run = JSON.parse(json);
  expect(run).toMatchObject({ plumbline: 1, verdict: 'conforms', target: { kind: 'embedded' }, seed: 1 });
  expect(run.probes.length).toBeGreaterThanOrEqual(60);

  const junit = read('check.junit.xml');
  expect(junit).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites [^>]*failures="0" errors="0"/,
  );
  expect(junit.match(/<testcase /g)?.length).toBeGreaterThanOrEqual(run.probes.length);

  const har = JSON.parse(read('check.har'));
  expect(har.log).toMatchObject({ version: '1.2', creator: { name: 'plumbline' } });
  expect(har.log.entries).toHaveLength(run.probes.length);
});

test.concurrent('a run that drifts writes a JSON report by the schema, and failures in JUnit', async () => {
  const cwd = workspace();
  const { code } = await plumbline(['check', '--quiet', '--only', '401', '--fault', '401-flat'], { cwd });
  expect(code).toBe(1);
  expect(isReport(readFileSync(join(cwd, 'reports/check.json'), 'utf8'))).toBe(true);
  expect(readFileSync(join(cwd, 'reports/check.junit.xml'), 'utf8')).toContain('<failure ');
});

test.concurrent('reports with names of their own are written there, and no folder is made for the others', async () => {
  const cwd = workspace();
  const { code, stdout } = await plumbline(
    [
      'check',
      '--quiet',
      '--only',
      '409',
      '--json',
      'a/b/run.json',
      '--junit',
      'run.xml',
      '--html',
      'run.html',
      '--har',
      'run.har',
      '--history',
      'runs.jsonl',
    ],
    { cwd },
  );
  expect(code).toBe(0);
  expect(stdout).toContain('Reports: a/b/run.json, run.xml, run.html, run.har, runs.jsonl');
  expect(isReport(readFileSync(join(cwd, 'a/b/run.json'), 'utf8'))).toBe(true);
  expect(existsSync(join(cwd, 'reports'))).toBe(false);
});

test.concurrent('with --json - standard output is the JSON report and nothing else', async () => {
  const { code, stdout, stderr } = await plumbline(['check', '--only', '409', '--json', '-']);
  expect(code).toBe(0);
  expect(isReport(stdout)).toBe(true);
  expect(stderr).toMatch(
    /^probing the embedded sandbox: \d+ probes\nprobed \d+ probes, \d+ of them for another look, in /,
  );
});

test.concurrent('--quiet says nothing on standard error', async () => {
  const { stderr } = await plumbline(['check', '--only', '409', '--quiet']);
  expect(stderr).toBe('');
});

test.concurrent('a second run takes the place of the first one, whole', async () => {
  const cwd = workspace();
  await plumbline(['check', '--quiet', '--fault', '401-flat'], { cwd });
  await plumbline(['check', '--quiet', '--only', '409'], { cwd });
  expect(JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8')).verdict).toBe('conforms');
  expect(readdirSync(join(cwd, 'reports')).sort()).toEqual([
    'check.har',
    'check.html',
    'check.json',
    'check.junit.xml',
    'history.jsonl',
  ]);
});
