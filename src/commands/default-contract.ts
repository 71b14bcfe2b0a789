import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { incomplete, packageFolder } from './package.ts';

/** The only contract in `contracts/` of the working directory, or the one that comes with Plumbline. */
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

/** The contracts in a folder, by name; none where it cannot be listed. */
export function contractsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.contract\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
