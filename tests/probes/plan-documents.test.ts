import { describe, expect, test } from 'vitest';
import type { Probe } from '../../src/probes/probe.ts';
import { allProbes, contractOf, documents, planned, provider } from './asked.ts';

/**
 * Constraints that no probe breaks, with the reason: a probe that might be right would accuse an API of nothing.
 * The ends of their pointers.
 */
const UNBROKEN: Record<string, string[]> = {
  // A billion of anything is not sent.
  'huge-bounds': ['text/maxLength', 'list/maxItems', 'wide/maxProperties'],
  // What JavaScript cannot read, nobody can say what it refuses.
  'bad-pattern': ['python/pattern'],
  // No request is right in which it could be missed.
  conditions: ['required/0'],
};

/** Documents for which no request is known to be right. */
const UNSURE = ['bad-pattern', 'conditions', 'endless'];

/** Right requests that an API may refuse with reason. */
const LEFT_OPEN =
  /\/(given|answers-own|further|several|members|at|byte-order-mark|doubled-name)$|\/alternative\/|^valid\/media-type\/(multipart-form-data|application-json-patch-json)$/;

/** What the provider makes of a probe of each group. */
const DECISIONS: Record<string, string[]> = {
  valid: ['success'],
  invalid: ['invalid', 'not-found'],
  unauthorized: ['unauthorized'],
};

/** All of a probe's request as one text, since texts are compared quickest. */
function wholeRequest({ id, request: { body, ...rest } }: Probe): string {
  return JSON.stringify({ id, ...rest, body: body && Buffer.from(body).toString('latin1') });
}

describe.each(Object.entries(documents))('%s', (name, text) => {
  const contract = contractOf(text, `${name}.yaml`);
  const plan = planned(contract);
  const probes = allProbes(plan);

  test('the plan is bounded, and its ids are unique and read as paths', () => {
    const ids = probes.map(({ id }) => id);
    expect(ids.length).toBeLessThan(600);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(\/[A-Za-z0-9_.-]+)+$/.test(id))).toEqual([]);
  });

  test('the same seed gives the same bytes, another one the same ids', () => {
    expect(allProbes(planned(contract)).map(wholeRequest)).toEqual(probes.map(wholeRequest));
    const other = allProbes(planned(contract, 2)).map(({ id }) => id);
    expect(other.sort()).toEqual(probes.map(({ id }) => id).sort());
  });

  test('every constraint has a probe that breaks it', () => {
    const broken = new Set(probes.filter(({ group }) => group === 'invalid').map(({ pointer }) => pointer));
    const left = plan.constraints.filter((pointer) => !broken.has(pointer));
    expect(left.map((pointer) => pointer.split('/').slice(-2).join('/')).sort()).toEqual(
      [...(UNBROKEN[name] ?? [])].sort(),
    );
  });

  test('success is asked for only where the request is known to be right', () => {
    expect(plan.preflight.expectation.valid).toBe(!UNSURE.includes(name));
    const hoped = probes.filter(({ group, expectation }) => group === 'valid' && !expectation.valid);
    if (!UNSURE.includes(name))
      expect(hoped.map(({ id }) => id).filter((id) => !LEFT_OPEN.test(id))).toEqual([]);
  });

  // Ajv cannot compile what JavaScript cannot.
  test.skipIf(name === 'bad-pattern')(
    'a provider that validates with Ajv finds each probe as it claims to be',
    () => {
      const decide = provider(contract);
      const wrong = probes
        .filter(({ group, expectation }) => group !== 'valid' || expectation.valid)
        .map((probe) => ({ id: probe.id, group: probe.group, decision: decide(probe) }))
        .filter(({ group, decision }) => DECISIONS[group]?.includes(decision) === false);
      expect(wrong).toEqual([]);
    },
  );
});

test('a document with hundreds of rules gives a plan that is bounded', () => {
  const properties = Object.fromEntries(
    Array.from({ length: 800 }, (_, index) => [
      `field_${index}`,
      { type: 'string', minLength: 2, maxLength: 30, enum: ['aa', 'bb', 'cc'] },
    ]),
  );
  const countries = Array.from({ length: 250 }, (_, index) => `C${index}`);
  const contract = contractOf(
    JSON.stringify({
      openapi: '3.0.3',
      info: { title: 'Wide', version: '1' },
      paths: {
        '/wide': {
          post: {
            parameters: [{ name: 'country', in: 'query', schema: { type: 'string', enum: countries } }],
            requestBody: {
              required: true,
              content: {
                'application/json': {
                  schema: { type: 'object', required: Object.keys(properties), properties },
                },
              },
            },
            responses: { '201': { description: 'Made' }, '400': { description: 'Refused' } },
          },
        },
      },
    }),
  );
  const plan = planned(contract);
  expect(allProbes(plan).length).toBeLessThan(600);
  expect(plan.constraints.length).toBe(1 + 1 + 1 + 800 * 5);
});
