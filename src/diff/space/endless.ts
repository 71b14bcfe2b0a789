import type { Document } from '../../document/document.ts';
import { heldSchemas } from '../../document/held-schemas.ts';
import { follow, type Node } from '../../document/node.ts';
import { isObject } from '../../json.ts';
import { tellingWords } from './telling-words.ts';

/** How many schemas one within the other are written out; what goes deeper is as good as without end. */
const HEIGHT = 200;

// A document does not change once it is read.
const known = new WeakMap<Document, Map<string, boolean>>();

/** Whether a schema, written out with all that it refers to, has no end: it leads into a recursion. */
export function endlessFrom(schema: Node): boolean {
  const answers = known.get(schema.document) ?? new Map<string, boolean>();
  known.set(schema.document, answers);
  const answer = answers.get(schema.pointer);
  if (answer !== undefined) return answer;
  const reached = reachedFrom(schema);
  // From those that hold no other one upwards: whoever holds only such has an end as well.
  const above = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const [pointer, { held }] of reached) {
    open.set(pointer, held.size);
    for (const each of held) above.set(each, [...(above.get(each) ?? []), pointer]);
  }
  let level = [...open].flatMap(([pointer, count]) => (count === 0 ? [pointer] : []));
  const ended = new Set<string>();
  for (let height = 0; level.length > 0 && height < HEIGHT; height += 1) {
    for (const pointer of level) ended.add(pointer);
    const next: string[] = [];
    for (const pointer of level.flatMap((each) => above.get(each) ?? [])) {
      const left = (open.get(pointer) ?? 0) - 1;
      open.set(pointer, left);
      if (left === 0) next.push(pointer);
    }
    level = next;
  }
  for (const pointer of reached.keys()) {
    // The first one may be a part only of what stands at its pointer.
    if (pointer !== schema.pointer) answers.set(pointer, !ended.has(pointer));
  }
  return !ended.has(schema.pointer);
}

interface Reached {
  node: Node;
  /** Pointers of the schemas that it holds. */
  held: ReadonlySet<string>;
}

/** A schema and all that can be come to from it, each once, by pointer. */
export function reachedFrom(schema: Node): Map<string, Reached> {
  const found = new Map<string, Reached>();
  const pending = [follow(schema)];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (found.has(node.pointer)) continue;
    const parts = isObject(node.value) ? heldSchemas(node, tellingWords(node.value)) : [];
    found.set(node.pointer, { node, held: new Set(parts.map(({ pointer }) => pointer)) });
    pending.push(...parts);
  }
  return found;
}
