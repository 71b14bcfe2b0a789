import { brief, isObject, type Json } from '../json.ts';
import type { Document } from './document.ts';
import { visitObjects } from './every-object.ts';
import { compilePattern } from './pattern.ts';
import { joinPointer } from './pointer.ts';
import type { StructureFault } from './structure-fault.ts';

const TYPES = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

interface Form {
  asks: string;
  holds: (value: Json) => boolean;
}

const isSchema = (value: Json) => isObject(value) || typeof value === 'boolean';
const isText = (value: Json) => typeof value === 'string';
const isListOf = (holds: Form['holds']) => (value: Json) => Array.isArray(value) && value.every(holds);
const isType = (value: Json) => typeof value === 'string' && TYPES.includes(value);

const NUMBER: Form = { asks: 'a number', holds: (value) => typeof value === 'number' };
const COUNT: Form = {
  asks: 'a whole number, not negative',
  holds: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0,
};
const FLAG: Form = { asks: 'true or false', holds: (value) => typeof value === 'boolean' };
const SCHEMA: Form = { asks: 'a schema', holds: isSchema };
const SCHEMAS: Form = {
  asks: 'a list of schemas',
  holds: (value) => isListOf(isSchema)(value) && Array.isArray(value) && value.length > 0,
};
const NAMED: Form = { asks: 'a mapping', holds: isObject };

const PATTERN: Record<string, Form> = {
  pattern: {
    asks: 'a regular expression',
    holds: (value) => typeof value === 'string' && compilePattern(value) !== undefined,
  },
};

/** What each keyword's value has to be (JSON Schema 2020-12, validation and applicator vocabularies). */
const FORMS: Record<string, Form> = {
  type: {
    asks: `one of ${TYPES.join(', ')}, or a list of them`,
    holds: (value) => isType(value) || isListOf(isType)(value),
  },
  required: { asks: 'a list of names', holds: isListOf(isText) },
  enum: { asks: 'a list', holds: Array.isArray },
  ...PATTERN,
  format: { asks: 'a text', holds: isText },
  $ref: { asks: 'a text', holds: isText },
  ...formsOf(NAMED, ['properties', 'patternProperties', '$defs', 'dependentSchemas']),
  ...formsOf(SCHEMAS, ['allOf', 'anyOf', 'oneOf', 'prefixItems']),
  ...formsOf(SCHEMA, ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains']),
  ...formsOf(SCHEMA, ['propertyNames', 'unevaluatedItems', 'unevaluatedProperties']),
  ...formsOf(NUMBER, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']),
  multipleOf: { asks: 'a number above 0', holds: (value) => typeof value === 'number' && value > 0 },
  ...formsOf(COUNT, ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties']),
  ...formsOf(FLAG, ['uniqueItems', 'readOnly', 'writeOnly']),
};

const ALL = new Map(Object.entries(FORMS));
const PATTERNS = new Map(Object.entries(PATTERN));

/**
 * Checks the Schema Objects of an OpenAPI 3.1 or 3.2 document. OpenAPI's own JSON Schema leaves them to the dialect
 * that they are written in, so that `required: name` or a boolean `exclusiveMinimum`, right in 3.0, pass it.
 */
export function schemaFaults(document: Document): StructureFault[] {
  return faultsOf(document, ALL);
}

/**
 * Checks the patterns of an OpenAPI 3.0 document. OpenAPI's own JSON Schema asks for the format `regex`, of which
 * validators know one spelling only: with the flag `u`, which refuses `\_` and `\-`, common in documents.
 */
export function patternFaults(document: Document): StructureFault[] {
  return faultsOf(document, PATTERNS);
}

function faultsOf(document: Document, forms: ReadonlyMap<string, Form>): StructureFault[] {
  const found: StructureFault[] = [];
  visitObjects(document, (object) => {
    const { kind, value } = object;
    if (kind !== 'schema' || !isObject(value)) return;
    for (const key of Object.keys(value)) {
      const form = forms.get(key);
      const item = value[key];
      if (form === undefined || item === undefined || form.holds(item)) continue;
      const at = joinPointer(object.pointer, key);
      const message = `${at} is ${brief(item)}, where JSON Schema asks for ${form.asks}`;
      const bound = /^exclusive(Minimum|Maximum)$/.test(key) && typeof item === 'boolean';
      found.push(bound ? { pointer: at, message, hint: BOUND } : { pointer: at, message });
    }
  });
  return found;
}

const BOUND = 'since OpenAPI 3.1 it holds the bound itself, in place of minimum or maximum';

function formsOf(form: Form, keys: readonly string[]): Record<string, Form> {
  return Object.fromEntries(keys.map((key) => [key, form]));
}
