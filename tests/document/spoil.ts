import { isObject, type Json } from '../../src/json.ts';

/** The keys that lead to each value within a value. */
export function places(value: Json, above: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const here = [...above, key];
    return [here, ...(item === undefined ? [] : places(item, here))];
  });
}

/** A value with something else at one place, there under another key where one is given. */
export function spoilt(value: Json, [key, ...rest]: readonly string[], put: Json, rename?: string): Json {
  if (key === undefined) return put;
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === key ? spoilt(item, rest, put, rename) : item));
  }
  if (!isObject(value)) return put;
  const { [key]: old = null, ...others } = value;
  const name = rest.length === 0 ? (rename ?? key) : key;
  return { ...others, [name]: spoilt(old, rest, put, rename) };
}
