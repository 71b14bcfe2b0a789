import { hasOwn, type Json } from '../json.ts';

/** Writes keys and indexes as a JSON pointer (RFC 6901): `['a/b', 0]` becomes `/a~1b/0`. */
export function toPointer(keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Reads a JSON pointer (RFC 6901) into its keys; undefined when the text is no pointer. */
export function fromPointer(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Appends keys to a pointer. */
export function joinPointer(pointer: string, ...keys: (string | number)[]): string {
  return pointer + toPointer(keys);
}

/**
 * The value at a JSON pointer, or undefined where nothing is. Only an object's own keys count, so a pointer
 * such as `/__proto__` finds nothing that was not written.
 */
export function valueAt(root: Json | undefined, pointer: string): Json | undefined {
  const keys = fromPointer(pointer);
  if (keys === undefined) return undefined;
  let value = root;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value)) {
      if (!/^(0|[1-9]\d*)$/.test(key)) return undefined;
      value = value[Number(key)];
    } else {
      value = hasOwn(value, key) ? value[key] : undefined;
    }
  }
  return value;
}

/** Every pointer of a value that holds no further object or array, with what stands there. */
export function* leaves(value: Json | undefined, pointer = ''): Generator<{ pointer: string; value: Json }> {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null) {
    yield { pointer, value };
    return;
  }
  for (const [key, item] of Object.entries(value)) yield* leaves(item, joinPointer(pointer, key));
}
