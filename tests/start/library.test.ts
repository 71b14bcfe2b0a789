// What the package exports, as it is built: the other tests import the sources.
import { expect, test } from 'vitest';

test('plumbline/vitest of the build runs the probes', async () => {
  const entry: string = 'plumbline/vitest';
  const { conformance, openSession } = (await import(entry)) as typeof import('../../src/vitest.ts');
  const session = await openSession({ target: 'embedded' });
  expect.extend(conformance(session.contract));
  const { exchanges } = await session.run();
  expect(exchanges.size).toBeGreaterThan(200);
  expect([...exchanges.values()]).toConform();
});
