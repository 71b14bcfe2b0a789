import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import { command, renderAnnotations } from '../../src/report/github-annotations.ts';
import * as runs from './runs.ts';

const here = { inRepository: (file: string) => file };

/** What GitHub's runner makes of a line (ActionCommand.TryParseV2 of github.com/actions/runner). */
function parse(line: string): { name: string; properties: Record<string, string>; message: string } {
  const [, name = '', list = '', data = ''] = /^::([\w-]+)(?: (.*?))?::(.*)$/s.exec(line) ?? [];
  const plain = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const properties = list.split(',').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    const value = plain(pair.slice(at + 1))
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
    return at < 1 ? [] : [[pair.slice(0, at), value]];
  });
  return { name, properties: Object.fromEntries(properties), message: plain(data).replaceAll('%25', '%') };
}

test('a run with drift, as GitHub gets it', async () => {
  await expect(`${renderAnnotations(runs.drifting(), here).join('\n')}\n`).toMatchFileSnapshot(
    'golden/github-annotations.txt',
  );
});

test('the line is where the promise stands: in the contract, where the promise is its own', () => {
  const lines = renderAnnotations(runs.drifting(), here).map(parse);
  expect(lines.map(({ name, properties }) => [name, properties['file'], properties['line']])).toEqual([
    ['error', 'spec/onboarding-api.trigger-event.yaml', '167'],
    ['error', 'spec/onboarding-api.trigger-event.yaml', '47'],
    ['error', 'contracts/trigger-event.contract.yaml', '58'],
  ]);
});

test('a file that is not in the repository is not named, and neither is its line', () => {
  const [first = ''] = renderAnnotations(runs.drifting(), { inRepository: () => undefined });
  expect(Object.keys(parse(first).properties)).toEqual(['title']);
});

test('of 50 causes ten lines come, and the last says how many are not shown', () => {
  const lines = renderAnnotations(runs.crowded(500), here);
  expect(lines).toHaveLength(10);
  expect(parse(lines[9] ?? '').message).toBe(
    '41 more causes of drift: all of it is in the summary and in the reports',
  );
  expect(renderAnnotations(runs.crowded(100), here)).toHaveLength(10);
  expect(
    renderAnnotations(runs.crowded(100), here)
      .map(parse)
      .every(({ properties }) => properties['line'] === '167'),
  ).toBe(true);
});

test('a run that conforms has none, an inconclusive one says why in a warning', () => {
  expect(renderAnnotations(runs.conforming(), here)).toEqual([]);
  const lines = renderAnnotations(runs.unreached(), here).map(parse);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.map(({ name, message }) => [name, message])).toEqual(
    runs.unreached().hints.map((hint) => ['warning', hint]),
  );
});

test('what the baseline accepts is no annotation, until the day after its last', () => {
  const run = runs.drifting();
  run.findings = run.findings.map((finding) => ({
    ...finding,
    accepted: { reason: 'known', until: '2026-11-23' },
  }));
  expect(renderAnnotations(run, here)).toEqual([]);
  expect(renderAnnotations({ ...run, startedAt: '2026-11-24T00:00:00.000Z' }, here)).toHaveLength(3);
});

test('whatever an answer holds, one cause is one line, and the runner reads it back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (message, kind) => {
      const run: Run = { ...runs.conforming(), verdict: 'drift' };
      run.findings = [
        runs.finding({ message, kind, response: { pointer: message, expected: message, actual: message } }),
      ];
      const lines = renderAnnotations(run, here);
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/[\r\n]/);
      expect(parse(lines[0] ?? '').name).toBe('error');
    }),
  );
  expect(parse(command('error', { title: 'a:b,c%3A=d' }, '50%\n::error::x'))).toEqual({
    name: 'error',
    properties: { title: 'a:b,c%3A=d' },
    message: '50%\n::error::x',
  });
});
