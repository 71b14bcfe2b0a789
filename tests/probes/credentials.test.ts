import { describe, expect, test } from 'vitest';
import { neededCredentials, readCredentials, rightText } from '../../src/probes/credentials.ts';
import { planProbes } from '../../src/probes/plan.ts';
import { Problem } from '../../src/problem.ts';
import { contractOf, documents } from './asked.ts';

function secured(security: string, extra = ''): string {
  return `
openapi: 3.1.0
info: { title: a, version: '1' }
paths: { /a: { get: { security: ${security}, ${extra} responses: { '200': { description: Fine } } } } }
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
    login: { type: http, scheme: basic }
    key: { type: apiKey, in: header, name: X-Key }
    sid: { type: apiKey, in: cookie, name: sid }
    mutual: { type: mutualTLS }
`;
}

function chosen(security: string, environment: Record<string, string>) {
  const { credentials, missing } = readCredentials(contractOf(secured(security)), environment);
  return { names: credentials.map(({ name }) => name), missing };
}

describe('of several alternatives', () => {
  const either = '[{ token: [] }, { key: [], sid: [] }]';
  const all = { PLUMBLINE_TOKEN: 't', PLUMBLINE_KEY: 'k', PLUMBLINE_SID: 's' };

  test('the first whose variables are all set is taken', () => {
    expect(chosen(either, all)).toEqual({ names: ['token'], missing: [] });
    expect(chosen(either, { PLUMBLINE_KEY: 'k', PLUMBLINE_SID: 's' })).toEqual({
      names: ['key', 'sid'],
      missing: [],
    });
  });

  test('the first is asked for when none is complete', () => {
    expect(chosen(either, { PLUMBLINE_KEY: 'k', PLUMBLINE_SID: '' })).toEqual({
      names: [],
      missing: ['PLUMBLINE_TOKEN'],
    });
  });

  test('none is needed where one alternative asks for nothing, and what is set is used', () => {
    expect(chosen('[{ token: [] }, {}]', {})).toEqual({ names: [], missing: [] });
    expect(chosen('[{ token: [] }, {}]', all)).toEqual({ names: ['token'], missing: [] });
  });

  test('one that no header can carry is passed over', () => {
    expect(chosen('[{ mutual: [] }, { key: [] }]', all)).toEqual({ names: ['key'], missing: [] });
    expect(chosen('[{ mutual: [], key: [] }]', {})).toEqual({ names: [], missing: [] });
  });
});

test('an operation without security needs no credential', () => {
  expect(chosen('[]', {})).toEqual({ names: [], missing: [] });
});

describe('what goes out', () => {
  const text = (name: string, value: string) => {
    const contract = contractOf(secured(`[{ ${name}: [] }]`));
    const [credential] = neededCredentials(contract, { [`PLUMBLINE_${name.toUpperCase()}`]: value });
    if (credential === undefined) throw new Error('no credential');
    return rightText(credential);
  };

  test('a bearer token stands behind its word', () => {
    expect(text('token', 'abc')).toEqual({ value: 'Bearer abc', shown: 'Bearer ${PLUMBLINE_TOKEN}' });
  });

  test('user:password is put into base64, and what is encoded stays (RFC 7617 section 2)', () => {
    expect(text('login', 'Aladdin:open sesame')).toEqual({
      value: 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
      shown: 'Basic $(printf %s "${PLUMBLINE_LOGIN}" | base64 -w0)',
    });
    expect(text('login', 'QWxhZGRpbjpvcGVuIHNlc2FtZQ==').value).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
  });

  test('an API key stands by itself', () => {
    expect(text('key', 'abc')).toEqual({ value: 'abc', shown: '${PLUMBLINE_KEY}' });
  });
});

describe('a value that cannot be sent is a problem that names the variable, never the value', () => {
  const CASES: [what: string, scheme: string, value: string, says: string][] = [
    [
      'a line break behind it',
      'token',
      'sesame-open\n',
      'PLUMBLINE_TOKEN has white space before or behind its value',
    ],
    ['a blank before it', 'key', ' sesame-open', 'PLUMBLINE_KEY has white space before or behind its value'],
    ['nothing but white space', 'key', ' \t', 'PLUMBLINE_KEY has white space before or behind its value'],
    [
      'a line break inside',
      'token',
      'sesame\r\nopen',
      'PLUMBLINE_TOKEN has a line break or another character',
    ],
    ['a control character', 'key', 'sesame\u0000open', 'PLUMBLINE_KEY has a line break or another character'],
    [
      'a letter beyond Latin-1',
      'token',
      'sesame—open',
      'PLUMBLINE_TOKEN has a line break or another character',
    ],
    [
      'a letter beyond ASCII',
      'login',
      'user:sésame',
      'PLUMBLINE_LOGIN has a line break or another character',
    ],
    ['the word that is added', 'token', 'bearer sesame', 'PLUMBLINE_TOKEN begins with the word Bearer'],
    [
      'a semicolon for a cookie',
      'sid',
      'sesame;open',
      'PLUMBLINE_SID has a character in it that no cookie can carry',
    ],
  ];
  test.each(CASES)('%s', (_, scheme, value, says) => {
    const contract = contractOf(secured(`[{ ${scheme}: [] }]`));
    const environment = { [`PLUMBLINE_${scheme.toUpperCase()}`]: value };
    let problem: unknown;
    try {
      planProbes(contract, environment, { seed: 1 });
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(Problem);
    const line = (problem as Problem).line();
    expect(line).toContain(says);
    expect(line).toContain('; ');
    expect(line).not.toMatch(/s[eé]same/);
  });
});

test('parameters for which the contract names a variable are credentials too, and the gate is told apart', () => {
  const contract = contractOf(
    secured(
      '[]',
      'parameters: [{ name: X-Gate, in: header, schema: { type: string } }, { name: tenant, in: query, required: true, schema: { type: string } }],',
    ),
  );
  const { credentials } = readCredentials(
    {
      ...contract,
      credentials: { 'X-Gate': 'GATE', tenant: 'TENANT' },
      gate: { header: 'X-Gate', answers: [{ status: 200 }], mark: undefined, hint: '' },
    },
    { GATE: 'g', TENANT: 't' },
  );
  expect(credentials.map(({ name, role, place }) => [name, role, place])).toEqual([
    ['X-Gate', 'gate', 'header'],
    ['tenant', 'parameter', 'query'],
  ]);
});

test('a variable that several schemes share is asked for once', () => {
  const contract = contractOf(documents['keys'] ?? '');
  const { missing } = readCredentials(
    { ...contract, credentials: { query: 'SHARED', cookie: 'SHARED', oauth: 'OAUTH' } },
    {},
  );
  expect(missing).toEqual(['SHARED']);
});
