import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../src/checks/json-text.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const kindsOf = (bytes: Uint8Array) => readJson(bytes).faults.map(({ kind }) => kind);
const kindsIn = (text: string) => kindsOf(bytesOf(text));

test.each([
  ['nothing', '', ['empty']],
  ['white space', ' \t\r\n', ['empty']],
  ['a byte order mark alone', '\uFEFF', ['byte-order-mark', 'empty']],
  ['a byte order mark before JSON', '\uFEFF{}', ['byte-order-mark']],
  ['two byte order marks', '\uFEFF\uFEFF{}', ['byte-order-mark', 'syntax']],
  ['a hard space alone', '\u00a0', ['syntax']],
  ['an open object', '{', ['syntax']],
  ['an open text', '"', ['syntax']],
  ['a comma too many in a list', '[1,]', ['syntax']],
  ['a comma too many in an object', '{"a":1,}', ['syntax']],
  ['a key without quotes', '{a:1}', ['syntax']],
  ['single quotes', "{'a':1}", ['syntax']],
  ['a comment', '{}//', ['trailing']],
  ['a leading zero', '01', ['syntax']],
  ['a plus', '+1', ['syntax']],
  ['a bare point', '.5', ['syntax']],
  ['hexadecimal', '0x1', ['syntax']],
  ['a raw tab in a text', '"\t"', ['syntax']],
  ['an unknown escape', '"\\x41"', ['syntax']],
  ['Python', "{'a': None}", ['syntax']],
  ['a second document', '{}{}', ['trailing']],
  ['a second document on a line of its own', '[]\n[]', ['trailing']],
  ['a closing bracket too many', '{}}', ['trailing']],
  ['a NUL behind the end', '{}\0', ['trailing']],
  ['a hard space behind the end', '{}\u00a0', ['trailing']],
  ['a byte order mark behind the end', '{}\uFEFF', ['trailing']],
  ['text behind a broken value', '{a}x', ['syntax']],
  ['a bracket in a text does not end it', '{"a":"}"}x', ['trailing']],
  ['an escaped quote does not end a text', '{"a":"\\"}"}x', ['trailing']],
  ['text behind a bare value', '1 2', ['syntax']],
] as const)('a text that is no JSON: %s', (_, text, kinds) => {
  expect(kindsIn(text)).toEqual(kinds);
});

test.each([
  ['UTF-16, little end first', new Uint8Array(Buffer.from('\uFEFF{}', 'utf16le'))],
  ['UTF-16, little end first, without a mark', new Uint8Array(Buffer.from('{}', 'utf16le'))],
  [
    'UTF-16, big end first',
    new Uint8Array(Buffer.from('\uFEFF{}', 'utf16le')).map((_, index, all) => all[index ^ 1] ?? 0),
  ],
  ['UTF-16, big end first, without a mark', new Uint8Array([0, 0x7b, 0, 0x7d])],
])('bytes of another encoding: %s', (_, bytes) => {
  const { value, faults } = readJson(bytes);
  expect(value).toBeUndefined();
  expect(faults[0]).toEqual({ kind: 'encoding', message: 'the body is not UTF-8, it looks like UTF-16' });
});

test.each([
  ['Latin 1', [0xe9]],
  ['half a character', [0xc3]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['an overlong letter', [0xc1, 0x81]],
  ['beyond the last character', [0xf4, 0x90, 0x80, 0x80]],
])('bytes that are not UTF-8, in a text that is JSON otherwise: %s', (_, bytes) => {
  const { value, faults } = readJson(new Uint8Array([0x22, ...bytes, 0x22]));
  expect(typeof value).toBe('string');
  expect(faults).toEqual([{ kind: 'encoding', message: 'the body is not UTF-8' }]);
});

test.each([
  ['in the root', '{"a":1,"a":1}', '/a'],
  ['with white space between', '{ "a" : 1 ,\n "a" : 2 }', '/a'],
  ['written otherwise', '{"a":1,"\\u0061":2}', '/a'],
  ['in an object in a list', '[0,{"a":[],"a":{}}]', '/1/a'],
  ['behind an object', '{"a":{"a":1},"a":1}', '/a'],
  ['behind a list', '{"a":[{"b":1},{"b":1}],"a":1}', '/a'],
  ['deep down', '{"a":{"b":{"c":[[{"d":1,"d":2}]]}}}', '/a/b/c/0/0/d'],
  ['empty', '{"":1,"":2}', '/'],
  ['with letters that a pointer escapes', '{"a/b":1,"a/b":2}', '/a~1b'],
  ['called __proto__', '{"__proto__":1,"__proto__":2}', '/__proto__'],
] as const)('a key that comes twice: %s', (_, text, pointer) => {
  expect(readJson(bytesOf(text)).faults).toMatchObject([{ kind: 'duplicate-key', pointer }]);
});

test.each([
  '{"a":{"a":{"a":1}}}',
  '[{"a":1},{"a":2}]',
  '{"a":"a","b":"a"}',
  '{"a":"\\"a\\":1,\\"a\\"","A":1}',
  '["a","a"]',
  '{"a":[{"b":1}],"b":2}',
  '{"a":{},"b":{},"c":[],"d":[[]]}',
])('keys that come once in each object: %s', (text) => {
  expect(readJson(bytesOf(text)).faults).toEqual([]);
});

test.each([
  ['high alone', '["\\ud83d"]', '/0'],
  ['low alone', '["\\ude00"]', '/0'],
  ['the wrong way round', '{"a":"\\ude00\\ud83d"}', '/a'],
  ['before a letter', '["x\\ud83dx"]', '/0'],
  ['in a key', '{"\\ud83d":1}', '/\ud83d'],
] as const)('half a character: %s', (_, text, pointer) => {
  expect(readJson(bytesOf(text)).faults).toMatchObject([{ kind: 'surrogate', pointer }]);
});

test('both halves of a character are one', () => {
  expect(kindsIn('["\\ud83d\\ude00","😀","\\\\ud83d"]')).toEqual([]);
});

test.each(['1e999', '-1e999', '[1E400]', '{"a":9e9999}', '1'.repeat(400)])(
  'a number that no reader holds: %s',
  (text) => {
    expect(kindsIn(text)).toEqual(['number']);
  },
);

test.each(['1e308', '-0', '1e-999', '12345678901234567890', '0.1e+2', '0.00005e310', '"1e999"'])(
  'a number that readers hold: %s',
  (text) => {
    expect(kindsIn(text)).toEqual([]);
  },
);

const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth);

test.each([
  ['100 lists', nested(100), []],
  ['101 lists', nested(101), ['too-deep']],
  ['10,000 lists', nested(10_000), ['too-deep']],
  ['100,000 objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, ['too-deep']],
  ['10,000 lists that do not end', '['.repeat(10_000), ['syntax']],
] as const)('depth: %s', (_, text, kinds) => {
  const { value, faults } = readJson(bytesOf(text));
  expect(faults.map(({ kind }) => kind)).toEqual(kinds);
  expect(value === undefined).toBe(kinds.length > 0);
});

test('a key called __proto__ is a key', () => {
  const { value, faults } = readJson(bytesOf('{"__proto__":{"polluted":true}}'));
  expect(faults).toEqual([]);
  expect(Object.keys(value as object)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('a body with faults at every other byte tells of ten of a kind', () => {
  const twice = `{${Array.from({ length: 50_000 }, () => '"a":1').join(',')}}`;
  expect(kindsIn(twice)).toEqual(Array.from({ length: 10 }, () => 'duplicate-key'));
  const halves = `[${Array.from({ length: 50_000 }, () => '"\\ud800"').join(',')}]`;
  expect(readJson(bytesOf(halves)).faults.map(({ pointer }) => pointer)).toEqual(
    Array.from({ length: 10 }, (_, index) => `/${index}`),
  );
});

test('a message quotes no more of a body than anyone reads', () => {
  const long = 'x'.repeat(100_000);
  for (const text of [`{"${long}":1,"${long}":2}`, `{} ${long}`, long]) {
    for (const { message } of readJson(bytesOf(text)).faults) expect(message.length).toBeLessThan(250);
  }
});

test('big bodies are read in one pass', () => {
  const items = Array.from({ length: 20_000 }, (_, index) => ({
    id: index,
    name: `n\u00e9${index}`,
    tags: ['a', 'b'],
  }));
  const { value, faults } = readJson(bytesOf(JSON.stringify(items)));
  expect(faults).toEqual([]);
  expect(value).toEqual(items);
});

test('the second byte alone makes no text UTF-16', () => {
  expect(readJson(new Uint8Array([0x22, 0xff, 0x22])).faults[0]?.message).toBe('the body is not UTF-8');
});

test('what is too deep to be looked into hides nothing above it', () => {
  const deep = nested(101, '{"a":1,"a":', '}').replace(':}', ':1}');
  expect(kindsIn(`[${deep},{"b":1,"b":1}]`).filter((kind) => kind === 'duplicate-key')).toHaveLength(10);
  const far = `${'['.repeat(101)}${Array.from({ length: 20 }, () => '"\\ud800"').join(',')}${']'.repeat(101)}`;
  expect(
    readJson(bytesOf(`[${far},"\\udc00"]`)).faults.map(({ kind, pointer }) => `${kind} ${pointer ?? ''}`),
  ).toEqual(['surrogate /1', 'too-deep ']);
});

test('whatever JSON writes is read without a fault, and comes to the same', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2, '\t'), (value, space) => {
      const read = readJson(bytesOf(JSON.stringify(value, null, space)));
      expect(read.faults).toEqual([]);
      expect(read.value).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 200 },
  );
});

test('no bytes make it throw, and what is no JSON has a fault', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      '\\u00',
      '1',
      '-',
      'e',
      'true',
      ' ',
      '\0',
      '\uFEFF',
      'é',
    ),
    { maxLength: 30 },
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    pieces.map((list) => bytesOf(list.join(''))),
  );
  fc.assert(
    fc.property(bytes, (given) => {
      const { value, faults } = readJson(given);
      expect(value === undefined ? faults.length : 1).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test('what follows the end of the JSON is told from its first letter on, as it is', () => {
  const [fault] = readJson(bytesOf('{"a":1}\r\n\t  then  a\nnote')).faults;
  expect(fault?.message).toBe('the body goes on behind the end of its JSON, with "then  a\\nnote"');
  const [near] = readJson(bytesOf('{}then a note')).faults;
  expect(near?.message).toBe('the body goes on behind the end of its JSON, with "then a note"');
  const [long] = readJson(bytesOf(`{} ${'x'.repeat(100)}`)).faults;
  expect(long?.message).toBe(`the body goes on behind the end of its JSON, with "${'x'.repeat(40)}"`);
});
