import { expect, test } from 'vitest';
import { generateTypes } from './generate-types.ts';

test('the generated types are those of the pinned document (if it has changed: npm run client:types)', async () => {
  await expect(await generateTypes()).toMatchFileSnapshot('../../src/client/openapi.generated.ts');
});
