import type { ErrorObject } from 'ajv';
import type { Json, JsonObject } from '../json.ts';
import { without, withValue } from './edit.ts';
import { joinPointer, valueAt } from './pointer.ts';

/** Fields that only people read. */
const WORDS = new Set(['title', 'summary', 'description']);
/** Objects that describe, and that no request or answer depends on. */
const DESCRIBING =
  /^\/(info|tags|externalDocs)(\/|$)|\/externalDocs(\/|$)|^\/paths\/[^/]+\/[a-z]+\/tags(\/|$)/;

/**
 * Takes a fault of form out of a document where what was meant is plain all the same: where nothing is required, an empty
 * list says so too; a description that is left out or is a number describes nothing, whatever it says; a reference leads
 * to the same path with its braces and with their escapes, which OpenAPI itself leaves out in its example of a link.
 *
 * @param error of the validator of OpenAPI's own schema
 * @returns the root without that fault; undefined when what was meant is not plain
 */
export function withoutPlainFault(root: JsonObject, error: ErrorObject): JsonObject | undefined {
  const { instancePath, keyword, params } = error;
  const value = valueAt(root, instancePath);
  const missing = joinPointer(instancePath, String(params['missingProperty']));
  const unknown = joinPointer(
    instancePath,
    String(params['additionalProperty'] ?? params['unevaluatedProperty']),
  );
  if (keyword === 'format' && isReference(instancePath) && hasBraces(value)) {
    return edited(withValue(root, instancePath, escaped(value)));
  }
  if (keyword === 'required' && isWords(missing)) return edited(withValue(root, missing, ''));
  if (keyword === 'type' && params['type'] === 'string' && isWords(instancePath) && !isNested(value)) {
    return edited(withValue(root, instancePath, String(value ?? '')));
  }
  if (instancePath === '/info') {
    return valueAt(root, unknown) === undefined ? undefined : edited(without(root, unknown));
  }
  if (DESCRIBING.test(instancePath)) return edited(without(root, instancePath));
  if (['minItems', 'uniqueItems'].includes(keyword) && instancePath.endsWith('/required')) {
    const names = [...new Set(Array.isArray(value) ? value : [])];
    return edited(names.length === 0 ? without(root, instancePath) : withValue(root, instancePath, names));
  }
  return undefined;
}

const edited = (root: Json): JsonObject => root as JsonObject;
const isNested = (value: Json | undefined): boolean => typeof value === 'object' && value !== null;

/** True for a field that only people read; the version in `info` is that of the document, and names no API. */
function isWords(pointer: string): boolean {
  return pointer === '/info/version' || WORDS.has(pointer.slice(pointer.lastIndexOf('/') + 1));
}

function isReference(pointer: string): boolean {
  return /\/(\$ref|operationRef)$/.test(pointer);
}

/** True for a reference into the document itself, to a path with a parameter. */
function hasBraces(value: Json | undefined): value is string {
  return typeof value === 'string' && value.startsWith('#') && /[{}]/.test(value);
}

function escaped(reference: string): string {
  return reference.replaceAll('{', '%7B').replaceAll('}', '%7D');
}
