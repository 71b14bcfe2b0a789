// What the doctor says of this side: variables, `.env`, contract, document, folder. Of no value is any part shown.
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Examination, Point } from '../../src/report/examination.ts';
import { doctorScreen, plumbline, type StartOptions, workspace } from './plumbline.ts';
import { answering, CREDENTIALS } from './servers.ts';
import { traces } from './traces.ts';

const RESOURCE = '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c';
const ALL = { ...CREDENTIALS, QONTO_RESOURCE_ID: RESOURCE };

async function here(options: StartOptions, ...args: string[]): Promise<Record<string, Point>> {
  const ran = await plumbline(
    ['doctor', '--target', 'sandbox', '--offline', '--json', '-', ...args],
    options,
  );
  const { points, exitCode }: Examination = JSON.parse(ran.stdout);
  expect(ran.code).toBe(exitCode);
  return Object.fromEntries(points.map((point) => [point.id, point]));
}

/** A folder with a `.env` that only its owner reads. */
function withEnv(text: string): string {
  const cwd = workspace();
  writeFileSync(join(cwd, '.env'), text, { mode: 0o600 });
  return cwd;
}

const lines = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.c2lnbmF0dXJlLW9mLWEtdGVzdA`;
}

test.concurrent('each variable says where it comes from', async () => {
  const cwd = withEnv(`# a note\n${lines(CREDENTIALS)}QONTO_RESOURCE_ID=${RESOURCE}\n`);
  const found = await here({ cwd, env: { QONTO_PARTNER_ID: 'another-partner-99' } });
  expect(found['QONTO_STAGING_TOKEN']).toMatchObject({ state: 'ok', says: 'from .env:4' });
  expect(found['QONTO_RESOURCE_ID']).toMatchObject({ state: 'ok', says: 'from .env:5' });
  expect(found['QONTO_PARTNER_ID']?.says).toBe(
    'from the environment of the process, which wins over another value in .env:3',
  );
});

test.concurrent('an empty variable of the process, which hides that of .env, is told', async () => {
  const found = await here({ cwd: withEnv(lines(ALL)), env: { QONTO_TOKEN: '' } });
  expect(found['QONTO_TOKEN']).toMatchObject({
    state: 'wrong',
    says: 'empty in the environment of the process, which wins over .env:1',
    todo: 'unset it there: unset QONTO_TOKEN',
  });
});

for (const [name, value, says] of [
  ['in quotes', '"abc.def.ghi"', 'its value begins and ends with a quote'],
  ['behind a quote', '"abc.def.ghi', 'its value begins with a quote that nothing closes'],
  ['with the word before it', 'Bearer abc.def.ghi', 'it begins with the word Bearer'],
  ['with a line break', 'abc.def\nghi', 'has a line break or another character'],
  ['with a blank at its end', 'abc.def.ghi ', 'has white space before or behind its value'],
  ['as a placeholder', '<your-token>', 'it looks like a placeholder'],
  ['as another placeholder', 'changeme', 'it looks like a placeholder'],
  ['as its own name', 'qonto_token', 'it looks like a placeholder'],
  ['that is no JWT', 'abcdefghijklmnop', 'it is no JWT'],
  ['that has expired', jwt({ exp: 1_600_000_000 }), 'the token has expired, by what it says itself'],
  ['that is not valid yet', jwt({ nbf: 9_999_999_999 }), 'the token is not valid yet'],
] as const) {
  test.concurrent(`a token ${name} is told by its shape`, async () => {
    const found = await here({ env: { ...ALL, QONTO_TOKEN: value } });
    expect(found['QONTO_TOKEN']?.state).not.toBe('ok');
    expect(found['QONTO_TOKEN']?.says).toContain(says);
    expect(JSON.stringify(found)).not.toContain(value.slice(1, -1).slice(-8));
  });
}

test.concurrent('a value in .env that is broken over two lines is told, and one in quotes is whole', async () => {
  const { QONTO_STAGING_TOKEN: _, ...others } = ALL;
  const rest = lines(others);
  const found = await here({ cwd: withEnv(`${rest}QONTO_STAGING_TOKEN=staging-xyz\n98765\n`) });
  expect(found['QONTO_STAGING_TOKEN']).toMatchObject({
    state: 'look',
    says: expect.stringMatching(/\.env:\d behind it sets nothing: was its value broken over two lines\?$/),
    todo: 'put the whole value on one line',
  });
  const fine = await here({ cwd: withEnv(`${rest}QONTO_STAGING_TOKEN=staging-xyz\n\n# a note\n`) });
  expect(fine['QONTO_STAGING_TOKEN']?.state).toBe('ok');
});

test.concurrent('a token as it ought to be is ok', async () => {
  const found = await here({ env: { ...ALL, QONTO_TOKEN: jwt({ exp: 9_999_999_999 }) } });
  expect(found['QONTO_TOKEN']).toMatchObject({ state: 'ok', says: 'from the environment of the process' });
});

test.concurrent('one value in two variables is told', async () => {
  const same = jwt({ exp: 9_999_999_999 });
  const found = await here({ env: { ...ALL, QONTO_TOKEN: same, QONTO_STAGING_TOKEN: same } });
  expect(found['QONTO_TOKEN']).toMatchObject({
    state: 'look',
    says: expect.stringContaining('the same value as QONTO_STAGING_TOKEN'),
  });
});

test.concurrent('a resource id that is no UUID, or the example of the document, is told', async () => {
  const bad = await here({ env: { ...ALL, QONTO_RESOURCE_ID: 'reg_12345' } });
  expect(bad['QONTO_RESOURCE_ID']).toMatchObject({
    state: 'wrong',
    says: expect.stringContaining('QONTO_RESOURCE_ID holds a value that the document does not allow'),
    todo: 'it asks for type string, format uuid',
  });
  const example = await here({ env: { ...ALL, QONTO_RESOURCE_ID: '481248f5-346a-4711-b8a8-18a0348de10f' } });
  expect(example['QONTO_RESOURCE_ID']).toMatchObject({
    state: 'look',
    says: expect.stringContaining('the example of the document'),
  });
});

test.concurrent('a variable of .env whose name is a slip is told by its line', async () => {
  const { QONTO_STAGING_TOKEN, ...others } = CREDENTIALS;
  const found = await here({ cwd: withEnv(`${lines(others)}QONTO_STAGING=${QONTO_STAGING_TOKEN}\n`) });
  expect(found['QONTO_STAGING_TOKEN']).toMatchObject({
    state: 'wrong',
    says: 'not set; the variable of .env:3 is named almost like it: is that a slip?',
  });
});

test.concurrent('a line of .env that has no = is told by its number', async () => {
  const { QONTO_STAGING_TOKEN, ...others } = CREDENTIALS;
  for (const line of [
    `QONTO_STAGING_TOKEN ${QONTO_STAGING_TOKEN}`,
    'export QONTO_STAGING_TOKEN: x',
    'QONTO_STAGING_TOKEN',
  ]) {
    const found = await here({ cwd: withEnv(`${lines(others)}${line}\n`) });
    expect(found['QONTO_STAGING_TOKEN']?.says, line).toBe(
      'not set; .env:3 begins with it, and has no = behind it',
    );
  }
  const empty = await here({ cwd: withEnv(`${lines(others)}QONTO_STAGING_TOKEN   =\n`) });
  expect(empty['QONTO_STAGING_TOKEN']?.says).toMatch(/^set and empty, (?!.*behind it)/);
});

test.concurrent('a .env that others can read is told, with how to close it', async () => {
  const cwd = withEnv(lines(ALL));
  expect((await here({ cwd }))['env-file']).toMatchObject({
    state: 'ok',
    says: 'only you can read it (mode 600)',
  });
  chmodSync(join(cwd, '.env'), 0o644);
  expect((await here({ cwd }))['env-file']).toMatchObject({
    state: 'look',
    says: 'everyone on this machine can read it (mode 644)',
    todo: 'chmod 600 .env',
  });
});

test.concurrent('a .env is to be ignored by git, never committed, and not in an earlier commit either', async () => {
  const cwd = withEnv(lines(ALL));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
      cwd,
      stdio: 'pipe',
    });
  const point = async () => (await here({ cwd }))['env-file-git'];
  expect(await point()).toMatchObject({ state: 'not-tried' });
  git('init', '-q');
  expect(await point()).toMatchObject({ state: 'look', todo: 'echo .env >> .gitignore' });
  writeFileSync(join(cwd, '.gitignore'), '.env\n');
  expect(await point()).toMatchObject({ state: 'ok', says: '.env is ignored, and in no commit' });
  git('add', '-f', '.env');
  git('commit', '-q', '-m', 'a mistake');
  expect(await point()).toMatchObject({ state: 'wrong', fault: 'configuration' });
  git('rm', '-q', '--cached', '.env');
  git('commit', '-q', '-m', 'mended');
  expect(await point()).toMatchObject({ state: 'look', says: 'an earlier commit holds a .env' });
});

test.concurrent('a document that is not the accepted one is told, and a contract that is wrong stops there', async () => {
  const cwd = workspace();
  appendFileSync(join(cwd, 'spec/onboarding-api.trigger-event.yaml'), '# changed\n');
  const changed = await here({ cwd, env: ALL });
  expect(changed['lock']).toMatchObject({
    state: 'look',
    says: expect.stringContaining('is not what was accepted on 2026-11-23'),
    todo: expect.stringContaining('restore the file'),
  });
  appendFileSync(join(cwd, 'contracts/trigger-event.contract.yaml'), 'nonsense: true\n');
  const broken = await here({ cwd, env: ALL });
  expect(broken['contract']).toMatchObject({
    state: 'wrong',
    fault: 'configuration',
    says: expect.stringMatching(/^contracts\/trigger-event\.contract\.yaml:\d+:\d+: /),
  });
  expect(broken['gate']).toMatchObject({ state: 'not-tried', says: 'there is no contract to go by' });
});

test.concurrent('with --offline a document on the network is not fetched', async () => {
  const { url, requests } = await answering((_, response) => response.end());
  const found = await here({ env: ALL }, '--document', `${url}/openapi.yaml`);
  expect(found['contract']?.says).toBe('the document is on the network, and --offline sends nothing');
  expect(requests()).toBe(0);
});

test.concurrent('a folder for reports that cannot be is told, and one that can be is left as it was', async () => {
  const cwd = workspace();
  const before = readdirSync(cwd).sort();
  expect((await here({ cwd, env: ALL }))['reports']).toMatchObject({ state: 'ok' });
  expect(readdirSync(cwd).sort()).toEqual(before);
  writeFileSync(join(cwd, 'reports'), '');
  expect((await here({ cwd, env: ALL }))['reports']).toMatchObject({
    state: 'wrong',
    fault: 'configuration',
  });
});

test.concurrent('a budget that is used up is told', async () => {
  const cwd = workspace();
  mkdirSync(join(cwd, '.state/plumbline'), { recursive: true });
  const host = 'thirdparty-sandbox.staging.qonto.co';
  const second = Math.floor(Date.now() / 1000);
  writeFileSync(
    join(cwd, `.state/plumbline/${host}.json`),
    JSON.stringify({
      plumbline: 1,
      host,
      runs: { earlier: { unauthorized: [[second, 190]], requests: [] } },
    }),
  );
  expect((await here({ cwd, env: ALL }))['budget']).toMatchObject({
    state: 'look',
    says: expect.stringMatching(/^10 of 200 answers of 401 in 60 min are left.*a whole run does not fit/),
  });
});

test.concurrent('a proxy is told by the names of its variables', async () => {
  const env = { ...ALL, HTTPS_PROXY: 'http://user:pass-of-a-proxy@proxy.example:3128', no_proxy: 'x' };
  const found = await here({ env });
  expect(found['proxy']).toMatchObject({
    state: 'look',
    says: 'HTTPS_PROXY is set, and Plumbline goes through no proxy',
  });
  expect(JSON.stringify(found)).not.toContain('pass-of-a-proxy');
  expect(JSON.stringify(found)).not.toContain('proxy.example');
});

test.concurrent('certificates that Node is told not to look at are looked at all the same', async () => {
  const found = await here({ env: { ...ALL, NODE_TLS_REJECT_UNAUTHORIZED: '0' } });
  expect(found['certificates-off']).toMatchObject({ state: 'look' });
});

test.concurrent('no trace of a credential is left, whatever its shape and wherever it stands', async () => {
  const secrets = [
    't0k3n-"Qx7/\\zR+9=pLm4Wk8sYv2',
    'p4rtn3r-Zk8Wq1-Hd6TfYb9Ve3',
    'st4g1ng_Jm5%Nc3&Gx0Lq7Rw2Bd',
  ];
  const [token = '', partner = '', staging = ''] = secrets;
  const { url } = await answering((_, response) => {
    const echo = JSON.stringify(
      secrets.map((each) => [each, Buffer.from(each).toString('base64'), encodeURIComponent(each)]),
    );
    response.writeHead(400, {
      'Content-Type': `application/json; x="${partner}"`,
      'X-Echo': encodeURIComponent(token),
      Server: partner,
    });
    response.end(echo);
  });
  for (const [env, file] of [
    [{ QONTO_TOKEN: token, QONTO_PARTNER_ID: partner, QONTO_STAGING_TOKEN: staging }, ''],
    [{}, `QONTO_TOKEN='${token}'\nQONTO_PARTNER_ID=${partner}\nQONTO_STAGING_TOKEN=${staging}\n`],
    [
      {
        QONTO_TOKEN: `Bearer ${token}`,
        QONTO_PARTNER_ID: `${partner} `,
        QONTO_STAGING_TOKEN: `"${staging}"`,
      },
      '',
    ],
    [{ QONTO_TOKEN: '' }, `QONTO_TOKEN='${token}'\n${partner}=${staging}\nQONTO_STAGING=${staging}\n`],
    [{ QONTO_RESOURCE_ID: token }, ''],
  ] as const) {
    const cwd = withEnv(file);
    for (const args of [
      ['--target', url, '--fire', '--json', 'a.json'],
      ['--target', 'sandbox', '--offline', '--debug'],
    ]) {
      const ran = await plumbline(['doctor', ...args], { cwd, env });
      expect(traces(`${ran.stdout}${ran.stderr}`, secrets), args.join(' ')).toEqual([]);
      if (existsSync(join(cwd, 'a.json'))) {
        expect(traces(readFileSync(join(cwd, 'a.json'), 'utf8'), secrets)).toEqual([]);
      }
    }
  }
}, 120_000);

for (const [name, args] of Object.entries({
  doctor: ['doctor'],
  'doctor-offline': ['doctor', '--target', 'sandbox', '--offline'],
})) {
  test.concurrent(`the screen of "plumbline ${args.join(' ')}" is as recorded`, async ({ expect }) => {
    await expect(doctorScreen(await plumbline(args))).toMatchFileSnapshot(`golden/${name}.txt`);
  });
}
