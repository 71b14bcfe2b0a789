import { fromPointer, joinPointer } from '../../document/pointer.ts';
import { requiredProperties, schemasAt, typesOf } from '../../document/schema.ts';
import { hasOwn, isObject, type Json, type JsonObject, sameJson } from '../../json.ts';
import { plainText, readingsOf } from '../parameter.ts';
import { accepts } from '../values/accepts.ts';
import { documentedValue } from '../values/values.ts';
import { type Form, type FormField, fieldOf } from './field.ts';
import { isClear, piecesOf } from './pieces.ts';
import { sampleFile } from './sample-file.ts';

/** Whether every property of a form is written in the one way that the document leaves. */
export function isClearForm(form: Form, body: Json): boolean {
  return (
    isObject(body) && propertiesOf(body).every(([name, value]) => isClear(fieldOf(form, name, value), value))
  );
}

/** A body without what it need not have and nobody can be sure how to write. */
export function clearForm(form: Form, body: Json): Json {
  if (!isObject(body)) return body;
  const required = new Set(requiredProperties(form.schema).map(({ name }) => name));
  return Object.fromEntries(
    propertiesOf(body).filter(
      ([name, value]) => required.has(name) || isClear(fieldOf(form, name, value), value),
    ),
  );
}

/** True for a place in a form that is written as text, which has no types. */
export function isText(form: Form, pointer: string): boolean {
  const [name] = fromPointer(pointer) ?? [];
  return name === undefined || fieldOf(form, name, undefined).as !== 'json';
}

/** A body that was made up, with files in it that are of their media types. */
export function withFiles(form: Form, body: Json): Json {
  if (!isObject(body)) return body;
  return Object.fromEntries(
    propertiesOf(body).map(([name, value]) => [name, fileFor(fieldOf(form, name, value), value)]),
  );
}

function fileFor({ as, type, schema }: FormField, value: Json): Json {
  const octets = as === 'file' ? sampleFile(type)?.octets : undefined;
  if (octets === undefined || schema === undefined || documentedValue([schema]) !== undefined) return value;
  const file = Array.isArray(value) ? value.map(() => octets) : octets;
  return accepts(schema, file) === false ? value : file;
}

/**
 * The bodies that a server may take a form for, in which something is broken: texts have no types, and an empty one is
 * as good as none.
 *
 * @param right the same body as it should be: what does not differ from it is not read anew
 * @returns none where nobody can tell, or where what is broken does not arrive as it was written
 */
export function formReadings(form: Form, broken: Json, right: Json | undefined): Json[] {
  if (!isObject(broken)) return [];
  const before = isObject(right) ? right : {};
  const whole = without(broken, undefined);
  const changed = propertiesOf(broken).filter(
    ([name, value]) => !(hasOwn(before, name) && before[name] !== undefined && sameJson(before[name], value)),
  );
  if (changed.length === 0) return [whole];
  const read = changed.map(([name, value]) => ({
    name,
    readings: fieldReadings(form, fieldOf(form, name, value), value),
  }));
  if (read.some(({ readings }) => readings.length === 0)) return [];
  return read.flatMap(({ name, readings }) =>
    readings.map((reading) => (reading === undefined ? without(whole, name) : { ...whole, [name]: reading })),
  );
}

/** What a server may take one property for; undefined stands for none. */
function fieldReadings(form: Form, field: FormField, value: Json): (Json | undefined)[] {
  const { as, schema, sure } = field;
  if (!sure) return [];
  if (as === 'json' && !field.list) {
    const text = JSON.stringify(value);
    const plain = typeof value === 'object' ? [text] : readingsOf(schema, text);
    return [value, ...plain, ...(value === null ? [undefined] : [])];
  }
  const scalars = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [value];
  if (scalars.some((item) => item === undefined || !arrives(item))) return [];
  const isMade = as === 'style' && typesOf(schema).includes('object');
  if (isObject(value)) return isMade ? objectReadings(field, value) : [];
  const texts = piecesOf(field, value, form).map(({ text }) => text);
  if (texts.length === 0) return [undefined];
  // Of several a list takes all, and anything else the first or the last.
  const several = texts.length > 1 && typesOf(schema).includes('array');
  const singles = several ? [] : texts.flatMap((text) => readingsOf(schema, text));
  // Behind the name of an object stands a field that the document does not know.
  const absent = isMade || texts.every((text) => text === '') ? [undefined] : [];
  return [...singles, ...(several ? [texts, texts.map(asTyped)] : []), ...absent];
}

/**
 * The object with one member at a time as what its text may be taken for; an empty one may be none. Whose members stand
 * in the form by themselves is none at all to a reader who does not know them for its own.
 */
function objectReadings({ encoding, schema }: FormField, value: JsonObject): (Json | undefined)[] {
  const members = propertiesOf(value).map(([key, item]): [string, string] => [key, plainText(item)]);
  const spread = (encoding?.style ?? 'form') === 'form' && encoding?.explode !== false;
  const absent = spread || members.every(([, text]) => text === '');
  return [
    value,
    ...members.flatMap(([key, text]) => [
      ...readingsOf(schemasAt(schema, joinPointer('', key))[0], text).map((each) => ({
        ...value,
        [key]: each,
      })),
      ...(text === '' ? [without(value, key)] : []),
    ]),
    ...(absent ? [undefined] : []),
  ];
}

function asTyped(text: string): Json {
  if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : text;
}

/** Text cannot hold null, an object, or half of a character, and a NUL gets an answer of its own. */
function arrives(item: Json): boolean {
  if (typeof item === 'object') return false;
  return plainText(item) === String(item) && !String(item).includes('\0');
}

function propertiesOf(body: JsonObject): [name: string, value: Json][] {
  return Object.entries(body).flatMap(([name, value]): [string, Json][] =>
    value === undefined ? [] : [[name, value]],
  );
}

function without(body: JsonObject, left: string | undefined): JsonObject {
  return Object.fromEntries(propertiesOf(body).filter(([name]) => name !== left));
}
