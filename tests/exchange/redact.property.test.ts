import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/exchange/redact.ts';

const RUNS = 50;

const hexOf = (text: string) => Buffer.from(text).toString('hex');
const unicode = (text: string) =>
  Array.from(
    { length: text.length },
    (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
const percent = (text: string) => hexOf(text).replace(/../g, '%$&');
const entities = (write: (code: number) => string) => (text: string) =>
  [...text].map((letter) => write(letter.codePointAt(0) ?? 0)).join('');

/** Ways to write a text that a reader can undo; `text` holds all of it afterwards. */
const WAYS: Record<string, (text: string) => string> = {
  plain: (text) => text,
  'upper case': (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
  'lower case': (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64, one byte before': (text) => Buffer.from(`-${text}`).toString('base64'),
  'base64, two bytes before': (text) => Buffer.from(`: ${text}`).toString('base64'),
  'base64, between others': (text) => Buffer.from(`{"a":"${text}","b":1}`).toString('base64'),
  'base64 for URLs': (text) => Buffer.from(text).toString('base64url'),
  'base64 twice': (text) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
  'base64 of percent': (text) => Buffer.from(percent(text)).toString('base64'),
  'base64 in percent': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
  'basic credentials': (text) => `Basic ${Buffer.from(`user:${text}`).toString('base64')}`,
  hex: hexOf,
  'hex in upper case': (text) => hexOf(text).toUpperCase(),
  'URI component': encodeURIComponent,
  percent,
  'percent in lower case': (text) => percent(text).toLowerCase(),
  'percent twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'percent four times': (text) => percent(text).replaceAll('%', '%252525'),
  'percent seven times': (text) => percent(text).replaceAll('%', '%252525252525'),
  form: (text) => new URLSearchParams({ a: text }).toString(),
  JSON: (text) => JSON.stringify(text),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify({ a: text })),
  'JSON in JSON in JSON': (text) => JSON.stringify(JSON.stringify(JSON.stringify(text))),
  'JSON with \\/': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'JSON with \\u': unicode,
  'JSON with \\u in upper case': (text) => unicode(text).replace(/[a-f]/g, (digit) => digit.toUpperCase()),
  'decimal entities': entities((code) => `&#${code};`),
  'hexadecimal entities': entities((code) => `&#x${code.toString(16)};`),
  'named entities': (text) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  'entities twice': (text) => entities((code) => `&amp;#${code};`)(text),
  'quoted-printable': (text) => hexOf(text).toUpperCase().replace(/../g, '=$&'),
  reversed: (text) => [...text].reverse().join(''),
};

const wellFormed = fc
  .string({ unit: 'grapheme-composite', minLength: 8, maxLength: 40 })
  .filter((value) => Buffer.from(value).toString() === value);
const secret = fc
  .oneof(
    fc.stringMatching(/^[A-Za-z0-9_-]{8,60}$/),
    fc.string({ unit: 'grapheme-ascii', minLength: 8, maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('"', '\\', '%', '&', '4', '1', ';', '/', '+'),
      minLength: 8,
      maxLength: 20,
    }),
    fc.uuid(),
    wellFormed,
  )
  .map((value) => value.trim())
  .filter(
    (value) => [...value].length >= 8 && !value.includes('  ') && !'[redacted:QONTO_TOKEN]'.includes(value),
  );
/** Letters that belong to no secret and to no encoding of one; and escapes of each kind, which must not be in the way. */
const surroundings = fc.oneof(
  fc.string({ unit: fc.constantFrom('~', ' ', '|'), maxLength: 8 }),
  fc.constant(' \\/ %7E &gt; =3D '),
);

const MARK = /\[redacted:[\w.-]+\]/g;
const fold = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The longest run of `text` that `part` holds, at most `limit`. */
function runsOf(text: string, limit: number): Set<string> {
  const folded = fold(text);
  return new Set(
    Array.from({ length: Math.max(0, folded.length - limit + 1) }, (_, at) => folded.slice(at, at + limit)),
  );
}

/** Fails when a run of `limit` characters of a text stands in the redacted, marks aside. */
function expectNoRun(redacted: string, text: string, limit: number) {
  const runs = runsOf(text, limit);
  for (const piece of redacted.split(MARK)) {
    for (const run of runsOf(piece, limit))
      expect(runs.has(run), `"${run}" is left in ${redacted}`).toBe(false);
  }
}

describe('redaction', () => {
  for (const [name, write] of Object.entries(WAYS)) {
    it(`takes out a secret written as ${name}`, () => {
      fc.assert(
        fc.property(secret, surroundings, surroundings, (value, before, after) => {
          const redactor = createRedactor({ QONTO_TOKEN: value });
          const written = before + write(value) + after;
          const redacted = redactor.text(written).value;
          expect(redacted).toContain('[redacted:QONTO_TOKEN]');
          expectNoRun(redacted, write(value), name.includes('hex') && !name.includes('ent') ? 16 : 24);
          expectNoRun(redacted, value, 8);
          expectNoRun(redacted, Buffer.from(value).toString('base64').replace(/=+$/, ''), 8);
          expect(redactor.text(redacted).value).toBe(redacted);
        }),
        { numRuns: RUNS },
      );
    });
  }

  it('takes out every part of at least eight characters, plain and encoded', () => {
    const cut = fc.record({ value: secret, from: fc.nat(), length: fc.nat(), before: surroundings });
    fc.assert(
      fc.property(cut, fc.constantFrom(...Object.keys(WAYS)), ({ value, from, length, before }, way) => {
        const letters = [...value];
        const start = from % (letters.length - 7);
        const part = letters.slice(start, start + 8 + (length % (letters.length - start - 7))).join('');
        const redacted = createRedactor({ A: value }).text(before + (WAYS[way]?.(part) ?? '')).value;
        expect(redacted).toContain('[redacted:A]');
        expectNoRun(redacted, value, 8);
        expectNoRun(redacted, Buffer.from(value).toString('base64').replace(/=+$/, ''), 8);
      }),
      { numRuns: RUNS * 8 },
    );
  });

  it('takes out both halves of a secret that is split', () => {
    fc.assert(
      fc.property(secret, fc.nat(), fc.constantFrom('~', '\r\n', '", "', '\0', 'é'), (value, at, between) => {
        const middle = at % value.length;
        const split = value.slice(0, middle) + between + value.slice(middle);
        expectNoRun(createRedactor({ A: value }).text(split).value, value, 8);
      }),
      { numRuns: RUNS * 4 },
    );
  });

  it('leaves JSON that can be parsed, with secrets in names, strings and numbers', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{2,12}$/);
    const nasty = fc.string({
      unit: fc.constantFrom('"', '\\', ':', ',', 'u', '0', '4', '1', 'a', '%'),
      maxLength: 6,
    });
    const around = fc.tuple(nasty, nasty);
    fc.assert(
      fc.property(secret, digits, around, around, fc.jsonValue(), (value, number, a, b, other) => {
        const body = {
          [`${a[0]}${value}${a[1]}`]: [`${b[0]}${value}${b[1]}`, value, Number(number), -1.5, true, null],
          b: { c: Number(number), d: number, e: `${number}0`, other },
        };
        const redactor = createRedactor({ A: value, N: number });
        for (const indent of [0, 2]) {
          const written = Buffer.from(JSON.stringify(body, null, indent));
          const { value: redacted } = redactor.bytes(written);
          const parsed: unknown = JSON.parse(Buffer.from(redacted).toString());
          expectNoRun(Object.keys(parsed as object)[0] ?? '', value, 8);
          expect(Object.keys(parsed as object)).toHaveLength(2);
        }
      }),
      { numRuns: RUNS * 6 },
    );
  });

  it('changes nothing the second time, whatever secrets are called and hold', () => {
    const value = fc.oneof(
      secret,
      fc.constantFrom(
        'redacted',
        '[redacted:A]',
        'TOKEN',
        'A',
        '1',
        'token',
        'u0041',
        '\\u0041bc',
        '%2541abcd',
        'aaaaaaaa',
      ),
      fc.string({
        unit: fc.constantFrom('a', '\\', '%', '4', '1', '=', '&', ';', '#', 'u', '0'),
        maxLength: 12,
      }),
    );
    const written = fc
      .tuple(value, fc.constantFrom(...Object.values(WAYS)))
      .map(([text, write]) => write(text));
    const piece = fc.oneof(
      written,
      value,
      fc.constantFrom(
        '[redacted:A]',
        '[redacted:',
        ']',
        '\\',
        '%',
        '%25',
        '&amp;',
        '&#',
        '=',
        '\n',
        '"',
        '{',
        '\0',
      ),
    );
    fc.assert(
      fc.property(
        fc.tuple(value, value, value),
        fc.array(piece, { maxLength: 12 }),
        ([A, B, TOKEN], pieces) => {
          const redactor = createRedactor({ A, B, TOKEN });
          const once = redactor.bytes(Buffer.from(pieces.join(''))).value;
          expect(Buffer.from(redactor.bytes(once).value).toString('latin1')).toBe(
            Buffer.from(once).toString('latin1'),
          );
        },
      ),
      { numRuns: RUNS * 10 },
    );
  });

  it('takes a secret out of any bytes and leaves the bytes around it', () => {
    const ascii = fc.stringMatching(/^[A-Za-z0-9_-]{16,60}$/);
    const bytes = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(ascii, bytes, bytes, (value, before, after) => {
        const redacted = createRedactor({ A: value }).bytes(
          Buffer.concat([before, Buffer.from('\n'), Buffer.from(value), Buffer.from('\n'), after]),
        );
        const expected = Buffer.concat([before, Buffer.from('\n[redacted:A]\n'), after]);
        expect(Buffer.from(redacted.value).toString('latin1')).toBe(expected.toString('latin1'));
        expect(redacted.found).toEqual(['A']);
      }),
      { numRuns: RUNS * 4 },
    );
  });

  it('says that nothing was found where nothing is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{20,60}$/), fc.uuid(), fc.jsonValue(), (value, id, body) => {
        const text = JSON.stringify({ id, body, created_at: new Date(0).toISOString() });
        expect(createRedactor({ A: value, B: '1', C: 'token' }).text(text).found).toEqual([]);
      }),
      { numRuns: RUNS * 4 },
    );
  });
});
