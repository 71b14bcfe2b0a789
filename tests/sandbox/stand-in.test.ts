// What the sandbox answers without a connection is what its server answers over HTTP.
import { expect, test } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import type { ExchangeResponse } from '../../src/exchange/exchange.ts';
import type { Json } from '../../src/json.ts';
import { planProbes } from '../../src/probes/plan.ts';
import { createSender } from '../../src/probes/send/send.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { createStandIn } from '../../src/sandbox/stand-in.ts';
import { allProbes, contractOf, documents } from '../probes/asked.ts';
import { NO_REDACTION } from '../probes/send-servers.ts';
import { qontoContract } from './support.ts';

/** What HTTP adds to an answer. */
const OF_HTTP = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'];
const NOW = Date.parse('2026-01-02T03:04:05Z');

/** Each probe of the contract's plan with both answers, values never seen before made alike. */
async function bothAnswers(contract: Contract): Promise<[id: string, served: Json, told: Json][]> {
  const options = { seed: 1, now: () => NOW };
  const sandbox = await startSandbox({ contract, ...options });
  const sender = createSender({
    url: sandbox.url,
    redactor: NO_REDACTION,
    timeoutMs: 5000,
    connectTimeoutMs: 5000,
    maxBytes: 1024 * 1024,
    connections: 1,
    now: Date.now,
    signal: new AbortController().signal,
  });
  try {
    const standIn = createStandIn(contract, options);
    expect(standIn.environment).toEqual(sandbox.environment);
    const probes = allProbes(planProbes(contract, standIn.environment, { seed: 1, exposed: true }));
    const both: [string, Json, Json][] = [];
    for (const probe of probes) {
      const { response } = await sender.send(probe);
      const headers = probe.request.headers.map(({ name, value }) => [name, value] as const);
      both.push([probe.id, shown(response), shown(standIn.answer({ ...probe.request, headers }))]);
    }
    return both;
  } finally {
    sender.close();
    await sandbox.close();
  }
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

function shown(response: ExchangeResponse | undefined): Json {
  if (response === undefined) return null;
  const { status, headers, body } = response;
  return {
    status,
    headers: headers.filter(([name]) => !OF_HTTP.includes(name.toLowerCase())).map((line) => [...line]),
    body: Buffer.from(body).toString('utf8').replace(UUID, 'a UUID'),
  };
}

test('of every probe of the trigger event', async () => {
  const both = await bothAnswers(await qontoContract());
  expect(both.length).toBeGreaterThan(190);
  for (const [id, served, told] of both) expect(told, id).toEqual(served);
});

test.each(Object.entries(documents).filter(([name]) => name !== 'bad-pattern'))(
  'of every probe of %s',
  async (_, text) => {
    const both = await bothAnswers(contractOf(text));
    expect(both.length).toBeGreaterThan(0);
    for (const [id, served, told] of both) expect(told, id).toEqual(served);
  },
);

test('what no server can be made of is no stand-in either', async () => {
  const contract = contractOf(documents['bad-pattern'] ?? '');
  const said = 'the schema cannot be compiled: Invalid regular expression';
  await expect(startSandbox({ contract })).rejects.toThrow(said);
  expect(() => createStandIn(contract, { seed: 1, now: Date.now })).toThrow(said);
});
