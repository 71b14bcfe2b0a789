import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { hasOwn, isObject } from '../json.ts';
import { Problem } from '../problem.ts';
import type { Document } from './document.ts';
import { fences } from './markdown.ts';
import { fromPointer, toPointer } from './pointer.ts';
import { parseYaml } from './yaml.ts';

/**
 * Loads an OpenAPI document from a file or an http(s) URL. YAML, JSON, and a documentation page in Markdown that
 * embeds the document in a fence are all read; which it is, is told from the text, not from the name.
 *
 * @param source a path, or a URL
 * @throws {Problem} when it cannot be fetched or read, or is no OpenAPI 3 document
 */
export async function loadDocument(source: string): Promise<Document> {
  if (/^https?:\/\//i.test(source)) {
    const { fetchText } = await import('./fetch.ts');
    return readDocument(await fetchText(source), source);
  }
  const file = displayPath(source);
  return readDocument(await readTextFile(source, 'the document'), file);
}

/** Reads a text file as UTF-8, with an error that says what the file was wanted for. */
export async function readTextFile(path: string, what: string): Promise<string> {
  const file = displayPath(path);
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new Problem(`${what} cannot be read: ${readFailure(error)}`, { place: { file }, cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new Problem(`${what} is not a text in UTF-8`, { place: { file }, cause: error });
  }
}

/** A path as people want to read it: relative to the working directory when it lies below it. */
export function displayPath(path: string): string {
  const short = relative(process.cwd(), resolve(path));
  return short === '' || short.startsWith('..') ? path : short;
}

function readFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of its path is not a folder',
  };
  return known[code] ?? (error instanceof Error ? error.message : String(error));
}

/**
 * Reads an OpenAPI document out of a text.
 *
 * @param text YAML, JSON, or a Markdown page with one OpenAPI document in a fence
 * @param file the name for messages and findings
 * @throws {Problem} when there is no document in it, or one that is not OpenAPI 3
 */
export function readDocument(text: string, file: string): Document {
  const embedded = looksLikeMarkup(text) ? embeddedDocument(text, file) : undefined;
  const source = embedded?.text ?? text;
  const parsed = parseYaml(source, file, embedded?.firstLine);
  const root = parsed.value;
  if (!isObject(root)) {
    throw new Problem('not an OpenAPI document: it holds no mapping at its top', { place: { file } });
  }
  if (hasOwn(root, 'swagger')) {
    throw new Problem(`Swagger ${String(root['swagger'])} is not supported`, {
      place: { file, ...parsed.positionOf('/swagger') },
      hint: 'convert it to OpenAPI 3.0 or later first',
    });
  }
  const spelt = root['openapi'];
  const version = typeof spelt === 'string' ? /^(3\.[012])(\.|$)/.exec(spelt)?.[1] : undefined;
  if (version === undefined) {
    throw new Problem(
      spelt === undefined
        ? 'not an OpenAPI document: the field "openapi" is missing'
        : `OpenAPI ${JSON.stringify(spelt)} is not supported`,
      { place: { file, ...parsed.positionOf('/openapi') }, hint: 'Plumbline reads OpenAPI 3.0, 3.1 and 3.2' },
    );
  }
  return {
    file,
    text: source,
    sha256: createHash('sha256').update(source).digest('hex'),
    version: version as Document['version'],
    root,
    ...(embedded === undefined ? {} : { fence: embedded.operation }),
    placeOf(pointer) {
      const keys = fromPointer(pointer) ?? [];
      for (let length = keys.length; length >= 0; length--) {
        const position = parsed.positionOf(toPointer(keys.slice(0, length)));
        if (position !== undefined) return { file, ...position };
      }
      return { file };
    },
  };
}

function looksLikeMarkup(text: string): boolean {
  return (
    /^\s*(`{3,}|~{3,}|#{1,6}\s|>\s|<|---\s*\n[\s\S]*?\n---\s*\n)/.test(text) ||
    /^ {0,3}(`{3,}|~{3,})\s*(ya?ml|json)\b/m.test(text)
  );
}

const OPERATION = /^(?:ya?ml|json)\s+(get|put|post|delete|options|head|patch|trace)\s+(\/\S*)/i;

function embeddedDocument(
  page: string,
  file: string,
): { text: string; firstLine: number; operation: string } | undefined {
  if (/^\s*<(!doctype|html|\?xml)/i.test(page)) {
    throw new Problem('an HTML page, not an OpenAPI document', {
      place: { file },
      hint: 'give the page\'s Markdown form: the same address with ".md" at its end',
    });
  }
  const blocks = fences(page);
  const named = blocks.filter((block) => OPERATION.test(block.info));
  const candidates =
    named.length > 0 ? named : blocks.filter((block) => /^\s*(\{\s*"openapi"|openapi\s*:)/m.test(block.text));
  const [first, second] = candidates;
  if (first === undefined) {
    // A YAML document may itself begin with a comment or hold a fence in a description.
    if (/^["']?(openapi|swagger)["']?\s*:/m.test(page) || /^\s*\{/.test(page)) return undefined;
    throw new Problem('a Markdown page without an OpenAPI document in a code fence', { place: { file } });
  }
  if (second !== undefined && named.length !== 1) {
    throw new Problem('a page with more than one OpenAPI document', {
      place: { file, line: second.firstLine - 1 },
      hint: 'save the one that is meant to a file of its own',
    });
  }
  const [, method = '', path = ''] = OPERATION.exec(first.info) ?? [];
  return {
    text: first.text,
    firstLine: first.firstLine,
    operation: `${method.toLowerCase()} ${path}`.trim(),
  };
}
