import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPolicy } from '../../src/contract/load-policy.ts';
import { CHANGE_KINDS } from '../../src/diff/kinds.ts';

const FOLDER = 'src/diff';
const source = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== 'kinds.ts')
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
  .join('\n');

/** What stands behind `kind:` or `facet:` in the sources, up to the next member. */
function expressions(member: 'kind' | 'facet'): string[] {
  return [
    ...source.matchAll(new RegExp(`^\\s*${member}:([^;]*?),\\n\\s*(?:\\.\\.\\.|\\w+[:,]|\\})`, 'gm')),
  ].map(([, expression = '']) => expression);
}

/** The texts that an expression can be: its literals, and its templates with every literal that is put into them. */
function textsOf(expression: string, variables: Readonly<Record<string, readonly string[]>>): string[] {
  const templates = [...expression.matchAll(/`((?:[^`])*)`/g)].flatMap(([, template = '']) => {
    let texts = [''];
    for (const [, literal, inner] of template.matchAll(/([^$]+)|\$\{([^}]*)\}/g)) {
      const parts =
        inner === undefined
          ? [literal ?? '']
          : (variables[inner.trim()] ??
            [...inner.replace(/=== '[a-z-]+'/g, '').matchAll(/'([a-z-]+)'/g)].map(([, text = '']) => text));
      texts = texts.flatMap((text) => parts.map((part) => text + part));
    }
    return texts;
  });
  const literals = [...expression.replace(/`[^`]*`/g, '').matchAll(/'([a-z-]+)'/g)].map(
    ([, text = '']) => text,
  );
  return [...templates, ...literals];
}

const called = (name: string) =>
  [...source.matchAll(new RegExp(`${name}\\(\\s*'([a-z-]+)'`, 'g'))].map(([, text = '']) => text);
const DIRECTIONS = ['request', 'response'];

/** What a schema can say differently. */
function facets(): Set<string> {
  const found = expressions('facet').flatMap((expression) =>
    textsOf(expression, { facet: called('countDelta'), word: called('boundDelta') }),
  );
  const silent = [...source.matchAll(/silent\(\s*([^,]*),/g)].flatMap(([, first = '']) => textsOf(first, {}));
  // Where automata decide, lengths and patterns are told by one comparison, which knows three outcomes.
  const decided = ['length', 'pattern'].flatMap((word) =>
    ['narrowed', 'widened', 'changed'].map((how) => `${word}-${how}`),
  );
  return new Set(
    [...found, ...silent, ...decided].filter(
      (facet) => facet !== 'documentation-changed' && !facet.startsWith('-'),
    ),
  );
}

function emitted(): string[] {
  const own = expressions('kind').flatMap((expression) => textsOf(expression, { direction: DIRECTIONS }));
  const kinds = own.filter((kind) =>
    /^(request|response|security|server|operation|example|documentation|callback)-/.test(kind),
  );
  const ofSchemas = DIRECTIONS.flatMap((direction) =>
    [...facets()].map((facet) =>
      direction === 'response' && facet === 'required-property-added'
        ? 'response-property-added'
        : `${direction}-${facet}`,
    ),
  );
  return [...new Set([...kinds, ...ofSchemas])].sort();
}

test('every kind that the comparison can find is in the list, and none is there that it cannot', () => {
  expect([...CHANGE_KINDS.keys()].sort()).toEqual(emitted());
});

test('the sources are read: some kinds of each place', () => {
  expect(emitted()).toEqual(
    expect.arrayContaining([
      'request-length-narrowed',
      'response-item-count-widened',
      'request-maximum-narrowed',
      'response-deprecated',
      'security-scope-added',
      'response-values-changed',
      'documentation-changed',
    ]),
  );
});

test('what the policy of the contract names is in the list', async () => {
  const { policy } = await loadPolicy('contracts/trigger-event.contract.yaml');
  const named = policy?.anyTime.flatMap(({ kinds }) => kinds) ?? [];
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((kind) => !CHANGE_KINDS.has(kind))).toEqual([]);
});
