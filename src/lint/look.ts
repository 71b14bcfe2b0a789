import { child, dataAt, follow, type Node } from '../document/node.ts';
import { isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';

/** What a function returns; undefined where it meets a reference that leads nowhere, of which a rule of its own tells. */
export function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** As `child`, undefined also where a reference on the way is broken. */
export function at(node: Node | undefined, ...keys: (string | number)[]): Node | undefined {
  return node === undefined ? undefined : attempt(() => child(node, ...keys));
}

/** As `follow`, undefined for a broken reference. */
export function reached(node: Node | undefined): Node | undefined {
  return node === undefined ? undefined : attempt(() => follow(node));
}

/** The members of an object, each followed; those behind broken references are left out. */
export function membersOf(node: Node | undefined): { key: string; node: Node }[] {
  const here = reached(node);
  if (here === undefined || !isObject(here.value)) return [];
  return Object.keys(here.value).flatMap((key) => {
    const found = at(here, key);
    return found === undefined ? [] : [{ key, node: found }];
  });
}

/** The items of a list, each followed; those behind broken references are left out. */
export function itemsOf(node: Node | undefined): Node[] {
  if (node === undefined || !Array.isArray(node.value)) return [];
  return node.value.flatMap((_, index) => at(node, index) ?? []);
}

/** What an object has by a key, as it is written: data, in which a `$ref` is no reference. */
export function rawAt(node: Node | undefined, key: string): Node | undefined {
  return node === undefined ? undefined : attempt(() => dataAt(node, key));
}

/** A text that an object has by a key; empty where it has none. */
export function textAt(node: Node | undefined, key: string): string {
  const value = rawAt(node, key)?.value;
  return typeof value === 'string' ? value : '';
}

/** The texts of a list; anything else in it is left out. */
export function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** A name as a key or a value of YAML, in quotes where it needs them. */
export function yamlText(text: string): string {
  const plain =
    /^[A-Za-z_][\w./-]*( [\w./-]+)*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}

/** `1 name`, or `a, b and c`, or `a, b, c and 4 more`. */
export function listed(names: readonly string[], most = 4): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names.slice(0, -1);
  const last = names.length > most ? `${names.length - most + 1} more` : (names.at(-1) ?? '');
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
