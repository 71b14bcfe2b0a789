import type { Contract } from '../../contract/contract.ts';
import { deriveContract } from '../../contract/derive.ts';
import type { Document } from '../../document/document.ts';
import { findOperation, listOperations } from '../../document/find-operation.ts';
import { loadDocument } from '../../document/load.ts';
import { checkedDocument } from '../../document/structure.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { matchesOperation } from '../../exchange/match-operation.ts';
import type { Io } from '../io.ts';
import { loadSubject, type SubjectOptions } from '../subject.ts';

/** What Pacts are judged against: all operations of a document, one of them perhaps with a contract. */
export interface PactScope {
  document: Document;
  /** The contract that was named, or the only one there is; undefined for a document alone with several operations. */
  main: Contract | undefined;
  /** The contract of the operation that an exchange is of; undefined when the document has no such operation. */
  contractOf(exchange: Exchange): Contract | undefined;
  /** One of them, for what is to be said of an exchange that none is of. */
  any: Contract;
}

/**
 * Loads what Pacts are judged against. A Pact speaks of as many operations as its consumer uses, so that a document
 * alone needs no `--operation`.
 *
 * @throws {Problem} for anything that is not there or not valid
 */
export async function loadPactScope(options: SubjectOptions, io: Io): Promise<PactScope> {
  const alone =
    options.document !== undefined && options.contract === undefined && options.operation === undefined;
  if (alone && options.document !== undefined) {
    const document = await checkedDocument(await loadDocument(options.document));
    const [first, second] = listOperations(document);
    if (first !== undefined && second !== undefined) {
      return scopeOf(document, undefined, deriveContract(findOperation(document, spelling(first))));
    }
  }
  const main = await loadSubject(options, io);
  return scopeOf(main.operation.document, main, main);
}

/** A document with the contract of one of its operations; the others have what is derived. */
export function scopeOf(document: Document, main: Contract | undefined, any: Contract): PactScope {
  const known = new Map([[any.operation.pointer, any]]);
  return {
    document,
    main,
    any,
    contractOf(exchange) {
      for (const name of listOperations(document)) {
        if (name.method !== exchange.request.method.toUpperCase()) continue;
        const contract = known.get(name.pointer) ?? deriveContract(findOperation(document, spelling(name)));
        known.set(name.pointer, contract);
        if (matchesOperation(exchange, contract.operation)) return contract;
      }
      return undefined;
    },
  };
}

function spelling({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`;
}
