// Differences that are accepted, with real processes and a real file.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { inOwnProcess, plumbline, screen, workspace } from './plumbline.ts';
import { refusal } from './refusal.ts';

const FILE = 'contracts/baseline.yaml';
const RUN = [
  'check',
  '--quiet',
  '--only',
  '409',
  '--concurrency',
  '1',
  '--no-history',
  '--fault',
  '409-code-other',
];
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const isReport = ajv.compile(JSON.parse(readFileSync('src/report/check-report.schema.json', 'utf8')));

const reportOf = (cwd: string) => JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8'));
const printsOf = (cwd: string): string[] => [
  ...new Set<string>(
    reportOf(cwd)
      .findings.filter(({ severity }: { severity: string }) => severity === 'error')
      .map(({ fingerprint }: { fingerprint: string }) => fingerprint),
  ),
];
const read = (cwd: string) => readFileSync(join(cwd, FILE), 'utf8');

test.concurrent('a difference is accepted, shown, removed, and fails the run again', async ({ expect }) => {
  const cwd = workspace();
  expect((await plumbline(RUN, { cwd })).code).toBe(1);
  const prints = printsOf(cwd);
  const accept = (print: string, ...more: string[]) =>
    plumbline(['baseline', 'accept', print, '--reason', 'ticket 4711', '--until', '2999-12-31', ...more], {
      cwd,
    });
  for (const print of prints) expect(await accept(print.slice(0, 6))).toMatchObject({ code: 0, stderr: '' });
  const passed = await plumbline(RUN, { cwd });
  expect(passed.code).toBe(0);
  await expect(screen(passed)).toMatchFileSnapshot('golden/baseline-accepted.txt');
  const report = reportOf(cwd);
  expect(isReport(report), ajv.errorsText(isReport.errors)).toBe(true);
  expect(report.baseline).toMatchObject({ file: FILE, expired: [], stale: [] });
  expect(report.baseline.accepted.sort()).toEqual([...prints].sort());

  // A recording is judged with it too.
  expect((await plumbline(['replay', 'reports/check.har'], { cwd })).code).toBe(0);
  expect((await plumbline(['replay', 'reports/check.har', '--baseline', 'empty.yaml'], { cwd })).code).toBe(
    2,
  );

  // The baseline says nothing of whether Plumbline would notice.
  const proof = await plumbline(['prove', '--only', '409-code-other'], { cwd });
  expect(proof.code).toBe(0);

  const [print = ''] = prints;
  const before = read(cwd);
  const renewed = await accept(print);
  expect(renewed.stdout).toContain('accepted anew until 2999-12-31');
  expect(read(cwd)).toBe(before);
  const listed = await plumbline(['baseline', 'list'], { cwd });
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  for (const each of prints) expect(listed.stdout).toContain(each);
  expect(await plumbline(['baseline', 'remove', print], { cwd })).toMatchObject({ code: 0, stderr: '' });
  expect(read(cwd)).not.toContain(print);
  expect((await plumbline(RUN, { cwd })).code).toBe(1);
}, 120_000);

test.concurrent('after its day an accepted difference fails the run, and is told of with its line', async () => {
  const cwd = workspace();
  await plumbline(RUN, { cwd });
  const [print] = printsOf(cwd);
  writeFileSync(
    join(cwd, FILE),
    `plumbline: 1\naccepted:\n  - fingerprint: "${print}"\n    reason: x\n    until: 2026-01-01\n  - fingerprint: "000000000000"\n    reason: y\n    until: 2999-01-01\n`,
  );
  const { code, stdout } = await plumbline(RUN, { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain(`! ${FILE}:3 ${print} has expired: it was accepted until 2026-01-01`);
  // This run was narrowed: it cannot tell what is stale.
  expect(stdout).not.toContain('stale');
  const whole = await plumbline(['check', '--quiet', '--no-history'], { cwd });
  expect(whole.stdout).toContain(`! ${FILE}:6 000000000000 is stale: nothing of it was seen`);
  expect(whole.code).toBe(0);
}, 120_000);

test.concurrent('what cannot be accepted is refused in one line, and the file stays', async () => {
  const cwd = workspace();
  await plumbline(RUN, { cwd });
  const args = (print: string, ...more: string[]) => [
    'baseline',
    'accept',
    print,
    '--reason',
    'x',
    '--until',
    '2999-12-31',
    ...more,
  ];
  const [print = ''] = printsOf(cwd);
  const note = reportOf(cwd).findings.find(({ severity }: { severity: string }) => severity === 'note');
  const near = `${print.slice(0, -1)}${print.endsWith('0') ? '1' : '0'}`;
  expect(await refusal(args('zzzzzzzzzzzz'), { cwd })).toMatch(
    /^reports\/check\.json: the run has no error with the fingerprint "zzzzzzzzzzzz"; it has [0-9a-f]{12} \(409 /,
  );
  expect(await refusal(args(near), { cwd })).toContain(`did you mean ${print}`);
  if (note !== undefined)
    expect(await refusal(args(note.fingerprint), { cwd })).toContain('is a note, which fails no run');
  expect(await refusal(args(print, '--run', 'no.json'), { cwd })).toBe(
    'no.json: the run cannot be read: there is no such file',
  );
  expect(
    await refusal(args(print, '--run', FILE.replace('baseline', 'trigger-event.contract')), { cwd }),
  ).toContain('not a stored run: it is no JSON');
  expect(
    await refusal(['baseline', 'accept', print, '--reason', 'x', '--until', '2020-01-01'], { cwd }),
  ).toMatch(/^--until 2020-01-01 is over: today is \d{4}-\d\d-\d\d \(UTC\); give a day to come$/);
  expect(await refusal(['baseline', 'remove', print], { cwd })).toContain('the baseline cannot be read');
  const flow = `plumbline: 1\naccepted: [{fingerprint: "aaaaaaaaaaaa", reason: x, until: 2026-12-31}]\n`;
  writeFileSync(join(cwd, FILE), flow);
  expect(await refusal(args(print), { cwd })).toMatch(
    /^contracts\/baseline\.yaml: .* does not edit; add by hand: - fingerprint: /,
  );
  expect(read(cwd)).toBe(flow);
}, 120_000);

test.concurrent('a baseline that is named and not there is not listed as an empty one', async () => {
  expect(await refusal(['baseline', 'list', '--baseline', 'nope'])).toBe(
    'nope: the baseline cannot be read: there is no such file',
  );
  expect((await plumbline(['baseline', 'list'])).stdout).toContain('contracts/baseline.yaml accepts nothing');
});

test.concurrent('a baseline that is none is refused with its line, before anything is sent', async () => {
  const cwd = workspace();
  writeFileSync(
    join(cwd, FILE),
    'plumbline: 1\naccepted:\n  - fingerprint: 7b18f12d1830\n    until: 2026-12-31\n',
  );
  expect(await refusal(RUN, { cwd })).toBe(`${FILE}:3:5: an entry of the baseline lacks the word "reason"`);
  mkdirSync(join(cwd, 'folder'));
  expect(await refusal([...RUN, '--baseline', 'folder'], { cwd })).toBe(
    'folder: the baseline cannot be read: it is a folder',
  );
});

test.concurrent('what follows from a difference is accepted together with it', async ({ expect }) => {
  const cwd = workspace();
  const run = RUN.map((word) => (word === '409-code-other' ? '409-flat' : word));
  expect((await plumbline(run, { cwd })).code).toBe(1);
  const prints = printsOf(cwd);
  const { findings } = reportOf(cwd);
  const [root] = findings.flatMap(({ follows }: { follows?: string }) => follows ?? []);
  expect(prints).toHaveLength(3);
  const accept = ['baseline', 'accept', root, '--reason', 'ticket 4711', '--until', '2999-12-31'];
  expect((await plumbline(accept, { cwd })).stdout).toContain('and 2 more differences of the same cause');
  const passed = await plumbline(run, { cwd });
  expect(passed.code).toBe(0);
  expect(reportOf(cwd).baseline.accepted.sort()).toEqual([...prints].sort());
});

test.concurrent('of several that are accepted or removed at once each is', async () => {
  const cwd = workspace();
  await plumbline(RUN, { cwd });
  const report = reportOf(cwd);
  const [error] = report.findings.filter(({ severity }: { severity: string }) => severity === 'error');
  const prints = Array.from({ length: 6 }, (_, index) => `${index}${error.fingerprint.slice(1)}`);
  report.findings = prints.map((fingerprint) => ({ ...error, fingerprint }));
  writeFileSync(join(cwd, 'reports/check.json'), JSON.stringify(report));
  const accepted = await Promise.all(
    prints.map((print) =>
      inOwnProcess(['baseline', 'accept', print, '--reason', 'x', '--until', '2999-12-31'], { cwd }),
    ),
  );
  expect(accepted.map(({ code, stderr }) => [code, stderr])).toEqual(prints.map(() => [0, '']));
  for (const print of prints) expect(read(cwd)).toContain(print);
  expect(readdirSync(join(cwd, 'contracts')).filter((name) => name.endsWith('.lock'))).toEqual([]);

  const [first = '', ...rest] = prints;
  const removed = await Promise.all(
    rest.map((print) => inOwnProcess(['baseline', 'remove', print], { cwd })),
  );
  expect(removed.map(({ code, stderr }) => [code, stderr])).toEqual(rest.map(() => [0, '']));
  expect(prints.filter((print) => read(cwd).includes(print))).toEqual([first]);
});

test.concurrent('who accepts that one wrong word is let in has not accepted any', async ({ expect }) => {
  const cwd = workspace();
  const run = (fault: string) =>
    plumbline(['check', '--quiet', '--only', '401', '--no-history', '--fault', fault], { cwd });
  expect((await run('bearer-null')).code).toBe(1);
  const [print = ''] = printsOf(cwd);
  const accepted = await plumbline(
    ['baseline', 'accept', print, '--reason', 'ticket 4711', '--until', '2999-12-31'],
    { cwd },
  );
  expect(accepted.code).toBe(0);
  expect(read(cwd)).toContain(
    '    probes:\n      - "unauthorized/apikey/null"\n      - "unauthorized/apikey/undefined"\n',
  );
  expect((await run('bearer-null')).code).toBe(0);
  const any = await run('bearer-any');
  expect(any.code).toBe(1);
  expect(any.stdout.replace(/\s+/g, ' ')).toContain('the baseline accepts that in other probes alone');
});

test.concurrent.each(['accept', 'remove'])('baseline %s of an empty fingerprint is refused', async (word) => {
  const cwd = workspace();
  const more = word === 'accept' ? ['--reason', 'x', '--until', '2999-12-31'] : [];
  const { code, stderr } = await plumbline(['baseline', word, ' ', ...more], { cwd });
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('a fingerprint is wanted, and the text is empty'),
  ]);
});
