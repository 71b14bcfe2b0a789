// The pages of the command line and of the contract say what is there, all of it and nothing else.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { plumbline, workspace } from './plumbline.ts';

const cli = readFileSync('docs/cli.md', 'utf8');
const contract = readFileSync('docs/contract.md', 'utf8');
const COMMANDS = [
  'check',
  'replay',
  'sandbox',
  'prove',
  'doctor',
  'report',
  'lint',
  'diff',
  'upgrade',
  'pact compare',
  'pact verify',
  'pact publish',
  'pact can-i-deploy',
  'baseline accept',
  'baseline list',
  'baseline remove',
  'github issues',
];
const GLOBAL = ['--debug', '--help', '--version'];

/** A section of the page, from its heading to the next of its level. */
function section(heading: string): string {
  const [, text = ''] = cli.split(`\n## ${heading}\n`);
  return text.split('\n## ')[0] ?? '';
}

/** The options in the first column of the tables of a text. */
function documented(text: string): string[] {
  return [...text.matchAll(/^\| `(--[a-z-]+)/gm)].map(([, option = '']) => option).sort();
}

function optionsOf(help: string): string[] {
  return [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option).sort();
}

for (const command of COMMANDS) {
  test.concurrent(`the page has every option of "plumbline ${command}", and no other`, async () => {
    const { stdout } = await plumbline([...command.split(' '), '--help']);
    const own = optionsOf(stdout).filter((option) => !GLOBAL.includes(option));
    expect(own.length).toBeGreaterThan(0);
    expect(documented(section(`\`plumbline ${command}\``))).toEqual(own);
  });
}

test.concurrent('the page has every command and every option of all commands', async () => {
  const { stdout } = await plumbline(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+)(?= \[| {2,})/gm)]
    .map(([, name]) => name)
    .filter((name) => name !== 'help');
  expect(commands).toEqual([...new Set(COMMANDS.map((command) => command.split(' ')[0]))]);
  const top = cli.split('\n## ')[0] ?? '';
  for (const command of COMMANDS)
    expect(top).toMatch(new RegExp(`\\[\`(?:${command}|${command.split(' ')[0]})\`\\]`));
  expect(documented(top)).toEqual(optionsOf(stdout));
});

test.concurrent('the page and the help have the same exit codes', async () => {
  const { stdout } = await plumbline(['--help']);
  const listed = [...(stdout.split('Exit codes:')[1] ?? '').matchAll(/^ {2}(\d+) /gm)].map(
    ([, code]) => code,
  );
  const page = [...section('Exit codes').matchAll(/^\| (\d+) /gm)].map(([, code]) => code);
  expect(listed).toEqual(['0', '1', '2', '3', '70']);
  expect(page).toEqual(expect.arrayContaining(listed));
});

test.concurrent('the page has every variable of .env.example', () => {
  const variables = [...readFileSync('.env.example', 'utf8').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(
    ([, name]) => name,
  );
  expect(variables.length).toBeGreaterThan(4);
  for (const variable of variables) expect(section('Environment')).toContain(`\`${variable}\``);
});

test.concurrent('no page names a file that is not there', () => {
  const more = ['docs/history.md', 'docs/baseline.md'].map((page) => [page, readFileSync(page, 'utf8')]);
  for (const [page = '', text = ''] of [['docs/cli.md', cli], ['docs/contract.md', contract], ...more]) {
    for (const [, link = ''] of text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g))
      expect(() => readFileSync(join(dirname(page), link)), `${page}: ${link}`).not.toThrow();
  }
});

/** The words of a JSON Schema: every property that it knows, wherever it stands. */
function words(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties' ? [...Object.keys(value), ...words(Object.values(value))] : words(value),
  );
}

test.concurrent('the page of the contract explains every word of its JSON Schema', () => {
  const known = new Set(words(JSON.parse(readFileSync('src/contract/contract.schema.json', 'utf8'))));
  expect(known.size).toBeGreaterThan(20);
  const explained = contract.slice(contract.indexOf('## The words'));
  for (const word of known) expect(explained).toContain(`\`${word}\``);
});

const files = [...contract.matchAll(/`([\w./-]+)`:\n\n```yaml\n([\s\S]*?)```/g)];

/** A workspace with the files that the page of the contract shows. */
function shopFolder(): string {
  expect(files.map(([, name]) => name)).toEqual(['spec/shop.yaml', 'contracts/place-order.contract.yaml']);
  const shop = workspace();
  for (const [, name = '', content = ''] of files) {
    mkdirSync(dirname(join(shop, name)), { recursive: true });
    writeFileSync(join(shop, name), content);
  }
  return shop;
}

test.concurrent('the example of the page is checked against its own embedded sandbox, and conforms', async () => {
  const cwd = shopFolder();
  const args = ['check', '--quiet', '--contract', 'contracts/place-order.contract.yaml', '--json', '-'];
  const { code, stdout, stderr } = await plumbline(args, { cwd });
  expect(stderr).toBe('');
  const { verdict, responses, findings, hints } = JSON.parse(stdout);
  expect({
    verdict,
    hints,
    errors: findings.filter(({ severity }: { severity: string }) => severity === 'error'),
  }).toEqual({ verdict: 'conforms', hints: [], errors: [] });
  expect(responses.map(({ status, verdict: own }: Record<string, string>) => [status, own])).toEqual([
    ['201', 'conforms'],
    ['400', 'conforms'],
    ['401', 'conforms'],
    ['409', 'conforms'],
    ['503', 'not-asked'],
  ]);
  expect(code).toBe(0);
});

test.concurrent('the example needs no contract, as the page says', async () => {
  const cwd = shopFolder();
  const args = ['check', '--quiet', '--document', 'spec/shop.yaml', '--operation', 'place-order'];
  expect(await plumbline(args, { cwd })).toMatchObject({ code: 0, stderr: '' });
  const elsewhere = await plumbline([...args, '--target', 'https://shop.test.example'], { cwd });
  expect(elsewhere.stderr).toContain('missing credentials: PLUMBLINE_TOKEN');
});

test.concurrent('the sandbox of the example may be probed', async () => {
  const cwd = shopFolder();
  const { stderr } = await plumbline(
    ['check', '--contract', 'contracts/place-order.contract.yaml', '--target', 'sandbox'],
    { cwd },
  );
  expect(stderr).toContain('missing credentials: SHOP_TOKEN, SHOP_ACCESS');
});

test.concurrent('the production server of the example is never probed', async () => {
  const cwd = shopFolder();
  for (const host of ['api.shop.example', 'www.shop.example', 'live.shop.example']) {
    const args = [
      'check',
      '--contract',
      'contracts/place-order.contract.yaml',
      '--target',
      `https://${host}`,
    ];
    expect((await plumbline(args, { cwd })).stderr).toContain('is never probed');
  }
});
