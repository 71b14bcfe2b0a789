import { isObject, type Json } from '../../json.ts';
import { seededFaker, valueFor } from '../values/values.ts';
import { type Form, type FormField, fieldOf } from './field.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { sampleFile } from './sample-file.ts';

export const BOUNDARY = 'plumbline-6f1d2a';

/** Writes a form as `multipart/form-data` (RFC 7578 section 4). */
export function multipart(form: Form, value: Json): Uint8Array {
  const parts = Object.entries(isObject(value) ? value : {}).flatMap(([name, item]) => {
    if (item === undefined) return [];
    const field = fieldOf(form, name, item);
    return piecesOf(field, item, form).map((piece) => part(field, piece));
  });
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

function part(field: FormField, { name, text }: Piece): Buffer {
  const file = field.as === 'file' ? `; filename="plumbline.${sampleFile(field.type)?.ending ?? 'bin'}"` : '';
  const lines = [
    `--${BOUNDARY}`,
    `Content-Disposition: form-data; name="${quoted(name)}"${file}`,
    `Content-Type: ${field.type}`,
    ...headersOf(field).map(([key, header]) => `${key}: ${header}`),
  ];
  return Buffer.concat([
    Buffer.from(`${lines.join('\r\n')}\r\n\r\n`),
    field.as === 'file' ? octets(text) : Buffer.from(text),
    Buffer.from('\r\n'),
  ]);
}

/** The headers of a part that the document requires (OpenAPI 3.0.3 section 4.7.15.1). */
function headersOf({ name, encoding }: FormField): [name: string, value: string][] {
  return (encoding?.headers ?? [])
    .filter(({ required }) => required)
    .map(({ name: header, schema, example }) => {
      const value = example?.value ?? valueFor(schema, seededFaker(1, `header ${name} ${header}`));
      return [header, (typeof value === 'string' ? value : JSON.stringify(value)).replace(/[\r\n]+/g, ' ')];
    });
}

/** As browsers write a name (HTML standard section 4.10.21.8). */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A text that is no sequence of octets is one in UTF-8. */
function octets(text: string): Buffer {
  return Buffer.from(text, /^[\0-\xff]*$/.test(text) ? 'latin1' : 'utf8');
}
