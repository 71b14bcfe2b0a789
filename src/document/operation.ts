import { isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';
import type { Document } from './document.ts';
import {
  child,
  dataAt,
  entries,
  items,
  members,
  type Node,
  objectAt,
  referencePointer,
  rootNode,
} from './node.ts';
import { fromPointer } from './pointer.ts';

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

/** A parameter that is the whole query (OpenAPI 3.2 section 4.12, `in: querystring`): its content has one media type. */
export interface QueryString {
  name: string;
  required: boolean;
  pointer: string;
  content: Media[];
}

export interface ResponseHeader {
  name: string;
  required: boolean;
  schema: Node | undefined;
  /** Whether an object is written `a=1,b=2`, and not `a,1,b,2`. */
  explode: boolean;
  /** The media type in which the value is written, where the document gives one in place of a style. */
  mediaType: string | undefined;
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
  /** The parameter that is the whole query, where there is one. */
  queryString: QueryString | undefined;
  body: { required: boolean; pointer: string; content: Media[] } | undefined;
  responses: DocumentedResponse[];
  /** Alternatives: any one of them suffices. Empty when the document asks for no credential at all. */
  security: SecurityRequirement[];
}

/** Where an operation stands, before anything in it is resolved. */
export interface OperationName {
  id: string;
  method: string;
  path: string;
  pointer: string;
}

/** Reads an operation of a path item wherever that stands: below a path, in a callback, among the webhooks. */
export function readOperation(
  document: Document,
  { id, method, path, pointer }: OperationName,
  item: Node,
  node: Node,
): Operation {
  const root = rootNode(document);
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
    queryString: readQueryString(items(child(node, 'parameters')), items(child(item, 'parameters'))),
    body:
      body === undefined
        ? undefined
        : { required: body.value['required'] === true, pointer: body.pointer, content: readContent(body) },
    responses: members(objectAt(node, 'responses')).map(({ key, node: response }) =>
      readResponse(key, response),
    ),
    security: items(security).map((requirement) => readRequirement(root, requirement)),
  };
}

function readResponse(key: string, node: Node): DocumentedResponse {
  return {
    status: key.toUpperCase() === 'DEFAULT' ? 'default' : key.toUpperCase(),
    description: text(node, 'description'),
    pointer: node.pointer,
    content: readContent(node),
    headers: readHeaders(node),
  };
}

/** The `headers` of an answer, or of a part of a form; none where nothing says so. */
export function readHeaders(node: Node | undefined): ResponseHeader[] {
  return entries(node === undefined ? undefined : child(node, 'headers'))
    .filter(({ key: name }) => name.toLowerCase() !== 'content-type') // OpenAPI 3.0 section 4.7.17: ignored
    .map(({ key: name, node: header }) => ({
      name,
      required: child(header, 'required')?.value === true,
      schema: schemaOf(header),
      explode: child(header, 'explode')?.value === true,
      mediaType: child(header, 'schema') === undefined ? readContent(header)[0]?.type : undefined,
      pointer: header.pointer,
    }));
}

/** An operation's own parameter replaces the path item's of the same name and place (OpenAPI 3.0 section 4.7.9). */
function mergeParameters(shared: Node[], own: Node[]): Parameter[] {
  const merged = new Map<string, Parameter>();
  for (const node of [...shared, ...own]) {
    const parameter = readParameter(node);
    if (parameter === undefined) continue;
    // Only the names of headers are the same in any case (RFC 9110 section 5.1).
    const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
    merged.set(`${parameter.in} ${name}`, parameter);
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
  const examples = [...readExamples(node), ...readContent(node).flatMap((media) => media.examples)];
  return {
    name,
    in: place,
    required: place === 'path' || child(node, 'required')?.value === true,
    schema: schemaOf(node),
    example: examples[0]?.value,
    pointer: node.pointer,
  };
}

/** An operation's own comes before that of its path item; there is no more than one of either. */
function readQueryString(own: Node[], shared: Node[]): QueryString | undefined {
  const node = [...own, ...shared].find((each) => text(each, 'in') === 'querystring');
  return node === undefined
    ? undefined
    : {
        name: text(node, 'name'),
        required: child(node, 'required')?.value === true,
        pointer: node.pointer,
        content: readContent(node),
      };
}

/** A parameter's or header's schema, given directly or as its one media type. */
function schemaOf(node: Node): Node | undefined {
  return child(node, 'schema') ?? readContent(node)[0]?.schema;
}

function readContent(node: Node): Media[] {
  return entries(child(node, 'content')).map(({ key, node: media }) => ({
    type: key,
    pointer: media.pointer,
    schema: child(media, 'schema'),
    examples: readExamples(media),
  }));
}

/** `example`, then each of `examples` that has its value in the document. */
function readExamples(node: Node): Example[] {
  const single = dataAt(node, 'example');
  const named = entries(child(node, 'examples')).map(({ key, node: example }) => ({
    name: key,
    // OpenAPI 3.2 section 4.19: `dataValue` is the value as it is before it is written.
    found: dataAt(example, 'value') ?? dataAt(example, 'dataValue'),
  }));
  return [{ name: 'example', found: single }, ...named].flatMap(({ name, found }) =>
    found === undefined ? [] : [{ name, value: found.value, pointer: found.pointer }],
  );
}

function readServer(node: Node): Server {
  const variables = child(node, 'variables');
  const url = text(node, 'url').replace(/\{([^}]*)\}/g, (whole, name: string) => {
    const preset = variables === undefined ? undefined : child(variables, name, 'default');
    return preset === undefined ? whole : String(preset.value);
  });
  return { url, description: text(node, 'description'), pointer: node.pointer };
}

/**
 * The security scheme that a requirement names: a component, or since OpenAPI 3.2 what a reference leads to (3.2 section
 * 4.30.1).
 */
export function securityScheme(root: Node, name: string): Node | undefined {
  const declared = objectAt(root, 'components', 'securitySchemes', name);
  const pointer = root.document.version === '3.2' ? referencePointer(name) : undefined;
  const keys = declared !== undefined || pointer === undefined ? undefined : fromPointer(pointer);
  return keys === undefined ? declared : objectAt(root, ...keys);
}

function readRequirement(root: Node, requirement: Node): SecurityRequirement {
  const schemes = entries(requirement).map(({ key: name }) => {
    const scheme = securityScheme(root, name);
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
