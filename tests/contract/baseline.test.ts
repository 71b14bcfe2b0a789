import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBaseline } from '../../src/contract/baseline.ts';
import { Problem } from '../../src/problem.ts';

const entry = (lines: string): string => `plumbline: 1\naccepted:\n  - fingerprint: "7b18f12d1830"\n${lines}`;
const GOOD = '    reason: a ticket\n    until: 2026-12-31\n';

function problemOf(text: string): string {
  try {
    readBaseline(text, 'b.yaml');
  } catch (error) {
    if (error instanceof Problem) return error.line();
    throw error;
  }
  throw new Error('no problem');
}

test('an entry has its words and its line', () => {
  expect(readBaseline(`# why\n${entry(GOOD)}`, 'b.yaml')).toEqual({
    file: 'b.yaml',
    entries: [{ fingerprint: '7b18f12d1830', reason: 'a ticket', until: '2026-12-31', line: 4 }],
  });
});

test.each([['accepted: []'], ['accepted:'], ['accepted: null # nothing']])('%s accepts nothing', (line) => {
  expect(readBaseline(`plumbline: 1\n${line}\n`, 'b.yaml').entries).toEqual([]);
});

test.each([
  ['', 'b.yaml: the file is empty'],
  ['- a\n', 'b.yaml:1:1: not a baseline: it holds no mapping at its top'],
  ['plumbline: 1\n', 'b.yaml:1:1: the baseline lacks the word "accepted"'],
  [
    'plumbline: 2\nentries: []\n',
    'b.yaml:1:1: the baseline is in format 2, where this Plumbline reads format 1; use the Plumbline that it was written for',
  ],
  [
    'plumbline: 1\nacepted: []\naccepted: []\n',
    'b.yaml:2:1: "acepted" is not a word of the baseline format; "accepted" may be meant',
  ],
  [entry('    until: 2026-12-31\n'), 'b.yaml:3:5: an entry of the baseline lacks the word "reason"'],
  [
    entry(`${GOOD}    untill: x\n`),
    'b.yaml:6:5: "untill" is not a word of the baseline format; "until" may be meant',
  ],
  [
    entry('    reason: a\n    until: 2026-02-30\n'),
    'b.yaml:5:5: until is "2026-02-30", which is not a date such as 2026-12-31',
  ],
  [
    entry('    reason: a\n    until: soon\n'),
    'b.yaml:5:5: until is "soon", which is not a date such as 2026-12-31',
  ],
  [entry('    reason: " "\n    until: 2026-12-31\n'), 'b.yaml:4:5: reason is empty'],
  [
    entry(GOOD).replace('"7b18f12d1830"', '771812221830'),
    'b.yaml:3:5: fingerprint is 771812221830, where a string is asked for; write it in quotes',
  ],
  [
    entry(GOOD).replace('7b18f12d1830', '7b18'),
    'b.yaml:3:5: fingerprint is "7b18", which is not 12 hexadecimal digits',
  ],
  [
    entry(`${GOOD}  - fingerprint: 7b18f12d1830\n${GOOD}`),
    'b.yaml:6:5: 7b18f12d1830 is accepted twice: also in line 3; keep one of them',
  ],
  ['plumbline: [1\n', /^b\.yaml:2:1: not readable as YAML/],
])('%j is refused with its place', (text, line) => {
  if (typeof line === 'string') expect(problemOf(text)).toBe(line);
  else expect(problemOf(text)).toMatch(line);
});

test('the page of the baseline explains every word of its JSON Schema', () => {
  const schema = JSON.parse(readFileSync('src/contract/baseline.schema.json', 'utf8'));
  const page = readFileSync('docs/baseline.md', 'utf8');
  for (const word of [...Object.keys(schema.properties), ...Object.keys(schema.$defs.entry.properties)])
    expect(page).toContain(`\`${word}\``);
});
