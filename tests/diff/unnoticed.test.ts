import { expect, test } from 'vitest';
import { createEngines } from '../../src/diff/engines.ts';
import type { Delta } from '../../src/diff/facets/delta.ts';
import { schemaChanges } from '../../src/diff/schema-changes.ts';
import { createHeirs } from '../../src/diff/space/heirs.ts';
import { conjunction } from '../../src/diff/space/space.ts';
import { readDocument } from '../../src/document/load.ts';
import { nodeAt } from '../../src/document/node.ts';
import type { Json } from '../../src/json.ts';

// Values of the one document are held against the other by Ajv, in case that the comparison has missed something.

const SCHEMA = '/components/schemas/Whole';
const SAFE = { facet: 'type-widened', text: 'it is wider', grew: 'yes', shrank: 'no', gone: false } as const;

/** What is told where the comparison finds nothing but these. */
async function told(
  before: Json,
  after: Json,
  found: Partial<Delta>[],
  side: 'request' | 'response' = 'request',
) {
  const read = (Whole: Json, file: string) =>
    readDocument(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        components: { schemas: { Whole } },
      }),
      file,
    );
  const [base, candidate] = [read(before, 'a.json'), read(after, 'b.json')];
  const engines = await createEngines(base, candidate, {
    base: createHeirs(base),
    candidate: createHeirs(candidate),
  });
  const deltas = found.map((each) => ({
    delta: { ...SAFE, baseBranches: [], candidateBranches: [], ...each },
    steps: [],
  }));
  const engine = engines[side];
  const changes = schemaChanges(
    {
      base: conjunction([nodeAt(base, SCHEMA)]),
      candidate: conjunction([nodeAt(candidate, SCHEMA)]),
      wire: false,
    },
    { ...engine, comparison: { ...engine.comparison, of: () => deltas } },
    {
      place: 'the body',
      where: { operation: { method: '', path: '', id: '' }, part: 'request-body' },
      names: { isIdentifier: () => false, isErrorCode: () => false },
    },
  );
  return changes.map(({ kind, effect, witness }) => [kind, effect, witness?.value]);
}

const TEXT = { type: 'string', maxLength: 5 };
const SHORT = { type: 'string', maxLength: 3 };

test('a request that is refused after all breaks, with the proof', async () => {
  expect(await told(TEXT, SHORT, [{}])).toEqual([
    ['request-type-widened', 'safe', undefined],
    ['request-values-changed', 'breaks', expect.stringMatching(/^.{4,5}$/)],
  ]);
});

test('so does an answer that may come after all', async () => {
  expect(await told(SHORT, TEXT, [{ grew: 'no', shrank: 'yes' }], 'response')).toEqual([
    ['response-type-widened', 'safe', undefined],
    ['response-values-changed', 'breaks', expect.stringMatching(/^.{4,5}$/)],
  ]);
});

test.each<[what: string, found: Partial<Delta>[]]>([
  ['nothing was found', []],
  ['only wording was', [{ facet: 'documentation-changed', grew: 'no' }]],
  ['what was found is told only with a proof', [{ onlyIfProven: true, grew: 'no' }]],
  ['something else breaks', [{}, { shrank: 'maybe' }]],
  ['something is gone', [{}, { gone: true }]],
])('nobody looks where %s', async (_, found) => {
  expect((await told(TEXT, SHORT, found)).map(([kind]) => kind)).not.toContain('request-values-changed');
});

test('an answer with a property more is of another form, which proves nothing', async () => {
  const found = [{ facet: 'property-added', grew: 'no' as const }];
  expect((await told(SHORT, TEXT, found, 'response')).map(([kind]) => kind)).toEqual([
    'response-property-added',
  ]);
});
