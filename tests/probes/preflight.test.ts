import { describe, expect, test } from 'vitest';
import { deriveContract } from '../../src/contract/derive.ts';
import { loadContract } from '../../src/contract/load.ts';
import { planProbes } from '../../src/probes/plan.ts';
import {
  addressHint,
  readiness,
  readinessAgain,
  readinessBySecond,
  strangerHint,
} from '../../src/probes/preflight.ts';
import { type Answer, exchangeOf } from './answers.ts';
import { contractOf, documents, planned } from './asked.ts';

const contract = await loadContract('contracts/trigger-event.contract.yaml');
const plan = planProbes(
  contract,
  {
    QONTO_TOKEN: 'token-of-the-test',
    QONTO_PARTNER_ID: 'partner-of-the-test',
    QONTO_STAGING_TOKEN: 'staging-of-the-test',
    QONTO_RESOURCE_ID: '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c',
  },
  { seed: 1 },
);
const TARGET = 'https://sandbox.example.com';
const first = (answer: Answer) => exchangeOf(plan.preflight, answer);
const ready = (answer: Answer, local = false) => readiness(first(answer), contract, TARGET, local);
const HTML = [['Content-Type', 'text/html; charset=utf-8']] as const;

describe('the first answer', () => {
  test('of an API lets the run go on, whatever it says', () => {
    for (const status of [201, 400, 403, 404, 409, 500, 503]) expect(ready({ status })).toEqual({ go: true });
  });

  test('that never came says what to check', () => {
    expect(
      ready({
        failure: 'unreachable',
        message: 'no connection to sandbox.example.com:443 after 3 ms: there is no such host (ENOTFOUND)',
      }),
    ).toEqual({
      go: false,
      hint: 'https://sandbox.example.com cannot be reached: no connection to sandbox.example.com:443 after 3 ms: there is no such host (ENOTFOUND); check the address, the network and any proxy or VPN',
    });
    expect(ready({ failure: 'tls', message: 'the TLS handshake failed: certificate has expired' })).toEqual({
      go: false,
      hint: 'there is no secure connection to https://sandbox.example.com: the TLS handshake failed: certificate has expired; check the host name and its certificate, and any proxy that opens TLS',
    });
    expect(ready({ failure: 'cancelled' })).toEqual({
      go: false,
      hint: 'the run was stopped before the target answered',
    });
  });

  test('that was lost on a connection asks for a second opinion', () => {
    for (const failure of ['timeout', 'reset', 'protocol', 'too-large'] as const)
      expect(ready({ failure })).toEqual({ go: 'second-opinion' });
  });

  test('of the gate with its mark ends the run, and says which value is wrong', () => {
    const hint =
      'the gate in front of the API answered, not the API: the value of QONTO_STAGING_TOKEN (sent as X-Qonto-Staging-Token) is wrong or has expired; get a staging token from the Developer Portal (https://developers.qonto.com) and put it into QONTO_STAGING_TOKEN';
    expect(ready({ status: 200, headers: HTML, body: '<title>OneLogin</title>' })).toEqual({
      go: false,
      hint,
    });
    expect(ready({ status: 302, headers: [['Location', 'https://qonto.onelogin.com/login']] })).toEqual({
      go: false,
      hint,
    });
  });

  test('that only looks like the gate asks for a second opinion', () => {
    expect(ready({ status: 200, headers: HTML, body: '<title>Welcome</title>' })).toEqual({
      go: 'second-opinion',
    });
    expect(ready({ status: 302, headers: [['Location', '/elsewhere']] })).toEqual({ go: 'second-opinion' });
  });

  test('of 401 is asked for again', () => {
    expect(ready({ status: 401 })).toEqual({ go: 'ask-again' });
  });

  test('that asks for patience ends the run; on this machine, where nobody else asks, a second one is asked first', () => {
    const later = [['Retry-After', '120']] as const;
    for (const status of [429, 503]) {
      expect(ready({ status, headers: later })).toEqual({
        go: false,
        hint: `https://sandbox.example.com is busy: it answered ${status}, which asks to come back later (Retry-After: 120); other runs from the same address count too`,
      });
      expect(ready({ status, headers: later }, true)).toEqual({ go: 'second-opinion' });
    }
    expect(ready({ status: 429 })).toMatchObject({
      go: false,
      hint: expect.stringContaining('come back later; '),
    });
    expect(ready({ status: 503 })).toEqual({ go: true });
  });
});

describe('a second right request', () => {
  test('that is refused too means that the credentials are', () => {
    expect(readinessAgain(first({ status: 401 }), ['A_TOKEN', 'A_PARTNER'])).toEqual({
      go: false,
      hint: 'the credentials were refused: a right request got 401 twice; check A_TOKEN, A_PARTNER (expired, revoked, or of another environment?)',
    });
    expect(readinessAgain(first({ status: 401 }), [])).toMatchObject({
      hint: 'a right request got 401 twice, and the document asks for no credential: the target wants one',
    });
  });

  test('that is not, lets the run go on', () => {
    expect(readinessAgain(first({ status: 201 }), ['A'])).toEqual({ go: true });
    expect(readinessAgain(first({ failure: 'timeout' }), ['A'])).toEqual({ go: true });
  });
});

describe('a second opinion', () => {
  test('that asks for patience too ends the run', () => {
    expect(opinion({ status: 429 }, { status: 429 })).toEqual({
      go: false,
      hint: `${TARGET} is busy: it answered 429, which asks to come back later; other runs from the same address count too`,
    });
  });

  const opinion = (one: Answer, two: Answer | undefined) =>
    readinessBySecond(first(one), two === undefined ? undefined : first(two), contract, TARGET);

  test('from an API that refuses wrong credentials lets the run go on', () => {
    expect(opinion({ failure: 'timeout' }, { status: 401 })).toEqual({ go: true });
    expect(opinion({ status: 200, headers: HTML }, { status: 401 })).toEqual({ go: true });
    expect(opinion({ failure: 'reset' }, { status: 500 })).toEqual({ go: true });
    expect(opinion({ status: 429 }, { status: 401 })).toEqual({ go: true });
  });

  test('from the gate, or from what only looks like it, closes it', () => {
    const page = { status: 200, headers: HTML };
    const hint = (body: string) => {
      const found = opinion(page, { ...page, body });
      return 'hint' in found ? found.hint : undefined;
    };
    expect(hint('<title>OneLogin</title>')).toMatch(/^the gate in front of the API answered/);
    expect(hint('<title>Down for maintenance</title>')).toMatch(
      /^a page or a redirect came .* without the mark of the gate \("onelogin"\): .* such as a maintenance page/,
    );
  });

  test('that never came means that nobody answers', () => {
    expect(opinion({ failure: 'timeout' }, { failure: 'timeout', message: 'later' })).toEqual({
      go: false,
      hint: 'https://sandbox.example.com takes connections and does not answer: no answer within 6000 ms; check that the API is up, and that this is its address',
    });
    expect(opinion({ failure: 'protocol', message: 'no HTTP' }, { failure: 'protocol' })).toMatchObject({
      hint: expect.stringContaining(
        'takes connections and what it answers cannot be read: no HTTP; check that',
      ),
    });
    expect(opinion({ failure: 'timeout' }, undefined)).toMatchObject({ go: false });
    expect(opinion({ failure: 'timeout' }, { failure: 'cancelled' })).toMatchObject({
      hint: 'the run was stopped before the target answered',
    });
  });

  test('that cannot be asked leaves the last word to the answer that came', () => {
    expect(opinion({ status: 200, headers: HTML }, undefined)).toMatchObject({
      go: false,
      hint: expect.stringContaining('the gate'),
    });
    expect(opinion({ status: 429 }, undefined)).toEqual({ go: true });
  });
});

describe('a right request that is refused', () => {
  const strange = (status: number, changes: Partial<typeof plan>) =>
    strangerHint({ ...plan, ...changes }, contract, first({ status }));

  test('for values that only the team knows says which to set', () => {
    expect(strange(404, { missingValues: ['QONTO_RESOURCE_ID'] })).toBe(
      'the target does not know the documented example of a request (it answered 404): set QONTO_RESOURCE_ID to a value of your own for /resource_id',
    );
  });

  test('is told in the words of the API, which may show that it is the one that is wrong', () => {
    const said = (body: string) =>
      strangerHint({ missingValues: [], guesses: ['/days'] }, contract, first({ status: 400, body }));
    expect(said('{\n  "message": "days must be integer" }')).toContain(
      '(it answered 400, and said { "message": "days must be integer" }): it may not know the values of /days;',
    );
    expect(said(`${'long '.repeat(60)}end`)).toMatch(/and said (long ?){20,24}…\): it may/);
    expect(said('<html>Bad Request</html>')).toContain('(it answered 400): ');
    expect(said('')).toContain('(it answered 400): ');
  });

  test('though all of them are set is an answer like any other', () => {
    expect(strange(404, {})).toBeUndefined();
  });

  test('with 401, or not at all, is another matter', () => {
    for (const status of [201, 401, 500, 302])
      expect(strange(status, { missingValues: ['A'] })).toBeUndefined();
    expect(
      strangerHint({ missingValues: ['A'], guesses: [] }, contract, first({ failure: 'timeout' })),
    ).toBeUndefined();
  });

  test('for values that were made up says where they stand', () => {
    const { preflight, guesses, missingValues } = planned(contractOf(documents['nested-objects'] ?? ''));
    const hint = strangerHint({ guesses, missingValues }, contract, exchangeOf(preflight, { status: 422 }));
    expect(hint).toBe(
      'the target refused a request that was made up from the document (it answered 422): it may not know the values of /anything, /secret, /customer/email, 15 more; put examples that it knows into a copy of the document, or write a contract (--contract)',
    );
  });
});

describe('the address', () => {
  const derived = contractOf(documents['nested-objects'] ?? '');
  const wrong = (answer: Answer, target = 'https://api.example.com') =>
    addressHint(derived, exchangeOf(plan.preflight, answer), target);

  test('is in doubt where a right request gets a 404 that nobody documents', () => {
    expect(wrong({ status: 404 })).toBe(
      'a right request got 404, which the document does not know: is https://api.example.com the right address, with the path that comes before /orders? (the document names https://api.example.com/v1)',
    );
    expect(wrong({ status: 404 }, 'https://api.example.com/v1/')).not.toContain('(the document names');
    expect(addressHint(contractOf(documents['query'] ?? ''), first({ status: 404 }), TARGET)).toBeUndefined();
  });

  test('is in doubt where the target sends us elsewhere', () => {
    expect(wrong({ status: 301, headers: [['Location', 'https://www.example.com/orders']] })).toBe(
      'the target sends a right request on to https://www.example.com/orders, and redirects are not followed: is https://api.example.com the right address?',
    );
    expect(wrong({ status: 304 })).toBeUndefined();
  });

  test('is asked for a second opinion where no contract vouches for it', () => {
    const answer = (status: number) => exchangeOf(plan.preflight, { status });
    expect(readiness(answer(404), derived, TARGET, false)).toEqual({ go: 'second-opinion' });
    expect(readinessBySecond(answer(404), answer(404), derived, TARGET)).toMatchObject({
      go: false,
      hint: expect.stringContaining('is https://sandbox.example.com the right address'),
    });
    // Whoever refuses wrong credentials properly is the API.
    expect(readinessBySecond(answer(404), answer(401), derived, TARGET)).toEqual({ go: true });
    expect(readinessBySecond(answer(404), undefined, derived, TARGET)).toEqual({ go: true });
    expect(readiness(answer(404), contract, TARGET, false)).toEqual({ go: true });
  });

  test('is in doubt where a page for people comes with a success that nobody documents', () => {
    const page = exchangeOf(plan.preflight, { status: 200, headers: HTML, body: '<title>Sign in</title>' });
    const alone = deriveContract(contract.operation);
    const hint =
      'a right request got 200 and an HTML page, which the document does not know: is https://sandbox.example.com the right address, and is there a sign-in before it?';
    expect(readiness(page, alone, TARGET, false)).toEqual({ go: 'second-opinion' });
    expect(readinessBySecond(page, page, alone, TARGET)).toEqual({
      go: false,
      hint: `${hint} The document has X-Qonto-Staging-Token, which it does not require: only a contract (--contract) can say what to send there`,
    });
    expect(readinessBySecond(page, exchangeOf(plan.preflight, { status: 401 }), alone, TARGET)).toEqual({
      go: true,
    });
    const away = exchangeOf(plan.preflight, {
      status: 302,
      headers: [['Location', 'https://sign-in.example']],
    });
    expect(addressHint(alone, away, TARGET)).toMatch(
      /is https:\/\/sandbox\.example\.com the right address\? The document has X-Qonto-Staging-Token, /,
    );
    // A contract sends what lets requests through, and no page comes with JSON, or with a refusal.
    expect(addressHint(contract, page, TARGET)).toBe(hint);
    expect(
      addressHint(alone, exchangeOf(plan.preflight, { status: 200, body: '{}' }), TARGET),
    ).toBeUndefined();
    expect(
      addressHint(alone, exchangeOf(plan.preflight, { status: 403, headers: HTML }), TARGET),
    ).toBeUndefined();
  });

  test('is in no doubt otherwise', () => {
    for (const answer of [{ status: 201 }, { status: 400 }, { status: 500 }, { failure: 'timeout' }] as const)
      expect(wrong(answer)).toBeUndefined();
  });
});
