import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plumbline, screen, workspace } from './plumbline.ts';

interface Report {
  verdict: string;
  responses: { status: string; verdict: string; observed: number }[];
  findings: {
    check: string;
    kind: string;
    status: string;
    message: string;
    probe: string;
    severity: string;
  }[];
  coverage: object;
}

/** What a run says of the API: not when, where or in which order. */
function said({ verdict, responses, findings, coverage }: Report) {
  return {
    verdict,
    coverage,
    responses: responses.map(({ status, verdict: own, observed }) => ({ status, verdict: own, observed })),
    findings: findings
      .map(({ check, kind, status, message, probe, severity }) =>
        [probe, check, kind, status, severity, message].join(' | '),
      )
      .sort(),
  };
}

for (const args of [
  [],
  ['--only', '201', '--fault', 'id-repeated-every-3'],
  ['--only', '401', '--fault', '401-flat'],
  ['--only', '201', '--fault', 'created-at-hour-behind'],
  ['--only', '409'],
]) {
  test.concurrent(`a recording of "check ${args.join(' ')}" is judged as the run was`, async () => {
    const cwd = workspace();
    const run = await plumbline(['check', '--quiet', '--json', '-', ...args], { cwd });
    const again = await plumbline(['replay', 'reports/check.har', '--json', '-'], { cwd });
    expect(again.stderr).toBe('');
    expect(again.code).toBe(run.code);
    expect(said(JSON.parse(again.stdout))).toEqual(said(JSON.parse(run.stdout)));
  });
}

test.concurrent('a wrong credential that was sent on purpose is no secret, which an answer must not hold', async () => {
  const cwd = workspace();
  await plumbline(['check', '--quiet'], { cwd });
  const file = join(cwd, 'reports/check.har');
  const recorded = readFileSync(file, 'utf8');
  const [, wrong = ''] = /Bearer ([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})"/.exec(recorded) ?? [];
  // By chance an identifier has as many characters of it as make a part of a secret.
  const edited = recorded.replace(/(\\"id\\":\\")[\da-f]{8}/, `$1${wrong.slice(0, 8)}`);
  expect(edited).not.toBe(recorded);
  writeFileSync(file, edited);
  const { code, stdout } = await plumbline(['replay', file, '--json', 'again.json'], { cwd });
  expect(stdout).not.toContain('redacted');
  expect(code).toBe(0);
});

test.concurrent('the screens of a recording are as recorded, of one that conforms and of one that drifts', async ({
  expect,
}) => {
  const cwd = workspace();
  await plumbline(['check', '--quiet', '--only', '409'], { cwd });
  const conforming = await plumbline(['replay', 'reports/check.har'], { cwd });
  await expect(screen(conforming)).toMatchFileSnapshot('golden/replay.txt');
  await plumbline(['check', '--quiet', '--fault', '409-as-422', '--only', '409'], { cwd });
  const drifting = await plumbline(['replay', 'reports/check.har', '--junit', 'replay.xml'], { cwd });
  await expect(screen(drifting)).toMatchFileSnapshot('golden/replay-drift.txt');
  expect(readFileSync(join(cwd, 'replay.xml'), 'utf8')).toContain('<failure ');
});

test.concurrent('several recordings are judged together, and each keeps its name', async () => {
  const cwd = workspace();
  await plumbline(['check', '--quiet', '--only', '409', '--har', 'one.har'], { cwd });
  await plumbline(['check', '--quiet', '--only', '401', '--seed', '2', '--har', 'two.har'], { cwd });
  const { code, stdout } = await plumbline(['replay', 'one.har', 'two.har', '--json', '-'], { cwd });
  const report: { probes: { id: string }[] } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(new Set(report.probes.map(({ id }) => id.split('#')[0]))).toEqual(new Set(['one.har', 'two.har']));
});

test.concurrent('a recording of another tool owes nobody an answer of each status', async () => {
  const cwd = workspace();
  const entry = {
    startedDateTime: '2026-01-01T00:00:00.000Z',
    time: 12,
    request: {
      method: 'POST',
      url: 'https://thirdparty-sandbox.staging.qonto.co/register/dev/trigger_event',
      headers: [],
    },
    response: {
      status: 401,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      content: { size: 2, mimeType: 'application/json', text: '{}' },
    },
  };
  const other = { ...entry, request: { ...entry.request, method: 'GET' } };
  writeFileSync(join(cwd, 'other.har'), JSON.stringify({ log: { version: '1.2', entries: [entry, other] } }));
  const { code, stdout, stderr } = await plumbline(['replay', 'other.har'], { cwd });
  expect(stderr).toBe(
    'plumbline: warning: other.har: 1 of 2 exchanges are of other operations and are not judged\n',
  );
  expect(stdout).toContain('401 drift');
  expect(code).toBe(1);
});

test.concurrent('a recording that is named twice, in whatever spelling, is read once', async () => {
  const cwd = workspace();
  await plumbline(['check', '--quiet', '--only', '201'], { cwd });
  const file = 'reports/check.har';
  symlinkSync(file, join(cwd, 'link.har'));
  const ran = await plumbline(['replay', file, file, `./reports/../${file}`, 'link.har', '--json', '-'], {
    cwd,
  });
  expect(ran.code).toBe(0);
  expect(ran.stderr).toBe(
    [
      `plumbline: warning: ${file} is named twice: it is read once`,
      `plumbline: warning: ${file} is named twice: it is read once`,
      `plumbline: warning: link.har is ${file}: it is read once`,
      '',
    ].join('\n'),
  );
  const once = await plumbline(['replay', file, '--json', '-'], { cwd });
  expect(said(JSON.parse(ran.stdout))).toEqual(said(JSON.parse(once.stdout)));
});
