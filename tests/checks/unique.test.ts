import { expect, test } from 'vitest';
import { unique } from '../../src/checks/unique.ts';
import { contract, created, freshId, judge, linesOf, RESOURCE, unauthorized } from './exchanges.ts';

const id = freshId();
const gives = (name: string, value: string | null | undefined, more = {}) =>
  created({ id: name, edit: { '/event/id': value }, ...more });

test('two answers have the same value', () => {
  expect(
    linesOf(unique, [gives('a', id), gives('b', id)]).map((each) => each.replace(id, 'ID')),
  ).toMatchInlineSnapshot(`
    [
      "error unique/repeated on 201 at /event/id, document:94, contract:52: expected "a value never seen before", actual "ID"",
    ]
  `);
});

test('letters in another case make no other value', () => {
  expect(linesOf(unique, [gives('a', id), gives('b', id.toUpperCase())])).toHaveLength(1);
});

test('the value is one that the request sent', () => {
  expect(linesOf(unique, [gives('a', RESOURCE)])).toMatchInlineSnapshot(`
    [
      "error unique/borrowed on 201 at /event/id, document:94, contract:52: expected "a value never seen before", actual "481248f5-346a-4711-b8a8-18a0348de10f"",
    ]
  `);
});

test.each(['', '00000000-0000-0000-0000-000000000000'])(
  'what stands for nothing is none that the request sent: %j',
  (nothing) => {
    const sends = { resource_id: RESOURCE, event_type: 'registrations.pending', note: nothing };
    expect(linesOf(unique, [gives('a', nothing, { sends })])).toEqual([]);
    expect(linesOf(unique, [gives('a', nothing, { sends }), gives('b', nothing, { sends })])).toHaveLength(1);
  },
);

test('a value that is borrowed and repeated is both', () => {
  const kinds = linesOf(unique, [gives('a', RESOURCE), gives('b', RESOURCE)]).map(
    (each) => each.split(' ')[1],
  );
  expect(kinds).toEqual(['unique/borrowed', 'unique/borrowed', 'unique/repeated']);
});

test('values that differ, and values that are not there, are not repeated', () => {
  expect(
    linesOf(unique, [
      created(),
      created({ id: 'b' }),
      gives('c', null),
      gives('d', null),
      gives('e', undefined),
      gives('f', undefined),
    ]),
  ).toEqual([]);
});

test('errors, and what no API has answered, promise nothing', () => {
  const known = { source: 'pact' } as const;
  expect(
    linesOf(unique, [
      unauthorized(),
      unauthorized({ id: 'b' }),
      gives('c', id, known),
      gives('d', id, known),
    ]),
  ).toEqual([]);
});

test('two places with the same fault are two causes', () => {
  const responses = contract.responses.map((each) => ({ ...each, unique: ['/event/id', '/event/number'] }));
  const twice = ['a', 'b'].map((name) =>
    created({ id: name, edit: { '/event/id': id, '/event/number': 7 } }),
  );
  const found = judge(twice, { by: [unique], against: { ...contract, responses } });
  expect(found.map(({ response }) => response?.pointer)).toEqual(['/event/id', '/event/number']);
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});
