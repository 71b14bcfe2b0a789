import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtCode } from './built-code.ts';
import { matchInLinearTime } from './linear-patterns.ts';
import { optimiseLate } from './optimise-late.ts';

// V8 takes what it has compiled only under the flags under which it was compiled.
matchInLinearTime();
optimiseLate();

const built = builtCode(dirname(fileURLToPath(import.meta.url)));

/** Loads the command line (src/main.ts). */
export function loadMain(): { main(process: NodeJS.Process): Promise<void> } {
  return built.load('main.cjs') as ReturnType<typeof loadMain>;
}

/** Loads, and so begins, the work of a thread of `plumbline prove` (src/commands/prove/thread.ts). */
export function loadProveThread(): void {
  built.load('prove-thread.cjs');
}

/** Keeps what V8 has compiled by now, for the processes that come after. */
export const { keepCompiled } = built;
