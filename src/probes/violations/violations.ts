import { without, withValue } from '../../document/edit.ts';
import { child, type Node } from '../../document/node.ts';
import { fromPointer, toPointer } from '../../document/pointer.ts';
import { documentedProperties, keyword, typesOf } from '../../document/schema.ts';
import { isObject, type Json, type JsonObject, sameJson } from '../../json.ts';
import type { Constraint } from '../constraints.ts';
import { dotted } from '../id.ts';
import { accepts } from '../values/accepts.ts';
import { drawOut } from '../values/draw-out.ts';
import { matches } from '../values/pattern.ts';
import { seededFaker, valueFor } from '../values/values.ts';
import { nearEnum } from './near-enum.ts';
import { nearFormat } from './near-format.ts';
import { nearPattern } from './near-pattern.ts';
import type { Violation } from './violation.ts';

/** Longer texts, lists and objects are not sent: the answer would speak of their size. */
const LONGEST_TEXT = 100_000;
const MOST_ITEMS = 1000;
const MOST_PROPERTIES = 100;

/**
 * The ways to break a constraint, near misses included: what a careless validator lets pass. Whether a way really breaks
 * the document's schema is for the caller to find out: other rules may allow it.
 *
 * @param right the value that stands there in the right request
 * @param alsoSeen words that the document uses elsewhere for a property of the same name
 */
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
      case 'const':
        return nearEnum(
          word === 'const' && rule !== undefined ? [rule] : Array.isArray(rule) ? rule : [],
          faker.string.alpha({ length: 12, casing: 'lower' }),
          alsoSeen,
        );
      case 'format':
        return nearFormat(String(rule), typeof right === 'string' ? right : undefined, faker);
      case 'pattern':
        return unmatched(schema, String(rule), right, faker.string.alpha(8));
      case 'minLength':
        return withNumber(rule, (least) => {
          const length = Math.min(least - 1, MOST_ITEMS);
          return [{ name: 'below', says: `has ${characters(length)}`, value: letters(right, length) }];
        });
      case 'maxLength':
        return withNumber(rule, (most) =>
          most > LONGEST_TEXT
            ? []
            : [{ name: 'above', says: `has ${characters(most + 1)}`, value: letters(right, most + 1) }],
        );
      case 'minimum':
        return withNumber(rule, (bound) => [
          { name: 'below', says: `is ${bound - 1}`, value: bound - 1 },
          ...far('far-below', Math.min(bound - 1, bound * 2, -1_000_000_000)),
        ]);
      case 'maximum':
        return withNumber(rule, (bound) => [
          { name: 'above', says: `is ${bound + 1}`, value: bound + 1 },
          ...far('far-above', Math.max(bound + 1, bound * 2, 1_000_000_000)),
        ]);
      case 'exclusiveMinimum':
      case 'exclusiveMaximum': {
        const bound =
          rule === true ? child(schema, word === 'exclusiveMinimum' ? 'minimum' : 'maximum')?.value : rule;
        return withNumber(bound, (value) => [{ name: 'at', says: `is ${value} itself`, value }]);
      }
      case 'multipleOf':
        return withNumber(rule, (step) => [
          {
            name: 'between',
            says: `is no multiple of ${step}`,
            value: (typeof right === 'number' ? right : step) + (step > 1 ? 1 : step / 2),
          },
        ]);
      case 'minItems':
        return withNumber(rule, (least) => {
          const count = Math.min(least - 1, MOST_ITEMS);
          return [{ name: 'below', says: `has ${items(count)}`, value: listOf(right, count, schema, seed) }];
        });
      case 'maxItems':
        return withNumber(rule, (most) =>
          most > MOST_ITEMS
            ? []
            : [
                {
                  name: 'above',
                  says: `has ${items(most + 1)}`,
                  value: listOf(right, most + 1, schema, seed),
                },
              ],
        );
      case 'uniqueItems':
        return [{ name: 'twice', says: 'holds an item twice', value: twice(right, schema, seed) }];
      case 'minProperties':
        return [{ name: 'below', says: 'has no property', value: {} }];
      case 'maxProperties':
        return withNumber(rule, (most) =>
          most > MOST_PROPERTIES
            ? []
            : [{ name: 'above', says: 'has too many properties', value: crowded(right, most + 1) }],
        );
      case 'dependentRequired':
        return isObject(rule) ? dependentMissing(rule, right, schema, seed) : [];
      case 'propertyNames':
        return [
          ['', '!'],
          ['capitals', 'PLUMBLINE'],
          ['space', 'plumbline extra'],
        ].map(([name = '', key = '']) => ({
          name,
          says: `has a property of the name ${JSON.stringify(key)}`,
          value: withValue(right, toPointer([key]), valueFor(child(schema, 'additionalProperties'), faker)),
        }));
      case 'contains':
        return contained(schema, right);
      case 'items':
      case 'unevaluatedItems':
        return [{ name: 'more', says: 'has an item more', value: oneMore(right, schema, seed) }];
      case 'additionalProperties':
      case 'unevaluatedProperties':
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
    ['kebab-case', 'is named with dashes', words.join('-')],
    ['trailing-space', 'is named with a space behind it', `${name} `],
  ];
  return spellings
    .filter(([, , spelt]) => spelt !== name)
    .map(([kind, says, spelt]) => ({
      name: kind,
      says: `${says} (${spelt === spelt.trim() ? spelt : JSON.stringify(spelt)})`,
      value: right,
      at: toPointer([...keys.slice(0, -1), spelt]),
    }));
}

function withNumber(rule: Json | undefined, make: (value: number) => Violation[]): Violation[] {
  return typeof rule === 'number' ? make(rule) : [];
}

/** A number far off, where the next one is not what a careless reader takes for it. */
function far(name: string, value: number): Violation[] {
  return Number.isFinite(value) ? [{ name, says: `is ${value}`, value }] : [];
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}

function items(count: number): string {
  return count === 1 ? '1 item' : `${count} items`;
}

/** The right text cut short or drawn out, so that nothing but its length is wrong. */
function letters(right: Json | undefined, length: number): string {
  const text = typeof right === 'string' ? right : '';
  return [...text].slice(0, length).join('').padEnd(length, 'x');
}

function listOf(right: Json | undefined, count: number, schema: Node, seed: number): Json[] {
  return drawOut(Array.isArray(right) ? right : [], count, schema, { seed });
}

/** One item twice, and where the list is full, in place of the last one. */
function twice(right: Json | undefined, schema: Node, seed: number): Json {
  const given = Array.isArray(right) && right.length > 0 ? right : listOf(undefined, 1, schema, seed);
  const most = keyword(schema, 'maxItems')?.value;
  const full = typeof most === 'number' && given.length >= most && given.length > 1;
  return [...(full ? given.slice(0, -1) : given), given[0] ?? 'x'];
}

/** The list with all that its first items may be, and one that stands for nothing. */
function oneMore(right: Json | undefined, schema: Node, seed: number): Json[] {
  const given = Array.isArray(right) ? right : [];
  const first = child(schema, 'prefixItems')?.value;
  const least = Array.isArray(first) ? first.length : 0;
  return [...listOf(given, Math.max(given.length, least), schema, seed), 'x'];
}

/** The list without what it has to contain, and with too much of it. */
function contained(schema: Node, right: Json | undefined): Violation[] {
  const asked = child(schema, 'contains');
  const most = child(schema, 'maxContains')?.value;
  if (!Array.isArray(right)) return [];
  const fits = (item: Json): boolean => accepts(asked, item) !== false;
  const known = right.find(fits);
  return [
    {
      name: 'none',
      says: 'holds nothing of what it has to contain',
      value: right.filter((item) => !fits(item)),
    },
    ...(typeof most !== 'number' || most > MOST_ITEMS || known === undefined
      ? []
      : [
          {
            name: 'too-many',
            says: 'holds more than it may of what it has to contain',
            value: [...right, ...Array.from({ length: most }, () => known)],
          },
        ]),
  ];
}

/** A property, and not what the document asks for wherever it is. */
function dependentMissing(
  rule: JsonObject,
  right: Json | undefined,
  schema: Node,
  seed: number,
): Violation[] {
  const given = isObject(right) ? right : {};
  return Object.entries(rule).flatMap(([name, others]) =>
    [others].flat().flatMap((other): Violation[] => {
      if (typeof other !== 'string') return [];
      const own = given[name] ?? valueFor(documentedProperties(schema).get(name), seededFaker(seed, name));
      const { [other]: _, ...rest } = given;
      return [
        {
          name: `${dotted([name])}-without-${dotted([other])}`,
          says: `has ${name} without ${other}`,
          value: { ...rest, [name]: own },
        },
      ];
    }),
  );
}

function crowded(right: Json | undefined, count: number): Json {
  const given = isObject(right) ? right : {};
  const names = Array.from(
    { length: Math.max(count - Object.keys(given).length, 0) },
    (_, index) => `plumbline_${index + 1}`,
  );
  return { ...given, ...Object.fromEntries(names.map((name) => [name, 'x'])) };
}

function wrongTypes(schema: Node, right: Json | undefined): Violation[] {
  const allowed = typesOf(schema);
  const others: [type: string, violation: Violation][] = [
    ['null', { name: 'null', says: 'is null', value: null }],
    // More than 64 bits hold: whoever reads it into an integer must not break down at it.
    ['integer', { name: 'number', says: 'is a number', value: 98765432109876540000 }],
    ['boolean', { name: 'boolean', says: 'is true', value: true }],
    // What a loose comparison takes for any text, and a careless condition for nothing at all.
    ['integer', { name: 'zero', says: 'is 0', value: 0 }],
    ['boolean', { name: 'false', says: 'is false', value: false }],
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
    ['string', { name: 'string', says: 'is a text that holds it', value: asText(right) }],
    ['string', { name: 'word', says: 'is a word', value: 'plumbline' }],
  ];
  const numeric = allowed.includes('number') || allowed.includes('integer');
  return (
    others
      .filter(([type]) => !allowed.includes(type) && !(type === 'integer' && numeric))
      // A number as a text is what a forgiving reader takes; a word is what no reader does.
      .filter(([, { name }]) => name !== 'word' || numeric || allowed.includes('boolean'))
      .map(([, violation]) => violation)
      .concat(
        allowed.includes('integer') && !allowed.includes('number')
          ? [{ name: 'fraction', says: 'is a number with a fraction', value: fraction(schema, right) }]
          : [],
      )
  );
}

/** A number that is no whole one, and within the bounds that the schema has, so that nothing else is wrong with it. */
function fraction(schema: Node, right: Json | undefined): number {
  const bound = (...words: string[]): number[] =>
    words.flatMap((word) => {
      const value = child(schema, word)?.value;
      return typeof value === 'number' ? [value] : [];
    });
  const least = Math.max(...bound('minimum', 'exclusiveMinimum'));
  const most = Math.min(...bound('maximum', 'exclusiveMaximum'));
  const near = typeof right === 'number' ? [right + 0.5, right - 0.5] : [];
  return [1.5, ...near].find((value) => value > least && value < most) ?? 1.5;
}

function asText(right: Json | undefined): string {
  if (typeof right === 'number' || typeof right === 'boolean') return String(right);
  return isObject(right) || Array.isArray(right) ? JSON.stringify(right) : 'text';
}

function unmatched(schema: Node, pattern: string, right: Json | undefined, text: string): Violation[] {
  const whole = typeof right === 'string' ? right : undefined;
  const [least, most] = ['minLength', 'maxLength'].map((word) => child(schema, word)?.value);
  // What is too short or too long besides is another rule's to break.
  const near = (whole === undefined ? [] : nearPattern(pattern, whole)).filter(
    ({ value }) => !([...value].length < Number(least)) && !([...value].length > Number(most)),
  );
  const around: [name: string, says: string, value: string][] =
    whole === undefined
      ? []
      : [
          ['suffix', 'has a letter more than the pattern allows', `${whole}!`],
          ['prefix', 'has a letter more in front than the pattern allows', `!${whole}`],
          ['trailing-newline', 'has a newline behind it, which the pattern does not allow', `${whole}\n`],
          ['upper-case', 'is in capitals, which the pattern does not allow', whole.toUpperCase()],
          ['lower-case', 'is in small letters, which the pattern does not allow', whole.toLowerCase()],
        ];
  // The likeliest mistakes come first: of many rules each is broken in its first ways alone.
  const tries: [name: string, says: string, value: string][] = [
    ['unmatched', 'does not match the pattern', '!'],
    ...around.slice(0, 2),
    ...near.map(({ name, says, value }): [string, string, string] => [name, says, value]),
    ['word', 'is a word that does not match the pattern', text],
    ['empty', 'is empty, which does not match the pattern', ''],
    ...around.slice(2),
  ];
  return tries
    .filter(([, , value]) => matches(pattern, value) === false)
    .map(([name, says, value]) => ({ name, says, value }));
}
