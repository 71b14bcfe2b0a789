import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 hand a pattern that backtracks without end, such as `^([\w.]*)*$`, to its engine that takes linear time:
 * documents come from elsewhere, and one such pattern would keep a run from ever ending. Patterns that look around or
 * back cannot be handed over, and stay as slow as they are.
 *
 * It changes the whole process, and so is for the command line alone.
 */
export function matchInLinearTime(): void {
  // Known to these; another V8 might write to standard error that it does not know the flag.
  if (Number(process.versions.node.split('.')[0]) <= 24)
    setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
}
