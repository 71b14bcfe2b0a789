import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Credential, rightText } from '../../src/probes/credentials.ts';
import { alter, type Spoilt, spoil, wrongText } from '../../src/probes/spoil.ts';
import { seededFaker } from '../../src/probes/values/values.ts';

const JWT = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ0ZXN0In0.c2lnbmF0dXJlLW9mLXRoZS10ZXN0';

function credential(changes: Partial<Credential> = {}): Credential {
  return {
    name: 'apiKey',
    variable: 'SECRET_TOKEN',
    value: 'tok_Live-4711.abcdef',
    place: 'header',
    parameter: 'Authorization',
    scheme: 'bearer',
    pointer: '/components/securitySchemes/apiKey',
    role: 'security',
    ...changes,
  };
}

const partner = credential({
  name: 'partnerId',
  variable: 'PARTNER_ID',
  value: 'partner-0815',
  parameter: 'X-Partner',
  scheme: undefined,
});
const basic = { scheme: 'basic', variable: 'LOGIN' };

/** Each kind of credential, with the values that are hardest to spoil. */
const KINDS: [name: string, credential: Credential][] = [
  ['a bearer token', credential()],
  ['a JWT', credential({ value: JWT })],
  ['a JWT that ends in digits', credential({ value: `${JWT}9` })],
  ['a token of one letter', credential({ value: 'x' })],
  ['a token of two letters', credential({ value: 'aa' })],
  ['a token of three letters', credential({ value: 'aba' })],
  [
    'a token that a shell would take apart',
    credential({ value: `a$b\`c"d'e\\f*g?h%i#j!k~l{m}n&o;p|q<r>s(t)u` }),
  ],
  ['a token with a blank inside', credential({ value: 'one two  three' })],
  ['a token that is a word of ours', credential({ value: 'undefined' })],
  ['a token of digits', credential({ value: '123456789012' })],
  ['a token that is a UUID', credential({ value: '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c' })],
  ['an API key in a header', { ...partner, name: 'key', variable: 'KEY', value: 'Key 4711' }],
  ['an API key of one letter', { ...partner, name: 'key', variable: 'KEY', value: 'n' }],
  ['an API key in the query', credential({ place: 'query', parameter: 'api_key', scheme: undefined })],
  ['an API key in a cookie', credential({ place: 'cookie', parameter: 'sid', scheme: undefined })],
  ['user and password', credential({ ...basic, value: 'user:pa$$ word"' })],
  ['user and password that are encoded', credential({ ...basic, value: 'dXNlcjpwYXNzd29yZA==' })],
  ['a scheme of its own', credential({ scheme: 'token' })],
];

/** The value as a server reads it: no white space around it, the scheme in any case (RFC 9110 sections 5.5, 11.1). */
function read(value: string): string {
  return value.trim().replace(/^[A-Za-z]+ +/, (word) => word.toLowerCase().replace(/ +/, ' '));
}

function formsOf(each: Credential): Spoilt[] {
  return [...spoil(each, [each, partner], 1), { name: 'wrong-text', says: '', text: wrongText(each, 1) }];
}

describe.each(KINDS)('%s', (_, each) => {
  const forms = formsOf(each);

  test('is spoilt in ways that are never the right one', () => {
    expect(forms.length).toBeGreaterThan(10);
    for (const { name, text } of forms) {
      if (text?.before === undefined) {
        expect([name, read(text?.value ?? '')]).not.toEqual([name, read(rightText(each).value)]);
        continue;
      }
      // A server that takes the first line reads a wrong one, one that joins them reads none.
      expect(read(text.before.value)).not.toBe(read(rightText(each).value));
      expect(each.place).toBe('header');
    }
    expect(new Set(forms.map(({ name }) => name)).size).toBe(forms.length);
  });

  test('shows no eight characters of itself in a row', () => {
    const runs = [each.value, partner.value].flatMap((value) =>
      Array.from({ length: Math.max(value.length - 7, 0) }, (_, at) => value.slice(at, at + 8)),
    );
    for (const { name, text } of forms) {
      const shown = `${text?.shown ?? ''} ${text?.before?.shown ?? ''}`;
      expect([name, runs.filter((run) => shown.includes(run))]).toEqual([name, []]);
    }
  });

  test('is shown as what a shell makes into the very value that is sent', () => {
    const texts = forms.flatMap(({ text }) =>
      text === null ? [] : [text, ...(text.before === undefined ? [] : [text.before])],
    );
    const expanded = inShell(
      texts.map(({ shown }) => shown),
      { [each.variable]: each.value, [partner.variable]: partner.value },
    );
    expect(expanded).toEqual(texts.map(({ value }) => value));
  });
});

/** What a POSIX shell makes of each text in double quotes. */
function inShell(texts: readonly string[], environment: Record<string, string>): string[] {
  const script = texts.map((text) => `printf '%s\\0' "${inQuotes(text)}"`).join('\n');
  const out = execFileSync('sh', ['-c', script], { env: { PATH: process.env['PATH'], ...environment } });
  return out.toString('latin1').split('\0').slice(0, -1);
}

/** What is not live is escaped, as in the curl line of a finding. */
function inQuotes(text: string): string {
  const parts = text.split(/(\$\([^)]*\)|\$\{[^}]*\})/);
  return parts.map((part, index) => (index % 2 === 0 ? part.replace(/[\\"`$]/g, '\\$&') : part)).join('');
}

test('whatever the value, no spoilt one is the right one, and none is shown', () => {
  const value = fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(
      value,
      fc.constantFrom('bearer', 'basic', undefined),
      fc.integer(),
      (secret, scheme, seed) => {
        const each = credential({ value: secret, scheme });
        for (const { text } of spoil(each, [each, partner], seed)) {
          if (text === null) continue;
          if (text.before === undefined) expect(read(text.value)).not.toBe(read(rightText(each).value));
          for (let at = 0; at + 8 <= secret.length; at++)
            expect(text.shown).not.toContain(secret.slice(at, at + 8));
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('the same seed spoils alike, another one makes other values', () => {
  expect(formsOf(credential())).toEqual(formsOf(credential()));
  const wrong = (seed: number) =>
    spoil(credential(), [], seed).find(({ name }) => name === 'wrong')?.text?.value;
  expect(wrong(1)).not.toBe(wrong(2));
});

test('what HTTP gives no meaning is not sent as a wrong credential', () => {
  const names = (each: Credential) => spoil(each, [each], 1).map(({ name }) => name);
  // A hexadecimal identifier may be compared without case.
  expect(names(credential({ value: 'ABCDEF-0123456789' }))).not.toContain('other-case');
  expect(names(credential())).toContain('other-case');
  // A cookie may stand in quotes (RFC 6265 section 4.1.1), and only headers come twice.
  const cookie = names(credential({ place: 'cookie', scheme: undefined }));
  expect(cookie).not.toContain('quoted');
  expect(cookie).not.toContain('comma-twice');
  expect(cookie).not.toContain('second-line');
  expect(names(credential({ place: 'query', scheme: undefined }))).not.toContain('second-line');
});

test('what has not the form of credentials may be called malformed (RFC 6750 section 3.1)', () => {
  const malformed = (each: Credential) =>
    spoil(each, [each], 1)
      .filter((one) => one.malformed === true)
      .map(({ name }) => name)
      .sort();
  const ofAnyHeader = ['huge', 'not-ascii', 'second-line'];
  expect(malformed(credential())).toEqual(
    [...ofAnyHeader, 'comma-twice', 'glued-word', 'no-value', 'no-word', 'quoted', 'word-behind'].sort(),
  );
  // A key of an API has no form of its own, and other schemes may have quotes and commas (RFC 9110 section 11.4).
  expect(malformed(credential({ scheme: undefined }))).toEqual(ofAnyHeader);
  expect(malformed(credential({ scheme: 'token' }))).toEqual(
    [...ofAnyHeader, 'glued-word', 'no-value', 'no-word'].sort(),
  );
});

test('a huge credential leaves room for the other headers in the 4096 bytes that uWSGI takes', () => {
  const huge = spoil(credential({ value: JWT }), [credential()], 1).find(({ name }) => name === 'huge');
  expect(huge?.text?.value.length).toBeGreaterThan(2704);
  expect(huge?.text?.value.length).toBeLessThan(4096 - 1000);
});

test('what no column holds, and what is no ASCII, is sent in a header alone', () => {
  const named = (each: Credential) => new Map(spoil(each, [each], 1).map((one) => [one.name, one]));
  const header = named(credential({ scheme: undefined, value: 'right' }));
  expect(header.get('huge')?.text?.value).toMatch(/^rightx{2800}$/);
  expect(header.get('not-ascii')?.text?.value).toBe('righ\u00e9');
  for (const name of ['huge', 'not-ascii']) expect(header.get(name)?.malformed).toBe(true);
  const basic = named(credential({ scheme: 'basic', value: 'user:word' }));
  for (const other of [basic, named(credential({ place: 'query', scheme: undefined }))]) {
    expect(other.has('huge')).toBe(false);
    expect(other.has('not-ascii')).toBe(false);
  }
});

test('a JWT is forged in every way, and other tokens in the one that fits them', () => {
  const forged = (value: string) =>
    spoil(credential({ value }), [credential({ value })], 1)
      .map(({ name }) => name)
      .filter((name) => ['forged', 'no-signature', 'algorithm-none'].includes(name));
  expect(forged(JWT)).toEqual(['forged', 'no-signature', 'algorithm-none']);
  expect(forged('opaque')).toEqual(['forged']);
  expect(forged('eyJ.a.')).toEqual(['forged']);
  expect(forged('eyJ.a.b.c.d')).toEqual(['forged']);
  const none = spoil(credential({ value: JWT }), [], 1).find(({ name }) => name === 'algorithm-none');
  const [head = '', claims] = (none?.text?.value ?? '').replace('Bearer ', '').split('.');
  expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({ alg: 'none' });
  expect(claims).toBe(JWT.split('.')[1]);
});

test('the last letter differs in bits that a decoder of base64url does not drop', () => {
  for (const letter of 'ABCDPQRSfghvwxyz0189-_') {
    const each = credential({ value: `${'A'.repeat(42)}${letter}` });
    const spoilt = alter(each, seededFaker(1, 'test')).find(({ name }) => name === 'last-letter');
    const other = spoilt?.text?.value.replace('Bearer ', '') ?? '';
    expect(Buffer.from(other, 'base64url')).not.toEqual(Buffer.from(each.value, 'base64url'));
  }
});

test('a value of another credential is borrowed for this place', () => {
  const found = spoil(credential(), [credential(), partner], 1).find(
    ({ name }) => name === 'value-of-partnerid',
  );
  expect(found?.text).toEqual({ value: 'Bearer partner-0815', shown: 'Bearer ${PARTNER_ID}' });
  const same = { ...partner, value: credential().value };
  expect(spoil(credential(), [credential(), same], 1).map(({ name }) => name)).not.toContain(
    'value-of-partnerid',
  );
});
