import type { JsonObject } from '../json.ts';
import { type Place, Problem } from '../problem.ts';
import type { Document } from './document.ts';
import { nearest } from './nearest.ts';
import { child, entries, members, type Node, objectAt, rootNode } from './node.ts';
import { type Operation, type OperationName, readOperation } from './operation.ts';

/** The methods that a path item has a field for, `query` since OpenAPI 3.2. */
export const METHODS = [
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'],
  'query',
] as const;

/** Names every operation of a document, in its order. */
export function listOperations(document: Document): OperationName[] {
  return members(objectAt(rootNode(document), 'paths')).flatMap(({ key: path, node }) =>
    operationsOf(node).map(({ method, node: operation }) => {
      const id = operation.value['operationId'];
      const { pointer } = operation;
      return { id: typeof id === 'string' ? id : `${method} ${path}`, method, path, pointer };
    }),
  );
}

/** The operations of a path item, by their methods as they are sent: those with a field, then those of other methods. */
export function operationsOf(item: Node): { method: string; node: Node<JsonObject> }[] {
  const fields = METHODS.map((method) => ({ method: method.toUpperCase(), node: objectAt(item, method) }));
  const others = entries(objectAt(item, 'additionalOperations')).map(({ key, node }) => ({
    method: key,
    node: objectAt(node),
  }));
  return [...fields, ...others].flatMap(({ method, node }) => (node === undefined ? [] : [{ method, node }]));
}

/** The operation of a path item for a method as it is sent (OpenAPI 3.2 section 4.9, additionalOperations). */
export function operationAt(item: Node, method: string): Node | undefined {
  return child(item, method.toLowerCase()) ?? child(item, 'additionalOperations', method);
}

/**
 * Finds one operation of a document and resolves it.
 *
 * @param name an operationId, or `METHOD /path`; without it the only operation, or the one that the page's fence names
 * @param place where the name was given, for the message that there is no such operation
 * @throws {Problem} when there is no such operation, or more than one to choose from, or a reference in it is broken
 */
export function findOperation(document: Document, name?: string, place?: Place): Operation {
  const all = listOperations(document);
  const wanted = (name ?? document.fence)?.trim();
  const matching = wanted === undefined ? all : all.filter((each) => goesBy(each, wanted));
  const [found] = matching;
  if (found !== undefined && matching.length === 1) return resolveOperation(document, found);
  const at = document.placeOf('/paths');
  if (all.length === 0) throw new Problem('the document has no operation', { place: at });
  if (found === undefined) {
    const ids = all.map(({ id }) => id);
    const meant = nearest(wanted ?? '', [...ids, ...all.map(spelling)]);
    throw new Problem(`the document has no operation "${wanted}"`, {
      place: place ?? at,
      hint: meant === undefined ? choice(ids) : `"${meant}" may be meant`,
    });
  }
  const ambiguous = wanted !== undefined;
  throw new Problem(`the document has more than one operation${ambiguous ? ` "${wanted}"` : ''}`, {
    place: ambiguous ? document.placeOf(matching[1]?.pointer ?? '') : at,
    hint: `name one with --operation; ${choice(matching.map((each) => (ambiguous ? spelling(each) : each.id)))}`,
  });
}

/** An id is matched as it is; a method in any case, and any space between it and the path. */
function goesBy(operation: OperationName, wanted: string): boolean {
  const spelt = wanted.replace(/^(\w+)\s+/, (_, method: string) => `${method.toUpperCase()} `);
  return operation.id === wanted || spelling(operation) === spelt;
}

function spelling({ method, path }: OperationName): string {
  return `${method} ${path}`;
}

function choice(names: readonly string[]): string {
  const shown = names.slice(0, 6).map((name) => `"${name}"`);
  return `${names.length > shown.length ? 'for example' : 'it has'} ${shown.join(', ')}`;
}

/** Resolves an operation that `listOperations` named. */
export function resolveOperation(document: Document, name: OperationName): Operation {
  const root = rootNode(document);
  const item = child(root, 'paths', name.path) ?? root;
  return readOperation(document, name, item, operationAt(item, name.method) ?? item);
}
