import { child, entries, follow, items, type Node } from '../../document/node.ts';
import { joinPointer } from '../../document/pointer.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { canonicalText } from './canonical.ts';
import type { Conjunction } from './space.ts';
import { tellingWords } from './telling-words.ts';

/** A rule that holds for some objects only, or that can be kept to in several ways: its alternatives multiply. */
export interface ConditionalRule {
  word: 'if' | 'not' | 'anyOf' | 'dependentRequired' | 'dependentSchemas';
  /** The property upon which something depends. */
  key?: string;
  /** The schema that has it, with these words alone. */
  schema: Node<JsonObject>;
  at: string;
  /** The same for the same rule. */
  text: string;
}

/** The conditional rules of schemas, and of what these are composed of. */
export function conditionalRules(schema: Conjunction): ConditionalRule[] {
  return partsOf(schema).flatMap(rulesOf);
}

/** Schemas, and what these are composed of, without their conditional rules. */
export function withoutRules(schema: Conjunction): Conjunction {
  // Their pointers are those of the whole schemas, for which they must not be taken.
  return { nodes: partsOf(schema).map(without), key: `${schema.key} without conditions` };
}

/** Whether one of them says what may be there that nothing else speaks of: without a rule that is another thing. */
export function isClosing({ nodes }: Conjunction): boolean {
  return nodes.some(
    ({ value }) => isObject(value) && Object.keys(value).some((word) => word.startsWith('unevaluated')),
  );
}

/** Whether schemas are the same in every rule. */
export function sameRules(one: Conjunction, other: Conjunction): boolean {
  const text = ({ nodes }: Conjunction) =>
    nodes
      .map((node) => canonicalText(node))
      .sort()
      .join();
  return text(one) === text(other);
}

/** Schemas and all parts of their `allOf`, each once and without that word. */
function partsOf({ nodes }: Conjunction): Node[] {
  const found: Node[] = [];
  const seen = new Set<string>();
  const add = (node: Node): void => {
    const schema = follow(node);
    const { value, pointer } = schema;
    const key = `${pointer} ${typeof value}`;
    if (seen.has(key)) return;
    seen.add(key);
    const parts = items(child(schema, 'allOf'));
    if (!isObject(value) || parts.length === 0) {
      found.push(schema);
      return;
    }
    const { allOf: _, ...own } = value;
    found.push({ ...schema, value: own });
    parts.forEach(add);
  };
  nodes.forEach(add);
  return found;
}

function rulesOf(schema: Node): ConditionalRule[] {
  const { value } = schema;
  if (!isObject(value)) return [];
  const only = (...words: string[]): Node<JsonObject> => ({
    ...schema,
    value: Object.fromEntries(
      words.flatMap((word) => (value[word] === undefined ? [] : [[word, value[word]]])),
    ),
  });
  const whole = (word: ConditionalRule['word'], ...words: string[]): ConditionalRule => {
    const rule = only(word, ...words);
    return { word, schema: rule, at: joinPointer(schema.pointer, word), text: canonicalText(rule) };
  };
  return [
    ...(isTold(value) ? [whole('if', 'then', 'else')] : []),
    ...(value['not'] === undefined ? [] : [whole('not')]),
    ...(isPresence(schema) ? [whole('anyOf')] : []),
    ...(['dependentRequired', 'dependentSchemas'] as const).flatMap((word) =>
      entries(child(schema, word)).map(({ key, node }) => ({
        word,
        key,
        schema: { ...schema, value: { [word]: { [key]: node.value } } },
        at: joinPointer(joinPointer(schema.pointer, word), key),
        text: JSON.stringify([
          word,
          key,
          Array.isArray(node.value) ? [...node.value].sort() : canonicalText(node),
        ]),
      })),
    ),
  ];
}

/** An `if` from which nothing follows says nothing. */
function isTold(value: JsonObject): boolean {
  return value['if'] !== undefined && (value['then'] !== undefined || value['else'] !== undefined);
}

/** Whether `anyOf` speaks only of which properties have to be there, or may not be. */
function isPresence(schema: Node): boolean {
  const parts = items(child(schema, 'anyOf'));
  return parts.length > 0 && parts.every(({ value }) => isPresenceOnly(value));
}

function isPresenceOnly(value: Json): boolean {
  if (!isObject(value)) return false;
  const words = tellingWords(value);
  return words.length > 0 && words.every((word) => word === 'required' || word === 'not');
}

function without(schema: Node): Node {
  const { value } = schema;
  if (!isObject(value)) return schema;
  const taken = new Set(rulesOf(schema).flatMap(({ schema: rule }) => Object.keys(rule.value)));
  return { ...schema, value: Object.fromEntries(Object.entries(value).filter(([word]) => !taken.has(word))) };
}
