import type { ErrorObject } from 'ajv';
import { nearest } from '../document/nearest.ts';
import { fromPointer, joinPointer, valueAt } from '../document/pointer.ts';
import { nearestPosition, type ParsedText } from '../document/yaml.ts';
import { brief, isObject, type Json, type JsonObject } from '../json.ts';
import { Problem } from '../problem.ts';
import type { Contract, ContractResponse, ErrorShape, Gate, Policy, Provocation } from './contract.ts';
import { checkFormatVersion } from './format-version.ts';

/** A contract file's own form, after `contract.schema.json`. */
export interface ContractFile {
  document: string;
  operation: string;
  sandbox?: string;
  never?: string[];
  credentials?: Record<string, string>;
  values?: Record<string, string>;
  effect?: string;
  gate?: Partial<Gate> & Pick<Gate, 'header' | 'answers'>;
  errors?: ErrorShape;
  responses?: Record<string, ResponseFile>;
  limits?: Partial<NonNullable<Contract['limits']>>;
  policy?: { source: string; anyTime: Policy['anyTime']; identifiers?: string[] };
}

export type ResponseFile = Partial<Omit<ContractResponse, 'provoke'>> & { provoke?: ProvocationFile[] };
export type ProvocationFile = Pick<Provocation, 'name' | 'why' | 'set'> & { remove?: string[] };

/**
 * Checks that a text is a contract by its JSON Schema.
 *
 * @throws {Problem} with the line of the first thing that is not
 */
export async function checkForm(parsed: ParsedText, file: string): Promise<ContractFile> {
  const { value } = parsed;
  const placeOf = (pointer: string) => ({ file, ...nearestPosition(parsed, pointer) });
  if (!isObject(value)) {
    throw new Problem('not a contract: it holds no mapping at its top', { place: placeOf('') });
  }
  if (Object.hasOwn(value, 'openapi')) {
    throw new Problem('an OpenAPI document, not a contract', {
      place: placeOf('/openapi'),
      hint: 'give it with --document',
    });
  }
  checkFormatVersion(value, 'the contract', placeOf);
  const { default: validate } = await import('#validators/contract');
  if (validate(value)) return value as unknown as ContractFile;
  // A faulty key is reported twice: by what is wrong with it, and as a faulty key.
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'propertyNames');
  const [first] = errors.sort((a, b) => lineOf(parsed, a) - lineOf(parsed, b));
  if (first === undefined) throw new Problem('not a contract', { place: placeOf('') });
  const { message, hint } = await explain(first, value);
  throw new Problem(message, { place: placeOf(pointerOf(first)), hint });
}

/** What a person reads first is what they mend first. */
function lineOf(parsed: ParsedText, error: ErrorObject): number {
  return nearestPosition(parsed, pointerOf(error))?.line ?? 0;
}

function pointerOf({ instancePath, params, propertyName }: ErrorObject): string {
  const name = propertyName ?? (params['additionalProperty'] as string | undefined);
  return joinPointer(instancePath, ...(name === undefined ? [] : [name]));
}

/** Of more words than these nobody reads the list: only the kinds of change are so many. */
const LISTED = 12;

/** The patterns of `contract.schema.json` in words. */
const PATTERNS: [part: string, words: string][] = [
  ['A-Z_', 'the name of an environment variable, such as API_TOKEN'],
  ['~[01]', 'a JSON pointer, such as /event/id'],
  ['default', 'a status, such as "201", "4XX" or default'],
  ['a-z0-9', 'a name in lower case with hyphens, such as known-conflict'],
];

const FORMATS: Record<string, string> = {
  uri: 'a URL, such as https://sandbox.example.com',
  hostname: 'a host without scheme or path, such as api.example.com',
};

async function explain(error: ErrorObject, root: JsonObject): Promise<{ message: string; hint?: string }> {
  const { keyword, params } = error;
  const pointer = pointerOf(error);
  const name = pointer === '' ? 'the contract' : pointer;
  const value = error.propertyName ?? valueAt(root, pointer);
  const is = `${name} is ${brief(value)}`;
  switch (keyword) {
    case 'additionalProperties': {
      const words = await knownWords(error);
      const meant = nearest(fromPointer(pointer)?.at(-1) ?? '', words);
      const hint = meant === undefined ? `it has ${words.join(', ')}` : `"${meant}" may be meant`;
      return {
        message: `${name} is not a word of the contract format`,
        ...(words.length > 0 ? { hint } : {}),
      };
    }
    case 'required':
      return { message: `${name} lacks the word "${String(params['missingProperty'])}"` };
    case 'type': {
      const types = [params['type'] as string | string[]].flat().join(' or ');
      return { message: `${is}, where ${/^[aeio]/.test(types) ? 'an' : 'a'} ${types} is asked for` };
    }
    case 'enum':
    case 'const': {
      const allowed = [(params['allowedValues'] ?? params['allowedValue']) as Json | Json[]].flat();
      if (allowed.length <= LISTED)
        return { message: `${is}, where ${allowed.map(String).join(', ')} is asked for` };
      const meant = nearest(String(value), allowed.map(String));
      const hint = meant === undefined ? 'docs/diff-kinds.md lists them' : `"${meant}" may be meant`;
      return { message: `${is}, which is no kind of change`, hint };
    }
    case 'pattern': {
      const pattern = String(params['pattern']);
      const words = PATTERNS.find(([part]) => pattern.includes(part))?.[1] ?? 'of its form';
      const isKey = error.propertyName !== undefined;
      return { message: isKey ? `the key ${brief(value)} is not ${words}` : `${is}, which is not ${words}` };
    }
    case 'format': {
      const words = FORMATS[String(params['format'])] ?? `a ${String(params['format'])}`;
      return { message: `${is}, which is not ${words}` };
    }
    case 'minLength':
    case 'minItems': {
      const few = params['limit'] === 1 ? 'empty' : `shorter than ${String(params['limit'])} characters`;
      return { message: `${name} is ${few}` };
    }
    default:
      return { message: `${is}: it ${error.message ?? 'is not valid'}` };
  }
}

/** The words that the format has at a place, read from its JSON Schema only when an unknown one stands there. */
async function knownWords({ instancePath }: ErrorObject): Promise<string[]> {
  const { default: schema } = await import('./contract.schema.json', { with: { type: 'json' } });
  let here: Json | undefined = schema as Json;
  for (const key of fromPointer(instancePath) ?? []) {
    here = ['properties', 'additionalProperties', 'items']
      .map((word) => valueAt(here, `/${word}`))
      .map((inner, turn) => (turn === 0 ? valueAt(inner, joinPointer('', key)) : inner))
      .find((inner) => isObject(inner));
    const reference = valueAt(here, '/$ref');
    if (typeof reference === 'string') here = valueAt(schema as Json, reference.slice(1));
  }
  const words = valueAt(here, '/properties');
  return isObject(words) ? Object.keys(words) : [];
}
