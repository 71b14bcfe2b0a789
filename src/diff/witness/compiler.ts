import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import type { Document } from '../../document/document.ts';
import { createSchemaRewriter, type Direction } from '../../document/json-schema.ts';
import { patternEngine } from '../../document/pattern.ts';
import type { Json } from '../../json.ts';
import { NUMBER_FORMATS } from '../space/number-formats.ts';
import { encodings, textFormats } from '../space/text-formats.ts';
import type { Accepts, Alike, Compiler } from './acceptance.ts';
import { addContent } from './content.ts';
import { addLooking } from './looked-at.ts';

/** Makes the compiler of a document's schemas for one direction, which is Ajv. */
export type CreateCompiler = (direction: Direction, document: Document, alike: Alike) => Compiler;

/** Makes the compilers of several documents: what stands in the same words in two of them is compiled once. */
export function createCompilers(): CreateCompiler {
  let validatorOf: ((schema: Json) => Validator) | undefined;
  return (direction, document, alike) => {
    if (LOOKS_THROUGH.test(document.text)) return compilerOfAll(direction);
    validatorOf ??= createValidators();
    return compilerWhenAsked(direction, alike, validatorOf);
  };
}

/** Makes the compiler of a single document. */
export const createCompiler: CreateCompiler = (...given) => createCompilers()(...given);

function createAjv(options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({
    ...options,
    meta: false,
    strict: false,
    ownProperties: true,
    validateSchema: false,
    validateFormats: true,
    code: { regExp: patternEngine, optimize: false },
    // Each component is compiled once, however many bodies refer to it.
    inlineRefs: false,
    // A loop over the names is the shorter code, and most of it runs a few times only.
    loopRequired: 1,
    messages: false,
    logger: false,
  });
  for (const [name, validate] of Object.entries(textFormats))
    ajv.addFormat(name, { type: 'string', validate });
  for (const [name, { minimum, maximum }] of NUMBER_FORMATS) {
    const validate = (value: number) => Number.isInteger(value) && value >= minimum && value <= maximum;
    ajv.addFormat(name, { type: 'number', validate });
  }
  ajv.removeKeyword('contentEncoding');
  ajv.addKeyword({
    keyword: 'contentEncoding',
    type: 'string',
    errors: false,
    compile: (encoding: unknown) => encodings.get(String(encoding).toLowerCase()) ?? (() => true),
  });
  addContent(ajv);
  addLooking(ajv);
  return ajv;
}

/** A schema asked as a condition, for which Ajv writes no code that words errors: nobody reads them here. */
function asked(schema: Json): object {
  return { if: schema, else: false };
}

/** Words that ask what a schema behind a reference has looked at, or an escape that may hide one. */
const LOOKS_THROUGH = /unevaluated|\$dynamic|\\[ux]/;

function compilerOfAll(direction: Direction): Compiler {
  const ajv = createAjv();
  const rewrite = createSchemaRewriter(direction, {
    forbidRuledOut: true,
    define: (name, schema) => ajv.addSchema(schema() as object, name),
  });
  return (schema) => ajv.compile(asked(rewrite(schema)));
}

/** What judges the components of one document, by their pointers. */
type Judges = Map<string, (value: Json) => boolean>;

/** Judges a value by a schema's own words; what it refers to is left to the judges of the document that it is of. */
type Validator = (judges: Judges, value: Json) => boolean;

function createValidators(): (schema: Json) => Validator {
  const ajv = createAjv({ passContext: true });
  ajv.removeKeyword('$ref');
  ajv.addKeyword({
    keyword: '$ref',
    schemaType: 'string',
    errors: false,
    compile: (name: string) =>
      function judged(this: Judges, value: Json): boolean {
        return this.get(name)?.(value) ?? false;
      },
  });
  const known = new Map<string, Validator>();
  return (schema) => {
    const words = JSON.stringify(schema);
    const before = known.get(words);
    if (before !== undefined) return before;
    const validate = ajv.compile<Json>(asked(schema));
    const validator: Validator = (judges, value) => validate.call(judges, value);
    known.set(words, validator);
    return validator;
  };
}

/**
 * Most of what a body refers to is optional, and is in no value that is tried: a component is compiled when a value has
 * it. The values that are tried for one change share most of their parts, and each part is judged once.
 */
function compilerWhenAsked(
  direction: Direction,
  alike: Alike,
  validatorOf: (schema: Json) => Validator,
): Compiler {
  const judges: Judges = new Map();
  const compiled = (schema: Json): ((value: Json) => boolean) => {
    const validate = validatorOf(schema);
    return (value) => validate(judges, value);
  };
  const rewrite = createSchemaRewriter(direction, {
    forbidRuledOut: true,
    nameOf: ({ pointer }) => pointer,
    define: (name, schema, target) => {
      let validate: Accepts | undefined;
      const known = new WeakMap<object, boolean>();
      judges.set(name, (value) => {
        const before = typeof value === 'object' && value !== null ? known.get(value) : undefined;
        if (before !== undefined) return before;
        validate ??= alike(target) ?? compiled(schema());
        const valid = validate(value);
        if (valid === undefined) throw new Error('nobody can tell');
        if (typeof value === 'object' && value !== null) known.set(value, valid);
        return valid;
      });
    },
  });
  return (schema) => compiled(rewrite(schema));
}
