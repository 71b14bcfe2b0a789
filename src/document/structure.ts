import type { ValidateFunction } from 'ajv';
import { isObject, type Json, type JsonObject, sameJson } from '../json.ts';
import { Problem } from '../problem.ts';
import type { Document } from './document.ts';
import { patternFaults, schemaFaults } from './schema-form.ts';
import type { StructureFault } from './structure-fault.ts';

/** How many plain faults are passed over: each costs another look at the whole document. */
const MOST_PLAIN = 100;

/**
 * Checks a document against the JSON Schema of its version of OpenAPI, as published by the OpenAPI Initiative and
 * compiled when Plumbline is built, and since 3.1 its Schema Objects as well, which that schema leaves open.
 *
 * @returns the faults, the most telling first; empty when the document is valid
 */
export async function structureFaults(document: Document): Promise<StructureFault[]> {
  const { grave, plain } = await examine(document);
  return [...grave, ...plain];
}

/**
 * As `structureFaults`, for commands that go no further with a document that nobody can tell the meaning of.
 *
 * @param valid a document that was checked: what stands in both in the same words is not checked again
 * @returns the document as it is meant, which names the plain faults that were taken out of it
 * @throws {Problem} with the most telling fault whose meaning is not plain
 */
export async function checkedDocument(document: Document, valid?: Document): Promise<Document> {
  const looked = valid === undefined ? document : withoutWhatIsIn(valid, document);
  const { grave, plain, mends } = await examine(looked);
  const [first] = grave;
  if (first !== undefined) {
    throw new Problem(`not valid OpenAPI ${document.version}: ${first.message}`, {
      place: document.placeOf(first.pointer),
      hint: first.hint,
    });
  }
  return mended(document, plain, mends);
}

/** The document as it is meant, as far as that is plain; for commands that go on with an invalid one. */
export async function meantDocument(document: Document): Promise<Document> {
  const { plain, mends } = await examine(document);
  return mended(document, plain, mends);
}

function mended(document: Document, plain: Examined['plain'], mends: Examined['mends']): Document {
  if (plain.length === 0) return document;
  const root = mends.reduce((whole, mend) => mend(whole), document.root);
  return Object.create(document, {
    root: { value: root },
    plainFaults: { value: plain },
    mergeKeys: { value: [] },
  }) as Document;
}

interface Examined {
  /** The most telling first. */
  grave: StructureFault[];
  plain: StructureFault[];
  /** What takes the plain ones out, in this order. */
  mends: ((root: JsonObject) => JsonObject)[];
}

/** The validator stops at its first error: what is plain is taken out, and it looks again. */
async function examine(document: Document): Promise<Examined> {
  const validate = await validatorFor(document.version);
  const [plain, mends]: [Examined['plain'], Examined['mends']] = [mergeFaults(document), []];
  let seen = document;
  while (!validate(seen.root)) {
    const { explainErrors, tellingErrors } = await import('./structure-words.ts');
    const { withoutPlainFault } = await import('./plain-faults.ts');
    const [error, ...others] = tellingErrors(validate.errors ?? [], seen);
    const root = error && others.length === 0 ? withoutPlainFault(seen.root, error) : undefined;
    if (error === undefined || root === undefined || mends.length === MOST_PLAIN) {
      return { grave: explainErrors(validate.errors ?? [], seen), plain, mends };
    }
    plain.push(...explainErrors([error], seen).map((fault) => ({ ...fault, plain: true })));
    mends.push((whole) => withoutPlainFault(whole, error) ?? whole);
    seen = withRoot(seen, root);
  }
  const grave = seen.version === '3.0' ? patternFaults(seen) : schemaFaults(seen);
  return { grave, plain, mends };
}

/** OpenAPI's YAML is what JSON can write (OpenAPI 3.0 section 4.3), which a merge key is no part of; most tools read it. */
function mergeFaults({ mergeKeys = [] }: Document): StructureFault[] {
  return mergeKeys.slice(0, MOST_PLAIN).map((pointer) => ({
    pointer,
    message: `${pointer} is a merge key, which the YAML of OpenAPI does not have`,
    hint: 'write the merged members out, or use $ref or allOf',
    plain: true,
  }));
}

function withRoot(document: Document, root: JsonObject): Document {
  return Object.create(document, { root: { value: root } }) as Document;
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
  return withRoot(document, rest(document.root, valid.root, ''));
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
