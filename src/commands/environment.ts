import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Environment } from '../probes/environment.ts';
import { Problem } from '../problem.ts';

/**
 * The environment with what `.env` in the working directory adds to it; what is set in the environment itself wins.
 * Neither is changed.
 *
 * @throws {Problem} when there is a `.env` that cannot be read
 */
export function readEnvironment(environment: Environment, file = '.env'): Environment {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { ...environment };
    const reason = code === 'EISDIR' ? 'it is a folder' : code === 'EACCES' ? 'permission denied' : code;
    throw new Problem(`the environment cannot be read: ${String(reason)}`, { place: { file }, cause: error });
  }
  // Editors on Windows begin a file with a byte order mark, which would become a part of the first name.
  return { ...parseEnv(text.replace(/^\uFEFF/, '')), ...environment };
}
