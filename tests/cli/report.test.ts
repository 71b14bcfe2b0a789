import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plumbline, screen, workspace } from './plumbline.ts';

/** A folder with the reports of a faulty run. */
async function faulty(): Promise<string> {
  const cwd = workspace();
  const { code } = await plumbline(['check', '--quiet', '--only', '401', '--fault', '401-flat'], { cwd });
  expect(code).toBe(1);
  return cwd;
}

test.concurrent('a stored run is rendered again as it was: the screen, the page, the JUnit and the JSON report', async () => {
  const cwd = workspace();
  const args = ['check', '--quiet', '--only', '401', '--fault', '401-flat'];
  const checked = await plumbline(args, { cwd });
  const files = ['--html', 'again.html', '--junit', 'again.xml', '--json', 'again.json'];
  const again = await plumbline(['report', 'reports/check.json', ...files], { cwd });
  // Which files were written is all that differs; their list may take two lines.
  const lines = (stdout: string) => stdout.replace(/^Reports: .*\n( {9}.*\n)*/m, '').split('\n');
  expect(lines(screen(again))).toEqual(lines(screen(checked)));
  for (const [one, other] of [
    ['again.html', 'check.html'],
    ['again.xml', 'check.junit.xml'],
    ['again.json', 'check.json'],
  ] as const) {
    expect(readFileSync(join(cwd, one), 'utf8'), one).toBe(readFileSync(join(cwd, 'reports', other), 'utf8'));
  }
});

test.concurrent('a run of replay is rendered again, and its page has the exchanges of the recording', async () => {
  const cwd = await faulty();
  const replayed = await plumbline(
    ['replay', 'reports/check.har', '--json', 'run.json', '--html', 'a.html'],
    { cwd },
  );
  expect(replayed.code).toBe(1);
  expect(readFileSync(join(cwd, 'a.html'), 'utf8')).toContain('class="exchange"');
  const again = await plumbline(['report', 'run.json', '--json', '-'], { cwd });
  expect([again.code, again.stdout, again.stderr]).toEqual([
    1,
    readFileSync(join(cwd, 'run.json'), 'utf8'),
    '',
  ]);
});

test.concurrent('the document is quoted only while it is the one that the run was judged by', async () => {
  const cwd = await faulty();
  const file = join(cwd, 'spec/onboarding-api.trigger-event.yaml');
  const page = async (): Promise<string> => {
    await plumbline(['report', 'reports/check.json', '--html', 'a.html'], { cwd });
    return readFileSync(join(cwd, 'a.html'), 'utf8');
  };
  expect(await page()).toContain('The document says');
  writeFileSync(file, `# changed\n${readFileSync(file, 'utf8')}`);
  expect(await page()).not.toContain('The document says');
});

test.concurrent('a run from elsewhere makes no page out of a file that it names', async () => {
  const cwd = await faulty();
  writeFileSync(join(cwd, 'diary'), 'what nobody should read\n');
  const run = JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8'));
  run.document.file = 'diary';
  run.contract.file = 'diary';
  for (const finding of run.findings) {
    finding.document = { file: 'diary', line: 1, pointer: '' };
    delete finding.contract;
  }
  writeFileSync(join(cwd, 'run.json'), JSON.stringify(run));
  expect((await plumbline(['report', 'run.json', '--html', 'a.html'], { cwd })).code).toBe(1);
  const page = readFileSync(join(cwd, 'a.html'), 'utf8');
  expect(page).toContain('diary:1');
  expect(page).not.toContain('what nobody should read');
});

test.concurrent('a recording is used when it is of the same run, and one that is named has to be', async () => {
  const cwd = await faulty();
  const html = async (...args: string[]) => {
    const ran = await plumbline(['report', 'reports/check.json', '--html', 'a.html', ...args], { cwd });
    return {
      ...ran,
      shown:
        existsSync(join(cwd, 'a.html')) &&
        readFileSync(join(cwd, 'a.html'), 'utf8').includes('class="exchange"'),
    };
  };
  expect((await html()).shown).toBe(true);
  mkdirSync(join(cwd, 'old'));
  cpSync(join(cwd, 'reports'), join(cwd, 'old'), { recursive: true });
  await plumbline(
    [
      'check',
      '--quiet',
      '--only',
      '409',
      '--json',
      'x.json',
      '--junit',
      'x.xml',
      '--html',
      'x.html',
      '--har',
      'reports/check.har',
    ],
    { cwd },
  );
  expect((await html()).shown).toBe(false);
  expect((await html('--recording', 'old/check.har')).shown).toBe(true);
  const other = await html('--recording', 'reports/check.har');
  expect([other.code, other.stdout]).toEqual([2, '']);
  expect(other.stderr).toMatch(
    /^plumbline: reports\/check\.har: the recording of another run; name the one of the run of \S+, or none\n$/,
  );
  const over = await html('--recording', 'a.html');
  expect([over.code, over.stderr]).toEqual([
    2,
    'plumbline: --html a.html would write over a file that is read\n',
  ]);
});

for (const [name, text, said] of [
  [
    'nothing',
    '',
    'not a stored run: the file is empty; give the JSON report of a run, such as reports/check.json',
  ],
  [
    'no JSON',
    '{"plumbline": 1,',
    'not a stored run: it is no JSON; give the JSON report of a run, such as reports/check.json',
  ],
  [
    'a list',
    '[]',
    'not a stored run: it is no JSON object; give the JSON report of a run, such as reports/check.json',
  ],
  [
    'a HAR',
    '{"log": {}}',
    'not a stored run: it is a HAR recording, which "plumbline replay" judges; give the JSON report of a run, such as reports/check.json',
  ],
  [
    'something else',
    '{"name": "shop"}',
    'not a stored run: it has no "plumbline" field; give the JSON report of a run, such as reports/check.json',
  ],
  [
    'a later format',
    '{"plumbline": 2}',
    'a report in format 2, where this Plumbline reads format 1; render it with the Plumbline that wrote it',
  ],
  [
    'a proof',
    '{"plumbline": 1, "verdict": "proved", "faults": []}',
    'a report of Plumbline, but not of a run of check or replay; give the JSON report of a run, such as reports/check.json',
  ],
  [
    'half a run',
    '{"plumbline": 1, "findings": []}',
    "not a whole run: its top level must have required property 'verdict'; was it cut off, or changed by hand?",
  ],
] as const) {
  test.concurrent(`${name} in place of a run is one clear line, exit code 2, and nothing is written`, async () => {
    const cwd = workspace();
    mkdirSync(join(cwd, 'reports'));
    writeFileSync(join(cwd, 'reports/check.json'), text);
    const { code, stdout, stderr } = await plumbline(['report', 'reports/check.json', '--html', 'a.html'], {
      cwd,
    });
    expect([code, stdout, stderr]).toEqual([2, '', `plumbline: reports/check.json: ${said}\n`]);
    expect(existsSync(join(cwd, 'a.html'))).toBe(false);
  });
}

test.concurrent('a wrong field of a run is named by its place, and a file that is not there as such', async () => {
  const cwd = await faulty();
  const run = JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8'));
  run.findings[3].message = 7;
  writeFileSync(join(cwd, 'run.json'), JSON.stringify(run));
  expect((await plumbline(['report', 'run.json'], { cwd })).stderr).toBe(
    'plumbline: run.json: not a whole run: /findings/3/message must be string; was it cut off, or changed by hand?\n',
  );
  const missing = await plumbline(['report', 'nothing.json'], { cwd });
  expect([missing.code, missing.stderr]).toEqual([
    2,
    'plumbline: nothing.json: the run cannot be read: there is no such file\n',
  ]);
});

test.concurrent('a page for standard output is refused before anything is written', async () => {
  const cwd = await faulty();
  const { code, stderr } = await plumbline(['report', 'reports/check.json', '--html', '-'], { cwd });
  expect([code, stderr]).toEqual([
    2,
    'plumbline: --html cannot go to standard output: only --json can; give a file, or --html ./- for one of that name\n',
  ]);
});
