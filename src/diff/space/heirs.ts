import { mappedPointer } from '../../document/discriminator.ts';
import type { Document } from '../../document/document.ts';
import { child, dataAt, entries, follow, items, type Node, rootNode } from '../../document/node.ts';
import { valueAt } from '../../document/pointer.ts';
import { isObject, type Json } from '../../json.ts';
import { allParts } from './all-parts.ts';
import type { Conjunction } from './space.ts';
import { tellingWords } from './telling-words.ts';

/**
 * Schemas that extend one with a discriminator and no alternatives of its own: what refers to that one means any of them,
 * by the value of the property (OpenAPI 3.0 section 4.7.25.2). No validator reads it so, and yet a reader does.
 */
export interface Heirs {
  /** The heirs of what a document says somewhere, by the values that stand for them; undefined where it has none. */
  of(value: Json): ReadonlyMap<string, Node> | undefined;
}

/** Finds the heirs of each schema of a document. */
export function createHeirs(document: Document): Heirs {
  let known: Map<Json, Map<string, Node>> | undefined;
  return {
    of: (value) => {
      known ??= document.text.includes('discriminator') ? heirsIn(document) : new Map();
      return known.get(value);
    },
  };
}

/** How deep schemas that only wrap another are followed. */
const DEPTH = 10;

function heirsIn(document: Document): Map<Json, Map<string, Node>> {
  const found = new Map<Json, Map<string, Node>>();
  for (const { key, node } of entries(child(rootNode(document), 'components', 'schemas'))) {
    for (const parent of ancestors(node)) {
      const value = valueFor({ key, node }, parent);
      if (value === undefined) continue;
      const heirs = found.get(parent.value) ?? new Map<string, Node>();
      found.set(parent.value, heirs.set(value, node));
    }
  }
  for (const { node } of entries(child(rootNode(document), 'components', 'schemas'))) {
    const heirs = found.get(node.value) ?? new Map<string, Node>();
    const more = mappedBy(node).filter(([value]) => !heirs.has(value));
    for (const [value, heir] of more) heirs.set(value, heir);
    if (more.length > 0) found.set(node.value, heirs);
  }
  return found;
}

/** What a mapping names stands for its value, be it written out without extending the schema (OpenAPI 3.0 section 4.7.25). */
function mappedBy({ document, value, pointer }: Node): [value: string, heir: Node][] {
  if (!isObject(value) || !isObject(value['discriminator']) || 'oneOf' in value || 'anyOf' in value)
    return [];
  const { mapping } = value['discriminator'];
  return Object.entries(isObject(mapping) ? mapping : {}).flatMap(([key, to]): [string, Node][] => {
    const at = mappedPointer(to);
    const heir = at === undefined || at === pointer ? undefined : valueAt(document.root, at);
    return at === undefined || heir === undefined ? [] : [[key, { document, pointer: at, value: heir }]];
  });
}

/** All that a schema extends, each once: schemas may extend each other in circles. */
function ancestors(node: Node): Node[] {
  const found = new Map<Json, Node>();
  const pending = [node];
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    for (const parent of items(child(schema, 'allOf'))) {
      if (found.has(parent.value)) continue;
      found.set(parent.value, parent);
      pending.push(parent);
    }
  }
  return [...found.values()];
}

/** The value by which a parent tells an heir; undefined where it tells none apart, or only alternatives of its own. */
function valueFor({ key, node }: { key: string; node: Node }, parent: Node): string | undefined {
  const { value } = parent;
  if (!isObject(value) || !isObject(value['discriminator'])) return undefined;
  if ('oneOf' in value || 'anyOf' in value) return undefined;
  const { mapping } = value['discriminator'];
  const mapped = Object.entries(isObject(mapping) ? mapping : {}).find(
    ([, to]) => mappedPointer(to) === node.pointer,
  );
  if (mapped !== undefined) return mapped[0];
  // What a component wraps in itself is the component.
  if (parent.pointer.startsWith(`${node.pointer}/`)) return undefined;
  const own = wrapsOf(node).filter(({ pointer }) => `${pointer}/`.startsWith(`${node.pointer}/`));
  const named = own.map((each) => dataAt(each, 'x-ms-discriminator-value')?.value);
  return named.find((each) => typeof each === 'string') ?? key;
}

/** A schema, and what it does nothing but wrap, the outermost first. */
function wrapsOf(node: Node, depth = 0): Node[] {
  const here = follow(node);
  const [only, another] = items(child(here, 'allOf'));
  const wraps = isObject(here.value) && tellingWords(here.value).join() === 'allOf';
  if (only === undefined || another !== undefined || !wraps || depth >= DEPTH) return [here];
  return [here, ...wrapsOf(only, depth + 1)];
}

/** The heirs of a schema, or of the one that it wraps. */
export function heirsOf({ nodes }: Conjunction, heirs: Heirs): ReadonlyMap<string, Node> | undefined {
  const [node, more] = nodes;
  if (node === undefined || more !== undefined) return undefined;
  return wrapsOf(node)
    .map(({ value }) => heirs.of(value))
    .find((found) => found !== undefined);
}

/** The property by which a schema, or the one that it wraps, tells its heirs apart. */
export function toldApartBy({ nodes }: Conjunction): string | undefined {
  return nodes
    .flatMap((node) => wrapsOf(node))
    .map((schema) => dataAt(schema, 'discriminator'))
    .map((discriminator) => discriminator && dataAt(discriminator, 'propertyName')?.value)
    .find((name) => typeof name === 'string');
}

/** The heirs that are left of a schema that had some: none where nothing tells them apart any more. */
export function heirsNow(schema: Conjunction, heirs: Heirs): ReadonlyMap<string, Node> | undefined {
  return heirsOf(schema, heirs) ?? (schema.nodes.some((node) => tellsApart(node)) ? undefined : new Map());
}

/** True for a schema with alternatives, or with a discriminator that may name some, in itself or in a part of it. */
function tellsApart(schema: Node): boolean {
  return allParts(schema).some(
    ({ value }) => isObject(value) && ['discriminator', 'oneOf', 'anyOf'].some((word) => word in value),
  );
}
