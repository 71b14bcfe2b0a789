#!/usr/bin/env node
import { createRequire } from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 20 || (major === 20 && minor >= 19)) {
  // Loaded only here: an older Node would stop at what it does not know, with a stack trace.
  const { loadMain }: typeof import('./start/command-line.ts') = createRequire(import.meta.url)(
    './command-line/command-line.cjs',
  );
  await loadMain().main(process);
} else {
  process.stderr.write(`plumbline: Node 20.19 or later is needed, and this is ${process.version}\n`);
  process.exitCode = 2;
}
