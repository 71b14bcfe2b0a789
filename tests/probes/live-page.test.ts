// What docs/live.md says of a run against a real sandbox: whoever reads it counts on its figures.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import { everyProbe, planProbes } from '../../src/probes/plan.ts';
import type { Probe } from '../../src/probes/probe.ts';

const page = readFileSync('docs/live.md', 'utf8').replace(/\s+/g, ' ');
const rows = new Map(
  [...page.matchAll(/\| `(\w+)` \| (\d+) \| (.*?) \|(?= \||\s[A-Z])/g)].map(
    ([, group = '', count, what = '']) => [group, { count: Number(count), what }],
  ),
);

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** The token is a JWT, and no credential is a UUID: then there are most ways to spoil one. */
const environment = {
  QONTO_TOKEN: `${base64({ alg: 'RS256', kid: 'a' })}.${base64({ sub: 'a', exp: 1 })}.${'c2lnbmF0dXJl'.repeat(8)}`,
  QONTO_PARTNER_ID: 'partner-of-the-test',
  QONTO_STAGING_TOKEN: 'staging-token-of-the-test',
  QONTO_RESOURCE_ID: '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5d',
};
const probes = everyProbe(
  planProbes(await loadContract('contracts/trigger-event.contract.yaml'), environment, { seed: 1 }),
);
const count = (group: string, matches: (probe: Probe) => boolean = () => true): number =>
  probes.filter((probe) => probe.group === group && matches(probe)).length;
const hopesFor201 = ({ expectation }: Probe): boolean => expectation.provokes === '201';

test('the requests of each group are as many as it says', () => {
  expect(rows.size).toBe(6);
  for (const [group, row] of rows) expect([group, row.count]).toEqual([group, count(group)]);
  expect(page).toContain(`the four variables set, it lists ${probes.length} requests (some less`);
});

test('so are the webhooks that are fired, and the answers of 401', () => {
  const first = count('valid', hopesFor201);
  const again = count('repeated', hopesFor201);
  const strange = count('valid', ({ expectation }) => expectation.sameAs?.startsWith('stranger') === true);
  expect(rows.get('valid')?.what).toContain(`${first} hope for a 201`);
  expect(rows.get('valid')?.what).toContain(`${strange} ask for an id that is not yours`);
  expect(rows.get('valid')?.what).toContain(
    `${count('valid') - first - strange} hold what may be read or refused`,
  );
  expect(rows.get('repeated')?.what).toContain(`${again} right requests, so **${again} more webhooks**`);
  expect(page).toContain(`count on ${first + again} webhooks`);
  const refused = probes.filter(
    ({ expectation }) => !expectation.gate && expectation.statuses[0] === '401',
  ).length;
  expect(page).toContain(`about ${refused} a run`);
});
