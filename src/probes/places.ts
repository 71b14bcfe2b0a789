import { joinPointer } from '../document/pointer.ts';
import { isObject, type Json } from '../json.ts';

/** Where something stands in a body: itself, and each object, list and value in it; of a list the first entry. */
export function* placesIn(value: Json | undefined, pointer = ''): Generator<string> {
  if (value === undefined) return;
  yield pointer;
  const inner: [string, Json | undefined][] = Array.isArray(value)
    ? [['0', value[0]]]
    : isObject(value)
      ? Object.entries(value)
      : [];
  for (const [key, item] of inner) yield* placesIn(item, joinPointer(pointer, key));
}
