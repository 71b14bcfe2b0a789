import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import { toCurl } from '../../src/exchange/curl.ts';
import { USER_AGENT } from '../../src/exchange/user-agent.ts';
import { planProbes } from '../../src/probes/plan.ts';
import { contractOf, documents, planned } from './asked.ts';

const contract = await loadContract('contracts/trigger-event.contract.yaml');
const environment = {
  QONTO_TOKEN: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0.c2lnbmF0dXJlLW9mLXRoZS10ZXN0',
  QONTO_PARTNER_ID: 'partner-4711-test',
  QONTO_STAGING_TOKEN: 'staging-$HOME`id`"\\-token',
  QONTO_RESOURCE_ID: '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c',
};
const { probes } = planProbes(contract, environment, { seed: 1 });
const named = (pattern: RegExp) => probes.filter(({ id }) => pattern.test(id));

function unauthorized(document: string): string[] {
  return planned(contractOf(documents[document] ?? ''))
    .probes.filter(({ group }) => group === 'unauthorized')
    .map(({ id }) => id);
}

test('each scheme is spoilt by itself, the other staying right', () => {
  for (const { request } of named(/^unauthorized\/apikey\//)) {
    expect(request.headers.find(({ name }) => name === 'Qonto-Partner-Id')?.value).toBe('partner-4711-test');
  }
  for (const { request } of named(/^unauthorized\/qontopartnerid\//)) {
    expect(request.headers.find(({ name }) => name === 'Authorization')?.value).toBe(
      `Bearer ${environment.QONTO_TOKEN}`,
    );
  }
  expect(named(/^unauthorized\/(apikey|qontopartnerid)\/absent$/)).toHaveLength(2);
});

test('403 is as good as 401 where the document has both', () => {
  const of = (more: string) => {
    const text = (documents['overlapping-security'] ?? '').replace(
      /^( *)('?401'?): .*$/m,
      (line, indent) => `${line}\n${more === '' ? '' : `${indent}${more}`}`,
    );
    const probe = planned(contractOf(text)).probes.find(({ group }) => group === 'unauthorized');
    return probe?.expectation.statuses;
  };
  expect(of('')).toEqual(['401']);
  expect(of("'403': { description: Refused }")).toEqual(['401', '403']);
});

test('the gate stays open for each of them', () => {
  for (const { request } of named(/^unauthorized\//)) {
    expect(request.headers.find(({ name }) => name === 'X-Qonto-Staging-Token')?.value).toBe(
      environment.QONTO_STAGING_TOKEN,
    );
  }
});

test('they are also wrong together', () => {
  expect(
    named(/^unauthorized\/all\//)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([
    'unauthorized/all/absent',
    'unauthorized/all/conflict',
    'unauthorized/all/empty',
    'unauthorized/all/swapped',
    'unauthorized/all/wrong',
  ]);
});

test('each stands for its scheme in the document', () => {
  expect(new Set(named(/^unauthorized\/apikey\//).map(({ pointer }) => pointer))).toEqual(
    new Set(['/components/securitySchemes/apiKey']),
  );
  expect(named(/^unauthorized\/all\/absent$/)[0]?.pointer).toMatch(/^\/paths\/.*\/security\/0$/);
});

test('two headers where one belongs may be called malformed (RFC 9110 section 5.3)', () => {
  const [twice] = named(/^unauthorized\/apikey\/second-line$/);
  expect(twice?.request.headers.filter(({ name }) => name === 'Authorization')).toHaveLength(2);
  expect(twice?.expectation.statuses).toEqual(['401', '400']);
  expect(named(/^unauthorized\/apikey\/wrong$/)[0]?.expectation.statuses).toEqual(['401']);
});

test('a token with a word behind it may be called malformed, and is sent of a bearer token alone', () => {
  const [behind] = named(/^unauthorized\/apikey\/word-behind$/);
  const authorization = behind?.request.headers.find(({ name }) => name === 'Authorization');
  expect(authorization).toMatchObject({
    value: `Bearer ${environment.QONTO_TOKEN} plumbline`,
    shown: 'Bearer ${QONTO_TOKEN} plumbline',
  });
  expect(behind?.expectation.statuses).toEqual(['401', '400']);
  expect(named(/word-behind/)).toHaveLength(1);
});

test('the gate is asked without its header, with a wrong one, and where nothing is right', () => {
  expect(
    named(/^gate\//)
      .map(({ id, expectation }) => [id, expectation.gate])
      .sort(),
  ).toEqual([
    ['gate/x-qonto-staging-token/absent', true],
    ['gate/x-qonto-staging-token/last-letter', true],
    ['gate/x-qonto-staging-token/nothing-right', true],
    ['gate/x-qonto-staging-token/wrong', true],
  ]);
});

describe('an API is not accused where another alternative lets the request in', () => {
  test('no credential is needed at all', () => {
    expect(unauthorized('optional-body')).toEqual([]);
  });

  test('the other credential suffices by itself', () => {
    const ids = unauthorized('overlapping-security');
    expect(ids.filter((id) => id.startsWith('unauthorized/token/'))).toEqual([]);
    expect(ids.some((id) => id.startsWith('unauthorized/key/'))).toBe(true);
    expect(ids).toContain('unauthorized/all/absent');
  });

  test('something on the way may bring a certificate', () => {
    expect(unauthorized('keys')).toEqual([]);
  });
});

test('where no 401 is documented, one is borne with', () => {
  const [text = ''] = [documents['forms']?.replace("'401': { description: Who are you? }", '')];
  const probe = planned(contractOf(text)).probes.find(({ id }) => id === 'unauthorized/basic/wrong');
  expect(probe?.expectation).toMatchObject({ tolerated: [401, 403], provokes: undefined });
});

test('the curl line of each sends the very headers that were sent', () => {
  const all = named(/^(unauthorized|gate)\//);
  const script = all.map(({ request }) =>
    toCurl({
      method: request.method,
      url: `http://127.0.0.1${request.path}`,
      headers: request.headers.map(({ name, shown }) => [name, shown] as const),
      body: request.body,
    }),
  );
  const lines = shell(script.join('\n'), environment);
  const expected = all.map(({ request }) =>
    request.headers
      // curl says what it is itself.
      .filter(({ name, value }) => name !== 'User-Agent' || value !== USER_AGENT)
      .map(({ name, value }) => (value === '' ? `${name};` : `${name}: ${value}`)),
  );
  expect(lines).toEqual(expected);
});

/** Runs lines of curl in a shell in which curl only says which headers it was given. */
function shell(script: string, variables: Record<string, string>): string[][] {
  const curl = `curl() { while [ $# -gt 0 ]; do if [ "$1" = -H ]; then printf '%s\\0' "$2"; shift; fi; shift; done; printf '\\n\\0'; }`;
  const out = execFileSync('sh', ['-c', `${curl}\n${script}`], {
    env: { PATH: process.env['PATH'], ...variables },
  });
  return out
    .toString('latin1')
    .split('\n\0')
    .slice(0, -1)
    .map((line) => line.split('\0').slice(0, -1));
}
