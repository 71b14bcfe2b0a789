/** At most so many of a list, evenly spread, the first and the last among them. */
export function spread<Item>(list: readonly Item[], most: number): Item[] {
  if (list.length <= most) return [...list];
  const step = (list.length - 1) / Math.max(most - 1, 1);
  return Array.from({ length: most }, (_, index) => list[Math.round(index * step)]).filter(
    (item): item is Item => item !== undefined,
  );
}
