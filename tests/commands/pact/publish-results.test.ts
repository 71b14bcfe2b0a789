import { expect, test } from 'vitest';
import { findFault } from '../../../src/sandbox/faults.ts';
import { fileOf, pactOf } from './pacts.ts';
import { localBroker, TOKEN } from './publish-broker.ts';
import { provider, server, verified, verify } from './verify-support.ts';

const PACT = 'contracts/pacts/plumbline-partner-client-qonto-onboarding-api.json';
const OPTIONS = { publishResults: true, consumerVersion: 'abc' };

test('a verification is published as a success, at the version of the document', async () => {
  const broker = await localBroker({ holds: PACT });
  const { url, environment } = await provider();
  const { code, report, stderr, stdout } = await verified(
    { ...OPTIONS, target: url },
    {
      ...environment,
      PACT_BROKER_BASE_URL: broker.url,
      PACT_BROKER_TOKEN: TOKEN,
    },
  );
  expect(code).toBe(0);
  const providerVersion = report.document.sha256.slice(0, 12);
  expect(report.published).toEqual([{ pact: PACT, consumerVersion: 'abc', providerVersion, success: true }]);
  expect(broker.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /pacts/provider/qonto-onboarding-api/consumer/plumbline-partner-client/version/abc',
    'POST /results',
  ]);
  expect(broker.asked.every(({ headers }) => headers.authorization === `Bearer ${TOKEN}`)).toBe(true);
  expect(broker.asked[1]?.body).toMatchObject({ success: true, providerApplicationVersion: providerVersion });
  expect(stdout + stderr).not.toContain(TOKEN);
});

test('a difference is published as a failure, and still exits 1', async () => {
  const broker = await localBroker({ holds: PACT });
  const { url, environment } = await provider({ fault: findFault('id-missing') });
  const { code } = await verified(
    { ...OPTIONS, target: url, providerVersion: '7' },
    {
      ...environment,
      PACT_BROKER_BASE_URL: broker.url,
    },
  );
  expect(code).toBe(1);
  expect(broker.asked[1]?.body).toMatchObject({ success: false, providerApplicationVersion: '7' });
});

test('what is inconclusive is not published', async () => {
  const broker = await localBroker({ holds: PACT });
  const { environment } = await provider();
  const { code, report } = await verified(
    { ...OPTIONS, target: 'http://127.0.0.1:9' },
    {
      ...environment,
      PACT_BROKER_BASE_URL: broker.url,
    },
  );
  expect({ code, published: report.published }).toEqual({ code: 3, published: [] });
  expect(broker.asked.map(({ method }) => method)).toEqual(['GET']);
});

test('results of the embedded sandbox are not for a broker', async () => {
  await expect(verify(OPTIONS)).rejects.toThrow('the embedded sandbox is not the provider');
});

for (const [what, holds, message] of [
  ['no such Pact', undefined, /has no Pact of plumbline-partner-client at the version abc/],
  ['another Pact', 'other', /has another Pact of plumbline-partner-client at the version abc/],
] as const) {
  test(`nothing is sent to the target when the broker has ${what}`, async () => {
    const broker = await localBroker(holds === undefined ? {} : { holds: fileOf(pactOf()) });
    const { environment } = await provider();
    let requests = 0;
    const target = await server((_, response) => {
      requests += 1;
      response.end();
    });
    const run = verify({ ...OPTIONS, target }, { ...environment, PACT_BROKER_BASE_URL: broker.url });
    await expect(run).rejects.toThrow(message);
    expect(requests).toBe(0);
  });
}

test('credentials do not follow a link to another host', async () => {
  const broker = await localBroker({ holds: PACT, resultsUrl: 'https://elsewhere.example.com/results' });
  const { url, environment } = await provider();
  const run = verify({ ...OPTIONS, target: url }, { ...environment, PACT_BROKER_BASE_URL: broker.url });
  await expect(run).rejects.toThrow('names another host, https://elsewhere.example.com');
});
