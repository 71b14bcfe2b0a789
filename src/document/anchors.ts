import { isObject } from '../json.ts';
import type { Document } from './document.ts';
import { everySchema } from './every-schema.ts';
import { valueAt } from './pointer.ts';

/** Reference → the pointer of the schema that it names; undefined where several bear the name. */
type Names = ReadonlyMap<string, string | undefined>;

const known = new WeakMap<Document, Names>();

/**
 * The pointer of the schema that a reference names, by `$id`, `$anchor` or both, where it holds no pointer (JSON Schema
 * 2020-12, core, section 8.2).
 *
 * @returns undefined where no schema has the name, or more than one
 */
export function namedSchema(document: Document, reference: string): string | undefined {
  if (document.version === '3.0') return undefined;
  const names = known.get(document) ?? namesIn(document);
  known.set(document, names);
  return names.get(reference);
}

/**
 * Where a pointer leads that a reference holds: in a schema with an `$id` it begins at that schema (JSON Schema 2020-12,
 * core, section 8.2.1), and yet many are written from the root of the document.
 *
 * @param from where the reference stands
 */
export function withinResource(document: Document, from: string, pointer: string): string {
  if (document.version === '3.0') return pointer;
  const resources = resourcesOf.get(document) ?? resourcesIn(document);
  resourcesOf.set(document, resources);
  const around = resources.findLast((each) => `${from}/`.startsWith(`${each}/`));
  if (around === undefined) return pointer;
  return valueAt(document.root, around + pointer) === undefined ? pointer : around + pointer;
}

const resourcesOf = new WeakMap<Document, readonly string[]>();

/** The schemas with an `$id`, nested ones after those around them. */
function resourcesIn(document: Document): string[] {
  if (!document.text.includes('$id')) return [];
  return everySchema(document).flatMap(({ pointer, value }) =>
    isObject(value) && typeof value['$id'] === 'string' ? [pointer] : [],
  );
}

/**
 * The reference that a `$dynamicRef` is where one schema alone bears its name, so that no other can take its place
 * (section 8.2.3.2).
 */
export function plainReference(document: Document, reference: string): string | undefined {
  return reference.startsWith('#/') || namedSchema(document, reference) !== undefined ? reference : undefined;
}

function namesIn(document: Document): Names {
  const names = new Map<string, string | undefined>();
  const name = (reference: string, pointer: string): void => {
    const other = names.has(reference) && names.get(reference) !== pointer;
    names.set(reference, other ? undefined : pointer);
  };
  const ids: { pointer: string; id: string }[] = [];
  for (const { pointer, value } of everySchema(document)) {
    if (!isObject(value)) continue;
    const { $id: id, $anchor: anchor, $dynamicAnchor: dynamic } = value;
    if (typeof id === 'string') {
      ids.push({ pointer, id });
      name(id, pointer);
    }
    const around = ids.filter((each) => `${pointer}/`.startsWith(`${each.pointer}/`)).at(-1)?.id ?? '';
    for (const each of [anchor, dynamic]) {
      if (typeof each !== 'string') continue;
      name(`#${each}`, pointer);
      if (around !== '') name(`${around}#${each}`, pointer);
    }
  }
  return names;
}
