import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import { columns } from '../../src/report/safe.ts';
import { renderRun } from '../../src/report/terminal.ts';
import * as runs from './runs.ts';

const FILES = ['reports/check.json', 'reports/check.junit.xml', 'reports/check.har'];
const screen = (run: Run, width = 80, colour = false, verbose = false) =>
  renderRun(run, { width, colour, verbose, files: FILES });

const SAMPLES: Record<string, () => Run> = {
  conforming: runs.conforming,
  drifting: runs.drifting,
  following: runs.following,
  gated: runs.gated,
  unreached: runs.unreached,
  interrupted: runs.interrupted,
  hostile: runs.hostile,
};

describe('the whole screen', () => {
  for (const [name, make] of Object.entries(SAMPLES)) {
    for (const width of [60, 100]) {
      test(`${name}, ${width} columns`, async () => {
        await expect(screen(make(), width)).toMatchFileSnapshot(`golden/${name}.${width}.txt`);
      });
    }
  }
  test('drift on the narrowest of screens', async () => {
    await expect(screen(runs.drifting(), 40)).toMatchFileSnapshot('golden/drifting.40.txt');
  });
  test('drift in colour', async () => {
    const coloured = screen(runs.drifting(), 100, true);
    await expect(coloured.replaceAll('\u001b', '␛')).toMatchFileSnapshot('golden/drifting.100.colour.txt');
  });
  test('drift with everything that there is to say', async () => {
    await expect(screen(runs.drifting(), 100, false, true)).toMatchFileSnapshot(
      'golden/drifting.100.verbose.txt',
    );
  });
  test('what follows from a cause, whole', async () => {
    await expect(screen(runs.following(), 100, false, true)).toMatchFileSnapshot(
      'golden/following.100.verbose.txt',
    );
  });
  test('a recording that was judged again', async () => {
    const run = runs.conforming();
    run.target = { kind: 'recording', url: 'reports/check.har' };
    await expect(screen(run)).toMatchFileSnapshot('golden/recording.80.txt');
  });
});

test('colour changes nothing but the colour', () => {
  for (const make of Object.values(SAMPLES)) {
    expect(stripVTControlCharacters(screen(make(), 80, true))).toBe(screen(make()));
  }
});

test('no line is wider than the terminal, but for words of a command', () => {
  for (const make of Object.values(SAMPLES)) {
    for (const width of [40, 60, 72, 100, 200]) {
      const wide = screen(make(), width)
        .split('\n')
        .filter((line) => columns(line) > width && !/^ {2}(?:curl| {2}\S)/.test(line));
      expect(wide, `${width} columns`).toEqual([]);
    }
  }
});

test('nothing that a terminal would act upon gets through', () => {
  for (const verbose of [false, true]) {
    const lines = screen(everythingHostile(), 100, false, verbose).split('\n');
    expect(lines.filter((line) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(line))).toEqual([]);
  }
  // Without the colours that we put in, no escape is left.
  const colours = /␛\[\d+m/g;
  const coloured = screen(everythingHostile(), 100, true).replaceAll('\u001b', '␛');
  expect(coloured).toMatch(colours);
  expect(coloured.replace(colours, '')).not.toContain('␛');
});

test('a fault that 40 probes ran into is told once', () => {
  const text = screen(runs.drifting());
  expect(text.match(/example\/value/g)).toHaveLength(1);
  expect(text).toContain('×40 probes');
  expect(text).toContain('and 37 more');
});

test('errors come before warnings, warnings before notes, and hints before all of them', () => {
  const run = { ...runs.drifting(), hints: ['Do this first.'] };
  const text = screen(run);
  const at = ['→ Do this first.', '✗ error', '! warning', '· 201 schema/extra', 'Covered'].map((part) =>
    text.indexOf(part),
  );
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at).not.toContain(-1);
});

test('the first and the last line say the verdict, the last its exit code', () => {
  const first = (run: Run) => screen(run).split('\n')[0];
  const last = (run: Run) => screen(run).trimEnd().split('\n').at(-1);
  expect(first(runs.drifting())).toMatch(/^✗ DRIFT {2}POST \/register\/dev\/trigger_event/);
  expect(last(runs.drifting())).toMatch(/^✗ DRIFT {2}exit code 1/);
  expect(last(runs.gated())).toMatch(/^\? INCONCLUSIVE {2}exit code 3/);
  expect(screen(runs.conforming())).toMatch(/\n✓ CONFORMS {2}exit code 0: [^✓]*$/);
});

test('many causes are folded into a line each, and unfolded when asked', () => {
  expect(screen(runs.crowded(200)).match(/curl -sS/g)).toHaveLength(10);
  expect(screen(runs.crowded(200))).toContain('10 more, whole in the JSON report');
  expect(screen(runs.crowded(200), 80, false, true).match(/curl -sS/g)).toHaveLength(20);
});

test('other values that were seen in the same place are counted', () => {
  expect(screen(runs.crowded(10))).toContain('(elsewhere 9 other values)');
});

test('a finding that has neither a place nor a probe nor a command still shows', () => {
  const run = runs.conforming();
  run.findings = [
    runs.finding({ message: 'The answers of one probe differ.', probe: '', curl: '', status: '' }),
  ];
  expect(screen(run)).toContain('✗ error  example/value\n  The answers of one probe differ.\n\n');
});

/** Hostile text wherever a run has room for text. */
function everythingHostile(): Run {
  const poison = <T>(value: T): T => {
    if (typeof value === 'string') return `${value}${runs.ESCAPE}\u202e\u0085\ud800` as T;
    if (Array.isArray(value)) return value.map(poison) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, poison(item)])) as T;
  };
  const run = runs.hostile();
  return {
    ...poison(run),
    verdict: run.verdict,
    target: { kind: 'url', url: `https://a.test/${runs.ESCAPE}` },
    contract: { file: runs.ESCAPE },
    responses: run.responses.map((response) => ({
      ...response,
      status: poison(response.status),
      examples: { [runs.ESCAPE]: 'differs' },
      reason: runs.ESCAPE,
    })),
    findings: run.findings.map((finding, index) => ({
      ...poison(finding),
      severity: (['error', 'warning', 'note'] as const)[index % 3] ?? 'error',
    })),
    probes: run.probes.map(({ status, ...probe }) => ({ ...poison(probe), ms: status === 201 ? 0 : 1 })),
  };
}
