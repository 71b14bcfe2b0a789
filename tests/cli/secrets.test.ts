// No credential, whole or in part, in any spelling, in anything that Plumbline writes: every command is run with marked
// credentials against a provider that gives them back wherever it can.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plumbline, type Ran, start, workspace } from './plumbline.ts';
import { answering, deadPort } from './servers.ts';
import { traces } from './traces.ts';

const SECRETS = {
  QONTO_TOKEN: 't0k3n-"Qx7/\\zR+9=pLm4Wk8sYv2',
  QONTO_PARTNER_ID: 'p4rtn3r-Zk8Wq1-Hd6TfYb9Ve3',
  QONTO_STAGING_TOKEN: 'st4g1ng_Jm5%Nc3&Gx0Lq7Rw2Bd',
};
const secrets = Object.values(SECRETS);

/** All the ways in which a provider gives a credential back. */
function echoes(secret: string): Record<string, string> {
  const half = Math.ceil(secret.length / 2);
  const bytes = Buffer.from(secret);
  return {
    plain: secret,
    inText: `the credential ${secret} is not known`,
    bearer: `Bearer ${secret}`,
    base64: bytes.toString('base64'),
    base64url: bytes.toString('base64url'),
    basic: Buffer.from(`user:${secret}`).toString('base64'),
    basicFirst: Buffer.from(`${secret}:`).toString('base64'),
    url: encodeURIComponent(secret),
    percent: [...bytes].map((byte) => `%${byte.toString(16)}`).join(''),
    hex: bytes.toString('hex'),
    hexUpper: bytes.toString('hex').toUpperCase(),
    json: JSON.stringify(secret),
    jsonTwice: JSON.stringify(JSON.stringify({ token: secret })),
    unicode: [...bytes].map((byte) => `\\u00${byte.toString(16)}`).join(''),
    html: [...bytes].map((byte) => `&#x${byte.toString(16)};`).join(''),
    upper: secret.toUpperCase(),
    lower: secret.toLowerCase(),
    first: secret.slice(0, half),
    second: secret.slice(half),
    beginning: secret.slice(0, 12),
    end: secret.slice(-12),
  };
}

/** Answers in turn with every status and every kind of body, each full of credentials. */
function echoing(): Promise<{ url: string }> {
  let turn = 0;
  return answering((_, response) => {
    const all = secrets.map(echoes);
    turn += 1;
    for (const [index, each] of all.entries()) {
      for (const name of ['plain', 'base64', 'basic', 'url', 'hex', 'upper', 'beginning']) {
        response.setHeader(`X-Echo-${index}-${name}`, each[name] ?? '');
      }
    }
    TURNS[turn % TURNS.length]?.(response, all);
  });
}

const TURNS: ((response: ServerResponse, all: Record<string, string>[]) => void)[] = [
  (response, all) =>
    json(response, 400, { errors: all.map((each) => ({ code: each['hex'], detail: each['inText'] })) }),
  (response, all) =>
    json(response, 201, { event: { id: all[0]?.['plain'], resource_id: all[0]?.['beginning'] }, all }),
  (response, all) =>
    json(response, 401, { errors: [{ code: 'unauthorized', detail: all[0]?.['basic'], all }] }),
  (response, all) => json(response, 409, { [all[0]?.['plain'] ?? '']: all, [all[1]?.['url'] ?? '']: 1 }),
  (response, all) => {
    response.writeHead(500, { 'Content-Type': 'text/html' });
    response.end(
      `<html><pre>Error: ${JSON.stringify(all)}\n at ${all[0]?.['plain']} (/srv/app.js:1:1)</pre></html>`,
    );
  },
  (response, all) => {
    response.writeHead(302, { Location: `/login?token=${all[0]?.['url']}&again=${all[2]?.['url']}` }).end();
  },
  (response, all) => {
    // Not UTF-8, so that a recording holds it in base64.
    response.writeHead(201, { 'Content-Type': `application/json; token="${all[1]?.['beginning']}"` });
    response.end(Buffer.concat([Buffer.from([0xff]), Buffer.from(JSON.stringify(all))]));
  },
  (response, all) => {
    // No HTTP, and a reset: the errors of parsers like to quote.
    response.socket?.write(`HTTP/1.1 ${all[0]?.['beginning']} ${all[0]?.['hex']}\r\n\r\n`);
    response.socket?.destroySoon();
  },
  (response, all) => {
    const body = JSON.stringify(all);
    response.writeHead(400, {
      'Content-Type': 'application/json',
      'Content-Length': String(body.length + 9),
    });
    response.write(body, () => response.socket?.destroySoon());
  },
];

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** Everything that a command has left: what it wrote to its streams and to every file. */
function left(cwd: string, { stdout, stderr }: Ran): string {
  const files = readdirSync(cwd, { recursive: true, encoding: 'utf8' })
    .map((name) => join(cwd, name))
    .filter((path) => statSync(path).isFile());
  return [stdout, stderr, ...files, ...files.map((path) => readFileSync(path, 'utf8'))].join('\n');
}

async function run(args: readonly string[], cwd = workspace()): Promise<Ran> {
  const ran = await plumbline(args, { cwd, env: SECRETS });
  expect(traces(left(cwd, ran), secrets)).toEqual([]);
  return ran;
}

test.concurrent('what looks for traces finds each way in which the provider gives a credential back', () => {
  for (const secret of secrets) {
    for (const [way, text] of Object.entries(echoes(secret)))
      expect(traces(`<${text}>`, secrets), way).not.toEqual([]);
  }
  expect(traces('nothing of the kind, t0k3n-"Qx', secrets)).toEqual([]);
});

test.concurrent('check leaves no trace of a credential, nor does a replay of its recording', async () => {
  const { url } = await echoing();
  const cwd = workspace();
  const ran = await run(['check', '--target', url, '--only', '409', '--verbose', '--debug'], cwd);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('leak');
  expect(readFileSync(join(cwd, 'reports/check.har'), 'utf8')).toContain('[redacted:QONTO_TOKEN]');
  const again = await run(
    ['replay', 'reports/check.har', '--verbose', '--json', 'a.json', '--junit', 'a.xml'],
    cwd,
  );
  expect(again.code).toBe(1);
});

test.concurrent('check with --json - and check --plan leave no trace of a credential', async () => {
  const { url } = await echoing();
  const ran = await run(['check', '--target', url, '--only', '409', '--json', '-']);
  expect(JSON.parse(ran.stdout).verdict).toBe('drift');
  const plan = await run(['check', '--target', url, '--plan', '--verbose', '--debug']);
  expect(plan.code).toBe(0);
});

test.concurrent('a recording of another tool, which holds credentials, leaves none of them in a report', async () => {
  const [token = '', partner = '', staging = ''] = secrets;
  const entry = {
    startedDateTime: '2026-01-01T00:00:00Z',
    time: 5,
    request: {
      method: 'POST',
      url: `https://thirdparty-sandbox.staging.qonto.co/register/dev/trigger_event?token=${encodeURIComponent(token)}`,
      headers: [
        { name: 'Authorization', value: `Bearer ${token}` },
        { name: 'Qonto-Partner-Id', value: partner },
        { name: 'X-Qonto-Staging-Token', value: staging },
      ],
      postData: { mimeType: 'application/json', text: JSON.stringify({ resource_id: token }) },
    },
    response: {
      status: 401,
      headers: [{ name: 'X-Echo', value: staging }],
      content: {
        size: 9,
        mimeType: 'application/json',
        text: JSON.stringify({ errors: secrets.map(echoes) }),
      },
    },
  };
  const outside = workspace();
  const file = join(outside, 'other.har');
  writeFileSync(file, JSON.stringify({ log: { entries: [entry] } }));
  const ran = await run(['replay', file, '--verbose', '--debug', '--json', 'a.json', '--junit', 'a.xml']);
  expect(ran.code).toBe(1);
  await run(['replay', file, '--json', '-']);

  writeFileSync(file, JSON.stringify({ log: { entries: [entry] } }).slice(0, -9));
  expect((await run(['replay', file, '--debug'])).code).toBe(2);
  writeFileSync(file, `{"log":{"entries":[${token}]}}`);
  expect((await run(['replay', file, '--debug'])).code).toBe(2);
  writeFileSync(file, JSON.stringify({ log: { entries: [{ ...entry, request: { method: token } }] } }));
  expect((await run(['replay', file, '--debug'])).code).toBe(2);
});

test.concurrent('a recording of another tool leaves none when no variable names it', async () => {
  const [token = '', partner = '', staging = ''] = secrets;
  const headers = {
    Authorization: `Bearer ${token}`,
    'Qonto-Partner-Id': partner,
    'X-Qonto-Staging-Token': staging,
    'X-Api-Key': `${token}-as-a-key`,
    'X-Csrf-Token': `${token}-of-a-form`,
  };
  const query = new URLSearchParams({ access_token: token, client_secret: `${token}-of-ours` });
  const entry = {
    startedDateTime: '2026-01-01T00:00:00Z',
    time: 5,
    request: {
      method: 'POST',
      url: `https://thirdparty-sandbox.staging.qonto.co/register/dev/trigger_event?${query}`,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    },
    response: {
      status: 401,
      headers: [],
      content: { size: 9, mimeType: 'application/json', text: JSON.stringify({ errors: [staging] }) },
    },
  };
  const cwd = workspace();
  const file = join(workspace(), 'other.har');
  writeFileSync(file, JSON.stringify({ log: { entries: [entry] } }));
  const reports = ['--json', 'a.json', '--junit', 'a.xml', '--html', 'a.html'];
  const ran = await plumbline(['replay', file, '--verbose', '--debug', ...reports], { cwd });
  expect(ran.code).toBe(1);
  expect(traces(left(cwd, ran), secrets)).toEqual([]);
  expect(readFileSync(join(cwd, 'a.json'), 'utf8')).toContain('X-Qonto-Staging-Token');
});

test.concurrent('the query of the URL of a document is written nowhere', async () => {
  const token = 'qu3ry-T0k3n-Vb7Xs2Lp9Wd4';
  const text = readFileSync('spec/onboarding-api.trigger-event.yaml', 'utf8');
  const changed = text.replaceAll('registrations.pending', 'registrations.waiting');
  const { url } = await answering(({ url: path = '' }, response) => {
    if (!path.endsWith(`?token=${token}`)) response.writeHead(403).end();
    else if (path.startsWith('/ok')) response.end(text);
    else if (path.startsWith('/new')) response.end(changed);
    else if (path.startsWith('/broken')) response.end('openapi: 3.0.3\npaths: [');
    else response.writeHead(302, { location: `/ok?token=${token}` }).end();
  });
  const cwd = workspace();
  const at = (path: string) => `${url}/${path}?token=${token}`;
  const tell = async (code: number, ...args: string[]) => {
    const ran = await plumbline([...args, '--debug'], { cwd });
    expect(`${args.join(' ')}: ${ran.code} ${ran.stderr}`).toContain(`${args.join(' ')}: ${code} `);
    expect(traces(left(cwd, ran), [token])).toEqual([]);
    return ran;
  };
  const operation = ['--operation', 'webhooks/dev-trigger'];
  const ran = await tell(1, 'check', '--fault', '401-flat', '--document', at('ok'), '--verbose');
  expect(ran.stdout).toContain(`${url}/ok?…`);
  await tell(1, 'replay', 'reports/check.har', '--document', at('ok'));
  const { findings } = JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8'));
  await tell(0, 'report', 'reports/check.json', '--ticket', findings[0].fingerprint, '--out', 'ticket.md');
  await tell(0, 'check', '--only', '401', '--document', at('ok'), ...operation, '--out', 'derived');
  await tell(0, 'lint', at('ok'), '--json', 'lint.json');
  await tell(1, 'diff', at('ok'), at('new'), '--json', 'diff.json', '--markdown', 'diff.md');
  await tell(1, 'upgrade', at('new'), '--json', 'upgrade.json', '--markdown', 'upgrade.md');
  await tell(0, 'upgrade', at('ok'), '--accept');
  await tell(1, 'pact', 'compare', '--document', at('new'), '--json', 'pact.json');
  for (const path of ['broken', 'moved']) await tell(2, 'check', '--document', at(path));
});

test.concurrent('the sandbox and the proof print no credential of the environment', async () => {
  const cwd = workspace();
  const sandbox = start(['sandbox', '--debug'], { cwd, env: SECRETS });
  await sandbox.shows('Ctrl-C ends it.');
  sandbox.child.kill('SIGINT');
  expect(traces(left(cwd, await sandbox.ended), secrets)).toEqual([]);
  expect((await run(['prove', '--only', '401-flat', '--json', '-'])).code).toBe(0);
});

test.concurrent('errors print no credential, with --debug either', async () => {
  const [token = '', , staging = ''] = secrets;
  const url = encodeURIComponent(token);
  for (const args of [
    ['check', '--target', `https://user:${url}@api.example.com`],
    ['check', '--target', `https://${url}@api.example.com/path`],
    ['check', '--target', `https://api.example.com/?token=${url}`],
    ['check', '--target', `api.example.com?token=${token}`],
    ['check', `--token=${token}`],
    ['check', `https://user:${url}@api.example.com`],
    ['check', '--document', `http://user:${url}@127.0.0.1:9/openapi.yaml`],
    ['check', '--target', 'https://thirdparty.qonto.com'],
  ]) {
    expect((await run([...args, '--debug'])).code).toBe(2);
  }
  const dead = await run(['check', '--target', await deadPort(), '--verbose', '--debug']);
  expect(dead.code).toBe(3);

  const cwd = workspace();
  mkdirSync(join(cwd, '.env'));
  expect((await run(['check', '--debug'], cwd)).code).toBe(2);
  const partly = workspace();
  const ran = await plumbline(['check', '--target', 'sandbox', '--debug'], {
    cwd: partly,
    env: { QONTO_STAGING_TOKEN: staging },
  });
  expect(ran.code).toBe(2);
  expect(traces(left(partly, ran), secrets)).toEqual([]);
});
