import { expect, test } from 'vitest';
import { closeCompositions } from '../../src/checks/closed-composition.ts';
import type { Json, JsonObject } from '../../src/json.ts';

/** As many ways to the last as there are paths through the layers: two in each. */
const LAYERS = 60;

test('schemas that are composed of each other over and over are looked at once each', () => {
  const at = (index: number): Json => ({ $ref: `#/definitions/layer-${index}` });
  const layers = Array.from({ length: LAYERS }, (_, index): [string, Json] => [
    `layer-${index}`,
    { allOf: [at(index + 1), { anyOf: [at(index + 1)] }] },
  ]);
  const definitions: JsonObject = {
    ...Object.fromEntries(layers),
    [`layer-${LAYERS}`]: { properties: { a: {} } },
  };
  const { root } = closeCompositions({
    root: { allOf: [at(0)], unevaluatedProperties: false },
    definitions,
  });
  expect(root).toMatchObject({
    allOf: [at(0), { properties: { a: true }, additionalProperties: false }],
  });
});
