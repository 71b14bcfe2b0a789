// A rule that multiplies the alternatives of a schema changes: it is told once, in words that are true of both documents.
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges } from './schema-diff.ts';

const PROPERTIES: JsonObject = {
  ch: { enum: ['sms', 'wa'] },
  t: { type: 'string' },
  v: { type: 'object' },
  m: { type: 'string' },
  body: { type: 'string', maxLength: 1600 },
};
const message = (more: JsonObject = {}): JsonObject => ({
  type: 'object',
  required: ['ch'],
  properties: PROPERTIES,
  ...more,
});
const ON_WHATSAPP: JsonObject = { properties: { ch: { const: 'wa' } }, required: ['ch'] };
const SHORT: JsonObject = { properties: { body: { maxLength: 1000 } } };
const conditional = (condition: Json, asked: Json, otherwise?: Json): JsonObject =>
  Object.fromEntries([
    ['if', condition],
    ['then', asked],
    ...(otherwise === undefined ? [] : [['else', otherwise]]),
  ]);
const ONE_OF_THREE: JsonObject = {
  anyOf: [{ required: ['body'] }, { required: ['t'] }, { required: ['m'] }],
};
const NO_MEDIA: JsonObject = { not: { required: ['m'] } };
const WITH_T: JsonObject = { dependentRequired: { v: ['t'] } };

/** What is told of a change: whether it breaks, whether that is proved, and the message. */
async function told(before: Json, after: Json, side: 'request' | 'response' = 'request'): Promise<string[]> {
  const changes = await schemaChanges(before, after, { side });
  return changes.map(({ breaking, undecided, witness, message: text }) => {
    const verdict = !breaking ? 'safe' : undecided ? 'undecided' : witness ? 'proved' : 'breaks';
    return `${verdict} ${text.replace(/^the (request body|answer 200)(: |, )/, '')}`;
  });
}

describe('a rule that has come is told once', () => {
  test.each<[string, JsonObject, JsonObject, string]>([
    [
      'an else',
      conditional(ON_WHATSAPP, SHORT),
      conditional(ON_WHATSAPP, SHORT, NO_MEDIA),
      'unless /ch is "wa", /m may no longer be there',
    ],
    [
      'an else beside other rules',
      { ...conditional(ON_WHATSAPP, SHORT), ...WITH_T, ...ONE_OF_THREE },
      { ...conditional(ON_WHATSAPP, SHORT, NO_MEDIA), ...WITH_T, ...ONE_OF_THREE },
      'unless /ch is "wa", /m may no longer be there',
    ],
    [
      'two properties that exclude each other',
      ONE_OF_THREE,
      { ...ONE_OF_THREE, not: { required: ['t', 'body'] } },
      '/t and /body may no longer be there together',
    ],
    [
      'a property upon which another depends',
      ONE_OF_THREE,
      { ...ONE_OF_THREE, dependentRequired: { t: ['v'] } },
      'where /t is there, /v is now required',
    ],
    [
      'a property upon which another depends, as a schema',
      ONE_OF_THREE,
      { ...ONE_OF_THREE, dependentSchemas: { t: { required: ['v'], properties: { m: false } } } },
      'where /t is there, /v is now required, and /m may no longer be there',
    ],
    [
      'one more such property, among all rules',
      { ...conditional(ON_WHATSAPP, SHORT), ...WITH_T, ...ONE_OF_THREE },
      { ...conditional(ON_WHATSAPP, SHORT), dependentRequired: { v: ['t'], t: ['v'] }, ...ONE_OF_THREE },
      'where /t is there, /v is now required',
    ],
    [
      'an if of further values',
      conditional(ON_WHATSAPP, SHORT),
      conditional({ properties: { ch: { enum: ['wa', 'sms'] } }, required: ['ch'] }, SHORT),
      '/body is held to {"maxLength":1000} where /ch is "wa" or "sms", before where /ch is "wa"',
    ],
    [
      'an alternative of anyOf that is gone',
      ONE_OF_THREE,
      { anyOf: [{ required: ['body'] }, { required: ['t'] }] },
      'it is no longer enough that /m is there',
    ],
  ])('%s', async (_, before, after, text) => {
    expect(await told(message(before), message(after))).toEqual([`proved ${text}`]);
    // The other way about nothing breaks, and it is told once as well.
    const back = await told(message(after), message(before));
    expect(back).toEqual([expect.stringMatching(/^safe /)]);
  });
});

describe('a rule that is gone is told as what it asked for', () => {
  test.each<[string, JsonObject]>([
    ['beside anyOf', ONE_OF_THREE],
    ['beside if', { ...conditional(ON_WHATSAPP, SHORT), ...ONE_OF_THREE }],
  ])('a property upon which another depended, %s', async (_, rest) => {
    expect(await told(message({ ...WITH_T, ...rest }), message(rest))).toEqual([
      'safe where /v is there, /t is no longer required',
    ]);
  });

  test('an alternative of anyOf that has come', async () => {
    expect(await told(message({ anyOf: [{ required: ['t'] }] }), message(ONE_OF_THREE))).toEqual([
      'safe it is now enough that /body is there, or /m is there',
    ]);
  });
});

describe('what changes beside a rule is told by itself', () => {
  const withRcs = (rules: JsonObject): JsonObject => ({
    ...message(rules),
    properties: { ...PROPERTIES, ch: { enum: ['sms', 'wa', 'rcs'] } },
  });
  const shorter = (rules: JsonObject): JsonObject => ({
    ...message(rules),
    properties: { ...PROPERTIES, body: { type: 'string', maxLength: 480 } },
  });

  test('a value, where the rule is another', async () => {
    const further = { properties: { ch: { enum: ['wa', 'sms'] } }, required: ['ch'] };
    expect(
      await told(message(conditional(ON_WHATSAPP, SHORT)), withRcs(conditional(further, SHORT))),
    ).toEqual([
      'proved /body is held to {"maxLength":1000} where /ch is "wa" or "sms", before where /ch is "wa"',
      'safe /ch: "rcs" is now among its values',
    ]);
  });

  test('a value, once, where the rule is the same', async () => {
    const rules = conditional(ON_WHATSAPP, SHORT);
    expect(await told(message(rules), withRcs(rules))).toEqual(['safe /ch: "rcs" is now among its values']);
  });

  test('a length, once, where the rule is the same', async () => {
    const rules = conditional(ON_WHATSAPP, SHORT);
    expect(await told(message(rules), shorter(rules))).toEqual([
      'proved /body: it has at most 480 characters, before 1600',
    ]);
  });

  test('a length within the rule, with a value for which that holds', async () => {
    const rules = (most: number) => conditional(ON_WHATSAPP, { properties: { body: { maxLength: most } } });
    expect(await told(message(rules(1000)), message(rules(500)))).toEqual([
      'proved /body: it has at most 500 characters, before 1000',
    ]);
    expect(await told(message({ ...rules(1000), ...WITH_T }), message({ ...rules(500), ...WITH_T }))).toEqual(
      ['proved /body: it has at most 500 characters, before 1000'],
    );
  });

  test('what is required, with a value that keeps to another alternative of the rule', async () => {
    const asking = (name: string) => ({
      type: 'object',
      required: [name],
      properties: { t: { type: 'integer' }, m: { type: 'string' }, k: { enum: ['x', 'y'] } },
      additionalProperties: false,
      anyOf: [{ required: ['t'] }, { required: ['n'] }, { required: ['m'] }],
    });
    expect(await told(asking('k'), asking('t'))).toEqual([
      'proved /t: it is now required',
      'safe /k: it is no longer required',
    ]);
  });

  test('null, where a rule changes as well', async () => {
    const typed = (type: Json, rules: JsonObject) => ({ ...message({ ...ONE_OF_THREE, ...rules }), type });
    expect(await told(typed(['object', 'null'], {}), typed('object', { ...WITH_T }))).toEqual([
      'proved where /v is there, /t is now required',
      'proved null is no longer allowed',
    ]);
  });

  test('a property that is not to be sent any more, where a rule changes as well', async () => {
    const flagged = message({ ...ONE_OF_THREE, ...WITH_T });
    flagged['properties'] = { ...PROPERTIES, m: { type: 'string', readOnly: true } };
    const found = await told(message(ONE_OF_THREE), flagged);
    expect(found.join('\n')).toContain('/m: it is now marked as not to be sent this way');
  });
});

describe('in an answer', () => {
  test('a property that may be there in some cases is not gone', async () => {
    const rules = conditional(ON_WHATSAPP, SHORT);
    expect(
      await told(message(rules), message(conditional(ON_WHATSAPP, SHORT, NO_MEDIA)), 'response'),
    ).toEqual(['safe unless /ch is "wa", /m may no longer be there']);
  });

  test('one that may not be there in any case is', async () => {
    const found = await told(message(ONE_OF_THREE), message({ ...ONE_OF_THREE, ...NO_MEDIA }), 'response');
    expect(found).toEqual(['breaks /m may no longer be there']);
  });

  test('rules that only come let nothing more through, and those that only go do', async () => {
    const more = { ...ONE_OF_THREE, dependentRequired: { t: ['m'], m: ['v'] } };
    const text = 'where /t is there, /m is now required; where /m is there, /v is now required';
    expect(await told(message(ONE_OF_THREE), message(more), 'response')).toEqual([`safe ${text}`]);
    expect(await told(message(more), message(ONE_OF_THREE), 'response')).toEqual([
      'proved where /t is there, /m is no longer required; where /m is there, /v is no longer required',
    ]);
  });
});

test('a rule of a closed schema, of which a validator knows less than it says, breaks nothing by itself', async () => {
  const closed = { ...message(), unevaluatedProperties: false };
  const rule = { dependentSchemas: { t: { required: ['t'], properties: { ch: { minLength: 1 } } } } };
  const found = await told(closed, { ...closed, ...rule });
  expect(found.filter((each) => each.includes('no longer is'))).toEqual([]);
});

test('what differs between schemas without alternatives is told as it was', async () => {
  expect(await told(message(), message({ not: { required: ['m'] } }))).toEqual([
    'proved /m: it is no longer documented',
  ]);
});

test('the places are those of the words that came', async () => {
  const [change] = await schemaChanges(
    message(conditional(ON_WHATSAPP, SHORT)),
    message(conditional(ON_WHATSAPP, SHORT, NO_MEDIA)),
  );
  expect(change?.candidate?.pointer).toMatch(/\/schema\/else$/);
  expect(change?.before).toBeUndefined();
  expect(change?.after).toEqual({ else: NO_MEDIA });
});

test('where no object is left, that is told', async () => {
  const found = await told(message(ONE_OF_THREE), message({ ...ONE_OF_THREE, not: { required: ['ch'] } }));
  expect(found.join()).toContain('no value is valid any more');
});
