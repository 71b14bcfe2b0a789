import type { Document } from '../../document/document.ts';
import { ruleFor } from './intersect.ts';
import { type Branch, conjunction, type Property, type Space } from './space.ts';

/**
 * The requests of a document without properties of which only the other one speaks: nobody sent on purpose what no
 * document knew.
 */
export function withoutNewNames(space: Space, now: Space, document: Document): Space {
  const isKnown = (name: string) =>
    space.branches.some(
      (branch) => branch.required.has(name) || (isObject(branch) && ruleFor(branch, name).nodes.length > 0),
    );
  const names = new Set(now.branches.flatMap(({ properties }) => [...properties.keys()]));
  const added = [...names].filter((name) => !isKnown(name));
  if (added.length === 0) return space;
  const branches = space.branches.map((branch) =>
    isObject(branch) ? withoutAny(branch, added, document) : branch,
  );
  return { ...space, branches };
}

function isObject({ type }: Branch): boolean {
  return type === 'object';
}

function withoutAny(branch: Branch, names: readonly string[], document: Document): Branch {
  const schema = conjunction([{ document, pointer: branch.at, value: false }]);
  const never = names.map((name): [string, Property] => [name, { schema, at: branch.at, ruledOut: false }]);
  return { ...branch, properties: new Map([...branch.properties, ...never]) };
}
