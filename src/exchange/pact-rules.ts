import { fromPointer } from '../document/pointer.ts';
import { isObject, type Json, type JsonObject, jsonType, sameJson } from '../json.ts';

/** What a Pact asks of the values of a body, beyond the example that it gives. */
export interface BodyRules {
  /**
   * Tells whether the Pact would take `value` where its example has `example`: without a rule only the same value is
   * right, and a matcher makes the example one value of many.
   */
  admits(pointer: string, example: Json, value: Json): boolean;
}

interface Rule {
  /** `*` stands for any key or index. */
  path: string[];
  matchers: JsonObject[];
  combine: 'AND' | 'OR';
}

/**
 * Reads the matching rules of a message, in the spelling of version 2 (`$.body.name`) or of version 3 and later (a
 * category `body` with paths of its own). What cannot be read is no rule.
 */
export function readBodyRules(matchingRules: Json | undefined): BodyRules {
  const rules = isObject(matchingRules)
    ? [...readCategory(matchingRules['body']), ...readV2(matchingRules)]
    : [];
  return { admits: (pointer, example, value) => admitted(rules, fromPointer(pointer) ?? [], example, value) };
}

function readCategory(category: Json | undefined): Rule[] {
  if (!isObject(category)) return [];
  return Object.entries(category).flatMap(([expression, rule]) => readRule(readPath(expression), rule));
}

function readV2(matchingRules: JsonObject): Rule[] {
  return Object.entries(matchingRules).flatMap(([expression, rule]) => {
    const [first, ...path] = readPath(expression) ?? [];
    return expression.startsWith('$') && first === 'body' ? readRule(path, rule) : [];
  });
}

function readRule(path: string[] | undefined, rule: Json | undefined): Rule[] {
  if (path === undefined || !isObject(rule)) return [];
  const matchers = Array.isArray(rule['matchers']) ? rule['matchers'].filter(isObject) : [rule];
  return [{ path, matchers, combine: rule['combine'] === 'OR' ? 'OR' : 'AND' }];
}

const STEP = /\.([^.[\]]+)|\[(\d+|\*)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/y;

/** The keys of a path such as `$.errors[*]['code']`; undefined when it is none. */
function readPath(expression: string): string[] | undefined {
  if (!expression.startsWith('$')) return undefined;
  const keys: string[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < expression.length) {
    const step = STEP.exec(expression);
    if (step === null) return undefined;
    keys.push(step[1] ?? step[2] ?? step[3] ?? step[4] ?? '');
  }
  return keys;
}

function admitted(rules: readonly Rule[], keys: readonly string[], example: Json, value: Json): boolean {
  const variant = variantAt(rules, keys);
  if (variant !== undefined) return admitted(variant.rules, variant.keys, example, value);
  const rule = bestRule(rules, keys);
  if (rule === undefined || rule.matchers.length === 0) return sameJson(example, value);
  const exact = rule.path.length === keys.length;
  const admits = (matcher: JsonObject): boolean => {
    const word = wordOf(matcher);
    return exact || CASCADING.has(word) ? takes(word, matcher, example, value) : sameJson(example, value);
  };
  return rule.combine === 'OR' ? rule.matchers.some(admits) : rule.matchers.every(admits);
}

/** Matchers that also hold for what is below the place that they stand at. */
const CASCADING = new Set(['type', 'equality', 'eachValue', 'notEmpty']);

function wordOf(matcher: JsonObject): string {
  return typeof matcher['match'] === 'string' ? matcher['match'] : 'type';
}

/** The rules that `arrayContains` has for the entry that a place lies in. */
function variantAt(
  rules: readonly Rule[],
  keys: readonly string[],
): { rules: Rule[]; keys: readonly string[] } | undefined {
  for (const { path, matchers } of rules) {
    if (keys.length <= path.length || !leadsTo(path, keys)) continue;
    const contains = matchers.find((matcher) => wordOf(matcher) === 'arrayContains');
    if (contains === undefined) continue;
    const variants = Array.isArray(contains['variants']) ? contains['variants'].filter(isObject) : [];
    const variant = variants.find(({ index }) => String(index) === keys[path.length]);
    return { rules: readCategory(variant?.['rules']), keys: keys.slice(path.length + 1) };
  }
  return undefined;
}

/** The rule of the longest path; of two, the one with fewer wildcards. */
function bestRule(rules: readonly Rule[], keys: readonly string[]): Rule | undefined {
  const weight = ({ path }: Rule): number => path.length * 1000 - path.filter((key) => key === '*').length;
  return rules.filter(({ path }) => leadsTo(path, keys)).sort((a, b) => weight(b) - weight(a))[0];
}

function leadsTo(path: readonly string[], keys: readonly string[]): boolean {
  return path.length <= keys.length && path.every((key, index) => key === '*' || key === keys[index]);
}

function takes(word: string, matcher: JsonObject, example: Json, value: Json): boolean {
  switch (word) {
    case 'equality':
      return sameJson(example, value);
    case 'type':
      return typeWord(example) === typeWord(value);
    case 'regex':
      return typeof value === 'string' && matches(matcher['regex'], value);
    case 'include':
      return typeof value === 'string' && value.includes(String(matcher['value'] ?? ''));
    case 'null':
      return value === null;
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
    case 'integer':
    case 'decimal':
      return typeof value === 'number';
    default:
      return true; // a matcher that is looser, or that is not known here, accuses nobody
  }
}

function typeWord(value: Json): string {
  const type = jsonType(value);
  return type === 'integer' ? 'number' : type;
}

function matches(pattern: Json | undefined, value: string): boolean {
  try {
    return new RegExp(String(pattern)).test(value);
  } catch {
    return true; // Pact's expressions are those of Rust, which has some that JavaScript does not
  }
}
