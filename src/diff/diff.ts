import type { Policy } from '../contract/contract.ts';
import type { Document } from '../document/document.ts';
import type { Operation, OperationName } from '../document/operation.ts';
import type { Change, DiffVerdict, RawChange } from './change.ts';
import { requestBodyChanges } from './changes/body.ts';
import { callbackChanges, webhookChanges } from './changes/callback.ts';
import { operationWording } from './changes/docs.ts';
import { documentWording } from './changes/document.ts';
import { samePath } from './changes/effective-url.ts';
import { parameterChanges } from './changes/parameter.ts';
import { queryStringChanges } from './changes/query-string.ts';
import { responseChanges } from './changes/response.ts';
import { securityChanges } from './changes/security.ts';
import { serverChanges } from './changes/server.ts';
import { serverDefaultChanges } from './changes/server-default.ts';
import { takenOver } from './changes/taken-over.ts';
import { createEngines } from './engines.ts';
import { joinChanges } from './join-changes.ts';
import { matchOperations } from './match-operations.ts';
import type { OperationPair } from './operation-pair.ts';
import { namesBy } from './reliance/policy.ts';
import { createSameText } from './same-text.ts';
import { createHeirs } from './space/heirs.ts';
import { createIsUnchanged } from './unchanged.ts';

export interface DiffOptions {
  /** What the provider says may come at any time; undefined: nothing is announced. */
  policy?: Policy | undefined;
  /** The name of the property that holds an error's code, beside the usual ones. */
  errorCode?: string | undefined;
  /** Only this operation of the base: true for the one that is meant. */
  only?: (operation: { method: string; path: string; id: string }) => boolean;
}

export interface Diff {
  verdict: DiffVerdict;
  changes: Change[];
  /** How many operations both documents have. */
  operations: number;
}

/**
 * Compares what two documents mean: which requests are accepted, which answers may come, what is documented of them. The
 * spelling of the documents, their order, the names of their components and the version of OpenAPI make no difference.
 *
 * @returns the changes, the breaking ones first, each cause once; `identical` when none but of wording is among them
 * @throws {Problem} on a reference that points at nothing or leaves the document
 */
export async function diffDocuments(
  base: Document,
  candidate: Document,
  options: DiffOptions = {},
): Promise<Diff> {
  const heirs = { base: createHeirs(base), candidate: createHeirs(candidate) };
  const engines = await createEngines(base, candidate, heirs);
  const unbroken = createSameText(base, candidate, heirs, { unbroken: true });
  const isUnchanged = createIsUnchanged(base, candidate, unbroken);
  const { pairs, unchanged, removed, added } = matchOperations(base, candidate, isUnchanged);
  const wanted = (operation: OperationName) => options.only?.(operation) ?? true;
  const names = namesBy(options.policy, options.errorCode);
  const raw: RawChange[] = options.only === undefined ? documentWording(base, candidate) : [];
  const compared = pairs.filter((pair) => wanted(pair.base));
  for (const pair of compared) {
    const { method, path, id } = pair.base;
    const where = { operation: { method, path, id }, part: 'operation' } as const;
    raw.push(...operationChanges({ ...pair, ...engines, where, names }));
  }
  if (options.only === undefined) {
    const where = { operation: { method: '', path: '', id: '' }, part: 'operation' } as const;
    raw.push(...webhookChanges(base, candidate, { ...engines, names, where }));
  }
  raw.push(...removed.filter(wanted).map((operation) => operationRemoved(operation, added)));
  if (options.only === undefined)
    raw.push(...added.map((each) => operationAdded(each, takenOver(each, base, engines.request))));
  const changes = joinChanges(raw, { base, candidate, policy: options.policy });
  return {
    verdict: verdictOf(changes),
    changes,
    operations: compared.length + unchanged.filter(wanted).length,
  };
}

function verdictOf(changes: readonly Change[]): DiffVerdict {
  if (changes.some(({ breaking }) => breaking)) return 'breaking';
  return changes.some(({ side }) => side !== 'docs') ? 'compatible' : 'identical';
}

/** All that is to be said of one operation. */
function operationChanges(pair: OperationPair): RawChange[] {
  return [
    ...operationWording(pair),
    ...serverChanges(pair),
    ...serverDefaultChanges(pair),
    ...securityChanges(pair),
    ...parameterChanges(pair),
    ...queryStringChanges(pair),
    ...requestBodyChanges(pair),
    ...responseChanges(pair),
    ...callbackChanges(pair),
  ];
}

function operationRemoved(operation: Operation, added: readonly Operation[]): RawChange {
  const { method, path, id, pointer } = operation;
  const heir = heirOf(operation, added);
  const hint = heir === undefined ? '' : `; the document now has ${heir.method} ${heir.path}`;
  return {
    kind: 'operation-removed',
    side: 'request',
    effect: 'breaks',
    text: `it is no longer documented${hint}`,
    place: 'the operation',
    why: 'requests to it have nobody to answer them',
    base: pointer,
    candidate: heir?.pointer ?? '/paths',
    before: `${method} ${path}`,
    where: { operation: { method, path, id }, part: 'operation' },
  };
}

/**
 * What is likely to have come in place of an operation: the only one that is new, or else the only one of the same path
 * but for its version and a slash at its end, or of the same operationId.
 */
function heirOf(operation: Operation, added: readonly Operation[]): Operation | undefined {
  const only = (found: readonly Operation[]) => (found.length === 1 ? found[0] : undefined);
  const { method, path, id } = operation;
  const hasId = id !== `${method} ${path}`;
  return (
    only(added) ??
    only(added.filter((each) => each.method === method && unversioned(each.path) === unversioned(path))) ??
    only(added.filter((each) => hasId && each.id === id))
  );
}

/** `/api/v1/orders/` and `/api/v2beta1/orders` are called the same. */
function unversioned(path: string): string {
  return samePath(path)
    .split('/')
    .filter((part) => part !== '' && !/^v\d+([._]\d+)*((alpha|beta|rc)\d*)?$/i.test(part))
    .join('/');
}

/** @param over an operation that some requests went to which go to this one now */
function operationAdded({ method, path, id, pointer }: Operation, over: Operation | undefined): RawChange {
  const other = over === undefined ? '' : `${over.method} ${over.path}`;
  return {
    kind: 'operation-added',
    side: 'request',
    effect: 'safe',
    text: over === undefined ? 'it is new' : `it is new, and takes over requests to ${other}`,
    place: 'the operation',
    why:
      over === undefined
        ? 'nobody has to call it'
        : `nobody has to call it by its name; what was sent to ${other} with these values is now read and answered by its rules`,
    base: over?.pointer ?? '/paths',
    candidate: pointer,
    ...(over === undefined ? {} : { before: other }),
    after: `${method} ${path}`,
    where: { operation: { method, path, id }, part: 'operation' },
  };
}
