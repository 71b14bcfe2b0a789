import { hasOwn, isObject, type Json } from '../json.ts';
import { child, dataAt, items, type Node, referencePointer } from './node.ts';
import { toPointer } from './pointer.ts';
import { extended } from './schema.ts';

/** How a schema says by which value of a property its alternatives are told apart (OpenAPI 3.0 section 4.7.25). */
export interface Discriminator {
  property: string;
  /** The values that stand for each alternative, in the order of these; empty where none does for sure. */
  values: readonly (readonly string[])[];
}

/**
 * The discriminator of a schema with alternatives. A value stands for an alternative by the mapping, or else by the name
 * of its component, unless that alternative lists other values for the property itself.
 *
 * @param word where the alternatives stand
 * @returns undefined where it has none, or where it tells nothing apart
 */
export function discriminatorOf(schema: Node, word: 'oneOf' | 'anyOf'): Discriminator | undefined {
  const discriminator = dataAt(schema, 'discriminator');
  const property = discriminator && dataAt(discriminator, 'propertyName')?.value;
  if (typeof property !== 'string') return undefined;
  const mapping = dataAt(discriminator as Node, 'mapping')?.value;
  const mapped = Object.entries(isObject(mapping) ? mapping : {});
  const list = child(schema, word);
  const values = items(list).map((alternative, index) => {
    // A component that refers to another one is an alternative by its own name.
    const written = list === undefined ? undefined : dataAt(list, index)?.value;
    const reference = isObject(written) ? written['$ref'] : undefined;
    const pointer =
      (typeof reference === 'string' ? referencePointer(reference) : undefined) ?? alternative.pointer;
    const [, component] = COMPONENT.exec(pointer) ?? [];
    const named = mapped.flatMap(([value, to]) =>
      [pointer, alternative.pointer].includes(mappedPointer(to) ?? '') ? [value] : [],
    );
    const implicit = mapped.some(([value]) => value === component) ? undefined : component;
    const all = named.length > 0 ? named : implicit === undefined ? [] : [implicit];
    return all.filter((value) => isListed(alternative, property, value));
  });
  return values.some((each) => each.length > 0) ? { property, values } : undefined;
}

/** The value that a discriminator among some schemas asks of a property, where of its alternatives one has been taken. */
export interface ChosenValue {
  property: string;
  value: string;
}

/**
 * What the discriminators of schemas ask for, where of each choice the same alternative has been taken.
 *
 * @param turn which one has been taken: its index, counted on from the first again where there are fewer
 */
export function chosenValues(schemas: readonly Node[], turn: number): ChosenValue[] {
  return schemas.flatMap((schema) =>
    (['oneOf', 'anyOf'] as const).flatMap((word) => {
      const { property, values } = discriminatorOf(schema, word) ?? { property: '', values: [] };
      const value = values[turn % values.length]?.[0];
      return value === undefined ? [] : [{ property, value }];
    }),
  );
}

const COMPONENT = /^\/components\/schemas\/([^/]+)$/;

/** Where an entry of a mapping leads: it names a component, or refers to it. */
export function mappedPointer(to: Json | undefined): string | undefined {
  const text = String(to);
  return text.startsWith('#') ? referencePointer(text) : toPointer(['components', 'schemas', text]);
}

/** False where an alternative says itself which values the property has, and this is none. */
function isListed(alternative: Node, property: string, value: string): boolean {
  return extended(alternative)
    .flatMap((part) => child(part, 'properties', property) ?? [])
    .flatMap(extended)
    .every(({ value: rule }) => {
      if (!isObject(rule)) return true;
      const { enum: listed } = rule;
      if (hasOwn(rule, 'const') && rule['const'] !== value) return false;
      return !Array.isArray(listed) || listed.includes(value);
    });
}
