import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkForm } from '../../src/contract/form.ts';
import { checkNames } from '../../src/contract/names.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import { loadDocument } from '../../src/document/load.ts';
import { nearestPosition, parseYaml } from '../../src/document/yaml.ts';
import type { Json } from '../../src/json.ts';
import { Problem } from '../../src/problem.ts';
import { places, spoilt } from '../document/spoil.ts';
import { PINNED, shippedText } from './support.ts';

test('a contract with anything in place of a part of it is a contract or a Problem of one line with its place', async () => {
  const operation = findOperation(await loadDocument(PINNED));
  const root = parseYaml(await shippedText(), 'f').value;
  const anything = fc.constantFrom<Json>(
    null,
    true,
    0,
    -1,
    '',
    '/',
    '/nope',
    '$x',
    'a b',
    [],
    {},
    [null],
    { a: 1 },
    { '/x': '/y' },
  );
  const names = fc.constantFrom(undefined, undefined, '', '__proto__', 'toString', '/nope', '404', 'reech');
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places(root)), anything, names, async (keys, put, rename) => {
      const parsed = parseYaml(JSON.stringify(spoilt(root, keys, put, rename), null, 1), 'f');
      try {
        const given = await checkForm(parsed, 'f');
        checkNames(given, operation, (pointer) => ({ file: 'f', ...nearestPosition(parsed, pointer) }));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        expect(error.line()).toMatch(/^f:\d+:\d+: [^\n]+$/);
      }
    }),
    { numRuns: 300 },
  );
});
