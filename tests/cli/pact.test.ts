// The Pact commands of the built binary, which find their libraries at run time, where the build does not look.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inOwnProcess } from './plumbline.ts';
import { changed, DOCUMENT, refusal } from './refusal.ts';

test.concurrent('compare has the second opinion', async () => {
  const { code, stdout, stderr } = await inOwnProcess(['pact', 'compare']);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/Second opinion: openapi-pact-comparator \d+\.\d+\.\d+, which agrees\./);
  expect(code).toBe(0);
});

test.concurrent('compare notices that the document has another value', async () => {
  const cwd = changed(DOCUMENT, (text) => text.replaceAll('registrations.pending', 'registrations.waiting'));
  const { code, stdout } = await inOwnProcess(['pact', 'compare'], { cwd });
  expect(stdout).toContain('✗ DRIFT');
  expect(code).toBe(1);
});

test.concurrent('verify verifies the Pact files against the embedded sandbox', async () => {
  const { code, stdout } = await inOwnProcess(['pact', 'verify']);
  expect(stdout).toContain('✓ CONFORMS');
  expect(code).toBe(0);
});

test.concurrent('publish and can-i-deploy begin, and ask for a broker', async () => {
  for (const command of ['publish', 'can-i-deploy'])
    expect(await refusal(['pact', command])).toMatch(/no Pact Broker is named/);
});

test('the built command line holds no import that would be made while it runs', () => {
  const importing = readdirSync('dist/command-line')
    .filter((file) => file.endsWith('.cjs'))
    .filter((file) => /\bawait import\(/.test(readFileSync(`dist/command-line/${file}`, 'utf8')));
  expect(importing).toEqual([]);
});
