import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { type ProofRow, proofOf, renderProof } from '../../src/report/proof.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../src/report/proof.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(schema);
const FACTS = { seed: 1, durationMs: 1234 };

let looks = 0;
/** A fault that the check which it names has noticed, or one with changes. */
function row(changes: Partial<ProofRow> = {}): ProofRow {
  looks += 1;
  return {
    name: 'id-missing',
    group: 'created body',
    title: 'The event of a 201 has no id.',
    expected: 'drift',
    verdict: 'drift',
    kills: ['schema'],
    checks: ['schema/missing'],
    causes: 1,
    look: `look ${looks}`,
    ...changes,
  };
}
const plain = row({
  name: '',
  group: '',
  expected: 'conforms',
  verdict: 'conforms',
  kills: [],
  checks: [],
  causes: 0,
});
const UNSOUND: ProofRow = { ...plain, verdict: 'drift', checks: ['in-time/slow'] };
const quiet = row({ name: 'key-order', expected: 'conforms', verdict: 'conforms', kills: [], checks: [] });

const MIXED: ProofRow[] = [
  plain,
  row(),
  row({ name: 'id-null', checks: ['echo/differs'], causes: 3 }),
  row({ name: 'id-empty', verdict: 'conforms', checks: [] }),
  row({ name: 'throttled', group: 'gateways', expected: 'inconclusive', verdict: 'inconclusive', kills: [] }),
  row({ name: 'idle', group: 'gateways', look: plain.look }),
  quiet,
  { ...quiet, name: 'other-words', look: plain.look },
  { ...quiet, name: 'extra', verdict: 'drift', checks: ['leak/internals'] },
];

test('a proof with everything in it is as its schema says, and so is one without anything wrong', () => {
  for (const rows of [MIXED, [plain, row(), quiet], [UNSOUND, row(), quiet]]) {
    validate(JSON.parse(JSON.stringify(proofOf(rows, FACTS))));
    expect(validate.errors ?? []).toEqual([]);
  }
});

test('each outcome is counted in its group', () => {
  const { verdict, groups, twins, unseen, faults } = proofOf(MIXED, FACTS);
  expect(verdict).toBe('survivors');
  expect(faults.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
    'id-missing noticed',
    'id-null other-check',
    'id-empty survived',
    'throttled inconclusive',
    'idle noticed',
    'key-order quiet',
    'other-words quiet',
    'extra false-alarm',
  ]);
  expect(groups.map(({ group, outcomes }) => [group, ...Object.values(outcomes)])).toEqual([
    ['created body', 1, 0, 1, 1, 2, 1],
    ['gateways', 1, 1, 0, 0, 0, 0],
  ]);
  expect(twins).toEqual([['', 'idle']]);
  expect(unseen).toEqual(['other-words']);
});

test.each([
  ['a fault that survives', row({ verdict: 'conforms' })],
  ['a fault that is called inconclusive', row({ verdict: 'inconclusive' })],
  ['a fault that the check which it names does not notice', row({ checks: ['status/undocumented'] })],
  ['a harmless variation that is noticed', { ...quiet, verdict: 'drift' as const }],
  ['a fault that looks like no fault', row({ look: plain.look })],
])('%s is no proof', (_, wrong) => {
  expect(proofOf([plain, row(), quiet, wrong], FACTS).verdict).toBe('survivors');
  expect(proofOf([plain, row(), quiet], FACTS).verdict).toBe('proved');
});

test('the screen names all that is not proved', async () => {
  await expect(renderProof(proofOf(MIXED, FACTS), { colour: false, width: 100 })).toMatchFileSnapshot(
    'golden/proof.txt',
  );
});

test('a sandbox without a fault that is flagged is told of, since nothing is proved then', () => {
  const proof = proofOf([UNSOUND, row(), quiet], FACTS);
  expect(proof).toMatchObject({
    verdict: 'survivors',
    withoutFault: { verdict: 'drift', checks: ['in-time/slow'] },
  });
  expect(renderProof(proof, { colour: false, width: 100 }).split('\n').slice(-4)).toMatchInlineSnapshot(`
    [
      "",
      "False alarm: the sandbox without a fault",
      "  The run says drift; conforms is right. Found: in-time/slow.",
      "",
    ]
  `);
  expect(proofOf(MIXED, FACTS)).not.toHaveProperty('withoutFault');
});

test('as how many causes faults are told is counted where no answer was late', () => {
  const told = (...rows: ProofRow[]) =>
    renderProof(proofOf(rows, FACTS), { colour: false, width: 100 })
      .split('\n')
      .filter((line) => /cause/.test(line));
  const late = row({ name: 'slow', checks: ['in-time/slow', 'schema/missing'], causes: 5 });
  const hanging = row({ name: 'hangs', checks: ['answer/timeout'], causes: 9 });
  expect(told(row(), row({ name: 'id-null', causes: 2 }), late, hanging)).toEqual([
    '1 of 2 drifts without late answers are told as one cause, none as more than 2.',
  ]);
  expect(told(row(), late)).toEqual(['Each drift is told as one cause.']);
  expect(told(late, quiet)).toEqual([]);
});
