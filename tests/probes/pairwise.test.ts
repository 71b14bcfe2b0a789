import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairwise } from '../../src/probes/pairwise.ts';

test('any two choices of two factors stand in a row together', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }), (sizes) => {
      const rows = pairwise(sizes);
      for (const row of rows) {
        expect(row).toHaveLength(sizes.length);
        for (const [factor, choice] of row.entries()) {
          expect(choice).toBeGreaterThanOrEqual(0);
          expect(choice).toBeLessThan(sizes[factor] ?? 0);
        }
      }
      for (const [one, most] of sizes.entries())
        for (const [other, mostOthers] of sizes.entries())
          for (let first = 0; one < other && first < most; first++)
            for (let second = 0; second < mostOthers; second++)
              expect(rows.some((row) => row[one] === first && row[other] === second)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('in no more rows than that takes', () => {
  expect(pairwise([3, 2, 2, 2, 2])).toHaveLength(6);
  expect(pairwise([3, 3, 3, 3])).toHaveLength(9);
  expect(pairwise([2, 2])).toHaveLength(4);
  expect(pairwise([1, 1, 1])).toEqual([[0, 0, 0]]);
});

test('one factor has no pair, and a factor without a choice none either', () => {
  expect(pairwise([])).toEqual([]);
  expect(pairwise([3])).toEqual([]);
  expect(pairwise([3, 0])).toEqual([]);
});

test('the same sizes give the same rows', () => {
  expect(pairwise([3, 2, 2])).toEqual(pairwise([3, 2, 2]));
});
