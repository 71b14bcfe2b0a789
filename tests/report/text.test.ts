import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { foldCommand } from '../../src/report/command.ts';
import { clip, columns, escapeControl } from '../../src/report/safe.ts';
import { duration, firstFew, showPair, showValue } from '../../src/report/value.ts';

describe('text made safe', () => {
  test.each([
    ['plain text', 'plain text'],
    ['\u001b[31m', '\\u001b[31m'],
    ['a\tb\r\nc', 'a\\tb\\r\\nc'],
    ['\u009b2J\u007f', '\\u009b2J\\u007f'],
    ['\u202eabc\u2066', '\\u202eabc\\u2066'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['non\u00a0breaking', 'non\\u00a0breaking'],
    ['\ud800 \udfff \uffff', '\\ud800 \\udfff \\uffff'],
    ['\u{e0041}', '\\u{e0041}'],
    ['é 登録 😀', 'é 登録 😀'],
  ])('%j', (text, safe) => {
    expect(escapeControl(text)).toBe(safe);
    expect(escapeControl(safe)).toBe(safe);
  });
});

test('columns are those of a terminal', () => {
  expect(columns('abc')).toBe(3);
  expect(columns('登録')).toBe(4);
  expect(columns('e\u0301')).toBe(1);
  expect(columns('😀')).toBe(2);
  expect(columns(clip('登録登録', 5))).toBeLessThanOrEqual(5);
  expect(clip('abcdef', 4)).toBe('abc…');
});

describe('values', () => {
  test('a short one is JSON, a missing one is no JSON', () => {
    expect(showValue({ a: [1] }, 40)).toBe('{"a":[1]}');
    expect(showValue(undefined, 40)).toBe('nothing');
    expect(showValue('nothing', 40)).toBe('"nothing"');
  });
  test('a long one is cut and says how much there is of it', () => {
    expect(showValue('x'.repeat(5000), 40)).toBe(`"${'x'.repeat(19)}… (5,000 characters)`);
    expect(showValue([...Array(99).keys()], 30)).toBe('[0,1,2,3,4,5,6,7,8… (99 items)');
    expect(showValue({ a: 'x'.repeat(50) }, 30)).toBe('{"a":"xxxxxxxxxx… (1 property)');
  });
  test('of two long ones the part is shown in which they begin to differ', () => {
    const [promised, seen] = showPair(`${'a'.repeat(300)}RIGHT`, `${'a'.repeat(300)}WRONG`, 40);
    expect(promised).toBe('…aaaaaaaaaaRIGHT" (305 characters)');
    expect(seen).toBe('…aaaaaaaaaaWRONG" (305 characters)');
  });
  test('of a megabyte no more is shown than of a line', () => {
    const [promised, seen] = showPair('é'.repeat(1_000_000), 'é'.repeat(1_000_001), 60);
    expect(promised.length + seen.length).toBeLessThan(200);
    expect([promised, seen]).toEqual([
      expect.stringContaining('(1,000,000 characters)'),
      expect.stringContaining('(1,000,001 characters)'),
    ]);
  });
  test('times and lists are said as people say them', () => {
    expect([0.4, 412, 4123, 59_990, 125_000].map(duration)).toEqual([
      '0 ms',
      '412 ms',
      '4.1 s',
      '1 min 0 s',
      '2 min 5 s',
    ]);
    expect(firstFew(['a', 'b', 'c'])).toBe('a, b, c');
    expect(firstFew(['a', 'b', 'c', 'd'])).toBe('a, b, c and 1 more');
  });
});

describe('commands', () => {
  const body = `{"name":"it's","path":"a\\\\b  c","n":1}`;
  const quoted = `'${body.replaceAll("'", "'\\''")}'`;

  test.skipIf(process.platform === 'win32')(
    'a folded command means to a shell what the command means',
    () => {
      const command = `printf '%s\\n' -H "Authorization: Bearer \${X}y" --data-raw ${quoted} 'a b' c\\ d`;
      const run = (text: string) =>
        execFileSync('sh', ['-c', text], { encoding: 'utf8', env: { X: 'secret' } });
      const folded = foldCommand(command, 30);
      expect(folded.length).toBeGreaterThan(3);
      expect(run(folded.join('\n'))).toBe(run(command));
    },
  );
  test('an option stays with its value, and lines that have room are shared', () => {
    expect(foldCommand("curl -sS -X POST 'http://a.test/b' -H 'A: b' -H 'C: d'", 32)).toEqual([
      'curl -sS -X POST \\',
      "  'http://a.test/b' -H 'A: b' \\",
      "  -H 'C: d'",
    ]);
  });
  test('a command that is folded already is folded anew', () => {
    expect(foldCommand("curl \\\n  -X POST \\\n  'http://a.test'", 80)).toEqual([
      "curl -X POST 'http://a.test'",
    ]);
  });
  test('control characters in quotes keep their meaning without being there', () => {
    expect(foldCommand("curl -d 'a\nb\\c'", 80)).toEqual(["curl -d $'a\\nb\\\\c'"]);
  });
  test('quotes that do not end lose nothing', () => {
    expect(foldCommand("curl -d 'open", 80)).toEqual(["curl -d 'open"]);
  });
});
