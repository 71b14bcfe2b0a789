import { expect, test } from 'vitest';
import { toDraft07 } from '../../src/checks/draft-07.ts';
import type { Json } from '../../src/json.ts';

const draft07 = (schema: Json) => toDraft07(schema, (pattern) => `pattern ${pattern}`);

test('only `items` becomes `additionalItems` beside `prefixItems`: the other words stay what they are', () => {
  expect(
    draft07({
      type: 'array',
      prefixItems: [{ type: 'string' }],
      items: false,
      minItems: 1,
      uniqueItems: true,
    }),
  ).toMatchObject({
    type: 'array',
    items: [{ type: 'string' }],
    additionalItems: false,
    minItems: 1,
    uniqueItems: true,
  });
  expect(draft07({ prefixItems: [true], minItems: 1 })).toEqual({ items: [true], minItems: 1 });
});
