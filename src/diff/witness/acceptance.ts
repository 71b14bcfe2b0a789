import type { Document } from '../../document/document.ts';
import type { Direction } from '../../document/json-schema.ts';
import type { Node } from '../../document/node.ts';
import { isObject, type Json } from '../../json.ts';
import { Problem } from '../../problem.ts';

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
    return wire ? (value) => anyOf(readings(value).map(accepts)) : accepts;
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

/** Whether a value is valid that can be read in several ways: nobody can tell where one of them might be. */
function anyOf(verdicts: readonly (boolean | undefined)[]): boolean | undefined {
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

/**
 * What a value can be read as once it has travelled as text (OpenAPI 3.0 section 4.7.12.3: primitive values). The entries
 * of a list or an object travel so, each by itself.
 */
function readings(value: Json): Json[] {
  if (Array.isArray(value)) return combined(value.map(readings));
  if (isObject(value)) {
    const names = Object.keys(value);
    return combined(names.map((name) => readings(value[name] ?? null))).map((row) =>
      Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])),
    );
  }
  const text = String(value);
  const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? [Number(text)] : [];
  const flag = text === 'true' || text === 'false' ? [text === 'true'] : [];
  return [text, ...number, ...flag, ...(value === null ? [null] : [])];
}

/** How many readings of one value are tried: a few entries have every combination, of many all are read in one way. */
const READINGS = 64;

/** Every way to take one reading of each entry. */
function combined(entries: readonly Json[][]): Json[][] {
  const count = entries.reduce((product, each) => product * each.length, 1);
  if (count > READINGS) {
    return [0, -1].map((index) => entries.map((each) => each.at(index) ?? null));
  }
  return entries.reduce<Json[][]>(
    (rows, each) => rows.flatMap((row) => each.map((reading) => [...row, reading])),
    [[]],
  );
}
