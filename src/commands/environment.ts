import { parseEnv } from 'node:util';
import { readBounded, readFailure } from '../document/read-file.ts';
import type { Environment } from '../probes/environment.ts';
import { Problem } from '../problem.ts';

/** More than any process takes of an environment. */
export const MOST_BYTES = 1024 * 1024;

/**
 * The environment with what `.env` in the working directory adds to it; what is set in the environment itself wins.
 * Neither is changed.
 *
 * @throws {Problem} when there is a `.env` that cannot be read
 */
export function readEnvironment(environment: Environment, file = '.env'): Environment {
  let text: string;
  try {
    text = readBounded(file, MOST_BYTES).toString();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { ...environment };
    throw new Problem(`the environment cannot be read: ${readFailure(error)}`, {
      place: { file },
      cause: error,
    });
  }
  // Otherwise it would be passed over whole, and every credential said to be missing.
  if (text.includes('\0')) {
    throw new Problem('the environment cannot be read: it is not a text in UTF-8', {
      place: { file },
      hint: 'is it UTF-16, as some editors on Windows write it? Save it as UTF-8',
    });
  }
  // Editors on Windows begin a file with a byte order mark, which would become a part of the first name.
  return { ...parseEnv(text.replace(/^\uFEFF/, '')), ...environment };
}
