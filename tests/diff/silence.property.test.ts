import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import { diffDocuments } from '../../src/diff/diff.ts';
import type { Document } from '../../src/document/document.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';
import { allCandidates, baseText } from './candidates/load.ts';
import { rewriteAtRandom } from './refactor.ts';

const { policy } = await loadContract('contracts/trigger-event.contract.yaml');
const BASES = ['trigger-event', 'registrations', 'subscriptions', 'payouts'] as const;
const asked = process.env['PLUMBLINE_RUNS'];
const RUNS = asked === undefined ? { numRuns: 6, seed: 20261125 } : { numRuns: Number(asked) };
const PATIENCE = asked === undefined ? 60_000 : 600_000;

const read = new Map<string, Document>();

/** The document of a text that is asked for often. */
function documentOf(text: string): Document {
  const document = read.get(text) ?? readDocument(text, 'base.yaml');
  read.set(text, document);
  return document;
}

/** A text rewritten at random: JSON, which is read quickest. */
function rewritten(text: string, seed: number, count: number): Document {
  const { document } = rewriteAtRandom(documentOf(text).root as JsonObject, seed, count);
  return readDocument(JSON.stringify(document), 'rewritten.json');
}

/** What is said of two documents, wording aside. */
async function said(base: Document, candidate: Document, strict = false) {
  const { verdict, changes } = await diffDocuments(base, candidate, {
    policy: strict ? undefined : policy,
    errorCode: 'code',
  });
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
        const other = rewritten(base, seed, count);
        expect(await said(documentOf(base), other)).toEqual({ verdict: 'identical', told: [] });
        expect(await said(other, documentOf(base))).toEqual({ verdict: 'identical', told: [] });
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
      fc.asyncProperty(
        fc.constantFrom(...breaking),
        fc.nat(),
        async ({ name, base, candidate, strict }, seed) => {
          fc.pre(name !== 'null-leaves-nullable-enum');
          expect((await said(documentOf(base), rewritten(candidate, seed, 3), strict)).verdict).toBe(
            'breaking',
          );
        },
      ),
      { ...RUNS, numRuns: RUNS.numRuns * 4 },
    );
  },
  PATIENCE,
);
