import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { incomplete, packageFolder } from './package.ts';

/**
 * The only contract in `contracts/` of the working directory, or the one that comes with Plumbline.
 *
 * @throws {Problem} when there are several, or `contracts` is there and cannot be listed
 */
export function defaultContract(): string {
  const own = contractsIn('contracts');
  const [first] = own;
  if (own.length > 1) {
    throw new Problem(`there are ${own.length} contracts in contracts/`, {
      hint: `name one with --contract, such as ${first}`,
    });
  }
  if (first !== undefined) return first;
  const [shipped] = contractsIn(join(packageFolder(), 'contracts'));
  if (shipped === undefined) throw incomplete('the contract that comes with it is not there');
  return shipped;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ENOTDIR: 'it is a file, not a folder',
};

/**
 * The contracts in a folder, by name; none where there is no such folder.
 *
 * @throws {Problem} when it is there and cannot be listed
 */
export function contractsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.contract\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return [];
    // Whoever has a contract there must not be told of another one.
    const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
    throw new Problem(`cannot be searched for contracts: ${reason}`, {
      place: { file: folder },
      hint: 'name the contract with --contract',
      cause: error,
    });
  }
}
