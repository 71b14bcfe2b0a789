import { type ChosenValue, chosenValues } from '../../document/discriminator.ts';
import { child, dataAt, items, type Node } from '../../document/node.ts';
import { memberOf } from '../../document/pointer.ts';
import { isObject, type Json } from '../../json.ts';
import { accepts } from './accepts.ts';

/** One of the schemas of a choice. */
export interface Alternative {
  /** Its index among those of its choice. */
  alternative: number;
  /** What a reader calls it. */
  name: string;
  schema: Node;
  /** What a discriminator asks for. */
  asks: ChosenValue | undefined;
}

/** The alternatives of a schema's own choice. */
export function alternativesOf(choice: Node, word: 'oneOf' | 'anyOf'): Alternative[] {
  const list = isObject(choice.value) ? dataAt(choice, word) : undefined;
  const schemas = items(list);
  const names = schemas.map((each) => {
    const [, component] = /^\/components\/schemas\/([^/]+)$/.exec(each.pointer) ?? [];
    return component ?? [child(each, 'title')?.value, child(each, 'type')?.value].find(isText);
  });
  return schemas.map((schema, alternative) => {
    const name = names[alternative];
    const [asks] = chosenValues([choice], alternative);
    return {
      alternative,
      schema,
      asks,
      name: name === undefined || names.indexOf(name) < alternative ? `${word} ${alternative + 1}` : name,
    };
  });
}

/** True for what is of an alternative already. */
export function isOf({ schema, asks }: Alternative, value: Json): boolean {
  if (asks !== undefined && memberOf(value, asks.property) !== asks.value) return false;
  return accepts(schema, value) === true;
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string';
}
