// The end of the build: the main jobs of the command line are done once, and what V8 compiled for them is kept.
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
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
const jobs = [
  ['check', '--out', folder],
  ['replay', join(folder, 'check.har')],
  ['lint'],
  ['diff', page, page],
];
const unread = () => new Writable({ write: (_, __, done) => done() });
for (const args of jobs) {
  const own = { argv: [process.execPath, 'plumbline', ...args], env: {}, stdout: unread(), stderr: unread() };
  await main(Object.assign(new EventEmitter(), own) as unknown as NodeJS.Process);
}
keepCompiled();
rmSync(folder, { recursive: true });
