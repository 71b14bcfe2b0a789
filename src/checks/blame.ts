import type { ErrorShape } from '../contract/contract.ts';
import type { Node } from '../document/node.ts';
import { fromPointer, valueAt } from '../document/pointer.ts';
import { documentedProperties, keyword } from '../document/schema.ts';
import { isObject, type Json, sameJson } from '../json.ts';
import type { Reading } from './reading.ts';

/** An error that points at a part of the request that was right. */
export interface WrongBlame {
  /** What it points at, as it says it. */
  pointer: string;
  /** Pointer to the part of the request that was broken. */
  broken: string;
  /** Which error of the list it is. */
  index: number;
}

/**
 * One part of the request was broken: errors that point at other parts, and none at that one, mislead (JSON:API 1.1,
 * section Error Objects: `source.pointer` leads to the value in the request that caused the error). So does one that
 * blames, besides, the only value that the document allows. What holds the broken part may be blamed for it: by the same
 * section a pointer must lead to something that the request has, and so to the object in which a property is missing.
 */
export function wronglyBlamed(
  { exchange, operation, status, sent }: Reading,
  shape: ErrorShape,
  list: readonly Json[],
): WrongBlame | undefined {
  const place = exchange.expectation?.broken ?? '';
  const path = fromPointer(place) ?? [];
  const broken = path.at(-1);
  const { source } = shape;
  if (broken === undefined || source === undefined || status === 401) return undefined;
  const blamed = list.flatMap((entry, index) => {
    const said = valueAt(entry, source);
    const keys = pointerKeys(said);
    return keys.length === 0 || typeof said !== 'string' ? [] : [{ keys, said, index }];
  });
  const properties = (operation.body?.content ?? []).flatMap(({ schema }) => [
    ...documentedProperties(schema),
  ]);
  if (blamed.some(({ keys }) => keys.includes(broken))) {
    const closed = new Set(
      properties.filter((property) => isOnlyValue(property, sent)).map(([name]) => name),
    );
    const besides = blamed.find(
      ({ keys }) => keys.length === 1 && keys[0] !== broken && closed.has(keys[0] ?? ''),
    );
    return besides === undefined ? undefined : toBlame(besides, place);
  }
  const known = new Set(properties.map(([name]) => name));
  // What the document's own examples point at may mean something that only the provider knows.
  const documented = examplePointers(operation, shape);
  const wrong = blamed.find(
    ({ keys }) =>
      !isAbove(keys, path) &&
      (keys.some((key) => known.has(key)) ||
        !(documented.has(keys.join('/')) || CONTAINERS.has(keys.at(-1) ?? ''))),
  );
  return wrong === undefined ? undefined : toBlame(wrong, place);
}

/** True for what holds a place, also behind the keys that lead into a JSON:API document. */
function isAbove(keys: readonly string[], path: readonly string[]): boolean {
  const inside = keys.slice(keys.findIndex((key) => !CONTAINERS.has(key)));
  return [keys, inside].some((each) => each.every((key, index) => key === path[index]));
}

function toBlame({ said, index }: { said: string; index: number }, broken: string): WrongBlame {
  return { pointer: said, broken, index };
}

/** True where the document allows one value only, and the request has it: no rule can ask for another. */
function isOnlyValue([name, schema]: [string, Node], sent: Json | undefined): boolean {
  const values = keyword(schema, 'enum')?.value;
  const value = isObject(sent) ? sent[name] : undefined;
  return Array.isArray(values) && values.length === 1 && value !== undefined && sameJson(values[0], value);
}

function pointerKeys(source: Json | undefined): string[] {
  if (typeof source !== 'string') return [];
  return (fromPointer(source.replace(/^#/, '')) ?? []).filter((key) => key !== '');
}

/** Keys that lead to the properties of a JSON:API document and blame none of them. */
const CONTAINERS = new Set(['data', 'attributes', 'body']);

/** What the errors in the document's own examples point at. */
function examplePointers(operation: Reading['operation'], shape: ErrorShape): Set<string> {
  const errors = operation.responses
    .flatMap(({ content }) => content.flatMap(({ examples }) => examples))
    .flatMap(({ value }) => valueAt(value, shape.list) ?? []);
  return new Set(errors.map((error) => pointerKeys(valueAt(error, shape.source ?? '')).join('/')));
}
