import { expect, test } from 'vitest';
import type { Policy } from '../../src/contract/contract.ts';
import type { ChangeWitness, RawChange, Whereabouts } from '../../src/diff/change.ts';
import { joinChanges } from '../../src/diff/join-changes.ts';
import { readDocument } from '../../src/document/load.ts';

const TEXT = 'openapi: 3.0.3\ninfo:\n  title: T\npaths: {}\n';
const base = readDocument(TEXT, 'base.yaml');
const candidate = readDocument(`# Newer.\n${TEXT}`, 'candidate.yaml');

const POLICY: Policy = {
  source: 'the provider',
  anyTime: [
    { what: 'longer identifiers', kinds: ['response-length-widened'], identifiers: true },
    { what: 'new fields', kinds: ['response-property-added', 'response-header-added'] },
  ],
  identifiers: [],
};

const where = (own: Partial<Whereabouts> = {}): Whereabouts => ({
  operation: { method: 'GET', path: '/a', id: 'a' },
  part: 'response',
  ...own,
});

/** A change that breaks; what a test is about is given. */
function raw(own: Partial<RawChange> = {}): RawChange {
  return {
    kind: 'response-type-changed',
    side: 'response',
    effect: 'breaks',
    text: 'its type is another',
    place: 'the answer 200',
    why: 'readers do not expect it',
    where: where(),
    ...own,
  };
}

const join = (changes: RawChange[], policy?: Policy) => joinChanges(changes, { base, candidate, policy });
const WITNESS: ChangeWitness = { value: 1, accepts: 'candidate', refuses: 'base' };

test('of one change all is told that is known, and nothing else', () => {
  const bare = raw();
  expect(join([bare])).toStrictEqual([
    {
      kind: 'response-type-changed',
      side: 'response',
      breaking: true,
      announced: false,
      message: 'the answer 200: its type is another',
      why: 'readers do not expect it',
      operations: ['GET /a'],
      places: ['the answer 200'],
      part: 'response',
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
      touchesUs: [],
    },
  ]);
  const whole = raw({
    undecided: true,
    base: '/info/title',
    candidate: '/info/title',
    before: 'T',
    after: null,
    witness: WITNESS,
    where: where({ status: '200', name: 'X-Page', at: '/a' }),
  });
  expect(join([whole])).toMatchObject([
    {
      undecided: true,
      base: { pointer: '/info/title', file: 'base.yaml', line: 3 },
      candidate: { pointer: '/info/title', file: 'candidate.yaml', line: 4 },
      before: 'T',
      after: null,
      witness: WITNESS,
      statuses: ['200'],
      name: 'X-Page',
      at: '/a',
    },
  ]);
});

test.each<[what: string, one: Partial<RawChange>, other: Partial<RawChange>, causes: number]>([
  ['declared in one place of the base', { base: '/x', candidate: '/y' }, { base: '/x', candidate: '/z' }, 1],
  [
    'declared in one place of the candidate',
    { base: '/x', candidate: '/z' },
    { base: '/y', candidate: '/z' },
    1,
  ],
  [
    'the place of one in the base is that of the other in the candidate',
    { base: '/x' },
    { candidate: '/x' },
    2,
  ],
  ['declared nowhere', {}, {}, 2],
  ['declared in two places of the base', { base: '/x' }, { base: '/y' }, 2],
  ['declared in two places of the candidate', { candidate: '/x' }, { candidate: '/y' }, 2],
  ['of another kind', { base: '/x' }, { base: '/x', kind: 'response-enum-added' }, 2],
  ['in other words', { base: '/x' }, { base: '/x', text: 'it is gone' }, 2],
  ['from another value', { base: '/x', before: 1 }, { base: '/x', before: 2 }, 2],
  ['to another value', { base: '/x', after: 1 }, { base: '/x', after: 2 }, 2],
  ['of another name', { base: '/x', about: 'a' }, { base: '/x', about: 'b' }, 2],
  [
    'of one name in two places',
    { base: '/x', about: 'a', where: where({ at: '/p' }) },
    { base: '/x', about: 'a', where: where({ at: '/q' }) },
    1,
  ],
  [
    'of properties that are called alike',
    { base: '/x', where: where({ at: '/a/id' }) },
    { base: '/x', where: where({ at: '/b/id' }) },
    1,
  ],
  [
    'of properties that are called otherwise',
    { base: '/x', where: where({ at: '/a/id' }) },
    { base: '/x', where: where({ at: '/a/kid' }) },
    2,
  ],
])('two changes that are %s', (_, one, other, causes) => {
  expect(join([raw(one), raw(other)])).toHaveLength(causes);
});

test('what is joined by the base with one and by the candidate with another is one cause', () => {
  const found = join([
    raw({ base: '/x', candidate: '/1', place: 'one' }),
    raw({ base: '/x', candidate: '/2', place: 'two' }),
    raw({ base: '/y', candidate: '/2', place: 'three' }),
  ]);
  expect(found.map(({ places }) => places)).toEqual([['one', 'two', 'three']]);
});

test('a cause counts its places, and names each of them, each operation and each status once', () => {
  const reached = (place: string, path: string, status: string) =>
    raw({ base: '/x', place, where: where({ status, operation: { method: 'GET', path, id: '' } }) });
  const messages = (changes: RawChange[]) => join(changes).map(({ message }) => message);
  const [one, two, three] = [
    reached('A', '/a', '200'),
    reached('B', '/b', '404'),
    reached('C', '/b', '404'),
  ] as const;
  expect(messages([one, one])).toEqual(['A: its type is another']);
  expect(messages([one, two])).toEqual(['A (and in 1 other place): its type is another']);
  expect(messages([one, two, three])).toEqual(['A (and in 2 other places): its type is another']);
  expect(join([one, two, three, two])).toMatchObject([
    { places: ['A', 'B', 'C'], operations: ['GET /a', 'GET /b'], statuses: ['200', '404'] },
  ]);
});

test('what is of no operation names none', () => {
  const nowhere = where({ operation: { method: '', path: '', id: '' } });
  expect(join([raw({ where: nowhere })])[0]?.operations).toEqual([]);
});

test('the place that proves a cause speaks for all', () => {
  const found = join([
    raw({ base: '/x', place: 'unproved', undecided: true }),
    raw({ base: '/x', place: 'proved', witness: WITNESS }),
  ]);
  expect(found).toMatchObject([
    { message: 'proved (and in 1 other place): its type is another', witness: WITNESS },
  ]);
  expect(found[0]).not.toHaveProperty('undecided');
});

test('what the policy covers is announced, does not break, and is told with its words', () => {
  const added = raw({ kind: 'response-property-added', undecided: true });
  const [told] = join([added], POLICY);
  expect(told).toMatchObject({
    breaking: false,
    announced: true,
    why: 'the provider says that it may come at any time: new fields',
  });
  expect(told).not.toHaveProperty('undecided');
  expect(join([added])).toMatchObject([{ breaking: true, announced: false, undecided: true }]);
});

test('what is said of identifiers covers identifiers alone', () => {
  const longer = (identifier?: boolean) =>
    join(
      [raw({ kind: 'response-length-widened', ...(identifier === undefined ? {} : { identifier }) })],
      POLICY,
    );
  expect(longer(true)).toMatchObject([{ announced: true }]);
  expect(longer(false)).toMatchObject([{ announced: false }]);
  expect(longer()).toMatchObject([{ announced: false }]);
  expect(join([raw({ kind: 'response-header-added' })], POLICY)).toMatchObject([{ announced: true }]);
});

test('what breaks comes first, then what may, what is safe, what is announced, and the wording', () => {
  const wording = raw({ kind: 'documentation-changed', side: 'docs', effect: 'safe', text: '5' });
  const announced = raw({ kind: 'response-property-added', text: '4' });
  const safe = raw({ effect: 'safe', undecided: true, text: '3' });
  const undecided = raw({ undecided: true, text: '2' });
  const breaks = raw({ text: '1' });
  const found = join([wording, announced, safe, undecided, breaks], POLICY);
  expect(found.map(({ message }) => message.slice(-1))).toEqual(['1', '2', '3', '4', '5']);
  expect(found[2]).not.toHaveProperty('undecided');
});

test('a fingerprint is that of what changed where, whatever the order of the operations or the lines', () => {
  const print = (...changes: Partial<RawChange>[]) =>
    join(changes.map((own) => raw({ base: '/x', ...own })))[0]?.fingerprint;
  const [a, b] = ['/a', '/b'].map((path) => ({
    where: where({ operation: { method: 'GET', path, id: '' } }),
  })) as [Partial<RawChange>, Partial<RawChange>];
  const plain = print(a);
  expect(print(a, b)).toBe(print(b, a));
  expect(print({ ...a, base: '/info' })).toBe(plain);
  expect(print({ ...a, text: 'in other words', why: 'for another reason' })).toBe(plain);
  const others = [
    print(a, b),
    print({ ...a, kind: 'response-enum-added' }),
    print({ ...a, place: 'the answer 404' }),
    print({ ...a, before: 1 }),
    print({ ...a, after: 1 }),
  ];
  expect(new Set([plain, ...others]).size).toBe(6);
});

test('a fingerprint stays what it was in the baselines that people keep', () => {
  expect(join([raw({ before: 'string', after: 'integer' })])[0]?.fingerprint).toBe('5d9205268ed9');
});
