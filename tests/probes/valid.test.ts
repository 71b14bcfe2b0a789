import { describe, expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import { baseRequest } from '../../src/probes/request.ts';
import { spread } from '../../src/probes/spread.ts';
import { alike } from '../../src/probes/valid.ts';
import { contractOf, documents, planned } from './asked.ts';

const shipped = planned(await loadContract('contracts/trigger-event.contract.yaml')).probes;
const plans = (name: string) => planned(contractOf(documents[name] ?? ''));
const ids = (name: string) => plans(name).probes.map(({ id }) => id);

test('every value of an enum is sent, also of numbers, and in parts of parts', () => {
  expect(
    ids('numbers-3.0')
      .filter((id) => /^valid\/.*\/enum\//.test(id))
      .sort(),
  ).toEqual(['valid/choice/enum/2', 'valid/choice/enum/5', 'valid/ratio/enum/1-5']);
  expect(ids('nested-objects')).toContain('valid/shipping.carrier/enum/la-poste');
});

test('a value of an enum that another rule forbids is not sent', () => {
  const text = (documents['idempotent'] ?? '').replace(
    'enum: [EUR, USD, GBP]',
    () => "enum: [EUR, USD, GBP], pattern: '^.U'",
  );
  const enums = planned(contractOf(text)).probes.filter(({ id }) => id.startsWith('valid/currency/'));
  expect(enums.map(({ id }) => id)).toEqual([]);
  const allowed = planned(contractOf(text.replace('^.U', '^[UE]'))).probes.map(({ id }) => id);
  expect(allowed.filter((id) => id.startsWith('valid/currency/'))).toEqual(['valid/currency/enum/usd']);
});

test('two values whose names look alike have each an id', () => {
  expect(
    ids('odd-names')
      .filter((id) => /^valid\/query/.test(id))
      .sort(),
  ).toEqual(['valid/query.filter-kind-/enum/a-b', 'valid/query.filter-kind-/enum/a-b-2']);
});

test('of an enum with hundreds of values some are sent, the first and the last among them', () => {
  const list = Array.from({ length: 250 }, (_, index) => index);
  const some = spread(list, 10);
  expect(some).toHaveLength(10);
  expect([some[0], some.at(-1)]).toEqual([0, 249]);
  expect(spread(list, 1)).toEqual([0]);
  expect(spread([1, 2], 5)).toEqual([1, 2]);
});

test('other spellings of a date-time are sent only where every rule allows them', () => {
  expect(
    ids('texts')
      .filter((id) => /^valid\/at\//.test(id))
      .sort(),
  ).toEqual(['valid/at/format/micro-fraction', 'valid/at/format/no-fraction', 'valid/at/format/offset']);
  const zulu = (documents['texts'] ?? '').replace(
    'format: date-time }',
    () => "format: date-time, pattern: 'Z$', maxLength: 24 }",
  );
  const strict = planned(contractOf(zulu)).probes.map(({ id }) => id);
  expect(strict.filter((id) => /^valid\/at\//.test(id))).toEqual(['valid/at/format/no-fraction']);
});

test('the same instant is meant by each spelling', () => {
  const at = (id: string) => {
    const body = plans('texts').probes.find((probe) => probe.id === `valid/at/format/${id}`)?.request.body;
    return JSON.parse(Buffer.from(body ?? []).toString()).at as string;
  };
  expect(at('offset')).toMatch(/\+02:00$/);
  expect(new Date(at('offset')).getTime()).toBe(new Date(at('micro-fraction')).getTime());
  expect(at('no-fraction')).toMatch(/:\d\dZ$/);
});

describe('a further property is sent', () => {
  const further = (name: string) => ids(name).filter((id) => /^valid\/body\/additional/.test(id)).length;

  test('where nothing is said of it', () => expect(further('texts')).toBe(4));

  test('of every kind at once, and under a name beyond ASCII', () => {
    const kinds = plans('texts').probes.find(({ id }) => id === 'valid/body/additional-kinds');
    const body = JSON.parse(Buffer.from(kinds?.request.body ?? []).toString());
    const more = Object.entries(body).filter(([name]) => name.startsWith('plumbline_'));
    expect(more.map(([, value]) => (value === null ? 'null' : typeof value))).toEqual([
      'null',
      'number',
      'number',
      'string',
      'string',
      'string',
      'object',
      'boolean',
      'object',
      'string',
      'string',
    ]);
    expect(Buffer.from(kinds?.request.body ?? []).toString()).toContain('"a\\/b"');
    expect(body.plumbline_large).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
    expect(body.type).toBe('plumbline');
    expect(more.some(([name]) => /[^\0-\x7f]/.test(name))).toBe(true);
  });

  test('once before all others, and else behind them', () => {
    const first = (id: string) => {
      const probe = plans('texts').probes.find((each) => each.id === `valid/body/additional-${id}`);
      return Object.keys(JSON.parse(Buffer.from(probe?.request.body ?? []).toString()))[0];
    };
    expect(first('property')).toBe('plumbline_extra');
    expect(first('object')).not.toBe('plumbline_extra');
  });

  test('and is none where the document has it', () => {
    const text = (documents['texts'] ?? '').replace('properties:', () => 'properties:\n TYPE');
    const typed = text.replace(
      /\n TYPE\n( +)/,
      (_, indent: string) => `\n${indent}type: { enum: [a] }\n${indent}`,
    );
    const kinds = planned(contractOf(typed)).probes.find(({ id }) => id === 'valid/body/additional-kinds');
    const body = JSON.parse(Buffer.from(kinds?.request.body ?? []).toString());
    expect(body.type).toBe('a');
    expect(body.plumbline_number).toBe(-0.5);
  });

  test('and not where it is forbidden, ruled or counted', () => {
    expect(further('nested-objects')).toBe(0);
    const counted = (documents['texts'] ?? '').replace(
      'type: object',
      'type: object, maxProperties: 17'.replace(', ', '\n              '),
    );
    expect(planned(contractOf(counted)).probes.filter(({ id }) => /additional/.test(id))).toEqual([]);
  });
});

test('white space stands before and behind every part, and changes nothing', () => {
  const { preflight, probes } = plans('nested-objects');
  const text = (body: Uint8Array | undefined) => Buffer.from(body ?? []).toString();
  const spaced = text(probes.find(({ id }) => id === 'valid/body/white-space')?.request.body);
  expect(JSON.parse(spaced)).toEqual(JSON.parse(text(preflight.request.body)));
  const signs = spaced.replaceAll(/"(\\.|[^"\\])*"/g, 'x');
  expect(signs.match(/\S[:,{}[\]]|[:,{}[\]]\S/g)).toBeNull();
});

describe('what only the answer has is put into the request', () => {
  const body = (text: string) => {
    const probe = planned(contractOf(text)).probes.find(({ id }) => id === 'valid/body/answers-own');
    return probe === undefined ? undefined : JSON.parse(Buffer.from(probe.request.body ?? []).toString());
  };
  const document = (asked: string) => `
openapi: 3.0.3
info: { title: a, version: '1' }
paths:
  /a:
    post:
      requestBody:
        content: { application/json: { schema: { type: object, ${asked} } } }
      responses:
        '201':
          description: Made.
          content:
            application/json:
              schema:
                properties:
                  made: { type: object, properties: { id: { type: string, format: uuid }, note: { type: string } } }
                  at: { type: string, format: date-time }
                  kind: { type: string, enum: [a] }`;

  test('where a schema would tell it from what the server makes', () => {
    expect(body(document('required: [kind], properties: { kind: { type: string, enum: [a] } }'))).toEqual({
      kind: 'a',
      id: 'plumbline',
      at: 'plumbline',
      made: { id: 'plumbline' },
    });
  });

  test('and nowhere where nothing more may be there', () => {
    expect(
      body(document('properties: { kind: { type: string } }, additionalProperties: false')),
    ).toBeUndefined();
  });

  test('a refusal is right too', () => {
    const probe = shipped.find(({ id }) => id === 'valid/body/answers-own');
    expect(probe?.expectation.statuses).toEqual(['201', '400', '409']);
  });
});

test('UUIDs in capitals or that look like numbers are UUIDs of the same version', () => {
  const id = (kind: string) => {
    const probe = shipped.find((each) => each.id === `valid/resource_id/${kind}`);
    return JSON.parse(Buffer.from(probe?.request.body ?? []).toString()).resource_id as string;
  };
  expect(id('an-upper-case-uuid')).toMatch(
    /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-A[0-9A-F]{3}-[0-9A-F]{12}$/,
  );
  expect(id('a-uuid-of-digits')).toMatch(/^00\d{6}-\d{4}-4\d{3}-[89]\d{3}-\d{12}$/);
  expect(id('a-uuid-like-a-number')).toMatch(/^00\d\de\d{3}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
});

test('what is optional may be left out: parts of the body, and the body itself', () => {
  const reduced = plans('nested-objects').probes.find(({ id }) => id === 'valid/body/required-only');
  expect(Object.keys(JSON.parse(Buffer.from(reduced?.request.body ?? []).toString()))).toEqual([
    'anything',
    'customer',
    'lines',
  ]);
  expect(ids('optional-body')).toContain('valid/body/absent');
  expect(ids('optional-body')).not.toContain('invalid/body/absent');
  expect(ids('texts')).not.toContain('valid/body/absent');
  expect(ids('texts')).toContain('invalid/body/absent');
});

test('a body of required parts keeps the values of the documented example', () => {
  const text = (documents['idempotent'] ?? '').replace(
    '{ amount: 10, currency: EUR }',
    '{ amount: 10, currency: EUR, note: x }',
  );
  const reduced = planned(contractOf(text)).probes.find(({ id }) => id === 'valid/body/required-only');
  expect(JSON.parse(Buffer.from(reduced?.request.body ?? []).toString())).toEqual({
    amount: 10,
    currency: 'EUR',
  });
});

test('a charset goes beside JSON, and beside nothing else', () => {
  expect(ids('several-types')).toContain('valid/media-type/charset');
  expect(ids('forms').filter((id) => /charset/.test(id))).toEqual([]);
});

test('a media type is sent in capitals where it is JSON, its parameters left alone', () => {
  const type = (text: string) =>
    planned(contractOf(text))
      .probes.find(({ id }) => id === 'valid/media-type/capitals')
      ?.request.headers.find(({ name }) => name === 'Content-Type')?.value;
  const typed = (media: string) =>
    type((documents['texts'] ?? '').replace('application/json:', () => `${media}:`));
  expect(typed('application/json')).toBe('Application/JSON');
  expect(typed('application/vnd.api+json')).toBe('Application/VND.API+JSON');
  expect(typed("'application/json; v=a'")).toBe('Application/JSON; v=a');
  expect(type(documents['forms'] ?? '')).toBeUndefined();
});

test('a body goes out in chunks too, and a server may ask for its length first', () => {
  const chunked = (text: string) =>
    planned(contractOf(text)).probes.find(({ id }) => id === 'valid/body/chunked');
  const probe = chunked(documents['nested-objects'] ?? '');
  expect(probe?.request.headers.at(-1)).toEqual({
    name: 'transfer-encoding',
    value: 'chunked',
    shown: 'chunked',
  });
  expect(probe?.expectation).toMatchObject({ valid: true, tolerated: [411] });
  const documented = (documents['nested-objects'] ?? '').replace(
    /\n( +)responses:\n/,
    (_, indent: string) => `\n${indent}responses:\n${indent}  '411': { description: Length }\n`,
  );
  expect(chunked(documented)?.expectation.statuses).toContain('411');
  expect(chunked(documented)?.expectation.tolerated).toEqual([]);
});

test('what clients and tracing add is sent once, except where the document has a say in it', () => {
  const sent = (text: string) =>
    planned(contractOf(text))
      .probes.find(({ id }) => id === 'valid/client-headers')
      ?.request.headers.map(({ name }) => name);
  const text = documents['texts'] ?? '';
  expect(sent(text)).toEqual(
    expect.arrayContaining(['User-Agent', 'traceparent', 'X-Request-Id', 'Cache-Control', 'Cookie']),
  );
  const parameters =
    '{ in: header, name: x-request-id, schema: { type: integer } }, { in: cookie, name: a, schema: { type: string } }';
  const spoken = sent(text.replace('requestBody:', () => `parameters: [${parameters}]\n      requestBody:`));
  expect(spoken).toContain('traceparent');
  expect(spoken?.filter((name) => ['X-Request-Id', 'Cookie'].includes(name))).toEqual([]);
});

test('a byte order mark and a name that is there twice may be read or refused', () => {
  const probe = (id: string) => plans('texts').probes.find((each) => each.id === `valid/body/${id}`);
  const bytes = Buffer.from(probe('byte-order-mark')?.request.body ?? []);
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const doubled = Buffer.from(probe('doubled-name')?.request.body ?? []).toString();
  expect(doubled).toMatch(/^\{("\w+":).*,\1/);
  expect(JSON.parse(doubled)).toEqual(JSON.parse(bytes.subarray(3).toString()));
  for (const each of [probe('byte-order-mark'), probe('doubled-name')]) {
    expect(each?.expectation).toMatchObject({ valid: false, provokes: undefined });
    expect(each?.expectation.statuses.length).toBeGreaterThan(1);
  }
});

test('types that the document does not have are accepted too, named first and liked less', () => {
  const accept = (content: string) =>
    planned(
      contractOf(
        `{ openapi: 3.0.3, info: { title: a, version: '1' }, paths: { /a: { get: { responses: { '200': { description: a${content} } } } } } }`,
      ),
    )
      .probes.find(({ id }) => id === 'valid/accept-second-choice')
      ?.request.headers.find(({ name }) => name === 'Accept')?.value;
  expect(accept(', content: { application/json: {} }')).toBe(
    'text/html;q=0.5, application/xml;q=0.5, application/json;q=0.9',
  );
  expect(accept(', content: { text/html: {}, application/json: {} }')).toBe(
    'application/xml;q=0.5, text/html;q=0.9, application/json;q=0.9',
  );
  expect(accept(', content: { text/*: {} }')).toBe('application/xml;q=0.5, text/*;q=0.9');
  expect(accept(', content: { "*/*": {} }')).toBeUndefined();
  expect(accept('')).toBeUndefined();
});

test('optional parameters are sent where the document names all their values, and borne with where it does not', () => {
  const { probes } = plans('query');
  expect(
    probes
      .map(({ id }) => id)
      .filter((id) => /^valid\/query\.(deep|page|since)/.test(id))
      .sort(),
  ).toEqual(['valid/query.deep/enum/false', 'valid/query.deep/enum/true', 'valid/query.since/given']);
  const given = probes.find(({ id }) => id === 'valid/query.since/given');
  expect(given?.expectation).toMatchObject({
    valid: false,
    statuses: ['200', '400', '404'],
    provokes: undefined,
  });
});

describe('an API is not accused of what follows from the first request', () => {
  test('what is deleted is gone', () => {
    expect(ids('path-only').filter((id) => /valid\/example|^valid\//.test(id))).toEqual([]);
  });

  test('a second order of the same may conflict, where no contract says what does', () => {
    const { preflight, probes } = plans('idempotent');
    expect(preflight.expectation.statuses).toEqual(['201']);
    const again = probes.filter(({ expectation }) => expectation.valid);
    expect(again.length).toBeGreaterThan(15);
    expect(again.every(({ expectation }) => expectation.statuses.includes('409'))).toBe(true);
    expect(again.every(({ expectation }) => expectation.sameAs === undefined)).toBe(true);
  });

  test('what is made first may be found later, where both are documented', () => {
    const contract = contractOf(documents['several-types'] ?? '');
    expect(alike(baseRequest(contract, {}, [], 1), 'valid')).toEqual({ sameAs: undefined });
    expect(alike(baseRequest(contractOf(documents['texts'] ?? ''), {}, [], 1), 'valid')).toEqual({
      sameAs: 'valid',
    });
  });
});

test('where no request is known to be right, a refusal is right too', () => {
  const { preflight } = plans('conditions');
  expect(preflight.expectation).toMatchObject({ statuses: ['200', '400'], valid: false, provokes: '200' });
});

test('an example that its own schema refuses is not sent as right', () => {
  const { preflight } = plans('wrong-example');
  expect(JSON.parse(Buffer.from(preflight.request.body ?? []).toString())).not.toMatchObject({
    size: 'large',
  });
  expect(preflight.expectation.valid).toBe(true);
});

test('a language that nobody may speak is liked best, unless the document names languages of its own', () => {
  const languages = (parameters: string) =>
    planned(
      contractOf(
        `{ openapi: 3.0.3, info: { title: a, version: '1' }, paths: { /a: { get: { parameters: [${parameters}], responses: { '200': { description: a, content: { application/json: {} } } } } } } }`,
      ),
    ).probes.flatMap(({ id, request }) =>
      id !== 'valid/accept-weights'
        ? []
        : request.headers.filter(({ name }) => /^accept-language$/i.test(name)).map(({ value }) => value),
    );
  expect(languages('')).toEqual(['pt-BR, en;q=0.5, *;q=0.1']);
  expect(
    languages('{ name: accept-language, in: header, schema: { type: string, enum: [en, fr] } }'),
  ).toEqual([]);
});

test('weights in Accept are those of what is documented, and need something that is', () => {
  const accept = (text: string) =>
    planned(contractOf(text))
      .probes.find(({ id }) => id === 'valid/accept-weights')
      ?.request.headers.find(({ name }) => name === 'Accept')?.value;
  const documented = (content: string) =>
    `{ openapi: 3.0.3, info: { title: a, version: '1' }, paths: { /a: { get: { responses: { '200': { description: a${content} } } } } } }`;
  expect(accept(documented(', content: { application/json: {}, text/csv: {} }'))).toBe(
    'application/*;q=0.9, text/*;q=0.9, */*;q=0.1',
  );
  expect(accept(documented(''))).toBeUndefined();
  expect(accept(documented(', content: { "*/*": {} }'))).toBeUndefined();
});
