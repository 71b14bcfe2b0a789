import { createHash } from 'node:crypto';
import { relative, resolve } from 'node:path';
import { brief, hasOwn, isObject, type Json, type JsonObject } from '../json.ts';
import { type Place, Problem } from '../problem.ts';
import type { Document } from './document.ts';
import { embeddedDocument, looksLikeMarkdown } from './embedded.ts';
import { readBounded, readFailure } from './read-file.ts';
import { decodeText } from './text.ts';
import { nearestPosition, type ParsedText, parseYaml } from './yaml.ts';

/** The text of a document, and the name to show for where it came from. */
export interface Source {
  text: string;
  file: string;
  /** What the text was read from, where that is at hand: the same text in UTF-8. */
  bytes?: Uint8Array;
}

/**
 * Loads an OpenAPI document from a file or an http(s) URL. YAML, JSON, and a documentation page in Markdown that
 * embeds the document in a fence are all read; which it is, is told from the text, not from the name.
 *
 * @param source a path, or a URL
 * @throws {Problem} when it cannot be fetched or read, or is no OpenAPI 3 document
 */
export async function loadDocument(source: string): Promise<Document> {
  const { text, file, bytes } = await readSource(source);
  return readDocument(text, file, bytes);
}

/**
 * Reads or fetches the text of a document, whatever is in it.
 *
 * @param source a path, or an http(s) URL
 * @throws {Problem} when it cannot be read or fetched, or is no text
 */
export async function readSource(source: string): Promise<Source> {
  if (!/^https?:\/\//i.test(source)) {
    const what = 'the document';
    const bytes = readBytes(source, what);
    const file = displayPath(source);
    return { text: decodeText(bytes, what, { file }), file, bytes };
  }
  // Only few runs need it, and undici takes longer to load than everything else here.
  const { fetchText, displayUrl } = await import('./fetch.ts');
  return { text: await fetchText(source), file: displayUrl(source) };
}

/**
 * Reads a text file as UTF-8.
 *
 * @param what what the file is wanted for, for the message
 * @param most bytes that it may have
 * @throws {Problem} when it cannot be read, is larger, or is no UTF-8
 */
export async function readTextFile(path: string, what: string, most?: number): Promise<string> {
  return decodeText(readBytes(path, what, most), what, { file: displayPath(path) });
}

function readBytes(path: string, what: string, most?: number): Uint8Array {
  try {
    return readBounded(path, most);
  } catch (error) {
    const place = { file: displayPath(path) };
    throw new Problem(`${what} cannot be read: ${readFailure(error)}`, { place, cause: error });
  }
}

/** A path as people want to read it: relative to the working directory when it lies below it. */
export function displayPath(path: string): string {
  const short = relative(process.cwd(), resolve(path));
  return short === '' || short.startsWith('..') ? path : short;
}

/**
 * Reads an OpenAPI document out of a text.
 *
 * @param text YAML, JSON, or a Markdown page with one OpenAPI document in a fence
 * @param file the name for messages and findings
 * @param bytes the text in UTF-8, where that is at hand
 * @throws {Problem} when there is no document in it, or one that is not OpenAPI 3
 */
export function readDocument(text: string, file: string, bytes?: Uint8Array): Document {
  const embedded = embeddedDocument(text, file);
  const source = embedded?.text ?? text;
  const parsed =
    embedded === undefined ? parseWhole(text, file) : parseYaml(source, file, embedded.firstLine);
  const placeOf = (pointer: string): Place => ({ file, ...nearestPosition(parsed, pointer) });
  const root = parsed.value;
  if (!isObject(root)) {
    throw new Problem(`not an OpenAPI document: it is ${described(root)}, not a mapping`, {
      place: placeOf(''),
    });
  }
  const summed = embedded === undefined ? (bytes ?? source) : source;
  let sum: string | undefined;
  return {
    file,
    text: source,
    // A large document takes its time, and not everybody asks.
    get sha256() {
      sum ??= createHash('sha256').update(summed).digest('hex');
      return sum;
    },
    version: readVersion(root, placeOf),
    root,
    ...(parsed.mergeKeys.length === 0 ? {} : { mergeKeys: parsed.mergeKeys }),
    ...(embedded?.operation === undefined ? {} : { fence: embedded.operation }),
    placeOf,
  };
}

/** A page without a document in it is not worth a YAML error: it is no YAML. */
function parseWhole(text: string, file: string): ParsedText {
  if (!looksLikeMarkdown(text)) return parseYaml(text, file);
  const parsed = tryYaml(text, file);
  if (parsed !== undefined && isObject(parsed.value)) return parsed;
  throw new Problem('a Markdown page without an OpenAPI document in a code fence', { place: { file } });
}

function tryYaml(text: string, file: string): ParsedText | undefined {
  try {
    return parseYaml(text, file);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

function described(value: Json): string {
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'empty' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}

/** What else is often taken for an OpenAPI document, by the field that tells. */
const OTHERS: Record<string, string> = {
  asyncapi: 'an AsyncAPI document',
  arazzo: 'an Arazzo document',
  overlay: 'an OpenAPI Overlay',
  plumbline: "one of Plumbline's own files, not the document that it names",
  log: 'a HAR recording',
  interactions: 'a Pact file',
};

function readVersion(root: JsonObject, placeOf: (pointer: string) => Place): Document['version'] {
  if (hasOwn(root, 'swagger')) {
    throw new Problem(`Swagger ${brief(root['swagger'])} is not supported`, {
      place: placeOf('/swagger'),
      hint: 'convert it to OpenAPI 3.0 or later first',
    });
  }
  const hint = 'Plumbline reads OpenAPI 3.0, 3.1 and 3.2';
  if (!hasOwn(root, 'openapi')) {
    const other = isPostman(root)
      ? 'a Postman collection'
      : Object.entries(OTHERS).find(([field]) => hasOwn(root, field))?.[1];
    const what = other === undefined ? 'the field "openapi" is missing' : `it is ${other}`;
    throw new Problem(`not an OpenAPI document: ${what}`, { place: placeOf(''), hint });
  }
  const spelt = root['openapi'];
  if (typeof spelt === 'number') {
    throw new Problem(`the field "openapi" is the number ${spelt}, where a text is asked for`, {
      place: placeOf('/openapi'),
      hint: 'write the whole version in quotes, such as "3.0.3"',
    });
  }
  const version = typeof spelt === 'string' ? /^(3\.[012])(\.|$)/.exec(spelt)?.[1] : undefined;
  if (version === undefined) {
    throw new Problem(`OpenAPI ${brief(spelt)} is not supported`, { place: placeOf('/openapi'), hint });
  }
  return version as Document['version'];
}

function isPostman(root: JsonObject): boolean {
  const info = root['info'];
  return isObject(info) && (hasOwn(info, '_postman_id') || String(info['schema']).includes('getpostman.com'));
}
