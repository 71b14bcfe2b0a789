import { dirname, resolve } from 'node:path';
import type { Document } from '../document/document.ts';
import { findOperation } from '../document/find-operation.ts';
import {
  displayPath,
  loadDocument,
  readDocument,
  readSource,
  readTextFile,
  type Source,
} from '../document/load.ts';
import type { Operation } from '../document/operation.ts';
import { toPointer } from '../document/pointer.ts';
import { checkedDocument } from '../document/structure.ts';
import { nearestPosition, parseYaml } from '../document/yaml.ts';
import { isObject, type Json } from '../json.ts';
import { type Place, Problem } from '../problem.ts';
import type { Contract, ContractResponse, Provocation } from './contract.ts';
import { deriveContract } from './derive.ts';
import { type ContractFile, checkForm, type ProvocationFile } from './form.ts';
import { checkNames } from './names.ts';

/**
 * Loads a contract and the document that it names.
 *
 * @param path the contract file, YAML
 * @param options.document a document, read or to be read, in place of the one that the contract names
 * @throws {Problem} with file and line for anything that is not by the contract's JSON Schema, or that names an
 *   operation, status, scheme, parameter or pointer that the document does not have
 */
export async function loadContract(
  path: string,
  options: { document?: string | Document | undefined } = {},
): Promise<Contract> {
  const file = displayPath(path);
  const parsed = parseYaml(await readTextFile(path, 'the contract'), file);
  const placeOf = (pointer: string): Place => ({ file, ...nearestPosition(parsed, pointer) });
  const given = await checkForm(parsed, file);
  const read =
    options.document === undefined
      ? await namedDocument(path, given.document, placeOf('/document'))
      : typeof options.document === 'string'
        ? await loadDocument(options.document)
        : options.document;
  const document = await checkedDocument(read);
  const operation = findOperation(document, given.operation, placeOf('/operation'));
  checkNames(given, operation, placeOf);
  return complete(given, operation, file, placeOf);
}

/**
 * Loads the document that a contract names, whatever is wrong with either, so that it can be said what is.
 *
 * @throws {Problem} when the contract is not by its JSON Schema, or the document cannot be read
 */
export async function loadContractDocument(path: string): Promise<Document> {
  const file = displayPath(path);
  const parsed = parseYaml(await readTextFile(path, 'the contract'), file);
  const { document } = await checkForm(parsed, file);
  return namedDocument(path, document, { file, ...nearestPosition(parsed, '/document') });
}

/**
 * Where the document of a contract lies.
 *
 * @returns its path, or undefined where the contract names a URL
 * @throws {Problem} when the contract is not by its JSON Schema
 */
export async function documentPathOf(path: string): Promise<string | undefined> {
  const file = displayPath(path);
  const { document } = await checkForm(parseYaml(await readTextFile(path, 'the contract'), file), file);
  return /^https?:\/\//i.test(document) ? undefined : resolve(dirname(path), document);
}

/** A document that cannot be had is the contract's fault, one that is wrong is its own. */
async function namedDocument(contractPath: string, document: string, place: Place): Promise<Document> {
  const isUrl = /^https?:\/\//i.test(document);
  let source: Source;
  try {
    source = await readSource(isUrl ? document : resolve(dirname(contractPath), document));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(`${error.place?.file ?? document}: ${error.message}`, {
      place,
      hint: error.hint ?? (isUrl ? undefined : "the path is taken from the contract's own folder"),
      cause: error,
    });
  }
  return readDocument(source.text, source.file);
}

function complete(
  given: ContractFile,
  operation: Operation,
  file: string,
  placeOf: (pointer: string) => Place,
): Contract {
  const derived = deriveContract(operation);
  const responses = derived.responses.map((response): ContractResponse => {
    const own = given.responses?.[response.status];
    return {
      ...response,
      ...own,
      provoke: (own?.provoke ?? []).map(readProvocation),
      pointer: toPointer(['responses', response.status]),
    };
  });
  const { limits } = given;
  return {
    ...derived,
    file,
    sandbox: given.sandbox,
    never: (given.never ?? []).map((host) => host.toLowerCase()),
    credentials: { ...derived.credentials, ...given.credentials },
    values: given.values ?? {},
    gate: given.gate === undefined ? undefined : { hint: '', mark: undefined, ...given.gate },
    effect: given.effect,
    errors: given.errors ?? derived.errors,
    ...(given.errors === undefined ? {} : { errorsAt: '/errors' }),
    responses,
    limits:
      limits === undefined
        ? undefined
        : { unauthorized: limits.unauthorized ?? UNLIMITED, requests: limits.requests ?? UNLIMITED },
    policy: given.policy === undefined ? undefined : { identifiers: [], ...given.policy },
    placeOf,
  };
}

const UNLIMITED = { max: Number.MAX_SAFE_INTEGER, perSeconds: 1 };

function readProvocation({ name, why, set, remove = [] }: ProvocationFile): Provocation {
  return { name, why, set, remove, variables: [...new Set(variablesIn(set))] };
}

/** The names in `${NAME}`, wherever in a value they stand. */
function variablesIn(value: Json | undefined): string[] {
  if (typeof value === 'string') {
    return [...value.matchAll(/\$\{([A-Z_][A-Z0-9_]*)\}/g)].flatMap(([, name]) => name ?? []);
  }
  if (Array.isArray(value)) return value.flatMap(variablesIn);
  return isObject(value) ? Object.values(value).flatMap(variablesIn) : [];
}
