import { isObject, type Json } from '../json.ts';
import type { Document } from './document.ts';
import { joinPointer } from './pointer.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from './schema-words.ts';

type Kind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'body'
  | 'response'
  | 'media'
  | 'encoding'
  | 'callback'
  | 'schema';

/** Whether a field holds one such object, a list of them, or a map of them by name. */
type Part = ['one' | 'list' | 'map', Kind];

const METHODS: Record<string, Part> = Object.fromEntries(
  ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'].map((method) => [
    method,
    ['one', 'operation'],
  ]),
);

/** Which objects of OpenAPI hold which, as far as there are schemas in them (OpenAPI 3.1 section 4.8, and 3.2). */
const PARTS: Record<Exclude<Kind, 'schema' | 'callback'>, Record<string, Part>> = {
  document: { paths: ['map', 'pathItem'], webhooks: ['map', 'pathItem'], components: ['one', 'components'] },
  components: {
    schemas: ['map', 'schema'],
    responses: ['map', 'response'],
    parameters: ['map', 'parameter'],
    requestBodies: ['map', 'body'],
    headers: ['map', 'parameter'],
    callbacks: ['map', 'callback'],
    pathItems: ['map', 'pathItem'],
    mediaTypes: ['map', 'media'],
  },
  pathItem: { ...METHODS, additionalOperations: ['map', 'operation'], parameters: ['list', 'parameter'] },
  operation: {
    parameters: ['list', 'parameter'],
    requestBody: ['one', 'body'],
    responses: ['map', 'response'],
    callbacks: ['map', 'callback'],
  },
  parameter: { schema: ['one', 'schema'], content: ['map', 'media'] },
  body: { content: ['map', 'media'] },
  response: { content: ['map', 'media'], headers: ['map', 'parameter'] },
  media: { schema: ['one', 'schema'], itemSchema: ['one', 'schema'], encoding: ['map', 'encoding'] },
  encoding: { headers: ['map', 'parameter'] },
};

/** A Schema Object, or what stands where one belongs. */
export interface FoundSchema {
  pointer: string;
  value: Json;
}

/** Every Schema Object of a document where it is written, nested ones after those around them; no `$ref` is followed. */
export function* everySchema(document: Document): Generator<FoundSchema> {
  yield* within(document.root, '', 'document');
}

function* within(value: Json, pointer: string, kind: Kind): Generator<FoundSchema> {
  if (kind === 'schema') yield { pointer, value };
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    const part = partOf(kind, key);
    if (part === undefined || item === undefined) continue;
    const [how, inner] = part;
    const at = joinPointer(pointer, key);
    if (how === 'one') yield* within(item, at, inner);
    else if (how === 'list' && Array.isArray(item)) {
      for (const [index, each] of item.entries()) yield* within(each, joinPointer(at, index), inner);
    } else if (how === 'map' && isObject(item)) {
      for (const [name, each] of Object.entries(item)) {
        if (each !== undefined) yield* within(each, joinPointer(at, name), inner);
      }
    }
  }
}

function partOf(kind: Kind, key: string): Part | undefined {
  if (kind === 'callback') return ['one', 'pathItem'];
  if (kind !== 'schema') return Object.hasOwn(PARTS[kind], key) ? PARTS[kind][key] : undefined;
  if (SCHEMA_MAPS.has(key)) return ['map', 'schema'];
  if (SCHEMA_LISTS.has(key)) return ['list', 'schema'];
  return SCHEMA_VALUES.has(key) ? ['one', 'schema'] : undefined;
}
