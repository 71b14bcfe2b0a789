import type { Node } from '../document/node.ts';
import { fromPointer } from '../document/pointer.ts';
import { keyword, schemasAt } from '../document/schema.ts';
import type { Json } from '../json.ts';
import { stringFormats } from './formats.ts';

/** Formats of what is new in each answer: times, and names that are made up. */
const FORMATS = ['date-time', 'date', 'time', 'uuid'];

/** What holds a UUID, a time, a long hexadecimal number or a ULID. */
const LOOK =
  /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d|(?<![0-9a-z])(?=[a-z]*\d)([0-9a-f]{16,64}|[0-9a-hjkmnp-tv-z]{26})(?![0-9a-z])/i;

/** Names under which an answer says which one it is; `instance` is that of RFC 9457 section 3.1.5. */
const NAME = /^((request|trace|span|correlation|log|event)[-_]?id|timestamp|instance)$/i;

/**
 * True for a value of an example that no other answer need have: a time, or what names one answer, by the schema's word,
 * by its look or by its name.
 *
 * @param place JSON pointer into the example
 */
export function isVolatile(schema: Node | undefined, place: string, value: Json): boolean {
  if (NAME.test(fromPointer(place)?.at(-1) ?? '')) return true;
  if (typeof value !== 'string') return false;
  const said = schemasAt(schema, place).map((node) => keyword(node, 'format')?.value);
  return (
    LOOK.test(value) ||
    FORMATS.some((format) => said.includes(format) || stringFormats[format]?.(value) === true)
  );
}
