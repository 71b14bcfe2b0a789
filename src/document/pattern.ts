/**
 * A document's regular expression: JSON Schema reads them as Unicode expressions of ECMA-262, in which escapes such as
 * `\_`, common in documents, are errors; then it is read without Unicode, as validators do.
 *
 * @returns undefined when JavaScript cannot compile it
 */
export function compilePattern(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // The other way may do.
    }
  }
  return undefined;
}
