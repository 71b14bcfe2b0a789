import type { Document } from './document.ts';
import { child, entries, type Node, nodeAt } from './node.ts';
import type { Media } from './operation.ts';

/** What a document says of how one property of a form is written (OpenAPI 3.0.3 section 4.7.15). */
export interface Encoding {
  pointer: string;
  /** As it stands there: a media type, a range, or several with commas between them. */
  contentType: string | undefined;
  style: string | undefined;
  explode: boolean | undefined;
  allowReserved: boolean | undefined;
  /** The headers that a part of `multipart` has besides; Content-Type is ignored. */
  headers: { name: string; required: boolean; schema: Node | undefined; example: Node | undefined }[];
}

/**
 * The encodings of a form's properties by their names: what the document says, without any default.
 *
 * @throws {Problem} on a reference that points at nothing
 */
export function encodingsOf(document: Document, media: Media): ReadonlyMap<string, Encoding> {
  const all = child(nodeAt(document, media.pointer), 'encoding');
  return new Map(entries(all).map(({ key, node }) => [key, read(node)]));
}

function read(node: Node): Encoding {
  const text = (word: string) => {
    const value = child(node, word)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const flag = (word: string) => {
    const value = child(node, word)?.value;
    return typeof value === 'boolean' ? value : undefined;
  };
  return {
    pointer: node.pointer,
    contentType: text('contentType'),
    style: text('style'),
    explode: flag('explode'),
    allowReserved: flag('allowReserved'),
    headers: entries(child(node, 'headers'))
      .filter(({ key }) => key.toLowerCase() !== 'content-type')
      .map(({ key, node: header }) => ({
        name: key,
        required: child(header, 'required')?.value === true,
        schema: child(header, 'schema'),
        example: child(header, 'example'),
      })),
  };
}

/** True where a document says of a property that it is written by a style, as a parameter of a query is. */
export function hasStyle({ style, explode, allowReserved }: Encoding): boolean {
  return style !== undefined || explode !== undefined || allowReserved !== undefined;
}
