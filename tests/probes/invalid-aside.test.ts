import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/json.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { bodies, contractOf, documents, paths, planned } from './asked.ts';

/** The wrong requests of an operation with these parameters or this body. */
function wrong({ parameters = [], body }: { parameters?: Json[]; body?: Json }): Probe[] {
  const document = {
    openapi: '3.1.0',
    info: { title: 'a', version: '1' },
    paths: {
      '/a': {
        post: {
          parameters,
          ...(body === undefined
            ? {}
            : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
          responses: { '200': { description: 'Fine' }, '400': { description: 'Refused' } },
        },
      },
    },
  };
  return planned(contractOf(JSON.stringify(document))).probes.filter(({ group }) => group === 'invalid');
}

test('an item of a list in the query or in a header breaks its own rule', () => {
  const probes = wrong({
    parameters: [
      { name: 'status', in: 'query', schema: { type: 'array', items: { enum: ['open', 'paid'] } } },
      {
        name: 'ids',
        in: 'query',
        style: 'pipeDelimited',
        explode: false,
        schema: { type: 'array', items: { type: 'integer', maximum: 9 } },
      },
      { name: 'X-Tags', in: 'header', schema: { type: 'array', items: { type: 'string', maxLength: 3 } } },
    ],
  });
  expect(paths(probes, /^invalid\/query\.status\.0\/enum\/upper-case$/)).toEqual(['/a?status=OPEN']);
  expect(paths(probes, /^invalid\/query\.ids\.0\/maximum\/above$/)).toEqual(['/a?ids=10']);
  expect(paths(probes, /^invalid\/query\.ids\.0\/type\/word$/)).toEqual(['/a?ids=plumbline']);
  expect(probes.map(({ id }) => id)).toContain('invalid/header.X-Tags.0/maxLength/above');
  // A delimiter in an item may make several of it, and each way is one of four at most.
  expect(paths(probes, /^invalid\/query\.status\.0\//).filter((path) => /[,|; ]/.test(path))).toEqual([]);
  expect(paths(probes, /^invalid\/query\.status\.0\//)).toHaveLength(4);
});

test('a member of a deepObject breaks its own rule, is missing, or is one too many', () => {
  const schema = {
    type: 'object',
    additionalProperties: false,
    required: ['bags'],
    properties: { bags: { enum: ['none', 'cabin'] }, price: { type: 'integer', minimum: 1 } },
  };
  const probes = wrong({
    parameters: [{ name: 'filter', in: 'query', style: 'deepObject', explode: true, schema }],
  });
  expect(paths(probes, /^invalid\/query\.filter\.bags\/enum\/upper-case$/)).toEqual([
    expect.stringMatching(/^\/a\?filter\[bags\]=NONE&filter\[price\]=\d+$/),
  ]);
  expect(paths(probes, /^invalid\/query\.filter\.price\/minimum\/below$/)).toEqual([
    '/a?filter[bags]=none&filter[price]=0',
  ]);
  expect(paths(probes, /^invalid\/query\.filter\.bags\/required$/)).toEqual([
    expect.stringMatching(/^\/a\?filter\[price\]=\d+$/),
  ]);
  expect(paths(probes, /^invalid\/query\.filter\/additionalProperties$/)).toEqual([
    expect.stringContaining('filter[plumbline_extra]=x'),
  ]);
});

test('an object that is sent in one piece, or whose members are parameters of their own, is left alone', () => {
  const schema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
  const probes = wrong({ parameters: [{ name: 'filter', in: 'query', schema }] });
  expect(paths(probes, /^invalid\/query\.filter\./)).toEqual([]);
});

test('an optional parameter with an example has near misses of it', () => {
  const probes = wrong({
    parameters: [
      { name: 'currency', in: 'query', example: 'EUR', schema: { type: 'string', pattern: '^[A-Z]{3}$' } },
    ],
  });
  expect(paths(probes, /\/pattern\/(suffix|lower-case)$/).sort()).toEqual([
    '/a?currency=EUR!',
    '/a?currency=eur',
  ]);
});

test('an entry of a map and one more level of what holds itself break their rules', () => {
  const probes = wrong({
    body: {
      type: 'object',
      properties: { labels: { type: 'object', additionalProperties: { type: 'string', minLength: 1 } } },
    },
  });
  expect(bodies(probes, /^invalid\/labels\.entry\/minLength\/below$/)).toEqual([{ labels: { entry: '' } }]);
  expect(bodies(probes, /^invalid\/labels\.entry\/type\/null$/)).toEqual([{ labels: { entry: null } }]);
  const nested = planned(contractOf(documents['recursive'] ?? '')).probes;
  expect(bodies(nested, /^invalid\/children\.0\.name\/maxLength\/above$/)).toEqual([
    expect.objectContaining({ children: [expect.objectContaining({ name: expect.stringMatching(/xx$/) })] }),
  ]);
});

test('what a condition asks for is broken where the condition is true', () => {
  const probes = planned(contractOf(documents['dependent-rules'] ?? '')).probes;
  expect(bodies(probes, /^invalid\/weight\/maximum\/above(-2)?$/)).toContainEqual(
    expect.objectContaining({ kind: 'letter', weight: 2 }),
  );
  const [uninsured] = bodies(probes, /^invalid\/value\/required$/);
  expect(uninsured).toMatchObject({ insured: true });
  expect(uninsured).not.toHaveProperty('value');
  const [pickup] = bodies(probes, /^invalid\/body\/dependentRequired\/pickup-without-door$/);
  expect(pickup).toHaveProperty('pickup');
  expect(pickup).not.toHaveProperty('door');
  expect(bodies(probes, /^invalid\/tags\/contains\/none$/)).toEqual([
    expect.objectContaining({ tags: ['fast'] }),
  ]);
  expect(bodies(probes, /^invalid\/size\.0\/minimum\/below$/)).toEqual([
    expect.objectContaining({ size: [0, 'cm'] }),
  ]);
  expect(bodies(probes, /^invalid\/size\/items\/more$/)).toEqual([
    expect.objectContaining({ size: [expect.any(Number), 'cm', 'x'] }),
  ]);
  expect(bodies(probes, /^invalid\/body\/unevaluatedProperties/)).toEqual([
    expect.objectContaining({ plumbline_extra: 'x' }),
  ]);
});

test('a name is broken that the document asks of every property, and a list that holds too much of a thing', () => {
  const probes = wrong({
    body: {
      type: 'object',
      propertyNames: { pattern: '^[a-z]+$' },
      properties: { tags: { type: 'array', contains: { const: 'main' }, maxContains: 1 } },
      additionalProperties: { type: 'integer' },
      examples: [{ tags: ['main'] }],
    },
  });
  expect(bodies(probes, /^invalid\/body\/propertyNames/)).toHaveLength(3);
  expect(bodies(probes, /^invalid\/tags\/contains\/too-many$/)).toEqual([{ tags: ['main', 'main'] }]);
});

test('rules aside of the right request are broken a bounded number of times', () => {
  const maps = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [
      `map_${index}`,
      { type: 'object', additionalProperties: { type: 'string', maxLength: 5 } },
    ]),
  );
  const probes = wrong({ body: { type: 'object', properties: maps } });
  expect(probes.filter(({ id }) => id.includes('.entry/'))).toHaveLength(80);
});

test('a pattern of a property that the right body leaves out has near misses too', () => {
  const probes = wrong({
    body: {
      type: 'object',
      required: ['a'],
      example: { a: 1 },
      properties: { a: { type: 'integer' }, zip: { type: 'string', pattern: '^[1-9][0-9]{3}$' } },
    },
  });
  expect(bodies(probes, /^invalid\/zip\/pattern\/longer$/)).toEqual([
    { a: 1, zip: expect.stringMatching(/^[1-9]\d{4}$/) },
  ]);
  expect(bodies(probes, /^invalid\/zip\/pattern\/zero$/)).toEqual([
    { a: 1, zip: expect.stringMatching(/^0\d{3}$/) },
  ]);
});

describe('a rule of an alternative', () => {
  const money = {
    type: 'object',
    required: ['value'],
    properties: { value: { type: 'integer', minimum: 1 } },
  };
  const card = {
    type: 'object',
    required: ['method', 'amount', 'token'],
    additionalProperties: false,
    properties: { method: { const: 'card' }, amount: money, token: { type: 'string', pattern: '^tok_' } },
  };
  const transfer = {
    type: 'object',
    required: ['method', 'amount', 'purpose'],
    additionalProperties: false,
    properties: { method: { const: 'transfer' }, amount: money, purpose: { type: 'string', maxLength: 9 } },
  };

  test('is broken in a body that is of it, whichever alternative the right body is of', () => {
    const probes = wrong({ body: { oneOf: [card, transfer] } });
    expect(bodies(probes, /^invalid\/amount\.value\/minimum\/below$/)).toEqual([
      { method: 'card', amount: { value: 0 }, token: expect.stringMatching(/^tok_/) },
    ]);
    expect(bodies(probes, /^invalid\/token\/pattern\/unmatched$/)).toMatchObject([
      { method: 'card', token: '!' },
    ]);
    expect(bodies(probes, /^invalid\/purpose\/maxLength\/above$/)).toEqual([
      { method: 'transfer', amount: expect.anything(), purpose: expect.stringMatching(/^.{10}$/) },
    ]);
    expect(bodies(probes, /^invalid\/body\/additionalProperties/)).toMatchObject([
      { method: 'card', plumbline_extra: 'x' },
    ]);
    // Who finds the body to be of no alternative need not say which part is to blame.
    const [below] = probes.filter(({ id }) => id === 'invalid/amount.value/minimum/below');
    expect(below?.expectation.broken).toBeUndefined();
  });

  test('is not broken by what is of another alternative', () => {
    const probes = wrong({
      body: {
        type: 'object',
        required: ['id'],
        properties: {
          id: {
            anyOf: [
              { type: 'string', maxLength: 3 },
              { type: 'string', pattern: 'x' },
            ],
          },
        },
      },
    });
    for (const body of bodies(probes, /^invalid\/id\/(maxLength|pattern|type)/) as { id: unknown }[])
      expect(typeof body.id === 'string' && (body.id.length <= 3 || body.id.includes('x'))).toBe(false);
    expect(bodies(probes, /^invalid\/id\/maxLength/)).toEqual([]);
    expect(bodies(probes, /^invalid\/id\/pattern\/word/)).toHaveLength(1);
  });
});
