import { mappedPointer } from '../../document/discriminator.ts';
import { child, dataAt, follow, items, type Node, referencePointer } from '../../document/node.ts';
import { isObject, type Json } from '../../json.ts';
import { ruleFor } from './intersect.ts';
import { type Conjunction, conjunction, type Spaces } from './space.ts';

/** How a `discriminator` tells the alternatives of a schema apart (OpenAPI 3.0 section 4.7.25). */
export interface Choice {
  /** The property that tells them apart. */
  property: string;
  /** Pointer of the discriminator. */
  at: string;
  alternatives: readonly Alternative[];
}

/** One alternative, with the values that stand for it. */
export interface Alternative {
  schema: Conjunction;
  /** The values by the mapping, or else the name of its component. */
  values: readonly string[];
  /** True where its own schema lists the values as well, so that whoever compares schemas sees them. */
  listed: boolean;
}

/** How deep schemas that only wrap another are followed. */
const DEPTH = 5;

/** How the alternatives of a schema are told apart, where a discriminator says so. */
export function choiceOf({ nodes }: Conjunction, spaces: Spaces): Choice | undefined {
  for (const node of nodes) {
    const found = choiceIn(follow(node), spaces, 0);
    if (found !== undefined) return found;
  }
  return undefined;
}

function choiceIn(schema: Node, spaces: Spaces, depth: number): Choice | undefined {
  const { value } = schema;
  if (!isObject(value) || depth > DEPTH) return undefined;
  const discriminator = dataAt(schema, 'discriminator');
  const property = discriminator === undefined ? undefined : dataAt(discriminator, 'propertyName')?.value;
  const parts = [...partsOf(schema, 'oneOf'), ...partsOf(schema, 'anyOf')];
  if (discriminator !== undefined && typeof property === 'string' && parts.length > 0) {
    const mapping = mappingOf(dataAt(discriminator, 'mapping')?.value);
    const alternatives = parts.map((part) => alternativeOf(part, property, mapping, spaces));
    return { property, at: discriminator.pointer, alternatives };
  }
  for (const part of items(child(schema, 'allOf'))) {
    const found = choiceIn(part, spaces, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Part {
  node: Node;
  /** The pointer that its reference holds. */
  reference: string | undefined;
}

function partsOf(schema: Node, word: string): Part[] {
  const list = child(schema, word);
  if (list === undefined || !Array.isArray(list.value)) return [];
  return list.value.flatMap((each, index): Part[] => {
    const node = child(list, index);
    const reference = isObject(each) && typeof each['$ref'] === 'string' ? each['$ref'] : undefined;
    if (node === undefined) return [];
    return [{ node, reference: reference === undefined ? undefined : referencePointer(reference) }];
  });
}

/** Values and where they lead; a mapping names a component, or refers to it. */
function mappingOf(mapping: Json | undefined): [value: string, pointer: string | undefined][] {
  if (!isObject(mapping)) return [];
  return Object.entries(mapping).map(([value, to]) => [value, mappedPointer(to)]);
}

function alternativeOf(
  { node, reference }: Part,
  property: string,
  mapping: ReturnType<typeof mappingOf>,
  spaces: Spaces,
): Alternative {
  const schema = conjunction([node]);
  const mapped = mapping.filter(([, pointer]) => pointer === reference || pointer === node.pointer);
  const [, name] = /^\/components\/schemas\/([^/]+)$/.exec(reference ?? '') ?? [];
  const named = mapped.length > 0 ? mapped.map(([value]) => value) : name === undefined ? [] : [name];
  const listed = listedValues(schema, property, spaces);
  if (listed === undefined) return { schema, values: named, listed: false };
  const both = named.filter((value) => listed.includes(value));
  return both.length > 0 && both.length < listed.length
    ? { schema, values: both, listed: false }
    : { schema, values: listed, listed: true };
}

function listedValues(schema: Conjunction, property: string, spaces: Spaces): string[] | undefined {
  const lists = spaces
    .of(schema)
    .branches.filter(({ type }) => type === 'object')
    .flatMap((branch) => spaces.of(ruleFor(branch, property)).branches.map(({ values }) => values?.value));
  if (lists.length === 0 || lists.includes(undefined)) return undefined;
  return lists.flatMap((list) => (list ?? []).map(String));
}
