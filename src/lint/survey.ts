import { withinResource } from '../document/anchors.ts';
import type { Document } from '../document/document.ts';
import { type FoundObject, type ObjectKind, visitObjects } from '../document/every-object.ts';
import { type Node, referencePointer, rootNode } from '../document/node.ts';
import { fromPointer, toPointer } from '../document/pointer.ts';
import { hasOwn, isObject } from '../json.ts';
import { at, itemsOf, membersOf, textAt } from './look.ts';

/** A `$ref` of a document. */
export interface Reference {
  /** Where the object stands that holds it. */
  from: string;
  kind: ObjectKind;
  spelt: string;
  /** The pointer that it holds; undefined when it leaves the document. */
  to: string | undefined;
}

export interface SurveyedResponse {
  status: string;
  /** Followed. */
  node: Node;
}

/** An operation, as far as its references lead somewhere. */
export interface SurveyedOperation {
  /** `POST /things`; of a webhook `POST webhook NAME`. */
  name: string;
  method: string;
  path: string;
  node: Node;
  /** True for one that the API calls, not one that it answers. */
  webhook: boolean;
  /** The path item's and its own, its own last. */
  parameters: Node[];
  body: Node | undefined;
  responses: SurveyedResponse[];
  /** Its own security, or the document's. */
  security: Node | undefined;
}

/** What a document holds, gathered in one pass for every rule. */
export interface Survey {
  document: Document;
  root: Node;
  /** The objects of a kind, where they are written. */
  every(kind: ObjectKind): readonly FoundObject[];
  references: readonly Reference[];
  operations: readonly SurveyedOperation[];
  /** The parts that one part refers to, by the pointers of both: components, operations and path items. */
  uses: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Looks through a document once. */
export function surveyDocument(document: Document): Survey {
  const kinds = new Map<ObjectKind, FoundObject[]>();
  const references: Reference[] = [];
  visitObjects(document, (found) => {
    const { kind, value } = found;
    const list = kinds.get(kind);
    if (list === undefined) kinds.set(kind, [found]);
    else list.push(found);
    const spelt = isObject(value) && hasOwn(value, '$ref') ? value['$ref'] : undefined;
    if (typeof spelt === 'string') {
      const pointer = referencePointer(spelt);
      const to = pointer && withinResource(document, found.pointer, pointer);
      references.push({ from: found.pointer, kind, spelt, to });
    }
  });
  const root = rootNode(document);
  return {
    document,
    root,
    every: (kind) => kinds.get(kind) ?? [],
    references,
    operations: [
      ...membersOf(at(root, 'paths')).flatMap(({ key, node }) => operationsOf(root, key, node, false)),
      ...membersOf(at(root, 'webhooks')).flatMap(({ key, node }) => operationsOf(root, key, node, true)),
    ],
    uses: usesOf(references),
  };
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

function operationsOf(root: Node, path: string, item: Node, webhook: boolean): SurveyedOperation[] {
  if (path.startsWith('x-')) return [];
  return METHODS.flatMap((key) => {
    const node = at(item, key);
    if (node === undefined || !isObject(node.value)) return [];
    const method = key.toUpperCase();
    return [
      {
        name: webhook ? `${method} webhook ${path}` : `${method} ${path}`,
        method,
        path,
        node,
        webhook,
        parameters: [...itemsOf(at(item, 'parameters')), ...itemsOf(at(node, 'parameters'))],
        body: at(node, 'requestBody'),
        responses: membersOf(at(node, 'responses'))
          .filter(({ key: status }) => !status.startsWith('x-'))
          .map(({ key: status, node: response }) => ({ status, node: response })),
        security: at(node, 'security') ?? at(root, 'security'),
      },
    ];
  });
}

/**
 * The part of a document that something belongs to: a component, an operation, a path item (what its operations share)
 * or the document itself, which is the empty pointer.
 */
export function partOf(pointer: string): string {
  const keys = fromPointer(pointer) ?? [];
  const [first, second = ''] = keys;
  if (first === 'components') return toPointer(keys.slice(0, 3));
  if (first === 'paths' || first === 'webhooks') {
    const isOperation = METHODS.includes(keys[2] ?? '');
    return toPointer(isOperation ? keys.slice(0, 3) : [first, second]);
  }
  return '';
}

function usesOf(references: readonly Reference[]): Map<string, Set<string>> {
  const uses = new Map<string, Set<string>>();
  for (const { from, to } of references) {
    if (to === undefined) continue;
    const part = partOf(from);
    const known = uses.get(part) ?? new Set();
    uses.set(part, known.add(partOf(to)));
  }
  return uses;
}

/** The parts that some parts lead to, themselves included. */
export function reach(uses: Survey['uses'], from: Iterable<string>): Set<string> {
  const seen = new Set(from);
  const pending = [...seen];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    for (const next of uses.get(part) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      pending.push(next);
    }
  }
  return seen;
}

/** The part of a media type, parameter or answer: `the 409 of POST /things`. */
export function nameOf(operation: SurveyedOperation, status: string): string {
  return `the ${status} of ${operation.name}`;
}

/** The id of an operation, or its method and path. */
export function idOf({ node, name }: SurveyedOperation): string {
  return textAt(node, 'operationId') || name;
}
