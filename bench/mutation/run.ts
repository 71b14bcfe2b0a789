// npm run bench:mutation: Stryker changes the checks or the diff, and counts the changes that no test notices.
//
//   npm run bench:mutation -- checks                              every mutant of src/checks
//   npm run bench:mutation -- checks src/checks/echo.ts           of one file (or file:line-line)
//   npm run bench:mutation -- diff --share 0.05 --seed 1          a share of the mutants, drawn by the seed
//   npm run bench:mutation -- diff --alive reports/mutation-diff.json   again those that an earlier run left alive
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { roomOf } from './rooms.ts';
import { type MutationReport, table } from './table.ts';

const STRYKER = 'bench/mutation/node_modules/@stryker-mutator/core/bin/stryker.js';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { share: { type: 'string' }, seed: { type: 'string' }, alive: { type: 'string' } },
});
const [name, ...files] = positionals;
const { source } = roomOf(name);
const report = `reports/mutation-${name}.json`;

// The report that is read may be the one that is about to be written.
const earlier = values.alive && 'reports/earlier.json';
if (values.alive && earlier) copyFileSync(values.alive, earlier);

const { status } = spawnSync(
  process.execPath,
  [STRYKER, 'run', 'bench/mutation/stryker.config.mjs', '--mutate', files.join(',') || source],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      // Which mutants each test of the diff meets is more than Node's own limit of memory holds.
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --max-old-space-size=18000`.trim(),
      // In CI Vitest writes no golden file that is not there.
      CI: '1',
      MUTATION_ROOM: name,
      ...(values.share && { MUTATION_SHARE: values.share }),
      ...(values.seed && { MUTATION_SEED: values.seed }),
      ...(earlier && { MUTATION_ALIVE: `${process.cwd()}/${earlier}` }),
    },
  },
);
if (status !== 0) process.exit(status ?? 1);
process.stdout.write(`${table(JSON.parse(readFileSync(report, 'utf8')) as MutationReport)}\n${report}\n`);
