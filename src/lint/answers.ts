import { isJsonType, parseMediaType } from '../document/media-type.ts';
import type { Node } from '../document/node.ts';
import { itemSchema } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import { at, attempt, itemsOf, listed, membersOf, rawAt, reached, textsOf } from './look.ts';
import type { Survey, SurveyedOperation } from './survey.ts';

/** An answer where it is declared, with every operation that documents it. */
export interface SharedAnswer {
  node: Node;
  statuses: string[];
  operations: SurveyedOperation[];
}

/** Every answer that an operation gives, those behind one `$ref` together, in the order of the document. */
export function answersOf({ operations }: Survey): SharedAnswer[] {
  const found = new Map<string, SharedAnswer>();
  for (const operation of operations) {
    if (operation.webhook) continue;
    for (const { status, node } of operation.responses) {
      const known = found.get(node.pointer);
      if (known === undefined) {
        found.set(node.pointer, { node, statuses: [status], operations: [operation] });
      } else {
        if (!known.statuses.includes(status)) known.statuses.push(status);
        known.operations.push(operation);
      }
    }
  }
  return [...found.values()];
}

/** True for `4XX`, `500` and their like. */
export function isErrorStatus(status: string): boolean {
  return /^[45](\d\d|XX)$/i.test(status);
}

/** The media types of a body, a parameter or an answer that hold JSON, with their schemas. */
export function jsonMedia(node: Node | undefined): { type: string; media: Node; schema: Node | undefined }[] {
  return membersOf(at(node, 'content')).flatMap(({ key, node: media }) =>
    key === '*/*' || isJsonType(parseMediaType(key)?.essence ?? '')
      ? [{ type: key, media, schema: at(media, 'schema') }]
      : [],
  );
}

/** An example with the name that it has. */
export interface FoundExample {
  name: string | undefined;
  value: Json;
  /** Where the value stands. */
  pointer: string;
}

/** The examples of a media type, a parameter or a header: `example`, and the values of `examples`. */
export function examplesOf(node: Node | undefined): FoundExample[] {
  const single = rawAt(node, 'example');
  const named = membersOf(at(node, 'examples')).flatMap(({ key, node: example }) => {
    const value = rawAt(example, 'value') ?? rawAt(example, 'dataValue');
    return value === undefined ? [] : [{ name: key, value: value.value, pointer: value.pointer }];
  });
  return [
    ...(single === undefined ? [] : [{ name: undefined, value: single.value, pointer: single.pointer }]),
    ...named,
  ];
}

/**
 * True when `{}` is valid by a schema, as far as that can be told without a value: a schema with a condition or a
 * negation in it is not said to accept anything.
 */
export function acceptsEmpty(schema: Node | undefined, above: ReadonlySet<string> = new Set()): boolean {
  const here = reached(schema);
  if (here === undefined || !isObject(here.value)) return false;
  // What refers to itself says no more the second time.
  if (above.has(here.pointer) || above.size > 12) return false;
  const inside = new Set(above).add(here.pointer);
  const { value } = here;
  if (['not', 'if', 'dependentSchemas', '$dynamicRef'].some((word) => value[word] !== undefined))
    return false;
  if (value['const'] !== undefined || value['enum'] !== undefined) return false;
  const types = [value['type']].flat().filter((type) => type !== undefined);
  if (types.length > 0 && !types.includes('object')) return false;
  if (textsOf(value['required']).length > 0 || Number(value['minProperties'] ?? 0) > 0) return false;
  if (!itemsOf(at(here, 'allOf')).every((part) => acceptsEmpty(part, inside))) return false;
  return ['anyOf', 'oneOf'].every((word) => {
    const choices = itemsOf(at(here, word));
    if (value[word] === undefined) return true;
    const accepting = choices.filter((part) => acceptsEmpty(part, inside));
    return word === 'anyOf' ? accepting.length > 0 : accepting.length === 1;
  });
}

/** The schema of a list's entries, undefined also where a reference is broken. */
export function entriesSchema(schema: Node | undefined): Node | undefined {
  return attempt(() => itemSchema(schema));
}

/** `400`, `400 and 409`. */
export function statusesText(statuses: readonly string[]): string {
  return listed([...statuses].sort(), 6);
}
