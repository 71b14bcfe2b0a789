import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/document/load.ts';
import { structureFaults } from '../../src/document/structure.ts';
import { type JsonObject, sameJson } from '../../src/json.ts';
import { bodySchemas } from './acceptance.ts';
import { extend, TRIGGER_BODY } from './candidates/candidate.ts';
import { baseText } from './candidates/load.ts';
import { REWRITES, type Rewrite, rewriteAtRandom, seeded } from './refactor.ts';

const BASES = ['trigger-event', 'registrations', 'subscriptions', 'payouts'] as const;
const documents = new Map(BASES.map((name) => [name, load(baseText(name)) as JsonObject]));
const documentOf = (name: (typeof BASES)[number]) => documents.get(name) as JsonObject;

/** The schemas of a document that stays as it is; those of a base are compiled once. */
const compiled = new WeakMap<JsonObject, ReturnType<typeof bodySchemas>>();
function schemasOf(document: JsonObject): ReturnType<typeof bodySchemas> {
  const schemas = compiled.get(document) ?? bodySchemas(document);
  compiled.set(document, schemas);
  return schemas;
}

/** What a rewritten document is, read anew; from JSON, which is read quickest. */
const reread = (document: JsonObject, name: string) => readDocument(JSON.stringify(document), name);

/** Where two documents take different values as bodies, of values drawn from both. */
function differences(before: JsonObject, after: JsonObject, seed: number): string[] {
  const [first, second] = [schemasOf(before), schemasOf(after)];
  if ([...first.keys()].sort().join() !== [...second.keys()].sort().join()) return ['other bodies'];
  const random = seeded(seed);
  return [...first].flatMap(([name, judge]) => {
    const other = second.get(name);
    if (other === undefined) return [name];
    const values = Array.from({ length: 40 }, (_, turn) => (turn % 2 === 0 ? judge : other).sample(random));
    const wrong = values.find((value) => judge.accepts(value) !== other.accepts(value));
    return wrong === undefined ? [] : [`${name}: ${JSON.stringify(wrong)}`];
  });
}

const inputs = [
  ['registrations, in 3.0', documentOf('registrations')],
  ['subscriptions, in 3.1', documentOf('subscriptions')],
] as const;

describe.each(Object.entries(REWRITES))('%s', (_, rewrite: Rewrite) => {
  test.each(inputs)('%s stays valid, and takes the values that it took', async (name, document) => {
    const untouched = structuredClone(document);
    const changed = rewrite(document, seeded(1));
    expect(document).toEqual(untouched);
    expect(sameJson(changed, rewrite(document, seeded(1)))).toBe(true);
    expect(await structureFaults(reread(changed, name))).toEqual([]);
    expect(differences(document, changed, 1)).toEqual([]);
  });
});

test('each rewrite does something to one of the bases', () => {
  const idle = Object.entries(REWRITES).filter(([, rewrite]) =>
    inputs.every(([, document]) => JSON.stringify(rewrite(document, seeded(1))) === JSON.stringify(document)),
  );
  expect(idle.map(([name]) => name)).toEqual([]);
});

test.each(BASES)('%s takes what it took after many rewrites in a row', async (name) => {
  const document = documentOf(name);
  for (let seed = 1; seed <= 2; seed++) {
    const { document: changed, applied } = rewriteAtRandom(document, seed, 6);
    const faults = await structureFaults(reread(changed, name));
    expect(faults, applied.join(', ')).toEqual([]);
    expect(differences(document, changed, seed), applied.join(', ')).toEqual([]);
  }
});

test('the comparison notices a narrower body', () => {
  const document = documentOf('trigger-event');
  const changed = structuredClone(document);
  extend(changed, TRIGGER_BODY, { required: ['resource_id', 'event_type', 'reason'] });
  expect(differences(document, changed, 1)).not.toEqual([]);
});
