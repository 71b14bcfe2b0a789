import { Problem } from '../problem.ts';
import { METHODS } from './find-operation.ts';
import { type Fence, fences } from './markdown.ts';

/** An OpenAPI document that stands inside a documentation page. */
export interface Embedded {
  text: string;
  /** The line of the page on which it begins. */
  firstLine: number;
  /** The operation that its fence names, e.g. `post /register/dev/trigger_event`. */
  operation: string | undefined;
}

const METHOD = `(${METHODS.join('|')})`;

/** What stands behind a fence's backticks: `yaml post /path`, perhaps with the name of a file before the method. */
const OPERATION = new RegExp(`^(?:ya?ml|json)\\s+(?:\\S+\\s+)?${METHOD}\\s+(/\\S*)`, 'i');

/** A line that an OpenAPI document has at its top level. A page's front matter names an operation there. */
const VERSION = new RegExp(`^(["']?)(?:openapi|swagger)\\1[ \\t]*:(?!.*\\b${METHOD}[ \\t]+/)`, 'im');

/**
 * Finds the OpenAPI document that a Markdown page holds in a code fence.
 *
 * @returns undefined when the text is itself YAML or JSON, or when no fence of it holds a document
 * @throws {Problem} when it is an HTML page, or one with several documents
 */
export function embeddedDocument(page: string, file: string): Embedded | undefined {
  if (/^\s*<(!doctype|html|\?xml)/i.test(page)) {
    throw new Problem('an HTML page, not an OpenAPI document', {
      place: { file },
      hint: 'give the page\'s Markdown form: the same address with ".md" at its end',
    });
  }
  if (isJson(page)) return undefined;
  const blocks = fences(page);
  if (isDocument(page, blocks)) return undefined;
  const documents = blocks.filter(holdsDocument);
  const named = (documents.length > 0 ? documents : blocks).filter(({ info }) => OPERATION.test(info));
  const [chosen, other] = named.length > 0 ? named : documents;
  if (chosen === undefined) return undefined;
  if (other !== undefined) {
    throw new Problem('a page with more than one OpenAPI document', {
      place: { file, line: other.firstLine - 1 },
      hint: 'save the one that is meant to a file of its own',
    });
  }
  const [, method, path] = OPERATION.exec(chosen.info) ?? [];
  return {
    text: chosen.text,
    firstLine: chosen.firstLine,
    operation: method === undefined ? undefined : `${method.toLowerCase()} ${path}`,
  };
}

/** True for a text that is a Markdown page and no YAML, which can begin with `#` or `---` as well. */
export function looksLikeMarkdown(text: string): boolean {
  if (isJson(text)) return false;
  const blocks = fences(text);
  if (isDocument(text, blocks) || isComment(text)) return false;
  return blocks.length > 0 || /^\s*(#{1,6}\s|>\s|<|---[ \t]*\r?\n[\s\S]*?\n---[ \t]*\r?\n)/.test(text);
}

function isComment(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#|$)/.test(line));
}

/** True for a text that begins as JSON does. */
function isJson(text: string): boolean {
  // Not `{/* … */}`, the comment of MDX pages.
  return /^\s*\{(?!\s*\/\*)/.test(text);
}

/** A document of its own may well hold fences: in its descriptions. */
function isDocument(text: string, blocks: readonly Fence[]): boolean {
  const outside = text.split('\n');
  for (const block of blocks) {
    const count = block.text.split('\n').length - (block.text.endsWith('\n') ? 1 : 0);
    outside.fill('', block.firstLine - 1, block.firstLine - 1 + count);
  }
  return VERSION.test(outside.join('\n').replace(/^\uFEFF/, ''));
}

function holdsDocument({ text }: Fence): boolean {
  return /^\s*\{[\s\S]*?"(openapi|swagger)"\s*:/.test(text) || VERSION.test(text);
}
