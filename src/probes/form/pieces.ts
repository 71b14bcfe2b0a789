import { isObject, type Json } from '../../json.ts';
import { parameterPairs, plainText } from '../parameter.ts';
import type { Form, FormField } from './field.ts';

/** One pair of a form for URLs, or one part of form data. */
export interface Piece {
  name: string;
  /** Of a file its octets, one letter each. */
  text: string;
}

/** What of a form carries one property: none for an empty list, several for one whose items stand by themselves. */
export function piecesOf(field: FormField, value: Json, form: Form): Piece[] {
  const { name, encoding } = field;
  if (field.as === 'style' && encoding !== undefined) {
    const { pointer } = encoding;
    const like = {
      name,
      in: 'query',
      required: false,
      schema: field.schema,
      example: undefined,
      pointer,
    } as const;
    return parameterPairs(like, value, form.document).map(([key, text]) => ({ name: key, text }));
  }
  const each = Array.isArray(value) && (field.list || field.as !== 'json') ? value : [value];
  return each.map((item) => ({ name, text: field.as === 'json' ? JSON.stringify(item) : plainText(item) }));
}

/** Whether no reader of the form can take a value of the property for another one. */
export function isClear(field: FormField, value: Json): boolean {
  const { as, sure, list } = field;
  if (!sure) return false;
  if (as === 'json' && !list) return true;
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => isClearItem(field, item));
  if (!isObject(value)) return isClearItem(field, value);
  const members = Object.values(value);
  return (
    as === 'style' &&
    members.length > 0 &&
    members.every((item) => item !== undefined && isClearItem(field, item))
  );
}

/** Text tells neither null from a word, nor an empty text from none, nor the commas of a text from those between items. */
function isClearItem({ as, encoding }: FormField, item: Json): boolean {
  if (as === 'json') return true;
  if (typeof item === 'object' || item === '') return false;
  const style = encoding?.style ?? 'form';
  const joined = as === 'style' && !(encoding?.explode ?? style === 'form') && style !== 'deepObject';
  return !joined || !/[,| ]/.test(String(item));
}
