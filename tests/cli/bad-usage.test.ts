// Options and targets that are refused, before anything is sent.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plumbline, workspace } from './plumbline.ts';
import { CONTRACT, DOCUMENT, refusal } from './refusal.ts';
import { CREDENTIALS, listening } from './servers.ts';

const USAGE: [line: string, ...args: string[]][] = [
  ["unknown command 'chek'; did you mean check?", 'chek'],
  ["unknown command 'chek'; did you mean check?", 'help', 'chek'],
  ["unknown command 'complete'; did you mean compare?", 'help', 'pact', 'complete'],
  ["unknown option '--sed'; did you mean --seed?", 'check', '--sed', '2'],
  ["unknown option '--token=…'; --help says more", 'check', '--token=secret'],
  [
    "too many arguments for 'check': none is expected; --help says more",
    'check',
    'https://user:secret@example.com',
  ],
  [
    '--out says where a ticket is written, and none is asked for; add --ticket, or leave out --out',
    'report',
    'run.json',
    '--out',
    'x',
  ],
  [
    '--recording is for the HTML report or a ticket, and none is asked for; add --html or --ticket, or leave out --recording',
    'report',
    'run.json',
    '--recording',
    'nope',
  ],
  ["missing required argument 'har'; --help says more", 'replay'],
  [
    "option '--history <file>' argument 'h.jsonl': --no-history says that there is to be none; --help says more",
    'check',
    '--no-history',
    '--history',
    'h.jsonl',
  ],
  [
    "option '--plan' cannot be used with option '--out <dir>'; --help says more",
    'check',
    '--plan',
    '--out',
    'reports',
  ],
  [
    '--plan sends nothing, so that there is no run to add to --history; leave out one of them',
    'check',
    '--plan',
    '--history',
    'h.jsonl',
  ],
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
  test.concurrent(`"plumbline ${args.join(' ')}" is refused`, async () => {
    expect(await refusal(args)).toBe(line);
  });
}

for (const target of ['sandbox', 'https://api.example.com']) {
  test.concurrent(`without credentials --target ${target} is refused, and the missing ones are named`, async () => {
    const said = await refusal(['check', '--target', target], { env: { QONTO_PARTNER_ID: 'partner-4711' } });
    expect(said).toMatch(/^missing credentials: QONTO_TOKEN, QONTO_STAGING_TOKEN; /);
    expect(said).not.toContain('4711');
  });
}

test.concurrent('a plan is shown without credentials, and says what would be refused', async () => {
  const args = ['check', '--target', 'https://api.example.com', '--plan'];
  const env = { QONTO_PARTNER_ID: 'partner-4711' };
  const { code, stdout, stderr, connections } = await plumbline(args, { env });
  expect({ code, stderr, connections }).toEqual({ code: 0, stderr: '', connections: [] });
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'Not set: QONTO_TOKEN, QONTO_STAGING_TOKEN. Made-up values stand in for this list; a run would be refused.',
  );
  expect(stdout).toContain('unauthorized/');
  expect((await plumbline(args, { env })).stdout).toBe(stdout);
  const all = { ...env, QONTO_TOKEN: 'a-token', QONTO_STAGING_TOKEN: 'a-gate' };
  expect((await plumbline(args, { env: all })).stdout).not.toContain('Not set');
});

test.concurrent('PLUMBLINE_TARGET chooses the target, in the environment and in .env', async () => {
  expect(await refusal(['check'], { env: { PLUMBLINE_TARGET: 'sandbox' } })).toMatch(
    /^missing credentials: /,
  );
  const cwd = workspace();
  writeFileSync(join(cwd, '.env'), '\uFEFFPLUMBLINE_TARGET=sandbox\nQONTO_TOKEN=a-token\n');
  expect(await refusal(['check'], { cwd })).toMatch(/^missing credentials: QONTO_PARTNER_ID, /);
});

const PRODUCTION = [
  'https://ONBOARDING-Partners.Qonto.COM/register',
  'https://ｏnboarding%2dpartners.qonto.com.:443/',
  'http://www.onboarding-partners.qonto.com',
  'https://thirdparty.qonto.com',
  'https://api.THIRDPARTY.qonto.com.:8443/v2',
];
for (const target of PRODUCTION) {
  test.concurrent(`production is never probed: ${target}`, async () => {
    expect(await refusal(['check', '--target', target], { env: CREDENTIALS })).toContain('is never probed');
  });
}

test.concurrent('a server that the document calls production is never probed, without a contract either', async () => {
  const said = await refusal(
    ['check', '--document', DOCUMENT, '--target', 'https://onboarding-partners.qonto.com'],
    { env: CREDENTIALS },
  );
  expect(said).toContain('is never probed: the document calls');
});

test.concurrent('plain http to another machine is refused', async () => {
  expect(await refusal(['check', '--target', 'http://api.example.com'], { env: CREDENTIALS })).toMatch(
    /^plain http to api\.example\.com would show the credentials/,
  );
});

test.concurrent('credentials inside the URL of a target are refused without being printed, with --debug as well', async () => {
  const target = 'https://someone:s3cr3t-w0rd@api.example.com';
  const said = await refusal(['check', '--target', target], { env: CREDENTIALS });
  expect(said).toContain('has credentials in it');
  expect(said).not.toMatch(/s3cr3t|someone/);
  const { stderr } = await plumbline(['check', '--debug', '--target', target], { env: CREDENTIALS });
  expect(stderr).toContain('\n    at ');
  expect(stderr).not.toMatch(/s3cr3t|someone/);
});

for (const target of [
  'not a url',
  'ftp://api.example.com',
  'localhost:3000',
  'https://api.example.com/?a=1',
]) {
  test.concurrent(`a target that is none is refused: ${target}`, async () => {
    expect(await refusal(['check', '--target', target], { env: CREDENTIALS })).toMatch(/^the target /);
  });
}

test.concurrent('a port that is taken is refused', async () => {
  const port = new URL(await listening()).port;
  expect(await refusal(['sandbox', '--port', port])).toContain(`port ${port}`);
});

test.concurrent('the connections that these tests count are counted', async () => {
  const { connections } = await plumbline(['check', '--quiet', '--only', '409']);
  expect(connections.length).toBeGreaterThan(0);
});
