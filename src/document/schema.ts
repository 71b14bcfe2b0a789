import { isObject, type Json } from '../json.ts';
import { child, follow, items, members, type Node } from './node.ts';
import { fromPointer } from './pointer.ts';

/** How deep composed or recursive schemas are followed. */
const DEPTH = 40;

/**
 * A schema with the schemas that apply to the same value: itself and what its `allOf`, `anyOf` and `oneOf` hold.
 * A recursion is entered once.
 */
export function applicable(schema: Node | undefined): Node[] {
  const found: Node[] = [];
  const visit = (node: Node, depth: number): void => {
    const here = follow(node);
    if (depth > DEPTH || found.some((each) => each.pointer === here.pointer)) return;
    found.push(here);
    for (const word of ['allOf', 'anyOf', 'oneOf']) {
      for (const part of items(child(here, word))) visit(part, depth + 1);
    }
  };
  if (schema !== undefined) visit(schema, 0);
  return found;
}

/**
 * The schemas that speak of the value at a JSON pointer into an instance, found through `properties`, `items`,
 * `prefixItems` and `additionalProperties`; empty where the document says nothing of that place.
 */
export function schemasAt(schema: Node | undefined, pointer: string): Node[] {
  let here = applicable(schema);
  for (const key of fromPointer(pointer) ?? []) {
    here = here.flatMap((node) => step(node, key)).flatMap((node) => applicable(node));
  }
  return here;
}

/** True when the document names the place: the pointer leads through declared properties and items. */
export function declares(schema: Node | undefined, pointer: string): boolean {
  return schemasAt(schema, pointer).length > 0;
}

function step(node: Node, key: string): Node[] {
  const property = child(node, 'properties', key);
  if (property !== undefined) return [property];
  if (/^\d+$/.test(key)) {
    const item = child(node, 'prefixItems', Number(key)) ?? child(node, 'items');
    if (item !== undefined) return [item];
  }
  const additional = child(node, 'additionalProperties');
  return additional !== undefined && isObject(additional.value) && Object.keys(additional.value).length > 0
    ? [additional]
    : [];
}

/** The properties that a schema documents for an object, each with the first schema that declares it. */
export function documentedProperties(schema: Node | undefined): Map<string, Node> {
  const properties = new Map<string, Node>();
  for (const node of applicable(schema)) {
    for (const { key, node: property } of propertyMembers(node)) {
      if (!properties.has(key)) properties.set(key, property);
    }
  }
  return properties;
}

/** `members` leaves out `x-` keys, which are names like any other among properties. */
function propertyMembers(node: Node): { key: string; node: Node }[] {
  const properties = child(node, 'properties');
  if (properties === undefined || !isObject(properties.value)) return [];
  const extensions = Object.keys(properties.value)
    .filter((key) => key.startsWith('x-'))
    .flatMap((key) => {
      const found = child(properties, key);
      return found === undefined ? [] : [{ key, node: found }];
    });
  return [...members(properties), ...extensions];
}

/** The names that a schema requires, `allOf` included (a choice requires nothing by itself). */
export function requiredProperties(schema: Node | undefined): { name: string; pointer: string }[] {
  if (schema === undefined) return [];
  const here = follow(schema);
  const own = child(here, 'required');
  const names = Array.isArray(own?.value)
    ? own.value.flatMap((name, index) =>
        typeof name === 'string' ? [{ name, pointer: `${own.pointer}/${index}` }] : [],
      )
    : [];
  return [...names, ...items(child(here, 'allOf')).flatMap((part) => requiredProperties(part))];
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
  const type: Json | undefined = keyword(schema, 'type')?.value;
  const types =
    typeof type === 'string'
      ? [type]
      : Array.isArray(type)
        ? type.filter((each) => typeof each === 'string')
        : [];
  return types.length > 0 && keyword(schema, 'nullable')?.value === true ? [...types, 'null'] : types;
}
