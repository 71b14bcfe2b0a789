import { hasOwn, isObject, type Json } from '../json.ts';

/** Writes keys and indexes as a JSON pointer (RFC 6901): `['a/b', 0]` becomes `/a~1b/0`. */
export function toPointer(keys: readonly (string | number)[]): string {
  return joinPointer('', ...keys);
}

/** Reads a JSON pointer (RFC 6901) into its keys; undefined when the text is no pointer. */
export function fromPointer(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  const keys = pointer.slice(1).split('/');
  if (!pointer.includes('~')) return keys;
  if (/~(?![01])/.test(pointer)) return undefined;
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Appends keys to a pointer. */
export function joinPointer(pointer: string, ...keys: (string | number)[]): string {
  let joined = pointer;
  for (const key of keys) joined += `/${typeof key === 'number' ? key : escaped(key)}`;
  return joined;
}

function escaped(key: string): string {
  if (!key.includes('/') && !key.includes('~')) return key;
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A pointer with `*` for every index: places that are alike in all entries of a list become one. */
export function inEachEntry(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, '/*');
}

/**
 * The value at a JSON pointer, or undefined where nothing is. Only an object's own keys count, so a pointer
 * such as `/__proto__` finds nothing that was not written.
 */
export function valueAt(root: Json | undefined, pointer: string): Json | undefined {
  let keys = parsed.get(pointer);
  if (keys === undefined) {
    keys = fromPointer(pointer);
    if (keys === undefined) return undefined;
    if (parsed.size < PARSED) parsed.set(pointer, keys);
  }
  let value = root;
  for (const key of keys) value = memberOf(value, key);
  return value;
}

// The pointers of a contract are looked up in every answer.
const parsed = new Map<string, readonly string[]>();
const PARSED = 500;

/** What an object has by a key, or an array by an index in decimal (RFC 6901 section 4: no leading zeros). */
export function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) && hasOwn(value, key) ? value[key] : undefined;
}

/**
 * Every value in a value that is neither an object nor an array, with its pointer, in order. However deep the nesting,
 * it takes no call stack: what is walked may come from a server.
 */
export function* leaves(value: Json | undefined, pointer = ''): Generator<{ pointer: string; value: Json }> {
  const pending = [{ pointer, value }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { pointer: here, value: found } = next;
    if (found === undefined) continue;
    if (typeof found !== 'object' || found === null) {
      yield { pointer: here, value: found };
      continue;
    }
    const inside = Object.entries(found).map(([key, item]) => ({
      pointer: joinPointer(here, key),
      value: item,
    }));
    for (const each of inside.reverse()) pending.push(each);
  }
}
