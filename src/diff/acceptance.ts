import { Ajv2020 } from 'ajv/dist/2020.js';
import { stringFormats } from '../checks/formats.ts';
import type { Document } from '../document/document.ts';
import { createSchemaRewriter, type Direction } from '../document/json-schema.ts';
import type { Node } from '../document/node.ts';
import type { Json } from '../json.ts';
import { Problem } from '../problem.ts';

/** Tells whether a value is valid; undefined where the schema cannot be compiled, so that nobody can tell. */
export type Accepts = (value: Json) => boolean | undefined;

/** Gives the judge of a schema of one document, which is Ajv: independent of how Plumbline compares schemas. */
export type Acceptance = (schema: Node | undefined, wire: boolean) => Accepts;

/**
 * Makes the judges of one document's schemas for one direction. Formats are checked; a property that is `readOnly` is not
 * to be in a request, nor one that is `writeOnly` in a response (OpenAPI 3.0 section 4.7.24.2).
 */
export function createAcceptance(direction: Direction): Acceptance {
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
      compiler ??= createCompiler(direction, schema.document);
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

/** Compiles one schema after another of a document. */
type Compiler = (schema: Node) => (value: Json) => boolean;

function createCompiler(direction: Direction, document: Document): Compiler {
  const ajv = new Ajv2020({
    meta: false,
    strict: false,
    ownProperties: true,
    validateSchema: false,
    validateFormats: true,
    code: { regExp: tolerantRegExp, optimize: false },
    // Each component is compiled once, however many bodies refer to it.
    inlineRefs: false,
    messages: false,
    logger: false,
  });
  for (const [name, validate] of Object.entries(stringFormats))
    ajv.addFormat(name, { type: 'string', validate });
  ajv.addFormat('int32', {
    type: 'number',
    validate: (value: number) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31,
  });
  const define = LOOKS_THROUGH.test(document.text) ? defineAtOnce(ajv) : defineWhenAsked(ajv);
  const rewrite = createSchemaRewriter(direction, { forbidRuledOut: true, define });
  return (schema) => ajv.compile(asked(rewrite(schema)));
}

/** A schema asked as a condition, for which Ajv writes no code that words errors: nobody reads them here. */
function asked(schema: Json): object {
  return { if: schema, else: false };
}

/** Words that ask what a schema behind a reference has looked at, or an escape that may hide one. */
const LOOKS_THROUGH = /unevaluated|\$dynamic|\\[ux]/;

type Define = (name: string, schema: () => Json) => void;

function defineAtOnce(ajv: Ajv2020): Define {
  return (name, schema) => ajv.addSchema(schema() as object, name);
}

/**
 * Most of what a body refers to is optional, and is in no value that is tried: a component is compiled when a value has
 * it. The values that are tried for one change share most of their parts, and each part is judged once.
 */
function defineWhenAsked(ajv: Ajv2020): Define {
  const judges = new Map<string, (value: Json) => boolean>();
  ajv.removeKeyword('$ref');
  ajv.addKeyword({
    keyword: '$ref',
    schemaType: 'string',
    errors: false,
    compile: (name: string) => judges.get(name) ?? (() => false),
  });
  return (name, schema) => {
    let validate: ((value: Json) => boolean) | undefined;
    const known = new WeakMap<object, boolean>();
    judges.set(name, (value) => {
      const before = typeof value === 'object' && value !== null ? known.get(value) : undefined;
      if (before !== undefined) return before;
      validate ??= ajv.compile(asked(schema()));
      const valid = validate(value);
      if (typeof value === 'object' && value !== null) known.set(value, valid);
      return valid;
    });
  };
}

/** What a value can be read as once it has travelled as text (OpenAPI 3.0 section 4.7.12.3: primitive values). */
function readings(value: Json): Json[] {
  if (Array.isArray(value)) return [value];
  if (typeof value === 'object' && value !== null) return [value];
  const text = String(value);
  const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? [Number(text)] : [];
  const flag = text === 'true' || text === 'false' ? [text === 'true'] : [];
  return [text, ...number, ...flag, ...(value === null ? [null] : [])];
}

/** A pattern that Unicode mode refuses is read without it. */
function tolerantRegExp(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    return new RegExp(source);
  }
}
tolerantRegExp.code = 'new RegExp';
