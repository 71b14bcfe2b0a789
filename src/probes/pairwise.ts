/**
 * Rows in which every two choices of two factors stand together at least once: what goes wrong where two conditions meet
 * shows in one of them, and there are far fewer rows than combinations.
 *
 * @param sizes how many choices each factor has, at least one
 * @returns rows that hold, for each factor, the index of a choice; the same rows for the same sizes
 */
export function pairwise(sizes: readonly number[]): number[][] {
  const missing = allPairs(sizes);
  const pairsOfRow = (sizes.length * (sizes.length - 1)) / 2;
  const rows: number[][] = [];
  for (;;) {
    let best: { row: number[]; gained: number } | undefined;
    for (const pair of missing.list()) {
      const tried = rowWith(pair, sizes, missing);
      if (best === undefined || tried.gained > best.gained) best = tried;
      if (best.gained === pairsOfRow) break;
    }
    if (best === undefined) return rows;
    rows.push(best.row);
    missing.remove(best.row);
  }
}

type Pair = readonly [one: number, first: number, other: number, second: number];

/** Pairs of choices that no row has yet. */
interface Missing {
  /** Of the factors `one` and `other`, in either order. */
  has(...pair: Pair): boolean;
  list(): Iterable<Pair>;
  /** Takes out those of a row. */
  remove(row: readonly number[]): void;
}

function allPairs(sizes: readonly number[]): Missing {
  // Choices are numbered through, and each two of them have a place: plans are made anew in every run.
  const starts = sizes.map((_, factor) => sizes.slice(0, factor).reduce((sum, size) => sum + size, 0));
  const choices = sizes.reduce((sum, size) => sum + size, 0);
  const places = new Uint8Array(choices * choices).fill(1);
  const place = (one: number, first: number, other: number, second: number) =>
    ((starts[one] ?? 0) + first) * choices + (starts[other] ?? 0) + second;
  const has = (...[one, first, other, second]: Pair) => places[place(one, first, other, second)] === 1;
  return {
    has,
    *list() {
      for (let one = 0; one < sizes.length; one++)
        for (let other = one + 1; other < sizes.length; other++)
          for (let first = 0; first < (sizes[one] ?? 0); first++)
            for (let second = 0; second < (sizes[other] ?? 0); second++)
              if (has(one, first, other, second)) yield [one, first, other, second];
    },
    remove(row) {
      for (const [one, first] of row.entries())
        for (const [other, second] of row.entries()) places[place(one, first, other, second)] = 0;
    },
  };
}

/** A row that has one pair, and for each other factor the choice that brings most of what is missing. */
function rowWith(
  [one, first, other, second]: Pair,
  sizes: readonly number[],
  missing: Missing,
): { row: number[]; gained: number } {
  const row: number[] = sizes.map(() => 0);
  row[one] = first;
  row[other] = second;
  const chosen = [one, other];
  let gained = 1;
  for (let factor = 0; factor < sizes.length; factor++) {
    if (factor === one || factor === other) continue;
    let most = -1;
    for (let choice = 0; choice < (sizes[factor] ?? 0); choice++) {
      let gain = 0;
      for (const earlier of chosen) if (missing.has(factor, choice, earlier, row[earlier] ?? 0)) gain += 1;
      if (gain <= most) continue;
      most = gain;
      row[factor] = choice;
    }
    chosen.push(factor);
    gained += most;
  }
  return { row, gained };
}
