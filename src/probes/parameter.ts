import type { Document } from '../document/document.ts';
import type { Node } from '../document/node.ts';
import type { Parameter } from '../document/operation.ts';
import { valueAt } from '../document/pointer.ts';
import { typesOf } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import { accepts } from './values/accepts.ts';
import type { Opinion } from './values/formats.ts';

/** How the document says that a parameter is written (OpenAPI 3.0 section 4.7.12.2: style, explode, content). */
interface Spelling {
  style: string;
  explode: boolean;
  /** Written as the text of its media type, JSON. */
  content: boolean;
}

function spellingOf(parameter: Parameter, document: Document): Spelling {
  const own = valueAt(document.root, parameter.pointer);
  const given = isObject(own) ? own : {};
  const preset = parameter.in === 'query' || parameter.in === 'cookie' ? 'form' : 'simple';
  const style = typeof given['style'] === 'string' ? given['style'] : preset;
  return {
    style,
    explode: typeof given['explode'] === 'boolean' ? given['explode'] : style === 'form',
    content: given['content'] !== undefined && given['schema'] === undefined,
  };
}

/**
 * What of a parameter's value goes out by itself, so that it can be wrong by itself: the items of a list, or the members
 * of a `deepObject`; undefined for what is sent in one piece, or means different things to different servers.
 */
export function sentParts(parameter: Parameter, document: Document): 'items' | 'members' | undefined {
  const { style, content } = spellingOf(parameter, document);
  const types = typesOf(parameter.schema);
  if (content || parameter.in === 'cookie' || parameter.in === 'path') return undefined;
  if (style === 'deepObject') return types.includes('object') ? 'members' : undefined;
  return types.includes('array') && Object.hasOwn(DELIMITERS, style) ? 'items' : undefined;
}

const DELIMITERS: Record<string, string> = {
  form: ',',
  simple: ',',
  spaceDelimited: ' ',
  pipeDelimited: '|',
};

/**
 * The pairs of a query or of cookies that carry a parameter's value: several for a list or an object that is
 * "exploded" (OpenAPI 3.0 section 4.7.12.3).
 */
export function parameterPairs(
  parameter: Parameter,
  value: Json,
  document: Document,
): [name: string, text: string][] {
  const { name } = parameter;
  const { style, explode, content } = spellingOf(parameter, document);
  if (content) return [[name, JSON.stringify(value)]];
  if (Array.isArray(value)) {
    if (explode) return value.map((item) => [name, plainText(item)]);
    return [[name, value.map(plainText).join(DELIMITERS[style] ?? ',')]];
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, item]): [string, string] => [
      key,
      plainText(item ?? null),
    ]);
    if (style === 'deepObject') return members.map(([key, text]) => [`${name}[${key}]`, text]);
    return explode ? members : [[name, members.flat().join(',')]];
  }
  return [[name, plainText(value)]];
}

/** The text of a header, or of a piece of the path, that carries a parameter's value, encoded as its place asks for. */
export function parameterText(parameter: Parameter, value: Json, document: Document): string {
  const { style, explode, content } = spellingOf(parameter, document);
  const encode = parameter.in === 'path' ? encodeURIComponent : asHeader;
  if (content) return encode(JSON.stringify(value));
  const prefix = style === 'matrix' ? `;${parameter.name}=` : style === 'label' ? '.' : '';
  return prefix + pieces(value, explode).map(encode).join(',');
}

function pieces(value: Json, explode: boolean): string[] {
  if (Array.isArray(value)) return value.map(plainText);
  if (!isObject(value)) return [plainText(value)];
  return Object.entries(value).flatMap(([key, item]) =>
    explode ? [`${key}=${plainText(item ?? null)}`] : [key, plainText(item ?? null)],
  );
}

/** HTTP takes visible ASCII in a header, and drops white space around it (RFC 9110 section 5.5). */
function asHeader(text: string): string {
  return /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text) ? text : encodeURIComponent(text);
}

/**
 * Whether a text arrives as it was written: headers are trimmed, cookies have no room for some characters, and an empty
 * value is as good as none.
 */
export function arrives(parameter: Parameter, text: string, document: Document): boolean {
  if (text === '' || spellingOf(parameter, document).content) return false;
  // Proxies take dots out of paths, and longer lines or a NUL are refused by servers with an answer of their own.
  if (text.length > 1000 || text.includes('\0') || text === '.' || text === '..') return false;
  // Half of a character is no Unicode, and no URL can hold it.
  if (plainText(text) !== text) return false;
  if (parameter.in === 'header') return asHeader(text) === text;
  if (parameter.in === 'cookie') return /^[\w!#$%&'()*+./:<=>?@[\]^`{|}~-]+$/.test(text);
  return true;
}

/** What a scalar that arrives as a text may be read as: text, number, boolean, null. */
export function scalarReadings(text: string): Json[] {
  const scalars: Json[] = [text];
  if (text.trim() !== '' && Number.isFinite(Number(text))) scalars.push(Number(text));
  if (/^(true|yes|on|1)$/i.test(text)) scalars.push(true);
  if (/^(false|no|off|0)$/i.test(text)) scalars.push(false);
  if (/^(null)?$/i.test(text)) scalars.push(null);
  return scalars;
}

/** Whether a schema accepts a parameter that arrives as this text, read in the way that suits it best. */
export function acceptsText(parameter: Parameter, text: string): Opinion {
  const opinions = readingsOf(parameter.schema, text).map((reading) => accepts(parameter.schema, reading));
  if (opinions.includes(true)) return true;
  return opinions.includes(undefined) ? undefined : false;
}

/**
 * What a server may take a text for, by the types that a schema allows: a text, number, boolean, null, or a list of them.
 */
export function readingsOf(schema: Node | undefined, text: string): Json[] {
  const scalars = scalarReadings(text);
  if (!typesOf(schema).includes('array')) return scalars;
  const items = text.split(/[,| ]/);
  return [...scalars, ...scalars.map((item) => [item]), items, items.map(Number)];
}

/** A scalar as text, in well-formed Unicode. */
export function plainText(value: Json): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString();
}
