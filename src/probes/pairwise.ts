/**
 * Rows in which every two choices of two factors stand together at least once: what goes wrong where two conditions meet
 * shows in one of them, and there are far fewer rows than combinations.
 *
 * @param sizes how many choices each factor has, at least one
 * @returns rows that hold, for each factor, the index of a choice; the same rows for the same sizes
 */
export function pairwise(sizes: readonly number[]): number[][] {
  const missing = new Set(
    sizes.flatMap((_, one) =>
      sizes
        .slice(one + 1)
        .flatMap((_, further) => pairsOf(one, one + 1 + further, sizes).map((pair) => keyOf(...pair))),
    ),
  );
  const rows: number[][] = [];
  while (missing.size > 0) {
    const [row] = [...missing]
      .map((key) => rowWith(key, sizes, missing))
      .sort((a, b) => gain(b, missing) - gain(a, missing));
    if (row === undefined) break;
    rows.push(row);
    for (const key of keysOf(row)) missing.delete(key);
  }
  return rows;
}

type Pair = [one: number, choice: number, other: number, choice: number];

function pairsOf(one: number, other: number, sizes: readonly number[]): Pair[] {
  return upTo(sizes[one]).flatMap((first) =>
    upTo(sizes[other]).map((second): Pair => [one, first, other, second]),
  );
}

function upTo(size = 0): number[] {
  return Array.from({ length: size }, (_, index) => index);
}

function keyOf(...pair: Pair): string {
  return pair.join(' ');
}

function keysOf(row: readonly (number | undefined)[]): string[] {
  return row.flatMap((first, one) =>
    row.flatMap((second, other) =>
      other <= one || first === undefined || second === undefined ? [] : [keyOf(one, first, other, second)],
    ),
  );
}

function gain(row: readonly (number | undefined)[], missing: ReadonlySet<string>): number {
  return keysOf(row).filter((key) => missing.has(key)).length;
}

/** A row that has one pair, and for each other factor the choice that brings most of what is missing. */
function rowWith(key: string, sizes: readonly number[], missing: ReadonlySet<string>): number[] {
  const [one, first, other, second] = key.split(' ').map(Number) as Pair;
  const row: (number | undefined)[] = sizes.map(() => undefined);
  row[one] = first;
  row[other] = second;
  for (const factor of sizes.keys()) {
    if (row[factor] !== undefined) continue;
    const [best] = upTo(sizes[factor])
      .map((choice) => ({ choice, gained: gain(row.with(factor, choice), missing) }))
      .sort((a, b) => b.gained - a.gained);
    row[factor] = best?.choice;
  }
  return row.map((choice) => choice ?? 0);
}
