import { child, type Node } from '../document/node.ts';
import { fromPointer, toPointer, valueAt } from '../document/pointer.ts';
import { typesOf } from '../document/schema.ts';
import { type Json, sameJson } from '../json.ts';
import type { Constraint } from './constraints.ts';
import { without, withValue } from './edit.ts';
import { seededFaker } from './values.ts';

/** One way to break a constraint, everything else left right. */
export interface Violation {
  /** Kebab case, the last part of the probe's id; empty where there is only one way. */
  name: string;
  /** What the request then holds, for a sentence: `is null`. */
  says: string;
  /** The value that breaks it; undefined takes it out. */
  value: Json | undefined;
  /** Where the value goes in place of the constraint's own place. */
  at?: string;
}

/** The ways to break a constraint, near misses included: what a careless validator lets pass. */
export function violations(
  constraint: Constraint,
  right: Json | undefined,
  seed: number,
  alsoSeen: readonly string[],
): Violation[] {
  const { schema, keyword: word } = constraint;
  const rule = child(schema, word)?.value;
  const faker = seededFaker(seed, `violation ${constraint.pointer}`);
  const found = ((): Violation[] => {
    switch (word) {
      case 'required':
        return [{ name: '', says: 'is left out', value: undefined }, ...misspelt(constraint.target, right)];
      case 'type':
        return wrongTypes(schema, right);
      case 'enum':
        return outsideEnum(
          Array.isArray(rule) ? rule : [],
          faker.string.alpha({ length: 12, casing: 'lower' }),
          alsoSeen,
        );
      case 'const':
        return [
          {
            name: 'other',
            says: 'is another value',
            value: typeof rule === 'string' ? `${rule}-other` : 'other',
          },
        ];
      case 'format':
        return wrongFormat(String(rule), typeof right === 'string' ? right : faker.string.uuid());
      case 'pattern':
        return unmatched(String(rule), right, faker.string.alpha(8));
      case 'minLength':
        return lengths(rule, (length) => [
          {
            name: 'below',
            says: `has ${length - 1} characters`,
            value: faker.string.alpha(Math.max(length - 1, 0)),
          },
        ]);
      case 'maxLength':
        return lengths(rule, (length) =>
          length > 100_000
            ? []
            : [
                {
                  name: 'above',
                  says: `has ${length + 1} characters`,
                  value: faker.string.alpha(length + 1),
                },
              ],
        );
      case 'minimum':
        return lengths(rule, (bound) => [{ name: 'below', says: `is ${bound - 1}`, value: bound - 1 }]);
      case 'maximum':
        return lengths(rule, (bound) => [{ name: 'above', says: `is ${bound + 1}`, value: bound + 1 }]);
      case 'exclusiveMinimum':
      case 'exclusiveMaximum': {
        const bound =
          rule === true ? child(schema, word === 'exclusiveMinimum' ? 'minimum' : 'maximum')?.value : rule;
        return lengths(bound, (value) => [{ name: 'at', says: `is ${value} itself`, value }]);
      }
      case 'multipleOf':
        return lengths(rule, (step) => [
          {
            name: 'between',
            says: `is no multiple of ${step}`,
            value: (typeof right === 'number' ? right : step) + step / 2,
          },
        ]);
      case 'minItems':
        return lengths(rule, (count) => [
          { name: 'below', says: `has ${count - 1} items`, value: repeat(right, count - 1) },
        ]);
      case 'maxItems':
        return lengths(rule, (count) =>
          count > 1000
            ? []
            : [{ name: 'above', says: `has ${count + 1} items`, value: repeat(right, count + 1) }],
        );
      case 'uniqueItems':
        return Array.isArray(right) && right.length > 0
          ? [{ name: 'twice', says: 'holds an item twice', value: repeat(right, 2) }]
          : [];
      case 'minProperties':
        return [{ name: 'below', says: 'has no property', value: {} }];
      case 'additionalProperties':
        return [
          {
            name: '',
            says: 'has a property that is forbidden',
            value: withValue(right, '/plumbline_extra', 'x'),
          },
        ];
      default:
        return [];
    }
  })();
  return found.filter(({ value, at }) => value === undefined || at !== undefined || !sameJson(value, right));
}

/** Puts a violation into the right body. */
export function applyViolation(body: Json | undefined, constraint: Constraint, violation: Violation): Json {
  const { value, at } = violation;
  if (value === undefined) return without(body, constraint.target);
  return at === undefined
    ? withValue(body, constraint.target, value)
    : withValue(without(body, constraint.target), at, value);
}

/** A required property under a name that only looks like its own: JSON compares names letter by letter. */
function misspelt(target: string, right: Json | undefined): Violation[] {
  const keys = fromPointer(target) ?? [];
  const name = keys.at(-1);
  if (name === undefined || right === undefined) return [];
  const words = name.split(/[_-]|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
  const camel = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  const spellings: [name: string, says: string, spelt: string][] = [
    ['camel-case', 'is named in camel case', camel],
    ['upper-case', 'is named in capitals', name.toUpperCase()],
    ['snake-case', 'is named in snake case', words.join('_')],
  ];
  return spellings
    .filter(([, , spelt]) => spelt !== name)
    .map(([kind, says, spelt]) => ({
      name: kind,
      says: `${says} (${spelt})`,
      value: right,
      at: toPointer([...keys.slice(0, -1), spelt]),
    }));
}

/** The value that the right body has at the constraint's place. */
export function rightValue(body: Json | undefined, constraint: Constraint): Json | undefined {
  return valueAt(body, constraint.target);
}

function lengths(rule: Json | undefined, make: (value: number) => Violation[]): Violation[] {
  return typeof rule === 'number' ? make(rule) : [];
}

function repeat(right: Json | undefined, count: number): Json {
  const item = Array.isArray(right) && right[0] !== undefined ? right[0] : 'x';
  return Array.from({ length: Math.max(count, 0) }, () => item);
}

function wrongTypes(schema: Node, right: Json | undefined): Violation[] {
  const allowed = typesOf(schema);
  const others: [type: string, violation: Violation][] = [
    ['null', { name: 'null', says: 'is null', value: null }],
    ['integer', { name: 'number', says: 'is a number', value: 42 }],
    ['boolean', { name: 'boolean', says: 'is true', value: true }],
    ['array', { name: 'array', says: 'is the right value inside an array', value: [right ?? 'x'] }],
    ['array', { name: 'empty-array', says: 'is an empty array', value: [] }],
    [
      'object',
      {
        name: 'object',
        says: 'is an object',
        value: { value: typeof right === 'object' ? null : (right ?? 'x') },
      },
    ],
    [
      'string',
      {
        name: 'string',
        says: 'is a text that holds it',
        value:
          typeof right === 'number' || typeof right === 'boolean'
            ? String(right)
            : typeof right === 'object' && right !== null
              ? JSON.stringify(right)
              : 'text',
      },
    ],
  ];
  const numbers = allowed.includes('number') ? ['number', 'integer'] : allowed;
  return others
    .filter(([type]) => !numbers.includes(type) && !allowed.includes(type))
    .map(([, violation]) => violation)
    .concat(
      allowed.includes('integer') && !allowed.includes('number')
        ? [{ name: 'fraction', says: 'is a number with a fraction', value: 1.5 }]
        : [],
    );
}

/** Values outside of an enum: unknown, near misses of a value that is in it, and words that the document uses elsewhere. */
function outsideEnum(values: readonly Json[], unknown: string, alsoSeen: readonly string[]): Violation[] {
  const texts = values.filter((value): value is string => typeof value === 'string');
  const [first] = texts;
  const near: Violation[] =
    first === undefined
      ? []
      : [
          { name: 'upper-case', says: 'is a value of the enum in upper case', value: first.toUpperCase() },
          {
            name: 'capitalised',
            says: 'is a value of the enum with a capital',
            value: first.charAt(0).toUpperCase() + first.slice(1),
          },
          {
            name: 'trailing-space',
            says: 'is a value of the enum with a space behind it',
            value: `${first} `,
          },
          {
            name: 'leading-space',
            says: 'is a value of the enum with a space before it',
            value: ` ${first}`,
          },
          { name: 'prefix', says: 'is a value of the enum cut short', value: first.slice(0, -1) },
          { name: 'suffix', says: 'is a value of the enum with a letter more', value: `${first}x` },
          {
            name: 'trailing-newline',
            says: 'is a value of the enum with a newline behind it',
            value: `${first}\n`,
          },
          { name: 'empty', says: 'is empty', value: '' },
          ...nearWords(first),
        ];
  const elsewhere = alsoSeen
    .filter((word) => word !== first)
    .map(
      (word, index): Violation => ({
        name: `used-elsewhere${index === 0 ? '' : `-${index + 1}`}`,
        says: `is ${JSON.stringify(word)}, which the document uses elsewhere but does not allow here`,
        value: word,
      }),
    );
  return [
    {
      name: 'unknown',
      says: 'is a word that is not in the enum',
      value: first === undefined ? unknown : `${unknown}.${unknown}`,
    },
    ...near,
    ...elsewhere,
  ].filter(({ value }) => !values.some((allowed) => sameJson(allowed, value)));
}

/** Words that a forgiving reader takes for a value made of several: `orders.paid` for `orders_paid`, `paid`, `order.paid`. */
function nearWords(value: string): Violation[] {
  const [, separator] = /[A-Za-z0-9]([._:/-])[A-Za-z0-9]/.exec(value) ?? [];
  if (separator === undefined) return [];
  const parts = value.split(separator);
  const other = separator === '_' ? '-' : '_';
  return [
    {
      name: 'other-separator',
      says: `has ${JSON.stringify(other)} between its words`,
      value: parts.join(other),
    },
    { name: 'last-word', says: 'is the last word of a value of the enum', value: parts.at(-1) ?? '' },
    { name: 'first-word', says: 'is the first word of a value of the enum', value: parts[0] ?? '' },
    {
      name: 'singular',
      says: 'is a value of the enum in the singular',
      value: parts.map((part) => part.replace(/s$/, '')).join(separator),
    },
  ];
}

function unmatched(pattern: string, right: Json | undefined, text: string): Violation[] {
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, 'u');
  } catch {
    return [];
  }
  const tries = [
    '',
    '!',
    text,
    ...(typeof right === 'string' ? [`${right}!`, `!${right}`, `${right}\n`] : []),
  ];
  const value = tries.find((each) => !expression.test(each));
  return value === undefined ? [] : [{ name: 'unmatched', says: 'does not match the pattern', value }];
}

/** Texts that are not of a format, each close to one that is. */
function wrongFormat(format: string, right: string): Violation[] {
  return [
    { name: 'word', says: 'is a plain word', value: 'plumbline' },
    { name: 'empty', says: 'is empty', value: '' },
    ...(NEAR_MISSES[format]?.(right) ?? []),
  ];
}

const NEAR_MISSES: Record<string, (right: string) => Violation[]> = {
  uuid: (right) => [
    { name: 'no-dashes', says: 'is a UUID without its dashes', value: right.replaceAll('-', '') },
    { name: 'braces', says: 'is a UUID in braces', value: `{${right}}` },
    { name: 'short', says: 'is a UUID with a digit missing', value: right.slice(0, -1) },
    { name: 'long', says: 'is a UUID with a digit too many', value: `${right}0` },
    {
      name: 'no-hex',
      says: 'is a UUID with a letter that is no hexadecimal digit',
      value: `g${right.slice(1)}`,
    },
    { name: 'shifted-dash', says: 'is a UUID with a dash in the wrong place', value: shiftDash(right) },
    { name: 'trailing-space', says: 'is a UUID with a space behind it', value: `${right} ` },
    { name: 'leading-space', says: 'is a UUID with a space before it', value: ` ${right}` },
    { name: 'trailing-newline', says: 'is a UUID with a newline behind it', value: `${right}\n` },
    { name: 'suffix', says: 'is a UUID with a word behind it', value: `${right}-plumbline` },
    { name: 'prefix', says: 'is a UUID with a word before it', value: `plumbline-${right}` },
    { name: 'short-groups', says: 'is five short groups', value: '1-1-1-1-1' },
  ],
  'date-time': () => [
    { name: 'no-zone', says: 'is a time without its zone', value: '2026-01-31T12:00:00' },
    { name: 'date-only', says: 'is a date only', value: '2026-01-31' },
    { name: 'no-such-day', says: 'is a day that no calendar has', value: '2026-02-30T12:00:00Z' },
    { name: 'no-such-hour', says: 'is an hour that no clock has', value: '2026-01-31T25:00:00Z' },
    { name: 'epoch', says: 'is seconds since 1970', value: '1769860800' },
  ],
  date: () => [
    { name: 'no-such-day', says: 'is a day that no calendar has', value: '2026-02-30' },
    { name: 'slashes', says: 'is a date with slashes', value: '2026/01/31' },
    { name: 'day-first', says: 'is a date with its day first', value: '31-01-2026' },
    { name: 'with-time', says: 'is a date with a time', value: '2026-01-31T12:00:00Z' },
  ],
  email: (right) => [
    { name: 'no-at', says: 'has no @', value: right.replace('@', '.') },
    { name: 'no-domain', says: 'has nothing behind the @', value: 'plumbline@' },
  ],
  uri: () => [{ name: 'no-scheme', says: 'has no scheme', value: 'example.com/path' }],
  ipv4: () => [
    { name: 'too-large', says: 'has a part above 255', value: '192.0.2.256' },
    { name: 'short', says: 'has three parts', value: '192.0.2' },
  ],
  ipv6: () => [{ name: 'too-long', says: 'has nine parts', value: '1:2:3:4:5:6:7:8:9' }],
};

function shiftDash(uuid: string): string {
  return `${uuid.slice(0, 8)}${uuid.charAt(9)}-${uuid.slice(10)}`;
}
