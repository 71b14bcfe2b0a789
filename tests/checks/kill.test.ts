import { expect, test } from 'vitest';
import type { Check } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/checks.ts';
import { harmless, wrong } from './cases.ts';
import { contract, judge } from './exchanges.ts';

/** Checks without which every case would still be noticed, each with the reason why it stays. */
const WAIVERS: Readonly<Record<string, string>> = {
  'extra-field': 'it makes notes, which are no errors: a provider may add fields at any time',
};

/** Cases that only this check calls an error. */
function missedWithout(check: Check): string[] {
  const others = checks.filter((each) => each !== check);
  return wrong.flatMap(([what, , exchanges, against = contract]) =>
    judge(exchanges, { by: others, against }).some(({ severity }) => severity === 'error') ? [] : [what],
  );
}

test.each(checks)('without the check $id something goes unnoticed', (check) => {
  const missed = missedWithout(check);
  if (check.id in WAIVERS) expect(missed).toEqual([]);
  else expect(missed).not.toEqual([]);
});

test('a waiver is for a check that there is', () => {
  const ids = checks.map(({ id }) => id);
  expect(Object.keys(WAIVERS).filter((id) => !ids.includes(id))).toEqual([]);
});

test('every kind that a check names is shown by a case, and no case shows another', () => {
  const shown = [...wrong, ...harmless].flatMap(([, , exchanges, against = contract]) =>
    judge(exchanges, { against }).map(({ check, kind }) => `${check}/${kind}`),
  );
  const named = checks.flatMap(({ id, kinds }) => Object.keys(kinds).map((kind) => `${id}/${kind}`));
  expect([...new Set(shown)].sort()).toEqual(named.sort());
});

test('no finding is graver than its check says', () => {
  const ranks = ['note', 'warning', 'error'];
  const severityOf = new Map(checks.map(({ id, severity }) => [id, severity]));
  const graver = [...wrong, ...harmless].flatMap(([what, , exchanges, against = contract]) =>
    judge(exchanges, { against })
      .filter(
        ({ check, severity }) => ranks.indexOf(severity) > ranks.indexOf(severityOf.get(check) ?? 'note'),
      )
      .map(({ check }) => `${what}: ${check}`),
  );
  expect(graver).toEqual([]);
});
