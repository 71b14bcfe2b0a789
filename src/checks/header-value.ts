import { isJsonType, parseMediaType } from '../document/media-type.ts';
import type { Node } from '../document/node.ts';
import type { ResponseHeader } from '../document/operation.ts';
import { documentedProperties, itemSchema, typesOf } from '../document/schema.ts';
import type { Json } from '../json.ts';
import { Problem } from '../problem.ts';
import { compileSchema } from './request-schema.ts';
import type { SchemaFault } from './response-schema.ts';

/** What is wrong with a header, and the line in which it is. */
export interface HeaderFault {
  line: string;
  message: string;
  expected?: Json;
  /** Where the rule stands in the document. */
  promise: string;
}

/**
 * Judges the lines of a header by its whole schema. A line is text: it is read as each of the types that the schema
 * allows, lists and objects by the style `simple` (OpenAPI 3.0 section 4.7.21), and is right if it is so in one reading.
 *
 * Several lines are one list (RFC 9110 section 5.3); where the document has no list each of them has to be right, but of
 * several cookies, which are different things, one has to be (RFC 6265 section 3).
 *
 * @param lines the values of the header in one answer, at least one
 * @returns undefined when nothing is wrong, or when the document does not say how the value is written
 */
export function headerFault(header: ResponseHeader, lines: readonly string[]): HeaderFault | undefined {
  const { schema, name, mediaType } = header;
  if (schema === undefined) return undefined;
  const essence = parseMediaType(mediaType ?? 'text/plain')?.essence ?? '';
  const isJson = isJsonType(essence);
  if (!isJson && essence !== 'text/plain') return undefined;
  const cookies = name.toLowerCase() === 'set-cookie';
  const isList = !isJson && typesOf(schema).includes('array');
  const faults = (isList ? [lines] : lines.map((line) => [line])).map((each): HeaderFault | undefined => {
    const line = each.join(', ');
    const parts = isList ? (cookies ? each : each.flatMap(listed)) : [];
    const values = isJson ? parsed(line) : readings(line, parts, header);
    const [fault, ...others] = values?.map((value) => validatorOf(schema)(value)[0]) ?? [];
    if (fault === undefined || others.includes(undefined)) return undefined;
    const { expected, promise } = fault;
    return { line, message: sentence(line, fault), promise, ...(expected === undefined ? {} : { expected }) };
  });
  return cookies && faults.includes(undefined) ? undefined : faults.find((fault) => fault !== undefined);
}

const validators = new WeakMap<Node, (value: Json) => SchemaFault[]>();

function validatorOf(schema: Node): (value: Json) => SchemaFault[] {
  const known = validators.get(schema) ?? compiled(schema);
  validators.set(schema, known);
  return known;
}

/** A schema that is itself wrong is for lint to tell of: no answer can be held against it. */
function compiled(schema: Node): (value: Json) => SchemaFault[] {
  try {
    return compileSchema(schema, { direction: 'response' });
  } catch (error) {
    if (error instanceof Problem) return () => [];
    throw error;
  }
}

function parsed(text: string): Json[] {
  try {
    return [JSON.parse(text) as Json];
  } catch {
    return [text];
  }
}

/**
 * What a text may stand for, the most special first.
 *
 * @param parts what it holds if it is a list
 * @returns undefined for what is nested, which no style says how to write
 */
function readings(
  text: string,
  parts: readonly string[],
  { schema, explode }: ResponseHeader,
): Json[] | undefined {
  const types = typesOf(schema);
  const values: Json[] = [];
  if (types.includes('array')) {
    const items = typesOf(itemSchema(schema));
    if (isNested(items)) return undefined;
    const each = parts.map((part) => scalars(part, items));
    values.push(
      each.map(([special]) => special ?? null),
      [...parts],
    );
  }
  if (types.includes('object')) {
    const properties = documentedProperties(schema);
    if ([...properties.values()].some((property) => isNested(typesOf(property)))) return undefined;
    const pairs = pairsOf(text, explode);
    if (pairs !== undefined) {
      const each = pairs.map(([key, value]) => [key, scalars(value, typesOf(properties.get(key)))] as const);
      values.push(
        Object.fromEntries(each.map(([key, [special]]) => [key, special ?? null])),
        Object.fromEntries(pairs),
      );
    }
  }
  const isComposed = types.length > 0 && types.every((type) => COMPOSED.has(type));
  return isComposed ? (values.length > 0 ? values : [text]) : [...values, ...scalars(text, types)];
}

const COMPOSED = new Set(['array', 'object']);

function isNested(types: readonly string[]): boolean {
  return types.some((type) => COMPOSED.has(type));
}

/** A text as each of the simple types that are allowed, and as itself. */
function scalars(text: string, types: readonly string[]): Json[] {
  const may = (type: string): boolean => types.length === 0 || types.includes(type);
  const isNumber = may('number')
    ? /^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)
    : may('integer') && /^-?\d+$/.test(text);
  const values: Json[] = [];
  if (isNumber) values.push(Number(text));
  if (may('boolean') && /^(true|false)$/.test(text)) values.push(text === 'true');
  if (types.includes('null') && /^(null)?$/.test(text)) values.push(null);
  return [...values, text];
}

/** The entries of a list: commas within quotes are of the entry, and empty entries are none (RFC 9110 section 5.6.1). */
function listed(text: string): string[] {
  return (text.match(/(?:"[^"]*"|[^,])+/g) ?? []).map((part) => part.trim()).filter((part) => part !== '');
}

/** `a=1,b=2` where the document says explode, and else `a,1,b,2`; undefined for what is neither. */
function pairsOf(text: string, explode: boolean): [string, string][] | undefined {
  const parts = listed(text);
  if (!explode) {
    if (parts.length % 2 === 1) return undefined;
    return parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? '']] : []));
  }
  if (!parts.every((part) => part.includes('='))) return undefined;
  return parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
}

/** A fault of the whole says what the value is; one of a part comes after the line in which that is. */
function sentence(line: string, { message, pointer, keyword }: SchemaFault): string {
  if (pointer !== '') return `${JSON.stringify(line)}: ${message}`;
  const said = message.replace(/^the value is /, '');
  // All of a header is text, which says nothing.
  return keyword === 'type' ? said.replace(' (string), where', ', where') : said;
}
