import { child, follow, items, type Node } from '../../document/node.ts';

/**
 * A schema and all that its `allOf` is made of, and theirs, each followed and once: layers that each hold the next one twice
 * hold the last one a million times.
 */
export function allParts(schema: Node): Node[] {
  const found = new Map<string, Node>();
  const pending = [schema];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    const here = follow(each);
    const key = `${here.pointer} ${typeof here.value}`;
    if (found.has(key)) continue;
    found.set(key, here);
    pending.push(...items(child(here, 'allOf')).reverse());
  }
  return [...found.values()];
}
