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
  const judges = new Map<string, (value: Json) => boolean>();
  const judgeOf = (name: string) => {
    const judge = judges.get(name) ?? judgedOnce((value) => ajv.getSchema(name)?.(value) === true);
    judges.set(name, judge);
    return judge;
  };
  ajv.removeKeyword('$ref');
  ajv.addKeyword({ keyword: '$ref', schemaType: 'string', errors: false, compile: judgeOf });
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

/** Of how many numbers, texts and the like a component's verdict is kept. */
const SCALARS = 1000;

/** Judges each value once: layers of schemas that each refer to the next one twice ask the last one a million times. */
function judgedOnce(judge: (value: Json) => boolean): (value: Json) => boolean {
  const known = new WeakMap<object, boolean>();
  const scalars = new Map<Json, boolean>();
  return (value) => {
    const isScalar = typeof value !== 'object' || value === null;
    const before = isScalar ? scalars.get(value) : known.get(value);
    if (before !== undefined) return before;
    const valid = judge(value);
    if (!isScalar) known.set(value, valid);
    else if (scalars.size < SCALARS) scalars.set(value, valid);
    return valid;
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
      const judge = judgedOnce((value) => {
        validate ??= alike(target) ?? compiled(schema());
        const valid = validate(value);
        if (valid === undefined) throw new Error('nobody can tell');
        return valid;
      });
      judges.set(name, judge);
    },
  });
  return (schema) => compiled(rewrite(schema));
}
