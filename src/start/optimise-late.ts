import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 wait longer, 15 times as long as by default, until it optimises a function. A command is done in seconds: by
 * default a third of the processor time of a large diff went into optimised code that hardly ran.
 *
 * It changes the whole process, and so is for the command line alone.
 */
export function optimiseLate(): void {
  const flag = flagOf(Number(process.versions.node.split('.')[0]));
  if (flag !== undefined) setFlagsFromString(flag);
}

/** Tried with Node 20, 22 and 24; another V8 might write to standard error that it does not know the flag. */
function flagOf(node: number): string | undefined {
  if (node <= 21) return '--interrupt-budget=1000000';
  return node <= 24 ? '--invocation-count-for-turbofan=45000' : undefined;
}
