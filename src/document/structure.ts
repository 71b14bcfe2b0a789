import type { ValidateFunction } from 'ajv';
import { isObject, type Json, type JsonObject, sameJson } from '../json.ts';
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
 * @param valid a document that was checked: what stands in both in the same words is not checked again
 * @throws {Problem} with the most telling fault
 */
export async function checkStructure(document: Document, valid?: Document): Promise<void> {
  const [first] = await structureFaults(valid === undefined ? document : withoutWhatIsIn(valid, document));
  if (first === undefined) return;
  throw new Problem(`not valid OpenAPI ${document.version}: ${first.message}`, {
    place: document.placeOf(first.pointer),
    hint: first.hint,
  });
}

/** Where a document has parts by name, each of which is valid or not by itself. */
const APART = new Set([
  '/paths',
  '/webhooks',
  '/components/schemas',
  '/components/responses',
  '/components/parameters',
]);

function withoutWhatIsIn(valid: Document, document: Document): Document {
  if (valid.version !== document.version) return document;
  return Object.create(document, { root: { value: rest(document.root, valid.root, '') } }) as Document;
}

function rest(own: JsonObject, other: JsonObject, pointer: string): JsonObject {
  const apart = APART.has(pointer);
  const kept = Object.entries(own).flatMap(([key, value]): [string, Json | undefined][] => {
    if (apart) return sameJson(value, other[key]) ? [] : [[key, value]];
    const at = `${pointer}/${key}`;
    const [inner, same] = [value, other[key]];
    const leads = at === '/components' || APART.has(at);
    return [[key, leads && isObject(inner) && isObject(same) ? rest(inner, same, at) : value]];
  });
  return Object.fromEntries(kept);
}

async function validatorFor(version: Document['version']): Promise<ValidateFunction> {
  if (version === '3.0') return (await import('#validators/openapi-3.0')).default;
  if (version === '3.1') return (await import('#validators/openapi-3.1')).default;
  return (await import('#validators/openapi-3.2')).default;
}
