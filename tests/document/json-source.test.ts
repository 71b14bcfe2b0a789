import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../src/document/json-source.ts';
import { joinPointer, leaves } from '../../src/document/pointer.ts';
import { parseYaml } from '../../src/document/yaml.ts';
import type { Json } from '../../src/json.ts';

const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', '~', '/', '"', '\\', ':', ',', '{', ']', ' ', '\n', '\t', 'é', '😀'),
  }),
  fc.constantFrom('200', '', '<<', 'null', '\\"', '0'),
);
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((each) => each + 0);
const { value: anyJson } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
}));

/** Every pointer into a value, those of objects and lists too. */
function pointersOf(value: Json): string[] {
  const found = new Set(['', '/nothing', '/0/nothing', 'no pointer']);
  for (const { pointer } of leaves(value)) {
    const keys = pointer.split('/');
    for (let length = 1; length <= keys.length; length++) found.add(keys.slice(0, length).join('/'));
  }
  return [...found, joinPointer('', 'a', 0)];
}

test('a JSON text has the values and the places that the reader of YAML finds in it', () => {
  let quick = 0;
  fc.assert(
    fc.property(fc.array(anyJson, { maxLength: 4 }), fc.constantFrom(0, 1, 2, '\t'), (value, indent) => {
      const source = JSON.stringify(value, null, indent);
      // A comment is no JSON: with it the other reader is asked.
      const commented = (() => {
        try {
          return parseYaml(`# comment\n${source}`, 'api.yaml');
        } catch {
          return undefined;
        }
      })();
      if (commented === undefined) return;
      const plain = parseYaml(source, 'api.json');
      if (readJson(source, 100) !== undefined) quick += 1;
      expect(plain.value).toEqual(commented.value);
      for (const pointer of pointersOf(value)) {
        const place = commented.positionOf(pointer);
        expect(plain.positionOf(pointer), `${pointer} in ${source}`).toEqual(
          place === undefined ? undefined : { ...place, line: place.line - 1 },
        );
      }
    }),
    { seed: 1, numRuns: 400 },
  );
  expect(quick).toBeGreaterThan(200);
});

test.each([
  ['a key that stands twice', '{"a": 1, "b": {"c": 1, "c": 2}}'],
  ['the same key, spelt in two ways', '{"a": 1, "\\u0061": 2}'],
  ['a number that is too great', '{"a": 1e999}'],
  ['a number that is not exact', '{"a": 12345678901234567890}'],
  ['a negative zero', '{"a": -0}'],
  ['too deep a nesting', `${'['.repeat(200)}${']'.repeat(200)}`],
  ['a key that is none', '{"__proto__": 1}'],
  ['what cannot be printed', '{"a": "\u0080"}'],
  ['a comma too many', '{"a": 1,}'],
  ['a mapping of YAML', '{a: 1}'],
  ['a comment', '{"a": 1} # one'],
  ['a text', '"a"'],
])('%s is left to the reader of YAML', (_, source) => {
  expect(readJson(source, 100)).toBeUndefined();
});

test('a key that stands twice in JSON is refused as before, with its place', () => {
  expect(() => parseYaml('{\n  "a": 1,\n  "b": {"c": 1, "c": 2}\n}', 'api.json')).toThrow(
    expect.objectContaining({
      message: 'not readable as JSON: the same key stands twice in one mapping',
      place: { file: 'api.json', line: 3, column: 18 },
    }),
  );
});

test('many places of a long text are found without reading it again for each', () => {
  const many = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`key ${index}`, { a: [index, 'x'] }]),
  );
  const source = readJson(JSON.stringify(many), 100);
  let sum = 0;
  for (let index = 0; index < 20_000; index++)
    sum += source?.offsetOf(`/key ${index}/a/1`) === undefined ? 0 : 1;
  expect(sum).toBe(20_000);
});
