import { joinPointer } from '../../document/pointer.ts';
import { brief, isObject, type Json, type JsonObject } from '../../json.ts';

/** A way for a body to be wrong. */
export type MutationKind = 'drop' | 'rename' | 'retype' | 'empty' | 'null' | 'swap' | 'format';

/** A body with one thing wrong in it. */
export interface Mutant {
  kind: MutationKind;
  /** Where in the right body; of a swap the first of the two. */
  pointer: string;
  /** What was done, a few words. */
  says: string;
  body: Json;
}

/** How many wrong bodies are made of one: those of a list of a thousand entries would say nothing new. */
const MOST = 400;

/**
 * Every body that is a right one with one thing wrong in it: a property dropped, renamed, of another type, empty or
 * null, the values of two neighbours exchanged, a text no longer of its format. The order of a list's entries is left
 * alone: a document cannot speak of it.
 */
export function mutantsOf(body: Json): Mutant[] {
  const found: Mutant[] = [];
  for (const mutant of mutations(body)) {
    if (found.length >= MOST) break;
    found.push(mutant);
  }
  return found;
}

function* mutations(body: Json): Generator<Mutant> {
  for (const { pointer, value, put, drop, rename } of places(body, '', (changed) => changed)) {
    const name = pointer === '' ? 'the body' : pointer;
    if (drop !== undefined) yield { kind: 'drop', pointer, says: `${name} left out`, body: drop() };
    if (rename !== undefined) {
      const { as, make } = rename;
      yield { kind: 'rename', pointer, says: `${name} renamed to ${as}`, body: make() };
    }
    const other = retyped(value);
    yield { kind: 'retype', pointer, says: `${name} as ${typeName(other)}`, body: put(other) };
    const empty = emptied(value);
    if (empty !== undefined) yield { kind: 'empty', pointer, says: `${name} empty`, body: put(empty) };
    if (value !== null) yield { kind: 'null', pointer, says: `${name} null`, body: put(null) };
    const broken = typeof value === 'string' ? outOfFormat(value) : undefined;
    if (broken !== undefined) {
      yield { kind: 'format', pointer, says: `${name} as ${brief(broken, 40)}`, body: put(broken) };
    }
    if (isObject(value)) yield* swaps(value, pointer, put);
  }
}

interface Spot {
  pointer: string;
  value: Json;
  put(value: Json): Json;
  drop?: () => Json;
  rename?: { as: string; make: () => Json };
}

/** Every value in a value, itself first, each with how to put something in its place. */
function* places(value: Json, pointer: string, put: (changed: Json) => Json): Generator<Spot> {
  yield { pointer, value, put };
  yield* within(value, pointer, put);
}

function* within(value: Json, pointer: string, put: (changed: Json) => Json): Generator<Spot> {
  if (Array.isArray(value)) {
    // The entries of a list are alike; the first few stand for all.
    for (const [index, item] of value.slice(0, 3).entries()) {
      yield* places(item, joinPointer(pointer, index), (changed) => put(value.with(index, changed)));
    }
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      const at = joinPointer(pointer, key);
      const set = (changed: Json): Json => put({ ...value, [key]: changed });
      const as = otherName(key);
      yield {
        pointer: at,
        value: item,
        put: set,
        drop: () => put(without(value, key)),
        rename: { as, make: () => put({ ...without(value, key), [as]: item }) },
      };
      yield* within(item, at, set);
    }
  }
}

function without(object: JsonObject, key: string): JsonObject {
  const { [key]: _, ...others } = object;
  return others;
}

/** As somebody else would spell it: `event_type` becomes `eventType`, and `event` becomes `Event`. */
function otherName(name: string): string {
  const camel = name.replace(/[_-]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (camel !== name) return camel;
  const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  return capital === name ? `${name}_` : capital;
}

/** A text for a number and a number for a text; a list for what stood alone, and what stood in a list alone. */
function retyped(value: Json): Json {
  if (typeof value === 'string') return 7;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value))
    return value[0] !== undefined && isObject(value[0]) ? value[0] : { '0': value[0] ?? null };
  return value === null ? 'null' : [value];
}

function typeName(value: Json): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return typeof value === 'number' ? 'a number' : 'a text';
}

function emptied(value: Json): Json | undefined {
  if (typeof value === 'string') return value === '' ? undefined : '';
  if (Array.isArray(value)) return value.length === 0 ? undefined : [];
  return isObject(value) && Object.keys(value).length > 0 ? {} : undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** A text that looks like one of a format, made into one that is none; undefined for any other text. */
function outOfFormat(text: string): string | undefined {
  if (UUID.test(text)) return text.slice(0, -1);
  if (DATE_TIME.test(text)) return text.replace('T', ' ').replace(/(Z|[+-]\d\d:\d\d)$/, '');
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text.split('-').reverse().join('/');
  if (/^[^\s@]+@[^\s@]+\.[a-z]+$/i.test(text)) return text.replace('@', ' at ');
  return /^https?:\/\/\S+$/.test(text) ? text.replace('://', ' ') : undefined;
}

/** Neighbours of one type whose values are exchanged. */
function* swaps(value: JsonObject, pointer: string, put: (changed: Json) => Json): Generator<Mutant> {
  const scalars = Object.entries(value).filter(
    (entry): entry is [string, string | number | boolean] =>
      entry[1] !== null && typeof entry[1] !== 'object',
  );
  for (const [index, [key, one]] of scalars.entries()) {
    const partner = scalars
      .slice(index + 1)
      .find(([, other]) => typeof other === typeof one && other !== one);
    if (partner === undefined) continue;
    const [other, theirs] = partner;
    yield {
      kind: 'swap',
      pointer: joinPointer(pointer, key),
      says: `the values of ${joinPointer(pointer, key)} and ${other} exchanged`,
      body: put({ ...value, [key]: theirs, [other]: one }),
    };
  }
}
