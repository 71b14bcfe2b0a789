import type { Document } from '../document/document.ts';
import { valueAt } from '../document/pointer.ts';
import { sameJson } from '../json.ts';
import { createComparison } from './compare.ts';
import { createSameText } from './same-text.ts';
import type { SchemaEngine } from './schema-changes.ts';
import type { Heirs } from './space/heirs.ts';
import { type Languages, NO_LANGUAGES } from './space/language.ts';
import { createSpaces } from './space/read-space.ts';
import { type Alike, createAcceptance } from './witness/acceptance.ts';
import type { CreateCompiler } from './witness/compiler.ts';
import { createSampler } from './witness/sample.ts';

/** What compares the schemas of two documents, and proves what it finds: of requests, and of responses. */
export async function createEngines(
  base: Document,
  candidate: Document,
  heirs: { base: Heirs; candidate: Heirs },
): Promise<{ request: SchemaEngine; response: SchemaEngine }> {
  const languages = await languagesFor(base, candidate);
  const createCompiler = await compilerFor(base, candidate);
  const sameText = createSameText(base, candidate, heirs);
  const engine = (direction: 'request' | 'response'): SchemaEngine => {
    const spaces = { base: createSpaces(base, direction), candidate: createSpaces(candidate, direction) };
    const baseAcceptance = createAcceptance(direction, createCompiler);
    // Most of what a schema refers to is the same in both documents, and Ajv compiles it once.
    const alike: Alike = (schema) => {
      const value = valueAt(base.root, schema.pointer);
      const twin = value === undefined ? undefined : { ...schema, document: base, value };
      return twin !== undefined && sameText(twin, schema) ? baseAcceptance(twin, false) : undefined;
    };
    const candidateAcceptance = createAcceptance(direction, createCompiler, alike);
    return {
      comparison: createComparison({ ...spaces, languages, sameText, heirs }),
      searches: { proved: new Set(), places: new Map() },
      sides: {
        base: {
          sampler: createSampler(spaces.base, languages, baseAcceptance),
          acceptance: baseAcceptance,
          spaces: spaces.base,
        },
        candidate: {
          sampler: createSampler(spaces.candidate, languages, candidateAcceptance),
          acceptance: candidateAcceptance,
          spaces: spaces.candidate,
        },
      },
    };
  };
  return { request: engine('request'), response: engine('response') };
}

/** Automata take 0.1 s to load, and few documents have patterns. */
async function languagesFor(base: Document, candidate: Document): Promise<Languages> {
  const patterned = /\b(pattern(Properties)?|propertyNames)\b/;
  if (!patterned.test(base.text) && !patterned.test(candidate.text)) return NO_LANGUAGES;
  return (await import('./space/pattern-language.ts')).createLanguages();
}

/** Ajv takes 0.03 s to load, and between a document and itself there is nothing to prove. */
async function compilerFor(base: Document, candidate: Document): Promise<CreateCompiler> {
  if (base.version === candidate.version && sameJson(base.root, candidate.root)) {
    return () => () => {
      throw new Error('two documents that are alike have no change to prove');
    };
  }
  return (await import('./witness/compiler.ts')).createCompilers();
}
