import type { Document } from '../document/document.ts';
import { type Encoding, encodingsOf, hasStyle } from '../document/encoding.ts';
import { isJsonType, matchMedia, parseMediaType } from '../document/media-type.ts';
import type { Node } from '../document/node.ts';
import type { Media } from '../document/operation.ts';
import { joinPointer } from '../document/pointer.ts';
import { documentedProperties, itemSchema, keyword, typesOf } from '../document/schema.ts';
import { header } from '../exchange/exchange.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Call } from './call.ts';
import { type Part, parseMultipart } from './multipart.ts';
import { plain } from './parameters.ts';
import type { ReadBody } from './read-body.ts';
import type { Objection } from './validator.ts';

export const URL_ENCODED = 'application/x-www-form-urlencoded';
export const MULTIPART = 'multipart/form-data';

/** What a form holds under one name. */
interface Field {
  name: string;
  schema: Node | undefined;
  encoding: Encoding | undefined;
  parts: Part[];
}

/**
 * Makes a reader of forms: each field by the type and the encoding that the document gives for it (OpenAPI 3.0.3 section
 * 4.7.15). A field that comes twice and is no list is refused, and so is a part of another media type than the document's.
 */
export function formReader(document: Document, media: Media): (call: Call) => ReadBody {
  const encodings = encodingsOf(document, media);
  const properties = documentedProperties(media.schema);
  return (call) => {
    const type = parseMediaType(header(call.headers, 'Content-Type') ?? '');
    const parts =
      type?.essence === MULTIPART
        ? parseMultipart(call.body, type.parameters.get('boundary') ?? '')
        : pairsOf(call.body);
    if (parts === undefined) return { input: undefined, objections: [fault('', 'the form cannot be read')] };
    const objections: Objection[] = [];
    const object: JsonObject = {};
    const owned = new Map<string, Part[]>();
    for (const part of parts) {
      const owner = ownerOf(part.name);
      owned.set(owner, [...(owned.get(owner) ?? []), part]);
    }
    for (const [name, own] of owned) {
      const field = { name, schema: properties.get(name), encoding: encodings.get(name), parts: own };
      objections.push(...partFaults(field));
      const value = readField(field);
      if (value === undefined) objections.push(fault(name, 'cannot be read'));
      else
        Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
    }
    return { input: object, objections };
  };

  /** The property that a field is of: that of `address[city]` is `address`, where its style says so. */
  function ownerOf(name: string): string {
    const [, owner] = /^([^[]+)\[[^\]]*\]$/.exec(name) ?? [];
    if (owner !== undefined && encodings.get(owner)?.style === 'deepObject') return owner;
    const spread = [...encodings].find(
      ([property, each]) =>
        isSpread(each) &&
        typesOf(properties.get(property)).includes('object') &&
        documentedProperties(properties.get(property)).has(name),
    );
    return spread?.[0] ?? name;
  }
}

/** True where the members of an object stand in the form by themselves. */
function isSpread(encoding: Encoding): boolean {
  return hasStyle(encoding) && (encoding.style ?? 'form') === 'form' && encoding.explode !== false;
}

function pairsOf(bytes: Buffer): Part[] {
  return [...new URLSearchParams(bytes.toString('utf8'))].map(([name, text]) => ({
    name,
    type: undefined,
    headers: [],
    bytes: Buffer.from(text),
  }));
}

function fault(name: string, says: string): Objection {
  const pointer = name === '' ? '' : joinPointer('', name);
  return { keyword: 'syntax', pointer, code: 'invalid', detail: name === '' ? says : `${name} ${says}` };
}

function* partFaults({ name, encoding, parts }: Field): Generator<Objection> {
  const allowed = (encoding?.contentType ?? '').split(',').map((each) => ({ type: each.trim() }));
  for (const { type, headers } of parts) {
    if (type === undefined) continue;
    const essence = parseMediaType(type)?.essence ?? '';
    if (encoding?.contentType !== undefined && matchMedia(allowed, essence) === undefined)
      yield fault(name, `has a part of the media type ${essence}`);
    for (const { name: wanted, required } of encoding?.headers ?? []) {
      if (required && header(headers, wanted) === undefined) yield fault(name, `lacks the header ${wanted}`);
    }
  }
}

const DELIMITERS: Record<string, string> = { form: ',', spaceDelimited: ' ', pipeDelimited: '|' };

function readField(field: Field): Json | undefined {
  const { name, schema, encoding, parts } = field;
  const types = typesOf(schema);
  const texts = parts.map(({ bytes }) => bytes.toString(isBinary(schema) ? 'latin1' : 'utf8'));
  const [text = ''] = texts;
  const style = encoding !== undefined && hasStyle(encoding) ? (encoding.style ?? 'form') : undefined;
  if (style !== undefined && types.includes('object')) {
    const members = encoding !== undefined && isSpread(encoding) ? parts : undefined;
    const pairs =
      style === 'deepObject' || members !== undefined
        ? parts.map((part): [string, string] => [
            style === 'deepObject' ? part.name.slice(name.length + 1, -1) : part.name,
            part.bytes.toString('utf8'),
          ])
        : pairwise(text.split(','));
    const inner = documentedProperties(schema);
    return Object.fromEntries(pairs.map(([key, each]) => [key, plain(each, typesOf(inner.get(key)))]));
  }
  if (types.includes('array')) {
    const joined = style !== undefined && !(encoding?.explode ?? style === 'form');
    const item = itemSchema(schema);
    const each = joined ? text.split(DELIMITERS[style] ?? ',') : texts;
    return each.map(
      (one) => (typesOf(item).includes('object') ? json(one) : plain(one, typesOf(item))) ?? one,
    );
  }
  if (parts.length > 1) return undefined;
  const isJson = isJsonType(parseMediaType(parts[0]?.type ?? encoding?.contentType ?? '')?.essence ?? '');
  return isJson || types.includes('object') ? json(text) : plain(text, types);
}

function isBinary(schema: Node | undefined): boolean {
  return keyword(schema, 'format')?.value === 'binary';
}

function pairwise(list: readonly string[]): [string, string][] {
  return list.flatMap((key, index): [string, string][] =>
    index % 2 === 0 ? [[key, list[index + 1] ?? '']] : [],
  );
}

function json(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
