import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 wait longer, 15 times as long as by default, until it optimises a function. A command is done in seconds: by
 * default a third of the processor time of a large diff went into optimised code that hardly ran.
 */
export function optimiseLate(): void {
  setFlagsFromString('--interrupt-budget=1000000');
}
