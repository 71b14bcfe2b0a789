import { expect, test } from 'vitest';
import type { Check } from '../../src/checks/check.ts';
import { errorShape } from '../../src/checks/error-shape.ts';
import { extraField } from '../../src/checks/extra-field.ts';
import { leak } from '../../src/checks/leak.ts';
import { responseHeader } from '../../src/checks/response-header.ts';
import { schema } from '../../src/checks/schema.ts';
import { status } from '../../src/checks/status.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import type { Json } from '../../src/json.ts';
import { wrong } from './cases.ts';
import {
  answered,
  badRequest,
  contract,
  contractOf,
  created,
  errorList,
  judge,
  unauthorized,
} from './exchanges.ts';

// A baseline accepts a cause, and a ticket is about one: findings of one cause have one fingerprint, whatever ids,
// entries of lists and numbers of tries there are, and findings of two have two.

const causes = (by: Check, ...exchanges: Exchange[]) =>
  new Set(judge(exchanges, { by: [by] }).map(({ fingerprint }) => fingerprint)).size;

const ordinary = { code: 'invalid', detail: 'no', source: { pointer: '/event_type' } };
const errors = (...entries: Json[]) => badRequest({ json: { errors: entries } });

test.each<[Check, Json, other: Json]>([
  [leak, { ...ordinary, detail: 'SQLSTATE[42P01]' }, { ...ordinary, code: 'SQLSTATE[42P01]' }],
  [errorShape, { ...ordinary, code: '' }, { ...ordinary, detail: '' }],
  [schema, { ...ordinary, code: 7 }, { ...ordinary, detail: 7 }],
  [extraField, { ...ordinary, hint: 'x' }, { ...ordinary, tip: 'x' }],
])(
  '$id: the same fault in any entry of a list is one cause, in another field another',
  (check, fault, other) => {
    expect(causes(check, errors(fault))).toBe(1);
    expect(causes(check, errors(fault), errors(ordinary, fault), errors(fault, fault))).toBe(1);
    const many = Array.from({ length: 10 }, () => ordinary);
    expect(causes(check, errors(fault), errors(...many, fault))).toBe(1);
    expect(causes(check, errors(fault), errors(other))).toBe(2);
  },
);

test('a number that is the name of a field, and no place in a list, tells causes apart', () => {
  const named = (key: string) => created({ edit: { [`/event/${key}`]: 'x' } });
  expect(causes(extraField, named('v1'), named('v2'))).toBe(2);
  expect(causes(extraField, named('1st'), named('2nd'))).toBe(2);
});

test('credentials are causes by their names and by where they come back', () => {
  const echoes = (name: string, where: string) => created({ echoedSecrets: [{ name, where }] });
  expect(causes(leak, echoes('TOKEN', 'body'), echoes('TOKEN', 'body'))).toBe(1);
  expect(causes(leak, echoes('TOKEN', 'body'), echoes('TOKEN', 'header X-Debug'))).toBe(2);
  expect(causes(leak, echoes('TOKEN', 'body'), echoes('PARTNER', 'body'))).toBe(2);
});

test('headers that are not there are causes by their names', () => {
  const headers = { 'X-A': { required: true }, 'X-B': { required: true } };
  const against = contractOf({ 200: { description: '', headers } });
  const missing = (...names: string[]) =>
    judge([answered(200, null, { headers: names.map((name) => [name, '1'] as const) })], {
      by: [responseHeader],
      against,
    }).map(({ fingerprint }) => fingerprint);
  expect(new Set([...missing('X-A'), ...missing('X-B'), ...missing()]).size).toBe(2);
});

test('one status and another are two causes', () => {
  const json = errorList({ code: '', detail: 'x' });
  expect(causes(errorShape, badRequest({ json }), unauthorized({ json }))).toBe(2);
});

test('rules that are not kept are causes of their own, until it is plain that none of the kind is kept', () => {
  const accepted = (rule: string, value = 'x') =>
    badRequest({ id: `invalid/event_type/${rule}/${value}`, status: 201 });
  const other = (field: string) => badRequest({ id: `invalid/${field}/type/x`, status: 201 });
  expect(causes(status, accepted('enum'), accepted('enum', 'y'))).toBe(1);
  expect(causes(status, accepted('enum'), accepted('type'))).toBe(2);
  expect(causes(status, accepted('enum'), other('resource_id'), other('size'))).toBe(3);
  expect(causes(status, accepted('enum'), other('resource_id'), other('size'), other('name'))).toBe(1);
  const refused = (rule: string) => created({ id: `valid/event_type/${rule}`, status: 400 });
  expect(causes(status, accepted('enum'), accepted('type'), refused('enum'), refused('type'))).toBe(4);
});

test('a fingerprint is the same in the next version: baselines and tickets know causes by it', async () => {
  const said = wrong.flatMap(([, , exchanges, against = contract]) =>
    judge(exchanges, { against })
      .filter(({ severity }) => severity === 'error')
      .map(({ check, kind, status, response, fingerprint }) =>
        [fingerprint, `${check}/${kind}`, status, response?.part ?? 'body', response?.pointer ?? ''].join(
          ' ',
        ),
      ),
  );
  await expect(`${[...new Set(said)].sort().join('\n')}\n`).toMatchFileSnapshot('golden/fingerprints.txt');
});
