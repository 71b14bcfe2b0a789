import type { ErrorObject, ValidateFunction } from 'ajv';
import { Problem } from '../problem.ts';
import type { Document } from './document.ts';
import { joinPointer } from './pointer.ts';

/** A place at which a document breaks the OpenAPI Specification's own schema. */
export interface StructureFault {
  pointer: string;
  message: string;
}

/**
 * Checks a document against the JSON Schema of its version of OpenAPI, as published by the OpenAPI Initiative and
 * compiled when Plumbline is built.
 *
 * @returns the faults, most specific first; empty when the document is valid
 */
export async function structureFaults(document: Document): Promise<StructureFault[]> {
  const validate = await validatorFor(document.version);
  if (validate(document.root)) return [];
  const seen = new Map<string, StructureFault>();
  // A union fails with an error for each of its branches: the one that went deepest says what is wrong.
  const errors = [...(validate.errors ?? [])].sort((a, b) => depth(b) - depth(a));
  for (const error of errors) {
    if (['oneOf', 'anyOf', 'if', 'not'].includes(error.keyword) && errors.length > 1) continue;
    if (error.keyword === 'required' && error.params['missingProperty'] === '$ref') continue;
    const unknown = error.params['additionalProperty'] ?? error.params['unevaluatedProperty'];
    const pointer = joinPointer(error.instancePath, ...(typeof unknown === 'string' ? [unknown] : []));
    if (!seen.has(pointer)) seen.set(pointer, { pointer, message: sentence(error, unknown) });
  }
  return [...seen.values()];
}

/** As `structureFaults`, for commands that go no further with an invalid document. */
export async function checkStructure(document: Document): Promise<void> {
  const faults = await structureFaults(document);
  const [first] = faults;
  if (first === undefined) return;
  const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`;
  throw new Problem(`not valid OpenAPI ${document.version}: ${first.message}${more}`, {
    place: document.placeOf(first.pointer),
  });
}

async function validatorFor(version: Document['version']): Promise<ValidateFunction> {
  if (version === '3.0') return (await import('#validators/openapi-3.0')).default;
  if (version === '3.1') return (await import('#validators/openapi-3.1')).default;
  return (await import('#validators/openapi-3.2')).default;
}

function depth(error: ErrorObject): number {
  return error.instancePath.split('/').length;
}

function sentence(error: ErrorObject, unknown: unknown): string {
  const name = error.instancePath === '' ? 'the document' : error.instancePath;
  if (typeof unknown === 'string') return `${name} has no field "${unknown}" in OpenAPI`;
  const allowed = error.params['allowedValues'];
  return `${name} ${error.message ?? 'is not valid'}${Array.isArray(allowed) ? ` (${allowed.join(', ')})` : ''}`;
}
