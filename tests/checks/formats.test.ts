import { expect, test } from 'vitest';
import { stringFormats } from '../../src/checks/formats.ts';

/** Right values before the bar, wrong ones behind it. */
test.each<[format: string, right: string[], wrong: string[]]>([
  [
    'uuid',
    [
      'f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
      'F4A15FF0-40A2-48D4-8801-99C7B4E0788E',
      '00000000-0000-0000-0000-000000000000',
    ],
    [
      '',
      'urn:uuid:f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
      'f4a15ff040a248d4880199c7b4e0788e',
      '{f4a15ff0-40a2-48d4-8801-99c7b4e0788e}',
      'f4a15ff0-40a2-48d4-8801-99c7b4e0788e\n',
      'f4a15ff0-40a2-48d4-8801-99c7b4e0788g',
    ],
  ],
  [
    'date-time',
    [
      '2021-08-17T12:31:32.689Z',
      '2021-08-17t12:31:32z',
      '2021-08-17T12:31:32+02:00',
      '2021-08-17T12:31:32.123456789-00:00',
      '2016-12-31T23:59:60Z',
      '2024-02-29T00:00:00Z',
    ],
    [
      '',
      '2021-08-17',
      '2021-08-17T12:31:32',
      '2021-08-17 12:31:32Z',
      '2021-08-17T12:31:32+0200',
      '2021-08-17T12:31:32+02',
      '2021-08-17T12:31Z',
      '2021-08-17T12:31:32.Z',
      '2021-02-29T12:31:32Z',
      '2021-13-01T00:00:00Z',
      '2021-08-17T24:00:00Z',
      '2021-08-17T12:60:00Z',
      '2021-08-17T12:31:61Z',
      '2021-08-17T12:31:32Z ',
      '02021-08-17T12:31:32Z',
      '２021-08-17T12:31:32Z',
    ],
  ],
  ['time', ['12:31:32Z', '12:31:32.5+02:00'], ['12:31:32', '12:31:32+0200', '25:00:00Z']],
  ['date', ['2021-08-17'], ['2021-8-17', '2021-02-29', '2021-08-17T00:00:00Z']],
  ['email', ['a@example.com'], ['a', 'a@']],
  ['uri', ['https://example.com/x?y#z', 'urn:a:b'], ['/x', 'example.com', 'https://exa mple.com']],
  ['ipv4', ['192.0.2.1'], ['192.0.2.256', '192.0.2']],
  ['ipv6', ['2001:db8::1'], ['2001:db8', '192.0.2.1']],
  ['hostname', ['example.com'], ['-example.com', 'exa_mple.com']],
  ['duration', ['P1DT2H'], ['1D', 'P']],
  ['byte', ['YWJj'], ['a']],
  ['regex', ['^a+$'], ['(']],
])('%s', (format, right, wrong) => {
  const test = stringFormats[format];
  expect(right.filter((value) => test?.(value) !== true)).toEqual([]);
  expect(wrong.filter((value) => test?.(value) !== false)).toEqual([]);
});

test('formats of numbers, and those that say nothing of a text, are left out', () => {
  const silent = ['int32', 'int64', 'float', 'double', 'password', 'binary'];
  expect(silent.filter((format) => format in stringFormats)).toEqual([]);
});

test('a format gives the same answer each time that it is asked', () => {
  for (const [format, value] of [
    ['byte', 'YWJj'],
    ['email', 'a@example.com'],
  ] as const) {
    expect([1, 2, 3].map(() => stringFormats[format]?.(value))).toEqual([true, true, true]);
  }
});
