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
      'one or the other of two, beside a property upon which another depends',
      WITH_T,
      { ...WITH_T, anyOf: [{ required: ['t'] }, { required: ['m', 'body'] }] },
      'it has now to keep to one of these: /t is there, or /m is there and /body is there',
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

describe('what a rule asks for is told in words', () => {
  const HAS_V: JsonObject = { required: ['v'] };
  const where = (asked: Json): JsonObject => conditional(HAS_V, asked);
  const long = 'x'.repeat(100);

  test.each<[what: string, rule: JsonObject, come: string, gone: string]>([
    [
      'all but what a pattern says',
      { not: { properties: { t: { pattern: '^x' } }, required: ['t'] } },
      'it may no longer be of {"properties":{"t":{"pattern":"^x"}},"required":["t"]}',
      'it may now be of {"properties":{"t":{"pattern":"^x"}},"required":["t"]}',
    ],
    [
      'all but what takes long to say',
      { not: { properties: { t: { pattern: long } }, required: ['t'] } },
      `it may no longer be of {"properties":{"t":{"pattern":"${long.slice(0, 48)}…`,
      `it may now be of {"properties":{"t":{"pattern":"${long.slice(0, 48)}…`,
    ],
    [
      'three properties that are not together',
      { not: { type: 'object', required: ['t', 'v', 'm'] } },
      '/t, /v and /m may no longer be there together',
      '/t, /v and /m may now be there together',
    ],
    [
      'a length',
      where({ properties: { t: {}, m: { maxLength: 3 } } }),
      'where /v is there, /m has at most 3 characters, before any number of characters',
      'where /v is there, /m has any number of characters, before at most 3 characters',
    ],
    [
      'what two parts say',
      where({ allOf: [{ required: ['t'] }, { properties: { m: { maxLength: 3 } } }] }),
      'where /v is there, /t is now required, and /m is now held to {"maxLength":3}',
      'where /v is there, /t is no longer required, and /m is no longer held to {"maxLength":3}',
    ],
    [
      'nothing at all',
      where(false),
      'where /v is there, nothing is valid now',
      'where /v is there, it is no longer so that nothing is valid',
    ],
    [
      'one of two things, of which one has no words',
      where({
        anyOf: [{ required: ['t'] }, { properties: { m: { maxLength: 3 } }, required: ['m'] }],
      }),
      'where /v is there, it has now to keep to one of these: /t is there, or /m is held to {"maxLength":3} and /m is required',
      'where /v is there, it has no longer to keep to one of these: /t is there, or /m is held to {"maxLength":3} and /m is required',
    ],
    [
      'a property, and how many there are',
      where({ required: ['t'], minProperties: 5 }),
      'where /v is there, /t is now required, and it is now held to {"minProperties":5}',
      'where /v is there, /t is no longer required, and it is no longer held to {"minProperties":5}',
    ],
    [
      'all but what a value says',
      { not: ON_WHATSAPP },
      'it may no longer be that /ch is "wa"',
      'it may now be that /ch is "wa"',
    ],
    [
      'of objects that names alone do not tell from others, a property',
      conditional({ required: ['v'], minProperties: 3 }, { required: ['t'] }),
      'where it is of {"required":["v"],"minProperties":3}, /t is now required',
      'where it is of {"required":["v"],"minProperties":3}, /t is no longer required',
    ],
    [
      'of objects that no words tell from others, a property',
      conditional({ properties: { t: { maxLength: 3 } }, required: ['t'] }, HAS_V),
      'where it is of {"properties":{"t":{"maxLength":3}},"required":["t"]}, /v is now required',
      'where it is of {"properties":{"t":{"maxLength":3}},"required":["t"]}, /v is no longer required',
    ],
  ])('%s', async (_, rule, come, gone) => {
    const [before, after] = [message(ONE_OF_THREE), message({ ...ONE_OF_THREE, ...rule })];
    expect(await told(before, after)).toEqual([expect.stringContaining(` ${come}`)]);
    expect(await told(after, before)).toEqual([`safe ${gone}`]);
  });

  test('what holds in one of two cases only, without a word of the other one', async () => {
    const rule = Object.fromEntries([...Object.entries(where(true)), ['else', { required: ['t'] }]]);
    const [before, after] = [message(ONE_OF_THREE), message({ ...ONE_OF_THREE, ...rule })];
    expect(await told(before, after)).toEqual(['proved unless /v is there, /t is now required']);
    expect(await told(after, before)).toEqual(['safe unless /v is there, /t is no longer required']);
  });

  test('one of two, by their names', async () => {
    const two = { anyOf: [{ required: ['m'] }, { required: ['t'] }] };
    const [before, after] = [message(WITH_T), message({ ...WITH_T, ...two })];
    expect(await told(before, after)).toEqual(['proved /m or /t has to be there now']);
    expect(await told(after, before)).toEqual(['safe neither /m nor /t has to be there any more']);
  });

  test('one of one, as what is required', async () => {
    const one = { anyOf: [{ required: ['m'] }], not: { required: ['t', 'body'] } };
    const [before, after] = [message({ ...WITH_T, ...one }), message(WITH_T)];
    expect(await told(before, after)).toEqual([
      'safe /t and /body may now be there together, and /m is no longer required',
    ]);
    expect(await told(after, before)).toEqual([
      'proved /t and /body may no longer be there together, and /m is now required',
    ]);
  });

  test('a rule without a word of alternatives that leave everything open', async () => {
    const open = (...names: string[]) => [true, ...names.map((name) => ({ required: [name] }))];
    const depending = (name: string, ...names: string[]) =>
      message({ anyOf: open(...names), dependentRequired: { m: [name] } });
    expect(await told(depending('t', 't', 'v'), depending('v', 't'))).toEqual([
      'proved where /m is there, /v is now required; where /m is there, /t is no longer required',
    ]);
  });

  test('the same of other objects, and more of them, in one sentence each', async () => {
    const of = (ch: string, ...required: string[]) => ({
      ...message(conditional({ properties: { ch: { const: ch } }, required: ['ch'] }, { required })),
    });
    expect(await told(of('wa', 't'), of('sms', 't', 'v'))).toEqual([
      'proved /t is required where /ch is "sms", before where /ch is "wa"; where /ch is "sms", /v is now required',
    ]);
  });

  test('other alternatives than before, all of them', async () => {
    const [one, other] = [{ required: ['t', 'v'] }, { not: { required: ['m'] } }];
    const either = (...parts: JsonObject[]) => message({ anyOf: [{ required: ['body'] }, ...parts] });
    expect(await told(either(one), either(other))).toEqual([
      'proved it has now to keep to one of these: /body is there, or /m may not be there; it has no longer to keep to one of these: /body is there, or /t is there and /v is there',
    ]);
    expect(await told(either(one), either(other, one))).toEqual([
      'safe it is now enough that /m may not be there',
    ]);
    expect(await told(either(other, one), either(one))).toEqual([
      'proved it is no longer enough that /m may not be there',
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

  test('a value that was excluded, with an answer that has it', async () => {
    const rules = (m: Json): JsonObject => ({
      ...message({ ...ONE_OF_THREE, ...WITH_T }),
      properties: { ...PROPERTIES, m },
    });
    const [before, after] = [rules({ type: 'string', not: { enum: ['x'] } }), rules({ type: 'string' })];
    expect(await told(before, after, 'response')).toEqual(['proved /m: "x" is no longer excluded']);
    expect(await told(before, after)).toEqual(['safe /m: "x" is no longer excluded']);
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

// Of more than three such properties each is a condition, whose alternatives nobody counts.
describe('of many properties upon which others depend', () => {
  const NOW: JsonObject = { a: ['x'], b: ['x'], c: ['x'] };
  const BEFORE: JsonObject = { ...NOW, d: ['x'] };
  const text = { type: 'string' };
  const object = (rules: JsonObject): JsonObject => ({
    type: 'object',
    properties: { a: text, b: text, c: text, d: text },
    ...rules,
  });
  const unless = (...names: string[]) => conditional({ required: ['e'] }, { required: names });
  const orElse = (...names: string[]) => ({ ...unless('f'), else: { required: names } });

  test('one more is no less uncertain within an object that has rules of its own', async () => {
    const within = (rules: JsonObject): Json => ({
      ...message({ ...ONE_OF_THREE, ...WITH_T }),
      properties: {
        ...PROPERTIES,
        v: object({ anyOf: [{ required: ['a'] }, { required: ['b'] }], ...rules }),
      },
    });
    const [before, after] = [{ dependentRequired: BEFORE }, { dependentRequired: { ...BEFORE, e: ['x'] } }];
    expect(await told(within(before), within(after))).toEqual([
      'undecided /v: where /e is there, /x is now required',
    ]);
  });

  test('two times three of them make no cases of values that are no objects', async () => {
    const depending = (...asked: string[]): Json => ({
      allOf: [{ dependentRequired: NOW }, { dependentRequired: { d: ['x'], e: ['x'], f: asked } }],
    });
    expect(await told(depending('x'), depending('x', 'y'))).toEqual([
      expect.stringMatching(/^proved .*\/y.* is now required$/),
    ]);
  });

  test.each<[what: string, more: JsonObject, less: JsonObject, said: string]>([
    ['one is gone', { dependentRequired: BEFORE }, { dependentRequired: NOW }, 'where /d is there, /x'],
    [
      'one is gone, and another one asks for less',
      { dependentRequired: { ...BEFORE, a: ['x', 'y'] } },
      { dependentRequired: NOW },
      'where /a is there, /y',
    ],
    [
      'one is gone, and another one is in another order',
      { dependentRequired: { ...BEFORE, a: ['x', 'y'] } },
      { dependentRequired: { ...NOW, a: ['y', 'x'] } },
      'where /d is there, /x',
    ],
    [
      'one is gone, and an else as well',
      { dependentRequired: BEFORE, ...orElse('g') },
      { dependentRequired: NOW, ...unless('f') },
      'unless /e is there, /g',
    ],
  ])('%s: nothing is refused that was taken', async (_, more, less, said) => {
    expect(await told(object(more), object(less))).toEqual([
      expect.stringContaining(`safe ${said} is no longer required`),
    ]);
    expect(await told(object(more), object(less), 'response')).toEqual([expect.stringMatching(/^proved /)]);
    expect(await told(object(less), object(more))).toEqual([
      expect.stringContaining(`proved ${said} is now required`),
    ]);
    expect(await told(object(less), object(more), 'response')).toEqual([expect.stringMatching(/^safe /)]);
  });

  test('one is gone, and another one asks for something else', async () => {
    const [was, is] = [
      { ...BEFORE, a: ['x', 'y'] },
      { ...NOW, a: ['x', 'z'] },
    ];
    expect(await told(object({ dependentRequired: was }), object({ dependentRequired: is }))).toEqual([
      expect.stringMatching(/^undecided where \/a is there, \/z is now required/),
    ]);
  });

  test('one is gone, and a then asks for more', async () => {
    expect(
      await told(
        object({ dependentRequired: BEFORE, ...orElse('g') }),
        object({ dependentRequired: NOW, ...unless('f', 'h') }),
      ),
    ).toEqual([expect.stringMatching(/^proved where \/e is there, \/h is now required; unless /)]);
  });
});

describe('what a rule says of a closed schema', () => {
  const closed = (rules: JsonObject): JsonObject => ({
    type: 'object',
    properties: { a: { type: 'string' } },
    unevaluatedProperties: false,
    ...rules,
  });
  const MORE = { properties: { z: { type: 'string' } } };

  test.each<[what: string, rule: JsonObject]>([
    ['an if', conditional({ required: ['a'] }, MORE)],
    ['a property upon which another depends', { dependentSchemas: { a: MORE } }],
  ])('that has come may let more through: %s', async (_, rule) => {
    expect(await told(closed({}), closed(rule), 'response')).toEqual([
      'proved where /a is there, /z is now held to {"type":"string"}',
    ]);
    expect(await told(closed(rule), closed({}))).toEqual([
      expect.stringMatching(/^(proved|breaks) where \/a is there, \/z is no longer held to/),
    ]);
  });
});

describe('a rule whose words stay, but refer to another schema', () => {
  const long = (most: number): JsonObject => ({ Body: { properties: { m: { maxLength: most } } } });
  const rule = conditional({ required: ['t'] }, { $ref: '#/components/schemas/Body' });
  const [less, more] = [
    message({ ...ONE_OF_THREE, ...rule }),
    message({ ...ONE_OF_THREE, ...rule, else: NO_MEDIA }),
  ];

  test('may let more through, though it has come to say more', async () => {
    const options = { side: 'response', schemas: long(3), schemasNow: long(5) } as const;
    const [change, ...others] = await schemaChanges(less, more, options);
    expect(others).toEqual([]);
    expect(change).toMatchObject({ breaking: true, witness: { accepts: 'candidate', refuses: 'base' } });
    expect([change?.before, change?.after].map((words) => Object.keys(words ?? {}))).toEqual([
      ['then'],
      ['then', 'else'],
    ]);
  });

  test('may refuse more, though it says less', async () => {
    const options = { schemas: long(5), schemasNow: long(3) };
    const [change, ...others] = await schemaChanges(more, less, options);
    expect(others).toEqual([]);
    expect(change).toMatchObject({ breaking: true, witness: { accepts: 'base', refuses: 'candidate' } });
  });
});

test('an anyOf of which a part says nothing is no rule', async () => {
  const one = { dependentRequired: { v: ['t'] } };
  const other = { dependentRequired: { v: ['t', 'm'] } };
  const open = { anyOf: [{}, { required: ['t'] }] };
  expect(await told(message({ ...one, ...open }), message(other))).toEqual([
    'proved where /v is there, /m is now required',
  ]);
  expect(await told(message(one), message({ ...other, ...open }))).toEqual([
    'proved where /v is there, /m is now required',
  ]);
});

test('a list of a rule loses what a pattern beside it takes, whether anybody can compare the patterns or not', async () => {
  const rule = conditional(ON_WHATSAPP, { properties: { body: { enum: ['aa', 'aax'] } } });
  const held = (pattern: string) => ({
    ...message(rule),
    properties: { ...PROPERTIES, body: { type: 'string', pattern } },
  });
  const [loose, strict] = [held('^(.)\\1'), held('^(.)\\1x')];
  expect(await told(loose, strict)).toEqual([
    'proved /body: its pattern is ^(.)\\1x, before ^(.)\\1',
    'proved /body: "aa" is no longer among its values',
  ]);
  expect(await told(strict, loose, 'response')).toEqual([
    'proved /body: its pattern is ^(.)\\1, before ^(.)\\1x',
    'proved /body: "aa" is now among its values',
  ]);
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

test('what is shown of several rules is a list of them, and of an if what it says otherwise', async () => {
  const two = { ...WITH_T, ...conditional(ON_WHATSAPP, SHORT, NO_MEDIA) };
  const [change] = await schemaChanges(message(ONE_OF_THREE), message({ ...ONE_OF_THREE, ...two }));
  expect(change?.after).toEqual([conditional(ON_WHATSAPP, SHORT, NO_MEDIA), WITH_T]);
  const [less] = await schemaChanges(
    message({ ...ONE_OF_THREE, ...two }),
    message({ ...ONE_OF_THREE, ...conditional(ON_WHATSAPP, SHORT) }),
  );
  expect(less?.before).toEqual([{ else: NO_MEDIA }, WITH_T]);
  expect(less?.after).toBeUndefined();
  expect(less?.base?.pointer).toMatch(/\/schema\/else$/);
  expect(less?.candidate?.pointer).toMatch(/\/schema\/if$/);
});

test('where no object is left, that is told', async () => {
  const found = await told(message(ONE_OF_THREE), message({ ...ONE_OF_THREE, not: { required: ['ch'] } }));
  expect(found.join()).toContain('no value is valid any more');
});

test('what an if only asks is not asked for by an else that has come', async () => {
  const open = { type: 'object', properties: { ch: { type: 'string' }, body: { type: 'string' } } };
  const rule = conditional(ON_WHATSAPP, SHORT);
  expect(await told({ ...open, ...rule }, { ...open, ...rule, else: { required: ['body'] } })).toEqual([
    'proved unless /ch is "wa", /body is now required',
  ]);
});
