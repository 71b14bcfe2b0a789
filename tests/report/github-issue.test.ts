import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/checks/finding.ts';
import type { Run } from '../../src/checks/run.ts';
import { causesOf } from '../../src/report/causes.ts';
import { type IssueMark, readMark, renderIssue } from '../../src/report/github-issue.ts';
import { type Issue, type IssueStep, issueScope, planIssues } from '../../src/report/github-issue-plan.ts';
import * as runs from './runs.ts';

const RUN_URL = 'https://github.com/our-team/our-client/actions/runs/42';
const links = {
  run: RUN_URL,
  source: (file: string, line: number | undefined) =>
    `https://github.com/our-team/our-client/blob/abc/${file}${line === undefined ? '' : `#L${line}`}`,
};

/** A run against the provider's sandbox. */
function live(run: Run): Run {
  return { ...run, target: { kind: 'sandbox', url: 'https://thirdparty-sandbox.staging.qonto.co' } };
}

function plan(run: Run, existing: readonly Issue[] = [], most = 10): IssueStep[] {
  return planIssues(run, existing, { links, most });
}

/** The issues as GitHub has them after a plan was carried out. */
function carriedOut(steps: readonly IssueStep[], before: readonly Issue[] = []): Issue[] {
  const after = new Map(before.map((issue) => [issue.number, { ...issue }]));
  for (const step of steps) {
    if (step.do === 'open') {
      const number = after.size + 1;
      after.set(number, { number, title: step.title, body: step.body, open: true, notPlanned: false });
    } else if (step.do !== 'keep') {
      const issue = after.get(step.number);
      if (issue === undefined) throw new Error(`there is no issue ${step.number}`);
      if (step.body !== undefined) issue.body = step.body;
      issue.title = step.title;
      issue.open = step.do !== 'close';
      issue.notPlanned = step.do === 'close' && step.reason === 'not planned';
    }
  }
  return [...after.values()];
}

function kinds(steps: readonly IssueStep[]): string[] {
  return steps.map((step) => step.do);
}

const accepted = (until: string) => (finding: Finding) => ({
  ...finding,
  accepted: { reason: 'Qonto knows', until },
});

test('an issue as it is opened', async () => {
  const [step] = plan(live(runs.drifting()));
  if (step?.do !== 'open') throw new Error('nothing is opened');
  await expect(`${step.title}\n\n${step.body}\n`).toMatchFileSnapshot('golden/github-issue.md');
});

test('one issue for each cause, and none for warnings and notes', () => {
  const steps = plan(live(runs.drifting()));
  expect(kinds(steps)).toEqual(['open', 'open', 'open']);
  const marks = steps.map((step) => (step.do === 'open' ? readMark(step.body)?.fingerprint : ''));
  expect(marks).toEqual(['c0ffee01', 'beef0003', 'beef0002']);
});

test('a second time with the same run nothing is done, with the next run the body alone', () => {
  const run = live(runs.drifting());
  const issues = carriedOut(plan(run));
  expect(plan(run, issues).map((step) => step.do === 'keep' && step.why)).toEqual([
    'as it is',
    'as it is',
    'as it is',
  ]);
  const edited = issues.map((issue) => ({ ...issue, body: `${issue.body.replaceAll('\n', '\r\n')}\r\n` }));
  expect(kinds(plan(run, edited))).toEqual(['keep', 'keep', 'keep']);
  const next = { ...run, startedAt: '2026-11-24T03:23:00.000Z' };
  expect(kinds(plan(next, issues))).toEqual(['update', 'update', 'update']);
});

test('what is mended is closed, what is back is opened again', () => {
  const red = live(runs.drifting());
  const issues = carriedOut(plan(red));
  const green = live(runs.conforming());
  const closing = plan(green, issues);
  expect(kinds(closing)).toEqual(['close', 'close', 'close']);
  expect(closing[0]).toMatchObject({
    number: 1,
    reason: 'completed',
    comment: expect.stringContaining(RUN_URL),
  });
  const closed = carriedOut(closing, issues);
  expect(plan(green, closed)).toEqual([]);
  expect(kinds(plan(red, closed))).toEqual(['reopen', 'reopen', 'reopen']);
});

test('an issue that a person has closed as not planned stays closed', () => {
  const red = live(runs.drifting());
  const issues = carriedOut(plan(red)).map((issue) => ({ ...issue, open: false, notPlanned: true }));
  expect(kinds(plan(red, issues))).toEqual(['keep', 'keep', 'keep']);
});

test('what the baseline accepts is closed, and opened again after its last day', () => {
  const red = live(runs.drifting());
  const issues = carriedOut(plan(red));
  const known = { ...red, findings: red.findings.map(accepted('2026-12-31')) };
  const steps = plan(known, issues);
  expect(steps.map((step) => step.do === 'close' && step.reason)).toEqual([
    'not planned',
    'not planned',
    'not planned',
  ]);
  const closed = carriedOut(steps, issues);
  expect(closed.map(({ body }) => readMark(body)?.acceptedUntil)).toEqual([
    '2026-12-31',
    '2026-12-31',
    '2026-12-31',
  ]);
  expect(plan(known, closed)).toEqual([]);
  expect(kinds(plan({ ...known, startedAt: '2027-01-01T03:23:00.000Z' }, closed))).toEqual([
    'reopen',
    'reopen',
    'reopen',
  ]);
  expect(plan(known)).toEqual([]);
});

describe('nothing is closed by a run that did not ask the same', () => {
  const issues = carriedOut(plan(live(runs.drifting())));
  const green = live(runs.conforming());
  const silent = (run: Run): Run => ({
    ...run,
    probes: run.probes.map(({ status, ...probe }) =>
      probe.id === 'unauthorized/way-9' || status === undefined
        ? { ...probe, failure: 'no answer' }
        : { ...probe, status },
    ),
  });
  test('an inconclusive run does nothing at all', () => {
    expect(plan(live(runs.interrupted()), issues)).toEqual([]);
    expect(plan(live(runs.unreached()), issues)).toEqual([]);
  });
  test('a run with drift that was ended early', () => {
    const [, , stale] = issues;
    const run = { ...live(runs.drifting()), interrupted: true };
    run.findings = run.findings.filter(({ fingerprint }) => fingerprint === 'c0ffee01');
    expect(kinds(plan(run, issues).slice(1))).toEqual(['keep', 'keep']);
    expect(stale?.open).toBe(true);
  });
  test('a run that was narrowed by --only', () => {
    const run: Run = {
      ...green,
      responses: green.responses.map((response) =>
        response.status === '401'
          ? response
          : { ...response, verdict: 'not-asked', reason: 'left out by --only' },
      ),
    };
    expect(kinds(plan(run, issues))).toEqual(['close', 'keep', 'keep']);
    expect(plan(run, issues).find((step) => step.do === 'close')).toMatchObject({ number: 1 });
  });
  test('a run in which one probe for the answer was not heard', () => {
    const steps = plan(silent(green), issues);
    expect(steps.find((step) => step.do === 'keep')).toMatchObject({
      number: 1,
      why: 'left open: the probe unauthorized/way-9 got no answer',
    });
    expect(kinds(steps).sort()).toEqual(['close', 'close', 'keep']);
  });
  test('a finding about an answer that the document does not list, by a run that left one out', () => {
    const red = live(runs.drifting());
    red.findings = [runs.finding({ status: '503', fingerprint: 'feed0001' })];
    const strange = carriedOut(plan(red));
    const notReached: Run = {
      ...green,
      verdict: 'drift',
      responses: green.responses.map((each) =>
        each.status === '409' ? { ...each, verdict: 'inconclusive', observed: 0 } : each,
      ),
    };
    expect(kinds(plan(notReached, strange))).toEqual(['keep']);
    const whole: Run = {
      ...green,
      responses: green.responses.map((each) =>
        each.status === '500' ? { ...each, reason: 'never provoked' } : each,
      ),
    };
    expect(kinds(plan(whole, strange))).toEqual(['close']);
  });
  test('a run against another target, or of another operation', () => {
    const elsewhere: Run = { ...runs.conforming(), target: { kind: 'url', url: 'https://api.test.example' } };
    expect(plan(elsewhere, issues)).toEqual([]);
    const other = { ...green, operation: { ...green.operation, path: '/register/webhooks' } };
    expect(plan(other, issues)).toEqual([]);
    expect(
      issueScope({ ...green, target: { kind: 'url', url: 'https://thirdparty-sandbox.staging.qonto.co/' } }),
    ).toBe(issueScope(green));
  });
});

test('issues without our mark are left alone, whatever their title', () => {
  const red = live(runs.drifting());
  const foreign = carriedOut(plan(red)).map((issue) => ({ ...issue, body: `See below.\n${issue.body}` }));
  expect(kinds(plan(red, foreign))).toEqual(['open', 'open', 'open']);
  expect(plan(live(runs.conforming()), foreign)).toEqual([]);
});

test('of two issues for one cause the open one is used, then the newer one', () => {
  const red = live(runs.drifting());
  red.findings = red.findings.filter(({ fingerprint }) => fingerprint === 'c0ffee01');
  const [issue] = carriedOut(plan(red));
  if (issue === undefined) throw new Error('nothing is opened');
  const closed = { ...issue, open: false };
  const next = { ...red, startedAt: '2026-11-24T03:23:00.000Z' };
  expect(plan(next, [{ ...closed, number: 9 }, issue])).toMatchObject([{ do: 'update', number: 1 }]);
  expect(plan(next, [closed, { ...closed, number: 9 }])).toMatchObject([{ do: 'reopen', number: 9 }]);
});

test('a run opens no more issues than it may, those that most probes saw first', () => {
  const steps = plan(live(runs.crowded(500)), [], 10);
  expect(kinds(steps).filter((kind) => kind === 'open')).toHaveLength(10);
  expect(kinds(steps).filter((kind) => kind === 'keep')).toHaveLength(40);
  expect(kinds(plan(live(runs.crowded(500)), [], 0))).not.toContain('open');
});

test('a mark is read from the first line only, and nothing else is one', () => {
  const mark: IssueMark = {
    fingerprint: 'c0ffee01',
    scope: 'abc123',
    status: '401',
    acceptedUntil: '2026-12-31',
  };
  const run = live(runs.drifting());
  const [cause] = causesOf(run.findings, 'error');
  if (cause === undefined) throw new Error('no cause');
  expect(readMark(renderIssue(cause, run, mark).body)).toEqual(mark);
  for (const body of [
    '',
    'text',
    '\n<!-- plumbline cause=a scope=b status=401 -->',
    '<!-- plumbline cause=a" scope=b status=401 -->',
    '<!-- plumbline cause=a scope=b -->',
  ]) {
    expect(readMark(body), body).toBeUndefined();
  }
});

test('no answer can write a mark, a mention or a line of its own into an issue', () => {
  const run = live(runs.hostile());
  for (const text of [
    '<!-- plumbline cause=aa scope=bb status=401 -->',
    '@octocat fix #1',
    '\n\n# big',
    '</details>',
  ]) {
    const [finding] = run.findings;
    if (finding === undefined) throw new Error('no finding');
    const [step] = plan({ ...run, findings: [{ ...finding, message: text, kind: text, check: text }] });
    if (step?.do !== 'open') throw new Error('nothing is opened');
    expect(readMark(step.body)?.fingerprint).toBe(finding.fingerprint);
    expect(step.title).not.toMatch(/[\r\n]/);
    expect(step.title.length).toBeLessThanOrEqual(256);
    const outside = step.body
      .replace(/^(`{3,}).*?^\1$/gms, '')
      .split('\n')
      .slice(1)
      .join('\n');
    expect(outside).not.toMatch(/<!--|@octocat|#1|^# |<\/details/m);
  }
});

test('an issue stays below the 65,536 characters that GitHub takes', () => {
  const run = live(runs.drifting());
  const long = '"<@#|'.repeat(200);
  run.findings = [
    runs.finding({
      message: long,
      curl: `curl '${'x'.repeat(50_000)}'`,
      response: { pointer: long, expected: long, actual: long },
      document: { file: long, pointer: long, line: 1 },
    }),
  ];
  const [step] = plan(run);
  expect(step?.do === 'open' && step.body.length).toBeLessThan(40_000);
});
