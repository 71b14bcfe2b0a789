import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { contractsIn } from './default-contract.ts';

/** Where a baseline is unless an option says otherwise. */
export const BASELINE = 'contracts/baseline.yaml';
/** Where Pact files are unless they are named. */
export const PACTS = join('contracts', 'pacts');
/** The lock of a pinned document, beside it. */
export const LOCK_NAME = 'spec.lock.json';

/**
 * What a project has for Plumbline to read in the working directory, whichever command reads it: no report takes its
 * place.
 */
export function projectFiles(): string[] {
  return ['.env', BASELINE, ...contractsIn('contracts'), ...filesIn(PACTS, '.json')];
}

/** The files that a contract comes from: itself, and its document with what lies beside that. */
export function contractFiles({ file, operation }: Pick<Contract, 'file' | 'operation'>): string[] {
  return [...(file === undefined ? [] : [file]), ...documentFiles(operation.document.file)];
}

/**
 * A document, and the lock beside it.
 *
 * @param source a path, or a URL, of which there is no file
 */
export function documentFiles(source: string): string[] {
  return /^https?:\/\//i.test(source) ? [] : [source, join(dirname(source), LOCK_NAME)];
}

/** The files in a folder whose names end so; none where it cannot be listed. */
function filesIn(folder: string, ending: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
