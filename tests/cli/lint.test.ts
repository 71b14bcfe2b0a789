// `plumbline lint` as a user runs it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { inOwnProcess, plumbline, screen, workspace } from './plumbline.ts';

for (const [name, args] of Object.entries({
  'help-lint': ['lint', '--help'],
  lint: ['lint'],
  'lint-strength': ['lint', '--strength'],
})) {
  test.concurrent(`the screen of "plumbline ${args.join(' ')}" is as recorded`, async ({ expect }) => {
    await expect(screen(await plumbline(args))).toMatchFileSnapshot(`golden/${name}.txt`);
  });
}

test.concurrent('the document of the contract has no error; with --strict its warnings fail', async () => {
  expect(await plumbline(['lint'])).toMatchObject({ code: 0, stderr: '' });
  expect(await plumbline(['lint', '--strict'])).toMatchObject({ code: 1, stderr: '' });
});

test.concurrent('an invalid document is a finding, one that does not parse is bad input', async () => {
  const cwd = workspace();
  writeFileSync(join(cwd, 'invalid.yaml'), 'openapi: 3.0.3\ninfo: {title: A}\npaths: {}\n');
  writeFileSync(join(cwd, 'broken.yaml'), 'openapi: 3.0.3\ninfo: [\n');
  const invalid = await plumbline(['lint', 'invalid.yaml'], { cwd });
  expect(invalid).toMatchObject({ code: 1, stderr: '' });
  expect(invalid.stdout).toContain('✗ error  structure  invalid.yaml:2');
  const broken = await plumbline(['lint', 'broken.yaml'], { cwd });
  expect(broken).toMatchObject({ code: 2, stdout: '' });
  expect(broken.stderr).toMatch(/^plumbline: broken\.yaml:\d+:\d+: not readable as YAML[^\n]*\n$/);
  for (const args of [
    ['no-such.yaml'],
    ['--operation', 'GET /no'],
    ['--contract', 'no.yaml'],
    ['--json', 'spec'],
  ]) {
    const { code, stdout, stderr } = await plumbline(['lint', ...args], { cwd });
    expect([code, stdout], args.join(' ')).toEqual([2, '']);
    expect(stderr).toMatch(/^plumbline: [^\n]+\n$/);
  }
});

test.concurrent('the JSON report is as its schema says, with the strength of recorded answers too', async () => {
  const cwd = workspace();
  expect(await plumbline(['check', '--quiet', '--only', '201,401'], { cwd })).toMatchObject({ code: 0 });
  const args = ['lint', '--recording', 'reports/check.har', '--json', '-'];
  const { code, stdout, stderr } = await plumbline(args, { cwd });
  expect([code, stderr]).toEqual([0, '']);
  const report = JSON.parse(stdout);
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  const schema = JSON.parse(readFileSync('src/report/lint-report.schema.json', 'utf8')) as object;
  expect(ajv.validate(schema, report), ajv.errorsText()).toBe(true);
  const answers = report.strength.answers as {
    status: string;
    from: string[];
    wrong: number;
    rejected: { judge: number };
  }[];
  expect(answers.find(({ status }) => status === '201')?.from).toContain('recording');
  for (const { status, wrong, rejected } of answers) {
    if (status !== '400') expect(rejected.judge, status).toBe(wrong);
  }
});

test.concurrent('a documentation page, and an operation of a document, are linted without a contract', async () => {
  const cwd = workspace();
  writeFileSync(join(cwd, 'page.md'), readFileSync('tests/document/fixtures/trigger-a-webhook-event.md'));
  const page = await plumbline(
    ['lint', 'page.md', '--operation', 'POST /register/dev/trigger_event', '--json', 'out.json'],
    { cwd },
  );
  expect(page).toMatchObject({ code: 0, stderr: '' });
  const { findings, operation } = JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'));
  expect(operation).toBe('POST /register/dev/trigger_event');
  // What belongs to the whole document, its unused tags, is left out.
  expect(findings).toHaveLength(12);
});

test.concurrent('a pattern of a document that backtracks without end does not keep a run from ending', async () => {
  const cwd = workspace();
  const value = `${'/a'.repeat(40)}?`;
  const schema = { type: 'string', pattern: '^([\\/\\w .-]*)*$', example: value };
  writeFileSync(
    join(cwd, 'slow.json'),
    JSON.stringify({
      openapi: '3.0.3',
      info: { title: 'A', version: '1' },
      paths: { '/a': { get: { responses: { 200: json(schema) } } } },
    }),
  );
  const { stdout } = await inOwnProcess(['lint', 'slow.json'], { cwd });
  expect(stdout).toContain('slow.json');
  expect(stdout).toContain('/a/a/a');
});

const json = (schema: object) => ({ description: 'A', content: { 'application/json': { schema } } });
