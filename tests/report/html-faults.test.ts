// A stranger reads one sentence of the report of a faulty run, and knows the fault.
import { beforeAll, expect, test } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import { probeTarget } from '../../src/commands/probe-target.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load.ts';
import { planProbes } from '../../src/probes/plan.ts';
import { renderHtml } from '../../src/report/html.ts';
import { faults } from '../../src/sandbox/faults.ts';
import { startSandbox } from '../../src/sandbox/server.ts';

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract('contracts/trigger-event.contract.yaml');
});

async function faulty(name: string): Promise<Run> {
  const fault = faults.find((each) => each.name === name);
  if (fault === undefined) throw new Error(`there is no fault ${name}`);
  const sandbox = await startSandbox({ contract, fault });
  try {
    const plan = planProbes(contract, sandbox.environment, { seed: 1 });
    const open = { target: { kind: 'embedded' as const, url: sandbox.url } };
    const signal = new AbortController().signal;
    return (await probeTarget(contract, plan, open, { signal, now: Date.now, environment: {} })).run;
  } finally {
    await sandbox.close();
  }
}

function firstSentence(run: Run): string {
  const [, text = ''] = /<h1[^>]*>(.*?)<\/h1>/s.exec(renderHtml(run)) ?? [];
  return text
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .trim();
}

for (const [fault, sentence] of Object.entries({
  '401-code-invalid-token':
    '✗ DRIFT: In every 401 answer, /errors/0/code is "invalid_token", where the documented example "Example" has "unauthorized".',
  'id-missing': '✗ DRIFT: In every 201 answer, /event/id is missing, though the schema requires it.',
  '400-as-201':
    /^✗ DRIFT: In \d+ of \d+ answers with 201, the answer 201 says that all went well, and lists errors at \/errors\.$/,
  'tyk-401':
    /^✗ DRIFT: Where 401 is due \(\d+ probes\), the answer 401 looks like that of the Tyk gateway, not of the API: its body is none of the documented ones\.$/,
  'created-at-hour-behind':
    /^✗ DRIFT: In every 201 answer, \/event\/created_at is \S+, 60 min before the server's own Date \(\S+\); it ought to be within 5 min\.$/,
})) {
  test(`${fault}: the first sentence of the report names the fault`, async () => {
    const run = await faulty(fault);
    if (typeof sentence === 'string') expect(firstSentence(run)).toBe(sentence);
    else expect(firstSentence(run)).toMatch(sentence);
  });
}
