import { child, entries, follow, items, type Node } from '../document/node.ts';
import { isObject } from '../json.ts';
import { ANYTHING, conjunction, freeBranch, type Property, SPACE_TYPES, type Space } from './space.ts';

/** How deep schemas that are composed of each other are followed. */
const DEPTH = 30;

/** Names of properties that a schema has looked at when it holds. */
interface Looked {
  names: Set<string>;
  patterns: Set<string>;
  /** True where it looks at every property. */
  all: boolean;
}

/** What `unevaluatedProperties` leaves of a schema: of all its values, or of those of each alternative. */
export interface Closing {
  whole?: Space;
  ofAlternative?: (part: Node) => Space;
}

/**
 * Reads `unevaluatedProperties`: it speaks of each property that neither the schema nor what it is composed of has looked
 * at (JSON Schema 2020-12, core, section 11.3). What has a say only in some cases, such as `then`, must look at nothing
 * more; the alternatives of one `oneOf` may, of which a value is of one.
 *
 * @returns undefined where which properties are left depends on the value in another way
 */
export function closingOf(schema: Node): Closing | undefined {
  const rest = child(schema, 'unevaluatedProperties');
  if (rest === undefined) return undefined;
  const always = alwaysLooked(schema, 0);
  const cases = ['anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas'].filter(
    (word) => !addsNothing(partsOf(schema, word), always),
  );
  const nested = items(child(schema, 'allOf')).every((part) => isStatic(part, always, 0));
  if (!nested) return undefined;
  if (cases.length === 0) return { whole: closed(always, rest) };
  if (cases.join() !== 'oneOf') return undefined;
  const alternatives = items(child(schema, 'oneOf'));
  const looked = (part: Node) => merge(always, alwaysLooked(part, 0));
  if (!alternatives.every((part) => isStatic(part, looked(part), 0))) return undefined;
  return { ofAlternative: (part) => closed(looked(part), rest) };
}

function closed({ names, patterns, all }: Looked, rest: Node): Space {
  const properties = new Map(
    [...names].map((name): [string, Property] => [
      name,
      { schema: ANYTHING, at: rest.pointer, ruledOut: false },
    ]),
  );
  const branches = SPACE_TYPES.map((type) =>
    type !== 'object' || all
      ? freeBranch(type)
      : {
          ...freeBranch(type),
          properties,
          patternProperties: [...patterns].map((source) => ({ source, negated: false, schema: ANYTHING })),
          additional: conjunction([rest]),
        },
  );
  return { branches, exclusive: undefined };
}

/** What a schema looks at whenever it holds. */
function alwaysLooked(node: Node, depth: number): Looked {
  const schema = follow(node);
  const own: Looked = {
    names: new Set(entries(child(schema, 'properties')).map(({ key }) => key)),
    patterns: new Set(entries(child(schema, 'patternProperties')).map(({ key }) => key)),
    all:
      child(schema, 'additionalProperties') !== undefined ||
      (depth > 0 && child(schema, 'unevaluatedProperties') !== undefined),
  };
  if (depth > DEPTH) return own;
  return items(child(schema, 'allOf')).reduce(
    (looked, part) => merge(looked, alwaysLooked(part, depth + 1)),
    own,
  );
}

function merge(one: Looked, other: Looked): Looked {
  return {
    names: new Set([...one.names, ...other.names]),
    patterns: new Set([...one.patterns, ...other.patterns]),
    all: one.all || other.all,
  };
}

function partsOf(schema: Node, word: string): Node[] {
  const found = child(schema, word);
  if (found === undefined) return [];
  if (word === 'anyOf' || word === 'oneOf') return items(found);
  return word === 'dependentSchemas' ? entries(found).map(({ node }) => node) : [found];
}

/** Whether a schema's cases look at nothing but what is looked at anyway. */
function isStatic(node: Node, always: Looked, depth: number): boolean {
  const schema = follow(node);
  if (!isObject(schema.value) || depth > DEPTH) return depth <= DEPTH;
  if (!items(child(schema, 'allOf')).every((part) => isStatic(part, always, depth + 1))) return false;
  return ['anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas'].every((word) =>
    addsNothing(partsOf(schema, word), always, depth + 1),
  );
}

function addsNothing(parts: readonly Node[], always: Looked, depth = 0): boolean {
  if (always.all) return true;
  return parts.every((part) => {
    const { names, patterns, all } = alwaysLooked(part, 1);
    return (
      !all &&
      [...names].every((name) => always.names.has(name)) &&
      [...patterns].every((source) => always.patterns.has(source)) &&
      isStatic(part, always, depth)
    );
  });
}
