import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import { renderJUnit } from '../../src/report/junit.ts';
import * as runs from './runs.ts';
import { type Element, parseXml } from './xml.ts';

/** A run short enough to be read as a golden file, with one test case of each kind. */
function short(): Run {
  const run = runs.drifting();
  const ids = [
    'valid/documented-example',
    'invalid/body/array',
    'unauthorized/wrong-bearer',
    'conflict/json-api-mismatch',
  ];
  return {
    ...run,
    findings: run.findings.filter(({ probe }) => ids.includes(probe)).slice(0, 4),
    probes: run.probes
      .filter(({ id }) => ids.includes(id))
      .map(({ status, ...probe }) => {
        if (probe.id === 'conflict/json-api-mismatch') {
          return { ...probe, sent: false, ms: 0, failure: 'QONTO_CONFLICT_RESOURCE_ID is not set' };
        }
        return status === undefined ? probe : { ...probe, status };
      }),
  };
}

test('the whole file', async () => {
  await expect(renderJUnit(short())).toMatchFileSnapshot('golden/junit.xml');
});

describe('any run makes well-formed XML whose totals are right', () => {
  for (const [name, make] of Object.entries(runs)) {
    if (typeof make !== 'function' || make.length > 0) continue;
    test(name, () => {
      const suites = parseXml(renderJUnit((make as () => Run)()));
      const [suite] = suites.children;
      const cases = casesOf(suites);
      const having = (child: string) =>
        cases.filter(({ children }) => children.some((one) => one.name === child));
      for (const { attributes } of [suites, suite].filter((one) => one !== undefined)) {
        expect(attributes['tests']).toBe(String(cases.length));
        expect(attributes['failures']).toBe(String(having('failure').length));
        expect(attributes['errors']).toBe(String(having('error').length));
        expect(attributes['skipped']).toBe(String(having('skipped').length));
      }
      const keys = cases.map(({ attributes }) => `${attributes['classname']} ${attributes['name']}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  }
});

test('a failure says where, what was promised, what was seen and how to see it again', () => {
  const failure = find(runs.drifting(), 'unauthorized/wrong-bearer').children[0];
  expect(failure?.attributes['type']).toBe('example/value');
  expect(failure?.attributes['message']).toContain('"unauthorized"');
  expect(failure?.text).toContain('promised: "unauthorized" at spec/onboarding-api.trigger-event.yaml:167');
  expect(failure?.text).toContain('seen: "invalid_token" at body /errors/0/code');
  expect(failure?.text).toContain('curl -sS');
  const { attributes } = find(runs.drifting(), 'unauthorized/wrong-bearer');
  expect(attributes).toMatchObject({
    classname: 'POST /register/dev/trigger_event.unauthorized',
    file: 'spec/onboarding-api.trigger-event.yaml',
    line: '167',
  });
});

test('warnings and notes fail nothing and are told', () => {
  const found = find(runs.drifting(), 'invalid/body/array');
  expect(found.children.map(({ name }) => name)).toEqual(['system-out']);
  expect(found.children[0]?.text).toContain('latin1');
});

test('no answer is an error, not sent is skipped, each with its reason', () => {
  const [unanswered] = find(runs.interrupted(), 'valid/way-13').children;
  expect(unanswered?.name).toBe('error');
  expect(unanswered?.attributes['message']).toBe('no answer: no answer within 30 s (headers)');
  const [unsent] = find(runs.interrupted(), 'conflict/json-api-only').children;
  expect(unsent?.name).toBe('skipped');
  expect(unsent?.attributes['message']).toBe('not sent: the run was stopped');
});

test('an answer that was not reached is an error, one that is not asked for is skipped', () => {
  const [unreached] = find(runs.unreached(), '409 is').children;
  expect(unreached?.name).toBe('error');
  expect(unreached?.attributes['message']).toMatch(/^not reached: json-api-mismatch got 400/);
  expect(find(runs.unreached(), '500 is').children[0]?.name).toBe('skipped');
  expect(find(runs.unreached(), '201 is').children).toEqual([]);
});

test('an inconclusive run is never a pass, whatever its probes say', () => {
  expect(find(runs.unreached(), 'the run').children[0]?.name).toBe('error');
  expect(find(runs.conforming(), 'the run').children).toEqual([]);
});

test('a finding of no probe goes to its answer, one of no answer to the run', () => {
  const run = runs.conforming();
  run.findings = [
    runs.finding({ probe: '', status: '201', message: 'An id was seen twice.' }),
    runs.finding({ probe: '', status: '', message: 'The answers get slower.' }),
    runs.finding({ probe: '', status: '', severity: 'note', message: 'The clock is wrong.' }),
  ];
  expect(find(run, '201 is').children[0]?.attributes['message']).toBe('An id was seen twice.');
  const last = find(run, 'the run').children;
  expect(last[0]?.attributes['message']).toBe('The answers get slower.');
  expect(last[1]?.text).toContain('The clock is wrong.');
});

test('hostile values come through as text', () => {
  const [failure] = find(runs.hostile(), 'unauthorized/way-10').children;
  expect(failure?.text).toContain(']]></failure><script>');
  const [other] = find(runs.hostile(), 'unauthorized/way-8').children;
  expect(other?.text).toContain('\\u001b[2J');
});

function casesOf(suites: Element): Element[] {
  return suites.children.flatMap(({ children }) => children).filter(({ name }) => name === 'testcase');
}

function find(run: Run, name: string): Element {
  const found = casesOf(parseXml(renderJUnit(run))).find(({ attributes }) =>
    attributes['name']?.startsWith(name),
  );
  if (found === undefined) throw new Error(`no test case begins with ${name}`);
  return found;
}
