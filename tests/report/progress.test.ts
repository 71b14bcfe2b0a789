import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showProgress } from '../../src/report/progress.ts';

const CLEAR = '\r\u001b[2K';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start(stream: { isTTY?: boolean; columns?: number }, total = 96) {
  const written: string[] = [];
  const progress = showProgress(
    { ...stream, write: (text: string) => written.push(text) },
    { what: 'the embedded sandbox', total, now: () => Date.now() },
  );
  return { written, progress };
}

test('on a terminal one line is written over, and cleared at the end', () => {
  const { written, progress } = start({ isTTY: true, columns: 80 });
  progress.step(34, 'invalid/event_type/enum/upper');
  progress.end();
  progress.end();
  expect(written).toEqual([`${CLEAR}probing 34/96  invalid/event_type/enum/upper`, CLEAR]);
});

test('it writes every 50 ms at most, and the latest is what stays', () => {
  const { written, progress } = start({ isTTY: true, columns: 80 });
  for (let done = 1; done <= 40; done += 1) {
    progress.step(done, `probe-${done}`);
    vi.advanceTimersByTime(2);
  }
  expect(written).toHaveLength(2);
  vi.advanceTimersByTime(1000);
  expect(written).toHaveLength(3);
  expect(written.at(-1)).toContain('probing 40/96  probe-40');
});

test('nothing is written after the end', () => {
  const { written, progress } = start({ isTTY: true, columns: 80 });
  progress.step(1, 'a');
  progress.step(2, 'b');
  progress.end();
  progress.step(3, 'c');
  vi.advanceTimersByTime(1000);
  expect(written.at(-1)).toBe(CLEAR);
});

test('it is never longer than the line, and holds nothing that acts on a terminal', () => {
  const { written, progress } = start({ isTTY: true, columns: 30 });
  progress.step(1, `invalid/\u001b[2J${'x'.repeat(200)}`);
  const line = written[0]?.slice(CLEAR.length) ?? '';
  expect(line).toHaveLength(29);
  expect(line).not.toContain('\u001b');
});

test('in a log it is a line at the start and one at the end', () => {
  const { written, progress } = start({});
  for (let done = 1; done <= 96; done += 1) progress.step(done, 'x');
  vi.advanceTimersByTime(1500);
  progress.end();
  progress.end();
  expect(written).toEqual(['probing the embedded sandbox: 96 probes\n', 'probed 96 probes in 1.5 s\n']);
});

test('a run that ended early says so in the log', () => {
  const { written, progress } = start({});
  progress.step(3, 'x');
  progress.end();
  expect(written.at(-1)).toBe('probed 3 of 96 probes in 0 ms\n');
});

test('a log says how many more were sent than planned', () => {
  const { written, progress } = start({});
  progress.step(99, 'repeated/a/2');
  progress.end();
  expect(written.at(-1)).toBe('probed 99 probes, 3 of them for another look, in 0 ms\n');
});
