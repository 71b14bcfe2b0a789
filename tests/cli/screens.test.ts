// Whole screens, exit code first. `npx vitest run tests/cli -u` writes the golden files anew: read what changed.
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { faults } from '../../src/sandbox/faults.ts';
import { inOwnProcess, plumbline, screen, workspace } from './plumbline.ts';

const golden = (name: string): string => `golden/${name}.txt`;

for (const [name, args] of Object.entries({
  help: ['--help'],
  'help-check': ['check', '--help'],
  'help-replay': ['replay', '--help'],
  'help-report': ['report', '--help'],
  'help-sandbox': ['help', 'sandbox'],
  'help-doctor': ['doctor', '--help'],
  'help-github-issues': ['github', 'issues', '--help'],
  'help-diff': ['diff', '--help'],
  'help-upgrade': ['upgrade', '--help'],
  'no-command': [],
  version: ['--version'],
})) {
  test.concurrent(`the screen of "plumbline ${args.join(' ')}" is as recorded`, async ({ expect }) => {
    await expect(screen(await plumbline(args))).toMatchFileSnapshot(golden(name));
  });
}

// One request at a time: the order in which answers come is then the order of the screen.
for (const [name, args] of Object.entries({
  check: ['check'],
  'check-only': ['check', '--only', '409'],
  'check-plan': ['check', '--plan'],
  'fault-created': ['check', '--only', '201', '--fault', 'resource-id-example'],
  'fault-401': ['check', '--only', '401', '--fault', '401-as-403'],
  'fault-400': ['check', '--fault', '400-html'],
  'fault-409': ['check', '--fault', '409-flat', '--verbose', '--only', '409'],
  'fault-harmless': ['check', '--only', '201', '--fault', 'created-at-offset-plus-two'],
})) {
  test.concurrent(`the screen of "plumbline ${args.join(' ')}" is as recorded`, async ({ expect }) => {
    await expect(screen(await plumbline([...args, '--concurrency', '1']))).toMatchFileSnapshot(golden(name));
  });
}

test.concurrent('every fault is listed with what it does, and harmless ones say so', async () => {
  const { code, stdout, stderr } = await plumbline(['sandbox', '--list-faults']);
  expect([code, stderr]).toEqual([0, '']);
  for (const { name, title, harmless } of faults) {
    const line = stdout.split('\n').find((each) => each.startsWith(`  ${name} `));
    expect(line?.slice(name.length + 2).trim()).toBe(`${harmless ? 'harmless: ' : ''}${title}`);
  }
});

test.concurrent('a run is in colour where FORCE_COLOR asks for it, and never where NO_COLOR does', async () => {
  const cwd = workspace();
  const args = ['check', '--only', '409', '--quiet', '--no-history'];
  const forced = await inOwnProcess(args, { cwd, env: { FORCE_COLOR: '1' } });
  const plain = await inOwnProcess(args, { cwd });
  const never = await inOwnProcess(args, { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
  expect(forced.stdout).toContain('\u001b[');
  expect(screen({ ...forced, stdout: stripVTControlCharacters(forced.stdout) })).toBe(screen(plain));
  // Node itself says on standard error that it finds the two at odds.
  expect(screen({ ...never, stderr: '' })).toBe(screen(plain));
  expect(plain.stdout).not.toContain('\u001b');
});
