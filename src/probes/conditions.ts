import { child, entries, items, type Node } from '../document/node.ts';
import { joinPointer } from '../document/pointer.ts';
import { documentedProperties, keyword } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import { accepts } from './values/accepts.ts';

/** What makes a condition of the document true: a value, or any one that its schema allows, if none is there. */
export type Given = { target: string } & ({ value: Json } | { schema: Node | undefined });

/** What a schema asks for on a condition, and what makes the condition true. */
interface Condition {
  schema: Node;
  given: Given[];
}

/**
 * What an object's schema asks for on a condition: `then` and `else` where `if` tells them apart by values of
 * properties, and `dependentSchemas` where the property is there (JSON Schema 2020-12 sections 10.2.2.1 and 10.2.2.4).
 *
 * @param part the schema that lays down the condition
 * @param whole the schema of the object, for what its properties may be
 * @param target where the object stands in the body
 */
export function conditionsIn(part: Node, whole: Node, target: string): Condition[] {
  if (part.document.version === '3.0') return [];
  const properties = documentedProperties(whole);
  const made = (name: string): Given => ({
    target: joinPointer(target, name),
    schema: properties.get(name),
  });
  const dependent = entries(child(part, 'dependentSchemas')).map(
    ({ key, node }): Condition => ({ schema: node, given: [made(key), ...namesRequired(node).map(made)] }),
  );
  const condition = child(part, 'if');
  if (condition === undefined) return dependent;
  const told = entries(child(condition, 'properties')).flatMap(({ key, node }) => {
    const given = (value: Json | undefined): Given[] =>
      value === undefined ? [] : [{ target: joinPointer(target, key), value }];
    const allowed = properties.get(key);
    const values = keyword(allowed, 'enum')?.value;
    const all = Array.isArray(values)
      ? values
      : [true, false].filter((each) => accepts(allowed, each) === true);
    const listed = child(node, 'enum')?.value;
    const yes = child(node, 'const')?.value ?? (Array.isArray(listed) ? listed[0] : undefined);
    return [{ yes: given(yes), no: given(all.find((value) => accepts(node, value) === false)) }];
  });
  const branch = (word: 'then' | 'else', given: Given[]): Condition[] => {
    const schema = child(part, word);
    return schema === undefined ? [] : [{ schema, given: [...given, ...namesRequired(schema).map(made)] }];
  };
  return [
    ...dependent,
    ...branch(
      'then',
      told.flatMap(({ yes }) => yes),
    ),
    ...branch('else', told.flatMap(({ no }) => no).slice(0, 1)),
  ];
}

function namesRequired(schema: Node): string[] {
  if (!isObject(schema.value)) return [];
  return items(child(schema, 'required')).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
