import { InvalidArgumentError } from 'commander';

/** The longest time that an option takes: a day. Node's timers end at 24 of them, and begin again at once beyond. */
export const LONGEST_MS = 86_400_000;

/** Reads a whole number within bounds, for an option of the command line. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const bounds =
    max === Number.MAX_SAFE_INTEGER
      ? `a whole number from ${min} is wanted`
      : `a whole number from ${min} to ${max} is wanted`;
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) throw new InvalidArgumentError(bounds);
    return value;
  };
}

/** Reads `20` or `20/s`. */
export function rate(text: string): number {
  const number = /^(\d+(?:\.\d+)?)(?:\/s)?$/.exec(text)?.[1];
  const value = Number(number);
  if (number === undefined || value < 0.01 || value > 100_000) {
    throw new InvalidArgumentError('a number of requests in a second is wanted, such as 20 or 20/s');
  }
  return value;
}

/** Reads `401,409`, beside those of an option that was given before; documents may also have `4XX` and `default`. */
export function statuses(text: string, before: readonly string[] = []): string[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.some((word) => !/^([1-5]\d\d|[1-5]XX|default)$/i.test(word))) {
    throw new InvalidArgumentError('statuses are wanted, such as 401,409');
  }
  const read = words.map((word) => (/^default$/i.test(word) ? 'default' : word.toUpperCase()));
  return [...new Set([...before, ...read])];
}

/** Reads what may be given several times, and must not be empty. */
export function each(what: string): (text: string, before?: readonly string[]) => string[] {
  const read = filled(what);
  return (text, before = []) => [...before, read(text)];
}

/** Reads what must not be empty: an unset variable of a shell shows as an empty text. */
export function filled(what: string): (text: string) => string {
  return (text) => {
    if (text.trim() === '') throw new InvalidArgumentError(`${what} is wanted, and the text is empty`);
    return text;
  };
}
