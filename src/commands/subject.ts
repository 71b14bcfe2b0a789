import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { deriveContract } from '../contract/derive.ts';
import { loadContract } from '../contract/load.ts';
import { loadDocument } from '../document/load.ts';
import { findOperation } from '../document/operation.ts';
import { checkStructure } from '../document/structure.ts';
import { Problem } from '../problem.ts';
import { packageFolder } from './package.ts';

/** Which document, operation and contract a command is about, as options name them. */
export interface SubjectOptions {
  contract?: string | undefined;
  document?: string | undefined;
  operation?: string | undefined;
}

/**
 * Loads what a command is about: a contract with its document, or a document alone with defaults derived from it.
 *
 * @throws {Problem} for anything that is not there or not valid
 */
export async function loadSubject(options: SubjectOptions): Promise<Contract> {
  if (options.document !== undefined && options.contract === undefined) {
    const document = await loadDocument(options.document);
    await checkStructure(document);
    return deriveContract(findOperation(document, options.operation));
  }
  if (options.operation !== undefined) {
    throw new Problem('--operation goes with --document: a contract names its own operation');
  }
  return loadContract(options.contract ?? defaultContract(), { document: options.document });
}

/** The only contract in `contracts/` of the working directory, or the one that comes with Plumbline. */
function defaultContract(): string {
  const own = contractsIn('contracts');
  const [first] = own;
  if (own.length > 1) {
    throw new Problem(`there are ${own.length} contracts in contracts/`, {
      hint: `name one with --contract, such as ${first}`,
    });
  }
  if (first !== undefined) return first;
  const folder = join(packageFolder(), 'contracts');
  const [shipped] = contractsIn(folder);
  if (shipped === undefined)
    throw new Problem('there is no contract', {
      hint: 'name one with --contract, or a document with --document',
    });
  return shipped;
}

function contractsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.contract.yaml'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
