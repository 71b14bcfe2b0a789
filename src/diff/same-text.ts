import { namedSchema } from '../document/anchors.ts';
import type { Document } from '../document/document.ts';
import { type Node, referencePointer } from '../document/node.ts';
import { valueAt } from '../document/pointer.ts';
import { hasOwn, isObject, type Json, type JsonObject } from '../json.ts';
import type { Heirs } from './space/heirs.ts';

/** True when two nodes are written alike, with all that they refer to; nothing can differ between them. */
export type SameText = (before: Node, after: Node) => boolean;

/**
 * Makes the comparison that most of two versions of a document need no more than: value by value, the order of keys
 * aside, through every reference. Each pair of references is followed once.
 *
 * @param options.unbroken true where what refers to nothing, in circles or out of the document is not to count as the same
 */
export function createSameText(
  base: Document,
  candidate: Document,
  heirs: { base: Heirs; candidate: Heirs },
  { unbroken = false }: { unbroken?: boolean } = {},
): SameText {
  const certain = new Map<string, boolean>();
  if (base.version !== candidate.version) return () => false;
  let assumed = new Set<string>();

  const reference = (before: string, after: string): boolean => {
    const key = `${before}\n${after}`;
    const known = certain.get(key);
    if (known !== undefined) return known;
    if (assumed.has(key)) return true;
    assumed.add(key);
    const one = pointerOf(base, before);
    const other = pointerOf(candidate, after);
    if (one === undefined || other === undefined) return before === after && !unbroken;
    const was = valueAt(base.root, one);
    const alike = !(unbroken && isBroken(base, was)) && same(was, valueAt(candidate.root, other));
    if (!alike) certain.set(key, false);
    return alike;
  };

  /** Whoever refers to a schema with a discriminator means what extends it. */
  const sameHeirs = (before: JsonObject, after: JsonObject): boolean => {
    const olds = heirs.base.of(before);
    const news = heirs.candidate.of(after);
    if (olds === undefined || news === undefined) return olds === news;
    return (
      olds.size === news.size &&
      [...olds].every(([value, { pointer }]) => {
        const fresh = news.get(value);
        return fresh !== undefined && reference(asReference(pointer), asReference(fresh.pointer));
      })
    );
  };

  const same = (before: Json | undefined, after: Json | undefined): boolean => {
    if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null) {
      return before === after;
    }
    if (Array.isArray(before)) {
      return (
        Array.isArray(after) &&
        before.length === after.length &&
        before.every((item, index) => same(item, after[index]))
      );
    }
    if (!isObject(after)) return false;
    const keys = Object.keys(before);
    if (keys.length !== Object.keys(after).length) return false;
    if ('discriminator' in before && !(sameNames(before, after) && sameHeirs(before, after))) return false;
    return keys.every((key) => {
      if (!Object.hasOwn(after, key)) return false;
      const one = before[key];
      const other = after[key];
      const refers = key === '$ref' || key === '$dynamicRef';
      return refers && typeof one === 'string' && typeof other === 'string'
        ? reference(one, other)
        : same(one, other);
    });
  };

  return (before, after) => {
    assumed = new Set();
    const key = `#${before.pointer}\n#${after.pointer}`;
    const known = certain.get(key);
    if (known !== undefined) return known;
    const alike = same(before.value, after.value);
    // What was assumed on the way holds when nothing spoke against it.
    if (alike) for (const each of assumed) certain.set(each, true);
    certain.set(key, alike);
    return alike;
  };
}

/** What a reference stands for, by pointer or by name. */
function pointerOf(document: Document, reference: string): string | undefined {
  return referencePointer(reference) ?? namedSchema(document, reference);
}

/** How many references one after the other are followed before they count as a circle. */
const CHAIN = 100;

/** Whether there is nothing that a reference stands for, or only another one and so on without end. */
function isBroken(document: Document, target: Json | undefined): boolean {
  let here = target;
  for (let steps = 0; steps < CHAIN; steps += 1) {
    if (here === undefined) return true;
    const reference = isObject(here) && hasOwn(here, '$ref') ? here['$ref'] : undefined;
    if (typeof reference !== 'string') return false;
    const pointer = pointerOf(document, reference);
    here = pointer === undefined ? undefined : valueAt(document.root, pointer);
  }
  return true;
}

/** A discriminator without a mapping takes the names of components as values: there they count. */
function sameNames(before: JsonObject, after: JsonObject): boolean {
  return ['oneOf', 'anyOf'].every((word) => {
    const [olds, news] = [before[word], after[word]];
    if (!Array.isArray(olds) || !Array.isArray(news)) return true;
    return olds.every((old, index) => {
      const fresh = news[index];
      return !isObject(old) || !isObject(fresh) || old['$ref'] === fresh['$ref'];
    });
  });
}

function asReference(pointer: string): string {
  return `#${pointer.replaceAll('%', '%25')}`;
}
