import { composedList } from '../../document/composition.ts';
import { child, entries, follow, items, type Node } from '../../document/node.ts';
import { hasOwn, isObject, type Json } from '../../json.ts';
import type { Opinion } from './formats.ts';
import { matches } from './pattern.ts';

/** How deep schemas that are composed of each other are followed. */
const DEPTH = 60;

/** Whether a schema accepts a value. */
type Ask = (schema: Node, value: Json) => Opinion;

/**
 * Whether a schema evaluates a property or an item of a value that it accepts, so that `unevaluatedProperties` or
 * `unevaluatedItems` beside it says nothing of it (JSON Schema 2020-12 section 11). Those two words themselves are
 * passed over in the schema that is asked, and count in those that it holds.
 *
 * @param key the name of the property, or the index of the item
 * @param ask whether a schema accepts a value: a branch that does not evaluates nothing
 * @throws {Problem} on a reference that points at nothing
 */
export function evaluates(schema: Node, value: Json, key: string | number, ask: Ask, depth = 0): Opinion {
  if (depth > DEPTH) return undefined;
  const here = follow(schema);
  const inner = (part: Node): Opinion => evaluates(part, value, key, ask, depth + 1);
  const asked = (word: string): Node[] => {
    const part = child(here, word);
    return part === undefined ? [] : [part];
  };
  const branches = (word: string): Node[] => asked(word).flatMap(composedList);
  return any([
    typeof key === 'string' ? namesProperty(here, key) : namesItem(here, value, key, ask),
    depth > 0 && has(here, typeof key === 'string' ? 'unevaluatedProperties' : 'unevaluatedItems'),
    ...branches('allOf').map(inner),
    ...[...branches('anyOf'), ...branches('oneOf'), ...asked('if')].map((part) =>
      both(ask(part, value), inner(part)),
    ),
    ...asked('if').flatMap((condition) => {
      const holds = ask(condition, value);
      return [
        ...asked('then').map((part) => both(holds, inner(part))),
        ...asked('else').map((part) => both(holds === undefined ? undefined : !holds, inner(part))),
      ];
    }),
    ...asked('dependentSchemas').flatMap((list) =>
      entries(list).map(({ key: name, node }) => isObject(value) && hasOwn(value, name) && inner(node)),
    ),
  ]);
}

function namesProperty(here: Node, name: string): Opinion {
  if (child(here, 'properties', name) !== undefined || has(here, 'additionalProperties')) return true;
  return any(entries(child(here, 'patternProperties')).map(({ key }) => matches(key, name)));
}

function namesItem(here: Node, value: Json, index: number, ask: Ask): Opinion {
  if (index < items(child(here, 'prefixItems')).length || has(here, 'items')) return true;
  const contains = child(here, 'contains');
  const item = Array.isArray(value) ? value[index] : undefined;
  if (contains === undefined || item === undefined) return false;
  // Ajv lets `contains` evaluate every item, where the standard has only those that it finds.
  return ask(contains, item) === true ? true : undefined;
}

function has({ value }: Node, word: string): boolean {
  return isObject(value) && hasOwn(value, word);
}

function any(opinions: readonly Opinion[]): Opinion {
  if (opinions.includes(true)) return true;
  return opinions.includes(undefined) ? undefined : false;
}

function both(one: Opinion, other: Opinion): Opinion {
  if (one === false || other === false) return false;
  return one === true && other === true ? true : undefined;
}
