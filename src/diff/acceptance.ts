import type { Document } from '../document/document.ts';
import type { Direction } from '../document/json-schema.ts';
import type { Node } from '../document/node.ts';
import { isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';

/** Tells whether a value is valid; undefined where the schema cannot be compiled, so that nobody can tell. */
export type Accepts = (value: Json) => boolean | undefined;

/** Gives the judge of a schema of one document, which is Ajv: independent of how Plumbline compares schemas. */
export type Acceptance = (schema: Node | undefined, wire: boolean) => Accepts;

/** Compiles one schema after another of a document. */
export type Compiler = (schema: Node) => (value: Json) => boolean;

/** The judge of a schema that was made already, for another document that has it in the same words. */
export type Alike = (schema: Node) => Accepts | undefined;

/**
 * Makes the judges of one document's schemas for one direction. Formats are checked; a property that is `readOnly` is not
 * to be in a request, nor one that is `writeOnly` in a response (OpenAPI 3.0 section 4.7.24.2).
 *
 * @param alike asked for what a schema refers to, before that is compiled
 */
export function createAcceptance(
  direction: Direction,
  createCompiler: (direction: Direction, document: Document, alike: Alike) => Compiler,
  alike: Alike = () => undefined,
): Acceptance {
  let compiler: Compiler | undefined;
  const known = new Map<string, Accepts>();
  return (schema, wire) => {
    if (schema === undefined) return () => true;
    const before = known.get(schema.pointer);
    const accepts = before ?? compile(schema);
    known.set(schema.pointer, accepts);
    return wire ? (value) => readings(value).some((each) => accepts(each) === true) : accepts;
  };

  function compile(schema: Node): Accepts {
    try {
      // Most schemas of most documents do not change, and Ajv takes its time to start.
      compiler ??= createCompiler(direction, schema.document, alike);
      const validate = compiler(schema);
      return (value) => {
        try {
          return validate(value);
        } catch (error) {
          if (error instanceof Problem) throw error;
          // A recursion without an end; it accepts nothing that could be shown.
          return undefined;
        }
      };
    } catch (error) {
      if (error instanceof Problem) throw error;
      return () => undefined;
    }
  }
}

/** In how many ways a list or an object is read, where each of its parts can be read in several. */
const MOST_READINGS = 64;

/**
 * What a value can be read as once it has travelled as text (OpenAPI 3.0 section 4.7.12.3): each plain value in it is
 * text, whatever style writes it.
 */
function readings(value: Json): Json[] {
  if (Array.isArray(value)) return combined(value.map(readings));
  if (isObject(value)) {
    const names = Object.keys(value);
    const rows = combined(names.map((name) => readings(value[name] ?? null)));
    return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
  }
  const text = String(value);
  const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? [Number(text)] : [];
  const flag = text === 'true' || text === 'false' ? [text === 'true'] : [];
  return [text, ...number, ...flag, ...(value === null ? [null] : [])];
}

/** Every way to read the parts; where those are too many, each part in its first way, in its last, and so on. */
function combined(parts: readonly Json[][]): Json[][] {
  const all = parts.reduce<Json[][] | undefined>(
    (rows, ways) =>
      rows === undefined || rows.length * ways.length > MOST_READINGS
        ? undefined
        : rows.flatMap((row) => ways.map((way) => [...row, way])),
    [[]],
  );
  if (all !== undefined) return all;
  const most = Math.max(...parts.map((ways) => ways.length));
  return Array.from({ length: most }, (_, index) =>
    parts.map((ways) => ways[Math.min(index, ways.length - 1)] ?? null),
  );
}
