import type { Node } from '../document/node.ts';
import { memberOf } from '../document/pointer.ts';
import { documentedProperties, itemSchema } from '../document/schema.ts';
import { brief, isObject, type Json, type JsonObject } from '../json.ts';
import type { Check } from './check.ts';
import { extras } from './extras.ts';
import type { Reading } from './reading.ts';

export const vacuous: Check = {
  id: 'vacuous',
  promise: 'A body holds something of what its schema documents.',
  severity: 'error',
  source: 'the document: a schema that requires nothing accepts `{}`, in which there is nothing to read',
  kinds: {
    empty: 'Not one documented property has a value; without a contract a warning, where nothing else came.',
  },
  *each(reading) {
    const { json, media, contract } = reading;
    const value = json?.value;
    if (!isVacuous(reading) || media?.schema === undefined || !isObject(value)) return;
    const promised = [...documentedProperties(media.schema).keys()];
    // Where a document asks for nothing, nothing may come; something of another shape is no answer to it.
    const allowed = contract.file === undefined && extras(media.schema, value).next().done === true;
    yield {
      severity: allowed ? 'warning' : 'error',
      kind: 'empty',
      message: `the body has no value for anything that the document describes (${promised.join(', ')})${besides(value)}`,
      response: {
        pointer: '',
        expected: promised.join(', '),
        actual: value,
      },
      promise: media.schema.pointer,
    };
  },
};

/** How many names a message tells at most. */
const MOST_NAMES = 5;

/** What is there instead, for whoever looks for the name that was changed or the object that was left out. */
function besides(value: JsonObject): string {
  const names = Object.keys(value);
  if (names.length === 0) return '';
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return `; at its top it has ${names
    .slice(0, MOST_NAMES)
    .map((name) => brief(name))
    .join(', ')}${more}`;
}

/** True when a body is an object that has a value for nothing of what its schema documents. */
export function isVacuous({ json, media, status, gate }: Reading): boolean {
  const value = json?.value;
  if (!isObject(value) || status === undefined || gate || media?.schema === undefined) return false;
  return !holds(media.schema, value, status >= 400);
}

/** True when a value, or something in it that the schema names, says anything. An error answer with an empty list says nothing. */
function holds(schema: Node | undefined, value: Json | undefined, isError: boolean): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) {
    if (value.length === 0) return !isError;
    return value.some((each) => holds(itemSchema(schema), each, isError));
  }
  const properties = documentedProperties(schema);
  if (!isObject(value) || properties.size === 0) return true;
  return [...properties].some(([name, property]) => holds(property, memberOf(value, name), isError));
}
