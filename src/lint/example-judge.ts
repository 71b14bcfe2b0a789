import { compileSchema } from '../checks/request-schema.ts';
import type { SchemaFault } from '../checks/response-schema.ts';
import type { Node } from '../document/node.ts';
import { valueAt } from '../document/pointer.ts';
import { isObject, type Json } from '../json.ts';
import { isForeign } from './foreign-pattern.ts';
import { attempt, reached } from './look.ts';
import { plainFault } from './plain-fault.ts';
import type { Side } from './sides.ts';
import type { Survey } from './survey.ts';

/** Lists what is wrong with a value by a schema; empty also where the schema itself is not to be had. */
export type ExampleJudge = (schema: Node | undefined, value: Json, side: Side | undefined) => SchemaFault[];

/**
 * How many schemas are compiled in all. What is not plain to see beyond that is passed over: a schema takes up to a
 * tenth of a second, and a document may have thousands.
 */
const MOST_COMPILED = 40;

/** Makes a judge of examples and defaults: what is plain to see is said at once, and of the rest Ajv has the say. */
export function createExampleJudge(survey: Survey): ExampleJudge {
  const oneWay = oneWayNames(survey);
  const compiled = new Map<string, ((value: Json) => SchemaFault[]) | undefined>();
  const faults = (schema: Node, value: Json, direction: Side): SchemaFault[] => {
    const key = `${direction} ${schema.pointer}`;
    if (!compiled.has(key)) {
      if (compiled.size >= MOST_COMPILED) return [];
      compiled.set(
        key,
        attempt(() => compileSchema(schema, { direction })),
      );
    }
    // A pattern of another language says nothing here, and has a finding of its own.
    return (compiled.get(key)?.(value) ?? []).filter(
      ({ keyword, promise }) =>
        keyword !== 'pattern' || !isForeign(String(valueAt(schema.document.root, promise))),
    );
  };
  return (written, value, side) => {
    const schema = reached(written);
    if (schema === undefined) return [];
    const plain = plainFault(schema, value, oneWay);
    if (plain !== undefined) return plain === 'none' ? [] : [plain];
    // What is used both ways is right where it is right one way.
    const found = faults(schema, value, side ?? 'response');
    if (found.length === 0 || side !== undefined) return found;
    return faults(schema, value, 'request').length === 0 ? [] : found;
  };
}

/** The names of the properties that are readOnly or writeOnly anywhere in the document. */
function oneWayNames({ every }: Survey): Set<string> {
  const names = new Set<string>();
  const flagged = new Set<string>();
  const pairs: [name: string, to: string][] = [];
  for (const { pointer, value } of every('schema')) {
    if (!isObject(value)) continue;
    const name = pointer
      .slice(pointer.lastIndexOf('/') + 1)
      .replaceAll('~1', '/')
      .replaceAll('~0', '~');
    if (value['readOnly'] === true || value['writeOnly'] === true) {
      names.add(name);
      flagged.add(pointer);
    }
    if (typeof value['$ref'] === 'string') pairs.push([name, value['$ref'].slice(1)]);
  }
  // The flag may stand in what the property refers to.
  for (const [name, to] of pairs) if (flagged.has(to)) names.add(name);
  return names;
}
