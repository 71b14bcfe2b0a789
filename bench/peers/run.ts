// npm run bench:peers: other tools on the same embedded sandbox and the same faults. Writes docs/peers.md.
//
//   npm run bench:peers                          all of them
//   npm run bench:peers -- --only Dredd,Prism    the faults with some; the others as they were last time
//   npm run bench:peers -- --only none           the times of all, and the page
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figures } from '../measure.ts';
import { page } from './page.ts';
import { startProvider } from './provider.ts';
import { openRelay } from './relay.ts';
import type { Chosen, Found, Outcome, Results, Times } from './results.ts';
import { TOOLS, type Tool } from './tools.ts';

const TIMED_ROUNDS = 3;
/** A run that has not ended by then is ended. Plumbline's longest is one in which many answers hang. */
const LONGEST_MS = 45_000;
const RESULTS = 'bench/peers/results.json';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    jobs: { type: 'string', default: '2' },
    times: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const print = (text: string) => process.stdout.write(`${text}\n`);

/** Runs a tool once against a sandbox of its own, which is right or has one fault. */
async function run(tool: Tool, fault?: string): Promise<Outcome> {
  const provider = await startProvider(fault);
  const relay = await openRelay(provider.port);
  const scratch = mkdtempSync(join(tmpdir(), 'plumbline-peers-'));
  try {
    const { args, cwd, env } = tool.command(relay.url, provider.environment, scratch);
    const timed = ['-c', 'TIMEFORMAT=\'@cpu %U %S\'; time "$@"', 'bash', ...args];
    const begun = performance.now();
    const child = spawn('bash', timed, {
      detached: true,
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, NO_COLOR: '1', TARGET: relay.url, ...provider.environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (piece: string) => {
        output += piece;
      });
    }
    let ended = true;
    const timer = setTimeout(() => {
      ended = false;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, LONGEST_MS);
    const exit = await new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
    clearTimeout(timer);
    const [, user = '0', system = '0'] = /@cpu (\S+) (\S+)\s*$/.exec(output) ?? [];
    return {
      exit,
      ended,
      wallMs: Math.round(performance.now() - begun),
      cpuMs: Math.round((Number(user) + Number(system)) * 1000),
      requests: relay.traffic.requests,
      statuses: { ...relay.traffic.statuses },
      output,
    };
  } finally {
    relay.close();
    await provider.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Runs a tool against every fault, `jobs` at a time, and names those at which it did not end with 0. */
async function objections(tool: Tool, faults: readonly string[], jobs: number) {
  const waiting = [...faults];
  const noticed: string[] = [];
  const unended: string[] = [];
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
        const { exit, ended } = await run(tool, fault);
        if (exit !== 0) noticed.push(fault);
        if (!ended) unended.push(fault);
      }
    }),
  );
  const inOrder = (names: readonly string[]) => faults.filter((fault) => names.includes(fault));
  return { noticed: inOrder(noticed), unended: inOrder(unended) };
}

/** A run against the sandbox without a fault. What a tool says of that would otherwise count as noticing every fault. */
async function runClean(tool: Tool): Promise<Outcome> {
  const outcome = await run(tool);
  if (outcome.exit !== 0) throw new Error(`${tool.name} fails without a fault:\n${outcome.output}`);
  return outcome;
}

async function sweep(tool: Tool, list: Chosen, jobs: number): Promise<Found> {
  const { requests, statuses } = await runClean(tool);
  const faults = await objections(
    tool,
    list.faults.flatMap(({ names }) => names),
    jobs,
  );
  const harmless = await objections(tool, list.harmless.names, jobs);
  return {
    requests,
    statuses,
    noticed: faults.noticed,
    unended: [...faults.unended, ...harmless.unended],
    falseAlarms: harmless.noticed,
  };
}

/** Times all tools in turn, round after round, so that whatever else the machine does falls on all alike. */
async function time(tools: readonly Tool[], rounds: number): Promise<Times> {
  const wall = new Map(tools.map(({ name }): [string, number[]] => [name, []]));
  const cpu = new Map(tools.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const tool of tools) {
      const { wallMs, cpuMs } = await runClean(tool);
      wall.get(tool.name)?.push(wallMs);
      cpu.get(tool.name)?.push(cpuMs);
    }
  }
  return {
    on: new Date().toISOString().slice(0, 10),
    rounds,
    tools: Object.fromEntries(
      tools.map(({ name }) => [
        name,
        { wallMs: figures(wall.get(name) ?? []), cpuMs: figures(cpu.get(name) ?? []) },
      ]),
    ),
  };
}

const list: Chosen = JSON.parse(readFileSync('bench/peers/faults.json', 'utf8'));
const only = options.only?.split(',');
const wanted = TOOLS.filter(({ name }) => only?.some((each) => name.includes(each)) ?? true);
const results: Results =
  only === undefined || !existsSync(RESULTS) ? { found: {} } : JSON.parse(readFileSync(RESULTS, 'utf8'));
const save = () => writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);

for (const tool of wanted) {
  const found = await sweep(tool, list, Number(options.jobs));
  results.found[tool.name] = found;
  save();
  print(
    `${tool.name.padEnd(28)} ${found.noticed.length} noticed, ${found.falseAlarms.length} false alarms, ` +
      `${found.requests} requests ${JSON.stringify(found.statuses)}`,
  );
}
if (options.times) {
  results.times = await time(
    TOOLS.filter(({ name }) => results.found[name] !== undefined),
    TIMED_ROUNDS,
  );
  save();
}
writeFileSync('docs/peers.md', page(results, list));
print(`${readFileSync('docs/peers.md', 'utf8').split('\n## ')[0]}`);
