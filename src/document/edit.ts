import { hasOwn, isObject, type Json, type JsonObject } from '../json.ts';
import { fromPointer } from './pointer.ts';

/** A copy of a value with something else at a JSON pointer; missing parents are made as objects. */
export function withValue(root: Json | undefined, pointer: string, value: Json): Json {
  return edit(root, fromPointer(pointer) ?? [], value) ?? null;
}

/** A copy of a value without what stands at a JSON pointer. */
export function without(root: Json | undefined, pointer: string): Json {
  return edit(root, fromPointer(pointer) ?? [], undefined) ?? null;
}

function edit(root: Json | undefined, keys: readonly string[], value: Json | undefined): Json | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(root)) {
    const index = Number(key);
    const item = edit(root[index], rest, value);
    return item === undefined
      ? root.filter((_, at) => at !== index)
      : [...root.slice(0, index), item, ...root.slice(index + 1)];
  }
  const object: JsonObject = isObject(root) ? root : {};
  const item = edit(hasOwn(object, key) ? object[key] : undefined, rest, value);
  const copy = { ...object };
  if (item === undefined) delete copy[key];
  else
    Object.defineProperty(copy, key, { value: item, enumerable: true, writable: true, configurable: true });
  return copy;
}
