import type { Document } from '../../document/document.ts';
import { listOperations, resolveOperation } from '../../document/find-operation.ts';
import type { Operation } from '../../document/operation.ts';
import type { SchemaEngine } from '../schema-changes.ts';

/**
 * The operation of the base whose requests a new one takes over in part: a path that is written out comes before one with
 * parameters that fits it too (OpenAPI 3.0 section 4.7.8).
 *
 * @param engine of requests, which tells whether a parameter could have what the new path says in its place
 * @returns undefined where it takes over none
 */
export function takenOver(added: Operation, base: Document, { sides }: SchemaEngine): Operation | undefined {
  return listOperations(base)
    .filter(({ method, path }) => method === added.method && valuesIn(path, added.path) !== undefined)
    .map((name) => resolveOperation(base, name))
    .find(({ path, parameters }) =>
      Object.entries(valuesIn(path, added.path) ?? {}).every(([name, value]) => {
        const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
        return sides.base.acceptance(parameter?.schema, true)(value) === true;
      }),
    );
}

/**
 * What the parameters of a path are in a more exact one.
 *
 * @returns undefined where the one does not fit the other, or says no more than it
 */
function valuesIn(path: string, exact: string): Record<string, string> | undefined {
  const [parts, others] = [path.split('/'), exact.split('/')];
  if (parts.length !== others.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const other = others[index] ?? '';
    const [, name] = /^\{([^}]*)\}$/.exec(part) ?? [];
    if (name === undefined ? part !== other : other === '') return undefined;
    if (name !== undefined && !other.includes('{')) values[name] = decoded(other);
  }
  return Object.keys(values).length === 0 ? undefined : values;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
