import { Problem } from '../problem.ts';
import { composedOf, identityOf } from './composition.ts';
import { heldSchemas, readable } from './held-schemas.ts';
import { follow, type Node, placeOfNode } from './node.ts';
import type { Operation } from './operation.ts';

/**
 * Refuses an operation of which a schema is composed of itself, as with `allOf` of one that has it in its own `allOf`: to
 * hold a value against it would never end (JSON Schema 2020-12 core, section 9.4.1).
 *
 * @throws {Problem} at the schema
 */
export function refuseCircles({ parameters, body, responses }: Operation): void {
  const roots = [
    ...parameters,
    ...(body?.content ?? []),
    ...responses.flatMap(({ content, headers }) => [...content, ...headers]),
  ].flatMap(({ schema }) => schema ?? []);
  const [circle] = circlesIn(roots);
  const [first, ...others] = circle ?? [];
  if (first === undefined) return;
  throw new Problem(
    `the schema ${first.pointer} is composed of itself, so that no value can be held against it`,
    { place: placeOfNode(first), hint: wayOut(others) },
  );
}

/** What is to be done about a circle. @param others the schemas by which one leads back to itself, in their order */
export function wayOut(others: readonly Node[]): string {
  if (others.length === 0) return 'take it out of itself';
  return `it comes back to itself by ${others.map(({ pointer }) => pointer).join(', then ')}: leave one of these steps out`;
}

/**
 * The circles in which schemas are composed of each other by `allOf`, `oneOf`, `not` and the like, each with its schemas in
 * their order. One that shares a schema with another is left out, and an alternative that extends the schema which offers
 * it makes none (`leadsBack`).
 *
 * @param roots schemas to begin with; what they hold in properties and lists is looked through too
 */
export function* circlesIn(roots: readonly Node[]): Generator<Node[]> {
  const pending = roots.flatMap((root) => readable(() => [follow(root)]));
  const held = new Set<string>();
  const done = new Set<string>();
  const told = new Set<string>();
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (held.has(schema.pointer)) continue;
    held.add(schema.pointer);
    for (const circle of circlesFrom(schema, [], done)) {
      const isTold = circle.some(({ pointer }) => told.has(pointer));
      for (const { pointer } of circle) told.add(pointer);
      if (!isTold) yield circle;
    }
    pending.push(...heldSchemas(schema));
  }
}

/** @param path the schemas that lead here */
function* circlesFrom(schema: Node, path: readonly Node[], done: Set<string>): Generator<Node[]> {
  const again = path.findIndex((above) => identityOf(above) === identityOf(schema));
  if (again >= 0) {
    yield path.slice(again);
    return;
  }
  if (done.has(identityOf(schema))) return;
  for (const part of readable(() => composedOf(schema))) yield* circlesFrom(part, [...path, schema], done);
  done.add(identityOf(schema));
}
