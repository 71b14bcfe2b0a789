import type { Document } from '../document/document.ts';
import type { Node } from '../document/node.ts';
import type { Parameter } from '../document/operation.ts';
import { joinPointer } from '../document/pointer.ts';
import { itemSchema, schemasAt, typesOf } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import { acceptsText, arrives, scalarReadings, sentParts } from './parameter.ts';
import { accepts } from './values/accepts.ts';

/**
 * True when a parameter's value gets there and no way of reading it makes it right. An empty list is as good as none, and
 * a delimiter in an item may make several of it.
 */
export function isRefused(on: Parameter, value: Json, document: Document): boolean {
  const { schema } = on;
  if (schema === undefined || value === null) return false;
  const arrive = (item: Json | undefined): boolean =>
    item !== null && typeof item !== 'object' && arrives(on, String(item), document);
  if (Array.isArray(value)) {
    if (!typesOf(schema).includes('array') || value.length === 0) return false;
    if (!value.every((item) => arrive(item) && !/[,|; ]/.test(String(item)))) return false;
    return (
      accepts(
        schema,
        value.map((item) => readAs(itemSchema(schema), item)),
      ) === false
    );
  }
  if (!isObject(value)) return arrive(value) && acceptsText(on, String(value)) === false;
  const members = Object.entries(value);
  if (sentParts(on, document) !== 'members' || members.length === 0) return false;
  if (!members.every(([, item]) => arrive(item))) return false;
  const read = members.map(([name, item]): [string, Json] => [
    name,
    readAs(schemasAt(schema, joinPointer('', name))[0], item ?? null),
  ]);
  return accepts(schema, Object.fromEntries(read)) === false;
}

/** A scalar as the server reads it that takes the document at its best: as text, number, boolean or null. */
function readAs(schema: Node | undefined, value: Json): Json {
  const readings = scalarReadings(String(value));
  return (
    readings.find((reading) => accepts(schema, reading) === true) ??
    readings.find((reading) => accepts(schema, reading) === undefined) ??
    value
  );
}
