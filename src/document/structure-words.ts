import type { ErrorObject } from 'ajv';
import { brief, hasOwn, isObject, type Json } from '../json.ts';
import type { Document } from './document.ts';
import { nearest } from './nearest.ts';
import { WORDS_3_0, WORDS_3_1 } from './openapi-words.ts';
import { joinPointer, valueAt } from './pointer.ts';
import type { StructureFault } from './structure-fault.ts';

/**
 * Turns the errors of a JSON Schema validator, which stops at the first, into faults that read well. A union fails with
 * an error of each of its branches: those of branches that were not meant are left out.
 *
 * @returns at least one fault when there is at least one error
 */
export function explainErrors(errors: readonly ErrorObject[], document: Document): StructureFault[] {
  const seen = new Map<string, StructureFault>();
  for (const error of tellingErrors(errors, document)) {
    const unknown = unknownField(error);
    const pointer = joinPointer(error.instancePath, ...(unknown === undefined ? [] : [unknown]));
    if (!seen.has(pointer)) seen.set(pointer, { pointer, ...explain(error, document) });
  }
  return [...seen.values()];
}

/** The errors without those of branches that were not meant, where any are left. */
export function tellingErrors(errors: readonly ErrorObject[], document: Document): readonly ErrorObject[] {
  // What has a reference was meant as one, though the reference is misspelt.
  const references = errors.filter(
    ({ keyword, instancePath }) => keyword === 'format' && REFERENCE.test(instancePath),
  );
  const misspelt = new Set(references.map(({ instancePath }) => instancePath.replace(REFERENCE, '')));
  const telling = errors.filter(
    (error) => isTelling(error, document) && isMeant(error, document) && !misspelt.has(error.instancePath),
  );
  return telling.length > 0 ? telling : errors;
}

const REFERENCE = /\/\$ref$/;

/** Everything could have been a reference instead. */
function isForReference({ keyword, params }: ErrorObject): boolean {
  return keyword === 'required' && params['missingProperty'] === '$ref';
}

/** A union's own error says nothing beside its branches', nor does what would make a scheme `bearer`. */
function isTelling(error: ErrorObject, document: Document): boolean {
  const { keyword, schemaPath } = error;
  if (isForReference(error) || schemaPath.includes('/HTTPSecurityScheme/oneOf/0/')) return false;
  const isUnion = ['oneOf', 'anyOf', 'allOf', 'if', 'not'].includes(keyword);
  return !isUnion || togetherFault(error, document) !== undefined;
}

/** What is wrong with fields of which an object has one only; the schemas say it by `not` and `oneOf`. */
function togetherFault(error: ErrorObject, document: Document): string | undefined {
  const { keyword, schemaPath, params, instancePath } = error;
  const value = valueAt(document.root, instancePath);
  const has = (field: string) => isObject(value) && hasOwn(value, field);
  if (keyword === 'not' && has('example') && has('examples')) {
    return 'has both "example" and "examples", where OpenAPI allows one of them';
  }
  if (keyword === 'not' && schemaPath.includes('HTTPSecurityScheme')) {
    return 'has "bearerFormat", which goes with the scheme "bearer" alone';
  }
  const lacksBoth =
    schemaPath.includes('/oneOf/') && ['schema', 'content'].includes(params['missingProperty']);
  const hasBoth = ['not', 'oneOf'].includes(keyword) && has('schema') && has('content');
  return lacksBoth || hasBoth ? 'needs either "schema" or "content", and not both' : undefined;
}

/** A union of OpenAPI 3.0's schema, whose branch is told by one field. */
interface Union {
  field: string;
  /** The object that was to be one of its branches, as a pointer. */
  at: string;
  /** The value of the field for the branch that an error belongs to. */
  branch: string;
  values: readonly string[];
}

const SCHEMES: Record<string, string> = {
  APIKeySecurityScheme: 'apiKey',
  HTTPSecurityScheme: 'http',
  OAuth2SecurityScheme: 'oauth2',
  OpenIdConnectSecurityScheme: 'openIdConnect',
};

/** In the order of the branches in the schema. */
const LOCATIONS = ['path', 'query', 'header', 'cookie'];

function unionOf({ schemaPath, instancePath }: ErrorObject): Union | undefined {
  const scheme = SCHEMES[/^#\/definitions\/(\w+)/.exec(schemaPath)?.[1] ?? ''];
  if (scheme !== undefined) {
    const at = instancePath.split('/').slice(0, 4).join('/');
    return { field: 'type', at, branch: scheme, values: Object.values(SCHEMES) };
  }
  const [, turn, inside] =
    /^#\/definitions\/ParameterLocation\/oneOf\/(\d)\/(properties)?/.exec(schemaPath) ?? [];
  if (turn === undefined) return undefined;
  const at = inside === undefined ? instancePath : instancePath.replace(/\/[^/]*$/, '');
  return { field: 'in', at, branch: LOCATIONS[Number(turn)] ?? '', values: LOCATIONS };
}

/** False for an error of a branch that another value of `type` or `in` would have chosen. */
function isMeant(error: ErrorObject, document: Document): boolean {
  const union = unionOf(error);
  if (union === undefined) return true;
  const { field, at, branch, values } = union;
  const value = valueAt(document.root, joinPointer(at, field));
  if (value === branch) return true;
  const isAboutField =
    error.instancePath === joinPointer(at, field) || error.params['missingProperty'] === field;
  return isAboutField && !values.includes(String(value));
}

function unknownField({ params }: ErrorObject): string | undefined {
  const field: unknown = params['additionalProperty'] ?? params['unevaluatedProperty'];
  return typeof field === 'string' ? field : undefined;
}

type Words = Omit<StructureFault, 'pointer'>;

function explain(error: ErrorObject, document: Document): Words {
  const { instancePath, keyword, params } = error;
  const name = instancePath === '' ? 'the document' : instancePath;
  const value = brief(valueAt(document.root, instancePath));
  const unknown = unknownField(error);
  if (unknown !== undefined) return explainUnknown(unknown, instancePath, name, document);
  const together = togetherFault(error, document);
  if (together !== undefined) return { message: `${name} ${together}` };
  switch (keyword) {
    case 'required':
      return { message: `${name} lacks the field "${String(params['missingProperty'])}"` };
    case 'enum': {
      const union = unionOf(error);
      const allowed =
        union !== undefined && instancePath === joinPointer(union.at, union.field)
          ? union.values
          : (params['allowedValues'] as Json[]);
      return { message: `${name} is ${value}, where OpenAPI has ${allowed.map(String).join(', ')}` };
    }
    case 'type': {
      const types = [params['type'] as string | string[]].flat().join(' or ');
      const message = `${name} is ${value}, where OpenAPI asks for ${withArticle(types)}`;
      const isList = instancePath.endsWith('/type') && document.version === '3.0' && value.startsWith('[');
      return isList ? { message, hint: NULL_TYPE } : { message };
    }
    case 'minItems':
      return { message: `${name} is an empty list, where OpenAPI asks for an entry`, hint: 'leave it out' };
    case 'uniqueItems':
      return { message: `${name} has an entry twice` };
    case 'format':
      return { message: `${name} is ${value}, which is no ${String(params['format'])}` };
    case 'pattern':
      if (instancePath === '/openapi') {
        return { message: `the version is ${value}`, hint: 'write it in full, such as 3.0.3' };
      }
      break;
    default:
  }
  return { message: `${name} ${error.message ?? 'is not valid'}` };
}

const NULL_TYPE = 'OpenAPI 3.0 writes one type, and nullable: true beside it for null';

function explainUnknown(field: string, instancePath: string, name: string, document: Document): Words {
  if (instancePath === '/paths') return { message: `the path "${field}" does not begin with a slash` };
  if (/\/responses$/.test(instancePath) && !instancePath.startsWith('/components/')) {
    return {
      message: `${name} has an answer "${field}", which is no status`,
      hint: 'a status is written such as "200", "4XX" or default',
    };
  }
  if (document.version === '3.0' && WORDS_3_1.has(field)) {
    return { message: `${name} has the field "${field}", which OpenAPI has since 3.1 only` };
  }
  const message = `${name} has no field "${field}" in OpenAPI`;
  const known = document.version === '3.0' ? WORDS_3_0 : new Set([...WORDS_3_0, ...WORDS_3_1]);
  const meant = known.has(field) ? undefined : nearest(field, known);
  return meant === undefined ? { message } : { message, hint: `"${meant}" may be meant` };
}

function withArticle(types: string): string {
  return types === 'null' ? types : `${/^[aeio]/.test(types) ? 'an' : 'a'} ${types}`;
}
