import { describe, expect, test } from 'vitest';
import { type Asked, followUps } from '../../src/checks/follow-ups.ts';
import type { Told } from '../../src/checks/told.ts';
import { type ToldChanges, told } from './told.ts';

const ASKED: Asked = { due: new Map(), seen: new Set(['401']), ids: new Set() };

/** What follows, as `EFFECT < CAUSE` by fingerprint; as many things whichever was told first. */
function follow(all: readonly Told[], asked: Partial<Asked> = {}): string[] {
  const of = (each: readonly Told[]) =>
    [...followUps(each, { ...ASKED, ...asked })].map(([effect, cause]) => `${effect} < ${cause}`).sort();
  expect(of(all.toReversed())).toHaveLength(of(all).length);
  return of(all);
}

/** The same error in the answers to several probes. */
const seenBy = (probes: readonly string[], name: string, changes: ToldChanges = {}) =>
  probes.map((probe) => told(name, { ...changes, probe }));

describe('what explains an error', () => {
  const at = { pointer: '/errors/0/code' };

  test('is an error too, and so is what follows', () => {
    const [outer, inner] = [told('schema/type', at), told('example/differs', at)];
    expect(follow([outer, inner])).toEqual(['example/differs < schema/type']);
    const note = (each: Told): Told => ({ ...each, finding: { ...each.finding, severity: 'note' } });
    expect(follow([note(outer), inner])).toEqual([]);
    expect(follow([outer, note(inner)])).toEqual([]);
  });

  test('is of the same answer, and no answer has no name', () => {
    expect(
      follow([told('schema/type', { ...at, probe: 'a' }), told('example/differs', { ...at, probe: 'b' })]),
    ).toEqual([]);
    expect(
      follow([told('schema/type', { ...at, probe: '' }), told('example/differs', { ...at, probe: '' })]),
    ).toEqual([]);
  });

  test('is what explains it in most answers', () => {
    // What explains it less often comes first.
    const effect = seenBy(['a', 'b', 'c'], 'stable/codes', at);
    const often = seenBy(['a', 'b'], 'json/number', { pointer: '/x' });
    const once = seenBy(['c'], 'json/trailing', { pointer: '/x' });
    expect(follow([...once, ...often, ...effect])).toEqual(['stable/codes < json/number']);
    expect(follow([...effect, ...often])).toEqual([]);
  });

  test('and of two that explain it as often, what is further out', () => {
    const inner = told('error-shape/blank', { pointer: '/errors/0' });
    const outer = told('schema/type', { pointer: '/errors/0/code' });
    const effect = told('example/differs', { pointer: '/errors/0/code/x' });
    expect(follow([inner, outer, effect])).toEqual(['example/differs < schema/type']);
  });

  test('is in the same part of the answer', () => {
    const cause = told('response-header/schema', { part: 'header', pointer: '/x' });
    expect(follow([cause, told('schema/type', { pointer: '/x' })])).toEqual([]);
    expect(
      follow([
        { ...cause, finding: { ...cause.finding, response: { pointer: '/x' } } },
        told('schema/type', { part: 'body', pointer: '/x' }),
      ]),
    ).toEqual(['schema/type < response-header/schema']);
  });
});

describe('in the very same answers', () => {
  const probes = ['a', 'b'];
  const pair = (one: [string, ToldChanges], other: [string, ToldChanges], others = probes.toReversed()) =>
    follow([
      ...seenBy(probes, one[0], { fingerprint: 'one', ...one[1] }),
      ...seenBy(others, other[0], { fingerprint: 'other', ...other[1] }),
    ]).length;

  test('all that one object lacks is one, that of the body too', () => {
    expect(
      pair(['schema/required', { pointer: '/event/id' }], ['schema/required', { pointer: '/event/type' }]),
    ).toBe(1);
    expect(pair(['schema/required', { pointer: '/id' }], ['schema/required', { pointer: '/type' }])).toBe(1);
    expect(
      pair(['schema/required', { pointer: '/event/id' }], ['schema/required', { pointer: '/meta/id' }]),
    ).toBe(0);
    expect(pair(['schema/type', { pointer: '/event/id' }], ['schema/type', { pointer: '/event/type' }])).toBe(
      0,
    );
  });

  test('and one thing in each entry of a list', () => {
    expect(
      pair(['schema/type', { pointer: '/errors/0/id' }], ['schema/type', { pointer: '/errors/1/id' }]),
    ).toBe(1);
    expect(
      pair(['schema/type', { pointer: '/errors/0/id' }], ['schema/enum', { pointer: '/errors/1/id' }]),
    ).toBe(0);
  });

  test('and all that is not as in an example', () => {
    expect(pair(['example/differs', { pointer: '/a' }], ['example/missing', { pointer: '/b/c' }])).toBe(1);
    expect(pair(['example/differs', { pointer: '/a' }], ['echo/differs', { pointer: '/b' }])).toBe(0);
  });

  test('but not where one was seen in another answer, of another status, in another part, or in no probe', () => {
    const entry = (at: number): [string, ToldChanges] => ['schema/type', { pointer: `/errors/${at}/id` }];
    expect(pair(entry(0), entry(1), ['a', 'b', 'c'])).toBe(0);
    expect(pair(entry(0), entry(1), ['a'])).toBe(0);
    expect(pair(entry(0), ['schema/type', { ...entry(1)[1], status: '400' }])).toBe(0);
    expect(pair(entry(0), ['schema/type', { ...entry(1)[1], part: 'header' }])).toBe(0);
    expect(
      follow([
        told('schema/type', { probe: '', pointer: '/e/0', fingerprint: 'one' }),
        told('schema/type', { probe: '', pointer: '/e/1', fingerprint: 'other' }),
      ]),
    ).toEqual([]);
  });
});

describe('in answers of another status', () => {
  const due = new Map([
    ['401', 100],
    ['400', 100],
  ]);
  const numbered = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}/${at}`);
  const two = (
    name: string,
    [first, second]: [number, number],
    changes: [ToldChanges, ToldChanges] = [{}, {}],
  ) =>
    follow(
      [
        ...seenBy(numbered('x', first), name, { fingerprint: '401', ...changes[0] }),
        ...seenBy(numbered('y', second), name, {
          fingerprint: '400',
          status: '400',
          due: ['400'],
          ...changes[1],
        }),
      ],
      { due },
    );

  test('what is of all answers is one where a tenth of those due of both have it', () => {
    expect(two('status/undocumented', [11, 10])).toEqual(['400 < 401']);
    expect(two('status/undocumented', [11, 9])).toEqual([]);
    expect(two('status/undocumented', [9, 8])).toEqual([]);
    expect(two('json/syntax', [20, 10], [{ actual: 'a' }, { actual: 'b' }])).toEqual(['400 < 401']);
    expect(two('media-type/undocumented', [20, 10], [{ actual: 'text/a' }, { actual: 'text/b' }])).toEqual(
      [],
    );
    expect(two('media-type/undocumented', [20, 10], [{ actual: 'text/a' }, { actual: 'text/a' }])).toEqual([
      '400 < 401',
    ]);
  });

  test('or where each request might as well have got the other status', () => {
    const either = { due: ['400', '401'] };
    expect(two('status/undocumented', [2, 1], [{}, either])).toEqual(['400 < 401']);
    const mixed = follow(
      [
        ...seenBy(['x/0', 'x/1', 'x/2'], 'status/undocumented', { fingerprint: '401' }),
        told('status/undocumented', { fingerprint: '400', status: '400', probe: 'y/0', ...either }),
        told('status/undocumented', { fingerprint: '400', status: '400', probe: 'y/1', due: ['400'] }),
      ],
      { due },
    );
    expect(mixed).toEqual([]);
  });

  test('what changes from call to call is one only with what does so too', () => {
    const unsteady = (name: string, probe: string, check = 'stable/status') =>
      told(check, { fingerprint: `${name} again`, status: name, probe, part: 'status' });
    const both = [
      ...seenBy(['x/0', 'x/1'], 'status/undocumented', { fingerprint: '401', part: 'status' }),
      ...seenBy(['y/0'], 'status/undocumented', {
        fingerprint: '400',
        status: '400',
        due: ['400'],
        part: 'status',
      }),
    ];
    const first = unsteady('401', 'x/0');
    expect(follow([...both, first], { due })).toEqual(['401 again < 401']);
    expect(follow([...both, first, unsteady('400', 'y/0')], { due })).toEqual([
      '400 < 401',
      '400 again < 401',
      '401 again < 401',
    ]);
    expect(
      follow([...both, unsteady('401', 'x/0', 'stable/codes'), unsteady('400', 'y/0', 'stable/codes')], {
        due,
      }),
    ).toEqual(['400 again < 400', '401 again < 401']);
  });

  test('any other difference is one where it breaks the same line of the document', () => {
    const line = (pointer: string) => ({ document: { file: 'x.yaml', pointer, line: 1 } });
    expect(two('schema/type', [2, 1], [line('/a'), line('/a')])).toEqual(['400 < 401']);
    expect(two('schema/type', [2, 1], [line('/a'), line('/b')])).toEqual([]);
    expect(two('schema/type', [2, 1])).toEqual([]);
  });
});
