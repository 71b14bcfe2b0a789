import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { type DiffReport, renderDiffJson } from '../../src/report/diff-report.ts';
import { BASE, CANDIDATES, edited, runDiff } from './diff-documents.ts';

/** In it a property that it does not describe is a fault. */
const schema = JSON.parse(readFileSync('src/report/diff-report.schema.json', 'utf8'), (_, value) =>
  value?.properties === undefined ? value : { ...value, additionalProperties: false },
);
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
const isReport = ajv.compile(schema);

const NAMES = Object.keys(CANDIDATES) as (keyof typeof CANDIDATES)[];

async function reportOf(candidate: string, options = {}): Promise<DiffReport> {
  const { stdout } = await runDiff(candidate, { json: '-', ...options });
  return JSON.parse(stdout) as DiffReport;
}

describe.each(NAMES)('a candidate: %s', (name) => {
  test.each([100, 60])('its screen in %i columns is as recorded', async (columns) => {
    const { code, stdout, stderr } = await runDiff(CANDIDATES[name], {}, columns);
    expect(stderr).toBe('');
    await expect(`Exit code: ${code}\n\n${stdout}`).toMatchFileSnapshot(`golden/diff-${name}.${columns}.txt`);
  });

  test('its JSON report is as its schema says, and agrees with the exit code', async () => {
    const { code, stdout } = await runDiff(CANDIDATES[name], { json: '-' });
    const report = JSON.parse(stdout) as DiffReport;
    expect(isReport(report), ajv.errorsText(isReport.errors)).toBe(true);
    expect(code).toBe(report.verdict === 'breaking' ? 1 : 0);
    const total = Object.values(report.counts).reduce((sum, each) => sum + each, 0);
    expect(total).toBe(report.changes.length);
    expect(report.changes.some(({ breaking }) => breaking)).toBe(report.verdict === 'breaking');
  });

  test('the same two documents give the same bytes', async () => {
    const first = await runDiff(CANDIDATES[name], { verbose: true });
    expect(await runDiff(CANDIDATES[name], { verbose: true })).toEqual(first);
  });
});

test('what is promised of each candidate', async () => {
  const seen: Record<string, unknown> = {};
  for (const name of NAMES) {
    const { verdict, counts } = await reportOf(CANDIDATES[name]);
    seen[name] = [
      verdict,
      ...Object.entries(counts).flatMap(([gravity, number]) => (number > 0 ? [gravity] : [])),
    ];
  }
  expect(seen).toEqual({
    identical: ['identical'],
    compatible: ['compatible', 'compatible'],
    breaking: ['breaking', 'breaking'],
    undecided: ['breaking', 'undecided'],
    announced: ['compatible', 'announced'],
    docs: ['identical', 'docs'],
    composite: ['breaking', 'breaking', 'announced', 'docs'],
  });
});

test('the report of a composite candidate for a pull request is as recorded', async () => {
  const { code, stdout } = await runDiff(CANDIDATES.composite, { markdown: '-' });
  expect(code).toBe(1);
  await expect(stdout).toMatchFileSnapshot('golden/diff-composite.md');
});

test('all of it is shown with --verbose, as recorded', async () => {
  const { stdout } = await runDiff(CANDIDATES.composite, { verbose: true });
  await expect(stdout).toMatchFileSnapshot('golden/diff-composite.verbose.txt');
});

test('--quiet leaves the verdict', async () => {
  const { stdout } = await runDiff(CANDIDATES.breaking, { quiet: true });
  expect(stdout).toBe('✗ BREAKING  exit code 1: what works by the base may fail by the candidate.\n');
});

/** It breaks, unless the provider has announced it. */
const ANOTHER_VALUE = edited([
  '            - registration\n',
  '            - registration\n            - company\n',
]);

test('strictly, what the provider announces is not announced', async () => {
  const loose = await reportOf(ANOTHER_VALUE);
  const strict = await reportOf(ANOTHER_VALUE, { policy: false });
  expect([loose.verdict, loose.counts.announced]).toEqual(['compatible', 1]);
  expect([strict.verdict, strict.counts.announced]).toEqual(['breaking', 0]);
  expect(loose.policy?.file).toBe('contracts/trigger-event.contract.yaml');
  expect(strict.policy).toBeUndefined();
});

describe('a document of another API', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-diff-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const elsewhere = (text: string) =>
    text
      .replaceAll('/register/dev/trigger_event', '/events')
      .replaceAll('webhooks/dev-trigger', 'events')
      .replaceAll('thirdparty-sandbox.staging.qonto.co', 'api.example.com')
      .replaceAll('onboarding-partners.qonto.com', 'api.example.org');
  /** The pinned document and a candidate that the policy excuses, both changed in the same way. */
  const run = (change: (text: string) => string, options = {}) => {
    const base = join(folder, 'base.yaml');
    writeFileSync(base, change(readFileSync(BASE, 'utf8')));
    return runDiff(change(ANOTHER_VALUE), options, 100, base);
  };
  const judged = async (change: (text: string) => string, options = {}) =>
    JSON.parse((await run(change, { json: '-', ...options })).stdout) as DiffReport;
  const contract = 'contracts/trigger-event.contract.yaml';

  test('is not judged by what this provider has announced', async () => {
    const report = await judged(elsewhere);
    expect(report).toMatchObject({ verdict: 'breaking', policyOfAnother: { file: contract } });
    expect(report.policy).toBeUndefined();
    expect(isReport(report), ajv.errorsText(isReport.errors)).toBe(true);
    const { stdout } = await run(elsewhere);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `judged strictly: the policy in ${contract} is of another API (--contract makes it judge)`,
    );
    expect((await run(elsewhere, { markdown: '-' })).stdout).toContain('is of another API');
    expect(await judged(elsewhere, { policy: false })).not.toHaveProperty('policyOfAnother');
  });

  test('is judged by it where the contract is named', async () => {
    const { verdict, policy } = await judged(elsewhere, { contract });
    expect([verdict, policy?.file]).toEqual(['compatible', contract]);
  });

  test.each([
    ['its operation', 'operationId: events', 'operationId: webhooks/dev-trigger'],
    ['a server of it', 'api.example.org', 'Onboarding-Partners.qonto.com'],
  ])('is this one after all by %s', async (_, from, to) => {
    const { policy } = await judged((text) => elsewhere(text).replaceAll(from, to));
    expect(policy?.file).toBe(contract);
  });
});

test('a contract judges although its document is not there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-diff-'));
  const contract = join(folder, 'other.contract.yaml');
  const text = readFileSync('contracts/trigger-event.contract.yaml', 'utf8');
  writeFileSync(contract, text.replace(/^document: .*$/m, 'document: gone.yaml'));
  const { verdict, policy } = await reportOf(CANDIDATES.announced, { contract });
  expect([verdict, policy?.file]).toEqual(['compatible', contract]);
  rmSync(folder, { recursive: true });
});

test('one operation is compared alone, by id or by method and path', async () => {
  for (const operation of ['webhooks/dev-trigger', 'post /register/dev/trigger_event']) {
    const report = await reportOf(CANDIDATES.docs, { operation });
    expect(report.operation).toEqual({
      id: 'webhooks/dev-trigger',
      method: 'POST',
      path: '/register/dev/trigger_event',
    });
  }
});

describe('what is refused', () => {
  const refused = (candidate: string, options = {}) =>
    runDiff(candidate, options).then(
      () => 'nothing was refused',
      (error: Error & { line?(): string }) => error.line?.() ?? error.message,
    );

  test('an unknown operation, with names that are near', async () => {
    expect(await refused(CANDIDATES.docs, { operation: 'webhooks/dev-triger' })).toMatch(
      /yaml:\d+:\d+: BASE has no operation "webhooks\/dev-triger"; "webhooks\/dev-trigger" may be meant$/,
    );
    expect(await refused(CANDIDATES.docs, { operation: 'x' })).toContain('it has "webhooks/dev-trigger"');
  });

  test('another API: nothing in common', async () => {
    const other = edited(
      ['title: Onboarding API', 'title: Pet Store'],
      ['https://thirdparty-sandbox.staging.qonto.co', 'https://pets.example'],
      ['https://onboarding-partners.qonto.com', 'https://www.pets.example'],
      ['/register/dev/trigger_event', '/pets'],
    );
    expect(await refused(other)).toMatch(
      /another API: it is "Pet Store" where BASE is "Onboarding API", and they have no operation and no server in common/,
    );
  });

  test.each([
    ['its name', ['title: Pet Store', 'title: Onboarding API']],
    ['a server', ['https://www.pets.example', 'https://onboarding-partners.qonto.com']],
    ['an operation', ['  /pets:', '  /register/dev/trigger_event:']],
  ] as const)('not what has %s in common', async (_, [from, to]) => {
    const other = edited(
      ['title: Onboarding API', 'title: Pet Store'],
      ['https://thirdparty-sandbox.staging.qonto.co', 'https://pets.example'],
      ['https://onboarding-partners.qonto.com', 'https://www.pets.example'],
      ['/register/dev/trigger_event', '/pets'],
    ).replace(from, to);
    expect((await reportOf(other)).verdict).toBe('breaking');
  });

  test.each([
    ['Swagger "2.0" is not supported', 'swagger: "2.0"\npaths: {}\n'],
    ['an HTML page, not an OpenAPI document', '<!doctype html><html></html>'],
    ['not readable as YAML', 'openapi: 3.0.3\ninfo: {title: a\npaths: {}\n'],
    ['not valid OpenAPI 3.0', 'openapi: 3.0.3\ninfo: {title: a, version: "1"}\n'],
    ['the file is empty', ''],
  ])('%s', async (line, text) => {
    expect(await refused(text)).toContain(line);
  });

  test('two reports for standard output, and one over a document', async () => {
    expect(await refused(CANDIDATES.docs, { json: '-', markdown: '-' })).toContain(
      '--json and --markdown would both go to standard output',
    );
    expect(await refused(CANDIDATES.docs, { json: BASE })).toContain('would write over a file that is read');
  });
});

test('a document that is not valid, and whose meaning is plain, is compared and told of', async () => {
  const candidate = edited(
    ['required:\n                - resource_id\n                - event_type', 'required: []'],
    ["version: '1.0'", 'version: 2.0'],
  ).replace(/^ {10}description: Returns.*\n/gm, '');
  const { code, stderr, stdout } = await runDiff(candidate, { quiet: true });
  expect([code, stdout]).toEqual([0, expect.stringContaining('COMPATIBLE')]);
  expect(stderr.split('\n').map((line) => line.replace(/^.*?not valid/, 'not valid'))).toEqual([
    'not valid OpenAPI 3.0: /info/version is 2, where OpenAPI asks for a string; what is meant is plain, and it is read so',
    expect.stringContaining('/schema/required is an empty list, where OpenAPI asks for an entry; what is'),
    expect.stringContaining('/responses/201 lacks the field "description"; what is meant is plain'),
    '',
  ]);
});

describe('hostile documents', () => {
  const NASTY =
    '\\u001b[2J\\u202e</code><script>alert(1)</script>@octocat #12 ![x](http://evil.example/p.png) `` | ';
  const nasty = edited(
    ['- registrations.pending\n                  example', `- "${NASTY}"\n                  example`],
    ['summary: Trigger a webhook event', `summary: "${NASTY}"`],
    ['title: Onboarding API', `title: "Onboarding ${NASTY}"`],
    ['code: unauthorized', `code: "${NASTY}"`],
  );

  test('nothing of them acts on a terminal or in Markdown', async () => {
    const screen = await runDiff(nasty, { verbose: true }, 60);
    const { stdout } = await runDiff(nasty, { markdown: '-' });
    for (const text of [screen.stdout, stdout]) {
      for (const unsafe of ['\u001b', '\u202e']) expect(text).not.toContain(unsafe);
    }
    const outsideCode = stdout
      .replace(/^(`{3,})[\s\S]*?^\1$/gm, '')
      .replace(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '');
    for (const active of ['<script', '![x](', '@octocat', ' #12', '://evil']) {
      expect(outsideCode).not.toContain(active);
    }
    expect(outsideCode).toContain('&lt;script&gt;');
  });

  test('ten thousand changes are told in a report that a comment takes, all of them in the JSON report', async () => {
    const values = (from: number) =>
      Array.from({ length: 2000 }, (_, index) => `                - v${from + index}`).join('\n');
    const huge = edited([
      '                    - registrations.pending',
      `                    - registrations.pending\n${values(0).replaceAll('                - ', '                    - ')}`,
    ]);
    const { code, stdout } = await runDiff(huge, {}, 60);
    expect(code).toBe(0);
    expect(stdout.length).toBeLessThan(4000);
    const report = await reportOf(CANDIDATES.breaking);
    const [change] = report.changes;
    if (change === undefined) throw new Error('no change');
    const { renderDiffMarkdown } = await import('../../src/report/diff-markdown.ts');
    const many = { ...report, changes: Array.from({ length: 10_000 }, () => change) };
    const markdown = renderDiffMarkdown(many);
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toMatch(/\*\*9,\d{3} more\*\*, whole in the JSON report/);
    expect(markdown.trimEnd().endsWith('may fail by the candidate.')).toBe(true);
    expect(JSON.parse(renderDiffJson(many)).changes).toHaveLength(10_000);
  });
});

test('reports are written whole, and named on the screen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-diff-'));
  const json = join(folder, 'new', 'diff.json');
  const markdown = join(folder, 'diff.md');
  const { stdout } = await runDiff(CANDIDATES.breaking, { json, markdown });
  expect(stdout).toContain('Reports: ');
  expect(isReport(JSON.parse(readFileSync(json, 'utf8')))).toBe(true);
  expect(readFileSync(markdown, 'utf8')).toContain('breaking');
  expect(readdirSync(folder).sort()).toEqual(['diff.md', 'new']);
  rmSync(folder, { recursive: true });
});

test('a report with a part taken out is no report', async () => {
  const report = (await reportOf(CANDIDATES.composite)) as unknown as Record<string, unknown>;
  for (const key of schema.required as string[]) {
    const { [key]: _, ...rest } = report;
    expect(isReport(rest), key).toBe(false);
  }
  const [change] = report['changes'] as Record<string, unknown>[];
  for (const key of schema.$defs.change.required as string[]) {
    const { [key]: _, ...rest } = change ?? {};
    expect(isReport({ ...report, changes: [rest] }), key).toBe(false);
  }
});

test('a document with merge keys means what they merge, and is told of', async () => {
  const next = readFileSync(BASE, 'utf8')
    .replace(/(400-bad-request:[\s\S]*?application\/json:)/, '$1 &fault')
    .replaceAll(/schema:\n *\$ref: '#\/components\/schemas\/errors'(?=\n *examples:)/g, '<<: *fault');
  const { code, stdout, stderr } = await runDiff(next);
  expect(code).toBe(0);
  expect(stdout).toContain('IDENTICAL');
  expect(stderr.match(/next\.yaml:1[56]5:11: not valid OpenAPI 3\.0: .*\/<< is a merge key/g)).toHaveLength(
    2,
  );
  const other = next.replace(/&fault\n *schema:\n.*\n/, '&fault\n          schema: {type: array}\n');
  expect((await runDiff(other)).stdout).toContain('also        the answer 401; the answer 409');
});
