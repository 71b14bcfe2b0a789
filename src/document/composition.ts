import { hasOwn, isObject } from '../json.ts';
import type { Document } from './document.ts';
import { dataAt, entries, follow, type Node } from './node.ts';
import { SAME_VALUE, SCHEMA_LISTS, SCHEMA_MAPS } from './schema-words.ts';

/** Keywords whose schemas are asked of the very value that theirs is asked of. */
const ASKED = [...SAME_VALUE, 'if', 'not'];

/**
 * The schemas that a value is held against together with one schema: what its `allOf`, `anyOf`, `oneOf`, `not`, `if` and
 * the like hold, each followed. Where a reference leads back, what it leads to stands without its alternatives.
 *
 * @throws {Problem} on a reference that points at nothing
 */
export function composedOf(schema: Node): Node[] {
  return written(follow(schema)).map(asComposed);
}

/** What a schema within another one stands for: see `leadsBack`. */
export function asComposed(part: Node): Node {
  const here = follow(part);
  return leadsBack(part) ? withoutAlternatives(here) : here;
}

/** What tells a schema from any other, and from itself without its alternatives. */
export function identityOf(schema: Node): string {
  return hasAlternatives(schema) ? `${schema.pointer} and its alternatives` : schema.pointer;
}

/** The schemas of a list of them, such as an `allOf`: see `leadsBack`. */
export function composedList(list: Node): Node[] {
  return writtenIn(list).map(asComposed);
}

/**
 * True for a reference by which an alternative extends the very schema that offers it: `Cat` in its `allOf` to `Pet`,
 * where `Pet` has `oneOf: [Cat, Dog]`. To the letter that never ends (JSON Schema 2020-12 core, section 9.4.1). Many
 * documents are written so, and what they mean is: whatever else `Pet` says holds for a cat too.
 *
 * @param part a schema as it is written, not followed
 */
export function leadsBack(part: Node): boolean {
  if (!EXTENSION.test(part.pointer)) return false;
  const target = follow(part);
  if (target.pointer === part.pointer || !isObject(target.value) || !hasAlternatives(target)) return false;
  const answers = known.get(part.document) ?? new Map<string, boolean>();
  known.set(part.document, answers);
  const answer = answers.get(part.pointer) ?? reaches(target, part.pointer);
  answers.set(part.pointer, answer);
  return answer;
}

// A document does not change once it is read, and each of its schemas is met by many others.
const known = new WeakMap<Document, Map<string, boolean>>();

const EXTENSION = /\/allOf\/\d+$/;
const ALTERNATIVES = ['anyOf', 'oneOf'];

function hasAlternatives({ value }: Node): boolean {
  return isObject(value) && ALTERNATIVES.some((word) => hasOwn(value, word));
}

/** A schema without its alternatives. */
function withoutAlternatives(schema: Node): Node {
  if (!isObject(schema.value)) return schema;
  const { anyOf: _, oneOf: __, discriminator: ___, ...others } = schema.value;
  return { ...schema, value: others };
}

/** Whether a value that is held against a schema is held against what is written at a pointer too. */
function reaches(schema: Node, pointer: string): boolean {
  const pending = [schema];
  const seen = new Set<string>();
  for (let here = pending.pop(); here !== undefined; here = pending.pop()) {
    if (seen.has(here.pointer)) continue;
    seen.add(here.pointer);
    const parts = written(here);
    if (parts.some((part) => part.pointer === pointer)) return true;
    pending.push(...parts.map(follow));
  }
  return false;
}

/** The schemas that are asked of the same value, as they are written. */
function written(schema: Node): Node[] {
  return ASKED.flatMap((word) => {
    const held = dataAt(schema, word);
    if (held === undefined) return [];
    if (SCHEMA_LISTS.has(word)) return writtenIn(held);
    return SCHEMA_MAPS.has(word) ? entries(held).map(({ node }) => node) : [held];
  });
}

function writtenIn(list: Node): Node[] {
  return Array.isArray(list.value) ? list.value.flatMap((_, index) => dataAt(list, index) ?? []) : [];
}
