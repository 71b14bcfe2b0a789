import { type Contract, contractResponse } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load.ts';
import type { Media, Operation } from '../../src/document/operation.ts';
import { valueAt } from '../../src/document/pointer.ts';
import { keyword, schemasAt } from '../../src/document/schema.ts';
import type { Json } from '../../src/json.ts';

/** What document and contract say of the operation, as far as the consumer tests need it. */
export interface Documented {
  operation: Operation;
  /** The header that carries each credential, spelt as in the document. */
  headers: { token: string; partnerId: string; stagingToken: string };
  /** The variables that hold what only a partner knows: a provider state gives their values when it is verified. */
  variables: {
    token: string;
    partnerId: string;
    stagingToken: string;
    resourceId: string;
    conflictingResourceId: string;
  };
  /** The documented example of a property of the request, by its pointer. */
  requestExample(pointer: string): string;
  /** The documented example of a property of the answer 201, by its pointer. */
  createdExample(pointer: string): string;
  /** The errors of the documented example of a status. */
  errorExamples(status: string): { code: string; detail: string; pointer: string | undefined }[];
}

/** Reads them from `contracts/` and, through the contract, from `spec/`. */
export async function loadDocumented(): Promise<Documented> {
  const contract = await loadContract('contracts/trigger-event.contract.yaml');
  const { operation } = contract;
  const [bearer, partner] = operation.security[0]?.schemes ?? [];
  const [staging] = operation.parameters;
  if (bearer?.kind !== 'http' || partner?.kind !== 'apiKey' || staging === undefined) {
    throw new Error('the document no longer asks for a bearer token, a partner id and a staging token');
  }
  const variableOf = (name: string) => present(contract.credentials[name], `a variable for ${name}`);
  return {
    operation,
    headers: { token: 'Authorization', partnerId: partner.parameter, stagingToken: staging.name },
    variables: {
      token: variableOf(bearer.name),
      partnerId: variableOf(partner.name),
      stagingToken: variableOf(staging.name),
      resourceId: present(contract.values['/resource_id'], 'a variable for the resource id'),
      conflictingResourceId: conflictVariable(contract),
    },
    requestExample: (pointer) => exampleAt(operation.body?.content[0], pointer),
    createdExample: (pointer) => exampleAt(mediaOf(operation, '201'), pointer),
    errorExamples(status) {
      const errors = valueAt(mediaOf(operation, status)?.examples[0]?.value, '/errors');
      return (Array.isArray(errors) ? errors : []).map((error) => {
        const pointer = valueAt(error, '/source/pointer');
        return {
          code: textOf(valueAt(error, '/code')),
          detail: textOf(valueAt(error, '/detail')),
          pointer: pointer === undefined ? undefined : textOf(pointer),
        };
      });
    },
  };
}

function mediaOf(operation: Operation, status: string): Media | undefined {
  return operation.responses.find((response) => response.status === status)?.content[0];
}

function exampleAt(media: Media | undefined, pointer: string): string {
  const [schema] = schemasAt(media?.schema, pointer);
  return textOf(keyword(schema, 'example')?.value);
}

function conflictVariable(contract: Contract): string {
  const ways = contractResponse(contract, '409')?.provoke ?? [];
  return present(ways.flatMap(({ variables }) => variables)[0], 'a variable for a conflict');
}

function textOf(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Error('the document no longer has an example that is needed here');
  return value;
}

function present(value: string | undefined, what: string): string {
  if (value === undefined) throw new Error(`the contract no longer names ${what}`);
  return value;
}
