// What earlier runs tell, with real processes and a real file.
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { BINARY, inOwnProcess, plumbline, screen, start, workspace } from './plumbline.ts';
import { refusal } from './refusal.ts';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const schemaOf = (name: string) =>
  ajv.compile(JSON.parse(readFileSync(`src/report/${name}.schema.json`, 'utf8')));
const isLine = schemaOf('history');
const isReport = schemaOf('check-report');

const HISTORY = 'reports/history.jsonl';
const ONLY_409 = ['check', '--quiet', '--only', '409', '--concurrency', '1'];

/** The lines of a history that can be read. */
function lines(cwd: string, file = HISTORY): Record<string, unknown>[] {
  const rows = readFileSync(join(cwd, file), 'utf8').split('\n');
  expect(rows.pop()).toBe('');
  return rows.flatMap((row) => {
    try {
      return [JSON.parse(row)];
    } catch {
      return [];
    }
  });
}

const reportOf = (cwd: string) => JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8'));

test.concurrent('each run adds one line by the schema, and the next one knows of it', async () => {
  const cwd = workspace();
  await plumbline(ONLY_409, { cwd });
  await plumbline([...ONLY_409, '--seed', '7', '--fault', '409-flat'], { cwd });
  await plumbline(ONLY_409, { cwd });
  const written = lines(cwd);
  expect(written).toHaveLength(3);
  for (const line of written) expect(isLine(line), ajv.errorsText(isLine.errors)).toBe(true);
  const report = reportOf(cwd);
  expect(isReport(report), ajv.errorsText(isReport.errors)).toBe(true);
  // The port is another one each time; the run with the fault is of another target.
  expect(report.history).toEqual({
    file: HISTORY,
    nights: [{ startedAt: written[0]?.['startedAt'], verdict: 'conforms', causes: 0 }],
    causes: {},
    mended: [],
    notAsked: [],
  });
});

test.concurrent('a provider that breaks and is mended: the screens of three nights', async ({ expect }) => {
  const cwd = workspace();
  let port = '0';
  const night = async (...fault: string[]) => {
    const sandbox = start(['sandbox', '--port', port, ...fault], { cwd });
    await sandbox.shows('Ctrl-C ends it');
    const env = Object.fromEntries(
      [...sandbox.output.stdout.matchAll(/^\s*(?:export )?(QONTO_\w+)=(\S+)$/gm)].map(
        ([, name = '', value]) => [name, value?.replace(/^['"]|['"]$/g, '')],
      ),
    );
    // The next night asks at the same address.
    port = /127\.0\.0\.1:(\d+)/.exec(sandbox.output.stdout)?.[1] ?? port;
    const target = `http://127.0.0.1:${port}`;
    const ran = await plumbline([...ONLY_409, '--target', target], { cwd, env });
    sandbox.child.kill('SIGTERM');
    await sandbox.ended;
    return screen(ran);
  };
  await night();
  await expect(await night('--fault', '409-flat')).toMatchFileSnapshot('golden/history-new.txt');
  await expect(await night('--fault', '409-flat')).toMatchFileSnapshot('golden/history-still.txt');
  await expect(await night()).toMatchFileSnapshot('golden/history-mended.txt');
}, 120_000);

test.concurrent('runs at one time keep a line each, whole', async () => {
  const cwd = workspace();
  const names = ['a', 'b', 'c', 'd'];
  const ran = await Promise.all(
    names.map((name) =>
      inOwnProcess([...ONLY_409, '--fault', '409-flat', '--out', name, '--history', 'shared.jsonl'], { cwd }),
    ),
  );
  expect(ran.map(({ code }) => code)).toEqual(names.map(() => 1));
  expect(ran.map(({ stderr }) => stderr)).toEqual(names.map(() => ''));
  const written = lines(cwd, 'shared.jsonl');
  expect(written).toHaveLength(names.length);
  for (const line of written) expect(isLine(line)).toBe(true);
});

test.concurrent('a line that a crash cut off is told of in one line, kept, and not glued to the next', async () => {
  const cwd = workspace();
  await plumbline(ONLY_409, { cwd });
  const [whole = ''] = readFileSync(join(cwd, HISTORY), 'utf8').split('\n');
  const cut = whole.slice(0, 200);
  appendFileSync(join(cwd, HISTORY), cut);
  const ran = await plumbline(ONLY_409, { cwd });
  expect(ran.code).toBe(0);
  expect(ran.stderr).toBe(
    `plumbline: warning: ${HISTORY}:2: the last line was cut off, perhaps by a crash; it is passed over, and kept in the file, and this run begins a new one\n`,
  );
  expect(readFileSync(join(cwd, HISTORY), 'utf8').split('\n')[1]).toBe(cut);
  expect(lines(cwd)).toHaveLength(2);
  expect(reportOf(cwd).history.nights).toHaveLength(1);
});

test.concurrent('a clock that went backwards is told of, and the order of the file counts', async () => {
  const cwd = workspace();
  await plumbline(ONLY_409, { cwd });
  const [line = ''] = readFileSync(join(cwd, HISTORY), 'utf8').split('\n');
  const later = { ...JSON.parse(line), startedAt: '2999-01-01T00:00:00.000Z' };
  writeFileSync(join(cwd, HISTORY), `${JSON.stringify(later)}\n`);
  const ran = await plumbline(ONLY_409, { cwd });
  expect(ran.code).toBe(0);
  expect(ran.stderr).toMatch(
    /^plumbline: warning: reports\/history\.jsonl: its last run began at 2999-01-01T00:00:00\.000Z, and it is \d{4}-[^ ]+ now, so a clock is wrong; runs count in the order in which they were written\n$/,
  );
  expect(lines(cwd)).toHaveLength(2);
});

test.concurrent('a folder of reports of an older or a newer version loses nothing', async () => {
  const cwd = workspace();
  mkdirSync(join(cwd, 'reports'));
  writeFileSync(join(cwd, 'reports/check.json'), '{"plumbline": 1, "verdict": "drift"}\n');
  expect(await plumbline(ONLY_409, { cwd })).toMatchObject({ code: 0, stderr: '' });
  const newer = '{"plumbline":2,"what":"comes one day"}';
  appendFileSync(join(cwd, HISTORY), `${newer}\n`);
  const ran = await plumbline(ONLY_409, { cwd });
  expect(ran).toMatchObject({
    code: 0,
    stderr: `plumbline: warning: ${HISTORY}: line 2 is by a newer Plumbline, passed over, and kept in the file\n`,
  });
  expect(readFileSync(join(cwd, HISTORY), 'utf8').split('\n')[1]).toBe(newer);
});

test.concurrent('a disk that is full keeps nothing else from being shown, is one line and no pass', async () => {
  const cwd = workspace();
  await plumbline(ONLY_409, { cwd });
  const before = readFileSync(join(cwd, HISTORY), 'utf8');
  // A limit of the process on the size of a file acts as a full disk does: it takes what has room, here 100 bytes.
  const limit = 200;
  const full = before.repeat(Math.floor((limit * 1024 - 100) / before.length)).trimEnd();
  writeFileSync(join(cwd, HISTORY), `${full.padEnd(limit * 1024 - 101)}\n`);
  const shell = `trap '' XFSZ; ulimit -f ${limit}; exec "$NODE" ${BINARY} ${ONLY_409.join(' ')}`;
  const ran = await inOwnProcess([], { cwd, shell, env: { NODE: process.execPath } });
  expect(ran.stderr).toMatch(
    /^plumbline: reports\/history\.jsonl: cannot be written: .*(full|larger than it may be)\n$/,
  );
  expect(ran.stdout).toContain('CONFORMS');
  expect(ran.code).toBe(2);
  const cut = readFileSync(join(cwd, HISTORY));
  expect(cut.length).toBe(limit * 1024);
  expect(cut.toString().startsWith(before)).toBe(true);
  expect((await plumbline(ONLY_409, { cwd })).stderr).toContain('the last line was cut off');
});

test.concurrent('a history that cannot be written is refused before anything is sent', async () => {
  const cwd = workspace();
  mkdirSync(join(cwd, 'folder'));
  expect(await refusal([...ONLY_409, '--history', 'folder'], { cwd })).toBe(
    'folder: the history cannot be kept there: it is a folder; name a file with --history, or leave it out with --no-history',
  );
  expect(await refusal([...ONLY_409, '--history', '-'], { cwd })).toContain(
    '--history cannot go to standard output',
  );
  expect(await refusal([...ONLY_409, '--history', 'a.json', '--json', 'a.json'], { cwd })).toContain(
    '--json and --history would both write a.json',
  );
});

test.concurrent('a read-only folder and a read-only history are refused before anything is sent', async () => {
  const cwd = workspace();
  mkdirSync(join(cwd, 'kept'));
  writeFileSync(join(cwd, 'kept/history.jsonl'), '');
  chmodSync(join(cwd, 'kept/history.jsonl'), 0o444);
  mkdirSync(join(cwd, 'out'), { mode: 0o777 });
  chmodSync(join(cwd, 'out'), 0o777);
  chmodSync(join(cwd, 'kept'), 0o555);
  // The superuser may write everywhere: be nobody.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  chmodSync(cwd, 0o755);
  for (const file of ['kept/history.jsonl', 'kept/other.jsonl']) {
    const args = [...ONLY_409, '--out', 'out', '--history', file];
    const ran = await inOwnProcess(args, { cwd, ...nobody });
    expect(ran.stderr).toMatch(
      /^plumbline: kept(\/history\.jsonl)?: cannot be written: permission denied\n$/,
    );
    expect(ran.code).toBe(2);
    expect(ran.stdout).toBe('');
  }
  chmodSync(join(cwd, 'kept'), 0o755);
  expect(existsSync(join(cwd, 'kept/other.jsonl'))).toBe(false);
});

test.concurrent('--no-history reads nothing and leaves nothing', async () => {
  const cwd = workspace();
  await plumbline([...ONLY_409, '--no-history'], { cwd });
  expect(existsSync(join(cwd, HISTORY))).toBe(false);
  expect(reportOf(cwd).history).toBeUndefined();
});

test.concurrent('a run that is interrupted leaves its line, and mends nothing', async () => {
  const cwd = workspace();
  const args = ['check', '--quiet', '--only', '401', '--fault', '401-flat'];
  await plumbline(args, { cwd });
  const { code } = await plumbline([...args, '--run-timeout', '1'], { cwd });
  expect([1, 3]).toContain(code);
  expect(lines(cwd)[1]).toMatchObject({ interrupted: true, asked: [] });
  expect(reportOf(cwd).history.mended).toEqual([]);
});

test.concurrent('--plan leaves no history', async () => {
  const cwd = workspace();
  await plumbline(['check', '--plan'], { cwd });
  expect(existsSync(join(cwd, 'reports'))).toBe(false);
});

test.concurrent('a file that is no history stays as it is, and nothing is sent', async () => {
  const cwd = workspace();
  writeFileSync(join(cwd, 'README.md'), '# Our client\n');
  expect(await refusal([...ONLY_409, '--history', 'README.md'], { cwd })).toBe(
    'README.md: the history cannot be kept there: it holds something else; name a file with --history, or leave it out with --no-history',
  );
  expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe('# Our client\n');
  expect(existsSync(join(cwd, 'reports/check.json'))).toBe(false);
});
