import { expect, test } from 'vitest';
import { deriveContract } from '../../src/contract/derive.ts';
import { loadContract } from '../../src/contract/load.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import type { Json } from '../../src/json.ts';
import { mutantsOf } from '../../src/lint/strength/mutate.ts';
import type { RightBody } from '../../src/lint/strength/right-body.ts';
import { measureStrength } from '../../src/lint/strength/strength.ts';
import { answer, operation, yamlDocument } from './support.ts';

function measured(schema: string, right: Json, more = '') {
  const document = yamlDocument(operation('', answer('200', schema)) + more);
  const contract = deriveContract(findOperation(document));
  const bodies = contract.operation.responses.flatMap(({ status, content }) =>
    content.map((media): RightBody => ({ status, media, from: 'recording', name: 'r', body: right })),
  );
  return measureStrength(contract, bodies);
}

test('each mutant differs from the right body, in the way that it says', () => {
  const right = {
    id: '481248f5-346a-4711-b8a8-18a0348de10f',
    at: '2021-08-17T12:31:32Z',
    list: [{ n: 1 }],
    a_b: 'x',
  };
  const mutants = mutantsOf(right);
  const bodyOf = (kind: string, pointer: string) =>
    mutants.find((each) => each.kind === kind && each.pointer === pointer)?.body;
  for (const { body } of mutants) expect(body).not.toEqual(right);
  expect(bodyOf('drop', '/list/0/n')).toEqual({ ...right, list: [{}] });
  expect(bodyOf('rename', '/a_b')).toEqual({ id: right.id, at: right.at, list: right.list, aB: 'x' });
  expect(bodyOf('retype', '/list')).toEqual({ ...right, list: { n: 1 } });
  expect(bodyOf('empty', '')).toEqual({});
  expect(bodyOf('null', '/id')).toEqual({ ...right, id: null });
  expect(bodyOf('swap', '/id')).toEqual({ ...right, id: right.at, at: right.id });
  expect(bodyOf('format', '/at')).toEqual({ ...right, at: '2021-08-17 12:31:32' });
  expect(right.list).toEqual([{ n: 1 }]);
});

test('a schema that says nothing rejects nothing, and one that says all rejects all', () => {
  const right = { id: '481248f5-346a-4711-b8a8-18a0348de10f' };
  const nothing = measured('{}', right);
  expect(nothing.rejected).toMatchObject({ bare: 0, formats: 0 });
  expect(nothing.wrong).toBe(mutantsOf(right).length);
  const all = measured(
    '{type: object, required: [id], properties: {id: {type: string, format: uuid}}}',
    right,
  );
  expect(all.rejected.formats).toBe(all.wrong);
  // An empty id and one that is too short are texts to whoever does not know the format.
  expect(all.rejected.bare).toBe(all.wrong - 2);
  expect(all.answers[0]?.survivors).toEqual([]);
  expect(all.changes).toEqual([]);
});

test('a change is proposed where it catches something, and not where it would forbid a right body', () => {
  const { changes } = measured(
    '{type: object, properties: {name: {}, list: {type: array, items: {type: object, properties: {a: {type: string}, b: {type: string}}}}}}',
    { name: 'x', list: [{ a: 'p', b: 'q' }, { a: 'p' }] },
  );
  expect(changes.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['Require name.', 'Require list.', 'Require a.', 'Name the type of name.']),
  );
  expect(changes.map(({ text }) => text)).not.toContain('Require b.');
});

test("the real page: what its schemas reject, and what Plumbline's judge adds", async () => {
  const contract = await loadContract('contracts/trigger-event.contract.yaml');
  const bodies = contract.operation.responses.flatMap(({ status, content }) =>
    content.flatMap((media) =>
      media.examples.map(
        ({ name, value }): RightBody => ({ status, media, from: 'example', name, body: value }),
      ),
    ),
  );
  const { answers, changes, beyond } = measureStrength(contract, bodies);
  expect(answers.map(({ status, wrong, rejected }) => [status, wrong, rejected])).toEqual([
    ['401', 22, { bare: 15, formats: 15, judge: 22 }],
    ['409', 56, { bare: 34, formats: 34, judge: 56 }],
  ]);
  expect(changes.map(({ line, yaml }) => [line, yaml])).toEqual(
    expect.arrayContaining([
      [120, 'required: [errors]'],
      [124, 'minItems: 1'],
      [129, 'enum: [unauthorized, conflict, …]'],
    ]),
  );
  expect(beyond).toBeGreaterThan(0);
});
