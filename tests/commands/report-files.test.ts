import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkReports, ensureReports, writeReports } from '../../src/commands/report-files.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'plumbline-files-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('reports without a name of their own go into the folder of reports', () => {
  expect(checkReports({ out: 'out', junit: 'a.xml' }).map(({ path }) => path)).toEqual([
    join('out', 'check.json'),
    'a.xml',
    join('out', 'check.html'),
    join('out', 'check.har'),
  ]);
});

test('one file for two reports is refused, however it is spelt', async () => {
  const reports = checkReports({ out: 'out', json: 'out/check.har' });
  await expect(ensureReports(reports, [])).rejects.toThrow('--json and --har would both write');
  expect(existsSync('out')).toBe(false);
});

test('one file for two reports is refused where a link leads to it, also when it is not there yet', async () => {
  const out = folder();
  symlinkSync('real.json', join(out, 'link.json'));
  const reports = checkReports({ out, json: join(out, 'link.json'), har: join(out, 'real.json') });
  await expect(ensureReports(reports, [])).rejects.toThrow('--json and --har would both write');
});

test('a file that is read is written over by no name of it', async () => {
  const out = folder();
  mkdirSync(join(out, 'spec'));
  writeFileSync(join(out, 'spec', 'a.yaml'), 'openapi: 3.0.3');
  symlinkSync('spec', join(out, 'other'));
  const reports = checkReports({ out, json: join(out, 'other', 'a.yaml') });
  await expect(ensureReports(reports, [join(out, 'spec', 'a.yaml')])).rejects.toThrow('would write over');
  await ensureReports(checkReports({ out, json: '/dev/null' }), ['/dev/null']);
});

test('a named report that cannot be written leaves no folder that was made for the others', async () => {
  const out = join(folder(), 'reports');
  const taken = folder();
  await expect(ensureReports(checkReports({ out, har: taken }), [])).rejects.toThrow('it is a folder');
  expect(existsSync(out)).toBe(false);
});

test('one report that cannot be written keeps none of the others from being written', async () => {
  const out = folder();
  mkdirSync(join(out, 'taken'));
  const { written, problems } = await writeReports([
    { path: join(out, 'taken'), text: 'one' },
    { path: join(out, 'two'), text: 'two' },
  ]);
  expect(written).toEqual([join(out, 'two')]);
  expect(readFileSync(join(out, 'two'), 'utf8')).toBe('two');
  expect(problems.map(({ message }) => message)).toEqual(['cannot be written: it is a folder']);
});
