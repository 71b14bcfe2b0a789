import { follow } from '../document/node.ts';
import type { Media } from '../document/operation.ts';
import { isObject } from '../json.ts';
import { tellingWords } from './canonical.ts';
import type { SchemaPair } from './schema-changes.ts';
import { conjunction } from './space.ts';
import { saysNothing } from './type-rules.ts';

/**
 * The schemas of a body before and after. Any bytes are a text of them in OpenAPI 3.0, and since 3.1 no schema at all:
 * between the two there is nothing to compare.
 */
export function schemasOf(before: Media, after: Media): SchemaPair {
  const bytes = [bytesOf(before), bytesOf(after)];
  const isSpelling = bytes.includes('text') && bytes.includes('nothing');
  const read = ({ schema }: Media) => conjunction(schema === undefined || isSpelling ? [] : [schema]);
  const places = { base: before.pointer, candidate: after.pointer };
  return { base: read(before), candidate: read(after), wire: false, places };
}

/** Media types whose bodies a schema describes by the values in them, not as they come. */
const OF_VALUES =
  /^text\/|^multipart\/|[/+](json|xml|yaml)\b|\b(x-www-form-urlencoded|json-seq|jsonl|x-ndjson|x-yaml)\b|\*/i;

/** How a schema says that a body may be any bytes (OpenAPI 3.1 section 4.8.14.3), if it does. */
function bytesOf({ type, schema }: Media): 'text' | 'nothing' | undefined {
  if (OF_VALUES.test(type)) return undefined;
  if (schema === undefined || saysNothing(schema)) return 'nothing';
  const { value } = follow(schema);
  if (!isObject(value) || value['type'] !== 'string') return undefined;
  if (value['format'] !== undefined && value['format'] !== 'binary') return undefined;
  const words = tellingWords(value);
  return words.every((word) => ['type', 'format', 'contentMediaType'].includes(word)) ? 'text' : undefined;
}
