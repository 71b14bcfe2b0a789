import fc from 'fast-check';
import { dump } from 'js-yaml';
import { expect, test } from 'vitest';
import { joinPointer } from '../../src/document/pointer.ts';
import { parseYaml } from '../../src/document/yaml.ts';
import { isObject, type Json } from '../../src/json.ts';

/** Keys and texts that are awkward to write: quotes, pointers' own characters, numbers, indicators, lines. */
const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', '~', '/', '"', "'", ':', '#', '-', ' ', '\n', '|', '&', '*', '{', 'é'),
  }),
  fc.constantFrom(
    '200',
    '0x10',
    'null',
    '~',
    'true',
    '',
    '1.50',
    '- x',
    '__proto__',
    'one\ntwo\n',
    '>',
    '<<',
  ),
);
// JSON has no negative zero.
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((each) => each + 0);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const { value: anyJson } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
}));

interface Entry {
  pointer: string;
  /** The key of a member; undefined for an item. */
  key: string | undefined;
  value: Json;
}

function* everything(value: Json, pointer = ''): Generator<Entry> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const at = joinPointer(pointer, index);
      yield { pointer: at, key: undefined, value: item };
      yield* everything(item, at);
    }
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      const at = joinPointer(pointer, key);
      yield { pointer: at, key, value: item };
      yield* everything(item, at);
    }
  }
}

/** What is written at a position has to be the key, or to begin the item: it is read again from there. */
function expectEverythingInPlace(source: string, value: Json): void {
  const parsed = parseYaml(source, 'f');
  expect(parsed.value).toEqual(value);
  const lines = source.split('\n');
  for (const { pointer, key, value: item } of everything(value)) {
    const position = parsed.positionOf(pointer);
    if (position === undefined) throw new Error(`${pointer} is nowhere in\n${source}`);
    const rest = [lines[position.line - 1]?.slice(position.column - 1), ...lines.slice(position.line)].join(
      '\n',
    );
    if (key !== undefined) expect(keyAt(rest)).toBe(key);
    else if (typeof item === 'string') expect(rest.startsWith('"') || /^['|>]|^[^\s]/.test(rest)).toBe(true);
    else if (typeof item !== 'object')
      expect(parseYaml(/^[^\s,\]}]+/.exec(rest)?.[0] ?? '', 'f').value).toBe(item);
  }
}

/** The key that a text begins with, quoted or plain, or behind the question mark of a long one. */
function keyAt(rest: string): string {
  const quoted = /^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'/s.exec(rest)?.[0];
  const plain = /^[|>]/.test(rest) ? undefined : (quoted ?? /^.*?(?=:(?:\s|$))/m.exec(rest)?.[0]);
  const spelt = plain ?? /^[|>].*\n(?:[ ].*\n|\n)*/.exec(rest)?.[0] ?? '';
  return Object.keys(parseYaml(`? ${spelt}\n: x`, 'key').value as object)[0] ?? '';
}

test('whatever is written as YAML is found at its key or at its first character', () => {
  fc.assert(
    fc.property(anyJson, fc.constantFrom(-1, 0, 2), (value, flowLevel) => {
      expectEverythingInPlace(dump(value, { flowLevel, noRefs: true, lineWidth: -1 }), value);
    }),
    { numRuns: 150 },
  );
});

test('whatever is written as JSON is found at its key or at its first character', () => {
  fc.assert(
    fc.property(anyJson, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      expectEverythingInPlace(JSON.stringify(value, null, indent), value);
    }),
    { numRuns: 150 },
  );
});

test('Windows line ends and a byte order mark move nothing', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      const source = JSON.stringify(value, null, 2);
      const one = parseYaml(source, 'f');
      const other = parseYaml(`\uFEFF${source.replaceAll('\n', '\r\n')}`, 'f');
      for (const { pointer } of everything(value)) {
        expect(other.positionOf(pointer)).toEqual(one.positionOf(pointer));
      }
    }),
    { numRuns: 50 },
  );
});
