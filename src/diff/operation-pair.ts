import type { Operation } from '../document/operation.ts';
import type { Whereabouts } from './change.ts';
import type { Names, SchemaEngine } from './schema-changes.ts';

/** An operation as it was and as it is, with what compares its schemas. */
export interface OperationPair {
  base: Operation;
  candidate: Operation;
  where: Whereabouts;
  request: SchemaEngine;
  response: SchemaEngine;
  names: Names;
}
