import { child, entries, type Node } from '../document/node.ts';
import { isObject } from '../json.ts';
import { matches, textMatching } from './values/pattern.ts';
import { seededFaker, valueFor } from './values/values.ts';

/** An entry of a map: an object whose names are for the sender to choose. */
interface Entry {
  name: string;
  schema: Node;
}

/** The same for every seed: names are a part of the ids of probes. */
const FIXED = 1;

/**
 * One entry for each kind that a schema allows beside its properties: by `additionalProperties` that says something, and
 * by each of `patternProperties` that a name is found for.
 *
 * @throws {Problem} on a reference that points at nothing
 */
export function entriesOf(schema: Node): Entry[] {
  const patterns = entries(child(schema, 'patternProperties'));
  const named = patterns.flatMap(({ key, node }): Entry[] => {
    const name = textMatching(key, seededFaker(FIXED, 'name'));
    return name === undefined || !isObject(node.value) ? [] : [{ name, schema: node }];
  });
  const rest = child(schema, 'additionalProperties');
  const name = freeName(schema);
  if (rest === undefined || !isObject(rest.value) || Object.keys(rest.value).length === 0) return named;
  const taken =
    child(schema, 'properties', name) !== undefined ||
    patterns.some(({ key }) => matches(key, name) !== false);
  return taken ? named : [...named, { name, schema: rest }];
}

/** A name that `propertyNames` allows. */
function freeName(schema: Node): string {
  const rule = child(schema, 'propertyNames');
  const made =
    rule === undefined || !isObject(rule.value) ? undefined : valueFor(rule, seededFaker(FIXED, 'name'));
  return typeof made === 'string' ? made : 'entry';
}
