import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import type { JsonObject } from '../../src/json.ts';
import { canonicalHost, guardTarget, isLoopback } from '../../src/probes/guard.ts';
import { Problem } from '../../src/problem.ts';

const SANDBOX = 'https://thirdparty-sandbox.staging.qonto.co';
const PRODUCTION = 'https://onboarding-partners.qonto.com';

/** As much of a contract as the guard reads. */
function contract({
  never = ['onboarding-partners.qonto.com', 'thirdparty.qonto.com'],
  servers = [
    [SANDBOX, 'Sandbox'],
    [PRODUCTION, 'Production'],
  ],
  sandbox = SANDBOX,
  root = {},
  path = '/register/dev/trigger_event',
}: {
  never?: string[];
  servers?: [url: string, description: string][];
  sandbox?: string;
  /** What else the document holds. */
  root?: JsonObject;
  /** Of the operation. */
  path?: string;
} = {}): Contract {
  return {
    file: 'a.contract.yaml',
    sandbox,
    never,
    operation: {
      path,
      servers: servers.map(([url, description]) => ({ url, description, pointer: '/servers/0' })),
      document: { root },
    },
    placeOf: () => ({ file: 'a.contract.yaml', line: 3 }),
  } as unknown as Contract;
}

function refusal(url: string, given = contract()): string {
  try {
    guardTarget(url, given);
  } catch (error) {
    if (error instanceof Problem) return error.line();
    throw error;
  }
  return '';
}

describe('what may be probed', () => {
  test.each([
    SANDBOX,
    `${SANDBOX}/`,
    `${SANDBOX}:443/v1`,
    'https://api.example.com',
    'http://127.0.0.1:4010',
    'http://127.1.2.3',
    'http://localhost:4010/base',
    'http://LOCALHOST.:4010',
    'http://[::1]:4010',
    'http://[::ffff:127.0.0.1]:4010',
    'http://2130706433:4010',
    'https://notonboarding-partners.qonto.com',
    'https://onboarding-partners.qonto.com.example.com',
  ])('%s', (url) => {
    expect(guardTarget(url, contract()).href).toBe(new URL(url).href);
  });
});

describe('production', () => {
  test.each([
    PRODUCTION,
    `${PRODUCTION}:443/register`,
    'https://ONBOARDING-partners.qonto.com.',
    'https://onboarding-partners.qonto.com..',
    'https://onboarding-partners%2Eqonto.com',
    'https://onboarding-partners\u3002qonto\uff0ecom',
    'https://\uff4f\uff4eboarding-partners.qonto.com',
    'https://on\u00adboarding-partners.qonto.com',
    ' https://onboarding-partners.\nqonto.com',
    'https:\\\\onboarding-partners.qonto.com',
    'https:onboarding-partners.qonto.com',
    'https://www.onboarding-partners.qonto.com',
    'https://thirdparty.qonto.com',
  ])('on the never list, however it is spelt: %j', (url) => {
    expect(refusal(url)).toMatch(
      /^a\.contract\.yaml:3: \S+ is never probed: the contract's `never` list names/,
    );
    expect(refusal(url)).toMatch(/; choose the sandbox or the embedded target; no option overrides this$/);
  });

  test('by the document alone', () => {
    const given = contract({ never: [] });
    expect(refusal(PRODUCTION, given)).toBe(
      `onboarding-partners.qonto.com is never probed: the document calls ${PRODUCTION} its production server ("Production"); choose the sandbox or the embedded target; no option overrides this`,
    );
    expect(refusal('https://www.onboarding-partners.qonto.com.', given)).toContain('is never probed');
    expect(refusal(SANDBOX, given)).toBe('');
  });

  test.each([
    ['Production', 'https://api.example.com'],
    ['PROD (EU)', 'https://api.example.com'],
    ['our live system', 'https://api.example.com'],
    ['production_server', 'https://api.example.com'],
    ['Staging, a mirror of production', 'https://api.example.com'],
    ['Pre-production and production', 'https://api.example.com'],
    ['', 'https://api.example.com/prod/v1'],
    ['Produktion', 'https://api.example.com'],
    ['Produktivsystem (Europa)', 'https://api.example.com'],
    ['Serveur de production', 'https://api.example.com'],
    ['Ambiente di produzione', 'https://api.example.com'],
    ['Producción', 'https://api.example.com'],
    ['Ambiente de Produção', 'https://api.example.com'],
  ])('is what a document calls %j (%s)', (description, url) => {
    expect(
      refusal('https://api.example.com', contract({ never: [], servers: [[url, description]] })),
    ).toContain('never probed');
  });

  test.each([
    ['Sandbox', 'https://api.example.com'],
    ['Pre-production', 'https://api.example.com'],
    ['preprod', 'https://api.example.com'],
    ['Non production', 'https://api.example.com'],
    ['Sandbox (no live data)', 'https://api.example.com'],
    ['Pré-production', 'https://api.example.com'],
    ['Präproduktion', 'https://api.example.com'],
    ['Vorproduktion', 'https://api.example.com'],
    ['Sandbox (nicht produktiv)', 'https://api.example.com'],
    ['For new products and delivery', 'https://api.example.com/reproduction'],
    ['Production', '/v1'],
    ['Production', 'https://{host}/v1'],
  ])('is not what a document calls %j (%s)', (description, url) => {
    expect(refusal('https://api.example.com', contract({ never: [], servers: [[url, description]] }))).toBe(
      '',
    );
  });

  test('wins where one host is a sandbox too', () => {
    const servers: [string, string][] = [
      ['https://api.example.com/sandbox', 'Sandbox'],
      ['https://api.example.com/v1', 'Production'],
    ];
    const given = contract({ never: [], servers, sandbox: 'https://api.example.com/sandbox' });
    expect(refusal('https://api.example.com/sandbox', given)).toContain('never probed');
  });

  test('does not cover a sandbox below its name that the document or the contract lists', () => {
    const servers: [string, string][] = [
      ['https://api.example.com', 'Production'],
      ['https://staging.api.example.com', 'Staging'],
    ];
    const given = contract({ never: [], servers, sandbox: 'https://sandbox.api.example.com' });
    expect(refusal('https://staging.api.example.com', given)).toBe('');
    expect(refusal('https://sandbox.api.example.com', given)).toBe('');
    expect(refusal('https://other.api.example.com', given)).toContain('never probed');
  });

  test('of the whole document is meant where the operation has servers of its own', () => {
    const given = contract({
      never: [],
      servers: [['https://sandbox.example.com', 'Sandbox']],
      root: {
        servers: [{ url: 'https://api.example.com', description: 'Production' }],
        paths: {
          '/a': {
            servers: [{ url: 'https://a.example.com', description: 'Production of a' }],
            get: { servers: [{ url: 'https://b.example.com', description: 'Production of b' }] },
          },
        },
      },
    });
    for (const host of ['api', 'a', 'b'])
      expect(refusal(`https://${host}.example.com`, given)).toContain('is never probed');
    expect(refusal('https://sandbox.example.com', given)).toBe('');
  });

  test('is every value that the document lists for a variable of the host', () => {
    const given = contract({
      never: [],
      servers: [['https://sandbox.example.com', '']],
      root: {
        servers: [
          {
            url: 'https://{environment}.example.com:{port}/{base}',
            variables: {
              environment: { default: 'sandbox', enum: ['sandbox', 'production'] },
              port: { default: '443' },
              base: { default: 'v1' },
            },
          },
        ],
      },
    });
    expect(refusal('https://production.example.com', given)).toContain('is never probed');
    expect(refusal('https://PRODUCTION.example.com.:8443/v2', given)).toContain('is never probed');
    expect(refusal('https://sandbox.example.com', given)).toBe('');
  });

  test('is any value where the document lists none, but for the sandbox', () => {
    const given = contract({
      never: [],
      servers: [],
      sandbox: 'https://test.example.com',
      root: { servers: [{ url: 'https://{tenant}.example.com', description: 'Production' }] },
    });
    for (const host of ['acme', 'another', 'a.b'])
      expect(refusal(`https://${host}.example.com`, given)).toContain('is never probed');
    expect(refusal('https://test.example.com', given)).toBe('');
    expect(refusal('https://example.org', given)).toBe('');
    expect(refusal('https://acme.example.com.example.org', given)).toBe('');
  });

  test('has a name with parts that are given and parts that are not', () => {
    const url = 'https://eu-{tenant}.{cell}.api.example.com';
    const given = contract({
      never: [],
      servers: [],
      root: { servers: [{ url, description: 'Production' }] },
    });
    for (const host of ['eu-a.1', 'x.eu-a.1'])
      expect(refusal(`https://${host}.api.example.com`, given), host).toContain('never probed');
    for (const host of ['us-a.1', 'eu-a', 'neu-a.1', 'api'])
      expect(refusal(`https://${host}.api.example.com`, given), host).toBe('');
    const endless = `https://${'{a}-'.repeat(60)}.example.com`;
    const many = contract({
      never: [],
      servers: [],
      root: { servers: [{ url: endless, description: 'Production' }] },
    });
    expect(refusal(`https://${'a-'.repeat(25)}.example.com`, many)).toBe('');
  });

  test('is told though another part of the document cannot be read', () => {
    const given = contract({
      never: [],
      servers: [],
      root: {
        servers: [{ url: 'https://api.example.com', description: 'Production' }, null, { url: 3 }],
        paths: { '/a': { $ref: 'elsewhere.yaml' }, '/b': null, '/c': { get: 1, servers: {} } },
      },
    });
    expect(refusal('https://api.example.com', given)).toContain('is never probed');
    expect(refusal('https://other.example.com', given)).toBe('');
  });

  test.each([
    '//api.example.com/v1',
    'api.example.com/v1',
    '{scheme}://api.example.com',
    'https://me@api.example.com',
  ])('is told though its URL is written as %s', (url) => {
    const given = contract({
      never: [],
      servers: [],
      root: { servers: [{ url, description: 'Production' }] },
    });
    expect(refusal('https://api.example.com', given)).toContain('is never probed');
    expect(refusal('https://other.example.com', given)).toBe('');
  });

  test('is never this machine by what a document says, but by the never list it may be', () => {
    const servers: [string, string][] = [['http://localhost:3000', 'live reload']];
    expect(refusal('http://localhost:3000', contract({ never: [], servers }))).toBe('');
    expect(refusal('http://localhost:3000', contract({ never: ['localhost'] }))).toContain('never probed');
  });

  test.each([
    'https://93.184.216.34',
    'https://1572395042',
    'https://0x5DB8D822',
    'https://[::ffff:93.184.216.34]',
  ])('by its address, however it is spelt: %s', (url) => {
    expect(refusal(url, contract({ never: ['93.184.216.34'] }))).toContain('93.184.216.34 is never probed');
  });

  test('by an IPv6 address', () => {
    const given = contract({ never: ['2001:DB8::1'] });
    expect(refusal('https://[2001:db8:0:0:0:0:0:1]:8443', given)).toContain('never probed');
    expect(refusal('https://[2001:db8::2]', given)).toBe('');
  });

  test('no spelling of a host on the never list gets past', () => {
    const host = 'onboarding-partners.qonto.com';
    const letter = (char: string) => {
      const wide = /[a-z]/.test(char) ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char;
      const hex = `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
      const dots = char === '.' ? ['\u3002', '\uff0e', '\uff61'] : [];
      return fc.constantFrom(
        char,
        char,
        char,
        char.toUpperCase(),
        wide,
        hex,
        `${char}\u00ad`,
        `${char}\t`,
        `\n${char}`,
        `${char}\u200b`,
        `${char}\u2060`,
        ...dots,
      );
    };
    const spelling = fc.tuple(...[...host].map(letter)).map((letters) => letters.join(''));
    const before = fc.constantFrom(
      'https://',
      'HTTPS://',
      'http://',
      'https:',
      'https:////',
      '\\\\',
      ' https:/\\',
      'https://me:pass@',
      'https://localhost@',
      'https://www.',
      'https://a.b.',
    );
    const after = fc.constantFrom(
      '',
      '/',
      '.',
      '..',
      ':443',
      ':8443/x',
      './',
      '?x',
      '#',
      '/@localhost',
      '\\@localhost',
      '%2e',
      '\u3002',
    );
    fc.assert(
      fc.property(before, spelling, after, (start, name, end) => {
        expect(refusal(start + name + end)).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what is no target', () => {
  test.each([
    ['', 'the target "" is not a URL; give one such as'],
    ['sandbox.example.com/v1', 'is not a URL; write https://sandbox.example.com/v1'],
    ['https://', 'is not a URL'],
    [
      'http://127.0.0.1:99999',
      'the target "http://127.0.0.1:99999" is not a URL: its port is larger than 65535',
    ],
    ['https://api.example.com:65536/v1', 'its port is larger than 65535'],
    ['embeded', 'is not a URL; "embedded" may be meant'],
    ['Sandbox', 'is not a URL; "sandbox" may be meant'],
    ['localhost:3000', 'is neither http nor https; write http://localhost:3000 or https://localhost:3000'],
    ['ftp://api.example.com', 'is neither http nor https; give one such as'],
    ['file:///etc/passwd', 'is neither http nor https'],
    [
      'https://api.example.com/?a=b',
      'the target https://api.example.com/ has a query or a fragment behind it',
    ],
    ['https://api.example.com/#a', 'has a query or a fragment'],
  ])('%j', (url, message) => {
    expect(refusal(url)).toContain(message);
  });

  test.each([
    'https://me:hunter2@api.example.com',
    'https://hunter2@api.example.com/v1',
    'https://me:hunter2@api.example.com:99999',
    'https://me:hunter2@',
    'ftp://me:hunter2@api.example.com',
    'https://api.example.com:x?token=hunter2',
    'https://api.example.com/?token=hunter2',
    'https://api.example.com/#hunter2',
  ])('one with credentials in it, which the message leaves out: %s', (url) => {
    expect(refusal(url)).not.toBe('');
    expect(refusal(url)).not.toContain('hunter2');
  });

  test.each([
    'http://api.example.com',
    'http://0.0.0.0:4010',
    'http://10.0.0.1',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://[::2]',
    'http://[::ffff:10.0.0.1]',
  ])('plain http to another machine: %s', (url) => {
    expect(refusal(url)).toMatch(/^plain http to \S+ would show the credentials .*; use https:\/\//);
  });
});

test('this machine is known by each of its names', () => {
  for (const host of [
    '127.0.0.1',
    '127.255.255.254',
    '0x7f.1',
    '017700000001',
    'localhost',
    'LocalHost.',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:7f00:1]',
  ]) {
    expect([host, isLoopback(`http://${host}:1234`)]).toEqual([host, true]);
  }
  for (const host of [
    '128.0.0.1',
    '0.0.0.0',
    '[::]',
    'localhost.example',
    'my-localhost',
    '127.0.0.1.nip.io',
  ]) {
    expect([host, isLoopback(`https://${host}`)]).toEqual([host, false]);
  }
});

test('a host has one spelling', () => {
  expect(canonicalHost(new URL('https://API.Example.COM.:8443/x'))).toBe('api.example.com');
  expect(canonicalHost(new URL('https://b\u00fccher.example'))).toBe('xn--bcher-kva.example');
  expect(canonicalHost(new URL('https://[::ffff:1.2.3.4]'))).toBe('1.2.3.4');
});

describe('the address of the operation itself', () => {
  test('is not the target, and the one that is meant is named', () => {
    expect(refusal(`${SANDBOX}/register/dev/trigger_event`)).toBe(
      `the target ends in the path of the operation, /register/dev/trigger_event, which is added to it; leave it out: ${SANDBOX}`,
    );
    expect(refusal(`${SANDBOX}/v2/register/dev/trigger_event/`)).toContain(`leave it out: ${SANDBOX}/v2`);
    const items = contract({ path: '/orders/{id}/items(all)' });
    expect(refusal(`${SANDBOX}/orders/17/items(all)`, items)).toContain(`leave it out: ${SANDBOX}`);
    expect(refusal(`${SANDBOX}/orders/17/itemsXall)`, items)).toBe('');
  });

  test('may be an address all the same where it is short, or where the document has such a server', () => {
    expect(refusal(`${SANDBOX}/orders`, contract({ path: '/orders' }))).toBe('');
    expect(refusal(`${SANDBOX}/`, contract({ path: '/' }))).toBe('');
    expect(refusal(`${SANDBOX}/register/dev`)).toBe('');
    const own = `${SANDBOX}/shop/orders`;
    expect(refusal(own, contract({ path: '/shop/orders', servers: [[own, 'Sandbox']] }))).toBe('');
  });
});
