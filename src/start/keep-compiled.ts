// The end of the build: the main jobs of the command line are done once, and what V8 compiled for them is kept.
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

const { loadMain, keepCompiled }: typeof import('./command-line.ts') = createRequire(import.meta.url)(
  './command-line/command-line.cjs',
);
const { main } = loadMain();

const folder = mkdtempSync(join(tmpdir(), 'plumbline-build-'));
const page = 'spec/onboarding-api.trigger-event.yaml';
const changed = join(folder, 'changed.yaml');
writeFileSync(
  changed,
  readFileSync(page, 'utf8')
    .replace('- registrations.pending', '- registrations.done')
    .replace('format: uuid', 'pattern: ^[0-9a-f-]{36}'),
);

/** Command lines, with the exit code of each. */
const jobs: [args: string[], code: number][] = [
  [['check', '--out', folder], 0],
  [['replay', join(folder, 'check.har')], 0],
  [['lint'], 0],
  [['diff', page, page], 0],
  [['diff', page, changed], 1],
];
const unread = () => new Writable({ write: (_, __, done) => done() });
for (const [args, code] of jobs) {
  const own = Object.assign(new EventEmitter(), {
    argv: [process.execPath, 'plumbline', ...args],
    env: {},
    stdout: unread(),
    stderr: unread(),
    exitCode: undefined as number | undefined,
  });
  await main(own as unknown as NodeJS.Process);
  // What is built works without: it is only compiled at each start.
  if (own.exitCode !== code)
    process.stderr.write(
      `"plumbline ${args[0]}" ended with ${own.exitCode} in the build, not with ${code}\n`,
    );
}
keepCompiled();
rmSync(folder, { recursive: true });
