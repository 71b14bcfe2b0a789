import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';
import { allCandidates, baseText } from './candidates/load.ts';
import { rewriteAtRandom } from './refactor.ts';

const { policy } = await loadContract('contracts/trigger-event.contract.yaml');
const BASES = ['trigger-event', 'registrations', 'subscriptions', 'payouts'] as const;
const asked = process.env['PLUMBLINE_RUNS'];
const RUNS = asked === undefined ? { numRuns: 12, seed: 20261125 } : { numRuns: Number(asked) };
const PATIENCE = asked === undefined ? 60_000 : 600_000;

/** What is said of two documents, wording aside. */
async function said(base: string, candidate: string) {
  const { verdict, changes } = await diffDocuments(
    readDocument(base, 'base.yaml'),
    readDocument(candidate, 'candidate.yaml'),
    { policy, errorCode: 'code' },
  );
  const told = changes
    .filter(({ side }) => side !== 'docs')
    .map(({ kind, message }) => `${kind}: ${message}`);
  return { verdict, told };
}

test.each(BASES)('%s and itself are identical, without a word', async (name) => {
  const document = readDocument(baseText(name), name);
  expect(await diffDocuments(document, document, { policy })).toMatchObject({
    verdict: 'identical',
    changes: [],
  });
});

test.each(BASES)(
  '%s, rewritten at random without another meaning, is identical either way round',
  async (name) => {
    const base = baseText(name);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 8 }), async (seed, count) => {
        const rewritten = dump(rewriteAtRandom(load(base) as JsonObject, seed, count).document);
        expect(await said(base, rewritten)).toEqual({ verdict: 'identical', told: [] });
        expect(await said(rewritten, base)).toEqual({ verdict: 'identical', told: [] });
      }),
      RUNS,
    );
  },
  PATIENCE,
);

const breaking = [...allCandidates()].filter(({ label }) => label === 'breaking');

test(
  'a breaking change stays one when everything around it is rewritten',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...breaking), fc.nat(), async ({ name, base, candidate }, seed) => {
        fc.pre(name !== 'null-leaves-nullable-enum');
        const rewritten = dump(rewriteAtRandom(load(candidate) as JsonObject, seed, 3).document);
        expect((await said(base, rewritten)).verdict).toBe('breaking');
      }),
      { ...RUNS, numRuns: RUNS.numRuns * 4 },
    );
  },
  PATIENCE,
);
