import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { Document } from '../document/document.ts';
import { bundleSchema, type Direction } from '../document/json-schema.ts';
import type { Node } from '../document/node.ts';
import { patternEngine } from '../document/pattern.ts';
import { fromPointer, joinPointer } from '../document/pointer.ts';
import type { Json } from '../json.ts';
import { Problem } from '../problem.ts';
import { addStrictFormats } from './formats.ts';

/** One reason why a request is refused. */
export interface Objection {
  /** A keyword of JSON Schema, or `media`, `syntax`, `body` for a body that could not be read. */
  keyword: string;
  /** The place in the body that is wrong; empty for the whole of it, and for parameters. */
  pointer: string;
  code: string;
  detail: string;
}

/** Checks a value against a schema; an empty list when it is valid. */
export type Validate = (value: Json | undefined) => Objection[];

const TOO_DEEP: Objection = {
  keyword: 'depth',
  pointer: '',
  code: 'invalid',
  detail: 'the value is nested too deeply',
};

/** Makes a validator for a schema of the document; throws a Problem when it cannot be compiled. */
export type Compile = (schema: Node, direction: Direction) => Validate;

/** More than anyone reads; a hostile body could otherwise earn an answer larger than itself. */
const MOST = 20;

/**
 * Makes validators for the schemas of one document. All share one Ajv instance, and each schema is compiled once,
 * when it is asked for. Only an object's own properties count, so that no inherited name passes for one that was sent.
 */
export function compilerFor(document: Document): Compile {
  const ajv = new Ajv2020({
    allErrors: true,
    meta: false,
    strict: false,
    ownProperties: true,
    validateSchema: false,
    code: { regExp: patternEngine },
    logger: false,
  });
  addStrictFormats(ajv);
  const known = new Map<string, Validate>();
  const compile: Compile = (schema, direction) => {
    let validate: ReturnType<typeof ajv.compile>;
    try {
      const { root, definitions } = bundleSchema(schema, direction);
      validate = ajv.compile({ definitions, allOf: [root] });
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw new Problem(`the schema cannot be compiled: ${(error as Error).message}`, {
        place: document.placeOf(schema.pointer),
        cause: error,
      });
    }
    return (value) => {
      try {
        return validate(value) ? [] : (validate.errors ?? []).slice(0, MOST).map(objection);
      } catch (error) {
        // A schema that refers to itself follows a body down as far as the stack goes.
        if (error instanceof RangeError) return [TOO_DEEP];
        throw error;
      }
    };
  };
  return (schema, direction) => {
    const key = `${direction} ${schema.pointer}`;
    const validate = known.get(key) ?? compile(schema, direction);
    known.set(key, validate);
    return validate;
  };
}

function objection(error: ErrorObject): Objection {
  const missing = error.params['missingProperty'] as string | undefined;
  const pointer = missing === undefined ? error.instancePath : joinPointer(error.instancePath, missing);
  const name = (fromPointer(pointer) ?? []).join('.') || 'the value';
  if (error.keyword === 'required' || error.keyword === 'dependentRequired') {
    return { keyword: error.keyword, pointer, code: 'required', detail: `${name} is required` };
  }
  if (error.keyword === 'enum') {
    const allowed = error.params['allowedValues'] as Json[];
    return {
      keyword: 'enum',
      pointer,
      code: 'not_in_list',
      detail: `${name} must be one of: ${allowed.map(String).join(', ')}`,
    };
  }
  return {
    keyword: error.keyword,
    pointer,
    code: 'invalid',
    detail: `${name} ${error.message ?? 'is not valid'}`.replaceAll('"', ''),
  };
}
