import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { deriveContract } from '../contract/derive.ts';
import { loadContract, loadContractDocument } from '../contract/load.ts';
import type { Document } from '../document/document.ts';
import { findOperation } from '../document/find-operation.ts';
import { loadDocument } from '../document/load.ts';
import { lockFaults, readLock, type SpecLock } from '../document/lock.ts';
import { checkedDocument } from '../document/structure.ts';
import { Problem } from '../problem.ts';
import { defaultContract } from './default-contract.ts';
import { LOCK_NAME } from './inputs.ts';
import { type Io, warn } from './io.ts';
import { settlePin } from './upgrade/settle.ts';
import { warnPlainFaults } from './warn-plain-faults.ts';

/** Which document, operation and contract a command is about, as options name them. */
export interface SubjectOptions {
  contract?: string | undefined;
  document?: string | undefined;
  operation?: string | undefined;
}

/**
 * Loads what a command is about: a contract with its document, or a document alone with defaults derived from it. A
 * pinned document that is not the one that was accepted is told of, and used.
 *
 * @throws {Problem} for anything that is not there or not valid
 */
export async function loadSubject(options: SubjectOptions, io?: Pick<Io, 'stderr'>): Promise<Contract> {
  if (options.document === undefined) await settlePin(options.contract ?? defaultContract(), io);
  const contract = await load(options);
  if (io !== undefined) warnPlainFaults(contract.operation.document, io);
  for (const fault of await changesSincePinned(contract.operation.document)) {
    if (io !== undefined) warn(io, fault);
  }
  return contract;
}

/**
 * Loads the document that a command is about, valid or not: the one that is named, or the one that the contract names.
 *
 * @throws {Problem} when it cannot be read, or is no OpenAPI 3 document
 */
export async function loadSubjectDocument(
  options: Pick<SubjectOptions, 'contract' | 'document'>,
  io?: Pick<Io, 'stderr'>,
): Promise<Document> {
  const { contract, document: named } = options;
  if (named === undefined) await settlePin(contract ?? defaultContract(), io);
  const document =
    named === undefined
      ? await loadContractDocument(contract ?? defaultContract())
      : await loadDocument(named);
  for (const fault of await changesSincePinned(document)) if (io !== undefined) warn(io, fault);
  return document;
}

async function load(options: SubjectOptions): Promise<Contract> {
  if (options.operation !== undefined && options.contract !== undefined) {
    throw new Problem('--operation does not go with --contract: a contract names its own operation');
  }
  if (options.document !== undefined && options.contract === undefined) {
    const document = await checkedDocument(await loadDocument(options.document));
    return deriveContract(findOperation(document, options.operation));
  }
  if (options.operation !== undefined) {
    throw new Problem('--operation is for --document: without it the contract names the operation', {
      hint: 'name the document with --document, or leave out --operation',
    });
  }
  return loadContract(options.contract ?? defaultContract(), { document: options.document });
}

async function changesSincePinned(document: Document): Promise<string[]> {
  const lock = await lockOf(document);
  return lock === undefined ? [] : lockFaults(document, lock);
}

/**
 * The `spec.lock.json` beside a document, if it is about that document.
 *
 * @throws {Problem} when it cannot be read, or is not of its form
 */
export async function lockOf(document: Pick<Document, 'file'>): Promise<SpecLock | undefined> {
  const path = join(dirname(document.file), LOCK_NAME);
  if (/^https?:/i.test(document.file) || !existsSync(path)) return undefined;
  const lock = await readLock(path);
  return resolve(dirname(path), lock.document) === resolve(document.file) ? lock : undefined;
}
