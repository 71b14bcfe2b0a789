import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import type { Operation } from '../../src/document/operation.ts';
import type { Exchange, HeaderLines } from '../../src/exchange/exchange.ts';
import { withoutIssuedSecrets } from '../../src/exchange/issued-secrets.ts';
import { created } from '../checks/exchanges.ts';

const { operation, gate } = await loadContract('contracts/trigger-event.contract.yaml');

function kept(
  headers: HeaderLines,
  by: Operation = operation,
  of: typeof gate = gate,
): HeaderLines | undefined {
  const exchange = created({ headers });
  const own = (lines: HeaderLines = []) =>
    lines.filter(([name]) => headers.some(([other]) => other === name));
  const [found] = withoutIssuedSecrets([exchange], { operation: by, gate: of });
  return own(found?.response?.headers);
}

test('what a target issues in a header is not kept', () => {
  expect(
    kept([
      ['Set-Cookie', '_session=0123456789abcdef; Path=/; HttpOnly'],
      ['X-Amz-Security-Token', 'IQoJb3JpZ2luX2VjE0123'],
      ['Authorization', 'Bearer abcdefghijkl'],
      ['X-Session-Id', 'abcdefghijkl'],
      ['Location', 'https://x.example/?lang=french-is-fine&access_token=abcdefghijkl&code=0123456789'],
    ]),
  ).toEqual([
    ['Set-Cookie', '_session=[redacted:COOKIE]; Path=/; HttpOnly'],
    ['X-Amz-Security-Token', '[redacted:X_AMZ_SECURITY_TOKEN]'],
    ['Authorization', '[redacted:AUTHORIZATION]'],
    ['X-Session-Id', '[redacted:X_SESSION_ID]'],
    [
      'Location',
      'https://x.example/?lang=[redacted:LOCATION]&access_token=[redacted:LOCATION]&code=[redacted:LOCATION]',
    ],
  ]);
});

test('short values and those of every name go from an address and from a cookie', () => {
  expect(
    kept([
      ['Set-Cookie', 'sid=abc; Path=/'],
      ['X-Auth-Token', 'abc'],
      ['Location', 'https://x.example/cb?token=abc&state=SECRET&nonce=n&return=/register'],
      ['Content-Location', '/reset?abc123#id_token=abc&x=1'],
      ['Location', 'https://x.example/#/done?code=1&next=a=b'],
    ]),
  ).toEqual([
    ['Set-Cookie', 'sid=[redacted:COOKIE]; Path=/'],
    ['X-Auth-Token', '[redacted:X_AUTH_TOKEN]'],
    [
      'Location',
      'https://x.example/cb?token=[redacted:LOCATION]&state=[redacted:LOCATION]&nonce=[redacted:LOCATION]&return=[redacted:LOCATION]',
    ],
    ['Content-Location', '/reset?[redacted:LOCATION]#id_token=[redacted:LOCATION]&x=[redacted:LOCATION]'],
    ['Location', 'https://x.example/#/done?code=[redacted:LOCATION]&next=[redacted:LOCATION]'],
  ]);
});

test('what the contract names of the address of a gate stays, so that its answer is known again', () => {
  if (gate === undefined) throw new Error('the contract has a gate');
  const named = { ...gate, answers: [{ status: 302, location: '?Return=/reg' }] };
  expect(kept([['Location', '/login?return=/register&state=abc']], operation, named)).toEqual([
    ['Location', '/login?return=/register&state=[redacted:LOCATION]'],
  ]);
});

test('anything else stays as it came', () => {
  const headers: HeaderLines = [
    ['X-Request-Id', '0123456789abcdef'],
    ['Set-Cookie', '_session=; Path=/; Max-Age=0'],
    ['X-Trace-Session', '[redacted:QONTO_TOKEN]'],
    ['Location', 'https://qonto.onelogin.com/login/[redacted:QONTO_TOKEN]?return=#top'],
    ['Location', '/login?key=[redacted:QONTO_TOKEN]'],
  ];
  expect(kept(headers)).toEqual(headers);
});

/** The operation with a header in each of its answers. */
function describing(name: string): typeof operation {
  return {
    ...operation,
    responses: operation.responses.map((response) => ({
      ...response,
      headers: [{ name }] as unknown as typeof response.headers,
    })),
  };
}

test('what the document describes is judged, and stays', () => {
  const described = describing('x-session-id');
  expect(kept([['X-Session-Id', 'abcdefghijkl']], described)).toEqual([['X-Session-Id', 'abcdefghijkl']]);
});

test('of an address that the document describes only what speaks of a token is not kept', () => {
  const described = describing('location');
  expect(kept([['Location', '/orders?id=17&token=abc&state=xyz']], described)).toEqual([
    ['Location', '/orders?id=17&token=[redacted:LOCATION]&state=[redacted:LOCATION]'],
  ]);
});

test('an exchange without an answer is as it was', () => {
  const lost: Exchange = { ...created(), response: undefined };
  expect(withoutIssuedSecrets([lost], { operation, gate })).toEqual([lost]);
});
