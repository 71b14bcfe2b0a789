import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readEnvironment } from '../../src/commands/environment.ts';
import { useColour, widthOf } from '../../src/commands/io.ts';
import { targetWord } from '../../src/commands/target.ts';

function file(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-env-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '.env'), content);
  return join(folder, '.env');
}

test('what is set in the environment wins over .env, and neither the process nor what is given is changed', () => {
  const given = { QONTO_TOKEN: 'from the environment' };
  const read = readEnvironment(given, file('QONTO_TOKEN=from the file\nPLUMBLINE_OF_A_TEST="a b" # note\n'));
  expect(read).toEqual({ QONTO_TOKEN: 'from the environment', PLUMBLINE_OF_A_TEST: 'a b' });
  expect(given).toEqual({ QONTO_TOKEN: 'from the environment' });
  expect(process.env['PLUMBLINE_OF_A_TEST']).toBeUndefined();
});

test('a byte order mark and lines that end as on Windows are no part of a name or a value', () => {
  expect(readEnvironment({}, file('\uFEFFQONTO_TOKEN=abc\r\nQONTO_PARTNER_ID=def\r\n'))).toEqual({
    QONTO_TOKEN: 'abc',
    QONTO_PARTNER_ID: 'def',
  });
});

test('without a .env the environment is what it is', () => {
  expect(readEnvironment({ A: '1' }, join(tmpdir(), 'no-such-folder', '.env'))).toEqual({ A: '1' });
});

test('a .env that is a folder is a problem', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-env-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, '.env'));
  expect(() => readEnvironment({}, join(folder, '.env'))).toThrow('the environment cannot be read');
});

test('the option says what to probe, or else PLUMBLINE_TARGET unless it is empty, or else it is the embedded sandbox', () => {
  expect(targetWord('https://a.example', { PLUMBLINE_TARGET: 'sandbox' })).toBe('https://a.example');
  expect(targetWord(undefined, { PLUMBLINE_TARGET: ' sandbox ' })).toBe('sandbox');
  expect(targetWord(undefined, { PLUMBLINE_TARGET: '' })).toBe('embedded');
  expect(targetWord(undefined, {})).toBe('embedded');
});

test('colour is for terminals, unless a variable says otherwise', () => {
  const terminal = { write: () => true, isTTY: true };
  const pipe = { write: () => true };
  expect(useColour(terminal, {})).toBe(true);
  expect(useColour(terminal, { NO_COLOR: '1' })).toBe(false);
  expect(useColour(terminal, { NO_COLOR: '' })).toBe(true);
  expect(useColour(terminal, { TERM: 'dumb' })).toBe(false);
  expect(useColour(pipe, {})).toBe(false);
  expect(useColour(pipe, { FORCE_COLOR: '1' })).toBe(true);
  expect(useColour(pipe, { FORCE_COLOR: '0' })).toBe(false);
  expect(useColour(pipe, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
});

test('a line is between 40 and 140 columns, and 100 where nothing is known', () => {
  expect([undefined, 20, 80, 400].map((columns) => widthOf({ write: () => true, columns }))).toEqual([
    100, 40, 80, 140,
  ]);
});

test('a .env in UTF-16 is a problem, not one without variables', () => {
  const path = file('');
  writeFileSync(path, Buffer.from('\uFEFFQONTO_TOKEN=abc\r\n', 'utf16le'));
  expect(() => readEnvironment({}, path)).toThrow('it is not a text in UTF-8');
});
