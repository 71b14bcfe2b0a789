import type { Json } from '../json.ts';
import type { Document } from './document.ts';
import { visitObjects } from './every-object.ts';

/** A Schema Object, or what stands where one belongs. */
export interface FoundSchema {
  pointer: string;
  value: Json;
}

/** Every Schema Object of a document where it is written, nested ones after those around them; no `$ref` is followed. */
export function everySchema(document: Document): FoundSchema[] {
  const found: FoundSchema[] = [];
  visitObjects(document, ({ kind, pointer, value }) => {
    if (kind === 'schema') found.push({ pointer, value });
  });
  return found;
}
