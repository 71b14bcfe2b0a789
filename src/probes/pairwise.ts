/**
 * Rows in which every two choices of two factors stand together at least once: what goes wrong where two conditions meet
 * shows in one of them, and there are far fewer rows than combinations.
 *
 * @param sizes how many choices each factor has, at least one
 * @returns rows that hold, for each factor, the index of a choice; the same rows for the same sizes
 */
export function pairwise(sizes: readonly number[]): number[][] {
  const missing = allPairs(sizes);
  const rows: number[][] = [];
  while (missing.size > 0) {
    let best: Row = [];
    let most = 0;
    for (const pair of missing.values()) {
      const row = rowWith(pair, sizes, missing);
      const gained = gain(row, missing);
      if (gained > most) [best, most] = [row, gained];
    }
    rows.push(best.map((choice) => choice ?? 0));
    for (const [one, first] of best.entries())
      for (const [other, second] of best.entries())
        if (first !== undefined && second !== undefined) missing.delete(keyOf(one, first, other, second));
  }
  return rows;
}

type Pair = readonly [one: number, first: number, other: number, second: number];
/** A choice for each factor, as far as it is made. */
type Row = (number | undefined)[];

function allPairs(sizes: readonly number[]): Map<number, Pair> {
  const pairs = new Map<number, Pair>();
  for (const [one, most] of sizes.entries())
    for (let other = one + 1; other < sizes.length; other++)
      for (let first = 0; first < most; first++)
        for (let second = 0; second < (sizes[other] ?? 0); second++)
          pairs.set(keyOf(one, first, other, second), [one, first, other, second]);
  return pairs;
}

/** More choices, and more factors, than anybody has. */
const MOST = 100;

function keyOf(...pair: Pair): number {
  return pair.reduce((key, part) => key * MOST + part, 0);
}

/** How many pairs a row has that are missing; with `only`, of that factor alone. */
function gain(row: Row, missing: ReadonlyMap<number, Pair>, only?: number): number {
  let gained = 0;
  for (const [one, first] of row.entries())
    for (let other = one + 1; other < row.length; other++) {
      const second = row[other];
      if (first === undefined || second === undefined) continue;
      if (only !== undefined && one !== only && other !== only) continue;
      if (missing.has(keyOf(one, first, other, second))) gained += 1;
    }
  return gained;
}

/** A row that has one pair, and for each other factor the choice that brings most of what is missing. */
function rowWith(
  [one, first, other, second]: Pair,
  sizes: readonly number[],
  missing: ReadonlyMap<number, Pair>,
): Row {
  const row: Row = sizes.map(() => undefined);
  row[one] = first;
  row[other] = second;
  for (const [factor, size] of sizes.entries()) {
    if (row[factor] !== undefined) continue;
    let best = 0;
    let most = -1;
    for (let choice = 0; choice < size; choice++) {
      row[factor] = choice;
      const gained = gain(row, missing, factor);
      if (gained > most) [best, most] = [choice, gained];
    }
    row[factor] = best;
  }
  return row;
}
