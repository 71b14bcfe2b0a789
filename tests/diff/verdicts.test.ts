import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import type { Change } from '../../src/diff/change.ts';
import { diffDocuments } from '../../src/diff/diff.ts';
import type { Document } from '../../src/document/document.ts';
import { readDocument } from '../../src/document/load.ts';
import { allCandidates } from './candidates/load.ts';
import { said } from './said.ts';

const { policy } = await loadContract('contracts/trigger-event.contract.yaml');

/** Candidates that get another verdict than their label, each with the reason; one that no longer does fails. */
const OTHERWISE: Record<string, string> = {
  'null-leaves-nullable-enum':
    'Plumbline reads `nullable` beside an `enum` without null as allowing null, as whoever writes both means it',
};

/** Kinds of change that are about accepted values: each that breaks has to show one, or be called undecided. */
const OF_VALUES =
  /^(request|response)-(type|became|enum-(added|value)|minimum|maximum|multiple|length|pattern|format|item|unique|additional|property-(became|count)|required-property|alternative|exclusion|values)/;

const candidates = [...allCandidates()];
/** The bases by their texts, each read once. */
const bases = new Map<string, Document>();
/** The candidates of which a breaking change has no witness, as the tests find them. */
const undecided: string[] = [];

test.each(candidates)('$name is $label', async (candidate) => {
  const { name, label, tolerated, parts, announced, strict } = candidate;
  const base = bases.get(candidate.base) ?? readDocument(candidate.base, 'base.yaml');
  bases.set(candidate.base, base);
  const { verdict, changes } = await diffDocuments(
    base,
    readDocument(candidate.candidate, 'candidate.yaml'),
    {
      policy: strict ? undefined : policy,
      errorCode: 'code',
    },
  );
  if (changes.some((change) => change.undecided === true)) undecided.push(name);
  if (changes.length > 0) expect(changes.map(said).join('\n')).toMatchSnapshot();
  if (name in OTHERWISE) {
    expect(verdict).not.toBe(label);
    return;
  }
  expect([label, tolerated]).toContain(verdict);
  const breaking = changes.filter((change) => change.breaking);
  if (parts !== undefined) expect(breaking).toHaveLength(parts);
  if (announced !== undefined) expect(changes.some((change) => change.announced)).toBe(true);
  if (label === 'identical' && tolerated === undefined) {
    expect(changes.filter(({ side }) => side !== 'docs')).toEqual([]);
  }
  expect(breaking.filter(provesNothing).map(({ kind }) => kind)).toEqual([]);
});

function provesNothing({ kind, undecided, witness }: Change): boolean {
  return OF_VALUES.test(kind) && undecided !== true && witness === undefined;
}

test('no more than a few of the breaking candidates are left undecided', () => {
  expect(undecided.length, undecided.join(', ')).toBeLessThan(5);
});
