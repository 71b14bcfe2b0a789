import { brief } from '../../json.ts';
import { ruleFor } from '../space/intersect.ts';
import type { Languages } from '../space/language.ts';
import { type NameCell, nameCells } from '../space/name-cells.ts';
import { namesOf } from '../space/settle.ts';
import { ANYTHING, type Branch, type Conjunction, type Property } from '../space/space.ts';
import { valuesListed } from '../space/union.ts';
import { countDelta } from './count.ts';
import type { Delta, Found, Located, Step } from './delta.ts';

type Inside = (
  step: Omit<Step, 'base' | 'candidate'>,
  before: Conjunction,
  after: Conjunction,
) => readonly Located[];

/** What differs between two branches of lists, or of objects: their own rules, then what is in them. */
export function collectionDeltas(
  before: Branch,
  after: Branch,
  inside: Inside,
  languages: Languages,
): Located[] {
  const cells = before.type === 'array' ? [] : nameCells(before, after, languages);
  const own =
    before.type === 'array' ? listDeltas(before, after) : objectDeltas(before, after, inside, cells);
  const branches = { baseBranches: [before], candidateBranches: [after] };
  return [
    ...[...own].map((delta) => ({ delta: { ...delta, ...branches }, steps: [] })),
    ...(before.type === 'array' ? entries(before, after, inside) : members(before, after, inside, cells)),
  ];
}

function* listDeltas(before: Branch, after: Branch): Generator<Found> {
  if (!isAsLong(before, after) && !isAsLong(after, before))
    yield* countDelta('item-count', 'minItems', before, after);
  if (![before, after].every(isLimitedByValues) && !isOutOfReach(before, after))
    yield* countDelta('item-count', 'maxItems', before, after);
  if ((before.unique === undefined) !== (after.unique === undefined)) {
    const added = after.unique !== undefined;
    yield {
      facet: added ? 'unique-items-added' : 'unique-items-removed',
      text: added ? 'its entries must now differ from each other' : 'its entries may now repeat',
      grew: added ? 'no' : 'yes',
      shrank: added ? 'yes' : 'no',
      gone: false,
      before: !added,
      after: added,
      base: before.unique?.at ?? before.at,
      candidate: after.unique?.at ?? after.at,
    };
  }
}

/** Whether entries that differ from each other run out before a list is as long as it may be. */
function isLimitedByValues(branch: Branch): boolean {
  const count = countOfValues(branch);
  return count !== undefined && count <= longest(branch);
}

/** Whether the lists of the one side, for want of values that differ, are never longer than the other one's may be. */
function isOutOfReach(before: Branch, after: Branch): boolean {
  const [short, long] = longest(before) < longest(after) ? [before, after] : [after, before];
  const count = countOfValues(long);
  return count !== undefined && count <= longest(short);
}

/** How many entries a list can have that differ from each other, where its items list their values. */
function countOfValues({ unique, prefix, items }: Branch): number | undefined {
  return unique === undefined || prefix.length > 0 ? undefined : valuesListed(items.nodes)?.length;
}

function longest({ maxItems }: Branch): number {
  return maxItems?.value ?? Number.POSITIVE_INFINITY;
}

/** Whether `contains` asks for as many entries on the one side as `minItems` does on the other. */
function isAsLong({ conditions }: Branch, { minItems }: Branch): boolean {
  return minItems !== undefined && conditions.some(({ count }) => (count?.length ?? 0) >= minItems.value);
}

function entries(before: Branch, after: Branch, inside: Inside): Located[] {
  const count = Math.max(before.prefix.length, after.prefix.length);
  // How long a list may be is told of the list itself: entries that one side never has are not compared.
  const most = Math.min(longest(before), longest(after));
  const fixed = Array.from({ length: Math.min(count, most) }, (_, index) =>
    inside(
      { key: String(index), into: 'item' },
      before.prefix[index] ?? before.items,
      after.prefix[index] ?? after.items,
    ),
  );
  const rest = most > count ? inside({ key: '*', into: 'item' }, before.items, after.items) : [];
  return [...fixed.flat(), ...rest];
}

/** A property that a branch declares and lets stand; one that is ruled out for the direction is as good as none. */
function declared(branch: Branch, name: string): Property | undefined {
  const property = branch.properties.get(name);
  return property === undefined || property.ruledOut || isNever(property.schema) ? undefined : property;
}

function isNever({ nodes }: Conjunction): boolean {
  return nodes.some(({ value }) => value === false);
}

function isForbidden(branch: Branch, name: string): boolean {
  return branch.properties.get(name)?.ruledOut === true || isNever(ruleFor(branch, name));
}

function* objectDeltas(
  before: Branch,
  after: Branch,
  inside: Inside,
  cells: readonly NameCell[],
): Generator<Found> {
  for (const name of new Set([...before.properties.keys(), ...after.properties.keys()])) {
    yield* propertyDeltas(name, before, after, inside);
  }
  for (const name of new Set([...before.required.keys(), ...after.required.keys()])) {
    yield* requiredDeltas(name, before, after);
  }
  const isAsked = ({ minProperties }: Branch, { required }: Branch) =>
    minProperties !== undefined && required.size >= minProperties.value;
  // Who has to have two properties by name has two.
  if (!(isAsked(before, after) && after.minProperties === undefined))
    if (!(isAsked(after, before) && before.minProperties === undefined))
      yield* countDelta('property-count', 'minProperties', before, after);
  // Where no more names are allowed, on either side, a greatest number of them says nothing.
  const possible = Math.min(
    ...[before, after].map((each) => namesOf(each)?.length ?? Number.POSITIVE_INFINITY),
  );
  if (
    [before, after].some(({ maxProperties }) => maxProperties !== undefined && maxProperties.value < possible)
  )
    yield* countDelta('property-count', 'maxProperties', before, after);
  yield* furtherDeltas(before, after, cells);
}

function* propertyDeltas(name: string, before: Branch, after: Branch, inside: Inside): Generator<Found> {
  const old = declared(before, name);
  const fresh = declared(after, name);
  if (old !== undefined && fresh !== undefined) return;
  if (old === undefined && fresh === undefined) {
    yield* forbiddenDelta(name, before, after);
    return;
  }
  if (fresh === undefined) {
    const flag = after.properties.get(name)?.ruledOut === true;
    const forbidden = isForbidden(after, name);
    const narrower =
      !forbidden &&
      ruleFor(after, name).nodes.length > 0 &&
      inside({ key: name, into: 'property' }, old?.schema ?? ANYTHING, ruleFor(after, name)).some(
        ({ delta }) => delta.shrank !== 'no',
      );
    yield {
      facet: flag ? 'property-ruled-out' : 'property-removed',
      text: flag
        ? 'it is now marked as not to be sent this way (readOnly in a request, writeOnly in a response)'
        : 'it is no longer documented',
      grew: before.required.has(name) ? 'yes' : forbidden ? 'no' : 'maybe',
      shrank: forbidden ? 'yes' : narrower ? 'maybe' : 'no',
      gone: true,
      name,
      ...(old === undefined ? {} : { base: old.at, before: shown(old) }),
      candidate: after.properties.get(name)?.at ?? after.at,
    };
  } else {
    const required = after.required.has(name) && !before.required.has(name);
    const before_ = ruleFor(before, name);
    const forbidden = isForbidden(before, name);
    // Of a map whose entries are documented it was one of those; where it had to be there it was known, as any value.
    const isKnown = before_.nodes.length > 0 || before.required.has(name);
    const inMap =
      isKnown && !forbidden
        ? inside({ key: name, into: 'property' }, before_, fresh.schema).map(({ delta }) => delta)
        : [];
    // Marked as not to be sent, it is as little known to who reads as one that nobody documented.
    const wasRuledOut = before.properties.get(name)?.ruledOut === true;
    const is = wasRuledOut ? NO_LONGER_RULED_OUT : 'it is new';
    yield {
      facet: required ? 'required-property-added' : 'property-added',
      text: required ? `${is}, and required` : is,
      grew: forbidden
        ? wasRuledOut
          ? 'no'
          : 'yes'
        : inMap.some(({ grew }) => grew !== 'no')
          ? 'maybe'
          : 'no',
      shrank: required ? 'yes' : inMap.some(({ shrank }) => shrank !== 'no') ? 'maybe' : 'no',
      gone: false,
      name,
      after: shown(fresh),
      base: before.properties.get(name)?.at ?? before.at,
      candidate: fresh.at,
    };
  }
}

const NO_LONGER_RULED_OUT =
  'it is no longer marked as not to be sent this way (readOnly in a request, writeOnly in a response)';

/** Whether a property that neither side documents may be there: `not: {required: [name]}` forbids it by its name. */
function* forbiddenDelta(name: string, before: Branch, after: Branch): Generator<Found> {
  if ([before, after].some((each) => each.properties.get(name)?.ruledOut === true)) return;
  const was = isNever(ruleFor(before, name));
  const is = isNever(ruleFor(after, name));
  if (was === is) return;
  yield {
    facet: is ? 'additional-properties-closed' : 'additional-properties-opened',
    text: is ? 'it is now forbidden' : 'it is no longer forbidden',
    grew: is ? 'no' : 'yes',
    shrank: is ? 'yes' : 'no',
    gone: false,
    name,
    before: is,
    after: !is,
    base: before.properties.get(name)?.at ?? before.at,
    candidate: after.properties.get(name)?.at ?? after.at,
  };
}

/** A property as the document shows it: its example, or else its schema. */
function shown({ schema }: Property): NonNullable<Delta['before']> {
  const [node] = schema.nodes;
  return node?.value ?? {};
}

function* requiredDeltas(name: string, before: Branch, after: Branch): Generator<Found> {
  const was = before.required.get(name);
  const is = after.required.get(name);
  if ((was === undefined) === (is === undefined)) return;
  // A property that comes or goes says so itself.
  const comes = declared(before, name) === undefined && declared(after, name) !== undefined;
  const goes = declared(before, name) !== undefined && declared(after, name) === undefined;
  if ((comes && was === undefined) || (goes && is === undefined)) return;
  yield {
    facet: is === undefined ? 'property-became-optional' : 'property-became-required',
    text: is === undefined ? 'it is no longer required' : 'it is now required',
    grew: is === undefined ? 'yes' : 'no',
    shrank: is === undefined ? 'no' : 'yes',
    gone: false,
    name,
    before: was !== undefined,
    after: is !== undefined,
    base: was ?? before.properties.get(name)?.at ?? before.at,
    candidate: is ?? after.properties.get(name)?.at ?? after.at,
  };
}

/** Whether properties that nobody declared may be there: all of them, or those with some names. */
function* furtherDeltas(before: Branch, after: Branch, cells: readonly NameCell[]): Generator<Found> {
  const closed = cells.filter((cell) => isNever(cell.after) && !isNever(cell.before));
  const opened = cells.filter((cell) => isNever(cell.before) && !isNever(cell.after));
  for (const is of [true, false]) {
    const [cell] = is ? closed : opened;
    if (cell === undefined) continue;
    const which = cell.name === undefined || cells.length < 2 ? '' : `, such as ${brief(cell.name, 40)},`;
    yield {
      facet: is ? 'additional-properties-closed' : 'additional-properties-opened',
      text: is
        ? `properties that are not documented${which} are now forbidden`
        : `properties that are not documented${which} are now allowed`,
      grew: is ? 'no' : 'yes',
      shrank: is ? 'yes' : 'no',
      gone: false,
      before: is,
      after: !is,
      base: cell.before.nodes[0]?.pointer ?? before.at,
      candidate: cell.after.nodes[0]?.pointer ?? after.at,
    };
  }
}

function members(before: Branch, after: Branch, inside: Inside, cells: readonly NameCell[]): Located[] {
  const found: Located[] = [];
  for (const [name] of before.properties) {
    if (declared(before, name) === undefined || declared(after, name) === undefined) continue;
    found.push(...inside({ key: name, into: 'property' }, ruleFor(before, name), ruleFor(after, name)));
  }
  for (const { key, name, before: old, after: fresh } of cells) {
    if (isNever(old) || isNever(fresh)) continue;
    const step = { key, into: 'additional', ...(name === undefined ? {} : { name }) } as const;
    found.push(...inside(step, old, fresh));
  }
  return found;
}
