import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Environment } from '../probes/environment.ts';
import { Problem } from '../problem.ts';

/**
 * The environment with what `.env` in the working directory adds to it; what is set in the environment itself wins.
 *
 * @throws {Problem} when there is a `.env` that cannot be read
 */
export function readEnvironment(environment: Environment, file = '.env'): Environment {
  if (!existsSync(file)) return environment;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem('cannot be read', { place: { file }, cause: error });
  }
  return { ...parseEnv(text), ...environment };
}
