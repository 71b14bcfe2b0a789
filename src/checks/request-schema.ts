import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { bundleSchema, type Direction } from '../document/json-schema.ts';
import { child, type Node } from '../document/node.ts';
import { patternEngine } from '../document/pattern.ts';
import { joinPointer, valueAt } from '../document/pointer.ts';
import { requiredProperties, schemasAt } from '../document/schema.ts';
import { brief, type Json, type JsonObject, jsonType } from '../json.ts';
import { Problem } from '../problem.ts';
import { stringFormats } from './formats.ts';
import { minimumSchema } from './minimum-schema.ts';
import type { SchemaFault } from './response-schema.ts';

/** What a value is compared with: a whole schema, or what it leaves of it for a value of which parts are left out. */
export interface SchemaUse {
  direction: Direction;
  /** True where a part of a right value is right too, as in what a Pact expects of a response. */
  minimum?: boolean;
  /** False to pass over every `format`, as a bare validator does. */
  formats?: boolean;
}

/**
 * Compiles a schema of the document with Ajv alone, formats checked as strictly as those of responses.
 *
 * @returns a function that lists what is wrong with a value
 * @throws {Problem} when the schema itself is wrong
 */
export function compileSchema(
  schema: Node,
  { direction, minimum = false, formats = true }: SchemaUse,
): (value: Json) => SchemaFault[] {
  const { root, definitions } = bundleSchema(schema, direction, { choose: !minimum });
  const whole: JsonObject = { definitions, allOf: [root] };
  const ajv = new Ajv2020({
    allErrors: true,
    meta: false,
    strict: false,
    ownProperties: true,
    validateSchema: false,
    // Most schemas judge few values: writing shorter code for them takes longer than running the plain one.
    code: { regExp: patternEngine, optimize: false },
    logger: false,
  });
  if (formats) for (const [name, format] of Object.entries(stringFormats)) ajv.addFormat(name, format);
  let validate: ReturnType<typeof ajv.compile>;
  try {
    validate = ajv.compile(minimum ? (minimumSchema(whole) as JsonObject) : whole);
  } catch (error) {
    throw new Problem(`the schema cannot be compiled: ${(error as Error).message}`, {
      place: schema.document.placeOf(schema.pointer),
      cause: error,
    });
  }
  return (value) => {
    try {
      if (validate(value)) return [];
    } catch (error) {
      // A schema that refers to itself follows a value down as far as the stack goes.
      if (error instanceof RangeError) {
        return [
          {
            keyword: 'depth',
            pointer: '',
            message: 'the value is nested too deeply',
            promise: schema.pointer,
          },
        ];
      }
      throw error;
    }
    return withoutBranches(validate.errors ?? [])
      .slice(0, MOST)
      .map((error) => explain(error, schema, value));
  };
}

/** More than anyone reads. */
const MOST = 50;

/** A choice fails with the faults of its branches besides its own, which says enough. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return errors.filter(
    (error) =>
      error.keyword !== 'if' && // its `then` or `else` has spoken
      !choices.some(({ schemaPath }) => error.schemaPath.startsWith(`${schemaPath}/`)),
  );
}

function explain(error: ErrorObject, schema: Node, value: Json): SchemaFault {
  const { keyword, instancePath: at, params } = error;
  const named: unknown =
    params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  const pointer = typeof named === 'string' ? joinPointer(at, named) : at;
  const actual = valueAt(value, pointer);
  const rule = ruleAt(schema, at, keyword, params['missingProperty']);
  const expected = keyword === 'required' ? undefined : rule?.value;
  return {
    keyword,
    pointer,
    message: sentence(error, pointer, actual, expected),
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    promise: rule?.pointer ?? schemasAt(schema, at)[0]?.pointer ?? schema.pointer,
  };
}

function ruleAt(schema: Node, at: string, keyword: string, missing: unknown): Node | undefined {
  const nodes = schemasAt(schema, at);
  if (keyword !== 'required') {
    return nodes.map((node) => child(node, keyword)).find((rule) => rule !== undefined);
  }
  const wanted = nodes.flatMap((node) => requiredProperties(node)).find(({ name }) => name === missing);
  return wanted && { document: schema.document, pointer: wanted.pointer, value: wanted.name };
}

function sentence(
  { keyword, message }: ErrorObject,
  pointer: string,
  actual: Json | undefined,
  expected: Json | undefined,
): string {
  const name = pointer === '' ? 'the value' : pointer;
  switch (keyword) {
    case 'required':
      return `${name} is missing, though the schema requires it`;
    case 'type':
      return `${name} is ${brief(actual)} (${jsonType(actual)}), where the schema says ${[expected ?? 'another type'].flat().map(String).join(' or ')}`;
    case 'format':
      return `${name} is ${brief(actual)}, which is no ${String(expected)}`;
    case 'enum':
      return `${name} is ${brief(actual)}, where the schema allows ${brief(expected)}`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `${name} is there, though the schema forbids further properties`;
    default:
      return `${name} is ${brief(actual)}: it ${message ?? `breaks the rule "${keyword}"`}`;
  }
}
