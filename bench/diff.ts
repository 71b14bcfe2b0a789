// npm run bench:diff: what a diff costs, start included. The large documents are GitHub's own, in two versions of
// @octokit/openapi: `npm install --prefix bench` gets them (930 MB on disk), and nothing else needs them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figures, line, timeProcess } from './measure.ts';

const CLI = 'dist/cli.js';
const PAGE = 'spec/onboarding-api.trigger-event.yaml';
const [BASE, CANDIDATE] = ['base', 'candidate'].map(
  (name) => `bench/node_modules/github-${name}/generated/api.github.com.json`,
) as [string, string];
const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
const print = (text: string) => process.stdout.write(`${text}\n`);

/** What one process took, by its own account at its end: processor time in ms, memory at its peak in MB. */
function costOf(args: readonly string[], exitCodes: readonly number[]): { cpu: number; peak: number } {
  const observer = join(folder, 'observe.mjs');
  const seen = join(folder, 'seen.json');
  writeFileSync(
    observer,
    `import { writeFileSync } from 'node:fs';
     process.on('exit', () => {
       const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
       writeFileSync(${JSON.stringify(seen)}, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, peak: maxRSS / 1024 }));
     });`,
  );
  const { status, stderr } = spawnSync(process.execPath, ['--import', observer, CLI, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (!exitCodes.includes(status ?? -1)) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(readFileSync(seen, 'utf8')) as { cpu: number; peak: number };
}

function report(name: string, args: readonly string[], runs: number, exitCodes: readonly number[]): void {
  const costs = Array.from({ length: runs }, () => costOf(args, exitCodes));
  print(line(`${name}: processor`, figures(costs.map(({ cpu }) => cpu)), 'ms'));
  print(line(`${name}: memory at its peak`, figures(costs.map(({ peak }) => peak)), 'MB'));
}

print(`Node ${process.version}, ${process.platform} ${process.arch}; medians (least to greatest)\n`);
print(line('node -e 0 (the floor)', figures(timeProcess([process.execPath, '-e', '0'], 9)), 'ms'));
const edited = join(folder, 'next.yaml');
writeFileSync(edited, readFileSync(PAGE, 'utf8').replace('- registrations.pending', '- registrations.done'));
for (const [name, candidate, code] of [
  ['the same page of Qonto', PAGE, 0],
  ['the page of Qonto, one value changed', edited, 1],
] as const) {
  const command = [process.execPath, CLI, 'diff', PAGE, candidate];
  print(line(`plumbline diff, ${name}`, figures(timeProcess(command, 15, code)), 'ms'));
  report(name, ['diff', PAGE, candidate], 5, [code]);
}

if (existsSync(BASE) && existsSync(CANDIDATE)) {
  const size = (file: string) => `${(statSync(file).size / 1e6).toFixed(1)} MB`;
  print(`\nGitHub's document, ${size(BASE)} against ${size(CANDIDATE)}`);
  report('plumbline diff', ['diff', BASE, CANDIDATE, '--no-policy', '--quiet'], 3, [0, 1]);
  report('plumbline diff, the same twice', ['diff', BASE, BASE, '--no-policy', '--quiet'], 3, [0]);
} else {
  print("\nGitHub's documents are not here: npm install --prefix bench");
}
rmSync(folder, { recursive: true });
