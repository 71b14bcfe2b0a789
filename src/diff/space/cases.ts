import { joinPointer, valueAt } from '../../document/pointer.ts';
import { type Json, sameJson } from '../../json.ts';
import { ruleFor } from './intersect.ts';
import { isHopeless } from './read-space.ts';
import { settled } from './settle.ts';
import { type Branch, conjunction, type Property, type Rule, type Spaces, together } from './space.ts';

/** How many values of a property are told apart. */
const VALUES = 12;

/**
 * Takes a branch of objects apart by one property of which other branches speak: by its values, where those are listed,
 * or by whether it is there. Together the parts are the branch; what several other branches cover between them, each part
 * may be covered by one.
 *
 * @returns undefined where no property tells parts of it from each other
 */
export function casesOf(branch: Branch, others: readonly Branch[], spaces: Spaces): Branch[] | undefined {
  if (branch.type !== 'object') return undefined;
  const spoken = new Set(
    others.flatMap(({ properties, required }) => [...properties.keys(), ...required.keys()]),
  );
  const counted = byName(branch, spaces);
  if (counted !== undefined) return counted;
  for (const name of spoken) {
    const parts = branch.required.has(name)
      ? byValue(branch, name, spaces)
      : byPresence(branch, name, others, spaces);
    if (parts !== undefined) {
      return parts.flatMap((part) => settled(part) ?? []).filter((part) => !isHopeless(part, spaces.of));
    }
  }
  return undefined;
}

/** An object that has some property, and none that is not documented, has one of those by its name. */
function byName(branch: Branch, { document }: Spaces): Branch[] | undefined {
  const { minProperties, maxProperties, additional, patternProperties, properties, required } = branch;
  const isClosed = patternProperties.length === 0 && additional.nodes.some(({ value }) => value === false);
  if (minProperties?.value !== 1 || !isClosed || required.size > 0) return undefined;
  return [...properties].flatMap(([name, { at, ruledOut, schema }]) => {
    if (ruledOut || schema.nodes.some(({ value }) => value === false)) return [];
    const part: Branch = { ...branch, minProperties: undefined, required: new Map([[name, at]]) };
    if (maxProperties?.value !== 1) return [part];
    // It is the only one, so that none of the others is there.
    const never = conjunction([{ document, pointer: at, value: false }]);
    const others = [...properties].map(([other, property]): [string, Property] => [
      other,
      other === name ? property : { ...property, schema: never },
    ]);
    return [{ ...part, maxProperties: undefined, properties: new Map(others) }];
  });
}

function byValue(branch: Branch, name: string, spaces: Spaces): Branch[] | undefined {
  const rule = ruleFor(branch, name);
  const lists = spaces.of(rule).branches.map(({ values }) => values);
  const values = lists.flatMap((list) => (list?.value ?? []).map((value) => ({ value, at: list?.at ?? '' })));
  if (lists.includes(undefined) || values.length < 2 || values.length > VALUES) return undefined;
  const parts = values.map((value) => {
    const pointer = placeOf(value, spaces);
    if (pointer === undefined) return undefined;
    const only = conjunction([{ document: spaces.document, pointer, value: { const: value.value } }]);
    return withProperty(branch, name, { ...propertyOf(branch, name), schema: together(rule, only) });
  });
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

/** Where a value stands in its list: a place that is no schema's. */
function placeOf({ value, at }: Rule<Json>, { document }: Spaces): string | undefined {
  const list = valueAt(document.root, at);
  const index = Array.isArray(list) ? list.findIndex((each) => sameJson(each, value)) : -1;
  return index < 0 ? undefined : joinPointer(at, index);
}

function byPresence(
  branch: Branch,
  name: string,
  others: readonly Branch[],
  { document }: Spaces,
): Branch[] | undefined {
  const isNever = (each: Branch) => ruleFor(each, name).nodes.some(({ value }) => value === false);
  if (isNever(branch) || branch.properties.get(name)?.ruledOut === true) return undefined;
  if (!others.some((other) => other.required.has(name) || isNever(other))) return undefined;
  const property = propertyOf(branch, name);
  const never = conjunction([{ document, pointer: property.at, value: false }]);
  return [
    { ...branch, required: new Map([...branch.required, [name, property.at]]) },
    withProperty(branch, name, { ...property, schema: never }),
  ];
}

function propertyOf(branch: Branch, name: string): Property {
  return branch.properties.get(name) ?? { schema: ruleFor(branch, name), at: branch.at, ruledOut: false };
}

function withProperty(branch: Branch, name: string, property: Property): Branch {
  return { ...branch, properties: new Map([...branch.properties, [name, property]]) };
}
