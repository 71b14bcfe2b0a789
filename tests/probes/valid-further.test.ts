import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { hasMeaning, isProse } from '../../src/probes/values/meaning.ts';
import { bodies, contractOf, paths, planned } from './asked.ts';

interface Operation {
  parameters?: Json[];
  body?: Json;
  version?: string;
  responses?: JsonObject;
}

/** The right requests of an operation with these parameters or this body. */
function right({ parameters = [], body, version = '3.1.0', responses = {} }: Operation): Probe[] {
  const document = {
    openapi: version,
    info: { title: 'a', version: '1' },
    paths: {
      '/a': {
        post: {
          parameters,
          ...(body === undefined
            ? {}
            : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
          responses: { '200': { description: 'Fine' }, '400': { description: 'Refused' }, ...responses },
        },
      },
    },
  };
  return planned(contractOf(JSON.stringify(document))).probes.filter(({ group }) => group === 'valid');
}

/** Whether nothing but success will do, by probe. */
function strictness(probes: readonly Probe[], pattern: RegExp): Record<string, boolean> {
  return Object.fromEntries(
    probes.filter(({ id }) => pattern.test(id)).map(({ id, expectation }) => [id, expectation.valid]),
  );
}

describe('lists and objects in the query', () => {
  const list = (more: JsonObject, items: JsonObject) =>
    right({ parameters: [{ name: 'status', in: 'query', schema: { type: 'array', items, ...more } }] });

  test('every value of an item is sent, and two at once', () => {
    const probes = list({}, { enum: ['open', 'paid'] });
    expect(paths(probes, /query\.status\//).sort()).toEqual([
      '/a?status=open',
      '/a?status=open&status=paid',
      '/a?status=paid',
    ]);
    expect(new Set(Object.values(strictness(probes, /query\.status\//)))).toEqual(new Set([true]));
  });

  test('two are not sent where one is the most', () => {
    expect(paths(list({ maxItems: 1 }, { enum: ['open', 'paid'] }), /\/several$/)).toEqual([]);
  });

  test('items that are made up may mean nothing to the API', () => {
    const probes = list({}, { type: 'string' });
    expect(strictness(probes, /\/several$/)).toEqual({ 'valid/query.status/several': false });
    const [several] = probes.filter(({ id }) => id.endsWith('/several'));
    expect(several?.expectation).toMatchObject({ statuses: ['200', '400'], tolerated: [404, 409, 422] });
  });

  test('every value of a member is sent, beside those that are required', () => {
    const schema = {
      type: 'object',
      required: ['bags'],
      properties: { bags: { enum: ['none', 'cabin'] }, direct: { type: 'boolean' } },
    };
    const probes = right({
      parameters: [{ name: 'f', in: 'query', style: 'deepObject', explode: true, schema }],
    });
    expect(paths(probes, /query\.f\//).sort()).toEqual([
      '/a?f[bags]=cabin',
      '/a?f[bags]=none',
      '/a?f[bags]=none&f[direct]=false',
      '/a?f[bags]=none&f[direct]=true',
    ]);
  });
});

describe('null is sent', () => {
  const nulls = (property: JsonObject, version: string) =>
    bodies(
      right({ version, body: { type: 'object', properties: { it: property, other: { type: 'boolean' } } } }),
      /^valid\/it\/null$/,
    );
  const sent = [{ it: null, other: true }];

  test('where the document allows it', () => {
    expect(nulls({ type: ['string', 'null'] }, '3.1.0')).toEqual(sent);
    expect(nulls({ enum: ['a', null] }, '3.1.0')).toEqual(sent);
    expect(nulls({ type: 'string', nullable: true }, '3.0.3')).toEqual(sent);
    expect(nulls({ type: 'string', nullable: true, enum: ['a', null] }, '3.0.3')).toEqual(sent);
  });

  test('also for a property that the right request leaves out', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'integer' }, it: { type: ['string', 'null'] } },
      examples: [{ a: 1 }],
    };
    expect(bodies(right({ body: schema }), /^valid\/it\/null$/)).toEqual([{ a: 1, it: null }]);
  });

  test('and not where readers differ, or the document does not say so', () => {
    expect(nulls({ type: 'string', nullable: true, enum: ['a'] }, '3.0.3')).toEqual([]);
    expect(nulls({ type: 'string', nullable: true, allOf: [{ type: 'string' }] }, '3.0.3')).toEqual([]);
    expect(nulls({ type: 'string', nullable: true }, '3.1.0')).toEqual([]);
    expect(nulls({}, '3.1.0')).toEqual([]);
    expect(nulls({ type: ['string', 'null'], readOnly: true }, '3.1.0')).toEqual([]);
  });
});

describe('a bound is sent', () => {
  const at = (properties: JsonObject, more: Operation = {}) =>
    right({ body: { type: 'object', properties }, ...more }).filter(({ id }) => id.endsWith('/at'));

  test('of a number, of the length of a text and of a list', () => {
    const probes = at({
      amountOf: { type: 'integer', minimum: 1, maximum: 99 },
      title: { type: 'string', minLength: 2, maxLength: 30 },
      kinds: { type: 'array', maxItems: 2, items: { enum: ['a', 'b', 'c'] } },
    });
    const values = (pattern: RegExp, name: string) =>
      bodies(probes, pattern).map((body) => (body as JsonObject)[name]);
    expect(values(/amountOf/, 'amountOf').sort()).toEqual([1, 99]);
    expect(
      values(/title/, 'title')
        .map((text) => String(text).length)
        .sort(),
    ).toEqual([2, 30]);
    expect(values(/kinds/, 'kinds')).toEqual([['a', 'b']]);
  });

  test('in the query and in headers, and not in the path', () => {
    const parameters: Json[] = [
      { name: 'per_page', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
      { name: 'X-Trace-Id', in: 'header', schema: { type: 'string', maxLength: 40 } },
    ];
    const probes = right({ parameters });
    expect(paths(probes, /\/at$/).sort()).toEqual(['/a', '/a?per_page=1', '/a?per_page=50']);
    expect(strictness(probes, /\/at$/)).toEqual({
      'valid/query.per_page/minimum/at': true,
      'valid/query.per_page/maximum/at': true,
      'valid/header.X-Trace-Id/maxLength/at': true,
    });
  });

  test('not where a pattern, a format or an enum says more, nor beyond what is excluded', () => {
    expect(
      at({
        a: { type: 'string', maxLength: 30, pattern: '^[a-z]+$' },
        b: { type: 'string', maxLength: 60, format: 'email' },
        c: { type: 'integer', minimum: 1, exclusiveMinimum: 1 },
        d: { type: 'number', maximum: 1, multipleOf: 0.3 },
      }).map(({ id }) => id),
    ).toEqual([]);
  });

  test('and may be refused where the value means something, or the example has a form', () => {
    const probes = at({
      customer_id: { type: 'integer', minimum: 1 },
      expYear: { type: 'integer', maximum: 2050 },
      count: { type: 'integer', maximum: 20 },
      huge: { type: 'integer', maximum: 4_000_000_000 },
      mark: { type: 'string', maxLength: 30, example: 'AB-12' },
      description: { type: 'string', maxLength: 30, example: 'Red shoes' },
      things: { type: 'array', maxItems: 3, items: { type: 'string' } },
    });
    expect(strictness(probes, /./)).toEqual({
      'valid/customer_id/minimum/at': false,
      'valid/expYear/maximum/at': false,
      'valid/count/maximum/at': true,
      'valid/huge/maximum/at': false,
      'valid/mark/maxLength/at': false,
      'valid/description/maxLength/at': true,
      'valid/things/maxItems/at': false,
    });
  });

  test('a documented answer that no rule of the document gives is right too', () => {
    const [probe] = at(
      { count: { type: 'integer', maximum: 20 } },
      { responses: { '403': { description: 'No' } } },
    );
    expect(probe?.expectation.statuses).toEqual(['200', '403']);
  });

  test('forty times at most, and never of what the right request holds already', () => {
    const many = Array.from({ length: 60 }, (_, index) => [`n${index}`, { type: 'integer', maximum: 9 }]);
    expect(at(Object.fromEntries(many))).toHaveLength(40);
    expect(at({ two: { type: 'string', minLength: 8, maxLength: 8 } })).toEqual([]);
  });
});

test('an entry of a map, an item of an empty list and one more level are sent, each by itself', () => {
  const body = {
    type: 'object',
    properties: {
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      children: {
        type: 'array',
        items: { $ref: '#/paths/~1a/post/requestBody/content/application~1json/schema' },
      },
    },
  };
  const probes = right({ body });
  expect(bodies(probes, /^valid\/labels\.entry\/further$/)).toEqual([
    { labels: { entry: expect.any(String) }, children: [] },
  ]);
  expect(bodies(probes, /^valid\/children\.0\/further$/)).toEqual([
    { labels: {}, children: [expect.objectContaining({ children: [] })] },
  ]);
  expect(bodies(probes, /^valid\/children\.0\.children\.0\/further$/)).toEqual([
    { labels: {}, children: [expect.objectContaining({ children: [expect.any(Object)] })] },
  ]);
  expect(new Set(Object.values(strictness(probes, /\/further$/)))).toEqual(new Set([false]));
});

test('a name tells whether its values may mean something', () => {
  expect(
    ['customer_id', 'customerId', 'ID', 'exp-year', 'page', 'unitPrice', 'zipCode'].filter(hasMeaning),
  ).toHaveLength(7);
  expect(
    ['quantity', 'per_page', 'pageSize', 'X-Correlation-Id', 'width', 'paid'].filter(hasMeaning),
  ).toEqual([]);
  expect(['first_name', 'displayName', 'Description'].filter(isProse)).toHaveLength(3);
  expect(['username', 'reference'].filter(isProse)).toEqual([]);
});

describe('further documented examples of the body', () => {
  const schema = {
    type: 'object',
    minProperties: 1,
    properties: {
      name: { type: 'string' },
      email: { type: ['string', 'null'] },
      tier: { enum: ['free', 'pro'] },
      address: { type: 'object', properties: { zip: { type: ['string', 'null'] } } },
    },
  };
  const probes = (examples: JsonObject) => {
    const document = {
      openapi: '3.1.0',
      info: { title: 'a', version: '1' },
      paths: {
        '/a': {
          patch: {
            requestBody: {
              required: true,
              content: { 'application/merge-patch+json': { schema, examples } },
            },
            responses: { '200': { description: 'Fine' }, '400': { description: 'Refused' } },
          },
        },
      },
    };
    return planned(contractOf(JSON.stringify(document))).probes;
  };
  const found = probes({
    first: { value: { name: 'Ann' } },
    clear: { value: { email: null, address: { zip: null } } },
    upgrade: { value: { name: 'Ann', tier: 'pro' } },
    rename: { value: { name: 'Bea' } },
    wrong: { value: { name: 7 } },
    again: { value: { name: 'Ann' } },
  });

  test('are sent, unless the schema refuses them or they are the right request', () => {
    expect(bodies(found, /^valid\/documented\//)).toEqual(
      expect.arrayContaining([
        { email: null, address: { zip: null } },
        { name: 'Ann', tier: 'pro' },
        { name: 'Bea' },
      ]),
    );
    expect(bodies(found, /^valid\/documented\//)).toHaveLength(3);
  });

  test('may be refused for what they mean, not where they mean nothing', () => {
    expect(strictness(found, /^valid\/documented\//)).toEqual({
      'valid/documented/clear': true,
      'valid/documented/upgrade': true,
      'valid/documented/rename': false,
    });
  });
});

test('a field of a form is sent at its bounds', () => {
  const document = {
    openapi: '3.1.0',
    info: { title: 'a', version: '1' },
    paths: {
      '/a': {
        post: {
          requestBody: {
            required: true,
            content: {
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object',
                  required: ['lifetime'],
                  properties: { lifetime: { type: 'integer', minimum: 60, maximum: 3600 } },
                },
              },
            },
          },
          responses: { '200': { description: 'Fine' }, '400': { description: 'Refused' } },
        },
      },
    },
  };
  const found = planned(contractOf(JSON.stringify(document))).probes.filter(({ id }) =>
    /^valid\/lifetime\/(min|max)imum\/at$/.test(id),
  );
  expect(found.map(({ request }) => Buffer.from(request.body ?? []).toString()).sort()).toContain(
    'lifetime=3600',
  );
  expect(new Set(found.map(({ expectation }) => expectation.valid))).toEqual(new Set([true]));
});
