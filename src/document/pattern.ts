/** A compiled `pattern`. */
export interface Pattern {
  test(text: string): boolean;
  /** Its source, by which Ajv tells patterns apart. */
  toString(): string;
}

/** What has a meaning in Unicode mode alone. */
const OF_UNICODE = /\\[pPu]|[^ -~]/;
/** Half of a character that Unicode mode takes for one, and the other mode for two. */
const HALF = /[\ud800-\udfff]/;

/**
 * A document's regular expression: JSON Schema reads them as Unicode expressions of ECMA-262, in which escapes such as
 * `\_`, common in documents, are errors; then it is read without Unicode, as validators do.
 *
 * Where both readings agree the plain one is taken, which V8 can match in linear time (see start/linear-patterns.ts).
 *
 * @returns undefined when JavaScript cannot compile it
 */
export function compilePattern(pattern: string): Pattern | undefined {
  const unicode = compiled(pattern, 'u');
  const plain = compiled(pattern, '');
  if (unicode === undefined || plain === undefined || OF_UNICODE.test(pattern)) return unicode ?? plain;
  return {
    test: (text) => (HALF.test(text) ? unicode : plain).test(text),
    toString: () => String(unicode),
  };
}

/**
 * `compilePattern` as Ajv wants it, for its option `code.regExp`.
 *
 * @throws {SyntaxError} when JavaScript cannot compile it
 */
export const patternEngine = Object.assign(
  (pattern: string): Pattern => compilePattern(pattern) ?? new RegExp(pattern),
  { code: 'new RegExp' },
);

/** Whether it is an expression in Unicode mode, the only one that some validators know. */
export function compilesAsUnicode(pattern: string): boolean {
  return compiled(pattern, 'u') !== undefined;
}

function compiled(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
