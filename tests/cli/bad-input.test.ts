// What the user has to put right: exit code 2, one clear line on standard error, nothing sent, nothing left behind.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { observed, workspace } from './plumbline.ts';
import { CREDENTIALS, listening } from './servers.ts';

interface Refusal {
  cwd?: string;
  env?: Record<string, string>;
}

/** Runs what has to be refused, and returns the line that says why. */
async function refusal(
  args: readonly string[],
  { cwd = workspace(), env = {} }: Refusal = {},
): Promise<string> {
  const before = readdirSync(cwd, { recursive: true }).sort();
  const { code, stdout, stderr, connections } = await observed(args, { cwd, env });
  expect(stderr).toMatch(/^plumbline: [^\n]+\n$/);
  expect(stdout).toBe('');
  expect(code).toBe(2);
  expect(connections).toEqual([]);
  expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(before);
  return stderr.slice('plumbline: '.length).trimEnd();
}

/** A workspace in which a file has been changed. */
function changed(file: string, change: (text: string) => string): string {
  const cwd = workspace();
  const path = join(cwd, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return cwd;
}

const CONTRACT = 'contracts/trigger-event.contract.yaml';
const DOCUMENT = 'spec/onboarding-api.trigger-event.yaml';

const USAGE: [line: string, ...args: string[]][] = [
  ["unknown command 'chek'; did you mean check?", 'chek'],
  ["unknown option '--sed'; did you mean --seed?", 'check', '--sed', '2'],
  ["unknown option '--token=…'; --help says more", 'check', '--token=secret'],
  [
    "too many arguments for 'check': none is expected; --help says more",
    'check',
    'https://user:secret@example.com',
  ],
  ["missing required argument 'har'; --help says more", 'replay'],
  ["option '--seed <n>' argument missing; --help says more", 'check', '--seed'],
  [
    "option '--seed <n>' argument '1.5': a whole number from 0 is wanted; --help says more",
    'check',
    '--seed',
    '1.5',
  ],
  [
    "option '--seed <n>' argument '-1': a whole number from 0 is wanted; --help says more",
    'check',
    '--seed',
    '-1',
  ],
  [
    "option '--concurrency <n>' argument '0': a whole number from 1 to 256 is wanted; --help says more",
    'check',
    '--concurrency',
    '0',
  ],
  [
    "option '--timeout <ms>' argument '99999999999': a whole number from 1 to 86400000 is wanted; --help says more",
    'check',
    '--timeout',
    '99999999999',
  ],
  [
    "option '--rate <n/s>' argument 'fast': a number of requests in a second is wanted, such as 20 or 20/s; --help says more",
    'check',
    '--rate',
    'fast',
  ],
  [
    "option '--port <n>' argument '65536': a whole number from 0 to 65535 is wanted; --help says more",
    'sandbox',
    '--port',
    '65536',
  ],
  [
    "option '--only <statuses>' argument '999': statuses are wanted, such as 401,409; --help says more",
    'check',
    '--only',
    '999',
  ],
  [
    '--only 418: the operation documents no such answer; it documents 201, 400, 401, 409, 500',
    'check',
    '--only',
    '401,418',
  ],
  [
    '--only 500: nothing provokes that answer; contracts/trigger-event.contract.yaml says that it is never reached for',
    'check',
    '--only',
    '500',
  ],
  [
    "option '--target <target>' argument '': embedded, sandbox or a URL is wanted, and the text is empty; --help says more",
    'check',
    '--target',
    '',
  ],
  [
    "option '--plan' cannot be used with option '--json <file>'; --help says more",
    'check',
    '--plan',
    '--json',
    '-',
  ],
  [
    "option '--list-faults' cannot be used with option '--port <n>'; --help says more",
    'sandbox',
    '--list-faults',
    '--port',
    '1',
  ],
  [
    'there is no fault "409-flatt"; did you mean 409-flat or 400-flat or 401-flat? (plumbline sandbox --list-faults prints them all)',
    'check',
    '--fault',
    '409-flatt',
  ],
  [
    'there is no fault "zzzzzz"; plumbline sandbox --list-faults prints them all',
    'sandbox',
    '--fault',
    'zzzzzz',
  ],
  [
    '--operation is for --document: without it the contract names the operation; name the document with --document, or leave out --operation',
    'check',
    '--operation',
    'GET /pets',
  ],
  [
    '--operation does not go with --contract: a contract names its own operation',
    'check',
    '--contract',
    CONTRACT,
    '--operation',
    'GET /pets',
  ],
  [
    '--fault is for the embedded sandbox: no other target can be made to be wrong; leave out --fault, or the target',
    'check',
    '--target',
    'sandbox',
    '--fault',
    '409-flat',
  ],
  [
    '--json and --junit would both write ./reports/a; give each a file of its own',
    'check',
    '--json',
    'reports/a',
    '--junit',
    './reports/a',
  ],
  [
    '--har cannot go to standard output: only --json can; give a file, or --har ./- for one of that name',
    'check',
    '--har',
    '-',
  ],
];
for (const [line, ...args] of USAGE) {
  test(`"plumbline ${args.join(' ')}" is refused`, async () => {
    expect(await refusal(args)).toBe(line);
  });
}

const DOCUMENTS: [line: string, name: string, content: string | Buffer][] = [
  ['the file is empty', 'empty.yaml', ''],
  [
    'the document is not a text in UTF-8',
    'picture.yaml',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0]),
  ],
  ['not an OpenAPI document: the field "openapi" is missing', 'list.yaml', 'name: value\n'],
  ['Swagger "2.0" is not supported; convert it', 'swagger.yaml', 'swagger: "2.0"\npaths: {}\n'],
  ['broken.yaml:3:1: not readable as YAML', 'broken.yaml', 'openapi: 3.0.3\ninfo: {title: a\npaths: {}\n'],
  ['the alias *a repeats what it stands in', 'cyclic.yaml', 'openapi: 3.0.3\ninfo: &a\n  title: *a\n'],
];
for (const [line, name, content] of DOCUMENTS) {
  test(`a document that is no use is refused: ${name}`, async () => {
    const cwd = workspace();
    writeFileSync(join(cwd, name), content);
    const said = await refusal(['check', '--document', name], { cwd });
    expect(said).toContain(line);
    expect(said).toMatch(new RegExp(`^${name}(:\\d+(:\\d+)?)?: `));
  });
}

test('a document that is not there is refused, in a contract and as an option', async () => {
  expect(await refusal(['check', '--document', 'no.yaml'])).toBe(
    'no.yaml: the document cannot be read: there is no such file',
  );
  expect(await refusal(['check', '--contract', 'no.yaml'])).toBe(
    'no.yaml: the contract cannot be read: there is no such file',
  );
  const cwd = workspace();
  rmSync(join(cwd, 'spec'), { recursive: true });
  expect(await refusal(['check'], { cwd })).toMatch(
    /^contracts\/trigger-event\.contract\.yaml:\d+:1: .*the document cannot be read: there is no such file/,
  );
});

test('a schema that refers to itself alone is refused with its place', async () => {
  const cwd = changed(DOCUMENT, (text) =>
    text
      .replace("$ref: '#/components/responses/409-conflict'", "$ref: '#/components/responses/circle'")
      .replace(
        '  responses:\n    400-bad-request:',
        "  responses:\n    circle:\n      $ref: '#/components/responses/circle'\n    400-bad-request:",
      ),
  );
  const said = await refusal(['check'], { cwd });
  expect(said).toMatch(/^spec\/onboarding-api\.trigger-event\.yaml:\d+:\d+: .*circle/);
});

const CONTRACTS: [place: string, names: string, from: string, to: string][] = [
  ['operation', 'webhooks/other', 'operation: webhooks/dev-trigger', 'operation: webhooks/other'],
  ['status', '418', '  "500":', '  "418":'],
  ['example', '400', '  "400":\n    reach: required', '  "400":\n    reach: required\n    example: full'],
  [
    'pointer',
    '/event/nothing',
    '      /event/resource_id: /resource_id',
    '      /event/nothing: /resource_id',
  ],
  ['word', 'reech', '    reach: never', '    reech: never'],
  ['YAML', 'YAML', 'plumbline: 1', 'plumbline: [1'],
];
for (const [what, names, from, to] of CONTRACTS) {
  test(`a contract with a wrong ${what} is refused with its file, line and column`, async () => {
    const cwd = changed(CONTRACT, (text) => text.replace(from, to));
    const said = await refusal(['check'], { cwd });
    expect(said).toMatch(/^contracts\/trigger-event\.contract\.yaml:\d+:\d+: /);
    expect(said).toContain(names);
  });
}

test('several contracts and no choice are refused', async () => {
  const cwd = workspace();
  cpSync(join(cwd, CONTRACT), join(cwd, 'contracts/other.contract.yaml'));
  expect(await refusal(['check'], { cwd })).toBe(
    'there are 2 contracts in contracts/; name one with --contract, such as contracts/other.contract.yaml',
  );
});

for (const target of ['sandbox', 'https://api.example.com']) {
  test(`without credentials --target ${target} is refused, and the missing ones are named`, async () => {
    const said = await refusal(['check', '--target', target], { env: { QONTO_PARTNER_ID: 'partner-4711' } });
    expect(said).toMatch(/^missing credentials: QONTO_TOKEN, QONTO_STAGING_TOKEN; /);
    expect(said).not.toContain('4711');
  });
}

test('PLUMBLINE_TARGET chooses the target, in the environment and in .env', async () => {
  expect(await refusal(['check'], { env: { PLUMBLINE_TARGET: 'sandbox' } })).toMatch(
    /^missing credentials: /,
  );
  const cwd = workspace();
  writeFileSync(join(cwd, '.env'), '\uFEFFPLUMBLINE_TARGET=sandbox\nQONTO_TOKEN=a-token\n');
  expect(await refusal(['check'], { cwd })).toMatch(/^missing credentials: QONTO_PARTNER_ID, /);
});

const PRODUCTION = [
  'https://onboarding-partners.qonto.com',
  'https://ONBOARDING-Partners.Qonto.COM/register',
  'https://onboarding-partners.qonto.com.:443/',
  'https://onboarding%2dpartners.qonto.com',
  'https://ｏnboarding-partners.qonto.com',
  'https://www.onboarding-partners.qonto.com',
  'http://onboarding-partners.qonto.com',
  'https://thirdparty.qonto.com',
  'https://THIRDPARTY.qonto.com./v2',
  'https://api.thirdparty.qonto.com:8443',
];
for (const target of PRODUCTION) {
  test(`production is never probed: ${target}`, async () => {
    expect(await refusal(['check', '--target', target], { env: CREDENTIALS })).toContain('is never probed');
  });
}

test('a server that the document calls production is never probed, without a contract either', async () => {
  const said = await refusal(
    ['check', '--document', DOCUMENT, '--target', 'https://onboarding-partners.qonto.com'],
    { env: CREDENTIALS },
  );
  expect(said).toContain('is never probed: the document calls');
});

test('plain http to another machine is refused', async () => {
  expect(await refusal(['check', '--target', 'http://api.example.com'], { env: CREDENTIALS })).toMatch(
    /^plain http to api\.example\.com would show the credentials/,
  );
});

test('credentials inside the URL of a target are refused without being printed, with --debug as well', async () => {
  const target = 'https://someone:s3cr3t-w0rd@api.example.com';
  const said = await refusal(['check', '--target', target], { env: CREDENTIALS });
  expect(said).toContain('has credentials in it');
  expect(said).not.toMatch(/s3cr3t|someone/);
  const { stderr } = await observed(['check', '--debug', '--target', target], { env: CREDENTIALS });
  expect(stderr).toContain('\n    at ');
  expect(stderr).not.toMatch(/s3cr3t|someone/);
});

for (const target of [
  'not a url',
  'ftp://api.example.com',
  'localhost:3000',
  'https://api.example.com/?a=1',
]) {
  test(`a target that is none is refused: ${target}`, async () => {
    expect(await refusal(['check', '--target', target], { env: CREDENTIALS })).toMatch(/^the target /);
  });
}

test('a folder of reports that cannot be written to is refused', async () => {
  expect(await refusal(['check', '--out', '/proc/reports'])).toMatch(/^\/proc\/reports: cannot be written: /);
  const cwd = workspace();
  writeFileSync(join(cwd, 'reports'), 'a file\n');
  expect(await refusal(['check'], { cwd })).toMatch(/^reports\/check\.json: cannot be written: /);
});

test('a report path that is a folder is refused', async () => {
  const cwd = workspace();
  mkdirSync(join(cwd, 'folder'));
  expect(await refusal(['check', '--junit', 'folder'], { cwd })).toBe(
    'folder: cannot be written: it is a folder',
  );
  expect(await refusal(['check', '--har', ''])).toContain('a file is wanted, and the text is empty');
});

test('a .env that cannot be read is refused', async () => {
  const cwd = workspace();
  mkdirSync(join(cwd, '.env'));
  expect(await refusal(['check'], { cwd })).toBe('.env: the environment cannot be read: it is a folder');
});

const entry = (url: string) =>
  JSON.stringify({
    startedDateTime: '2026-01-01T00:00:00Z',
    time: 1,
    request: { method: 'GET', url, headers: [] },
    response: { status: 200, headers: [], content: { size: 0, text: '' } },
  });
const RECORDINGS: [line: string, name: string, content: string | Buffer][] = [
  ['was it cut off?', 'truncated.har', `{"log":{"entries":[${entry('https://api.example.com/')}`],
  ['not a HAR recording', 'other.json', '{"hello":"world"}'],
  ['not a HAR recording', 'text.har', 'GET / HTTP/1.1\n'],
  ['the file is empty', 'empty.har', ''],
  ['binary.har: ', 'binary.har', Buffer.from([0xff, 0xfe, 0, 1])],
  ['the recording is empty', 'nothing.har', '{"log":{"version":"1.2","entries":[]}}'],
  [
    'the recording holds no exchange of POST /register/dev/trigger_event: its first is GET /pets',
    'another.har',
    `{"log":{"entries":[${entry('https://api.example.com/pets?token=1')}]}}`,
  ],
];
for (const [line, name, content] of RECORDINGS) {
  test(`a recording that is no use is refused: ${name}`, async () => {
    const cwd = workspace();
    writeFileSync(join(cwd, name), content);
    const said = await refusal(['replay', name, '--json', 'replay.json'], { cwd });
    expect(said).toContain(line);
    expect(said).toMatch(new RegExp(`^${name}(:\\d+(:\\d+)?)?: `));
  });
}

test('a recording that is not there, or would be written over, is refused', async () => {
  expect(await refusal(['replay', 'no.har'])).toBe(
    'no.har: the recording cannot be read: there is no such file',
  );
  const cwd = workspace();
  const text = `{"log":{"entries":[${entry('https://a.example/register/dev/trigger_event').replace('GET', 'POST')}]}}`;
  writeFileSync(join(cwd, 'run.har'), text);
  expect(await refusal(['replay', 'run.har', '--json', './run.har'], { cwd })).toBe(
    '--json ./run.har would write over a recording that is read',
  );
  expect(readFileSync(join(cwd, 'run.har'), 'utf8')).toBe(text);
});

test('a port that is taken is refused', async () => {
  const port = new URL(await listening()).port;
  expect(await refusal(['sandbox', '--port', port])).toContain(`port ${port}`);
});

test('the connections that these tests count are counted', async () => {
  const { connections } = await observed(['check', '--quiet', '--only', '409']);
  expect(connections.length).toBeGreaterThan(0);
});
