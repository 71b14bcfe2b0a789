import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import { planProbes } from '../../src/probes/plan.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { contractOf, planned } from './asked.ts';

const page = readFileSync('spec/onboarding-api.trigger-event.yaml', 'utf8');
const environment = {
  QONTO_TOKEN: 'token-of-the-test-1234',
  QONTO_PARTNER_ID: 'partner-4711-test',
  QONTO_STAGING_TOKEN: 'staging-token-of-the-test',
  QONTO_RESOURCE_ID: '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c',
};
const { probes } = planProbes(await loadContract('contracts/trigger-event.contract.yaml'), environment, {
  seed: 1,
});
const textOf = (id: string, among: readonly Probe[] = probes) =>
  Buffer.from(among.find((probe) => probe.id === id)?.request.body ?? []).toString();

test('wrong credentials come with the right body in other forms, each once for each scheme', () => {
  const right = { resource_id: environment.QONTO_RESOURCE_ID, event_type: 'registrations.pending' };
  for (const scheme of ['apikey', 'qontopartnerid']) {
    const text = (name: string) => textOf(`unauthorized/${scheme}/${name}`);
    expect(text('wrong')).toBe(JSON.stringify(right));
    expect(text('null')).toBe(`${JSON.stringify(right, null, 2)}\n`);
    expect(JSON.parse(text('undefined'))).toEqual({ ...right, plumbline_extra: 'plumbline' });
    expect(JSON.parse(text('number'))).toEqual({
      ...right,
      resource_id: environment.QONTO_RESOURCE_ID.toUpperCase(),
    });
    expect(text('uuid')).toBe(
      '{"event_type":"registrations.pending","resource_id":"7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c"}',
    );
  }
  expect(probes.find(({ id }) => id === 'unauthorized/apikey/null')?.title).toContain(
    'is the word null, and the body is written in lines',
  );
});

test('and in its usual form where another one would be wrong, or changes nothing', () => {
  const closed = page.replace(
    /( +)required:\n +- resource_id/,
    (line, indent) => `${indent}additionalProperties: false\n${line}`,
  );
  expect(closed).not.toBe(page);
  const planOf = planned(contractOf(closed)).probes;
  const usual = textOf('unauthorized/apikey/wrong', planOf);
  expect(usual).not.toBe('');
  expect(textOf('unauthorized/apikey/undefined', planOf)).toBe(usual);
  // Without a contract nobody has given a UUID.
  expect(textOf('unauthorized/apikey/number', planOf)).toBe(usual);
});
