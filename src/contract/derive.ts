import { refuseCircles } from '../document/circle.ts';
import type { DocumentedResponse, Media, Operation, Parameter } from '../document/operation.ts';
import { toPointer } from '../document/pointer.ts';
import { declares, documentedProperties, itemSchema, keyword, typesOf } from '../document/schema.ts';
import type { Contract, ContractResponse, ErrorShape } from './contract.ts';

/**
 * The contract of an operation for which nobody has written one: every documented answer that the document itself
 * says how to provoke is asked for, and nothing is relied on beyond the document.
 *
 * @throws {Problem} where a schema of the operation extends itself
 */
export function deriveContract(operation: Operation): Contract {
  refuseCircles(operation);
  return {
    file: undefined,
    operation,
    sandbox: undefined,
    never: [],
    credentials: Object.fromEntries(
      operation.security.flatMap(({ schemes }) => schemes.map(({ name }) => [name, variableFor(name)])),
    ),
    values: {},
    gate: undefined,
    effect: undefined,
    errors: deriveErrorShape(operation),
    responses: operation.responses.map((response) => deriveResponse(response, operation)),
    limits: undefined,
    policy: undefined,
    placeOf: () => ({ file: operation.document.file }),
  };
}

/** The status that a refused request gets by this document: the first documented of 400, 422 and 4XX. */
export function refusedStatus(operation: Operation): string | undefined {
  return ['400', '422', '4XX'].find((status) =>
    operation.responses.some((response) => response.status === status),
  );
}

function deriveResponse(response: DocumentedResponse, operation: Operation): ContractResponse {
  const { status, content, pointer } = response;
  const hasExample = content.some((media) => media.examples.length > 0);
  return {
    status,
    reach: deriveReach(status, operation),
    example: hasExample && /^[45]/.test(status) ? 'full' : 'off',
    echoes: {},
    unique: [],
    fresh: [],
    withinMs: 10_000,
    provoke: [],
    pointer,
  };
}

/**
 * An answer is asked for when something that the document says provokes it for certain. Which of several successes
 * comes, and whether `default` does, is up to the server; they are judged when they come.
 */
function deriveReach(status: string, operation: Operation): ContractResponse['reach'] {
  if (/^2/.test(status)) {
    return operation.responses.filter((other) => /^2/.test(other.status)).length === 1
      ? 'required'
      : 'optional';
  }
  if (status === '401') return isSecured(operation) ? 'required' : 'never';
  if (status === 'default') return 'optional';
  if (!['400', '422', '4XX'].includes(status)) return 'never';
  if (!isConstrained(operation)) return operation.parameters.some(hasBreakablePart) ? 'optional' : 'never';
  // Where the document has both, either is right, and nothing tells which of them a broken rule gets.
  const either = ['400', '422'].every((each) =>
    operation.responses.some((response) => response.status === each),
  );
  return status === refusedStatus(operation) && !either ? 'required' : 'optional';
}

/** True when no alternative lets a request pass without a credential. */
function isSecured({ security }: Operation): boolean {
  return security.length > 0 && security.every(({ schemes }) => schemes.length > 0);
}

/** True when a request can be wrong: it has a body, or a parameter that takes not just any text. */
function isConstrained({ body, parameters }: Operation): boolean {
  return body !== undefined || parameters.some(isBreakable);
}

const RULES = [
  'enum',
  'const',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
];

/** True for a list or an object whose items or members may be wrong; how it is written decides whether they arrive. */
function hasBreakablePart({ schema }: Parameter): boolean {
  return [itemSchema(schema), ...documentedProperties(schema).values()].some(
    (part) => part !== undefined && RULES.some((word) => keyword(part, word) !== undefined),
  );
}

function isBreakable({ required, in: place, schema }: Parameter): boolean {
  if (schema === undefined) return false;
  // A path without its parameter is another path.
  if (required && place !== 'path') return true;
  const types = typesOf(schema);
  return (
    (types.length > 0 && !types.some((type) => ['string', 'array', 'object'].includes(type))) ||
    RULES.some((word) => keyword(schema, word) !== undefined)
  );
}

/** `apiKey` becomes `PLUMBLINE_API_KEY`. */
function variableFor(scheme: string): string {
  const words = scheme
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return `PLUMBLINE_${words.toUpperCase()}`;
}

/** Finds an array of objects with `code` and `detail` (or `message`, `title`) in the documented error answers. */
function deriveErrorShape(operation: Operation): ErrorShape | undefined {
  const media: Media[] = operation.responses
    .filter(({ status }) => /^4/.test(status))
    .flatMap(({ content }) => content);
  for (const { schema } of media) {
    for (const [name, property] of documentedProperties(schema)) {
      if (keyword(property, 'items') === undefined) continue;
      const list = toPointer([name]);
      const detail = ['detail', 'message', 'title'].find((word) => declares(property, `/0/${word}`));
      if (!declares(property, '/0/code') || detail === undefined) continue;
      const source = declares(property, '/0/source/pointer') ? '/source/pointer' : undefined;
      return { list, code: '/code', detail: `/${detail}`, source };
    }
  }
  return undefined;
}
