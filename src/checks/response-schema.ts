import OpenAPIResponseValidator from 'openapi-response-validator';
import { discriminatorOf } from '../document/discriminator.ts';
import type { Document } from '../document/document.ts';
import { type BundledSchema, bundleSchema } from '../document/json-schema.ts';
import { child, type Node } from '../document/node.ts';
import type { Media } from '../document/operation.ts';
import { compilePattern } from '../document/pattern.ts';
import { joinPointer, valueAt } from '../document/pointer.ts';
import { requiredProperties, schemasAt } from '../document/schema.ts';
import { brief, isObject, type Json, jsonType } from '../json.ts';
import { Problem } from '../problem.ts';
import { hasChoice, type RawFault, withoutBranches } from './choice-faults.ts';
import { closeCompositions } from './closed-composition.ts';
import { toDraft07 } from './draft-07.ts';
import { stringFormats } from './formats.ts';
import { insteadOf } from './instead-of.ts';
import { writtenOut } from './written-out.ts';

/** A place at which a body is not what its schema says. */
export interface SchemaFault {
  keyword: string;
  /** Pointer into the body; for a missing property the place where it ought to be. */
  pointer: string;
  message: string;
  expected?: Json;
  actual?: Json;
  /** Where the rule stands in the document. */
  promise: string;
}

/** The library as it is called here; its own types are behind it. */
interface Validator {
  validateResponse(status: string, body: unknown): { errors: RawFault[] } | undefined;
}

/** Lists what is wrong with a body by the schema of its media type; it does not change the body. */
export type BodyValidator = (media: Media, body: Json) => SchemaFault[];

/**
 * Compiles the documented schemas of an operation's answers, all at once, since openapi-response-validator compiles a
 * schema of schemas each time that it is made.
 *
 * It is given one media type for each, and as its schema nothing but a reference: it rewrites what stands in a response,
 * wrongly, and leaves alone what it is given beside (see docs/decisions/0003-response-validator.md, and
 * tests/checks/response-schema.test.ts, which pins every such case).
 *
 * @returns a validator, which throws a Problem when it is asked for a schema that is itself wrong
 */
export function compileResponseSchemas(media: readonly Media[]): BodyValidator {
  let known = new Map<string, (body: Json) => SchemaFault[]>();
  try {
    known = compileTogether(media.flatMap(({ schema }) => schema ?? []));
  } catch {
    // One of them is wrong: they are compiled one by one, and whoever needs that one is told.
  }
  return ({ schema }, body) => {
    if (schema === undefined) return [];
    let validator = known.get(schema.pointer);
    if (validator === undefined) {
      validator = compileAlone(schema);
      known.set(schema.pointer, validator);
    }
    return validator(body);
  };
}

/** More faults than anyone reads; a hostile body could hold a million. */
const MOST = 50;

function compileTogether(schemas: readonly Node[]): Map<string, (body: Json) => SchemaFault[]> {
  const distinct = new Map(schemas.map((schema) => [schema.pointer, schema]));
  const bundles = [...distinct.values()].map((schema) => {
    const bundle = bundleSchema(schema, 'response');
    return isClosed(schema.document) ? closeCompositions(bundle) : bundle;
  });
  const validators = compile(bundles);
  return new Map(
    [...distinct.values()].map((schema, index) => {
      let exact: ((body: Json) => RawFault[]) | undefined;
      const validate = (body: Json): SchemaFault[] => {
        let raw = validators[index]?.(body) ?? [];
        if (hasChoice(raw)) {
          exact ??= compileWrittenOut(bundles[index]) ?? validators[index];
          raw = exact?.(body) ?? raw;
        }
        return withoutBranches(raw)
          .slice(0, MOST)
          .map((fault) => explain(named(fault), schema, body));
      };
      return [schema.pointer, validate];
    }),
  );
}

/** Whether a document may close compositions, and has no references of which a bundle knows nothing. */
function isClosed({ version, text }: Document): boolean {
  return version !== '3.0' && text.includes('unevaluatedProperties') && !text.includes('$dynamicRef');
}

/** As `compile`, for what tells of each fault to which alternative it belongs; only a body with faults is worth it. */
function compileWrittenOut(bundle: BundledSchema | undefined): ((body: Json) => RawFault[]) | undefined {
  const root = bundle === undefined ? undefined : writtenOut(bundle);
  if (bundle === undefined || root === undefined) return undefined;
  return compile([{ root, definitions: bundle.definitions }])[0];
}

function compile(bundles: readonly BundledSchema[]): ((body: Json) => RawFault[])[] {
  const patterns: Record<string, (value: string) => boolean> = {};
  const formatOf = (pattern: string) => formatFor(pattern, patterns);
  const keyed = bundles.map(({ root, definitions }, index) => ({
    key: `body-${index}`,
    whole: toDraft07({ allOf: [root], definitions }, formatOf),
  }));
  const validator = construct({
    responses: Object.fromEntries(
      keyed.map(({ key }) => [
        key,
        { content: { 'application/json': { schema: { $ref: `plumbline:${key}` } } } },
      ]),
    ),
    externalSchemas: Object.fromEntries(keyed.map(({ key, whole }) => [`plumbline:${key}`, whole])),
    customFormats: { ...stringFormats, ...patterns },
    errorTransformer: (_: unknown, raw: RawFault) => raw,
  });
  return keyed.map(({ key, whole }) => {
    const inherits = INHERITED.test(JSON.stringify(whole));
    return (body) => validator.validateResponse(key, inherits ? bare(body) : body)?.errors ?? [];
  });
}

function compileAlone(schema: Node): (body: Json) => SchemaFault[] {
  try {
    return compileTogether([schema]).get(schema.pointer) ?? (() => []);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`the schema cannot be compiled: ${(error as Error).message}`, {
      place: schema.document.placeOf(schema.pointer),
      cause: error,
    });
  }
}

function construct(options: { responses: object; [name: string]: unknown }): Validator {
  // A library without a response to look after refuses to be made.
  if (Object.keys(options.responses).length === 0) return { validateResponse: () => undefined };
  const Library = OpenAPIResponseValidator as unknown as { default?: unknown };
  const Constructor = (Library.default ?? Library) as new (options: object) => Validator;
  return new Constructor(options);
}

const PATTERN = 'pattern ';

/**
 * Ajv compiles patterns with the flag `u`, which refuses escapes that ECMA-262 allows without it, and JSON Schema too;
 * and the library lets nobody choose another way. A format may be any function.
 */
function formatFor(pattern: string, formats: Record<string, (value: string) => boolean>): string | undefined {
  const compiled = compilePattern(pattern);
  if (compiled === undefined) return undefined;
  formats[PATTERN + pattern] = (value) => compiled.test(value);
  return PATTERN + pattern;
}

/** A format that stands for a pattern is a pattern to whoever reads of it. */
function named(fault: RawFault): RawFault {
  const format = fault.params['format'];
  if (fault.keyword !== 'format' || typeof format !== 'string' || !format.startsWith(PATTERN)) return fault;
  return {
    ...fault,
    keyword: 'pattern',
    message: `must match pattern ${JSON.stringify(format.slice(PATTERN.length))}`,
  };
}

/** A schema that names a property such as `constructor`, which every object of JavaScript has. */
const INHERITED = new RegExp(`"(${Object.getOwnPropertyNames(Object.prototype).join('|')})"`);

/** A copy that inherits nothing, since the library takes an inherited name for a property of the body. */
function bare(value: Json): Json {
  if (Array.isArray(value)) return value.map(bare);
  if (!isObject(value)) return value;
  const copy = Object.create(null) as Record<string, Json>;
  for (const [key, item] of Object.entries(value)) if (item !== undefined) copy[key] = bare(item);
  return copy;
}

function explain(fault: RawFault, schema: Node, body: Json): SchemaFault {
  const at = fault.instancePath.replace(/^\/response/, '');
  const unknown = unknownAlternative(fault, schema, at, body);
  if (unknown !== undefined) return unknown;
  const named = fault.params['missingProperty'] ?? fault.params['additionalProperty'];
  const pointer = typeof named === 'string' ? joinPointer(at, named) : at;
  const actual = valueAt(body, pointer);
  const rule = ruleAt(schema, at, fault);
  const name = pointer === '' ? 'the body' : pointer;
  const other = fault.keyword === 'required' ? insteadOf(pointer, body, schema) : undefined;
  const instead = other === undefined ? '' : `; ${brief(other)} is there instead`;
  const expected = rule?.value ?? (fault.params[SAYS[fault.keyword] ?? ''] as Json | undefined);
  return {
    keyword: fault.keyword,
    pointer,
    message: sentence(fault, name, actual, expected) + instead,
    ...(fault.keyword === 'required' ? { expected: 'a value' } : expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    promise: rule?.pointer ?? schemasAt(schema, at)[0]?.pointer ?? schema.pointer,
  };
}

/** What is wrong where no alternative fits, and the property that tells them apart has a value that stands for none. */
function unknownAlternative(
  { keyword }: RawFault,
  schema: Node,
  at: string,
  body: Json,
): SchemaFault | undefined {
  if (keyword !== 'oneOf' && keyword !== 'anyOf') return undefined;
  for (const node of schemasAt(schema, at)) {
    const { property, values } = discriminatorOf(node, keyword) ?? { property: '', values: [] };
    const pointer = joinPointer(at, property);
    const actual = valueAt(body, pointer);
    const expected = values.flat();
    if (expected.length === 0 || typeof actual !== 'string' || expected.includes(actual)) continue;
    return {
      keyword: 'enum',
      pointer,
      message: `${pointer} is ${brief(actual)}, which stands for none of the alternatives (${expected.join(', ')})`,
      expected,
      actual,
      promise: joinPointer(node.pointer, 'discriminator'),
    };
  }
  return undefined;
}

/** Where Ajv itself repeats the rule, for one that stands where no pointer of ours leads. */
const SAYS: Readonly<Record<string, string>> = { type: 'type', format: 'format', enum: 'allowedValues' };

function ruleAt(schema: Node, at: string, fault: RawFault): Node | undefined {
  const nodes = schemasAt(schema, at);
  if (fault.keyword === 'required') {
    const wanted = nodes
      .flatMap((node) => requiredProperties(node))
      .find(({ name }) => name === fault.params['missingProperty']);
    return wanted === undefined
      ? undefined
      : { document: schema.document, pointer: wanted.pointer, value: wanted.name };
  }
  const words =
    fault.keyword === 'additionalProperties' ? [fault.keyword, 'unevaluatedProperties'] : [fault.keyword];
  return words.flatMap((word) => nodes.map((node) => child(node, word))).find((rule) => rule !== undefined);
}

function sentence(
  fault: RawFault,
  name: string,
  actual: Json | undefined,
  expected: Json | undefined,
): string {
  switch (fault.keyword) {
    case 'required':
      return `${name} is missing, though the schema requires it`;
    case 'type':
      return `${name} is ${describe(actual)}, where the schema says ${[expected].flat().map(String).join(' or ')}`;
    case 'format':
      return `${name} is ${brief(actual)}, which is no ${String(expected)}`;
    case 'enum':
      return `${name} is ${brief(actual)}, where the schema allows ${brief(expected)}`;
    case 'additionalProperties':
      return `${name} is there, though the schema forbids further properties`;
    default:
      return `${name} is ${brief(actual)}: it ${fault.message ?? `breaks the rule "${fault.keyword}"`}`;
  }
}

function describe(value: Json | undefined): string {
  const type = jsonType(value);
  return type === 'null' ? 'null' : `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type} (${brief(value, 40)})`;
}
