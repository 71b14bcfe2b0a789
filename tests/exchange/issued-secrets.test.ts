import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import type { Operation } from '../../src/document/operation.ts';
import type { Exchange, HeaderLines } from '../../src/exchange/exchange.ts';
import { withoutIssuedSecrets } from '../../src/exchange/issued-secrets.ts';
import { created } from '../checks/exchanges.ts';

const { operation } = await loadContract('contracts/trigger-event.contract.yaml');

function kept(headers: HeaderLines, by: Operation = operation): HeaderLines | undefined {
  const exchange = created({ headers });
  const own = (lines: HeaderLines = []) =>
    lines.filter(([name]) => headers.some(([other]) => other === name));
  const [found] = withoutIssuedSecrets([exchange], by);
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
      'https://x.example/?lang=french-is-fine&access_token=[redacted:LOCATION]&code=[redacted:LOCATION]',
    ],
  ]);
});

test('anything else stays as it came', () => {
  const headers: HeaderLines = [
    ['X-Request-Id', '0123456789abcdef'],
    ['Set-Cookie', 'lang=fr; Path=/'],
    ['X-Token-Type', 'Bearer'],
    ['X-Trace-Session', '[redacted:QONTO_TOKEN]'],
    ['Location', 'https://qonto.onelogin.com/login?return=/register'],
  ];
  expect(kept(headers)).toEqual(headers);
});

test('what the document describes is judged, and stays', () => {
  const described = {
    ...operation,
    responses: operation.responses.map((response) => ({
      ...response,
      headers: [{ name: 'x-session-id' }] as unknown as typeof response.headers,
    })),
  };
  expect(kept([['X-Session-Id', 'abcdefghijkl']], described)).toEqual([['X-Session-Id', 'abcdefghijkl']]);
});

test('an exchange without an answer is as it was', () => {
  const lost: Exchange = { ...created(), response: undefined };
  expect(withoutIssuedSecrets([lost], operation)).toEqual([lost]);
});
