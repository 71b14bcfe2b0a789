import { isObject } from '../json.ts';
import { child, entries, follow, items, type Node } from './node.ts';
import { compilePattern } from './pattern.ts';
import { fromPointer, joinPointer } from './pointer.ts';

/** How deep composed or recursive schemas are followed. */
const DEPTH = 40;

/**
 * A schema with the schemas that apply to the same value: itself and what its `allOf`, `anyOf` and `oneOf` hold.
 * A recursion is entered once.
 */
export function applicable(schema: Node | undefined): readonly Node[] {
  return schema === undefined ? [] : remembered(applicableTo, schema, () => allApplicable([schema]));
}

// A document does not change once it is read, and the judge asks for the same schemas with every answer.
const applicableTo = new WeakMap<Node, Node[]>();
const propertiesOf = new WeakMap<Node, Map<string, Node>>();
const itemsOf = new WeakMap<Node, { schema: Node | undefined }>();
const placesIn = new WeakMap<Node, Map<string, readonly Node[]>>();
/** What an API answers leads to places without end; those of a document are few. */
const PLACES = 1000;

function remembered<T>(memory: WeakMap<Node, T>, schema: Node, find: () => T): T {
  const known = memory.get(schema);
  if (known !== undefined) return known;
  const found = find();
  memory.set(schema, found);
  return found;
}

/** A schema with all that it extends by `allOf`, the nearest first, each once. */
export function extended(schema: Node): Node[] {
  const found = new Map<string, Node>();
  const visit = (node: Node): void => {
    const here = follow(node);
    if (found.has(here.pointer)) return;
    found.set(here.pointer, here);
    for (const part of items(child(here, 'allOf'))) visit(part);
  };
  visit(schema);
  return [...found.values()];
}

/** As `applicable` for several schemas; what they share is there once, or a recursion would double at every step. */
function allApplicable(schemas: readonly Node[]): Node[] {
  const found = new Map<string, Node>();
  const visit = (node: Node, depth: number): void => {
    const here = follow(node);
    if (depth > DEPTH || found.has(here.pointer)) return;
    found.set(here.pointer, here);
    for (const word of ['allOf', 'anyOf', 'oneOf']) {
      for (const part of items(child(here, word))) visit(part, depth + 1);
    }
  };
  for (const schema of schemas) visit(schema, 0);
  return [...found.values()];
}

/**
 * The schemas that speak of the value at a JSON pointer into an instance, found through `properties`,
 * `patternProperties`, `additionalProperties`, `items` and `prefixItems`; empty where the document says nothing of
 * that place.
 */
export function schemasAt(schema: Node | undefined, pointer: string): readonly Node[] {
  if (schema === undefined) return [];
  const known = remembered(placesIn, schema, () => new Map<string, readonly Node[]>());
  const before = known.get(pointer);
  if (before !== undefined) return before;
  let here = applicable(schema);
  for (const key of fromPointer(pointer) ?? []) {
    here = allApplicable(here.flatMap((node) => step(node, key)));
  }
  if (known.size < PLACES) known.set(pointer, here);
  return here;
}

/** True when the document names the place: the pointer leads through declared properties and items. */
export function declares(schema: Node | undefined, pointer: string): boolean {
  return schemasAt(schema, pointer).length > 0;
}

function step(node: Node, key: string): Node[] {
  const named = [child(node, 'properties', key), ...patternsFor(node, key)].filter(
    (each) => each !== undefined,
  );
  if (named.length > 0) return named;
  if (/^\d+$/.test(key)) {
    const item = child(node, 'prefixItems', Number(key)) ?? child(node, 'items');
    if (item !== undefined) return [item];
  }
  const additional = child(node, 'additionalProperties');
  return additional !== undefined && isObject(additional.value) && Object.keys(additional.value).length > 0
    ? [additional]
    : [];
}

function patternsFor(node: Node, key: string): Node[] {
  return entries(child(node, 'patternProperties')).flatMap(({ key: pattern, node: property }) =>
    compilePattern(pattern)?.test(key) ? [property] : [],
  );
}

/** The properties that a schema documents for an object, each with the first schema that declares it. */
export function documentedProperties(schema: Node | undefined): ReadonlyMap<string, Node> {
  if (schema === undefined) return new Map();
  return remembered(propertiesOf, schema, () => {
    const properties = new Map<string, Node>();
    for (const node of applicable(schema)) {
      for (const { key, node: property } of entries(child(node, 'properties'))) {
        if (!properties.has(key)) properties.set(key, property);
      }
    }
    return properties;
  });
}

/** The schema of a list's entries, where one is documented. */
export function itemSchema(schema: Node | undefined): Node | undefined {
  if (schema === undefined) return undefined;
  return remembered(itemsOf, schema, () => ({
    schema: applicable(schema)
      .map((node) => child(node, 'items'))
      .find((node) => node !== undefined),
  })).schema;
}

/** The names that a schema requires, `allOf` included (a choice requires nothing by itself). */
export function requiredProperties(schema: Node | undefined): { name: string; pointer: string }[] {
  const found: { name: string; pointer: string }[] = [];
  const seen = new Set<string>();
  const visit = (node: Node): void => {
    const here = follow(node);
    if (seen.has(here.pointer)) return;
    seen.add(here.pointer);
    const own = child(here, 'required');
    if (Array.isArray(own?.value)) {
      own.value.forEach((name, index) => {
        if (typeof name === 'string') found.push({ name, pointer: joinPointer(own.pointer, index) });
      });
    }
    for (const part of items(child(here, 'allOf'))) visit(part);
  };
  if (schema !== undefined) visit(schema);
  return found;
}

/** The first value of a keyword among the schemas that apply, with its pointer. */
export function keyword(schema: Node | undefined, word: string): Node | undefined {
  for (const node of applicable(schema)) {
    const found = child(node, word);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The JSON types that a schema allows, `null` included; empty when it does not say. */
export function typesOf(schema: Node | undefined): string[] {
  return schema === undefined
    ? []
    : (allowedTypes(schema, new Set(), { known: new Map(), circles: 0 }) ?? []);
}

interface Types {
  /** By pointer: layers that each hold the next one twice hold the last one a million times. */
  known: Map<string, string[] | undefined>;
  /** How often a schema was come back to that is a part of itself: beside it, it is another thing. */
  circles: number;
}

/** `allOf` narrows the types down, a choice widens them, and undefined says nothing. */
function allowedTypes(schema: Node, above: ReadonlySet<string>, types: Types): string[] | undefined {
  const here = follow(schema);
  if (above.has(here.pointer)) {
    types.circles += 1;
    return undefined;
  }
  if (types.known.has(here.pointer)) return types.known.get(here.pointer);
  const { circles } = types;
  const found = typesBy(here, above, types);
  if (types.circles === circles) types.known.set(here.pointer, found);
  return found;
}

function typesBy(here: Node, above: ReadonlySet<string>, all: Types): string[] | undefined {
  const inside = new Set(above).add(here.pointer);
  const branches = (word: string) => items(child(here, word)).map((part) => allowedTypes(part, inside, all));
  const own = [child(here, 'type')?.value].flat().filter((each) => typeof each === 'string');
  let types: string[] | undefined = own.length > 0 ? own : undefined;
  for (const part of branches('allOf')) types = both(types, part);
  for (const word of ['anyOf', 'oneOf']) {
    const choices = branches(word);
    const known = choices.filter((each) => each !== undefined);
    if (choices.length > 0 && known.length === choices.length) types = both(types, known.flat());
  }
  if (types === undefined) return undefined;
  const orNull = here.document.version === '3.0' && child(here, 'nullable')?.value === true ? ['null'] : [];
  return [...new Set([...types, ...orNull])];
}

function both(one: string[] | undefined, other: string[] | undefined): string[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.flatMap((type) => {
    if (other.includes(type) || (type === 'integer' && other.includes('number'))) return [type];
    return type === 'number' && other.includes('integer') ? ['integer'] : [];
  });
}
