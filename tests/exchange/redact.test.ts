import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/exchange/redact.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const HEADER = base64('{"alg":"RS256","typ":"JWT"}').replace(/=+$/, '');
const CLAIMS = 'eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUuY29tIiwic3ViIjoiNDIifQ';
const JWT = `${HEADER}.${CLAIMS}.R4tGhY8kLmN2pQwE6uIoPaSdFgHjKlZx`;
const TOKEN = 'q7Zk3vQ9sVb1T7yXw0LrPdNc';

describe('what is taken out', () => {
  const redactor = createRedactor({ QONTO_TOKEN: TOKEN });
  const plain = (text: string) => redactor.plain(text);

  it('replaces each occurrence by the name of its variable', () => {
    expect(plain(`a=${TOKEN}; b=${TOKEN}`)).toBe('a=[redacted:QONTO_TOKEN]; b=[redacted:QONTO_TOKEN]');
  });

  it('replaces the first ten and the last ten characters, but not seven', () => {
    expect(plain(`token ${TOKEN.slice(0, 10)}...`)).toBe('token [redacted:QONTO_TOKEN]...');
    expect(plain(`...${TOKEN.slice(-10)}`)).toBe('...[redacted:QONTO_TOKEN]');
    expect(plain(`${TOKEN.slice(0, 7)}...`)).toBe(`${TOKEN.slice(0, 7)}...`);
  });

  it('does not take eight hexadecimal digits for a part of it', () => {
    const hex = Buffer.from(TOKEN).toString('hex');
    expect(plain(`id ${hex.slice(0, 14)}`)).toBe(`id ${hex.slice(0, 14)}`);
    expect(plain(`id ${hex.slice(0, 16)}`)).toBe('id [redacted:QONTO_TOKEN]');
  });

  it('tells of a secret each time that the same text comes', () => {
    const told = { value: 'Bearer [redacted:QONTO_TOKEN]', found: ['QONTO_TOKEN'] };
    for (let time = 0; time < 3; time += 1) expect(redactor.headerValue(`Bearer ${TOKEN}`)).toEqual(told);
  });

  it('leaves a text without a secret untouched', () => {
    const text = '{"errors":[{"code":"unauthorized","detail":"100% \\"wrong\\" &amp; more"}]}';
    expect(redactor.text(text)).toEqual({ value: text, found: [] });
    const bytes = Buffer.from(text);
    expect(redactor.bytes(bytes).value).toBe(bytes);
  });

  it('leaves the sign of equality before a value that begins like a byte in quoted-printable', () => {
    const key = createRedactor({ KEY: 'device-key-12345' });
    expect(key.plain('/config?key=device-key-12345&a=1')).toBe('/config?key=[redacted:KEY]&a=1');
    expect(key.plain('=64=65vice-key-12345')).toBe('[redacted:KEY]');
  });

  it('reads UTF-16', () => {
    const { value } = redactor.bytes(Buffer.from(`{"a":"${TOKEN}"}`, 'utf16le'));
    expect(Buffer.from(value).toString('utf16le')).not.toContain(TOKEN.slice(0, 8));
    expect(Buffer.from(value).toString()).toContain('[redacted:QONTO_TOKEN]');
  });

  it('finds a name and password for Basic authentication, the name too', () => {
    const both = createRedactor({ USER: 'plumbline', WORD: TOKEN });
    expect(both.plain(`Basic ${base64(`plumbline:${TOKEN}`)}`)).toMatch(/^Basic \[redacted:WORD\]=*$/);
    const short = createRedactor({ ID: '1', WORD: TOKEN });
    expect(short.plain(`Basic ${base64(`1:${TOKEN}`)}`)).toMatch(/^Basic \[redacted:WORD\]=*$/);
  });

  it('finds letters beyond ASCII in either case, in Latin-1 and in UTF-8 read as Latin-1', () => {
    const secret = 'pässwörd-élan';
    const accented = createRedactor({ A: secret });
    expect(accented.plain(secret.toUpperCase())).toBe('[redacted:A]');
    expect(accented.plain(Buffer.from(secret).toString('latin1'))).toBe('[redacted:A]');
    expect(Buffer.from(accented.bytes(Buffer.from(secret, 'latin1')).value).toString()).toBe('[redacted:A]');
  });

  it('finds secrets that mean something in patterns', () => {
    const secret = '.*(a+)+$[^]\\d{2}|';
    expect(createRedactor({ A: secret }).plain(`x${secret}y`)).toBe('x[redacted:A]y');
  });

  it('names the one that was there when one secret is part of another', () => {
    const nested = createRedactor({ LONG: 'abcdefgh-ijklmnop', PART: 'abcdefgh' });
    expect(nested.plain('<abcdefgh-ijklmnop> <abcdefgh>')).toBe('<[redacted:LONG]> <[redacted:PART]>');
    const touching = createRedactor({ A: 'abcdefghij', B: 'klmnopqrst' });
    expect(touching.plain('abcdefghijklmnopqrst')).toBe('[redacted:A][redacted:B]');
    const overlapping = createRedactor({ A: 'abcdefgh1234', B: '1234ijklmnop-long' });
    expect(overlapping.plain('abcdefgh1234ijklmnop-long')).toBe('[redacted:B]');
  });

  it('takes away spaces around a value, which no header carries', () => {
    expect(createRedactor({ A: ' sandbox1\n' }).text('sandbox1')).toEqual({
      value: '[redacted:A]',
      found: ['A'],
    });
  });

  it('takes spaces for plus signs, as forms have it, and the other way', () => {
    expect(createRedactor({ A: 'a b c d e f' }).plain('a+b+c+d+e+f')).toBe('[redacted:A]');
    expect(createRedactor({ A: 'a+b+c+d+e+f' }).plain('a b c d e f')).toBe('[redacted:A]');
    expect(createRedactor({ A: '+++++++++' }).plain('          a')).toBe('          a');
  });

  it('cuts no character in two', () => {
    const { value } = createRedactor({ A: '日本語パスワード' }).bytes(Buffer.from('<曥本語パ>'));
    expect(Buffer.from(value).toString()).toBe('<[redacted:A]>');
  });

  it('finds letters that are composed otherwise', () => {
    const { plain } = createRedactor({ A: 'p\u00e4ssw\u00f6rd' });
    expect(plain('pa\u0308sswo\u0308rd')).toBe('[redacted:A]');
  });

  it('finds what glues to other words in base64, URLs included', () => {
    const odd = createRedactor({ A: '>>>???>>>~~~' });
    for (const encoding of ['base64', 'base64url'] as const) {
      const encoded = Buffer.from('>>>???>>>~~~').toString(encoding);
      expect(odd.text(`/a/${encoded}`)).toEqual({ value: '/a/[redacted:A]', found: ['A'] });
    }
  });

  it('takes the beginning of a secret off the end of a body that was cut', () => {
    const body = Buffer.from(`{"token":"${TOKEN.slice(0, 5)}`);
    expect(Buffer.from(redactor.body(body, true).value).toString()).toBe('{"token":"[redacted:QONTO_TOKEN]');
    expect(redactor.body(body, false).value).toBe(body);
    expect(redactor.body(body).value).toBe(body);
  });
});

describe('short and common values', () => {
  it('takes an empty value for no secret', () => {
    expect(createRedactor({ A: '', B: '  ' }).text('a  b')).toEqual({ value: 'a  b', found: [] });
  });

  it('replaces one of less than four characters as a word only', () => {
    const { plain } = createRedactor({ ID: '1' });
    expect(plain('partner 1, "1", id=1&x')).toBe(
      'partner [redacted:ID], "[redacted:ID]", id=[redacted:ID]&x',
    );
    expect(plain('HTTP/1.1 v1 2021-08-1 11 %31 a1')).toBe(
      'HTTP/1.1 v1 2021-08-1 11 %31 a1'.replace('%31', '[redacted:ID]'),
    );
  });

  it('replaces one of four to seven whole, also encoded, and no part of it', () => {
    const { plain } = createRedactor({ WORD: 'staging' });
    expect(plain('pre-STAGING9 stagin')).toBe('pre-[redacted:WORD]9 stagin');
    expect(plain(base64('staging'))).toBe('[redacted:WORD]==');
    expect(plain(Buffer.from('staging').toString('hex'))).toBe('[redacted:WORD]');
  });

  it('takes four to seven digits within an identifier or a time for chance', () => {
    const { plain } = createRedactor({ ID: '1234' });
    const text = '{"id":"0c2f1234-95f5-4a4f","at":"12:31:32.12345Z","id2":"1234"}';
    expect(plain(text)).toBe(text.replace('"1234"', '"[redacted:ID]"'));
  });

  it('takes a short value that stands in the document for a word', () => {
    const secrets = { A: 'token', B: 'tokens-of-our-own' };
    const { plain } = createRedactor(secrets, 'the token of tokens-of-our-own');
    expect(plain('token tokens-of-our-own')).toBe('token [redacted:B]');
  });

  it('takes a part that stands in the document for a word, unless it stands beside another part', () => {
    const ordinary = 'type: registration, staging: https://sandbox.example.com';
    const { text } = createRedactor({ A: 'registration-by-us-on-staging' }, ordinary);
    expect(text('{"type":"registration"}')).toEqual({ value: '{"type":"registration"}', found: [] });
    expect(text('<Registration-by-us-on-staging>')).toEqual({ value: '<[redacted:A]>', found: ['A'] });
    const { plain } = createRedactor({ A: 'by-us-registration' }, ordinary);
    expect(plain('<by-us-registration>')).toBe('<[redacted:A]>');
    const given = createRedactor({ A: 'registration' }, ordinary);
    expect(given.plain('registration')).toBe('[redacted:A]');
  });

  it('tells of all of a secret, whatever stands in its midst', () => {
    const ordinary = 'name: Qonto-Partner-Id';
    for (const secret of ['Acme-Partner-7Qx2', 'qonto-partner-4711', 'x-Partner-y']) {
      const { text } = createRedactor({ A: secret }, ordinary);
      const spelt = [secret, [...secret].reverse().join(''), Buffer.from(secret).toString('base64url')];
      for (const each of spelt)
        expect(text(`<${each}>`), each).toEqual({ value: '<[redacted:A]>', found: ['A'] });
      // A part of it may be chance.
      expect(text(`<${secret.slice(0, -1)}>`).found).toEqual([]);
      expect(text('<a-partner-4>').found).toEqual([]);
    }
  });

  it('bears a secret of one letter again and again', () => {
    const { plain } = createRedactor({ A: 'aaaaaaaaaaaaaaaa' });
    expect(plain(`b${'a'.repeat(100_000)}b aaaaaaa`)).toBe('b[redacted:A]b aaaaaaa');
  });
});

describe('what counts as found', () => {
  const redactor = createRedactor({ JWT, TOKEN, SHORT: 'staging', EIGHT: 'sandbox1' });
  const found = (text: string) => redactor.text(text).found;

  it('counts a whole value of eight characters, in any spelling', () => {
    expect(found('SANDBOX1')).toEqual(['EIGHT']);
    for (const text of ['sandbox1', base64('sandbox1'), base64('xsandbox1'), base64('xxsandbox1yy')]) {
      expect(found(text)).toEqual(['EIGHT']);
    }
    expect(found(Buffer.from('sandbox1').toString('hex'))).toEqual(['EIGHT']);
    expect(found('%73%61%6e%64%62%6f%78%31')).toEqual(['EIGHT']);
  });

  it('counts a run of twelve characters, not of eleven', () => {
    expect(found(TOKEN.slice(3, 15))).toEqual(['TOKEN']);
    expect(found(TOKEN.slice(3, 14))).toEqual([]);
    expect(found(`/a/${base64(TOKEN.slice(3, 15))}`)).toEqual(['TOKEN']);
    expect(found(`/a/${base64(TOKEN.slice(3, 14))}`)).toEqual([]);
  });

  it('does not count a short value', () => {
    expect(found('staging')).toEqual([]);
  });

  it('does not count what a token shares with others of its issuer', () => {
    const other = `${HEADER}.${CLAIMS.slice(0, -4)}Q2In.AAAABBBBCCCCDDDDEEEEFFFF`;
    expect(found(other)).toEqual([]);
    expect(found(base64(other))).toEqual([]);
    expect(redactor.plain(other)).not.toContain(HEADER);
    expect(found(JWT)).toEqual(['JWT']);
    expect(found(CLAIMS)).toEqual(['JWT']);
    expect(found(JWT.slice(-12))).toEqual(['JWT']);
    expect(found(base64(JWT))).toEqual(['JWT']);
    expect(found([...JWT].reverse().join(''))).toEqual(['JWT']);
  });

  it('names all that came, in the order of the secrets', () => {
    expect(found(`${TOKEN} ${JWT}`)).toEqual(['JWT', 'TOKEN']);
    expect(createRedactor({ A: TOKEN, B: TOKEN }).text(TOKEN)).toEqual({
      value: '[redacted:A]',
      found: ['A', 'B'],
    });
  });
});

describe('JSON with marks in it', () => {
  const redactor = createRedactor({ LONG: '12345678901', SHORT: '4711', TINY: '7', QUOTED: 'ab","c":"d\\e' });
  const json = (value: unknown) =>
    JSON.parse(Buffer.from(redactor.bytes(Buffer.from(JSON.stringify(value))).value).toString());

  it('makes a string of a number that is a secret', () => {
    expect(json({ a: 12345678901, b: [4711, -4711, 14711], c: 7 })).toEqual({
      a: '[redacted:LONG]',
      b: ['[redacted:SHORT]', -4711, 14711],
      c: 7,
    });
    expect(json([912345678901])).toEqual(['[redacted:LONG]']);
  });

  it('keeps the quotes and commas that only look like a secret', () => {
    expect(Object.keys(json({ a: 'ab', c: 'd\\e' }))).toEqual(['a', '[redacted:QUOTED]']);
    expect(json({ a: 'ab","c":"d\\e' })).toEqual({ a: '[redacted:QUOTED]' });
  });

  it('cuts no escape in two', () => {
    const { plain } = createRedactor({ A: 'u0041bcdefgh' });
    expect(plain('{"a":"\\u0041bcdefgh"}')).toBe('{"a":"[redacted:A]"}');
  });

  it('writes no name into it that JSON could not hold', () => {
    const odd = createRedactor({ 'a"b\\]c': 'abcdefgh' });
    expect(odd.text('{"a":"abcdefgh"}')).toEqual({ value: '{"a":"[redacted:a_b__c]"}', found: ['a"b\\]c'] });
  });
});

describe('marks', () => {
  it('stay, whatever a secret is called', () => {
    const redactor = createRedactor({ TOKEN: 'redacted', A: 'TOKEN', B: '[redacted:A]' });
    const once = redactor.plain('redacted TOKEN x[redacted:A]y [redacted:TOKEN]');
    expect(once).toBe('[redacted:TOKEN] [redacted:A] x[redacted:A]y [redacted:TOKEN]');
    expect(redactor.plain(once)).toBe(once);
  });

  it('uncover nothing: what stands alone behind one is looked at again', () => {
    const redactor = createRedactor({ A: 'abcd.efgh', ID: '1' });
    const once = redactor.plain('abcd.efgh1 ');
    expect(once).toBe('[redacted:A][redacted:ID] ');
    expect(redactor.plain(once)).toBe(once);
  });

  it('hide nothing: a mark that is not ours is text', () => {
    expect(createRedactor({ A: TOKEN }).plain(`[redacted:${TOKEN}]`)).toBe('[redacted:[redacted:A]]');
  });
});

describe('a long text in which something repeats', () => {
  it('is redacted to its end', () => {
    const redactor = createRedactor({
      JWT,
      TOKEN,
      A: '%25'.repeat(200),
      B: 'a'.repeat(800),
      C: '\\'.repeat(300),
    });
    const bodies = ['%25', '\\', 'a', '&amp;', `${JWT} `, base64(JWT), '"', '=3D', '\0', '&#'];
    for (const body of bodies) {
      const repeated = body.repeat(Math.ceil(65_536 / body.length));
      const left = Buffer.from(redactor.bytes(Buffer.from(`${repeated} ${TOKEN}`)).value).toString();
      expect(left.includes(TOKEN) || left.includes(JWT) || left.includes(base64(JWT)), body).toBe(false);
    }
  });
});
