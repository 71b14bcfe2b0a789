// npm run bench: how fast Plumbline itself is. Medians, with the least and the greatest; nothing here is a test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { createJudge } from '../src/checks/judge.ts';
import { probeTarget } from '../src/commands/probe-target.ts';
import { loadContract } from '../src/contract/load.ts';
import type { Exchange } from '../src/exchange/exchange.ts';
import { createRedactor } from '../src/exchange/redact.ts';
import { everyProbe, planProbes } from '../src/probes/plan.ts';
import type { Probe } from '../src/probes/probe.ts';
import { createSender } from '../src/probes/send/send.ts';
import { startSandbox } from '../src/sandbox/server.ts';
import { figures, line, timeProcess, timeWork } from './measure.ts';

const CLI = 'dist/cli.js';
const out = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
const print = (text: string) => process.stdout.write(`${text}\n`);

print(`Node ${process.version}, ${process.platform} ${process.arch}; medians (least to greatest)\n`);
print(line('node -e 0 (the floor)', figures(timeProcess([process.execPath, '-e', '0'], 15)), 'ms'));
print(line('plumbline --help', figures(timeProcess([process.execPath, CLI, '--help'], 15)), 'ms'));
print(
  line(
    'plumbline check, embedded sandbox, reports included',
    figures(timeProcess([process.execPath, CLI, 'check', '--quiet', '--out', out], 15)),
    'ms',
  ),
);
print(
  line(
    'plumbline replay of that run',
    figures(timeProcess([process.execPath, CLI, 'replay', join(out, 'check.har')], 9)),
    'ms',
  ),
);

print(
  line(
    'plumbline pact verify, embedded sandbox',
    figures(timeProcess([process.execPath, CLI, 'pact', 'verify'], 5)),
    'ms',
  ),
);

const contract = await loadContract('contracts/trigger-event.contract.yaml');
const sandbox = await startSandbox({ contract });
const plan = planProbes(contract, sandbox.environment, { seed: 1 });
const open = { target: { kind: 'embedded' as const, url: sandbox.url } };
const signal = new AbortController().signal;
const probes = everyProbe(plan);
print(`\n${probes.length} probes`);
print(
  line(
    'planning them',
    figures(
      await timeWork(() => planProbes(contract, sandbox.environment, { seed: 1 }), { warmUp: 5, runs: 30 }),
    ),
    'ms',
  ),
);

const bare = figures(await timeWork(() => sendBare(sandbox.url, probes), { warmUp: 10, runs: 40 }));
const sent = figures(await timeWork(() => sendAsPlumbline(sandbox.url, probes), { warmUp: 10, runs: 40 }));
print(line('sending them, undici alone, 8 at a time', bare, 'ms'));
print(line('sending them, Plumbline: redacted, timed, retried', sent, 'ms'));

const { exchanges } = await probeTarget(contract, plan, open, { signal, now: Date.now });
const judge = createJudge(contract);
const judging = await timeWork(() => judge.judge(exchanges.map((exchange) => judge.read(exchange))), {
  warmUp: 50,
  runs: 100,
});
const whole = figures(judging);
print(line(`judging ${exchanges.length} exchanges`, whole, 'ms', 2));
print(
  line('judging one exchange, compiled', figures(judging.map((ms) => (ms * 1000) / exchanges.length)), 'µs'),
);
print(
  `\njudging adds ${((100 * whole.median) / bare.median).toFixed(1)} % to the time that undici takes to send the same requests`,
);

await sandbox.close();
rmSync(out, { recursive: true });

async function sendBare(url: string, list: readonly Probe[]): Promise<void> {
  const pool = new Pool(url, { connections: 8, pipelining: 1 });
  const queue = list.values();
  const worker = async () => {
    for (const { request } of queue) {
      const answer = await pool.request({
        method: request.method as 'POST',
        path: request.path,
        headers: request.headers.flatMap(({ name, value }) => [name, value]),
        body: request.body ?? null,
      });
      await answer.body.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  await pool.close();
}

async function sendAsPlumbline(url: string, list: readonly Probe[]): Promise<Exchange[]> {
  const secrets = Object.fromEntries(plan.credentials.map(({ variable, value }) => [variable, value]));
  const sender = createSender({
    url,
    redactor: createRedactor(secrets, contract.operation.document.text),
    timeoutMs: 6000,
    connectTimeoutMs: 6000,
    maxBytes: 1024 * 1024,
    connections: 8,
    now: Date.now,
    signal,
  });
  const queue = list.values();
  const exchanges: Exchange[] = [];
  const worker = async () => {
    for (const probe of queue) exchanges.push(await sender.send(probe));
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  sender.close();
  return exchanges;
}
