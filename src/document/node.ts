import { hasOwn, isObject, type Json, type JsonObject } from '../json.ts';
import { type Place, Problem } from '../problem.ts';
import { namedSchema, plainReference, withinResource } from './anchors.ts';
import type { Document } from './document.ts';
import { fromPointer, joinPointer, memberOf, toPointer, valueAt } from './pointer.ts';

/** A value of a document that still knows where it stands. Every `$ref` on the way to it has been followed. */
export interface Node<T extends Json = Json> {
  readonly document: Document;
  /** Where the value is really declared, after `$ref`s. */
  readonly pointer: string;
  readonly value: T;
}

/** The document's root as a node. */
export function rootNode(document: Document): Node<JsonObject> {
  return { document, pointer: '', value: document.root };
}

/** The node at a JSON pointer; an empty object where nothing stands there. */
export function nodeAt(document: Document, pointer: string): Node {
  return { document, pointer, value: valueAt(document.root, pointer) ?? {} };
}

/** The place of a node in its file. */
export function placeOfNode(node: Node): Place {
  return node.document.placeOf(node.pointer);
}

/**
 * Goes down from a node, following the `$ref` of every node on the way and of the one that is reached
 * (OpenAPI 3.0 section 4.7.23, Reference Object).
 *
 * @returns undefined where nothing stands
 * @throws {Problem} on a reference that is a cycle, points at nothing, or leaves the document
 */
export function child(node: Node, ...keys: (string | number)[]): Node | undefined {
  let here: Node | undefined = follow(node);
  for (const key of keys) {
    const next = dataAt(here, key);
    if (next === undefined) return undefined;
    here = follow(next);
  }
  return here;
}

/** As `child` for one key, but what is reached is data, such as an example: a `$ref` in it is none. */
export function dataAt(node: Node, key: string | number): Node | undefined {
  const { document, pointer, value } = follow(node);
  const found = memberOf(value, String(key));
  return found === undefined ? undefined : { document, pointer: joinPointer(pointer, key), value: found };
}

/** As `child`, for what has to be an object; anything else is as good as absent. */
export function objectAt(node: Node, ...keys: (string | number)[]): Node<JsonObject> | undefined {
  const found = child(node, ...keys);
  return found !== undefined && isObject(found.value) ? (found as Node<JsonObject>) : undefined;
}

/** The members of an object node, each followed, in the document's order; specification extensions left out. */
export function members(node: Node | undefined): { key: string; node: Node }[] {
  return entries(node).filter(({ key }) => !key.startsWith('x-'));
}

/**
 * As `members`, for a map whose keys are names that somebody chose, of headers, schemes or properties: one that begins
 * with `x-` is a name like any other.
 */
export function entries(node: Node | undefined): { key: string; node: Node }[] {
  if (node === undefined || !isObject(node.value)) return [];
  return Object.keys(node.value).flatMap((key) => {
    const found = child(node, key);
    return found === undefined ? [] : [{ key, node: found }];
  });
}

/** The items of an array node, each followed. */
export function items(node: Node | undefined): Node[] {
  if (node === undefined || !Array.isArray(node.value)) return [];
  return node.value.flatMap((_, index) => child(node, index) ?? []);
}

/**
 * Follows `$ref` from a node until something other than a reference is reached.
 *
 * @throws {Problem} on a reference that is a cycle, points at nothing, or leaves the document
 */
export function follow(node: Node): Node {
  let here = node;
  const seen = new Set<string>();
  for (;;) {
    const { value } = here;
    const reference = isObject(value) ? referenceIn(here.document, value) : undefined;
    if (!isObject(value) || typeof reference !== 'string') return here;
    const schema = schemaBesideReference(here, value, reference);
    if (schema !== undefined) return { ...here, value: schema };
    if (seen.has(here.pointer)) {
      throw new Problem(`the reference ${JSON.stringify(reference)} leads back to itself`, {
        place: here.document.placeOf(here.pointer),
        hint: 'let it point at what it stands for',
      });
    }
    seen.add(here.pointer);
    here = target(here, reference);
  }
}

/** What a value refers to; a `$dynamicRef` is a reference where nothing can take the place of what it names. */
export function referenceIn(document: Document, value: JsonObject): string | undefined {
  const plain = hasOwn(value, '$ref') ? value['$ref'] : undefined;
  if (typeof plain === 'string') return plain;
  const dynamic = hasOwn(value, '$dynamicRef') ? value['$dynamicRef'] : undefined;
  return typeof dynamic === 'string' && document.version !== '3.0'
    ? plainReference(document, dynamic)
    : undefined;
}

/** What may stand beside a `$ref` without a say in which values are valid. */
const ANNOTATION =
  /^(\$ref|\$dynamicRef|\$anchor|\$dynamicAnchor|\$comment|title|summary|description|deprecated|externalDocs|xml|x-.*)$/;

/** Where a document has a Schema Object, by the end of its pointer; a header may be called `schema` or `items`. */
const SCHEMA_PLACE = new RegExp(
  [
    '/(schemas|properties|patternProperties|\\$defs|definitions|dependentSchemas)/[^/]+$',
    '/(allOf|anyOf|oneOf|prefixItems)/\\d+$',
    '(?<!/(?:headers|parameters|responses|requestBodies|examples|links|callbacks))' +
      '/(schema|itemSchema|items|additionalProperties|not|if|then|else|contains|propertyNames|unevaluated(Items|Properties))$',
  ].join('|'),
);

/**
 * Since OpenAPI 3.1 a schema's `$ref` is a keyword beside others, and all of them hold (JSON Schema 2020-12 section
 * 8.2.3.1): it is read as one more branch of `allOf`, which says the same. Beside any other `$ref`, and in 3.0 beside
 * every one, what stands there is ignored (OpenAPI 3.1 section 4.8.23).
 */
function schemaBesideReference(node: Node, value: JsonObject, reference: string): JsonObject | undefined {
  if (node.document.version === '3.0' || !SCHEMA_PLACE.test(node.pointer)) return undefined;
  if (Object.keys(value).every((key) => ANNOTATION.test(key))) return undefined;
  const { $ref: _, $dynamicRef: __, allOf, ...others } = value;
  return { ...others, allOf: [...(Array.isArray(allOf) ? allOf : []), { $ref: reference }] };
}

function target(from: Node, reference: string): Node {
  // Only a broken reference needs its place: of a large document, thousands are followed.
  const place = () => from.document.placeOf(joinPointer(from.pointer, '$ref'));
  const byPointer = referencePointer(withoutSelf(from.document, reference));
  const pointer =
    byPointer === undefined
      ? namedSchema(from.document, reference)
      : withinResource(from.document, from.pointer, byPointer);
  if (!reference.startsWith('#') && pointer === undefined) {
    throw new Problem(`the reference ${JSON.stringify(reference)} leaves the document`, {
      place: place(),
      hint: 'bundle the document into one file first',
    });
  }
  const value = pointer === undefined ? undefined : valueAt(from.document.root, pointer);
  if (pointer === undefined || value === undefined) {
    throw new Problem(`the reference ${JSON.stringify(reference)} points at nothing`, {
      place: place(),
      hint: 'mend it, or add what it names',
    });
  }
  return { document: from.document, pointer, value };
}

/** A reference by a document's own address, which since OpenAPI 3.2 is its `$self`, is one within it (3.2 section 4.1.2). */
function withoutSelf(document: Document, reference: string): string {
  const self = isObject(document.root) ? document.root['$self'] : undefined;
  if (document.version !== '3.2' || typeof self !== 'string' || !reference.includes('#')) return reference;
  const [address = '', fragment = ''] = reference.split('#', 2);
  return address !== '' && addressIn(self, address) === addressIn(self, self) ? `#${fragment}` : reference;
}

/** Where a reference leads from an address; the address may be a relative one. */
function addressIn(base: string, reference: string): string | undefined {
  if (!URL.canParse(base, 'file:///')) return undefined;
  const whole = new URL(base, 'file:///').href;
  return URL.canParse(reference, whole) ? new URL(reference, whole).href : undefined;
}

/**
 * The JSON pointer that a reference into its own document holds: percent-escapes are undone (RFC 6901 section 6).
 *
 * @returns undefined for a reference that leaves the document, or that holds no pointer
 */
export function referencePointer(reference: string): string | undefined {
  if (!reference.startsWith('#')) return undefined;
  try {
    const keys = fromPointer(decodeURIComponent(reference.slice(1)));
    return keys === undefined ? undefined : toPointer(keys);
  } catch {
    return undefined;
  }
}
