import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../problem.ts';

/** The problem of an installation that lacks something. */
export function incomplete(what: string): Problem {
  return new Problem(`an incomplete installation of Plumbline: ${what}`, { hint: 'install it again' });
}

/**
 * The folder that Plumbline is installed in: its contracts and documents lie below it.
 *
 * @throws {Problem} when only a part of it is there
 */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw incomplete('its package.json is not above its code');
    folder = above;
  }
  return folder;
}

/** Plumbline's own version. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
