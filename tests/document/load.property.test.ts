import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveContract } from '../../src/contract/derive.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import { bundleSchema } from '../../src/document/json-schema.ts';
import { leftOpen } from '../../src/document/left-open.ts';
import { readDocument } from '../../src/document/load.ts';
import { toPointer } from '../../src/document/pointer.ts';
import { documentedProperties, requiredProperties, schemasAt, typesOf } from '../../src/document/schema.ts';
import { checkedDocument } from '../../src/document/structure.ts';
import { decodeText } from '../../src/document/text.ts';
import { parseYaml } from '../../src/document/yaml.ts';
import type { Json } from '../../src/json.ts';
import { Problem } from '../../src/problem.ts';
import { places, spoilt } from './spoil.ts';
import { pinnedText } from './support.ts';

/** Everything that is done with a document before a request is sent. */
async function useAll(read: () => ReturnType<typeof readDocument>): Promise<'fine' | Problem> {
  try {
    const document = read();
    await checkedDocument(document);
    const operation = findOperation(document);
    deriveContract(operation);
    leftOpen(operation);
    const media = [
      operation.body?.content ?? [],
      ...operation.responses.map(({ content }) => content),
    ].flat();
    for (const { schema } of media) {
      if (schema === undefined) continue;
      bundleSchema(schema, 'request');
      bundleSchema(schema, 'response');
      documentedProperties(schema);
      requiredProperties(schema);
      typesOf(schema);
      schemasAt(schema, '/a/0/b');
    }
    return 'fine';
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

test('any bytes are a document or a Problem of one line', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .string({ unit: fc.constantFrom(...'openapi: 3.0\n-[]{}&*!|>"\'%@`#~?,\t\\<') })
      .map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (given) => {
      const outcome = await useAll(() => readDocument(decodeText(given, 'it', { file: 'f' }), 'f'));
      if (outcome !== 'fine') expect(outcome.line()).toMatch(/^f[:\d]*: [^\n]+$/);
    }),
    { numRuns: 300 },
  );
});

test('a document with a piece cut out or put in is a document or a Problem', async () => {
  const text = pinnedText();
  await fc.assert(
    fc.asyncProperty(
      fc.nat(text.length),
      fc.nat(40),
      fc.string({ unit: fc.constantFrom(...':\n -[]{}&*!|>"\'#\t'), maxLength: 4 }),
      async (start, length, put) => {
        const spoilt = text.slice(0, start) + put + text.slice(start + length);
        await useAll(() => readDocument(spoilt, 'f'));
      },
    ),
    { numRuns: 100 },
  );
});

test.each(['3.0.3', '3.1.0', '3.2.0'])(
  'a document of OpenAPI %s with anything in place of a part of it is a document or a Problem at a line',
  async (version) => {
    const root = parseYaml(pinnedText(['3.0.3', version]), 'f').value;
    const spots = places(root).filter(([first]) => first !== 'openapi');
    const references = spots.map((keys) => ({ $ref: `#${toPointer(keys)}` }));
    const anything = fc.oneof(
      fc.constantFrom<Json>(null, true, 0, '', 'text', [], {}, [null], [{}], { $ref: 1 }, { allOf: [{}] }),
      fc.constantFrom<Json>(...references),
      fc.constantFrom<Json>(
        ...references.map((each) => ({ allOf: [each], nullable: true, required: ['a'] })),
      ),
      fc.constantFrom<Json>(...references.map((each) => ({ ...each, type: 'object', readOnly: true }))),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...spots), anything, async (keys, put) => {
        const text = JSON.stringify(spoilt(root, keys, put), null, 1);
        const outcome = await useAll(() => readDocument(text, 'f'));
        if (outcome !== 'fine') expect(outcome.line()).toMatch(/^f:\d+:\d+: [^\n]+$/);
      }),
      { numRuns: 100 },
    );
  },
);
