import { isObject, type Json } from '../json.ts';
import type { Document } from './document.ts';
import { joinPointer } from './pointer.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from './schema-words.ts';

/** What kind of object of OpenAPI something is. */
export type ObjectKind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'header'
  | 'body'
  | 'response'
  | 'media'
  | 'encoding'
  | 'callback'
  | 'link'
  | 'example'
  | 'scheme'
  | 'schema';

/** Whether a field holds one such object, a list of them, or a map of them by name. */
type Part = ['one' | 'list' | 'map', ObjectKind];

const METHODS: Record<string, Part> = Object.fromEntries(
  ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'].map((method) => [
    method,
    ['one', 'operation'],
  ]),
);

const PARAMETER: Record<string, Part> = {
  schema: ['one', 'schema'],
  content: ['map', 'media'],
  examples: ['map', 'example'],
};

/** Which objects of OpenAPI hold which (OpenAPI 3.1 section 4.8, and 3.2). */
const PARTS: Record<Exclude<ObjectKind, 'schema' | 'callback'>, Record<string, Part>> = {
  document: { paths: ['map', 'pathItem'], webhooks: ['map', 'pathItem'], components: ['one', 'components'] },
  components: {
    schemas: ['map', 'schema'],
    responses: ['map', 'response'],
    parameters: ['map', 'parameter'],
    examples: ['map', 'example'],
    requestBodies: ['map', 'body'],
    headers: ['map', 'header'],
    securitySchemes: ['map', 'scheme'],
    links: ['map', 'link'],
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
  parameter: PARAMETER,
  header: PARAMETER,
  body: { content: ['map', 'media'] },
  response: { content: ['map', 'media'], headers: ['map', 'header'], links: ['map', 'link'] },
  media: {
    schema: ['one', 'schema'],
    itemSchema: ['one', 'schema'],
    encoding: ['map', 'encoding'],
    examples: ['map', 'example'],
  },
  encoding: { headers: ['map', 'header'] },
  link: {},
  example: {},
  scheme: {},
};

const SCHEMA_PARTS: ReadonlyMap<string, Part> = new Map([
  ...[...SCHEMA_VALUES].map((key): [string, Part] => [key, ['one', 'schema']]),
  ...[...SCHEMA_LISTS].map((key): [string, Part] => [key, ['list', 'schema']]),
  ...[...SCHEMA_MAPS].map((key): [string, Part] => [key, ['map', 'schema']]),
]);

/** An object of a document, or what stands where one belongs. */
export interface FoundObject {
  readonly kind: ObjectKind;
  readonly pointer: string;
  readonly value: Json;
}

/** Of a large document hundreds of thousands are found, and few are asked for their pointer: it is made then. */
class Found implements FoundObject {
  readonly kind: ObjectKind;
  readonly value: Json;
  readonly #above: Found | undefined;
  readonly #keys: readonly (string | number)[];
  #pointer: string | undefined;

  constructor(kind: ObjectKind, value: Json, above?: Found, keys: readonly (string | number)[] = []) {
    this.kind = kind;
    this.value = value;
    this.#above = above;
    this.#keys = keys;
  }

  get pointer(): string {
    this.#pointer ??= joinPointer(this.#above?.pointer ?? '', ...this.#keys);
    return this.#pointer;
  }
}

/**
 * Gives every object of a document to a visitor where it is written, nested ones after those around them; no `$ref` is
 * followed. It takes one pass, whatever the document holds.
 */
export function visitObjects(document: Document, visit: (found: FoundObject) => void): void {
  within(new Found('document', document.root), visit);
}

function within(found: Found, visit: (found: FoundObject) => void): void {
  const { kind, value } = found;
  visit(found);
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) {
    const part = partOf(kind, key);
    const item = value[key];
    if (part === undefined || item === undefined) continue;
    const [how, inner] = part;
    if (how === 'one') within(new Found(inner, item, found, [key]), visit);
    else if (how === 'list' && Array.isArray(item)) {
      for (const [index, each] of item.entries()) within(new Found(inner, each, found, [key, index]), visit);
    } else if (how === 'map' && isObject(item)) {
      for (const name of Object.keys(item)) {
        const each = item[name];
        if (each !== undefined) within(new Found(inner, each, found, [key, name]), visit);
      }
    }
  }
}

function partOf(kind: ObjectKind, key: string): Part | undefined {
  if (kind === 'callback') return key.startsWith('x-') || key === '$ref' ? undefined : ['one', 'pathItem'];
  if (kind !== 'schema') return Object.hasOwn(PARTS[kind], key) ? PARTS[kind][key] : undefined;
  return SCHEMA_PARTS.get(key);
}
