import type { ValidateFunction } from 'ajv';
import { Problem } from '../problem.ts';
import type { Document } from './document.ts';
import { patternFaults, schemaFaults } from './schema-form.ts';

/** A place at which a document breaks the OpenAPI Specification's own schema. */
export interface StructureFault {
  pointer: string;
  message: string;
  /** What to do about it, where that is known. */
  hint?: string;
}

/**
 * Checks a document against the JSON Schema of its version of OpenAPI, as published by the OpenAPI Initiative and
 * compiled when Plumbline is built, and since 3.1 its Schema Objects as well, which that schema leaves open.
 *
 * @returns the faults, the most telling first; empty when the document is valid
 */
export async function structureFaults(document: Document): Promise<StructureFault[]> {
  const validate = await validatorFor(document.version);
  if (!validate(document.root)) {
    const { explainErrors } = await import('./structure-words.ts');
    return explainErrors(validate.errors ?? [], document);
  }
  return document.version === '3.0' ? patternFaults(document) : schemaFaults(document);
}

/**
 * As `structureFaults`, for commands that go no further with an invalid document.
 *
 * @throws {Problem} with the most telling fault
 */
export async function checkStructure(document: Document): Promise<void> {
  const [first] = await structureFaults(document);
  if (first === undefined) return;
  throw new Problem(`not valid OpenAPI ${document.version}: ${first.message}`, {
    place: document.placeOf(first.pointer),
    hint: first.hint,
  });
}

async function validatorFor(version: Document['version']): Promise<ValidateFunction> {
  if (version === '3.0') return (await import('#validators/openapi-3.0')).default;
  if (version === '3.1') return (await import('#validators/openapi-3.1')).default;
  return (await import('#validators/openapi-3.2')).default;
}
