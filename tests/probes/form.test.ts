import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sampleFile } from '../../src/probes/form/sample-file.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { allProbes, contractOf, documents, planned } from './asked.ts';

const URLS = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';

/** A document that takes a form with these properties. */
function formOf(type: string, schema: object, encoding: object = {}, openapi = '3.0.3'): string {
  return JSON.stringify({
    openapi,
    info: { title: 'Form', version: '1' },
    paths: {
      '/forms': {
        post: {
          requestBody: {
            required: true,
            content: { [type]: { schema: { type: 'object', ...schema }, encoding } },
          },
          responses: { '201': { description: 'Made' }, '400': { description: 'Refused' } },
        },
      },
    },
  });
}

const plan = (text: string) => planned(contractOf(text));
const bodyOf = ({ request }: Probe) => Buffer.from(request.body ?? []).toString('latin1');
const idsOf = (text: string, pattern: RegExp) =>
  allProbes(plan(text))
    .map(({ id }) => id)
    .filter((id) => pattern.test(id))
    .sort();

/** The parts of form data: headers, then what they hold. */
function partsOf(probe: Probe): string[] {
  return bodyOf(probe)
    .split(/--plumbline-6f1d2a(?:--)?\r\n/)
    .slice(1, -1)
    .map((part) => part.replace(/\r\n$/, ''));
}

describe('a form for URLs', () => {
  const body = bodyOf(plan(documents['form-fields'] ?? '').preflight);

  test('has each field as its encoding says', () => {
    const fields = body.split('&');
    expect(fields).toContain('topics=sales,sales');
    expect(fields).toContain('link=https://example.com/a?b%3Dc');
    expect(fields).toContain('terms=%7B%22version%22%3A%221%22%7D');
    expect(fields.filter((field) => /^address/.test(field)).map((field) => field.split('=')[0])).toEqual([
      'address%5Bcity%5D',
      'address%5Bfloor%5D',
    ]);
    expect(
      fields.filter((field) => /^(from|to|range)\b/.test(field)).map((field) => field.split('=')[0]),
    ).toEqual(['from', 'to']);
  });

  test('lacks an object that no encoding speaks of, where it may', () => {
    expect(body).not.toContain('loose');
    const required = plan(
      formOf(URLS, { required: ['a'], properties: { a: { type: 'object', properties: {} } } }),
    );
    expect(required.preflight.expectation.valid).toBe(false);
  });

  test('lacks what text cannot hold, where it may', () => {
    const text = formOf(URLS, {
      required: ['name'],
      properties: {
        name: { type: 'string' },
        nothing: { type: 'string', nullable: true, enum: [null] },
        empty: { type: 'string', enum: [''] },
        none: { type: 'array', maxItems: 0, items: {} },
      },
    });
    expect(bodyOf(plan(text).preflight)).toMatch(/^name=\w+$/);
  });

  test.each([
    ['pipeDelimited', false, 'a=12%7C34'],
    ['spaceDelimited', false, 'a=12+34'],
    ['form', true, 'a=12&a=34'],
  ])('has a list in the style %s', (style, explode, written) => {
    const list = { type: 'array', items: { type: 'integer' }, example: [12, 34] };
    const text = formOf(URLS, { properties: { a: list } }, { a: { style, explode } });
    expect(bodyOf(plan(text).preflight)).toBe(written);
  });

  test('with a comma in an item of a list that commas divide is no certain thing', () => {
    const list = { type: 'array', items: { type: 'string' }, example: ['a,b', 'c'] };
    const text = (explode: boolean) =>
      formOf(URLS, { required: ['a'], properties: { a: list } }, { a: { explode } });
    expect(plan(text(false)).preflight.expectation.valid).toBe(false);
    expect(plan(text(true)).preflight.expectation.valid).toBe(true);
  });
});

describe('form data', () => {
  const preflight = plan(documents['form-parts'] ?? '').preflight;
  const part = (name: string) => partsOf(preflight).find((each) => each.includes(`name="${name}"`)) ?? '';

  test('has files with a name, of the first media type of which there is one', () => {
    expect(part('file')).toMatch(
      /^Content-Disposition: form-data; name="file"; filename="plumbline.pdf"\r\nContent-Type: application\/pdf\r\nX-Sum: none\r\n\r\n%PDF-1.4\n/,
    );
    expect(part('picture')).toMatch(
      /filename="plumbline.png"\r\nContent-Type: image\/png\r\n\r\n\x89PNG\r\n/,
    );
    expect(part('raw')).toMatch(
      /filename="plumbline.bin"\r\nContent-Type: application\/octet-stream\r\n\r\n\w{8}$/,
    );
    expect(part('photos')).toMatch(/filename="plumbline.bin"/);
  });

  test('has objects as JSON, and everything else as text, unless its encoding says otherwise', () => {
    expect(part('metadata')).toMatch(
      /^Content-Disposition: form-data; name="metadata"\r\nContent-Type: application\/json\r\n\r\n\{"source":"scan","size":\d+\}$/,
    );
    expect(part('kind')).toBe(
      'Content-Disposition: form-data; name="kind"\r\nContent-Type: text/plain\r\n\r\npassport',
    );
    expect(part('code')).toMatch(/Content-Type: application\/json\r\n\r\n"\w{8}"$/);
  });

  test('lacks what nobody is sure how to write, where it may', () => {
    expect(part('rows')).toBe('');
    expect(part('film')).toBe('');
    expect(preflight.expectation.valid).toBe(true);
  });

  test('has a part for each item of a list; since OpenAPI 3.1 its style counts', () => {
    const tags = { type: 'array', items: { type: 'string' }, example: ['a', 'b'] };
    const parts = (version: string) =>
      partsOf(plan(formOf(PARTS, { properties: { tags } }, { tags: { explode: false } }, version)).preflight);
    expect(parts('3.0.3').map((each) => each.at(-1))).toEqual(['a', 'b']);
    expect(parts('3.1.0')).toEqual([
      'Content-Disposition: form-data; name="tags"\r\nContent-Type: text/plain\r\n\r\na,b',
    ]);
  });

  test('keeps the file that the document gives as its example', () => {
    const file = { type: 'string', format: 'binary', example: 'ü%PDF' };
    const [only = ''] = partsOf(
      plan(formOf(PARTS, { properties: { file } }, { file: { contentType: 'application/pdf' } })).preflight,
    );
    expect(only.endsWith('\r\n\r\n\xfc%PDF')).toBe(true);
  });

  test('has names in which no quote or line break ends a header', () => {
    const [only = ''] = partsOf(
      plan(formOf(PARTS, { properties: { 'a"\r\nb': { type: 'string' } } })).preflight,
    );
    expect(only).toMatch(/^Content-Disposition: form-data; name="a%22%0D%0Ab"\r\nContent-Type/);
  });
});

describe('files', () => {
  test('a PDF gives the places of its objects', () => {
    const octets = sampleFile('application/pdf')?.octets ?? '';
    const [, start] = /startxref\n(\d+)\n%%EOF\n$/.exec(octets) ?? [];
    expect(octets.slice(Number(start), Number(start) + 5)).toBe('xref\n');
    const places = [...octets.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
    expect(places.map((place) => octets.slice(place, place + 7))).toEqual(['1 0 obj', '2 0 obj', '3 0 obj']);
  });

  test('a PNG is one, to its last point', () => {
    const bytes = Buffer.from(sampleFile('image/png')?.octets ?? '', 'latin1');
    const at = bytes.indexOf('IDAT');
    const data = bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4));
    expect(bytes.subarray(16, 24)).toEqual(Buffer.from([0, 0, 0, 1, 0, 0, 0, 1]));
    expect(inflateSync(data)).toHaveLength(5);
  });

  test('there is none of a type that nobody can write in short', () => {
    expect(sampleFile('video/mp4')).toBeUndefined();
    expect(sampleFile('constructor')).toBeUndefined();
  });
});

describe('the rules of a form are broken one by one', () => {
  test('but for those that no text breaks', () => {
    const properties = {
      text: { type: 'string', minLength: 1 },
      list: { type: 'array', minItems: 1, items: { type: 'string' } },
      number: { type: 'integer', minimum: 3 },
      flag: { type: 'boolean' },
    };
    const text = formOf(URLS, { properties });
    const ids = idsOf(text, /^invalid\/(text|list|number|flag)/);
    expect(ids).toEqual([
      'invalid/flag/type/number',
      'invalid/flag/type/word',
      'invalid/number/minimum/below',
      'invalid/number/minimum/far-below',
      'invalid/number/type/boolean',
      'invalid/number/type/false',
      'invalid/number/type/fraction',
      'invalid/number/type/word',
    ]);
    expect(plan(text).constraints.map((pointer) => pointer.split('/').slice(-2).join('/'))).toEqual([
      'requestBody/required',
      'number/type',
      'number/minimum',
      'flag/type',
    ]);
  });

  test('a value of an enum that is a text is broken as one, and not by its type', () => {
    const ids = idsOf(documents['form-fields'] ?? '', /^invalid\/grant\//);
    expect(ids).toContain('invalid/grant/enum/upper-case');
    expect(ids.filter((id) => id.startsWith('invalid/grant/type'))).toEqual([]);
  });

  test('nothing that is wrong in JSON alone is sent', () => {
    expect(idsOf(documents['form-fields'] ?? '', /^invalid\/(body|media-type)/)).toEqual([
      'invalid/body/required',
      'invalid/media-type/json',
    ]);
  });

  test('an empty text breaks a least length only where the field is required', () => {
    const text = formOf(URLS, { required: ['a'], properties: { a: { type: 'string', minLength: 1 } } });
    expect(idsOf(text, /^invalid\/a\/minLength/)).toEqual(['invalid/a/minLength/below']);
  });

  test('a text that a server may take for a number, a flag, null or a list is none that breaks an enum', () => {
    const values = (schema: object) =>
      allProbes(plan(formOf(URLS, { required: ['a'], properties: { a: schema } })))
        .filter(({ id }) => /^invalid\/a\/(enum|type)/.test(id))
        .map((probe) => decodeURIComponent(bodyOf(probe)));
    expect(values({ enum: [1, 2, '0'] })).not.toContain('a=1');
    expect(values({ type: 'boolean' })).not.toContain('a=0');
    expect(values({ type: 'integer' })).not.toContain('a=42');
    expect(values({ type: 'string', nullable: true, enum: ['x', null] })).not.toContain('a=');
  });

  test('what is inside JSON keeps its types', () => {
    const ids = idsOf(documents['form-parts'] ?? '', /^invalid\/metadata.source\/type/);
    expect(ids).toContain('invalid/metadata.source/type/null');
    expect(ids).toContain('invalid/metadata.source/type/number');
  });

  test('and nothing is said of the place that is broken: a pointer into a form means nothing', () => {
    const wrong = plan(documents['form-fields'] ?? '').probes.filter(({ group }) => group === 'invalid');
    expect(wrong.length).toBeGreaterThan(50);
    expect(wrong.filter(({ expectation }) => expectation.broken !== undefined)).toEqual([]);
  });

  test('a member of an object is broken in a field of its own', () => {
    const address = {
      type: 'object',
      required: ['city'],
      properties: { city: { type: 'string', minLength: 2 } },
    };
    const text = formOf(URLS, { properties: { address } }, { address: { style: 'deepObject' } });
    const probe = plan(text).probes.find(({ id }) => id === 'invalid/address.city/minLength/below');
    expect(bodyOf(probe ?? plan(text).preflight)).toMatch(/^address%5Bcity%5D=\w$/);
    // Without its only member the object is not there, which is right.
    expect(idsOf(text, /^invalid\/address.city\/required$/)).toEqual([]);
  });
});

describe('right forms', () => {
  test('have every value of an enum, nothing but what is required, and further fields', () => {
    expect(idsOf(documents['form-parts'] ?? '', /^valid\/(kind|body)/)).toEqual([
      'valid/body/required-only',
      'valid/kind/enum/id-card',
    ]);
    expect(idsOf(documents['form-fields'] ?? '', /^valid\/(grant|body)/)).toEqual([
      'valid/body/additional-property',
      'valid/body/additional-text',
      'valid/body/required-only',
      'valid/grant/enum/refresh-token',
    ]);
  });

  test('have no further object: a form leaves open how it is written', () => {
    const ids = idsOf(formOf(PARTS, { properties: { a: { type: 'string' } } }), /additional/);
    expect(ids).toEqual(['valid/body/additional-property', 'valid/body/additional-text']);
  });
});

describe('further media types', () => {
  const probes = plan(documents['further-types'] ?? '').probes.filter(({ id }) =>
    /^valid\/media-type\/app/.test(id),
  );
  const named = (id: string) => probes.find((probe) => probe.id === `valid/media-type/${id}`);

  test('are each sent once, where they can be written', () => {
    expect(probes.map(({ id }) => id).sort()).toEqual([
      'valid/media-type/application-json-patch-json',
      'valid/media-type/application-vnd-things-v2-json',
      'valid/media-type/application-x-www-form-urlencoded',
    ]);
  });

  test('have to succeed where their schema is the same', () => {
    const probe = named('application-vnd-things-v2-json');
    expect(probe?.expectation.statuses).toEqual(['201']);
    expect(probe?.request.headers.find(({ name }) => name === 'Content-Type')?.value).toBe(
      'application/vnd.things.v2+json',
    );
    const form = named('application-x-www-form-urlencoded');
    expect(form?.expectation.statuses).toEqual(['201']);
    expect(Buffer.from(form?.request.body ?? []).toString()).toMatch(/^name=\w{8}$/);
  });

  test('may be refused where it is another one, but not for the media type', () => {
    expect(named('application-json-patch-json')?.expectation).toMatchObject({
      statuses: ['201', '400'],
      valid: false,
    });
  });
});

describe('the fields of a form in a media type that the document does not know', () => {
  const sent = (text: string) =>
    Object.fromEntries(
      allProbes(plan(text))
        .filter(({ id }) => /^invalid\/media-type\//.test(id))
        .map((probe) => [probe.id, bodyOf(probe)]),
    );
  const schema = { required: ['name'], properties: { name: { type: 'string', enum: ['Ann'] } } };

  test('are sent as JSON and as the other kind of form, and may be refused in any documented way', () => {
    const found = sent(formOf(URLS, schema));
    expect(found['invalid/media-type/json']).toBe('{"name":"Ann"}');
    expect(found['invalid/media-type/multipart']).toContain(
      'name="name"\r\nContent-Type: text/plain\r\n\r\nAnn',
    );
    expect(sent(formOf(PARTS, schema))).toEqual({
      'invalid/media-type/json': '{"name":"Ann"}',
      'invalid/media-type/form': 'name=Ann',
    });
    const [probe] = allProbes(plan(formOf(URLS, schema))).filter(
      ({ id }) => id === 'invalid/media-type/json',
    );
    expect(probe?.expectation).toMatchObject({ statuses: ['400'], tolerated: [415], provokes: undefined });
  });

  test('are not sent in one that the document knows, nor as text what is a file', () => {
    const both = formOf(URLS, schema).replace(
      `"${URLS}":`,
      `"${PARTS}":{"schema":{"type":"object"}},"${URLS}":`,
    );
    expect(Object.keys(sent(both))).toEqual(['invalid/media-type/json']);
    const file = { required: ['name'], properties: { name: { type: 'string', format: 'binary' } } };
    expect(Object.keys(sent(formOf(PARTS, file)))).toEqual(['invalid/media-type/json']);
  });
});
