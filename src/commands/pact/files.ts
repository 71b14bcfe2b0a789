import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { displayPath, readTextFile } from '../../document/load.ts';
import { type PactFile, readPact } from '../../exchange/pact.ts';
import type { Redactor } from '../../exchange/redact.ts';
import { Problem } from '../../problem.ts';
import { PACTS } from '../inputs.ts';

/**
 * The Pact files that a command is about: those that are named, or else all in `contracts/pacts/`.
 *
 * @throws {Problem} when there is none
 */
export function pactPaths(files: readonly string[]): string[] {
  if (files.length > 0) return [...new Set(files)];
  let names: string[] = [];
  try {
    names = readdirSync(PACTS);
  } catch {
    // It is told of below, as an empty folder is.
  }
  const found = names.filter((name) => name.endsWith('.json')).sort();
  if (found.length === 0) {
    throw new Problem(`no Pact file is named, and there is none in ${PACTS}`, {
      hint: 'name one, or several',
    });
  }
  return found.map((name) => join(PACTS, name));
}

/**
 * Reads Pact files.
 *
 * @throws {Problem} when one cannot be read or is none
 */
export async function readPacts(
  paths: readonly string[],
  options: { provider?: string | undefined; redactor?: Redactor | undefined } = {},
): Promise<{ path: string; text: string; pact: PactFile }[]> {
  const read = [];
  for (const path of paths) {
    const text = await readTextFile(path, 'the Pact');
    read.push({ path, text, pact: readPact(text, displayPath(path), options) });
  }
  return read;
}
