import { Ajv2020 } from 'ajv/dist/2020.js';
import { stringFormats } from '../checks/formats.ts';
import type { Document } from '../document/document.ts';
import { createSchemaRewriter, type Direction } from '../document/json-schema.ts';
import type { Node } from '../document/node.ts';
import { patternEngine } from '../document/pattern.ts';
import type { Json } from '../json.ts';
import type { Accepts, Alike, Compiler } from './acceptance.ts';

/** Makes the compiler of a document's schemas for one direction, which is Ajv. */
export function createCompiler(direction: Direction, document: Document, alike: Alike): Compiler {
  const ajv = new Ajv2020({
    meta: false,
    strict: false,
    ownProperties: true,
    validateSchema: false,
    validateFormats: true,
    code: { regExp: patternEngine, optimize: false },
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
  ajv.removeKeyword('contentEncoding');
  ajv.addKeyword({
    keyword: 'contentEncoding',
    type: 'string',
    errors: false,
    compile: (encoding: unknown) =>
      encoding === 'base64' ? (text: string) => stringFormats['byte']?.(text) ?? true : () => true,
  });
  const define = LOOKS_THROUGH.test(document.text) ? defineAtOnce(ajv) : defineWhenAsked(ajv, alike);
  const rewrite = createSchemaRewriter(direction, { forbidRuledOut: true, define });
  return (schema) => ajv.compile(asked(rewrite(schema)));
}

/** A schema asked as a condition, for which Ajv writes no code that words errors: nobody reads them here. */
function asked(schema: Json): object {
  return { if: schema, else: false };
}

/** Words that ask what a schema behind a reference has looked at, or an escape that may hide one. */
const LOOKS_THROUGH = /unevaluated|\$dynamic|\\[ux]/;

type Define = (name: string, schema: () => Json, target: Node) => void;

function defineAtOnce(ajv: Ajv2020): Define {
  return (name, schema) => ajv.addSchema(schema() as object, name);
}

/**
 * Most of what a body refers to is optional, and is in no value that is tried: a component is compiled when a value has
 * it. The values that are tried for one change share most of their parts, and each part is judged once.
 */
function defineWhenAsked(ajv: Ajv2020, alike: Alike): Define {
  const judges = new Map<string, (value: Json) => boolean>();
  ajv.removeKeyword('$ref');
  ajv.addKeyword({
    keyword: '$ref',
    schemaType: 'string',
    errors: false,
    compile: (name: string) => judges.get(name) ?? (() => false),
  });
  return (name, schema, target) => {
    let validate: Accepts | undefined;
    const known = new WeakMap<object, boolean>();
    judges.set(name, (value) => {
      const before = typeof value === 'object' && value !== null ? known.get(value) : undefined;
      if (before !== undefined) return before;
      validate ??= alike(target) ?? ajv.compile<Json>(asked(schema()));
      const valid = validate(value);
      if (valid === undefined) throw new Error('nobody can tell');
      if (typeof value === 'object' && value !== null) known.set(value, valid);
      return valid;
    });
  };
}
