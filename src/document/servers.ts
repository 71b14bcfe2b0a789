import { isObject, type Json } from '../json.ts';
import type { Document } from './document.ts';
import { METHODS } from './find-operation.ts';

/** A server as a document declares it, its variables still in it (OpenAPI 3.0 section 4.7.5). */
export interface DeclaredServer {
  url: string;
  description: string;
  /** Variable → every value that the document lists for it; empty where any will do. */
  variables: ReadonlyMap<string, readonly string[]>;
}

/**
 * Every server that a document declares, for all of it, for a path or for one operation. An operation with servers of
 * its own is not served by those of the document, and they are what they are all the same. References are not followed:
 * a path elsewhere in the document that cannot be read is no matter here. Never throws.
 */
export function everyServer({ root }: Pick<Document, 'root'>): DeclaredServer[] {
  const paths = valuesOf(root['paths']);
  const operations = paths.flatMap((item) =>
    isObject(item)
      ? [...METHODS.flatMap((method) => item[method] ?? []), ...valuesOf(item['additionalOperations'])]
      : [],
  );
  return [root, ...paths, ...operations].flatMap((node) => {
    const servers = isObject(node) ? node['servers'] : undefined;
    return Array.isArray(servers) ? servers.flatMap((server) => declared(server)) : [];
  });
}

function declared(server: Json): DeclaredServer[] {
  if (!isObject(server) || typeof server['url'] !== 'string') return [];
  const { url, description, variables } = server;
  const named = Object.entries(isObject(variables) ? variables : {}).map(
    ([name, variable]): [string, string[]] => {
      const listed = isObject(variable) ? variable['enum'] : undefined;
      return [name, Array.isArray(listed) ? listed.map(String) : []];
    },
  );
  return [
    {
      url: String(url),
      description: typeof description === 'string' ? description : '',
      variables: new Map(named),
    },
  ];
}

function valuesOf(value: Json | undefined): Json[] {
  return isObject(value) ? Object.values(value).filter((each) => each !== undefined) : [];
}
