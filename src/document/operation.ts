import { isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';
import type { Document } from './document.ts';
import { child, items, members, type Node, objectAt, rootNode } from './node.ts';

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** A named example of a body, with where its value stands. */
export interface Example {
  name: string;
  value: Json;
  pointer: string;
}

/** One media type of a body. */
export interface Media {
  /** As the document spells it, e.g. `application/json`. */
  type: string;
  pointer: string;
  schema: Node | undefined;
  examples: Example[];
}

export interface Parameter {
  name: string;
  in: 'query' | 'header' | 'path' | 'cookie';
  required: boolean;
  schema: Node | undefined;
  example: Json | undefined;
  pointer: string;
}

export interface ResponseHeader {
  name: string;
  required: boolean;
  schema: Node | undefined;
  pointer: string;
}

export interface DocumentedResponse {
  /** The key of the document: `201`, `4XX` or `default`. */
  status: string;
  description: string;
  pointer: string;
  /** Empty when the document promises no body. */
  content: Media[];
  headers: ResponseHeader[];
}

/** How a request proves who sends it (OpenAPI Security Scheme Object). */
export type SecurityScheme = {
  name: string;
  pointer: string;
} & (
  | { kind: 'http'; scheme: string; bearerFormat: string | undefined }
  | { kind: 'apiKey'; in: 'query' | 'header' | 'cookie'; parameter: string }
  | { kind: 'other'; type: string }
);

/** Schemes that have to be satisfied together; an empty list means that no credential is needed. */
export interface SecurityRequirement {
  pointer: string;
  schemes: SecurityScheme[];
}

export interface Server {
  /** With every variable at its default. */
  url: string;
  description: string;
  pointer: string;
}

/** One method and path of a document, every `$ref` resolved, each part still knowing its pointer. */
export interface Operation {
  document: Document;
  /** The operationId, or `METHOD /path` where the document gives none. */
  id: string;
  /** Upper case. */
  method: string;
  path: string;
  pointer: string;
  servers: Server[];
  parameters: Parameter[];
  body: { required: boolean; pointer: string; content: Media[] } | undefined;
  responses: DocumentedResponse[];
  /** Alternatives: any one of them suffices. Empty when the document asks for no credential at all. */
  security: SecurityRequirement[];
}

/** Names every operation of a document, in its order. */
export function listOperations(
  document: Document,
): { id: string; method: string; path: string; pointer: string }[] {
  return members(objectAt(rootNode(document), 'paths')).flatMap(({ key: path, node }) =>
    METHODS.flatMap((method) => {
      const operation = objectAt(node, method);
      if (operation === undefined) return [];
      const name = `${method.toUpperCase()} ${path}`;
      const id = operation.value['operationId'];
      return [
        {
          id: typeof id === 'string' ? id : name,
          method: method.toUpperCase(),
          path,
          pointer: operation.pointer,
        },
      ];
    }),
  );
}

/**
 * Finds one operation of a document and resolves it.
 *
 * @param name an operationId, or `METHOD /path`; without it the only operation, or the one that the page's fence names
 * @throws {Problem} when there is no such operation, or more than one to choose from, or a reference in it is broken
 */
export function findOperation(document: Document, name?: string): Operation {
  const all = listOperations(document);
  const wanted = name ?? document.fence;
  const spelt = wanted?.replace(/^(\w+)\s+/, (_, method: string) => `${method.toUpperCase()} `);
  const found =
    spelt === undefined && all.length === 1
      ? all[0]
      : all.find((each) => each.id === wanted || `${each.method} ${each.path}` === spelt);
  if (found !== undefined) return resolveOperation(document, found);
  if (all.length === 0)
    throw new Problem('the document has no operation', { place: { file: document.file } });
  const choice = `${all.length > 6 ? 'for example' : 'it has'} ${all
    .slice(0, 6)
    .map((each) => `"${each.id}"`)
    .join(', ')}`;
  throw new Problem(
    wanted === undefined
      ? 'the document has more than one operation'
      : `the document has no operation "${wanted}"`,
    {
      place: document.placeOf('/paths'),
      hint: wanted === undefined ? `name one with --operation; ${choice}` : choice,
    },
  );
}

function resolveOperation(
  document: Document,
  { id, method, path, pointer }: { id: string; method: string; path: string; pointer: string },
): Operation {
  const root = rootNode(document);
  const item = objectAt(root, 'paths', path) ?? root;
  const node = objectAt(item, method.toLowerCase()) ?? item;
  const body = objectAt(node, 'requestBody');
  const security = child(node, 'security') ?? child(root, 'security');
  const servers = [child(node, 'servers'), child(item, 'servers'), child(root, 'servers')].find(
    (list) => Array.isArray(list?.value) && list.value.length > 0,
  );
  return {
    document,
    id,
    method,
    path,
    pointer,
    servers: items(servers).map(readServer),
    parameters: mergeParameters(items(child(item, 'parameters')), items(child(node, 'parameters'))),
    body:
      body === undefined
        ? undefined
        : { required: body.value['required'] === true, pointer: body.pointer, content: readContent(body) },
    responses: members(objectAt(node, 'responses')).map(({ key, node: response }) => ({
      status: key.toUpperCase() === 'DEFAULT' ? 'default' : key.toUpperCase(),
      description: text(response, 'description'),
      pointer: response.pointer,
      content: readContent(response),
      headers: members(child(response, 'headers'))
        .filter(({ key: name }) => name.toLowerCase() !== 'content-type') // OpenAPI 3.0 section 4.7.17: ignored
        .map(({ key: name, node: header }) => ({
          name,
          required: child(header, 'required')?.value === true,
          schema: schemaOf(header),
          pointer: header.pointer,
        })),
    })),
    security: items(security).map((requirement) => readRequirement(root, requirement)),
  };
}

/** An operation's own parameter replaces the path item's of the same name and place (OpenAPI 3.0 section 4.7.9). */
function mergeParameters(shared: Node[], own: Node[]): Parameter[] {
  const merged = new Map<string, Parameter>();
  for (const node of [...shared, ...own]) {
    const parameter = readParameter(node);
    if (parameter !== undefined) merged.set(`${parameter.in} ${parameter.name.toLowerCase()}`, parameter);
  }
  return [...merged.values()];
}

/** Headers that a parameter may not define: OpenAPI 3.0 section 4.7.12.2 says that they are ignored. */
const IGNORED_HEADERS = new Set(['accept', 'content-type', 'authorization']);

function readParameter(node: Node): Parameter | undefined {
  const place = text(node, 'in');
  const name = text(node, 'name');
  if (place !== 'query' && place !== 'header' && place !== 'path' && place !== 'cookie') return undefined;
  if (place === 'header' && IGNORED_HEADERS.has(name.toLowerCase())) return undefined;
  const schema = schemaOf(node);
  return {
    name,
    in: place,
    required: place === 'path' || child(node, 'required')?.value === true,
    schema,
    example: child(node, 'example')?.value ?? readExamples(node)[0]?.value,
    pointer: node.pointer,
  };
}

/** A parameter's or header's schema, given directly or as its one media type. */
function schemaOf(node: Node): Node | undefined {
  return child(node, 'schema') ?? readContent(node)[0]?.schema;
}

function readContent(node: Node): Media[] {
  return members(child(node, 'content')).map(({ key, node: media }) => ({
    type: key,
    pointer: media.pointer,
    schema: child(media, 'schema'),
    examples: readExamples(media),
  }));
}

function readExamples(media: Node): Example[] {
  const single = child(media, 'example');
  const named = members(child(media, 'examples')).flatMap(({ key, node }) => {
    const value = child(node, 'value');
    return value === undefined ? [] : [{ name: key, value: value.value, pointer: value.pointer }];
  });
  return single === undefined
    ? named
    : [{ name: 'example', value: single.value, pointer: single.pointer }, ...named];
}

function readServer(node: Node): Server {
  const variables = child(node, 'variables');
  const url = text(node, 'url').replace(/\{([^}]*)\}/g, (whole, name: string) => {
    const preset = variables === undefined ? undefined : child(variables, name, 'default');
    return preset === undefined ? whole : String(preset.value);
  });
  return { url, description: text(node, 'description'), pointer: node.pointer };
}

function readRequirement(root: Node, requirement: Node): SecurityRequirement {
  const schemes = members(requirement).map(({ key: name }) => {
    const scheme = objectAt(root, 'components', 'securitySchemes', name);
    if (scheme === undefined) {
      throw new Problem(`the security scheme "${name}" is not declared`, {
        place: root.document.placeOf(requirement.pointer),
        hint: 'declare it under components.securitySchemes',
      });
    }
    return readScheme(name, scheme);
  });
  return { pointer: requirement.pointer, schemes };
}

function readScheme(name: string, node: Node): SecurityScheme {
  const type = text(node, 'type');
  const common = { name, pointer: node.pointer };
  if (type === 'http') {
    const format = child(node, 'bearerFormat')?.value;
    return {
      ...common,
      kind: 'http',
      scheme: text(node, 'scheme').toLowerCase(),
      bearerFormat: typeof format === 'string' ? format : undefined,
    };
  }
  const place = text(node, 'in');
  if (type === 'apiKey' && (place === 'header' || place === 'query' || place === 'cookie')) {
    return { ...common, kind: 'apiKey', in: place, parameter: text(node, 'name') };
  }
  if (type === 'oauth2' || type === 'openIdConnect') {
    return { ...common, kind: 'http', scheme: 'bearer', bearerFormat: undefined };
  }
  return { ...common, kind: 'other', type };
}

function text(node: Node, key: string): string {
  const value = isObject(node.value) ? child(node, key)?.value : undefined;
  return typeof value === 'string' ? value : '';
}

/**
 * The documented response for a status: its own, its class's (`4XX`), or `default`
 * (OpenAPI 3.0 section 4.7.16.2).
 */
export function responseFor(operation: Operation, status: number): DocumentedResponse | undefined {
  const named = (key: string) => operation.responses.find((response) => response.status === key);
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? named('default');
}
