/** A text as one word for a POSIX shell, in which nothing means anything to it. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
