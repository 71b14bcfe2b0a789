import { dirname, resolve } from 'node:path';
import validate from '#validators/contract';
import { displayPath, loadDocument, readTextFile } from '../document/load.ts';
import { findOperation, type Operation } from '../document/operation.ts';
import { joinPointer, toPointer } from '../document/pointer.ts';
import { declares } from '../document/schema.ts';
import { checkStructure } from '../document/structure.ts';
import { type ParsedText, parseYaml } from '../document/yaml.ts';
import { isObject, type Json } from '../json.ts';
import { type Place, Problem } from '../problem.ts';
import type { Contract, ContractResponse, ErrorShape, Gate, Provocation } from './contract.ts';
import { deriveContract } from './derive.ts';

/** The contract file's own form, after its JSON Schema. */
interface ContractFile {
  document: string;
  operation: string;
  sandbox?: string;
  never?: string[];
  credentials?: Record<string, string>;
  values?: Record<string, string>;
  gate?: Partial<Gate> & Pick<Gate, 'header' | 'answers'>;
  errors?: ErrorShape;
  responses?: Record<string, Partial<Omit<ContractResponse, 'provoke'>> & { provoke?: ProvocationFile[] }>;
  limits?: Partial<NonNullable<Contract['limits']>>;
}
type ProvocationFile = Pick<Provocation, 'name' | 'why' | 'set'> & { remove?: string[] };

/**
 * Loads a contract and the document that it names.
 *
 * @param path the contract file, YAML
 * @param options.document a document to read in place of the one that the contract names
 * @throws {Problem} with file and line for anything that is not by the contract's JSON Schema, or that names an
 *   operation, status, scheme, parameter or pointer that the document does not have
 */
export async function loadContract(
  path: string,
  options: { document?: string | undefined } = {},
): Promise<Contract> {
  const file = displayPath(path);
  const parsed = parseYaml(await readTextFile(path, 'the contract'), file);
  const contract = checkForm(parsed, file);
  const source = options.document ?? documentPath(path, contract.document);
  const document = await loadDocument(source);
  await checkStructure(document);
  const placeOf = (pointer: string): Place => ({ file, ...parsed.positionOf(pointer) });
  let operation: Operation;
  try {
    operation = findOperation(document, contract.operation);
  } catch (error) {
    if (!(error instanceof Problem) || !error.message.startsWith('the document has no operation'))
      throw error;
    throw new Problem(error.message, { place: placeOf('/operation'), hint: error.hint });
  }
  return complete(contract, operation, file, placeOf);
}

function documentPath(contractPath: string, document: string): string {
  return /^https?:\/\//i.test(document) ? document : resolve(dirname(contractPath), document);
}

function checkForm(parsed: ParsedText, file: string): ContractFile {
  if (!isObject(parsed.value)) {
    throw new Problem('not a contract: it holds no mapping at its top', { place: { file } });
  }
  if (validate(parsed.value)) return parsed.value as unknown as ContractFile;
  const errors = validate.errors ?? [];
  const error = errors.find((each) => each.keyword !== 'propertyNames') ?? errors[0];
  const unknown = error?.params['additionalProperty'] as string | undefined;
  const pointer = joinPointer(error?.instancePath ?? '', ...(unknown === undefined ? [] : [unknown]));
  const name = pointer === '' ? 'the contract' : pointer;
  const allowed = error?.params['allowedValues'] as Json[] | undefined;
  const message =
    unknown !== undefined
      ? `${name} is not a word of the contract format`
      : error?.propertyName !== undefined
        ? `${joinPointer(pointer, error.propertyName)}: the key ${error.message}`
        : `${name} ${error?.message ?? 'is not valid'}${allowed === undefined ? '' : ` (${allowed.join(', ')})`}`;
  const at = error?.propertyName === undefined ? pointer : joinPointer(pointer, error.propertyName);
  throw new Problem(message, { place: { file, ...(parsed.positionOf(at) ?? parsed.positionOf('')) } });
}

function complete(
  given: ContractFile,
  operation: Operation,
  file: string,
  placeOf: (pointer: string) => Place,
): Contract {
  const derived = deriveContract(operation);
  checkNames(given, operation, placeOf);
  const responses = operation.responses.map(({ status }): ContractResponse => {
    const base = derived.responses.find((response) => response.status === status);
    if (base === undefined) throw new Error(`no defaults for ${status}`);
    const own = given.responses?.[status];
    if (own === undefined) return base;
    return {
      ...base,
      ...own,
      provoke: (own.provoke ?? []).map(readProvocation),
      pointer: toPointer(['responses', status]),
    };
  });
  return {
    ...derived,
    file,
    sandbox: given.sandbox,
    never: (given.never ?? []).map((host) => host.toLowerCase()),
    credentials: { ...derived.credentials, ...given.credentials },
    values: given.values ?? {},
    gate: given.gate === undefined ? undefined : { hint: '', mark: undefined, ...given.gate },
    errors: given.errors ?? derived.errors,
    responses,
    limits:
      given.limits === undefined
        ? undefined
        : {
            unauthorized: given.limits.unauthorized ?? UNLIMITED,
            requests: given.limits.requests ?? UNLIMITED,
          },
    placeOf,
  };
}

const UNLIMITED = { max: Number.MAX_SAFE_INTEGER, perSeconds: 1 };

function readProvocation(given: ProvocationFile): Provocation {
  const variables = new Set<string>();
  for (const value of Object.values(given.set)) {
    if (typeof value !== 'string') continue;
    for (const match of value.matchAll(/\$\{([A-Z_][A-Z0-9_]*)\}/g))
      if (match[1] !== undefined) variables.add(match[1]);
  }
  return {
    name: given.name,
    why: given.why,
    set: given.set,
    remove: given.remove ?? [],
    variables: [...variables],
  };
}

function checkNames(given: ContractFile, operation: Operation, placeOf: (pointer: string) => Place): void {
  const known = <T>(list: readonly T[]) =>
    `the document has ${list.map((each) => `"${String(each)}"`).join(', ')}`;
  const statuses = operation.responses.map(({ status }) => status);
  for (const [status, response] of Object.entries(given.responses ?? {})) {
    const at = toPointer(['responses', status]);
    const documented = operation.responses.find((each) => each.status === status);
    if (documented === undefined) {
      throw new Problem(`the operation documents no answer ${status}`, {
        place: placeOf(at),
        hint: known(statuses),
      });
    }
    const examples = documented.content.flatMap((media) => media.examples);
    if ((response.example === 'full' || response.example === 'code') && examples.length === 0) {
      throw new Problem(`the document has no example for ${status}`, {
        place: placeOf(joinPointer(at, 'example')),
      });
    }
    const schemas = documented.content.map((media) => media.schema);
    const pointers = [
      ...Object.keys(response.echoes ?? {}).map(
        (pointer) => [pointer, joinPointer(at, 'echoes', pointer)] as const,
      ),
      ...(response.unique ?? []).map(
        (pointer, index) => [pointer, joinPointer(at, 'unique', index)] as const,
      ),
      ...(response.fresh ?? []).map(
        ({ pointer }, index) => [pointer, joinPointer(at, 'fresh', index, 'pointer')] as const,
      ),
    ];
    for (const [pointer, place] of pointers) {
      if (!schemas.some((schema) => declares(schema, pointer))) {
        throw new Problem(`the answer ${status} documents nothing at ${pointer}`, { place: placeOf(place) });
      }
    }
    for (const [from, to] of Object.entries(response.echoes ?? {})) {
      if (!(operation.body?.content ?? []).some((media) => declares(media.schema, to))) {
        throw new Problem(`the request documents nothing at ${to}`, {
          place: placeOf(joinPointer(at, 'echoes', from)),
        });
      }
    }
  }
  const schemes = operation.security.flatMap((requirement) => requirement.schemes.map(({ name }) => name));
  const headers = operation.parameters
    .filter((parameter) => parameter.in === 'header')
    .map(({ name }) => name);
  for (const name of Object.keys(given.credentials ?? {})) {
    if (schemes.includes(name) || headers.includes(name)) continue;
    throw new Problem(`the operation has no security scheme or header "${name}"`, {
      place: placeOf(toPointer(['credentials', name])),
      hint: known([...schemes, ...headers]),
    });
  }
  if (given.gate !== undefined && !headers.includes(given.gate.header)) {
    throw new Problem(`the operation has no header "${given.gate.header}"`, {
      place: placeOf('/gate/header'),
      hint: known(headers),
    });
  }
  for (const pointer of Object.keys(given.values ?? {})) {
    if ((operation.body?.content ?? []).some((media) => declares(media.schema, pointer))) continue;
    throw new Problem(`the request documents nothing at ${pointer}`, {
      place: placeOf(toPointer(['values', pointer])),
    });
  }
}
