import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Rendered, showRun } from '../../src/commands/show.ts';
import { cleanUp } from '../clean-up.ts';
import { conforming } from '../report/runs.ts';
import { runCommand } from './pact/verify-support.ts';

test('a report that no string can hold keeps none of the others from being written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-show-'));
  cleanUp(() => rmSync(folder, { recursive: true }));
  const report = (option: Rendered['option'], name: string, render: () => string): Rendered => ({
    option,
    path: join(folder, name),
    named: true,
    render,
  });
  const reports = [
    report('--json', 'a.json', () => '{}\n'),
    report('--har', 'a.har', () => 'a'.repeat(2 ** 29)),
  ];
  const { code, stdout, stderr } = await runCommand((io) =>
    showRun(conforming(), reports, { io, verbose: false }),
  );
  expect(readdirSync(folder)).toEqual(['a.json']);
  expect(stdout).toContain('CONFORMS');
  expect(stderr).toBe(`plumbline: ${join(folder, 'a.har')}: cannot be written: it would be too large\n`);
  expect(code).toBe(2);
});
