import { expect, test } from 'vitest';
import { harmless, wrong } from './cases.ts';
import { contract, errorsOf, judge } from './exchanges.ts';

for (const [what, errors, exchanges, against = contract] of wrong) {
  test(what, () => {
    expect(errorsOf(judge(exchanges, { against }))).toEqual(errors);
  });
}

for (const [what, errors, exchanges, against = contract] of harmless) {
  test(`harmless: ${what}`, () => {
    expect(errorsOf(judge(exchanges, { against }))).toEqual(errors);
  });
}

test('each case has a name of its own', () => {
  const names = [...wrong, ...harmless].map(([what]) => what);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('findings come gravest first, and then by the status that they count for', () => {
  const findings = judge(wrong.slice(0, 200).flatMap(([, , exchanges]) => exchanges));
  const order = findings.map(
    ({ severity, status }) => `${['error', 'warning', 'note'].indexOf(severity)} ${status}`,
  );
  expect(order).toEqual([...order].sort());
});
