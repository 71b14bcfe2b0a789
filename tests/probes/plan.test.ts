import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import { isObject } from '../../src/json.ts';
import { planProbes } from '../../src/probes/plan.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { Problem } from '../../src/problem.ts';
import { UUID } from '../../src/sandbox/formats.ts';
import { allProbes, contractOf, line } from './asked.ts';

const contract = await loadContract('contracts/trigger-event.contract.yaml');
const environment = {
  QONTO_TOKEN: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0.c2lnbmF0dXJlLW9mLXRoZS10ZXN0LXRva2Vu',
  QONTO_PARTNER_ID: 'partner-4711-test',
  QONTO_STAGING_TOKEN: 'staging-token-of-the-test',
  QONTO_RESOURCE_ID: '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c',
  QONTO_CONFLICT_RESOURCE_ID: '0b9f8e7d-6c5b-4a39-8271-605f4e3d2c1b',
};
const plan = planProbes(contract, environment, { seed: 1 });
const probes = allProbes(plan);

function ids(list: readonly Probe[]): string[] {
  return list.map(({ id }) => id).sort();
}

function bytes({ request }: Probe): string {
  const body = request.body === undefined ? null : Buffer.from(request.body).toString('latin1');
  return JSON.stringify([request.method, request.path, request.headers, body]);
}

test('every probe of the shipped contract is the one that was agreed on', async () => {
  const lines = probes.map(line).sort();
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('fixtures/trigger-event.plan.txt');
});

test('every id is unique and reads as a path', () => {
  expect(new Set(ids(probes)).size).toBe(probes.length);
  expect(ids(probes).filter((id) => !/^[a-z]+(\/[A-Za-z0-9_.-]+)+$/.test(id))).toEqual([]);
});

test('the same seed gives the same bytes, in the same order', () => {
  const again = planProbes(contract, environment, { seed: 1 });
  expect(allProbes(again).map(bytes)).toEqual(probes.map(bytes));
});

test('another seed gives the same ids, and other values', () => {
  const known = ids(probes);
  const wrong = (list: readonly Probe[]) =>
    list.find(({ id }) => id === 'invalid/event_type/enum/unknown')?.request.body;
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 2 ** 31 }), (seed) => {
      const other = allProbes(planProbes(contract, environment, { seed }));
      expect(ids(other)).toEqual(known);
      expect(wrong(other)).not.toEqual(wrong(probes));
    }),
    { numRuns: 10 },
  );
});

test('every constraint of the document has a probe that breaks it', () => {
  const broken = new Set(probes.filter(({ group }) => group === 'invalid').map(({ pointer }) => pointer));
  expect(plan.constraints).toHaveLength(7);
  expect(plan.constraints.filter((pointer) => !broken.has(pointer))).toEqual([]);
});

describe('held against the schema of the page, written down by hand', () => {
  const ajv = new Ajv2020({ formats: { uuid: UUID } });
  const isValid = ajv.compile({
    type: 'object',
    required: ['resource_id', 'event_type'],
    properties: {
      resource_id: { type: 'string', format: 'uuid' },
      event_type: { type: 'string', enum: ['registrations.pending'] },
    },
  });
  const isRight = ({ request }: Probe): boolean => {
    const type = request.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
    if (!/^application\/json(; ?charset=utf-8)?$/i.test(type)) return false;
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(request.body);
      return isValid(JSON.parse(text));
    } catch {
      return false;
    }
  };

  test('every request of the invalid group is invalid', () => {
    const invalid = probes.filter(({ id }) => /^(repeated\/)?invalid\//.test(id));
    expect(invalid.length).toBeGreaterThan(60);
    expect(invalid.filter(isRight).map(({ id }) => id)).toEqual([]);
  });

  test('every request of the valid group is valid, and those with wrong credentials too', () => {
    const wrongBesides = /\/(no-body|broken-json|broken-rule|byte-order-mark)$/;
    const others = probes.filter(
      ({ id }) => /^(repeated\/)?(valid|unauthorized|gate)\//.test(id) && !wrongBesides.test(id),
    );
    expect(others.length).toBeGreaterThan(80);
    expect(others.filter((probe) => !isRight(probe)).map(({ id }) => id)).toEqual([]);
  });
});

test('the preflight is right, and nobody else sends the same', () => {
  expect(plan.preflight.id).toBe('valid/example');
  expect(plan.preflight.expectation).toMatchObject({ statuses: ['201'], valid: true, sameAs: 'valid' });
  const copies = plan.probes.filter((probe) => bytes(probe) === bytes(plan.preflight));
  expect(copies.every(({ group }) => group === 'repeated')).toBe(true);
});

test('the second opinion has a wrong credential and is one of the probes', () => {
  expect(plan.secondOpinion?.id).toBe('unauthorized/apikey/wrong');
  expect(plan.probes).toContain(plan.secondOpinion);
});

test('no kind of request comes in one block', () => {
  const groups = plan.probes.map(({ group }) => group);
  const changes = groups.filter((group, index) => group !== groups[index - 1]).length;
  expect(changes).toBeGreaterThan(plan.probes.length / 3);
});

test('an idempotency key is never sent where the document asks for none', () => {
  expect(probes.filter(({ request }) => request.headers.some(({ name }) => /idempot/i.test(name)))).toEqual(
    [],
  );
});

test('a missing credential is named, and so is what it is for when nobody named the variable', () => {
  const { QONTO_TOKEN: _, QONTO_PARTNER_ID: __, ...less } = environment;
  const shipped = () => planProbes(contract, less, { seed: 1 });
  expect(shipped).toThrow(Problem);
  expect(shipped).toThrow('missing credentials: QONTO_TOKEN, QONTO_PARTNER_ID');

  const derived = contractOf(`
openapi: 3.0.3
info: { title: a, version: '1' }
paths: { /a: { get: { security: [{ apiKey: [], login: [] }], responses: { '200': { description: Fine } } } } }
components: { securitySchemes: { apiKey: { type: apiKey, in: query, name: key }, login: { type: http, scheme: basic } } }
`);
  const problem = problemOf(() => planProbes(derived, {}, { seed: 1 }));
  expect(problem.message).toBe('missing credentials: PLUMBLINE_API_KEY, PLUMBLINE_LOGIN');
  expect(problem.hint).toContain(
    'PLUMBLINE_API_KEY is for the security scheme "apiKey": the value of the query parameter key; PLUMBLINE_LOGIN is for the security scheme "login": user:password',
  );
});

test('a value of the environment that the document does not allow is a problem with its line, not a wrong API', () => {
  const problem = problemOf(() =>
    planProbes(contract, { ...environment, QONTO_RESOURCE_ID: '481248f5' }, { seed: 1 }),
  );
  expect(problem.message).toBe(
    'QONTO_RESOURCE_ID holds a value that the document does not allow at /resource_id',
  );
  expect(problem.hint).toBe('it asks for type string, format uuid');
  expect(problem.place).toMatchObject({
    file: 'spec/onboarding-api.trigger-event.yaml',
    line: expect.any(Number),
  });
});

test('a value of the environment with white space around it is told of', () => {
  const copied = { ...environment, QONTO_RESOURCE_ID: `${environment.QONTO_RESOURCE_ID}\n` };
  expect(problemOf(() => planProbes(contract, copied, { seed: 1 })).line()).toBe(
    'QONTO_RESOURCE_ID has white space before or behind its value; copy it again without the line break or blank around it',
  );
});

test('values that only the team knows, and are not set, are told of', () => {
  const { QONTO_RESOURCE_ID: _, QONTO_CONFLICT_RESOURCE_ID: __, ...less } = environment;
  const poor = planProbes(contract, less, { seed: 1 });
  expect(poor.missingValues).toEqual(['QONTO_RESOURCE_ID']);
  expect(poor.untried).toEqual([
    { status: '409', name: 'known-conflict', missing: ['QONTO_CONFLICT_RESOURCE_ID'] },
  ]);
  expect(poor.guesses).toEqual([]);
  expect(JSON.parse(Buffer.from(poor.preflight.request.body ?? []).toString())).toEqual({
    resource_id: '481248f5-346a-4711-b8a8-18a0348de10f',
    event_type: 'registrations.pending',
  });
});

describe('--only', () => {
  const hopedFor = (only: string[]) => {
    const narrow = planProbes(contract, environment, { seed: 1, only });
    expect(narrow.preflight.id).toBe('valid/example');
    expect(narrow.secondOpinion?.id).toBe('unauthorized/apikey/wrong');
    return {
      groups: [...new Set(narrow.probes.map(({ id }) => id.replace(/^repeated\//, '').split('/')[0]))].sort(),
      provoking: narrow.provoking.length,
    };
  };

  test('keeps what hopes for the answer', () => {
    expect(hopedFor(['401'])).toEqual({ groups: ['unauthorized'], provoking: 0 });
    expect(hopedFor(['400'])).toEqual({ groups: ['invalid'], provoking: 0 });
    expect(hopedFor(['201'])).toEqual({ groups: ['valid'], provoking: 0 });
    expect(hopedFor(['409'])).toEqual({ groups: [], provoking: 3 });
    expect(hopedFor(['400', '401'])).toEqual({ groups: ['invalid', 'unauthorized'], provoking: 0 });
    expect(hopedFor(['500'])).toEqual({ groups: [], provoking: 0 });
  });

  test('sends the right request last where it is asked for, and so is what comes before it', () => {
    const last = (only?: string[]) => planProbes(contract, environment, { seed: 1, only }).last.length;
    expect([last(), last(['201', '409']), last(['201']), last(['409'])]).toEqual([1, 1, 0, 0]);
    const provoking = (status: string) => ({
      ...contract,
      operation: {
        ...contract.operation,
        responses: contract.operation.responses.map((each) =>
          each.status === '409' ? { ...each, status } : each,
        ),
      },
      responses: contract.responses.map((each) => (each.status === '409' ? { ...each, status } : each)),
    });
    const lastOf = (status: string) => planProbes(provoking(status), environment, { seed: 1 }).last.length;
    // What is locked, gone or throttled may stay so.
    expect(['404', '423', '410', '429', '4XX'].map(lastOf)).toEqual([1, 0, 0, 0, 0]);
  });

  test('knows the keys 4XX and default', () => {
    const any = contractOf(`
openapi: 3.0.3
info: { title: a, version: '1' }
paths:
  /a:
    post:
      security: [{ key: [] }]
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [a] } } } }
      responses: { '201': { description: Made }, 4XX: { description: Refused }, default: { description: Other } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
`);
    const groups = (only: string[]) => {
      const { probes: kept } = planProbes(
        // A derived contract does not ask for these, so that a person has to.
        { ...any, responses: any.responses.map((each) => ({ ...each, reach: 'optional' })) },
        { PLUMBLINE_KEY: 'some-key' },
        { seed: 1, only },
      );
      return [...new Set(kept.map(({ id }) => id.replace(/^repeated\//, '').split('/')[0]))].sort();
    };
    expect(groups(['4XX'])).toEqual(['invalid', 'unauthorized']);
    expect(groups(['201'])).toEqual(['valid']);
    expect(groups(['default'])).toEqual([]);
  });
});

test('an answer that the contract never asks for is not hoped for', () => {
  const without = {
    ...contract,
    responses: contract.responses.map((each) =>
      each.status === '400' ? { ...each, reach: 'never' as const } : each,
    ),
  };
  const left = planProbes(without, environment, { seed: 1 }).probes;
  expect(left.filter(({ expectation }) => expectation.provokes === '400')).toEqual([]);
  expect(left.some(({ group }) => group === 'unauthorized')).toBe(true);
});

test('a body that nothing can write is a problem, with what can be done', () => {
  const only = (content: string) =>
    contractOf(`
openapi: 3.0.3
info: { title: a, version: '1' }
paths: { /a: { post: { requestBody: { required: true, content: ${content} }, responses: { '200': { description: Fine } } } } }
`);
  const problem = problemOf(() =>
    planProbes(only('{ application/xml: { schema: { type: object } } }'), {}, { seed: 1 }),
  );
  expect(problem.line()).toContain('takes its body as application/xml only');
  const text = planProbes(only('{ application/xml: { example: <a/> } }'), {}, { seed: 1 });
  expect(Buffer.from(text.preflight.request.body ?? []).toString()).toBe('<a/>');
});

test('a path whose parameter nobody declares is a problem of the document', () => {
  const problem = problemOf(() =>
    planProbes(
      contractOf(
        "{ openapi: 3.0.3, info: { title: a, version: '1' }, paths: { '/a/{id}': { get: { responses: { '200': { description: Fine } } } } } }",
      ),
      {},
      { seed: 1 },
    ),
  );
  expect(problem.message).toBe('no parameter declares {id} of the path /a/{id}');
});

function problemOf(act: () => unknown): Problem {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('what is planned is text and bytes that can be written down', () => {
  for (const { request, title } of probes) {
    expect(title).toMatch(/^\S.*[^.\s]$/);
    expect(request.headers.every(({ name }) => /^[A-Za-z-]+$/.test(name))).toBe(true);
    expect(isObject(request)).toBe(true);
  }
});
