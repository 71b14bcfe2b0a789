import type { Document } from '../../document/document.ts';
import { child, follow, type Node } from '../../document/node.ts';
import { fromPointer, joinPointer, valueAt } from '../../document/pointer.ts';
import { schemasAt } from '../../document/schema.ts';
import { brief, isObject, type Json, type JsonObject } from '../../json.ts';
import { textsOf, yamlText } from '../look.ts';
import type { Mutant } from './mutate.ts';

/** A change to a schema of the document that may catch a wrong body. */
export interface Change {
  /** The schema that is changed. */
  pointer: string;
  /** One sentence. */
  text: string;
  yaml: string;
  /** What is put into the schema. */
  words: JsonObject;
}

/** The texts that documents or recordings give for a schema, by its pointer; made-up ones are not among them. */
export type KnownValues = ReadonlyMap<string, ReadonlySet<string>>;

/** The smallest changes of a document that may catch a wrong body, the smallest first. Whether they do is to be tried. */
export function changesFor(schema: Node, mutant: Mutant, right: Json, known: KnownValues): Change[] {
  const { kind, pointer } = mutant;
  const value = valueAt(right, pointer);
  const own = schemasAt(schema, pointer)[0];
  switch (kind) {
    case 'drop':
    case 'rename':
      return required(schema, pointer);
    case 'empty':
      if (isObject(value)) {
        return Object.keys(value)
          .flatMap((name) => required(schema, joinPointer(pointer, name)))
          .slice(0, 1);
      }
      if (own === undefined) return [];
      return Array.isArray(value)
        ? [change(own, { minItems: 1 }, `Let ${nameOf(pointer)} hold at least one entry`)]
        : [
            ...valuesOf(own, pointer, known),
            change(own, { minLength: 1 }, `Forbid an empty ${nameOf(pointer)}`),
          ];
    case 'null':
    case 'retype':
      return own === undefined || value === undefined ? [] : typed(own, pointer, value);
    case 'swap':
      return own === undefined ? [] : valuesOf(own, pointer, known);
    case 'format': {
      const format = typeof value === 'string' ? formatOf(value) : undefined;
      return own === undefined || format === undefined
        ? []
        : [change(own, { format }, `Name the format of ${nameOf(pointer)}`)];
    }
  }
}

/** A document with a change made in it. */
export function changed(document: Document, { pointer, words }: Change): Document {
  const put = (value: Json | undefined, keys: readonly string[]): Json => {
    const [key, ...rest] = keys;
    if (key === undefined) return { ...(isObject(value) ? value : {}), ...words };
    if (Array.isArray(value))
      return value.map((item, index) => (String(index) === key ? put(item, rest) : item));
    return isObject(value) ? { ...value, [key]: put(value[key], rest) } : (value ?? null);
  };
  return { ...document, root: put(document.root, fromPointer(pointer) ?? []) as JsonObject };
}

function required(schema: Node, pointer: string): Change[] {
  const name = nameOf(pointer);
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const owner = schemasAt(schema, parent).find((node) => child(node, 'properties', name) !== undefined);
  if (owner === undefined) return [];
  const names = isObject(owner.value) ? textsOf(owner.value['required']) : [];
  if (names.includes(name)) return [];
  return [change(owner, { required: [...names, name] }, `Require ${name}`)];
}

function typed(own: Node, pointer: string, value: Json): Change[] {
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  return [change(own, { type }, `Name the type of ${nameOf(pointer)}`)];
}

/** Only short words are a list that can be written down; a free text is not, nor is what has a format of its own. */
function valuesOf(own: Node, pointer: string, known: KnownValues): Change[] {
  const values = [...(known.get(own.pointer) ?? [])];
  const areWords = values.every(
    (value) => /^[A-Za-z][\w.:-]{0,60}$/.test(value) && formatOf(value) === undefined,
  );
  if (values.length === 0 || values.length > 20 || !areWords) return [];
  if (child(own, 'enum') !== undefined || child(own, 'format') !== undefined) return [];
  return [change(own, { enum: values }, `List the values of ${nameOf(pointer)}`)];
}

function change(schema: Node, words: JsonObject, text: string): Change {
  const { pointer } = follow(schema);
  const yaml = Object.entries(words)
    .map(([word, value]) =>
      word === 'required' && Array.isArray(value)
        ? `required: [${value.map((each) => yamlText(String(each))).join(', ')}]`
        : word === 'enum' && Array.isArray(value)
          ? `enum: [${value.map((each) => yamlText(String(each))).join(', ')}, …]`
          : `${word}: ${typeof value === 'string' ? value : brief(value)}`,
    )
    .join('\n');
  return { pointer, text: `${text}.`, yaml, words };
}

function nameOf(pointer: string): string {
  const keys = (fromPointer(pointer) ?? []).filter((key) => !/^\d+$/.test(key));
  return keys.at(-1) ?? 'the body';
}

function formatOf(text: string): string | undefined {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return 'uuid';
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return 'date-time';
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return 'date';
  if (/^[^\s@]+@[^\s@]+\.[a-z]+$/i.test(text)) return 'email';
  return /^https?:\/\/\S+$/.test(text) ? 'uri' : undefined;
}
