// What the package exports, as it is built: the other tests import the sources.
import { expect, test } from 'vitest';

test('plumbline/vitest of the build runs the probes', async () => {
  const { conformance, openSession }: typeof import('../../src/vitest.ts') = await import('plumbline/vitest');
  const session = await openSession({ target: 'embedded' });
  expect.extend(conformance(session.contract));
  const { exchanges } = await session.run();
  expect(exchanges.size).toBe(230);
  expect([...exchanges.values()]).toConform();
});
