// Alternatives that hold each other, as the nodes of a tree do: what changes in one is found below each of the others.
import { expect, test } from 'vitest';
import type { Located } from '../../src/diff/facets/delta.ts';
import { unionDeltas } from '../../src/diff/facets/union.ts';
import { createSpaces } from '../../src/diff/space/read-space.ts';
import { type Branch, freeBranch } from '../../src/diff/space/space.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { type SchemaOptions, schemaDiff } from './schema-diff.ts';

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** A tree of nodes of these kinds, of which a group alone holds others: all else is alike but for what tells them apart. */
function tree(kinds: readonly string[], own: JsonObject, more: (kind: string) => JsonObject): JsonObject {
  const node = (kind: string): Json => ({
    type: 'object',
    required: ['type', 'blend'],
    properties: {
      type: { enum: [kind] },
      blend: { enum: ['normal', 'darken'] },
      ...(kind === 'Group' ? { children: { type: 'array', items: ref('Below') } } : {}),
      ...own,
      ...more(kind),
    },
  });
  return {
    ...Object.fromEntries(kinds.map((kind) => [kind, node(kind)])),
    Node: { oneOf: kinds.map(ref) },
    Below: { oneOf: kinds.map(ref) },
  };
}

function between(schemas: JsonObject, schemasNow: JsonObject): Promise<string[]> {
  const options: SchemaOptions = { side: 'response', schemas, schemasNow };
  return schemaDiff(ref('Node'), ref('Node'), options);
}

test('a kind of node stays that one, however much changes below it', () => {
  const node = (name: string): Branch => ({ ...freeBranch('object'), name });
  const delta = (text: string): Located => ({
    delta: {
      facet: 'enum-value-added',
      text,
      grew: 'yes',
      shrank: 'no',
      gone: false,
      baseBranches: [],
      candidateBranches: [],
    },
    steps: [],
  });
  // Of two leaves little differs, and of a group with itself all that changed below it.
  const pair = (one: Branch, other: Branch): Located[] =>
    Array.from({ length: one.name === other.name ? 200 : 1 }, () => delta(`${one.name} is ${other.name}`));
  const empty = readDocument('{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{}}', 'a.json');
  const spaces = createSpaces(empty, 'response');
  const told = unionDeltas([node('Leaf'), node('Group')], [node('Group'), node('Leaf')], {
    pair,
    base: spaces,
    candidate: spaces,
  });
  expect(new Set(told.map((each) => each.delta.text))).toEqual(new Set(['Group is Group', 'Leaf is Leaf']));
});

test('a new kind of node takes the place of none that is still there', async () => {
  const old = ['Line', 'Tape'];
  const told = await between(
    tree(old, { size: { type: 'integer' } }, () => ({})),
    tree(['Curve', ...old], { size: { type: 'number' } }, () => ({})),
  );
  expect(told).toContain('breaks alternative-added');
  expect(told.filter((each) => each.includes('/type'))).toEqual([]);
});
