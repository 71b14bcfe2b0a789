import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import type { Run, RunHistory } from '../../src/checks/run.ts';
import { type HistoryLine, recall, subjectOf } from '../../src/report/history.ts';
import { renderJUnit } from '../../src/report/junit.ts';
import { renderRun } from '../../src/report/terminal.ts';
import * as runs from './runs.ts';

const ajv = new Ajv2020.default({ strict: true, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync('src/report/history.schema.json', 'utf8')));

/** A run of the night of a day in November with errors of these fingerprints, each of a probe that hoped for a 401. */
function nightOf(day: number, fingerprints: readonly string[], part: Partial<Run> = {}): Run {
  const run = runs.conforming();
  const errors = fingerprints.map((fingerprint) =>
    runs.finding({ fingerprint, probe: 'unauthorized/wrong-bearer', message: `what ${fingerprint} is` }),
  );
  return {
    ...run,
    verdict: errors.length > 0 ? 'drift' : 'conforms',
    responses: run.responses.map((response) =>
      response.status === '401' && errors.length > 0 ? { ...response, verdict: 'drift' } : response,
    ),
    startedAt: at(day),
    findings: errors,
    ...part,
  };
}

const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T02:17:00.000Z`;

/** Runs that came one after another, each leaving its line. */
function told(...nights: Run[]): { last: RunHistory; lines: HistoryLine[] } {
  const lines: HistoryLine[] = [];
  let last: RunHistory | undefined;
  for (const run of nights) {
    const { history, line } = recall(run, lines, 'reports/history.jsonl');
    expect(validate(line), ajv.errorsText(validate.errors)).toBe(true);
    lines.push(JSON.parse(JSON.stringify(line)));
    last = history;
  }
  if (last === undefined) throw new Error('no night');
  return { last, lines };
}

/** A run that was narrowed to 409. */
const narrowed = (day: number): Run => {
  const run = nightOf(day, []);
  return {
    ...run,
    responses: run.responses.map((response) =>
      response.status === '409' ? response : { ...response, verdict: 'not-asked', probes: 0, observed: 0 },
    ),
    probes: run.probes.filter(({ id }) => id.startsWith('conflict/')),
  };
};

test('of a first run every error is new, with nothing to compare', () => {
  const { last } = told(nightOf(1, ['aa']));
  expect(last).toEqual({
    file: 'reports/history.jsonl',
    nights: [],
    causes: { aa: { state: 'new', since: at(1) } },
    mended: [],
    notAsked: [],
  });
});

test('an error is new, then still there since its first night, then mended, with its last good night', () => {
  const nights = [nightOf(1, []), nightOf(2, []), nightOf(3, ['aa']), nightOf(4, ['aa', 'bb'])];
  expect(told(...nights.slice(0, 3)).last.causes).toEqual({
    aa: { state: 'new', since: at(3), lastGood: at(2) },
  });
  expect(told(...nights).last.causes).toEqual({
    aa: { state: 'still', since: at(3), lastGood: at(2) },
    bb: { state: 'new', since: at(4), lastGood: at(3) },
  });
  const { last } = told(...nights, nightOf(5, ['bb']));
  expect(last.causes).toEqual({ bb: { state: 'still', since: at(4), lastGood: at(3) } });
  expect(last.mended).toEqual([
    {
      fingerprint: 'aa',
      check: 'example',
      kind: 'value',
      status: '401',
      message: 'what aa is',
      since: at(3),
      lastBad: at(4),
    },
  ]);
  expect(last.nights.map(({ startedAt, verdict, causes }) => [startedAt, verdict, causes])).toEqual([
    [at(1), 'conforms', 0],
    [at(2), 'conforms', 0],
    [at(3), 'drift', 1],
    [at(4), 'drift', 2],
  ]);
  expect(told(...nights, nightOf(5, ['bb']), nightOf(6, ['bb'])).last.mended).toEqual([]);
});

test('an error that comes back is new, and it is told when it was there before', () => {
  const { last } = told(nightOf(1, ['aa']), nightOf(2, []), nightOf(3, []), nightOf(4, ['aa']));
  expect(last.causes).toEqual({ aa: { state: 'new', since: at(4), lastGood: at(3), lastBad: at(1) } });
});

test.each([
  ['was interrupted', () => nightOf(3, [], { interrupted: true, verdict: 'inconclusive' })],
  ['was narrowed to other answers', () => narrowed(3)],
  [
    'never got the answer',
    () => {
      const run = nightOf(3, [], { verdict: 'inconclusive' });
      const silent = run.responses.map((response) =>
        response.status === '401' ? { ...response, verdict: 'inconclusive' as const, observed: 0 } : response,
      );
      return { ...run, responses: silent };
    },
  ],
  [
    'got no answer to the probe that had seen it',
    () => {
      const run = nightOf(3, []);
      const probes = run.probes.map(({ status, ...probe }) =>
        probe.id === 'unauthorized/wrong-bearer' || status === undefined ? probe : { ...probe, status },
      );
      return { ...run, probes };
    },
  ],
])('a run that %s mends nothing, and the row of bad nights goes on', (_, silent) => {
  const nights = [nightOf(1, []), nightOf(2, ['aa']), silent()];
  const { last, lines } = told(...nights);
  expect(last.mended).toEqual([]);
  expect(last.notAsked?.map(({ fingerprint, since, lastBad }) => [fingerprint, since, lastBad])).toEqual([
    ['aa', at(2), at(2)],
  ]);
  expect(lines.at(-1)?.untold).toEqual(['aa']);
  expect(told(...nights, nightOf(4, ['aa'])).last.causes).toEqual({
    aa: { state: 'still', since: at(2), lastGood: at(1) },
  });
  const mended = told(...nights, nightOf(4, [])).last;
  expect(mended.mended.map(({ fingerprint }) => fingerprint)).toEqual(['aa']);
  expect(mended.notAsked).toEqual([]);
});

test('a night that did not ask is no good night', () => {
  const { last } = told(nightOf(1, []), narrowed(2), nightOf(3, ['aa']));
  expect(last.causes['aa']).toEqual({ state: 'new', since: at(3), lastGood: at(1) });
});

test('an error of probes that hoped for two answers is mended only by a run that asked for both', () => {
  const both = nightOf(1, ['aa']);
  both.findings.push(runs.finding({ fingerprint: 'aa', probe: 'conflict/known-conflict' }));
  expect(told(both).lines[0]?.causes[0]?.hoped).toEqual(['401', '409']);
  const { last } = told(both, narrowed(2));
  expect([last.mended, last.notAsked?.length]).toEqual([[], 1]);
  expect(told(both, nightOf(2, [])).last.mended).toHaveLength(1);
});

test('a run that began earlier by its clock counts after those that were written before it', () => {
  const { last } = told(nightOf(9, []), nightOf(8, ['aa']), nightOf(2, ['aa']));
  expect(last.causes).toEqual({ aa: { state: 'still', since: at(8), lastGood: at(9) } });
});

test('runs of another target, operation or fault are not compared', () => {
  const target = (part: Partial<Run['target']>): Partial<Run> => ({
    target: { kind: 'url', url: 'https://api.test.example.com/v1', ...part },
  });
  const operation = { id: 'other', method: 'POST', path: '/other' };
  for (const other of [
    target({ url: 'https://api.test.example.com/v2' }),
    target({ url: 'https://www.test.example.com/v1' }),
    target({ kind: 'embedded' }),
    target({ kind: 'embedded', fault: '401-flat' }),
    { ...target({}), operation },
  ]) {
    const { last } = told(nightOf(1, ['aa'], other), nightOf(2, [], target({})));
    expect([last.nights, last.mended]).toEqual([[], []]);
  }
});

test('a target is the same by its host and path, however it is spelt', () => {
  const subject = (url: string, kind: Run['target']['kind'] = 'url') =>
    subjectOf({ target: { kind, url }, operation: runs.conforming().operation });
  const same = subject('https://api.test.example.com/v1');
  for (const url of ['https://API.test.example.com:443/v1', 'https://api.test.example.com/v1/'])
    expect(subject(url)).toBe(same);
  expect(subject('https://api.test.example.com/v1', 'sandbox')).toBe(same);
  expect(subject('http://127.0.0.1:1', 'embedded')).toBe(subject('http://127.0.0.1:2', 'embedded'));
});

test('at most thirty nights are told, the last ones', () => {
  const nights = Array.from({ length: 28 }, (_, day) => nightOf(day + 1, []));
  const { last } = told(...nights, ...nights, nightOf(28, []));
  expect(last.nights).toHaveLength(30);
});

test('of more errors than a line is to hold the rest is counted', () => {
  const many = Array.from({ length: 1005 }, (_, index) => `f${index}`);
  const { lines, last } = told(nightOf(1, many), nightOf(2, []));
  expect(lines[0]?.causes).toHaveLength(1000);
  expect(lines[0]?.leftOut).toBe(5);
  expect(last.nights[0]?.causes).toBe(1005);
});

test('a line of the history holds nothing that a terminal acts upon, and no long message', () => {
  const [line] = told({ ...runs.hostile(), findings: runs.hostile().findings }).lines;
  for (const { message } of line?.causes ?? []) {
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(message.length).toBeLessThanOrEqual(300);
  }
  expect(line?.causes.length).toBeGreaterThan(0);
});

test('the screen says what is new, still there, mended and not asked for', async () => {
  const before = nightOf(23, ['aa', 'bb']);
  const run = nightOf(24, ['bb', 'cc']);
  const { last } = told(nightOf(20, ['cc']), nightOf(22, []), before, run);
  const screen = (history: RunHistory) => renderRun({ ...run, history }, { colour: false, width: 80 });
  await expect(screen(last)).toMatchFileSnapshot('golden/history.80.txt');
  expect(renderJUnit({ ...run, history: last })).toContain(
    '<property name="since-last-run" value="1 new, 1 still there, 1 mended, 0 not asked for"/>',
  );
  const silent = told(before, narrowed(24));
  await expect(
    renderRun({ ...narrowed(24), history: silent.last }, { colour: false, width: 80 }),
  ).toMatchFileSnapshot('golden/history-narrowed.80.txt');
});
