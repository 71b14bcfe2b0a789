import { fromPointer } from '../document/pointer.ts';
import { isObject, type Json } from '../json.ts';

/**
 * Writes a value at a JSON pointer and returns the new whole; what was given stays as it was. Parents that are
 * missing, or are no containers, are made: an object, or an array where the key is `0`.
 */
export function putAt(root: Json | undefined, pointer: string, value: Json): Json {
  return put(root, fromPointer(pointer) ?? [], value);
}

function put(here: Json | undefined, keys: readonly string[], value: Json): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(here) || (here === undefined && key === '0')) {
    const list = Array.isArray(here) ? [...here] : [];
    list[Number(key)] = put(list[Number(key)], rest, value);
    return list;
  }
  const entries = isObject(here) ? here : {};
  return { ...entries, [key]: put(Object.hasOwn(entries, key) ? entries[key] : undefined, rest, value) };
}
