import { describe, expect, test } from 'vitest';
import type { Probe } from '../../src/probes/probe.ts';
import { contractOf, documents, planned } from './asked.ts';

function probesOf(name: string, change: (text: string) => string = (text) => text): Probe[] {
  return planned(contractOf(change(documents[name] ?? ''))).probes;
}

function sent(probe: Probe | undefined): unknown {
  return JSON.parse(Buffer.from(probe?.request.body ?? []).toString());
}

const named = (probes: readonly Probe[], pattern: RegExp) => probes.filter(({ id }) => pattern.test(id));

test('a constraint is broken by itself: the rest of the request stays right', () => {
  const [example, broken] = ['nested-objects', 'nested-objects'].map((name) =>
    planned(contractOf(documents[name] ?? '')),
  );
  const right = sent(example?.preflight) as Record<string, unknown>;
  const [probe] = named(broken?.probes ?? [], /^invalid\/lines\.0\.quantity\/maximum\/above$/);
  expect(sent(probe)).toEqual({
    ...right,
    lines: [{ ...(right['lines'] as object[])[0], quantity: 100 }],
  });
});

test('the parts on the way to a constraint are made where the right request does not have them', () => {
  const probes = probesOf('nested-objects', (text) =>
    text.replace(
      'application/json:\n            schema: { $ref',
      () =>
        'application/json:\n            example: { anything: 1, customer: { email: a@example.com, name: Ann }, lines: [{ sku: SKU-abcd, quantity: 1 }] }\n            schema: { $ref',
    ),
  );
  const [zip] = named(probes, /^invalid\/billing\.zip\/pattern\/unmatched$/);
  expect(sent(zip)).toMatchObject({
    lines: [{ sku: 'SKU-abcd' }],
    billing: { zip: '!', street: expect.any(String) },
  });
  const [street] = named(probes, /^invalid\/customer\.address\.street\/required$/);
  expect(sent(street)).toMatchObject({ customer: { name: 'Ann', address: { zip: expect.any(String) } } });
  expect(sent(street)).not.toHaveProperty('customer.address.street');
});

test('the error is expected to speak of the part that was broken', () => {
  const [probe] = named(probesOf('nested-objects'), /^invalid\/customer\.email\/format\/no-at$/);
  expect(probe?.expectation).toMatchObject({
    statuses: ['400'],
    provokes: '400',
    broken: '/customer/email',
    valid: false,
  });
});

describe('a parameter', () => {
  const probes = probesOf('query');
  const line = (pattern: RegExp) => named(probes, pattern).map(({ request }) => request);

  test('is left out, or has a text that no reading makes right', () => {
    expect(line(/^invalid\/query\.status\/required$/)[0]?.path).not.toContain('status=');
    expect(line(/^invalid\/query\.page\/type\/fraction$/)[0]?.path).toContain('page=1.5');
    // A server may read 1 as true, and 7 as a text.
    expect(named(probes, /^invalid\/query\.deep\/type\//).map(({ id }) => id)).toEqual(
      expect.not.arrayContaining(['invalid/query.deep/type/array']),
    );
  });

  test('is not sent empty: that is as good as none', () => {
    expect(named(probes, /^invalid\/(query|header|cookie|path)\..*\/empty$/)).toEqual([]);
  });

  test('in a header has no white space around it: HTTP drops it (RFC 9110 section 5.5)', () => {
    expect(named(probes, /^invalid\/header\..*(space|newline)$/)).toEqual([]);
    expect(named(probes, /^invalid\/query\.status\/enum\/trailing-space$/)).toHaveLength(1);
  });

  test('in the path may also not be found (RFC 9110 section 15.5.5)', () => {
    const [documented] = named(probes, /^invalid\/path\.owner_id\/minimum\/below$/);
    expect(documented?.expectation.statuses).toEqual(['400', '404']);
    const [strange] = named(
      probesOf('query', (text) => text.replace("        '404': { description: No such owner }\n", '')),
      /^invalid\/path\.owner_id\/minimum\/below$/,
    );
    expect(strange?.expectation).toMatchObject({ statuses: ['400'], tolerated: [404] });
  });

  test('that is a list has too few items, each by itself', () => {
    expect(line(/^invalid\/query\.tags\/minItems\/below$/)[0]?.path).toMatch(/tags=a&ids=/);
  });

  test('that only HTTP itself has a use for is left alone', () => {
    expect(probes.some(({ request }) => request.headers.some(({ name }) => /^host$/i.test(name)))).toBe(
      false,
    );
    expect(named(probes, /header\.Host/)).toEqual([]);
  });
});

describe('a body that is no JSON', () => {
  test('is never JSON by accident', () => {
    for (const name of ['one-number', 'bare-values', 'odd-names', 'texts']) {
      for (const { id, request } of named(probesOf(name), /^invalid\/body\/malformed\//)) {
        const text = Buffer.from(request.body ?? []).toString();
        expect(() => JSON.parse(text), `${name} ${id}: ${text}`).toThrow(SyntaxError);
      }
    }
  });

  test('breaks the grammar of JSON in a property that is otherwise passed over', () => {
    const text = (name: string) => {
      const [probe] = named(probesOf('texts'), new RegExp(`^invalid/body/malformed/${name}$`));
      return Buffer.from(probe?.request.body ?? [])
        .toString()
        .slice(0, 28);
    };
    expect(text('not-a-number')).toMatch(/^\{"plumbline_extra":NaN,"/);
    expect(text('python-word')).toMatch(/^\{"plumbline_extra":True,"/);
    expect(text('leading-zero')).toMatch(/^\{"plumbline_extra":01,"/);
    expect(text('raw-tab')).toMatch(/^\{"plumbline_extra":"a\tb","/);
    expect(text('unknown-escape')).toMatch(/^\{"plumbline_extra":"\\x41","/);
    expect(named(probesOf('bare-values'), /malformed\/(python-word|leading-zero|raw-tab)/)).toEqual([]);
  });

  test('a number cut short is a number, so that it is not sent', () => {
    const ids = named(probesOf('one-number'), /^invalid\/body\/malformed\//).map(({ id }) => id);
    expect(ids).not.toContain('invalid/body/malformed/truncated');
    expect(ids).toContain('invalid/body/malformed/trailing-text');
  });
});

test('a media type is wrong only where the document does not know it', () => {
  const types = named(probesOf('several-types'), /^invalid\/media-type\//).map(({ id }) =>
    id.split('/').at(-1),
  );
  expect(types.sort()).toEqual(['form', 'json-as-bytes', 'json-as-form', 'multipart']);
  const any = probesOf('texts', (text) => text.replace('application/json:', () => "'*/*':"));
  expect(named(any, /^invalid\/media-type\//)).toEqual([]);
  const right = named(any, /^repeated\/valid\/example\/2$/)[0]?.request.headers;
  expect(right?.find(({ name }) => name === 'Content-Type')?.value).toBe('application/json');
});

describe('which answer is right for a refused request', () => {
  const refused = (name: string, change?: (text: string) => string) =>
    named(probesOf(name, change), /^invalid\/.*\/type\/(boolean|null)$/)[0]?.expectation;

  test('is each documented one of 400 and 422', () => {
    expect(refused('numbers-3.1')).toMatchObject({ statuses: ['400', '422'], provokes: '400' });
    expect(refused('numbers-3.0')).toMatchObject({ statuses: ['422'], provokes: '422' });
  });

  test('is any client error where the document speaks of them all at once', () => {
    expect(refused('optional-body')).toMatchObject({ statuses: ['4XX', '400', '422'], provokes: '4XX' });
    expect(refused('texts')).toMatchObject({ statuses: ['4XX'], provokes: undefined, tolerated: [] });
  });

  test('is that of the standard where the document has none, with a note', () => {
    expect(
      refused('numbers-3.0', (text) => text.replace("        '422': { description: Refused }\n", '')),
    ).toMatchObject({
      statuses: ['4XX'],
      tolerated: [400, 422],
    });
  });
});

test('words that the document uses elsewhere for a property of the same name are near misses', () => {
  const probes = probesOf(
    'idempotent',
    (text) => `${text}components: { schemas: { parcel: { properties: { currency: { example: XOF } } } } }\n`,
  );
  const [probe] = named(probes, /^invalid\/currency\/enum\/used-elsewhere$/);
  expect(probe?.title).toContain('"XOF", which the document uses elsewhere');
});

describe('a body in other clothes', () => {
  const contract = (answer: string) =>
    contractOf(
      `{ openapi: 3.0.3, info: { title: a, version: '1' }, paths: { /a: { post: { requestBody: { content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string, enum: [x] } } } } } }, responses: { '201': { description: a, content: { application/json: { schema: { type: object, properties: ${answer} } } } } } } } } }`,
    );
  const probes = (answer = '{ thing: { type: object }, note: { type: string } }') =>
    named(planned(contract(answer)).probes, /^invalid\/body\/(wrapped-as|in-query)/);

  test('is wrapped as the answer is, in an object of its name', () => {
    expect(probes().map(({ id }) => id)).toContain('invalid/body/wrapped-as-thing');
    expect(sent(probes().find(({ id }) => id.endsWith('thing')))).toEqual({ thing: { name: 'x' } });
    expect(probes('{ name: { type: object } }').map(({ id }) => id)).not.toContain(
      'invalid/body/wrapped-as-name',
    );
  });

  test('stands inside data, once, where the schema refuses that', () => {
    const wrapped = (answer?: string) => probes(answer).filter(({ id }) => /wrapped-as-data/.test(id));
    expect(wrapped().map(sent)).toEqual([{ data: { name: 'x' } }]);
    expect(wrapped('{ data: { type: object } }')).toHaveLength(1);
    expect(named(probesOf('optional-body'), /wrapped/)).toEqual([]);
  });

  test('stands inside the attributes of data, where the schema refuses that', () => {
    const [attributes] = named(probes(), /wrapped-as-attributes$/);
    expect(sent(attributes)).toEqual({ data: { attributes: { name: 'x' } } });
  });

  test('may get what the contract provokes by the name that it stands under', () => {
    const contracted = contract('{ thing: { type: object } }');
    const set = (pointer: string) => ({
      ...contracted,
      responses: contracted.responses.map((each) => ({
        ...each,
        status: each.status === '201' ? '409' : each.status,
        provoke: [{ name: 'way', why: 'so', set: { [pointer]: 'y' }, remove: [], variables: [] }],
      })),
    });
    const statuses = (pointer: string) =>
      planned(set(pointer)).probes.find(({ id }) => id === 'invalid/body/wrapped-as-data')?.expectation
        .statuses;
    expect(statuses('/data/type')).toContain('409');
    expect(statuses('/name')).not.toContain('409');
  });

  test('stands in the query, and an empty object in its place', () => {
    const query = probes().find(({ id }) => id === 'invalid/body/in-query');
    expect(query?.request.path).toBe('/a?name=x');
    expect(sent(query)).toEqual({});
  });
});

test('a text is huge, or has a NUL behind it, where a rule names its values or its form', () => {
  const probes = probesOf('texts');
  const ids = named(probes, /\/(huge|nul)$/).map(({ id }) => id);
  expect(ids).toContain('invalid/ip/format/huge');
  expect(ids).toContain('invalid/ip/format/nul');
  // No line of a request and no header is that long, and none may hold a NUL.
  expect(named(probesOf('query'), /\/(huge|nul)$/)).toEqual([]);
});
