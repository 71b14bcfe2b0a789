import { compileSchema } from '../checks/request-schema.ts';
import type { SchemaFault } from '../checks/response-schema.ts';
import type { Node } from '../document/node.ts';
import type { Json } from '../json.ts';
import { plainlyHolds } from './holds.ts';
import { attempt, reached } from './look.ts';
import type { Side } from './sides.ts';

/** Lists what is wrong with a value by a schema; empty also where the schema itself is not to be had. */
export type ExampleJudge = (schema: Node | undefined, value: Json, side: Side | undefined) => SchemaFault[];

/** Makes a judge of examples and defaults, which compiles each schema once and only when a value calls for it. */
export function createExampleJudge(): ExampleJudge {
  const compiled = new Map<string, ((value: Json) => SchemaFault[]) | undefined>();
  const faults = (schema: Node, value: Json, direction: Side): SchemaFault[] => {
    const key = `${direction} ${schema.pointer}`;
    if (!compiled.has(key))
      compiled.set(
        key,
        attempt(() => compileSchema(schema, { direction })),
      );
    return compiled.get(key)?.(value) ?? [];
  };
  return (written, value, side) => {
    const schema = reached(written);
    if (schema === undefined || plainlyHolds(schema, value) === true) return [];
    // What is used both ways is right where it is right one way.
    const first = faults(schema, value, side ?? 'response');
    if (first.length === 0 || side !== undefined) return first;
    return faults(schema, value, 'request').length === 0 ? [] : first;
  };
}
