import { isObject, type Json } from '../../json.ts';
import { type Form, fieldOf } from './field.ts';
import { piecesOf } from './pieces.ts';

/** Characters that `allowReserved` leaves as they are (RFC 3986 section 2.2), but for those that a form needs itself. */
const RESERVED = /%(3A|2F|3F|23|5B|5D|40|21|24|27|28|29|2A|2C|3B)/g;

/** Writes a form as `application/x-www-form-urlencoded` (URL standard section 5.2). */
export function urlEncoded(form: Form, value: Json): Uint8Array {
  if (!isObject(value)) return new Uint8Array();
  const pairs = Object.entries(value).flatMap(([name, item]) => {
    if (item === undefined) return [];
    const field = fieldOf(form, name, item);
    const free = field.encoding?.allowReserved === true;
    return piecesOf(field, item, form).map((piece) => {
      const text = encode(piece.text);
      // The comma between items is none of their own (RFC 6570 section 3.2.8).
      const kept = free ? text.replace(RESERVED, decodeURIComponent) : text.replaceAll('%2C', ',');
      return `${encode(piece.name)}=${field.as === 'style' ? kept : text}`;
    });
  });
  return new TextEncoder().encode(pairs.join('&'));
}

function encode(text: string): string {
  return new URLSearchParams([[text, '']]).toString().slice(0, -1);
}
