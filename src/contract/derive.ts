import type { DocumentedResponse, Media, Operation } from '../document/operation.ts';
import { declares, documentedProperties, keyword } from '../document/schema.ts';
import type { Contract, ContractResponse, ErrorShape } from './contract.ts';

/**
 * The contract of an operation for which nobody has written one: every documented answer that the document itself
 * says how to provoke is asked for, and nothing is relied on beyond the document.
 */
export function deriveContract(operation: Operation): Contract {
  const secured =
    operation.security.length > 0 && operation.security.every(({ schemes }) => schemes.length > 0);
  const constrained =
    operation.body !== undefined || operation.parameters.some((parameter) => parameter.schema !== undefined);
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
    errors: deriveErrorShape(operation),
    responses: operation.responses.map((response) => deriveResponse(response, { secured, constrained })),
    limits: undefined,
    placeOf: () => ({ file: operation.document.file }),
  };
}

/** The status that a refused request gets by this document: the first documented of 400 and 422. */
export function refusedStatus(operation: Operation): string | undefined {
  return ['400', '422', '4XX'].find((status) =>
    operation.responses.some((response) => response.status === status),
  );
}

function deriveResponse(
  { status, content, pointer }: DocumentedResponse,
  { secured, constrained }: { secured: boolean; constrained: boolean },
): ContractResponse {
  const provoked =
    /^2/.test(status) ||
    (status === '401' && secured) ||
    ((status === '400' || status === '422') && constrained);
  return {
    status,
    reach: provoked
      ? /^2/.test(status) && status !== '200' && status !== '201'
        ? 'optional'
        : 'required'
      : 'never',
    example: content.some((media) => media.examples.length > 0) && /^[45]/.test(status) ? 'full' : 'off',
    echoes: {},
    unique: [],
    fresh: [],
    withinMs: 10_000,
    provoke: [],
    pointer,
  };
}

/** `apiKey` becomes `PLUMBLINE_API_KEY`. */
function variableFor(scheme: string): string {
  const words = scheme.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_');
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
      const code = declares(property, '/0/code') ? '/code' : undefined;
      const detail = ['detail', 'message', 'title'].find((word) => declares(property, `/0/${word}`));
      if (code === undefined || detail === undefined) continue;
      const source = declares(property, '/0/source/pointer') ? '/source/pointer' : undefined;
      return { list: `/${name}`, code, detail: `/${detail}`, source };
    }
  }
  return undefined;
}
