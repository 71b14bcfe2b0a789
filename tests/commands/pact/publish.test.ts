import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type PactPublishOptions, pactPublish } from '../../../src/commands/pact/publish.ts';
import { mostMs } from '../../../src/commands/pact/publish-cli.ts';
import { type CanIDeployOptions, pactCanIDeploy } from '../../../src/commands/pact/publish-gate.ts';
import { consumerBranch, consumerVersion } from '../../../src/commands/pact/publish-version.ts';
import { isObject, type Json } from '../../../src/json.ts';
import { fileOf, pactOf } from './pacts.ts';
import { type LocalBroker, localBroker, TOKEN } from './publish-broker.ts';
import { type Ran, runCommand, server } from './verify-support.ts';

const PACT = 'contracts/pacts/plumbline-partner-client-qonto-onboarding-api.json';
const COMMIT = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();

function publish(
  { url }: Pick<LocalBroker, 'url'>,
  options: PactPublishOptions = {},
  environment: Record<string, string> = {},
  files: readonly string[] = [],
): Promise<Ran> {
  return runCommand((io) => pactPublish(files, options, io), {
    environment: {
      PACT_BROKER_BASE_URL: url,
      PACT_BROKER_TOKEN: TOKEN,
      PACT_BROKER_HTTP_RETRIES: '0',
      ...environment,
    },
  });
}

function canIDeploy({ url }: Pick<LocalBroker, 'url'>, options: CanIDeployOptions = {}): Promise<Ran> {
  return runCommand((io) => pactCanIDeploy(options, io), {
    environment: { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: TOKEN, PACT_BROKER_HTTP_RETRIES: '0' },
  });
}

function published({ asked }: LocalBroker) {
  const body = asked.find(({ path }) => path === '/contracts/publish')?.body;
  if (!isObject(body) || !Array.isArray(body['contracts'])) throw new Error('nothing was published');
  const [contract] = body['contracts'].filter(isObject);
  const content = JSON.parse(Buffer.from(String(contract?.['content']), 'base64').toString());
  return { body, contract, content };
}

/** The command line puts interactions in an order of its own. */
function sorted(interactions: Json[]): Json[] {
  const key = (each: Json): string => (isObject(each) ? String(each['description']) : '');
  return [...interactions].sort((a, b) => key(a).localeCompare(key(b)));
}

test('the Pact is published whole, at the commit and on the branch, with the token in its header alone', async () => {
  const broker = await localBroker();
  const { code, stdout, stderr } = await publish(broker, {}, { GITHUB_HEAD_REF: 'feature/x' });
  expect(code).toBe(0);
  expect(stdout).toContain(`published to ${broker.url}, at the version ${COMMIT} of the branch feature/x`);
  const { body, contract, content } = published(broker);
  expect(body).toMatchObject({ pacticipantVersionNumber: COMMIT, branch: 'feature/x' });
  expect(contract).toMatchObject({
    consumerName: 'plumbline-partner-client',
    providerName: 'qonto-onboarding-api',
  });
  expect(sorted(content.interactions)).toEqual(sorted(JSON.parse(readFileSync(PACT, 'utf8')).interactions));
  expect(broker.asked.every(({ headers }) => headers.authorization === `Bearer ${TOKEN}`)).toBe(true);
  expect(stdout + stderr).not.toContain(TOKEN);
});

test('user name and password are sent as Basic, and are not printed', async () => {
  const broker = await localBroker();
  const { code, stdout, stderr } = await publish(
    broker,
    { verbose: true },
    { PACT_BROKER_TOKEN: '', PACT_BROKER_USERNAME: 'somebody', PACT_BROKER_PASSWORD: 'a-long-password' },
  );
  expect(code).toBe(0);
  const basic = Buffer.from('somebody:a-long-password').toString('base64');
  expect(broker.asked.every(({ headers }) => headers.authorization === `Basic ${basic}`)).toBe(true);
  expect(stdout + stderr).not.toContain('a-long-password');
});

test('version and branch can be named', async () => {
  const broker = await localBroker();
  await publish(broker, { consumerVersion: '1.2.3', branch: '-odd name; $(x)' });
  expect(published(broker).body).toMatchObject({
    pacticipantVersionNumber: '1.2.3',
    branch: '-odd name; $(x)',
  });
});

test('a file name that looks like a pattern is the name of a file', async () => {
  const broker = await localBroker();
  const path = fileOf(pactOf(), '-a[b]*.json');
  const { code } = await publish(broker, { consumerVersion: '1' }, {}, [path]);
  expect(code).toBe(0);
  expect(published(broker).contract).toMatchObject({ consumerName: 'some-consumer' });
});

test('a broker that refuses ends with its status and a hint, and without the token', async () => {
  const broker = await localBroker({ status: 401 });
  const failed = publish(broker);
  await expect(failed).rejects.toThrow(/failed: 401/);
  await expect(failed).rejects.not.toThrow(TOKEN);
  await expect(canIDeploy(broker)).rejects.toThrow(/failed: 401/);
});

test('what the command line panics at is said by its message', async () => {
  const url = await server((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/hal+json' }).end('{}');
  });
  const failed = publish({ url });
  await expect(failed).rejects.toThrow(/broke off over what it was answered: called `Option::unwrap\(\)`/);
  await expect(failed).rejects.not.toThrow('RUST_BACKTRACE');
});

test('a broker that cannot be reached is inconclusive', async () => {
  const nowhere = { url: 'http://127.0.0.1:9' };
  const ran = await publish(nowhere);
  expect({ code: ran.code, stderr: ran.stderr }).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('the Pact Broker cannot be reached'),
  });
  expect((await canIDeploy(nowhere)).code).toBe(3);
});

for (const [url, message] of [
  ['', 'no Pact Broker is named'],
  ['not a url', 'PACT_BROKER_BASE_URL is no URL'],
  ['ftp://broker.example.com', 'PACT_BROKER_BASE_URL is no http or https URL'],
  ['https://me:secret-word@broker.example.com', 'PACT_BROKER_BASE_URL has credentials in it'],
  ['http://broker.example.com', 'PACT_BROKER_BASE_URL is plain http'],
] as const) {
  test(`the broker "${url}" is refused: ${message}`, async () => {
    await expect(publish({ url })).rejects.toThrow(message);
    await expect(canIDeploy({ url })).rejects.toThrow(message);
  });
}

for (const [deployable, code, verdict] of [
  [true, 0, 'yes'],
  [false, 1, 'no'],
  [null, 3, 'unknown'],
] as const) {
  test(`when the broker says ${deployable}, can-i-deploy says ${verdict} and exits ${code}`, async () => {
    const broker = await localBroker({ deployable });
    const screen = await canIDeploy(broker, { toEnvironment: 'production' });
    expect(screen.code).toBe(code);
    expect(screen.stdout).toContain('the reason of the broker');
    const [asked] = broker.asked;
    const query = new URL(asked?.path ?? '', broker.url).searchParams;
    expect(query.get('q[][pacticipant]')).toBe('plumbline-partner-client');
    expect(query.get('q[][version]')).toBe(COMMIT);
    expect(query.get('environment')).toBe('production');
    const json = await canIDeploy(broker, { toEnvironment: 'production', json: '-' });
    expect(JSON.parse(json.stdout)).toEqual({
      plumbline: 1,
      verdict,
      pacticipant: 'plumbline-partner-client',
      version: COMMIT,
      environment: 'production',
      reason: 'the reason of the broker',
      notices: ['a notice of the broker'],
    });
    expect(screen.stdout + screen.stderr).not.toContain(TOKEN);
  });
}

for (const [environment, branch] of [
  [{ GITHUB_HEAD_REF: 'pull', GITHUB_REF_NAME: '12/merge' }, 'pull'],
  [{ GITHUB_HEAD_REF: '', GITHUB_REF_NAME: 'main', GITHUB_REF_TYPE: 'branch' }, 'main'],
  [{ CI_COMMIT_BRANCH: 'gitlab' }, 'gitlab'],
  [{ CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'merge', CI_COMMIT_REF_NAME: 'x' }, 'merge'],
  [{ BITBUCKET_BRANCH: 'bucket' }, 'bucket'],
] as const) {
  test(`the branch of ${JSON.stringify(environment)} is ${branch}`, async () => {
    expect(await consumerBranch(environment)).toBe(branch);
  });
}

test('the version is the commit that is checked out, whatever the CI system says', async () => {
  expect(await consumerVersion({ GITHUB_SHA: 'another' })).toBe(COMMIT);
});

test('a broker that never answers is not waited for without end', async () => {
  const url = await server(() => {});
  const environment = { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: TOKEN };
  const published = await runCommand((io) => pactPublish([], {}, io, 1000), { environment });
  expect(published).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('publishing did not come to its end within 1 s'),
  });
  const asked = await runCommand((io) => pactCanIDeploy({}, io, 1000), { environment });
  expect(asked).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('asking the Pact Broker did not come to its end within 1 s'),
  });
});

test('it is waited for a minute, or longer where the environment asks for more tries', () => {
  expect(mostMs({})).toBe(60_000);
  expect(mostMs({ PACT_BROKER_HTTP_RETRIES: '0' })).toBe(60_000);
  expect(mostMs({ PACT_BROKER_HTTP_RETRIES: '8' })).toBe(300_000);
});
