import { expect, test } from 'vitest';
import type { Finding } from '../../src/checks/finding.ts';
import type { ProbeResult, Run } from '../../src/checks/run.ts';
import type { Cause } from '../../src/report/causes.ts';
import { commonForms } from '../../src/report/common-forms.ts';

const WRONG = 'unauthorized/apikey/wrong';
const IDS = [
  'valid/example',
  WRONG,
  `${WRONG}/charset`,
  `${WRONG}/in-chunks`,
  `${WRONG}/large`,
  `${WRONG}/together/lines.charset.in-chunks`,
  `${WRONG}/together/further.charset.close`,
  `${WRONG}/together/lines.in-chunks.close`,
  'unauthorized/partner/wrong',
  'unauthorized/partner/wrong/together/further.in-chunks',
];

function cause(probes: string[], also: string[] = []): Cause {
  const finding = { check: 'status' } as Finding;
  const rest = { finding, findings: also.length, probes: also, values: 1 };
  return { finding, findings: probes.length, probes, values: 1, also: also.length === 0 ? [] : [rest] };
}

const run = (ids: readonly string[]): Pick<Run, 'probes'> => ({
  probes: ids.map((id) => ({ id, status: 401 }) as ProbeResult),
});
const forms = (...probes: string[]) => commonForms(cause(probes), run(IDS));

test('the one form that all have, and no other request of their kind has, decides', () => {
  expect(forms(`${WRONG}/charset`, ...IDS.slice(5, 7))).toEqual(['charset']);
  const both = cause([`${WRONG}/in-chunks`, IDS[5] ?? '', IDS[7] ?? ''], [IDS[9] ?? '']);
  expect(commonForms(both, run(IDS))).toEqual(['in-chunks']);
});

test('two forms decide where neither does alone', () => {
  expect(forms(`${WRONG}/together/lines.charset.in-chunks`)).toBeUndefined();
  expect(
    commonForms(cause([`${WRONG}/together/lines.in-chunks.close`]), run([...IDS, `${WRONG}/lines`])),
  ).toBeUndefined();
  const ids = [WRONG, `${WRONG}/a`, `${WRONG}/b`, `${WRONG}/c`].concat(
    ['a.b', 'a.c', 'b.c', 'a.b.d'].map((each) => `${WRONG}/together/${each}`),
  );
  expect(commonForms(cause([`${WRONG}/together/a.b`, `${WRONG}/together/a.b.d`]), run(ids))).toEqual([
    'a',
    'b',
  ]);
});

test('nothing is said where a request in no form ran into it, or none in several', () => {
  expect(forms(WRONG, `${WRONG}/charset`, ...IDS.slice(5, 7))).toBeUndefined();
  expect(forms(`${WRONG}/charset`)).toBeUndefined();
  expect(forms('valid/example')).toBeUndefined();
  expect(forms()).toBeUndefined();
  const unsteady = cause(IDS.slice(5, 7), [`${WRONG}/charset`]);
  expect(commonForms(unsteady, run(IDS))).toEqual(['charset']);
  expect(commonForms({ ...unsteady, finding: { check: 'stable' } as Finding }, run(IDS))).toBeUndefined();
});
