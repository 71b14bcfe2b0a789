import { ANNOTATIONS } from '../../document/schema-words.ts';
import type { JsonObject } from '../../json.ts';

/** Words of a schema that say nothing about which values are valid, whatever their value. */
const TALK = new Set(['title', 'description', 'summary']);

/** The words of a schema that say something about which values are valid. */
export function tellingWords(schema: JsonObject): string[] {
  return Object.keys(schema).filter(
    (key) =>
      !ANNOTATIONS.has(key) && !TALK.has(key) && !key.startsWith('x-') && !/^(\$defs|definitions)$/.test(key),
  );
}
