import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { probeTarget } from '../../src/commands/probe-target.ts';
import { loadContract } from '../../src/contract/load.ts';
import { planProbes } from '../../src/probes/plan.ts';

test('a run that is refused more often than was expected ends before the limit is passed', async () => {
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      requests += 1;
      // The token expires after the first request.
      response.writeHead(requests === 1 ? 400 : 401, { 'Content-Type': 'application/json' });
      response.end(
        '{"errors":[{"code":"unauthorized","detail":"You must authenticate to perform API requests"}]}',
      );
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-budget-'));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  const given = await loadContract('contracts/trigger-event.contract.yaml');
  const plan = planProbes(
    given,
    { QONTO_TOKEN: 'a.b.c', QONTO_PARTNER_ID: 'partner-of-a-test', QONTO_STAGING_TOKEN: 'staging-of-a-test' },
    { seed: 1 },
  );
  const contract = {
    ...given,
    limits: { unauthorized: { max: 93, perSeconds: 3600 }, requests: { max: 1000, perSeconds: 10 } },
  };
  // This machine, by an address that has limits.
  const url = `http://0.0.0.0:${(server.address() as AddressInfo).port}`;
  const { run } = await probeTarget(
    contract,
    plan,
    { target: { kind: 'url', url } },
    {
      environment: { XDG_STATE_HOME: folder },
      concurrency: 1,
      ratePerSecond: 10_000,
      signal: new AbortController().signal,
      now: () => Date.now(),
    },
  );
  expect(requests).toBe(94);
  expect(run.interrupted).toBe(true);
  expect(run.hints.at(-1)).toContain('more answers of 401 came than were expected');
});
