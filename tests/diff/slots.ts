import { hasOwn, isObject, type Json, type JsonObject } from '../../src/json.ts';

/** What stands at a place of an OpenAPI document. */
export type Kind =
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'header'
  | 'mediaType'
  | 'example'
  | 'schema';

/** A place of a document: what stands there, and how to put something else in its stead. */
export interface Slot {
  kind: Kind;
  value: Json;
  /** It is a component itself. */
  isComponent: boolean;
  /** A branch beside a discriminator, whose name may count. */
  isDiscriminated: boolean;
  replace(value: Json): void;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];
const MAPS = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const SINGLES = [
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
];

/** Every place of a document that holds an object of OpenAPI, outer places before inner ones; examples stay closed. */
export function slotsOf(document: JsonObject): Slot[] {
  const found: Slot[] = [];
  let isComponent = false;

  function visit(
    kind: Kind,
    holder: JsonObject | Json[],
    key: string | number,
    isDiscriminated = false,
  ): void {
    const container = holder as Record<string | number, Json>;
    const value = container[key];
    if (value === undefined || (!isObject(value) && typeof value !== 'boolean')) return;
    const replace = (to: Json) => {
      container[key] = to;
    };
    found.push({ kind, value, isComponent, isDiscriminated, replace });
    isComponent = false;
    if (isObject(value) && !hasOwn(value, '$ref')) inside(kind, value);
  }

  const map = (kind: Kind, holder: Json | undefined) => {
    if (isObject(holder)) for (const key of Object.keys(holder)) visit(kind, holder, key);
  };
  const list = (kind: Kind, holder: Json | undefined, isDiscriminated = false) => {
    if (Array.isArray(holder)) for (const key of holder.keys()) visit(kind, holder, key, isDiscriminated);
  };
  const callbacks = (holder: Json | undefined) => {
    if (!isObject(holder)) return;
    for (const callback of Object.values(holder)) {
      if (isObject(callback) && !hasOwn(callback, '$ref')) map('pathItem', callback);
    }
  };

  function inside(kind: Kind, value: JsonObject): void {
    switch (kind) {
      case 'pathItem':
        list('parameter', value['parameters']);
        for (const method of METHODS) visit('operation', value, method);
        break;
      case 'operation':
        list('parameter', value['parameters']);
        visit('requestBody', value, 'requestBody');
        map('response', value['responses']);
        callbacks(value['callbacks']);
        break;
      case 'parameter':
      case 'header':
        visit('schema', value, 'schema');
        map('mediaType', value['content']);
        map('example', value['examples']);
        break;
      case 'requestBody':
        map('mediaType', value['content']);
        break;
      case 'response':
        map('header', value['headers']);
        map('mediaType', value['content']);
        break;
      case 'mediaType':
        visit('schema', value, 'schema');
        map('example', value['examples']);
        break;
      case 'schema':
        for (const key of MAPS) map('schema', value[key]);
        for (const key of LISTS) list('schema', value[key], hasOwn(value, 'discriminator'));
        for (const key of SINGLES) visit('schema', value, key);
        break;
      case 'example':
        break;
    }
  }

  map('pathItem', document['paths']);
  map('pathItem', document['webhooks']);
  const components = document['components'];
  if (!isObject(components)) return found;
  const sections: Record<string, Kind> = {
    schemas: 'schema',
    responses: 'response',
    parameters: 'parameter',
    requestBodies: 'requestBody',
    headers: 'header',
    examples: 'example',
    pathItems: 'pathItem',
  };
  for (const [section, kind] of Object.entries(sections)) {
    const holder = components[section];
    if (!isObject(holder)) continue;
    for (const key of Object.keys(holder)) {
      isComponent = true;
      visit(kind, holder, key);
      isComponent = false;
    }
  }
  callbacks(components['callbacks']);
  return found;
}
