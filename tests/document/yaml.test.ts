import { expect, test } from 'vitest';
import { parseYaml } from '../../src/document/yaml.ts';
import { problemOf } from './support.ts';

function position(text: string, pointer: string): string | undefined {
  const found = parseYaml(text, 'f.yaml').positionOf(pointer);
  return found === undefined ? undefined : `${found.line}:${found.column}`;
}

test.each([
  ['a block mapping', 'a: 1\nb:\n  c: 2\n', '/b/c', '3:3'],
  ['a flow mapping', 'a: {b: 1, c: {d: 2}}\n', '/a/c/d', '1:15'],
  ['a list of mappings', '- a: 1\n  b: 2\n- a: 3\n  b: 4\n', '/1/b', '4:3'],
  ['an item that is a mapping', 'x:\n  - a: 1\n  - a: 2\n', '/x/1', '3:5'],
  ['a list in a list', '- - a\n  - b\n- - c\n', '/0/1', '2:5'],
  ['a flow list', 'a: [x, [y,\n  z]]\n', '/a/1/1', '2:3'],
  ['a pair in a flow list', '[a: 1, b: 2]', '/1/b', '1:8'],
  ['a double-quoted key', '"a\\u0041b": 1\n', '/aAb', '1:1'],
  ['a single-quoted key with a quote in it', "x: 1\n'it''s': 2\n", "/it's", '2:1'],
  ['a key with a slash and a tilde', 'paths:\n  /a~b/c: 1\n', '/paths/~1a~0b~1c', '2:3'],
  ['an empty key', '"": {"": 1}\n', '//', '1:6'],
  ['a number as a key', 'responses:\n  200:\n    d: 1\n', '/responses/200/d', '3:5'],
  ['a hexadecimal number as a key', '0x10: 1\n', '/16', '1:1'],
  ['a boolean as a key', 'a: 1\nTRUE: 2\n', '/true', '2:1'],
  ['null as a key', 'a: 1\n~: 2\n', '/null', '2:1'],
  ['a tagged key', '!!str 1.0: x\n', '/1.0', '1:1'],
  ['a quoted number as a key', '"1.0": x\n', '/1.0', '1:1'],
  ['a date as a key, which is text', '2020-01-01: x\n', '/2020-01-01', '1:1'],
  ['an explicit key', '? a\n: b\n', '/a', '1:3'],
  ['an alias as a key', 'x: &k name\n*k : 1\n', '/name', '2:1'],
  ['a member without a value', 'a:\nb: 1\n', '/a', '1:1'],
  ['an empty item', '- a\n-\n- b\n', '/1', '2:1'],
  ['an empty first item', 'x:\n  -\n  - b\n', '/x/0', '2:3'],
  ['an empty item below a block scalar with a dash in it', '- |\n  - x\n-\n', '/1', '3:1'],
  ['an empty first item of a list in a list', '- -\n  - b\n', '/0/0', '1:3'],
  ['an empty item below a comment further left', 'a:\n  - x\n# - no\n  -\n', '/a/1', '4:3'],
  ['an empty item below a comment', 'a:\n- [b,\n   c]\n# - no\n-\n-\n', '/a/2', '6:1'],
  ['an item that is a literal block', '- |+\n  x\n- y\n', '/0', '1:3'],
  ['an item that is an anchored folded block', '- &a >-\n  x | y\n', '/0', '1:3'],
  ['a member that is a block', 'a:\n  b: |\n    text\n  c: 1\n', '/a/b', '2:3'],
  ['what follows a scalar of several lines', 'a: one\n  two\n\n  three\nb: "x\n  y"\nc: 1\n', '/c', '7:1'],
  ['an item with an anchor and a tag', '- &a !!str x\n', '/0', '1:3'],
  ['a quoted item', '- "x"\n', '/0', '1:3'],
  ['lines that end with CR LF', 'a: 1\r\nb:\r\n  - c\r\n  - d\r\n', '/b/1', '4:5'],
  ['lines that end with CR', 'a: 1\rb: 2\r', '/b', '2:1'],
  ['a byte order mark', '\uFEFFa: 1\nb: 2\n', '/a', '1:1'],
  ['JSON that is indented with tabs', '{\n\t"a": [\n\t\t1,\n\t\t{"b": 2}\n\t]\n}\n', '/a/1/b', '4:4'],
  ['JSON on one line', '{"a":{"b":[1,2]}}', '/a/b/1', '1:14'],
  ['comments first', '# one\n\n  # two\na: 1 # three\n', '/a', '4:1'],
  ['document markers', '%YAML 1.2\n---\na: 1\n...\n', '/a', '3:1'],
  ['the root', '# c\n\na: 1\n', '', '3:1'],
  ['a scalar root', '# c\n"x"\n', '', '2:1'],
  ['a key that is called __proto__', '__proto__:\n  x: 1\n', '/__proto__/x', '2:3'],
])('says where a value stands: %s', (_, text, pointer, expected) => {
  expect(position(text, pointer)).toBe(expected);
});

test.each(['/b', '/a/b', '/a/0', 'a', '/l/01', '/l/2', '/l/-1', '/toString', '/__proto__'])(
  'says nothing of a place that is not there: %s',
  (pointer) => {
    expect(position('a: 1\nl: [x, y]\n', pointer)).toBeUndefined();
  },
);

test('an alias is where it is written, what it repeats is where its anchor is', () => {
  const text = 'base: &b\n  deep: {x: 1}\nuse: *b\nlist:\n  - *b\n';
  expect(position(text, '/use')).toBe('3:1');
  expect(position(text, '/use/deep/x')).toBe('2:10');
  expect(position(text, '/list/0')).toBe('5:5');
  expect(position(text, '/list/0/deep')).toBe('2:3');
});

test('an anchor that is given again stands for the later value', () => {
  const text = 'a: &x {p: 1}\nb: *x\nc: &x\n  q: 1\nd: *x\n';
  expect(parseYaml(text, 'f').value).toMatchObject({ b: { p: 1 }, d: { q: 1 } });
  expect(position(text, '/b/p')).toBe('1:8');
  expect(position(text, '/d/q')).toBe('4:3');
});

test('positions in a part of a page are those of the page', () => {
  expect(parseYaml('a: 1\nb: 2\n', 'page.md', 41).positionOf('/b')).toEqual({ line: 42, column: 1 });
  const problem = problemOf(() => parseYaml('a: 1\nb: [\n', 'page.md', 41));
  expect(problem.place).toEqual({ file: 'page.md', line: 43, column: 1 });
});

test.each([
  [
    'the same key twice',
    'a: 1\nb: 2\na: 3\n',
    '3:1: not readable as YAML: the same key stands twice in one mapping',
  ],
  [
    'the same status twice',
    "r:\n  200: x\n  '200': y\n",
    '3:4: not readable as YAML: the same key stands twice',
  ],
  [
    'the same key twice in JSON',
    '{\n "a": 1,\n "a": 2\n}',
    '3:3: not readable as JSON: the same key stands twice',
  ],
  ['a tab for indentation', 'a:\n\tb: 1\n', '2:1: not readable as YAML: tab characters must not be used'],
  ['a wrong indentation', 'a: 1\n  b: 2\n', '2:4: not readable as YAML: bad indentation of a mapping entry'],
  [
    'a quote that is never closed',
    'a: "x\nb: 1\n',
    '2:1: not readable as YAML: the line is indented too little; a quote',
  ],
  ['a quote that ends with the file', 'a: "x', '1:6: not readable as YAML: unexpected end of the stream'],
  ['JSON that ends too soon', '{"a": [1, 2', '1:12: not readable as JSON: unexpected end of the stream'],
  ['an alias without an anchor', 'a: *b\n', '1:5: not readable as YAML: unidentified alias "b"'],
  ['a tag of YAML 1.1', 'a: !!binary aGk=\n', '1:4: not readable as YAML: unknown scalar tag'],
  [
    'a list as a key',
    '? [a, b]\n: 1\n',
    '1:1: not readable as YAML: a list or a mapping stands where a key belongs',
  ],
  [
    'a merge key that merges a text',
    'a:\n  <<: x\n',
    '2:3: not readable as YAML: what << merges is no mapping',
  ],
  [
    'a second document',
    'a: 1\n---\nb: 2\n',
    '3:1: a second YAML document begins here, where one is expected',
  ],
  ['an alias within its own anchor', 'a: &x\n  b: [*x]\n', '2:7: the alias *x repeats what it stands in'],
  [
    'a control character',
    'a: x\u0001y\n',
    '1:5: not readable as YAML: the stream contains non-printable characters',
  ],
])('%s is a Problem with its line and column', (_, text, expected) => {
  expect(problemOf(() => parseYaml(text, 'f.yaml')).line()).toContain(`f.yaml:`);
  expect(problemOf(() => parseYaml(text, 'f.yaml')).line()).toContain(expected);
});

test.each([
  ['nothing', '', 'the file is empty'],
  ['blank lines and a byte order mark', '\uFEFF \n\n', 'the file is empty'],
  ['comments only', '# one\n# two\n', 'the file holds nothing but comments'],
  ['a NUL', 'a: 1\0', 'the file is binary, not YAML or JSON'],
])('a file that holds %s is a Problem', (_, text, expected) => {
  expect(problemOf(() => parseYaml(text, 'f.yaml')).line()).toBe(`f.yaml: ${expected}`);
});

test('a quoted << is a key like any other', () => {
  expect(parseYaml('"<<": 1\n', 'f')).toMatchObject({ value: { '<<': 1 }, mergeKeys: [] });
});

test('a << that a tag makes a text is a key, and one that is a value is a text', () => {
  expect(parseYaml('!!str <<: {a: 1}\nb: <<\n', 'f')).toMatchObject({
    value: { '<<': { a: 1 }, b: '<<' },
    mergeKeys: [],
  });
  expect(position('!!str <<: {a: 1}\nb: <<\n', '/a')).toBeUndefined();
});

const MERGED = `x: &x {a: 1, b: 2}
y: &y
  b: 3
  c: {d: 4}
z:
  - <<: [*x, *y]
    a: 5
  - &own
    e: 6
    <<: *x
  - <<: *own
    <<: {f: 7}
`;

test('a merge key merges: what is there itself goes before, and of the rest the first', () => {
  const { value, mergeKeys } = parseYaml(MERGED, 'f');
  expect((value as { z: unknown }).z).toEqual([
    { a: 5, b: 2, c: { d: 4 } },
    { a: 1, b: 2, e: 6 },
    { a: 1, b: 2, e: 6, f: 7 },
  ]);
  expect(mergeKeys).toEqual(['/z/0/<<', '/z/1/<<', '/z/2/<<', '/z/2/<<']);
});

test.each([
  ['/z/0/a', '7:5'],
  ['/z/0/b', '1:14'],
  ['/z/0/c/d', '4:7'],
  ['/z/1/e', '9:5'],
  ['/z/2/e', '9:5'],
  ['/z/2/a', '1:8'],
  ['/z/2/f', '12:10'],
  ['/z/1/<<', '10:5'],
])('what was merged has the place where it stands: %s at %s', (pointer, place) => {
  expect(position(MERGED, pointer)).toBe(place);
});

test('what JSON cannot write stays text', () => {
  expect(parseYaml('[.inf, -.inf, .nan, 2020-01-01, yes, 1_000]', 'f').value).toEqual([
    '.inf',
    '-.inf',
    '.nan',
    '2020-01-01',
    'yes',
    '1_000',
  ]);
});

test('a __proto__ key is a member like any other and pollutes nothing', () => {
  const { value } = parseYaml('{"__proto__": {"polluted": true}, "a": {"__proto__": 1}}', 'f');
  expect(Object.keys(value as object)).toEqual(['__proto__', 'a']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test.each([
  ['YAML lists', '- '.repeat(10_000)],
  [
    'YAML mappings',
    Array.from({ length: 10_000 }, (_, depth) => `${' '.repeat(depth)}a:\n`)
      .join('')
      .slice(0, 2e6),
  ],
  ['JSON lists', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['JSON objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
])('%s nested 10,000 deep are a Problem with a line', (_, text) => {
  const problem = problemOf(() => parseYaml(text, 'f'));
  expect(problem.message).toMatch(/nested deeper than 500 levels$/);
  expect(problem.place?.line).toBeGreaterThan(0);
});

test('aliases that multiply without bound are refused at once', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let turn = 1; turn < 12; turn++) {
    lines.push(
      `a${turn}: &a${turn} [${Array(9)
        .fill(`*a${turn - 1}`)
        .join(', ')}]`,
    );
  }
  const problem = problemOf(() => parseYaml(lines.join('\n'), 'bomb.yaml'));
  expect(problem.line()).toContain('bomb.yaml:6:');
  expect(problem.line()).toContain('the aliases up to here repeat more than 250000 values; write them out');
});

test('aliases that repeat something small often are fine', () => {
  const text = `base: &b {x: 1, y: [2, 3]}\nuses:\n${'  - *b\n'.repeat(10_000)}`;
  const parsed = parseYaml(text, 'f');
  expect(parsed.positionOf('/uses/9999')).toEqual({ line: 10_002, column: 5 });
  expect(parsed.positionOf('/uses/9999/y/1')).toEqual({ line: 1, column: 24 });
});

test('a place near the end of a document of 1 MB is found', () => {
  const entry = (turn: number) =>
    `key${turn}:\n  name: [a, {b: c}]\n  text: |\n    some\n    lines\n  empty:\n    -\n    -\n`;
  const text = Array.from({ length: 13_000 }, (_, turn) => entry(turn)).join('');
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(parseYaml(text, 'f').positionOf('/key12999/empty/1')?.line).toBe(13_000 * 8);
});
