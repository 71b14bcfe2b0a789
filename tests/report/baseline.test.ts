import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptFindings, baselineOf } from '../../src/checks/accepted.ts';
import type { Run } from '../../src/checks/run.ts';
import { type Baseline, type BaselineEntry, readBaseline } from '../../src/contract/baseline.ts';
import { renderBaseline } from '../../src/report/baseline-screen.ts';
import { entryText, withEntry, withoutEntry } from '../../src/report/baseline-text.ts';
import { renderJUnit } from '../../src/report/junit.ts';
import { renderRun } from '../../src/report/terminal.ts';
import * as runs from './runs.ts';

const NEW = { fingerprint: '0123456789ab', reason: 'why: "so" # not', until: '2026-12-31' };
const entries = (text: string) => readBaseline(text, 'b.yaml').entries;
const bare = (text: string) => entries(text).map(({ line: _, ...entry }) => entry);
/** The first candidate that says what is wanted, as the command chooses it. */
const right = (candidates: readonly string[], wanted: readonly object[]): string | undefined =>
  candidates.find((text) => {
    try {
      return JSON.stringify(bare(text)) === JSON.stringify(wanted);
    } catch {
      return false;
    }
  });

const FILE = `# The head of the file.
plumbline: 1
accepted:
    # Known since March.
    - fingerprint: aaaaaaaaaaaa # the first
      reason: |
        of two lines
        # that is no comment
      until: 2026-12-31
    # About the second.

    - reason: short
      until: 2027-01-31
      fingerprint: bbbbbbbbbbbb
# The end of the file.
`;

test('an entry is added after the others, and every other letter stays', () => {
  const after = right(withEntry(FILE, entries(FILE), undefined, NEW), [...bare(FILE), NEW]);
  expect(after).toBe(FILE.replace('# The end', `${entryText(NEW, 4)}# The end`));
});

test('an entry takes the place of its predecessor', () => {
  const renewed = { ...NEW, fingerprint: 'aaaaaaaaaaaa' };
  const [first, second] = bare(FILE);
  expect(first).toBeDefined();
  const after = right(withEntry(FILE, entries(FILE), 0, renewed), [renewed, second ?? {}]);
  for (const comment of ['# The head', '# Known since March.', '# About the second.', '# The end'])
    expect(after).toContain(comment);
  expect(after).not.toContain('of two lines');
});

test('an entry is taken out, and the comments around it stay', () => {
  const [first, second] = bare(FILE);
  const one = right(withoutEntry(FILE, entries(FILE), 1), [first ?? {}]);
  expect(one).toBe(FILE.replace(/ {4}- reason: short\n.*\n.*\n/, ''));
  const other = right(withoutEntry(FILE, entries(FILE), 0), [second ?? {}]);
  for (const comment of ['# The head', '# Known since March.', '# About the second.', '# The end'])
    expect(other).toContain(comment);
  const none = right(withoutEntry(one ?? '', entries(one ?? ''), 0), []);
  expect(none).toContain('accepted: []\n');
  expect(none).toContain('# Known since March.');
});

test.each([
  ['an empty file', ''],
  ['no entry, as a list', '# a\nplumbline: 1\naccepted: [] # none yet\n# b'],
  ['no entry, as nothing', 'plumbline: 1\r\naccepted:\r\n# b\r\n'],
  [
    'no newline at the end',
    'plumbline: 1\naccepted:\n- fingerprint: aaaaaaaaaaaa\n  reason: x\n  until: 2026-12-31',
  ],
  ['lines of Windows', FILE.replaceAll('\n', '\r\n')],
])('an entry is added to %s', (_, text) => {
  const before = text === '' ? [] : bare(text);
  const after = right(withEntry(text, text === '' ? [] : entries(text), undefined, NEW), [...before, NEW]);
  expect(after).toBeDefined();
  for (const comment of text.match(/#.*/g) ?? []) expect(after).toContain(comment.trim());
  if (text.includes('\r')) expect(after?.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('a list on one line is left to a person', () => {
  const text = 'plumbline: 1\naccepted: [{fingerprint: aaaaaaaaaaaa, reason: x, until: 2026-12-31}]\n';
  expect(withEntry(text, entries(text), undefined, NEW)).toEqual([]);
  expect(withoutEntry(text, entries(text), 0)).toEqual([]);
});

test('whatever a reason says, it comes back as it was, and nothing else changes', () => {
  fc.assert(
    fc.property(
      fc
        .string({ unit: 'binary', minLength: 1 })
        .filter((text) => text.trim() !== '' && Buffer.from(text).toString() === text),
      fc.stringMatching(/^[0-9a-f]{12}$/),
      (reason, fingerprint) => {
        fc.pre(!FILE.includes(fingerprint));
        const entry = { fingerprint, reason, until: '2026-12-31', message: reason };
        const after = right(withEntry(FILE, entries(FILE), undefined, entry), [...bare(FILE), entry]);
        expect(after).toBeDefined();
      },
    ),
    { numRuns: 300 },
  );
});

/** The drifting run with a baseline: one of its causes is accepted, one has expired, one is stale. */
function accepting(): Run {
  const of = (part: Partial<BaselineEntry>): BaselineEntry => ({
    fingerprint: 'c0ffee01',
    reason: 'ticket 4711 at the provider',
    until: '2026-12-31',
    check: 'example/value',
    status: '401',
    line: 4,
    ...part,
  });
  const baseline: Baseline = {
    file: 'contracts/baseline.yaml',
    entries: [
      of({}),
      of({ fingerprint: 'beef0002', until: '2026-11-01', check: 'freshness/stale', status: '201', line: 9 }),
      of({ fingerprint: 'feed0042', reason: 'an old one', line: 14 }),
    ],
  };
  const run = runs.drifting();
  run.findings = acceptFindings(run.findings, baseline, '2026-11-25');
  run.responses = run.responses.map((response) =>
    response.status === '401' ? { ...response, verdict: 'conforms', accepted: 1 } : response,
  );
  return { ...run, baseline: baselineOf(run, baseline, '2026-11-25') };
}

test('the screen of a run shows what is accepted, expired and stale', async () => {
  await expect(renderRun(accepting(), { colour: false, width: 90 })).toMatchFileSnapshot(
    'golden/accepting.90.txt',
  );
});

test('in JUnit what is accepted is skipped, with the reason', () => {
  const xml = renderJUnit(accepting());
  expect(xml.match(/<skipped message="accepted until 2026-12-31: ticket 4711 at the provider/g)?.length).toBe(
    41,
  );
  expect(xml.match(/<failure /g)?.length).toBeGreaterThan(0);
  expect(xml).toContain('<property name="baseline" value="contracts/baseline.yaml: 1 accepted"/>');
});

test('a run with nothing but what is accepted conforms, and says so with the difference', () => {
  const run = accepting();
  run.findings = run.findings.filter(({ accepted }) => accepted !== undefined);
  const text = renderRun({ ...run, verdict: 'conforms' }, { colour: false, width: 200 });
  expect(text).toMatch(/^✓ CONFORMS .* but for 1 difference that contracts\/baseline\.yaml accepts\.\n/);
  expect(text).toMatch(/\n! 401 +accepted /);
  expect(text).not.toMatch(/\nDrift\n/);
});

test('the list says of each entry how it stands', async () => {
  const { baseline } = accepting();
  const list = [
    ...(baseline?.expired ?? []),
    ...(baseline?.stale ?? []),
    { fingerprint: 'c0ffee01', reason: 'ticket', until: '2026-11-25', message: 'm\u001b[2J', line: 4 },
  ];
  const options = {
    file: 'contracts/baseline.yaml',
    entries: list,
    today: '2026-11-25',
    colour: false,
    width: 80,
  };
  const run = baseline === undefined ? undefined : { file: 'reports/check.json', told: baseline };
  await expect(renderBaseline({ ...options, run })).toMatchFileSnapshot('golden/baseline-list.80.txt');
  expect(renderBaseline({ ...options, run: undefined })).toContain('what is stale is not known');
  expect(renderBaseline({ ...options, run, entries: [] })).toBe('contracts/baseline.yaml accepts nothing.\n');
});
