import { generateMersenne53Randomizer, type Randomizer, SimpleFaker } from '@faker-js/faker';
import { type ChosenValue, chosenValues } from '../../document/discriminator.ts';
import { child, entries, follow, items, type Node } from '../../document/node.ts';
import { hasOwn, isObject, type Json, type JsonObject, sameJson } from '../../json.ts';
import { accepts } from './accepts.ts';
import { matches, textMatching } from './pattern.ts';

/** A source of values that depends on nothing but the run's seed and the name that asks: adding a probe moves no other. */
export function seededFaker(seed: number, name: string): SimpleFaker {
  const letters = [...name].map((letter) => letter.codePointAt(0) ?? 0);
  const faker = new SimpleFaker({ randomizer: seededLate([seed, ...letters]) });
  faker.setDefaultRefDate('2026-01-01T00:00:00.000Z');
  return faker;
}

/** Seeded once a value is asked of it: most plans document more values than they make up, and seeding is not free. */
function seededLate(seed: readonly number[]): Randomizer {
  let seeded: Randomizer | undefined;
  const randomizer = () => {
    if (seeded === undefined) {
      seeded = generateMersenne53Randomizer(0);
      seeded.seed([...seed]);
    }
    return seeded;
  };
  return { next: () => randomizer().next(), seed: (other) => randomizer().seed(other) };
}

export interface ValueOptions {
  /** `all` makes every documented property, `required` only those that have to be there. */
  parts?: 'all' | 'required';
  /** Whether documented examples and defaults are used; without them every value is made up. */
  examples?: boolean;
  /** Which alternative of the schema's own choice the value is of: its index; by default the first that fits. */
  alternative?: number;
}

/** How deep a generated value goes before only what is required is made. */
const DEPTH = 6;
/** How deep at all: what requires itself has no value. */
const DEEPEST = 20;
/** How many properties and items one value gets that it need not have. */
const OPTIONAL = 300;
/** More items or characters are not made: nobody asks for them in earnest. */
const MOST_ITEMS = 1000;
const MOST_LETTERS = 100_000;

interface Making {
  faker: SimpleFaker;
  parts: 'all' | 'required';
  examples: boolean;
  /** Counts down what need not be made. */
  optional: number;
}

/**
 * A value for a schema: its documented example where there is one, made up otherwise. Of a choice the first branch is
 * taken that gives a right value. What cannot be satisfied so simply comes out wrong: `accepts` tells.
 *
 * @throws {Problem} on a reference that points at nothing
 */
export function valueFor(
  schema: Node | undefined,
  faker: SimpleFaker,
  { parts = 'all', examples = true, alternative }: ValueOptions = {},
): Json {
  const making: Making = { faker, parts, examples, optional: OPTIONAL };
  if (schema === undefined || alternative === undefined) return make(schema, making, []);
  // What the whole schema gives as its example is of one alternative, which may be another.
  return fromParts(partsOf(schema, alternative), alternative, schema, { ...making, examples: false }, []);
}

function make(schema: Node | undefined, making: Making, above: readonly string[]): Json {
  if (schema === undefined) return making.faker.string.alpha(8);
  if (above.length > DEEPEST) return null;
  // Branches are tried near the top only: nested choices would multiply.
  const choices = above.length > 3 ? 1 : Math.min(choicesIn(schema), 8);
  let unsure: Json | undefined;
  let last: Json = null;
  for (let turn = 0; turn < choices; turn++) {
    last = fromParts(partsOf(schema, turn), turn, schema, making, above);
    if (choices === 1) return last;
    const opinion = accepts(schema, last);
    if (opinion === true) return last;
    if (opinion === undefined) unsure ??= last;
  }
  return unsure ?? last;
}

/** A schema with those that apply beside it: what `allOf` holds, and one branch of each choice. */
function partsOf(schema: Node, turn: number): Node[] {
  const found = new Map<string, Node>();
  const visit = (node: Node): void => {
    const here = follow(node);
    if (found.has(here.pointer)) return;
    found.set(here.pointer, here);
    for (const part of items(child(here, 'allOf'))) visit(part);
    for (const word of ['anyOf', 'oneOf']) {
      const branches = items(child(here, word));
      const branch = branches[turn % branches.length];
      if (branch !== undefined) visit(branch);
    }
  };
  visit(schema);
  return [...found.values()];
}

function choicesIn(schema: Node): number {
  const counts = partsOf(schema, 0).flatMap((part) =>
    ['anyOf', 'oneOf'].map((word) => items(child(part, word)).length),
  );
  return Math.max(1, ...counts);
}

function fromParts(
  parts: readonly Node[],
  turn: number,
  schema: Node,
  making: Making,
  above: readonly string[],
): Json {
  const type = typeIn(parts);
  const fixed = fixedIn(parts, schema, making);
  if (fixed !== undefined && (type !== 'object' || making.parts === 'all')) return fixed;
  const inner = [...above, ...parts.map(({ pointer }) => pointer)];
  switch (type) {
    case 'object':
      return objectFor(parts, chosenValues(parts, turn), making, inner);
    case 'array':
      return arrayFor(parts, making, inner);
    case 'integer':
    case 'number':
      return numberFor(parts, making.faker, type);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textFor(parts, making.faker);
  }
}

/** The value that a schema itself gives: constant, example, default, or the first of an enum. */
function fixedIn(parts: readonly Node[], schema: Node, { examples }: Making): Json | undefined {
  const constant = wordIn(parts, 'const');
  if (constant !== undefined) return constant;
  const given = examples ? documentedValue(parts) : undefined;
  if (given !== undefined && accepts(schema, given) !== false) return given;
  const values = wordIn(parts, 'enum');
  if (!Array.isArray(values)) return undefined;
  return values.find((value) => value !== null && accepts(schema, value) !== false) ?? values[0];
}

/** What a schema documents as a value of its own: its example, or its default. */
export function documentedValue(parts: readonly Node[]): Json | undefined {
  const examples = wordIn(parts, 'examples');
  const [first] = Array.isArray(examples) ? examples : [];
  return wordIn(parts, 'example') ?? first ?? wordIn(parts, 'default');
}

/** The type that all parts allow, `null` last; guessed from other words where none says. */
function typeIn(parts: readonly Node[]): string {
  let types: Json[] | undefined;
  for (const part of parts) {
    const own = child(part, 'type')?.value;
    if (own === undefined) continue;
    const here = [own].flat();
    const both = (types ?? here).filter(
      (type) => here.includes(type) || (type === 'integer' && here.includes('number')),
    );
    types = both.length > 0 ? both : here.includes('integer') ? ['integer'] : both;
  }
  const type = types?.find((each) => each !== 'null') ?? types?.[0];
  if (typeof type === 'string') return type;
  if (['properties', 'required', 'additionalProperties'].some((word) => wordIn(parts, word) !== undefined))
    return 'object';
  if (wordIn(parts, 'items') !== undefined) return 'array';
  return wordIn(parts, 'minimum') !== undefined || wordIn(parts, 'maximum') !== undefined
    ? 'number'
    : 'string';
}

function objectFor(
  parts: readonly Node[],
  chosen: readonly ChosenValue[],
  making: Making,
  above: readonly string[],
): JsonObject {
  const required = new Set(
    parts
      .flatMap((part) => [child(part, 'required')?.value].flat())
      .filter((name) => typeof name === 'string'),
  );
  const most = Math.min(...numbersIn(parts, 'maxProperties'), Number.POSITIVE_INFINITY);
  const least = Math.max(...numbersIn(parts, 'minProperties'), 0);
  const object: JsonObject = {};
  for (const { property, value } of chosen) put(object, property, value);
  const properties = parts.flatMap((part) => entries(child(part, 'properties')));
  for (const { key, node } of properties) if (isReadOnly(node)) required.delete(key);
  const size = (): number => Object.keys(object).length;
  const room = (): number => most - size() - [...required].filter((name) => !hasOwn(object, name)).length;
  for (const { key, node } of properties) {
    if (hasOwn(object, key) || isReadOnly(node)) continue;
    const again = above.includes(follow(node).pointer) || above.length > DEPTH * 2;
    const asked = making.parts === 'all' && above.length < DEPTH * 2;
    const optional = (asked || size() < least) && !again && room() > 0;
    if (!required.has(key) && (!optional || making.optional-- <= 0)) continue;
    put(object, key, make(node, making, above));
  }
  for (const name of required) {
    if (!hasOwn(object, name)) put(object, name, make(otherSchema(parts, name), making, above));
  }
  for (let index = 1; size() < Math.min(least, MOST_ITEMS); index++) {
    const name = `property_${index}`;
    put(object, name, make(otherSchema(parts, name), making, above));
  }
  return object;
}

/** The schema of a property that `properties` does not name. */
function otherSchema(parts: readonly Node[], name: string): Node | undefined {
  for (const part of parts) {
    for (const { key, node } of entries(child(part, 'patternProperties'))) {
      if (matches(key, name) === true) return node;
    }
    const additional = child(part, 'additionalProperties');
    if (additional !== undefined && isObject(additional.value)) return additional;
  }
  return undefined;
}

function arrayFor(parts: readonly Node[], making: Making, above: readonly string[]): Json[] {
  const first = parts.flatMap((part) => items(child(part, 'prefixItems')));
  const item = parts.map((part) => child(part, 'items')).find((each) => each !== undefined);
  const least = Math.max(...numbersIn(parts, 'minItems'), 0);
  const most = Math.min(...numbersIn(parts, 'maxItems'), MOST_ITEMS);
  const again = item !== undefined && above.includes(follow(item).pointer);
  const wanted = making.parts === 'required' || again || above.length > DEPTH * 2 ? 0 : 1;
  const count = Math.min(Math.max(least, wanted, first.length), most);
  const unique = wordIn(parts, 'uniqueItems') === true;
  const made: Json[] = [];
  for (let tries = 0; made.length < count && tries < count * 3; tries++) {
    const schema = first[made.length] ?? item;
    // The documented example is the same each time.
    const value = unique && tries > 0 ? another(schema, made, making, above) : make(schema, making, above);
    if (!unique || !made.some((each) => sameJson(each, value))) made.push(value);
  }
  return made;
}

function another(
  schema: Node | undefined,
  made: readonly Json[],
  making: Making,
  above: readonly string[],
): Json {
  const values = schema === undefined ? undefined : wordIn(partsOf(schema, 0), 'enum');
  const free = Array.isArray(values)
    ? values.find((value) => !made.some((each) => sameJson(each, value)))
    : undefined;
  return free ?? make(schema, { ...making, examples: false }, above);
}

function numberFor(parts: readonly Node[], faker: SimpleFaker, type: 'integer' | 'number'): number {
  const exclusive = (word: string) =>
    parts.flatMap((part) => {
      const rule = child(part, word === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum')?.value;
      const limit = rule === true ? child(part, word)?.value : rule;
      return typeof limit === 'number' ? [limit] : [];
    });
  const low = Math.max(...numbersIn(parts, 'minimum'), ...exclusive('minimum'));
  const high = Math.min(...numbersIn(parts, 'maximum'), ...exclusive('maximum'));
  const [multiple] = numbersIn(parts, 'multipleOf');
  const steps =
    multiple !== undefined && multiple > 0
      ? type === 'integer' && !Number.isInteger(multiple)
        ? [multiple * 10, multiple * 100, multiple]
        : [multiple]
      : type === 'integer'
        ? [1]
        : [1, 0.5, 0.25, 0.125, (high - low) / 4];
  const open = (value: number) =>
    !exclusive('minimum').includes(value) && !exclusive('maximum').includes(value);
  for (const step of steps.filter((each) => Number.isFinite(each) && each > 0)) {
    const from = Number.isFinite(low) ? low : Math.min(step, high);
    const first = Math.ceil(from / step);
    const last = Math.floor(
      Math.min(high, (Number.isFinite(low) ? low : Math.max(from, 0)) + 1000 * step) / step,
    );
    if (first > last) continue;
    // Never a bound, where there is another one: what is sent at a bound is another request then, with every seed.
    const inner = Math.min(last - first - 2, 1000);
    const chosen = inner < 0 ? first : first + 1 + faker.number.int({ min: 0, max: inner });
    for (const times of [chosen, first, first + 1, last - 1, last]) {
      const value = times * step;
      if (value >= low && value <= high && open(value) && exact(value, multiple)) return value;
    }
  }
  return Number.isFinite(low) ? low : 1;
}

/** Fractions such as 0.01 are not exact, and validators divide. */
function exact(value: number, multiple: number | undefined): boolean {
  return multiple === undefined || Number.isInteger(value / multiple);
}

function textFor(parts: readonly Node[], faker: SimpleFaker): string {
  const least = Math.min(Math.max(...numbersIn(parts, 'minLength'), 0), MOST_LETTERS);
  const most = Math.min(...numbersIn(parts, 'maxLength'), Number.POSITIVE_INFINITY);
  const pattern = wordIn(parts, 'pattern');
  const format = wordIn(parts, 'format');
  if (typeof format === 'string' && hasOwn(FORMATS, format)) {
    const made = FORMATS[format]?.(faker);
    if (made !== undefined) return made;
  }
  if (typeof pattern === 'string') {
    const made = textMatching(pattern, faker, { least, most });
    if (made !== undefined) return made;
  }
  // OpenAPI's registry of formats has it, and says nothing of how many digits there are: a pattern does.
  if (format === 'decimal') return String(faker.number.int({ min: 1, max: 9 })).padEnd(least, '0');
  const length = Math.min(Math.max(least, 8), most);
  return faker.string.alpha(Math.min(length, 8)).padEnd(length, 'x');
}

const FORMATS: Record<string, (faker: SimpleFaker) => string> = {
  uuid: (faker) => faker.string.uuid(),
  'date-time': (faker) => faker.date.recent().toISOString(),
  date: (faker) => faker.date.recent().toISOString().slice(0, 10),
  time: (faker) => faker.date.recent().toISOString().slice(11),
  email: (faker) => `${faker.string.alpha(8).toLowerCase()}@example.com`,
  uri: (faker) => `https://example.com/${faker.string.alpha(8)}`,
  url: (faker) => `https://example.com/${faker.string.alpha(8)}`,
  hostname: (faker) => `${faker.string.alpha(8).toLowerCase()}.example.com`,
  ipv4: (faker) => `192.0.2.${faker.number.int({ min: 1, max: 254 })}`,
  ipv6: (faker) => `2001:db8::${faker.string.hexadecimal({ length: 4, prefix: '', casing: 'lower' })}`,
  byte: (faker) => Buffer.from(faker.string.alpha(9)).toString('base64'),
};

function isReadOnly(property: Node): boolean {
  return partsOf(property, 0).some((part) => child(part, 'readOnly')?.value === true);
}

function wordIn(parts: readonly Node[], word: string): Json | undefined {
  for (const { value } of parts) {
    if (isObject(value) && hasOwn(value, word)) return value[word];
  }
  return undefined;
}

function numbersIn(parts: readonly Node[], word: string): number[] {
  return parts.flatMap(({ value }) => {
    const found = isObject(value) ? value[word] : undefined;
    return typeof found === 'number' ? [found] : [];
  });
}

/** As an assignment, for names such as `__proto__` too. */
function put(object: JsonObject, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}
