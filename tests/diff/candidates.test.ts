import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/document/load.ts';
import { checkedDocument } from '../../src/document/structure.ts';
import { type Json, sameJson } from '../../src/json.ts';
import { BASES } from './candidates/bases.ts';
import { allCandidates, baseRoot, baseText } from './candidates/load.ts';

const candidates = [...allCandidates()];

describe('the labelled candidates', () => {
  test('have names of their own, in kebab case', () => {
    const names = candidates.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  test('say in a sentence why they deserve their label', () => {
    expect(candidates.filter(({ why }) => !/^\S.{10,}\.$/.test(why)).map(({ name }) => name)).toEqual([]);
  });

  test('call only what is compatible announced, and give places and parts to what breaks', () => {
    const wrong = candidates.filter(
      ({ label, announced, places, parts, tolerated }) =>
        (announced === true && label !== 'compatible') ||
        (label === 'breaking' ? places === undefined || tolerated !== undefined : parts !== undefined),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test.each(Object.keys(BASES) as (keyof typeof BASES)[])('%s, the base, is valid', async (base) => {
    const document = readDocument(baseText(base), base);
    expect(await checkedDocument(document)).toBe(document);
  });

  test.each(candidates)('$name is valid OpenAPI, and differs from its base', async (candidate) => {
    expect(candidate.candidate).not.toBe(candidate.base);
    const document = readDocument(candidate.candidate, candidate.name);
    expect(await checkedDocument(document)).toBe(document);
    // A refactor may be one of order alone; anything else has to say something else.
    if (candidate.label !== 'identical') {
      expect(sameJson(document.root, baseRoot(candidate.base))).toBe(false);
    }
    if (candidate.area === 'textRefactors') {
      expect(sameJson(document.root, baseRoot(candidate.base))).toBe(true);
    }
    expect(danglingReferences(document.root)).toEqual([]);
  });
});

function danglingReferences(root: Json): string[] {
  const found: string[] = [];
  const walk = (value: Json | undefined): void => {
    if (typeof value !== 'object' || value === null) return;
    const reference = Array.isArray(value) ? undefined : value['$ref'];
    if (typeof reference === 'string' && resolve(root, reference) === undefined) found.push(reference);
    Object.values(value).forEach(walk);
  };
  walk(root);
  return found;
}

function resolve(root: Json, reference: string): Json | undefined {
  return reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter((key) => key !== '')
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, Json | undefined>)[key]
          : undefined,
      root,
    );
}
