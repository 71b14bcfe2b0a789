import { type Direction, isFlagged } from '../../document/json-schema.ts';
import { isJsonType } from '../../document/media-type.ts';
import { child, entries, items, type Node } from '../../document/node.ts';
import { joinPointer } from '../../document/pointer.ts';
import { isObject } from '../../json.ts';
import { allParts } from './all-parts.ts';
import { NUMBER_FORMATS } from './number-formats.ts';
import {
  ANYTHING,
  type Bound,
  type Branch,
  type Conjunction,
  conjunction,
  type Property,
  type Rule,
  type SpaceType,
} from './space.ts';
import { tellingWords } from './telling-words.ts';
import { AS_THEY_ARE } from './text-formats.ts';

type Rules = (schema: Node, direction: Direction) => Partial<Branch>;

/** What a schema itself says of the values of each type. */
export const TYPE_RULES: Partial<Record<SpaceType, Rules>> = {
  number: (schema) => {
    const { minimum, maximum } = bounds(schema);
    const multiple = numberAt(schema, 'multipleOf');
    return {
      minimum,
      maximum,
      multiples: multiple === undefined ? [] : [multiple],
      formats: formats(schema, NUMBER_FORMATS),
    };
  },
  string: (schema) => {
    const pattern = child(schema, 'pattern');
    const source = pattern?.value;
    return {
      ...counted(schema, 'minLength', 'maxLength'),
      patterns:
        pattern !== undefined && typeof source === 'string' && !SAYS_NOTHING.has(source)
          ? [{ value: source, at: pattern.pointer }]
          : [],
      formats: formats(schema, undefined),
      content: contentIn(schema),
    };
  },
  array: (schema) => {
    const unique = child(schema, 'uniqueItems');
    const prefix = items(child(schema, 'prefixItems'));
    const rest = child(schema, 'items') ?? unevaluatedItems(schema);
    return {
      ...counted(schema, 'minItems', 'maxItems'),
      unique: unique?.value === true ? { value: true, at: unique.pointer } : undefined,
      ...closedList(prefix.length, rest, numberAt(schema, 'maxItems')),
      prefix: prefix.map((item) => conjunction([item])),
    };
  },
  object: (schema, direction) => {
    const flag = direction === 'response' ? 'writeOnly' : 'readOnly';
    const properties = new Map(
      entries(child(schema, 'properties')).map(({ key, node }): [string, Property] => [
        key,
        {
          schema: conjunction([saidPlainly(node)]),
          at: joinPointer(schema.pointer, 'properties', key),
          ruledOut: isFlagged(node, flag),
        },
      ]),
    );
    const additional = child(schema, 'additionalProperties') ?? unevaluated(schema);
    return {
      ...counted(schema, 'minProperties', 'maxProperties'),
      properties,
      required: required(schema, properties),
      patternProperties: entries(child(schema, 'patternProperties')).map(({ key, node }) => ({
        source: key,
        negated: false,
        schema: conjunction([node]),
      })),
      additional:
        additional === undefined || saysNothing(additional)
          ? ANYTHING
          : conjunction([saidPlainly(additional)]),
    };
  },
};

/** Where nothing else has a say in what is evaluated, `unevaluatedProperties` is `additionalProperties`. */
function unevaluated(schema: Node): Node | undefined {
  return isPlain(schema) ? child(schema, 'unevaluatedProperties') : undefined;
}

/**
 * As `unevaluated`, of a list without `items`: it is these. `contains` has looked at the entries of its kind, so that only
 * these may be there where no others are allowed (JSON Schema 2020-12, core, section 11.2).
 */
export function unevaluatedItems(schema: Node): Node | undefined {
  const rest = child(schema, 'unevaluatedItems');
  if (rest === undefined || !isPlain(schema)) return undefined;
  const contained = child(schema, 'contains');
  if (contained === undefined) return rest;
  return rest.value === false ? contained : undefined;
}

/** True for a schema of which every word speaks of the value itself, none of a part that it is composed of. */
export function isPlain({ value }: Node): boolean {
  const others = [
    'allOf',
    'anyOf',
    'oneOf',
    'if',
    'then',
    'else',
    'not',
    'dependentSchemas',
    '$ref',
    '$dynamicRef',
  ];
  return isObject(value) && !others.some((word) => word in value);
}

/** A schema that nothing satisfies is `false`, however it is spelt. */
function saidPlainly(node: Node): Node {
  return isNeverMet(node) ? { ...node, value: false } : node;
}

function isNeverMet(node: Node): boolean {
  return allParts(node).some((schema) => {
    const not = child(schema, 'not');
    return schema.value === false || (not !== undefined && saysNothing(not));
  });
}

/** A list whose further entries nothing satisfies is a list of at most so many. */
function closedList(
  fixed: number,
  rest: Node | undefined,
  most: Rule<number> | undefined,
): Pick<Branch, 'items' | 'maxItems'> {
  if (rest !== undefined && saidPlainly(rest).value === false) {
    const closed = { value: fixed, at: rest.pointer };
    return { items: ANYTHING, maxItems: most !== undefined && most.value < fixed ? most : closed };
  }
  const unreachable = most !== undefined && most.value <= fixed;
  return {
    items: rest === undefined || unreachable || saysNothing(rest) ? ANYTHING : conjunction([rest]),
    maxItems: most,
  };
}

/** Texts of which every pattern is a part. */
const SAYS_NOTHING = new Set(['', '.*', '^.*', '.*$', '^', '$', '^[\\s\\S]*$', '[\\s\\S]*']);
/**
 * Formats that tell a reader how to show or to keep a text, and allow every one. `binary` is any bytes, and since OpenAPI
 * 3.1 it is left out (OpenAPI 3.1 section 4.8.14.3.1).
 */
const HINTS = new Set('password float double string text textarea markdown html binary'.split(' '));

function formats(schema: Node, among: ReadonlyMap<string, unknown> | undefined): Rule<string>[] {
  const format = child(schema, 'format') ?? encoded(schema);
  const content = among === undefined ? contentOf(schema) : [];
  const name = format?.value;
  if (format === undefined || typeof name !== 'string') return content;
  if (among === undefined ? HINTS.has(name) || NUMBER_FORMATS.has(name) : !among.has(name)) return content;
  return [{ value: name, at: format.pointer }, ...content];
}

/** What OpenAPI 3.0 calls the format `byte` is `contentEncoding: base64` since 3.1 (OpenAPI 3.1 section 4.8.14.3.1). */
function encoded(schema: Node): Node | undefined {
  const encoding = child(schema, 'contentEncoding');
  if (encoding === undefined || typeof encoding.value !== 'string') return undefined;
  const name = encoding.value.toLowerCase();
  if (AS_THEY_ARE.has(name)) return undefined;
  return { ...encoding, value: name === 'base64' ? 'byte' : name };
}

/** What a text holds, by `contentMediaType`; any bytes at all are no kind of content. */
function contentOf(schema: Node): Rule<string>[] {
  const content = child(schema, 'contentMediaType');
  const type = essenceOf(content);
  if (content === undefined || type === undefined) return [];
  return ANY_CONTENT.has(type) ? [] : [{ value: type, at: content.pointer }];
}

function essenceOf(content: Node | undefined): string | undefined {
  if (content === undefined || typeof content.value !== 'string') return undefined;
  const [essence = ''] = content.value.toLowerCase().split(';');
  const type = essence.trim();
  return type.includes('/') ? type : undefined;
}

/** What JSON in a text is like; without its media type the schema says nothing (JSON Schema 2020-12, validation, 8.5). */
function contentIn(schema: Node): Conjunction {
  const content = child(schema, 'contentSchema');
  const isJson = isJsonType(essenceOf(child(schema, 'contentMediaType')) ?? '');
  return content === undefined || !isJson || saysNothing(content) ? ANYTHING : conjunction([content]);
}

const ANY_CONTENT = new Set(['application/octet-stream', '*/*']);

function required(schema: Node, properties: ReadonlyMap<string, Property>): Map<string, string> {
  const list = child(schema, 'required');
  if (!Array.isArray(list?.value)) return new Map();
  return new Map(
    list.value.flatMap((name, index): [string, string][] =>
      typeof name === 'string' && properties.get(name)?.ruledOut !== true
        ? [[name, joinPointer(list.pointer, index)]]
        : [],
    ),
  );
}

/** True for a schema that accepts every value: `true`, `{}`, or nothing but annotations. */
export function saysNothing(node: Node): boolean {
  return allParts(node).every(
    ({ value }) =>
      value === true || (isObject(value) && tellingWords(value).every((word) => word === 'allOf')),
  );
}

function counted<L extends keyof Branch, H extends keyof Branch>(
  schema: Node,
  low: L,
  high: H,
): Partial<Branch> {
  const least = numberAt(schema, low);
  return {
    [low]: least === undefined || least.value <= 0 ? undefined : least,
    [high]: numberAt(schema, high),
  };
}

function numberAt(schema: Node, word: string): Rule<number> | undefined {
  const found = child(schema, word);
  return found !== undefined && typeof found.value === 'number'
    ? { value: found.value, at: found.pointer }
    : undefined;
}

/** OpenAPI 3.0 has `exclusiveMinimum: true` beside `minimum`, 3.1 has the bound itself. */
function bounds(schema: Node): { minimum: Bound | undefined; maximum: Bound | undefined } {
  const side = (word: 'minimum' | 'maximum', exclusiveWord: string): Bound | undefined => {
    const inclusive = numberAt(schema, word);
    const exclusive = child(schema, exclusiveWord);
    const strict = numberAt(schema, exclusiveWord);
    if (strict !== undefined) {
      const tighter =
        inclusive === undefined ||
        (word === 'minimum' ? strict.value >= inclusive.value : strict.value <= inclusive.value);
      return tighter ? { ...strict, exclusive: true } : { ...inclusive, exclusive: false };
    }
    if (inclusive === undefined) return undefined;
    return exclusive?.value === true
      ? { ...inclusive, exclusive: true, exclusiveAt: exclusive.pointer }
      : { ...inclusive, exclusive: false };
  };
  return { minimum: side('minimum', 'exclusiveMinimum'), maximum: side('maximum', 'exclusiveMaximum') };
}
