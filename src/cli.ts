#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 20 || (major === 20 && minor >= 19)) {
  // Loaded only here: an older Node would stop at what it does not know, with a stack trace.
  const { main } = await import('./main.ts');
  await main(process);
} else {
  process.stderr.write(`plumbline: Node 20.19 or later is needed, and this is ${process.version}\n`);
  process.exitCode = 2;
}
