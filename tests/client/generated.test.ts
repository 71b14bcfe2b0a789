import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generateTypes, TYPES_FILE } from '../../tools/client-types/generate.ts';

test('the generated types are those of the pinned document (if it has changed: npm run client:types)', async () => {
  expect(await readFile(TYPES_FILE, 'utf8')).toBe(await generateTypes());
});
