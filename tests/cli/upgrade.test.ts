// `plumbline upgrade` as a user runs it, in a folder as a team has it.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, onTestFinished, test } from 'vitest';
import { inOwnProcess, plumbline, workspace } from './plumbline.ts';

const PAGE = 'tests/document/fixtures/trigger-a-webhook-event.md';
const PINNED = 'spec/onboarding-api.trigger-event.yaml';
const LOCK = 'spec/spec.lock.json';
const TYPES = 'src/client/openapi.generated.ts';
const HISTORY = 'spec/HISTORY.md';

/** A workspace with the candidates in it, and with the client where it is asked for. */
function team({ client = false } = {}): string {
  const cwd = workspace();
  for (const name of ['announced.md', 'breaking.md'])
    cpSync(`tests/fixtures/upgrade/${name}`, join(cwd, name));
  cpSync(PAGE, join(cwd, 'same.md'));
  if (client) {
    mkdirSync(join(cwd, 'src'));
    cpSync('src/client', join(cwd, 'src/client'), { recursive: true });
    for (const name of ['tsconfig.json', 'package.json']) cpSync(name, join(cwd, name));
    symlinkSync(resolve('node_modules'), join(cwd, 'node_modules'));
  }
  return cwd;
}

const read = (cwd: string, name: string): string => readFileSync(join(cwd, name), 'utf8');
const lockOf = (cwd: string) => JSON.parse(read(cwd, LOCK));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** All that an upgrade may write, as it is. */
function pinOf(cwd: string): Record<string, string | undefined> {
  return Object.fromEntries(
    [PINNED, LOCK, TYPES, HISTORY].map((name) => [
      name,
      existsSync(join(cwd, name)) ? read(cwd, name) : undefined,
    ]),
  );
}

/** The schema of the report, in which a property that it does not describe is a fault. */
const schemaOf = (name: string) =>
  JSON.parse(readFileSync(`src/report/${name}-report.schema.json`, 'utf8'), (_, value) =>
    value?.properties === undefined ? value : { ...value, additionalProperties: false },
  );
const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  allErrors: true,
  schemas: [schemaOf('diff')],
});
addFormats.default(ajv);
const isReport = ajv.compile(schemaOf('upgrade'));

async function json(args: string[], cwd: string) {
  const { code, stdout, stderr } = await plumbline(['upgrade', ...args, '--json', '-'], { cwd });
  const report = JSON.parse(stdout);
  expect(isReport(report), ajv.errorsText(isReport.errors)).toBe(true);
  return { code, stderr, report };
}

const undated = (text: string): string => text.replace(/accepted on \d{4}-\d\d-\d\d/g, 'accepted on DATE');

/** What stands between the fences of the page on upgrades: each a command, and what it prints. */
const sessions = [
  ...readFileSync('docs/upgrade.md', 'utf8').matchAll(/```text\n\$ plumbline (.*)\n([\s\S]*?)```/g),
];

test('the page on upgrades shows what the commands print', async () => {
  const cwd = team({ client: true });
  expect(sessions.length).toBeGreaterThan(2);
  for (const [, command = '', printed] of sessions) {
    const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
    const { stdout, stderr } = await plumbline(args, { cwd });
    expect(undated(stdout + stderr), command).toBe(undated(printed ?? ''));
  }
}, 60_000);

test('the page that is pinned is safe, and accepting it writes nothing', async () => {
  const cwd = team();
  const before = pinOf(cwd);
  const { code, report, stderr } = await json(['same.md', '--accept'], cwd);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(report).toMatchObject({
    verdict: 'identical',
    safety: 'safe',
    sentence: 'safe: nothing that we rely on changes',
    accepted: { written: false, files: [] },
  });
  expect(pinOf(cwd)).toEqual(before);
});

test('what is announced is safe but to be looked at, and is accepted: document, lock, types, history', async () => {
  const cwd = team({ client: true });
  const old = lockOf(cwd);
  const { code, report } = await json(['announced.md', '--accept'], cwd);
  expect(code).toBe(0);
  expect(report).toMatchObject({ verdict: 'compatible', safety: 'look', accepted: { written: true } });
  expect(report.sentence).toMatch(/^safe, but look at .*\/event_type.*\(announced\)/);
  const text = read(cwd, PINNED);
  expect(read(cwd, 'announced.md')).toContain(text);
  const { acceptedOn, ...lock } = lockOf(cwd);
  expect(acceptedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(lock).toEqual({
    document: old.document,
    origin: 'announced.md',
    sha256: sha256(text),
    history: [{ origin: old.origin, sha256: old.sha256, acceptedOn: old.acceptedOn }],
  });
  expect(read(cwd, TYPES)).toContain('"registrations.rejected"');
  expect(read(cwd, HISTORY)).toContain(`- from: \`${old.sha256}\`\n- to: \`${lock.sha256}\``);
  expect(readdirSync(join(cwd, 'spec')).sort()).toEqual([
    'HISTORY.md',
    'onboarding-api.trigger-event.yaml',
    'spec.lock.json',
  ]);
  // The next command finds what was accepted, and the second upgrade keeps the first.
  expect((await plumbline(['lint'], { cwd })).stderr).toBe('');
  await plumbline(['upgrade', 'same.md', '--accept-breaking', 'back'], { cwd });
  expect(lockOf(cwd).history.map((entry: { sha256: string }) => entry.sha256)).toEqual([
    old.sha256,
    lock.sha256,
  ]);
  expect(read(cwd, HISTORY).match(/^## /gm)).toHaveLength(2);
}, 60_000);

test('what breaks is refused without a reason, and accepted with one, which is kept', async () => {
  const cwd = team({ client: true });
  const before = pinOf(cwd);
  const refused = await json(['breaking.md', '--accept'], cwd);
  expect(refused.code).toBe(1);
  expect(refused.report).toMatchObject({ verdict: 'breaking', safety: 'unsafe' });
  expect(refused.report.accepted).toBeUndefined();
  expect(refused.stderr).toMatch(
    /^plumbline: not accepted: not safe because .*--accept-breaking "reason"\n$/,
  );
  expect(pinOf(cwd)).toEqual(before);
  const files = refused.report.tasks.map(({ file }: { file: string }) => file);
  expect(files).toContain('contracts/trigger-event.contract.yaml');
  expect(files).toContain('src/client/client.ts');

  const reason = 'agreed with <b>Qonto</b> & *us*, see [1](http://x.example) @team';
  const accepted = await json(['breaking.md', '--accept-breaking', reason], cwd);
  expect(accepted).toMatchObject({ code: 0, stderr: '', report: { accepted: { written: true, reason } } });
  const history = read(cwd, HISTORY);
  expect(history).toContain(
    'accepted because: agreed with &lt;b&gt;Qonto&lt;/b&gt; &amp; \\*us\\*, see \\[1\\]\\(http&#58;//x.example\\) &#64;team',
  );
  expect(history).toContain('the code "unauthorized" is now "invalid\\_token"');
}, 60_000);

test('a contract that names what the candidate lacks is told with its line', async () => {
  const cwd = team();
  writeFileSync(
    join(cwd, 'next.yaml'),
    read(cwd, PINNED).replace('operationId: webhooks/dev-trigger', 'operationId: trigger'),
  );
  const { code, report } = await json(['next.yaml', '--accept'], cwd);
  expect(code).toBe(1);
  const [contract] = report.sections.filter(({ judge }: { judge: string }) => judge === 'contract');
  expect(contract).toMatchObject({
    state: 'unsafe',
    remarks: [{ place: { file: 'contracts/trigger-event.contract.yaml', line: 8 } }],
  });
  expect(read(cwd, 'contracts/trigger-event.contract.yaml')).toContain('operation: webhooks/dev-trigger');
});

test('an invalid candidate is never pinned, not even with a reason', async () => {
  const cwd = team();
  const before = pinOf(cwd);
  writeFileSync(
    join(cwd, 'next.yaml'),
    read(cwd, PINNED).replace('      operationId:', '      nullable: true\n      operationId:'),
  );
  const { code, report, stderr } = await json(['next.yaml', '--accept-breaking', 'because'], cwd);
  expect(code).toBe(1);
  expect(report.sentence).toMatch(/^not safe because the document itself: not valid OpenAPI 3\.0/);
  expect(stderr).toContain('an invalid document is never pinned');
  expect(pinOf(cwd)).toEqual(before);
});

test('an invalid candidate whose meaning is plain is to be looked at, and may be pinned', async () => {
  const cwd = team();
  writeFileSync(join(cwd, 'next.yaml'), read(cwd, PINNED).replace("version: '1.0'", 'version: 2.0'));
  const { code, report } = await json(['next.yaml', '--accept'], cwd);
  expect(code).toBe(0);
  expect(report.sentence).toContain(
    'safe, but look at the document itself: not valid OpenAPI 3.0: /info/version is 2',
  );
  expect(read(cwd, PINNED)).toBe(read(cwd, 'next.yaml'));
  const checked = await plumbline(['check', '--quiet'], { cwd });
  expect(checked.code).toBe(0);
  expect(checked.stderr).toBe(
    'plumbline: warning: spec/onboarding-api.trigger-event.yaml:4:3: not valid OpenAPI 3.0: /info/version is 2, where OpenAPI asks for a string; what is meant is plain, and it is read so\n',
  );
});

test('a recording is judged by the candidate', async () => {
  const cwd = team();
  expect((await plumbline(['check', '--quiet'], { cwd })).code).toBe(0);
  const same = await json(['same.md'], cwd);
  const sections = (report: { sections: { judge: string }[] }) =>
    report.sections.find(({ judge }) => judge === 'recordings');
  expect(sections(same.report)).toMatchObject({ state: 'safe', remarks: [] });
  const breaking = await json(['breaking.md', '--recording', 'reports/check.har'], cwd);
  expect(sections(breaking.report)).toMatchObject({ state: 'look' });
  const touched = breaking.report.changes.flatMap(({ touchesUs }: { touchesUs: string[] }) => touchesUs);
  expect(touched).toContainEqual(expect.stringMatching(/^reports\/check\.har: \d+ answers 401$/));
});

test('the Markdown report is as recorded', async () => {
  for (const name of ['announced', 'breaking']) {
    const { stdout } = await plumbline(['upgrade', `${name}.md`, '--markdown', '-'], { cwd: team() });
    await expect(undated(stdout)).toMatchFileSnapshot(`golden/upgrade-${name}.md`);
  }
});

test('where openapi-typescript is not installed the types are not judged, and block what would leave them behind', async () => {
  const cwd = team({ client: true });
  rmSync(join(cwd, 'node_modules'));
  // A folder that no other folder with the package stands above.
  const lone = workspace();
  for (const name of ['dist', 'package.json']) cpSync(name, join(lone, name), { recursive: true });
  const run = (...more: string[]) =>
    inOwnProcess([], {
      cwd,
      shell: [
        process.execPath,
        join(lone, 'dist/cli.js'),
        'upgrade',
        'announced.md',
        '--json',
        '-',
        ...more,
      ].join(' '),
    });
  const judged = await run();
  expect(judged.code).toBe(0);
  const types = JSON.parse(judged.stdout).sections.find(({ judge }: { judge: string }) => judge === 'types');
  expect(types).toMatchObject({
    state: 'skipped',
    summary: `${TYPES} cannot be made anew, since openapi-typescript is not installed`,
  });
  const before = pinOf(cwd);
  const refused = await run('--accept');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/^plumbline: [^\n]*openapi-typescript is not installed[^\n]*\n$/);
  expect(pinOf(cwd)).toEqual(before);
});

test('the Markdown report lets nothing of a document act', async () => {
  const cwd = team();
  const hostile = '"<img src=x onerror=alert(1)> | `x` @all ![a](http://x.example) \\u001b[31m"';
  writeFileSync(join(cwd, 'next.yaml'), read(cwd, PINNED).replace('code: unauthorized', `code: ${hostile}`));
  const { stdout } = await plumbline(['upgrade', 'next.yaml', '--markdown', '-'], { cwd });
  expect(stdout).toContain('&lt;img');
  // Within code nothing acts; outside of it nothing is left that could.
  const text = stdout.replace(/(`+)[^`][\s\S]*?\1/g, '');
  expect(text).not.toMatch(/<img|[^\\]!\[|@all|:\/\/x\.example/);
  expect(text).not.toContain(String.fromCharCode(27));
});

test.each<[string, string, RegExp]>([
  ['nothing there', '', /next\.yaml: the document cannot be read/],
  ['no YAML', '{"openapi": ', /next\.yaml:.*not readable/],
  ['Swagger 2', 'swagger: "2.0"\n', /Swagger "2\.0" is not supported/],
  ['an HTML page', '<!doctype html><p>', /an HTML page, not an OpenAPI document/],
  [
    'another API',
    'openapi: 3.0.3\ninfo: {title: Pets, version: "1"}\npaths: {/pets: {get: {responses: {"200": {description: x}}}}}\n',
    /the candidate is of another API: "Pets"/,
  ],
  [
    'another page of the API',
    'openapi: 3.0.3\ninfo: {title: Onboarding API, version: "1"}\npaths: {/x: {get: {responses: {"200": {description: x}}}}}\n',
    /the candidate lacks the operation POST \/register\/dev\/trigger_event/,
  ],
])('%s is one line and exit code 2, and nothing is pinned', async (_, content, expected) => {
  const cwd = team();
  const before = pinOf(cwd);
  if (content !== '') writeFileSync(join(cwd, 'next.yaml'), content);
  const { code, stdout, stderr } = await plumbline(['upgrade', 'next.yaml', '--accept-breaking', 'x'], {
    cwd,
  });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(expected);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(pinOf(cwd)).toEqual(before);
});

test('a URL is fetched; its query is in no file that is pinned; one that fails is exit code 2', async () => {
  const cwd = team();
  const server = createServer((request, response) => {
    const found = request.url?.startsWith('/page.md') === true;
    response.writeHead(found ? 200 : 404).end(found ? read(cwd, 'announced.md') : '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const failed = await plumbline(['upgrade', `${url}/other.md`, '--accept'], { cwd });
  expect(failed).toMatchObject({ code: 2, stdout: '' });
  expect(failed.stderr).toContain('the server answered 404');
  expect((await plumbline(['upgrade', `${url}/page.md?token=s3cret`, '--accept'], { cwd })).code).toBe(0);
  expect(lockOf(cwd).origin).toBe(`${url}/page.md`);
  expect(Object.values(pinOf(cwd)).join('')).not.toContain('s3cret');
});

test('where nothing is pinned there is nothing to upgrade', async () => {
  const cwd = team();
  rmSync(join(cwd, LOCK));
  const { code, stderr } = await plumbline(['upgrade', 'same.md'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/nothing is pinned: there is no spec\.lock\.json beside spec\//);
  // What it says pins the document.
  const [, lock = ''] = /to pin it as it is, write (\{.*\}) into spec\/spec\.lock\.json$/m.exec(stderr) ?? [];
  writeFileSync(join(cwd, LOCK), lock.replace('YYYY-MM-DD', '2026-12-01'));
  const again = await plumbline(['upgrade', 'same.md'], { cwd });
  expect(again.code).toBe(0);
  expect(again.stdout).toContain('accepted on 2026-12-01');
});

test('a pinned file that was changed by hand is accepted as it is only with a reason', async () => {
  const cwd = team();
  writeFileSync(join(cwd, PINNED), `${read(cwd, PINNED)}# by hand\n`);
  const refused = await plumbline(['upgrade', PINNED, '--accept'], { cwd });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('was changed by hand, and what was accepted is gone');
  expect((await plumbline(['upgrade', PINNED, '--accept-breaking', 'a comment'], { cwd })).code).toBe(0);
  expect(lockOf(cwd).sha256).toBe(sha256(read(cwd, PINNED)));
});

test('of two upgrades at once one is pinned whole, and the other says why it is not or came after', async () => {
  const cwd = team();
  const ran = await Promise.all(
    ['announced.md', 'breaking.md'].map((name) =>
      plumbline(['upgrade', name, '--accept-breaking', name], { cwd }),
    ),
  );
  expect(ran.filter(({ code }) => code === 0).length).toBeGreaterThan(0);
  for (const { code, stderr } of ran) {
    if (code !== 0) expect(stderr).toMatch(/another upgrade (is under way|has pinned something)/);
  }
  expect(lockOf(cwd).sha256).toBe(sha256(read(cwd, PINNED)));
  expect(lockOf(cwd).history).toHaveLength(ran.filter(({ code }) => code === 0).length);
  expect(readdirSync(join(cwd, 'spec')).filter((name) => name.startsWith('.'))).toEqual([]);
});

/** Ends the process with SIGKILL before the change of a file in spec/ that KILL_BEFORE counts; the lock does not count. */
const KILLER = `
const fs = require('node:fs');
let changes = 0;
const isOfThePin = (path) => String(path).includes('/spec/') && !String(path).endsWith('.upgrade.lock');
for (const name of ['open', 'rename', 'rm']) {
  const original = fs.promises[name];
  fs.promises[name] = (path, ...rest) => {
    const reads = name === 'open' && rest[0] !== 'w';
    if (isOfThePin(path) && !reads && ++changes === Number(process.env.KILL_BEFORE)) {
      process.kill(process.pid, 'SIGKILL');
    }
    return original(path, ...rest);
  };
}
require('node:module').syncBuiltinESMExports();
`;

test('a run that is killed while it writes leaves a pin that the next command finds whole', async () => {
  const cwd = team();
  writeFileSync(join(cwd, 'killer.cjs'), KILLER);
  const old = read(cwd, PINNED);
  const written: number[] = [];
  const points = [1, 2, 4, 5, 6, 7, 8];
  for (const point of points) {
    const before = lockOf(cwd).sha256;
    const { signal } = await inOwnProcess(
      ['upgrade', read(cwd, PINNED) === old ? 'announced.md' : 'same.md', '--accept-breaking', 'x'],
      { cwd, env: { NODE_OPTIONS: '--require ./killer.cjs', KILL_BEFORE: String(point) } },
    );
    expect(signal, `before change ${point}`).toBe('SIGKILL');
    const { code, stderr } = await plumbline(['lint'], { cwd });
    expect([0, 1]).toContain(code);
    expect(stderr).not.toContain('is not what was accepted');
    const text = read(cwd, PINNED);
    expect(lockOf(cwd).sha256).toBe(sha256(text));
    expect(text === old || read(cwd, 'announced.md').includes(text)).toBe(true);
    if (lockOf(cwd).sha256 !== before) written.push(point);
    expect(lockOf(cwd).history ?? []).toHaveLength(written.length);
    expect(existsSync(join(cwd, HISTORY)) ? read(cwd, HISTORY).match(/^## /gm) : []).toHaveLength(
      written.length,
    );
  }
  // Three files and the journal's draft are written, then the journal is put in place, and from there the new pin holds.
  expect(written).toEqual(points.filter((point) => point > 5));
  // What was left behind is in nobody's way.
  expect((await plumbline(['upgrade', 'breaking.md', '--accept-breaking', 'x'], { cwd })).code).toBe(0);
  expect(readdirSync(join(cwd, 'spec')).filter((name) => name.startsWith('.'))).toEqual([]);
}, 120_000);

test('an upgrade that was ended behind its journal is completed by the next command that reads the pin', async () => {
  const cwd = team();
  const text = read(cwd, PINNED).replace('Triggers a single', 'Triggers one');
  const lock = { ...lockOf(cwd), sha256: sha256(text) };
  const files = { [PINNED]: text, [LOCK]: `${JSON.stringify(lock)}\n` };
  const steps = Object.entries(files).map(([path, content]) => {
    const name = path.slice('spec/'.length);
    const temporary = `.${name}.upgrade.tmp`;
    writeFileSync(join(cwd, dirname(path), temporary), content);
    return { target: name, temporary, sha256: sha256(content) };
  });
  writeFileSync(join(cwd, 'spec/.upgrade-journal.json'), JSON.stringify({ plumbline: 1, steps }));
  const { stderr } = await plumbline(['check', '--plan'], { cwd });
  expect(stderr).toContain(
    'an upgrade was ended half-way; completed: spec: onboarding-api.trigger-event.yaml, spec.lock.json',
  );
  expect(stderr).not.toContain('is not what was accepted');
  expect(read(cwd, PINNED)).toBe(text);
  expect((await plumbline(['check', '--plan'], { cwd })).stderr).toBe('');
});

test('nothing is pinned into the installed Plumbline: it is no pin of the user', async () => {
  const installed = workspace();
  for (const name of ['dist', 'package.json']) cpSync(name, join(installed, name), { recursive: true });
  const page = 'spec/onboarding-api.trigger-event.yaml';
  const before = readFileSync(join(installed, page), 'utf8');
  const cwd = workspace();
  for (const name of ['contracts', 'spec']) rmSync(join(cwd, name), { recursive: true });
  writeFileSync(join(cwd, 'next.yaml'), `# another\n${before}`);
  const run = (...more: string[]) =>
    inOwnProcess([], {
      cwd,
      shell: [process.execPath, join(installed, 'dist/cli.js'), 'upgrade', 'next.yaml', ...more].join(' '),
    });
  expect((await run()).code).toBe(0);
  for (const more of [['--accept'], ['--accept-breaking', 'reason']]) {
    const { code, stdout, stderr } = await run(...more);
    expect(stderr).toMatch(/^plumbline: \S+: there is no pin of yours: [^\n]+\n$/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  }
  expect(readFileSync(join(installed, page), 'utf8')).toBe(before);
});
