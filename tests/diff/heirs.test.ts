import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';
import { schemaChanges } from './schema-diff.ts';

const PET: JsonObject = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string' } },
  discriminator: { propertyName: 'kind' },
};
const extending = (own: JsonObject = {}): JsonObject => ({
  allOf: [{ $ref: '#/components/schemas/Pet' }],
  ...own,
});
const CAT = extending({ properties: { claws: { type: 'integer' } }, 'x-ms-discriminator-value': 'a cat' });
const DOG = extending();
const wrapped = (schema: JsonObject): JsonObject => ({ description: 'It', allOf: [schema] });

/** What is told of an answer that is a Pet, told apart by its kind. */
async function told(before: JsonObject, after: JsonObject): Promise<string[]> {
  const read = (schemas: JsonObject, file: string) => {
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } };
    const get = { responses: { 200: { description: '', content } } };
    const root = {
      openapi: '3.0.3',
      info: { title: 'T', version: '1' },
      paths: { '/a': { get } },
      components: { schemas },
    };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes
    .filter(({ side }) => side !== 'docs')
    .map(({ breaking, kind, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`);
}

const PETS = { Pet: PET, Cat: CAT, Dog: DOG };

test.each<[what: string, schemas: JsonObject]>([
  ['the parent', { ...PETS, Pet: wrapped(PET) }],
  ['an heir', { ...PETS, Cat: wrapped(CAT), Dog: wrapped(DOG) }],
  ['an heir twice', { ...PETS, Cat: wrapped(wrapped(CAT)) }],
  ['all', { Pet: wrapped(PET), Cat: wrapped(CAT), Dog: wrapped(DOG) }],
])('%s in an allOf of its own is no change', async (_, schemas) => {
  expect(await told(PETS, schemas)).toEqual([]);
  expect(await told(schemas, PETS)).toEqual([]);
});

test('an heir of nothing but its name is one', async () => {
  expect(await told(PETS, { ...PETS, Fox: extending() })).toEqual([
    expect.stringMatching(/response-discriminator-value-added: .*"Fox"/),
  ]);
});

test('an heir has the value of what it extends no more than that has its own', async () => {
  const kitten = { allOf: [{ $ref: '#/components/schemas/Cat' }] };
  expect(await told(PETS, { ...PETS, Kitten: kitten })).toEqual([
    expect.stringMatching(/response-discriminator-value-added: .*"Kitten"/),
  ]);
});

const MAPPED: JsonObject = {
  ...PET,
  discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', dog: 'Dog' } },
};
const FLAT: JsonObject = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string' }, claws: { type: 'integer' } },
};

test('an heir that the mapping names may be written out, and is compared', async () => {
  const extended = { ...PETS, Pet: MAPPED };
  const flat = { ...extended, Cat: FLAT };
  expect(await told(extended, flat)).toEqual([]);
  expect(await told(flat, extended)).toEqual([]);
  expect(await told(flat, { ...flat, Cat: { ...FLAT, properties: { kind: { type: 'string' } } } })).toEqual([
    'breaks response-property-removed: the answer 200, /claws: it is no longer documented',
  ]);
});

test('a mapping that names the schema itself, or nothing, names no heir', async () => {
  const of = (mapping: JsonObject) => ({ Pet: { ...PET, discriminator: { propertyName: 'kind', mapping } } });
  expect(await told(of({}), of({ pet: 'Pet', none: 'None' }))).toEqual([]);
});

test('a second value for an heir is one that stands for it', async () => {
  const { discriminator } = MAPPED;
  const mapping = { cat: 'Cat', dog: 'Dog', tom: 'Cat' };
  const more = { ...PETS, Pet: { ...MAPPED, discriminator: { ...(discriminator as JsonObject), mapping } } };
  expect(await told({ ...PETS, Pet: MAPPED }, more)).toEqual([
    expect.stringMatching(/safe response-discriminator-value-added: .*"tom"/),
  ]);
});

test('heirs of a schema that says nothing any more stand for nothing', async () => {
  const { discriminator: _, ...Plain } = PET;
  const changes = await schemaChanges(
    { $ref: '#/components/schemas/Pet' },
    { allOf: [true, { $ref: '#/components/schemas/Plain' }] },
    { schemas: { ...PETS, Plain } },
  );
  expect(changes).toMatchObject([
    {
      kind: 'request-discriminator-value-changed',
      message: 'the request body: "a cat", "Dog" no longer stands for any schema',
    },
  ]);
});
