import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCurl } from '../../src/exchange/curl.ts';
import type { ExchangeRequest } from '../../src/exchange/exchange.ts';

const URL = 'https://api.example.com/register?x=1';
const request = (part: Partial<ExchangeRequest> = {}): ExchangeRequest => ({
  method: 'POST',
  url: URL,
  headers: [['Content-Type', 'application/json']],
  body: undefined,
  ...part,
});
const bytes = (text: string) => new TextEncoder().encode(text);

describe('the line', () => {
  it('keeps the variables of credentials and quotes the rest', () => {
    const line = toCurl(
      request({
        headers: [
          ['Authorization', 'Bearer ${QONTO_TOKEN}'],
          ['Content-Type', 'application/json'],
        ],
        body: bytes('{"a":"it\'s"}'),
      }),
    );
    expect(line).toBe(
      `curl -sS -i --http1.1 -X POST '${URL}' -H "Authorization: Bearer \${QONTO_TOKEN}" ` +
        `-H 'Content-Type: application/json' --data-raw '{"a":"it'\\''s"}'`,
    );
  });

  it('keeps what makes a credential too long or no ASCII, and nothing that only looks like it', () => {
    const line = (value: string) => toCurl(request({ headers: [['A', value]] }));
    for (const live of ["${T}$(printf %4000s | tr ' ' x)", "${T%?}$(printf '\\351')"])
      expect(line(live)).toContain(`-H "A: ${live}"`);
    for (const other of [
      "$(printf '\\012')",
      "$(printf '\\351%s')",
      "$(printf %99999s | tr ' ' x)",
      '$(printf %s)',
    ])
      expect(line(other)).not.toContain(`"${'$'}(`);
  });

  it('lets curl say what it is, where nothing but our own name is said', () => {
    const named = (value: string) => toCurl(request({ headers: [['User-Agent', value]] }));
    expect(named('plumbline')).toBe(`curl -sS -i --http1.1 -X POST '${URL}'`);
    expect(named('theirs/1.0')).toBe(`curl -sS -i --http1.1 -X POST '${URL}' -H 'User-Agent: theirs/1.0'`);
  });

  it('shows a compressed answer as text where the request asks for compression', () => {
    const line = toCurl(request({ headers: [['Accept-Encoding', 'gzip']] }));
    expect(line).toBe(`curl -sS -i --http1.1 -X POST '${URL}' -H 'Accept-Encoding: gzip' --compressed`);
  });

  it('lets the shell write what stands there a hundred times', () => {
    const line = (text: string) => toCurl(request({ body: bytes(text) }));
    const words = 'more and '.repeat(1000);
    expect(line(`{"a":"${words}","b":"${'x'.repeat(250)}"}`)).toMatch(
      / --data-raw '{"a":"'"\$\(printf %1000s \| sed 's\/ \/more and \/g'\)"'","b":"'"\$\(printf %250s \| sed 's\/ \/x\/g'\)"'"}'$/,
    );
    expect(line('x'.repeat(99))).toContain(` --data-raw '${'x'.repeat(99)}'`);
    expect(line("'$(reboot)'".repeat(200))).not.toContain('sed');
  });

  it('tells no body from an empty one', () => {
    expect(toCurl(request())).not.toContain('--data');
    expect(toCurl(request({ body: bytes('') }))).toMatch(/ --data-raw ''$/);
  });

  it('is one line of visible characters, whatever the request holds', () => {
    const line = toCurl(
      request({
        headers: [['X-A', 'b\r\nX-Injected: c\u001b[31m']],
        url: `${URL}\n\u202e`,
        body: bytes('a\nb\u001b'),
      }),
    );
    expect(line).toMatch(/^[\x20-\x7e]+$/);
  });

  it('gives curl no option in place of a URL, a method or a header', () => {
    const line = toCurl(request({ method: '-o x', url: '-K/etc/hosts', headers: [['@/etc/hosts', 'a']] }));
    expect(line).toBe("curl -sS -i -X '-o x' --url '-K/etc/hosts'");
  });

  it('asks for the head alone with the option for it: with -X curl would wait for a body', () => {
    expect(toCurl(request({ method: 'HEAD', headers: [] }))).toBe(`curl -sS -i --http1.1 --head '${URL}'`);
  });

  it('keeps an exclamation mark out of double quotes, where an interactive shell would read it', () => {
    const line = toCurl(request({ headers: [['X', '${QONTO_TOKEN%?}!']] }));
    expect(line).toContain(`-H "X: \${QONTO_TOKEN%?}"'!'""`);
  });

  it('makes a variable of the mark of a credential in a URL', () => {
    expect(toCurl(request({ url: 'https://example.com/?key=[redacted:API_KEY]&a=$b', headers: [] }))).toBe(
      'curl -sS -i --http1.1 -X POST "https://example.com/?key=${API_KEY}&a=\\$b"',
    );
  });
});

/** A `curl` that writes down how it was called: arguments first, then what it was given to read. */
const STUB = `#!/bin/sh
for argument in "$@"; do printf '%s\\0' "$argument"; done
for argument in "$@"; do if [ "$argument" = @- ]; then printf 'stdin\\0'; cat; fi; done
`;

describe('in a shell', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-curl-'));
    writeFileSync(join(folder, 'curl'), STUB);
    chmodSync(join(folder, 'curl'), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const SECRET = 'se"cr$et`\\ !\'x.y.z';
  function run(line: string): { words: string[]; stdin: Buffer | undefined } {
    const path = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
    const { stdout, stderr, status } = spawnSync('sh', ['-s'], {
      input: line, // an argument could not be longer than 128 KiB
      env: { PATH: path, QONTO_TOKEN: SECRET, LC_ALL: 'C' },
    });
    expect(`${status} ${stderr.toString()}`).toBe('0 ');
    const mark = Buffer.from('@-\0stdin\0');
    const at = stdout.indexOf(mark);
    const words = stdout.subarray(0, at < 0 ? undefined : at + 3).toString();
    return {
      words: words.split('\0').slice(0, -1),
      stdin: at < 0 ? undefined : stdout.subarray(at + mark.length),
    };
  }
  const headerWords = (words: string[]) =>
    words.flatMap((word, index) => (words[index - 1] === '-H' ? [word] : []));

  it('puts in the credential, however it is spoilt', () => {
    const shown: [string, string][] = [
      ['Bearer ${QONTO_TOKEN}', `Bearer ${SECRET}`],
      ['${QONTO_TOKEN%?}!!x', `${SECRET.slice(0, -1)}!!x`],
      ['y${QONTO_TOKEN#?}', `y${SECRET.slice(1)}`],
      ['${QONTO_TOKEN%.*}.', `${SECRET.slice(0, SECRET.lastIndexOf('.'))}.`],
      ['${QONTO_TOKEN},${QONTO_TOKEN}', `${SECRET},${SECRET}`],
      ['Bearer $(printf %s "${QONTO_TOKEN}" | cut -c1-8)', `Bearer ${SECRET.slice(0, 8)}`],
      ['a.$(printf %s "${QONTO_TOKEN}" | cut -d. -f2).', 'a.y.'],
      [
        'Basic $(printf %s "plumbline:${QONTO_TOKEN}" | base64 -w0)',
        `Basic ${Buffer.from(`plumbline:${SECRET}`).toString('base64')}`,
      ],
      [`$(printf %s "\${QONTO_TOKEN}" | tr 'A-Za-z' 'a-zA-Z')`, SECRET.toUpperCase()],
    ];
    const line = toCurl(request({ headers: shown.map(([value]) => ['X', value]) }));
    expect(headerWords(run(line).words)).toEqual(shown.map(([, value]) => `X: ${value}`));
  });

  it('runs nothing else', () => {
    const values = [
      '$(touch x)',
      '`touch x`',
      '$(printf %s "$(touch x)" | base64)',
      '$(printf %s "a" | base64; touch x)',
      '${x:=y}',
      '${QONTO_TOKEN:-$(touch x)}',
      '$QONTO_TOKEN $$ $# ~ * \\',
      '${QONTO_TOKEN%`touch x`} ${',
    ];
    const line = toCurl(request({ headers: values.map((value) => ['X', value]) }));
    expect(headerWords(run(line).words)).toEqual(values.map((value) => `X: ${value}`));
  });

  it('says what curl would otherwise leave out or add', () => {
    const line = toCurl(
      request({
        url: 'http://127.0.0.1/a/../b?c[]={d}',
        headers: [
          ['X-Empty', ''],
          ['Host', 'a'],
          ['content-length', '3'],
          [':path', '/'],
        ],
        body: bytes('abc'),
      }),
    );
    const { words } = run(line);
    expect(words).toContain('--path-as-is');
    expect(words).toContain('-g');
    expect(headerWords(words)).toEqual(['X-Empty;', 'Content-Type:']);
  });

  it('sends a body in chunks where the request did', () => {
    const headers = [['transfer-encoding', 'chunked']] as const;
    const type = "-H 'Content-Type:'";
    expect(toCurl(request({ headers, body: bytes('abc') }))).toContain(
      `-H 'transfer-encoding: chunked' ${type} --data-raw 'abc'`,
    );
    expect(toCurl(request({ headers, body: undefined }))).not.toContain('chunked');
    const gzip = [['Transfer-Encoding', 'gzip, chunked']] as const;
    expect(toCurl(request({ headers: gzip, body: bytes('abc') }))).not.toContain('chunked');
  });

  it('hands over any body byte for byte', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (const body of [all, bytes('-n %s \\n 100%\n'), bytes('\0'), bytes('x'.repeat(150_000))]) {
      const { words, stdin } = run(toCurl(request({ body })));
      expect(words.slice(-2)).toEqual(['--data-binary', '@-']);
      expect(stdin?.equals(body)).toBe(true);
    }
  });

  it('hands over what stands there over and over, letter by letter', () => {
    const unit = fc.stringMatching(/^[A-Za-z0-9 ._-]{1,16}$/);
    const runs = fc
      .tuple(unit, fc.integer({ min: 90, max: 1200 }))
      .map(([part, times]) => part.repeat(times));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(runs, fc.constantFrom("'", '"', '$', '\\', '/', '&', 'é')), { maxLength: 5 }),
        (parts) => {
          const text = parts.join('');
          const { words } = run(toCurl(request({ body: bytes(text) })));
          expect(words.slice(-2)).toEqual(['--data-raw', text]);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('hands over any request', () => {
    const shellish = fc.string({
      unit: fc.constantFrom(
        "'",
        '"',
        '\\',
        '$',
        '`',
        '!',
        '{',
        '}',
        '(',
        ')',
        'a',
        ' ',
        '%',
        'é',
        '#',
        ';',
        '\n',
      ),
      maxLength: 12,
    });
    const text = fc.oneof(shellish, fc.string({ unit: 'binary', maxLength: 12 }));
    const headers = fc.array(fc.tuple(fc.stringMatching(/^[A-Z][a-z-]{1,6}$/), shellish), { maxLength: 3 });
    const body = fc.option(fc.oneof(text.map(bytes), fc.uint8Array({ maxLength: 12 })), { nil: undefined });
    fc.assert(
      fc.property(headers, shellish, body, (lines, query, sent) => {
        const url = `http://127.0.0.1/?${query}`;
        const { words, stdin } = run(toCurl(request({ url, headers: lines, body: sent })));
        const visible = (value: string) => value.replaceAll('\n', ' ');
        const expected = lines.map(([name, value]) => {
          const clean = visible(value).trim();
          return clean === '' ? `${name};` : `${name}: ${clean}`;
        });
        expect(words).toContain(visible(url));
        expect(headerWords(words)).toEqual([...expected, ...(sent === undefined ? [] : ['Content-Type:'])]);
        const raw = words.indexOf('--data-raw');
        const given = stdin ?? (raw < 0 ? undefined : Buffer.from(words[raw + 1] ?? ''));
        expect(given?.toString('hex')).toBe(
          sent === undefined ? undefined : Buffer.from(sent).toString('hex'),
        );
      }),
      { numRuns: 25 },
    );
  });
});

const version = spawnSync('curl', ['--version']).stdout?.toString() ?? '';
describe.skipIf(version === '')(`with curl itself${version === '' ? ' (it is not installed)' : ''}`, () => {
  let server: Server;
  let url: string;
  let seen: { method: string; url: string; headers: string[]; body: Buffer }[] = [];
  beforeAll(async () => {
    server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const { method = '', url: target = '', rawHeaders: headers } = incoming;
        seen.push({ method, url: target, headers, body: Buffer.concat(chunks) });
        response.end('ok');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  async function send(sent: ExchangeRequest) {
    seen = [];
    const { stdout } = await promisify(execFile)('sh', ['-c', toCurl(sent)], {
      env: { PATH: process.env['PATH'], QONTO_TOKEN: 'secret' },
    });
    expect(stdout).toMatch(/^HTTP\/1\.1 200 OK/);
    return seen[0];
  }

  it('sends the request, names of headers as they are spelt', async () => {
    const got = await send({
      method: 'POST',
      url: `${url}/a/../b?c[]={d}`,
      headers: [
        ['X-Qonto-TOKEN', 'Bearer ${QONTO_TOKEN}'],
        ['X-Twice', '1'],
        ['X-Twice', '2'],
        ['X-Empty', ''],
      ],
      body: bytes('{"a":\n1}'),
    });
    expect(got?.method).toBe('POST');
    expect(got?.url).toBe('/a/../b?c[]={d}');
    expect(got?.body.toString()).toBe('{"a":\n1}');
    const lines = got?.headers.join('|');
    expect(lines).toContain('|X-Qonto-TOKEN|Bearer secret|X-Twice|1|X-Twice|2|X-Empty||');
    expect(lines).not.toMatch(/content-type/i);
  });

  it('sends no body and an empty body apart, and any method', async () => {
    const none = await send({ method: 'POST', url, headers: [], body: undefined });
    expect(none?.headers.join('|')).not.toMatch(/content-(length\|[^0]|type)/i);
    const empty = await send({ method: 'PUT', url, headers: [], body: bytes('') });
    expect(empty?.headers.join('|')).toMatch(/\|Content-Length\|0(\||$)/i);
    for (const method of ['GET', 'HEAD', 'DELETE']) {
      expect((await send({ method, url, headers: [], body: undefined }))?.method).toBe(method);
    }
  });
});
