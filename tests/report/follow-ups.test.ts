import { expect, test } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import { causesOf, differencesOf, everyCause, findingsOf } from '../../src/report/causes.ts';
import { renderAnnotations } from '../../src/report/github-annotations.ts';
import { type Issue, planIssues } from '../../src/report/github-issue-plan.ts';
import { renderSummary } from '../../src/report/github-summary.ts';
import { causeSentence } from '../../src/report/headline.ts';
import { type HistoryLine, recall } from '../../src/report/history.ts';
import { changesOf } from '../../src/report/history-screen.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderJUnit } from '../../src/report/junit.ts';
import { renderRun } from '../../src/report/terminal.ts';
import { renderTicket } from '../../src/report/ticket.ts';
import * as runs from './runs.ts';

const ROOT = 'c0ffee01';
const accept = (run: Run, ...fingerprints: string[]): Run => ({
  ...run,
  findings: run.findings.map((finding) =>
    fingerprints.includes(finding.fingerprint)
      ? { ...finding, accepted: { reason: 'known', until: '2999-12-31' } }
      : finding,
  ),
});
const printsOf = (run: Run) => causesOf(run.findings, 'error').map(({ finding }) => finding.fingerprint);

test('what follows is told with its cause, and nothing of it is lost', () => {
  const { findings } = runs.following();
  expect(printsOf(runs.following())).toEqual(printsOf(runs.drifting()));
  const [first] = causesOf(findings, 'error');
  expect(first?.finding.fingerprint).toBe(ROOT);
  expect(first?.also.map(({ finding }) => finding.fingerprint)).toHaveLength(6);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const all = causesOf(findings, 'error');
  expect(all.reduce((sum, cause) => sum + findingsOf(cause), 0)).toBe(errors.length);
  expect(differencesOf(findings, 'error')).toHaveLength(9);
  expect(everyCause(findings, 'error')).toHaveLength(9);
});

test('what follows from nothing that is told stands by itself', () => {
  const others = runs.following().findings.filter(({ fingerprint }) => fingerprint !== ROOT);
  expect(causesOf(others, 'error')).toHaveLength(8);
  expect(causesOf(others, 'error').every(({ also }) => also.length === 0)).toBe(true);
});

test('a sentence that begins like that of its cause is told from where it differs', () => {
  const told = (cause: string, follows: string) => {
    const run = runs.following();
    const findings = run.findings.map((finding) => {
      if (finding.fingerprint === ROOT) return { ...finding, message: cause };
      return finding.fingerprint === 'a1500000' ? { ...finding, message: follows } : finding;
    });
    const screen = renderRun({ ...run, findings }, { colour: false, width: 100 });
    return / {2}also {4}400 error-shape\/no-errors {2}(.*)/.exec(screen)?.[1];
  };
  const begin = 'the answer is 201, though the document forbids the request: ';
  expect(told(`${begin}no credential`, `${begin}not the token`)).toBe('… not the token');
  expect(told(`${begin}no credential`, `${begin}no credential`)).toContain('the answer is 201');
  expect(told('the answer is 201, where 400 is right', 'the answer is 500')).toBe('the answer is 500');
  expect(told(`${begin}no`, begin.trim())).toContain('the answer is 201');
});

test('a page, a summary, a ticket, an annotation and JUnit tell of it', () => {
  const run = runs.following();
  const [cause] = causesOf(run.findings, 'error');
  if (cause === undefined) throw new Error('no cause');
  const page = renderHtml(run);
  expect(page).toContain('3 causes of drift');
  expect(page).toContain('<summary>6 more differences of the same cause</summary>');
  const summary = renderSummary(run);
  expect(summary).toContain('49 differences from 3 causes');
  expect(summary).toContain('6 more differences of the same cause');
  const annotations = renderAnnotations(run, { inRepository: () => undefined });
  expect(annotations).toHaveLength(3);
  expect(annotations[0]).toContain('6 more differences of the same cause');
  const ticket = renderTicket(run, cause, { exchanges: [], document: undefined, lock: undefined });
  expect(ticket).toContain('## What else follows from it, as far as we can tell');
  expect(ticket.match(/error-shape\/no-errors/g)).toHaveLength(6);
  expect(
    renderTicket(run, { ...cause, also: [] }, { exchanges: [], document: undefined, lock: undefined }),
  ).not.toContain('What else follows');
  const junit = renderJUnit(run);
  expect(junit).toContain('drift: 1 cause');
  // In the case of another answer nothing explains it.
  expect(junit).toContain('error-shape/no-errors (1 probe): /errors/2 is empty');
  for (const { message } of run.findings.filter(({ follows }) => follows !== undefined)) {
    expect(page).toContain(message);
    expect(summary.replaceAll('\\', '')).toContain(message);
  }
});

test('what follows from a cause that is accepted fails the run by itself', () => {
  const run = accept(runs.following(), ROOT);
  const screen = renderRun(run, { colour: false, width: 100 });
  expect(screen).toContain('9 differences from 8 causes');
  expect(screen).not.toContain('  also ');
});

test('an issue that a difference has already is kept, and none is opened for it', () => {
  const run: Run = { ...runs.following(), target: { kind: 'sandbox', url: 'https://sandbox.example.com' } };
  const options = { links: {}, most: 10 };
  expect(planIssues(run, [], options).map((step) => step.do)).toEqual(['open', 'open', 'open']);
  const alone: Run = { ...run, findings: run.findings.map(({ follows: _, ...finding }) => finding) };
  const issues = planIssues(alone, [], options).flatMap((step, index): Issue[] =>
    step.do === 'open'
      ? [{ number: index + 1, title: step.title, body: step.body, open: true, notPlanned: false }]
      : [],
  );
  expect(issues).toHaveLength(9);
  const steps = planIssues(run, issues, options);
  expect(steps.filter((step) => step.do === 'close' || step.do === 'open')).toEqual([]);
  const told = steps.filter(
    (step) => step.do === 'keep' && step.why.includes(`follows from the cause ${ROOT}`),
  );
  expect(told).toHaveLength(6);
  const green: Run = { ...runs.conforming(), target: run.target };
  expect(planIssues(green, issues, options).filter((step) => step.do === 'close')).toHaveLength(9);
  const known = accept(run, ...run.findings.map(({ fingerprint }) => fingerprint));
  expect(planIssues(known, issues, options).filter((step) => step.do === 'close')).toHaveLength(9);
});

test('nights are told by their causes, and remembered by their differences', () => {
  const lines: HistoryLine[] = [];
  const night = (run: Run, day: number): Run => {
    const dated = { ...run, startedAt: `2026-11-${day}T02:17:00.000Z` };
    const { history, line } = recall(dated, lines, 'reports/history.jsonl');
    lines.push(line);
    return { ...dated, history };
  };
  night(runs.following(), 20);
  const again = night(runs.following(), 21);
  expect(Object.keys(again.history?.causes ?? {})).toHaveLength(9);
  expect(again.history?.nights).toMatchObject([{ causes: 9, told: 3 }]);
  expect(changesOf(again)).toEqual({ fresh: 0, still: 3, mended: 0, notAsked: 0 });
  const green = night(runs.conforming(), 22);
  expect(green.history?.mended).toHaveLength(9);
  expect(changesOf(green)).toEqual({ fresh: 0, still: 0, mended: 3, notAsked: 0 });
  const screen = renderRun(green, { colour: false, width: 100 });
  expect(screen).toContain('3 mended');
  expect(screen).not.toContain('error-shape/no-errors');
  expect(night(runs.drifting(), 23).history?.nights.at(-1)).not.toHaveProperty('told');
});

test('the first sentence counts the probes of all that are of its kind', () => {
  const run = runs.following();
  const status = { check: 'status', kind: 'accepted-forbidden', status: '401' };
  const findings = run.findings.map((finding) =>
    finding.fingerprint === ROOT || /^a150000[01]$/.test(finding.fingerprint)
      ? { ...finding, ...status }
      : finding,
  );
  const [cause] = causesOf(findings, 'error');
  if (cause === undefined) throw new Error('no cause');
  expect(cause.probes).toHaveLength(40);
  expect(causeSentence(cause, run)).toMatch(/^Where 401 is due \(42 probes\), /);
  expect(causeSentence({ ...cause, also: [] }, run)).toMatch(/^Where 401 is due \(40 probes\), /);
});
