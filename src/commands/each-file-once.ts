import { stat } from 'node:fs/promises';
import { displayPath } from '../document/load.ts';
import { type Io, warn } from './io.ts';

/** The paths that lead to files of their own, in their order; of those that lead to one of these again it warns. */
export async function eachFileOnce(paths: readonly string[], io: Pick<Io, 'stderr'>): Promise<string[]> {
  const once = new Map<string, string>();
  for (const path of paths) {
    // By what the system knows it by, since one file has many spellings; of one that is not there its reader tells.
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    const file = found === undefined ? path : `${found.dev}:${found.ino}`;
    const before = once.get(file);
    if (before === undefined) once.set(file, path);
    else {
      const [name, other] = [displayPath(path), displayPath(before)];
      warn(io, `${name} is ${name === other ? 'named twice' : other}: it is read once`);
    }
  }
  return [...once.values()];
}
