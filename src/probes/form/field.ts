import type { Document } from '../../document/document.ts';
import { type Encoding, hasStyle } from '../../document/encoding.ts';
import { isJsonType, parseMediaType } from '../../document/media-type.ts';
import type { Node } from '../../document/node.ts';
import { joinPointer } from '../../document/pointer.ts';
import { documentedProperties, itemSchema, keyword, schemasAt, typesOf } from '../../document/schema.ts';
import { isObject, type Json } from '../../json.ts';
import { sampleFile } from './sample-file.ts';

/** A body that consists of named fields. */
export interface Form {
  kind: 'urlencoded' | 'multipart';
  document: Document;
  schema: Node | undefined;
  /** What the document says of how its properties are written. */
  encodings: ReadonlyMap<string, Encoding>;
}

/** How one property of a form is written. */
export interface FormField {
  name: string;
  schema: Node | undefined;
  encoding: Encoding | undefined;
  /** As plain text, as octets with a name of a file, as JSON, or by a style, as a parameter of a query is. */
  as: 'text' | 'file' | 'json' | 'style';
  /** True where each item of a list has a field of its own. */
  list: boolean;
  /** The Content-Type of its part, where it has one. */
  type: string;
  /** False where the document leaves open how it is written, or asks for what is not written here. */
  sure: boolean;
}

/**
 * How a property of a form is written: as its encoding says, and otherwise by its type (OpenAPI 3.0.3 sections 4.7.14.4
 * and 4.7.15.1, 3.1 section 4.8.15).
 *
 * An object that no encoding speaks of is left open in a form for URLs: 3.0.3 says that it is "stringified", and that
 * its style is `form`.
 *
 * @param value what is to be written; its type counts where the schema gives none, or several
 */
export function fieldOf(form: Form, name: string, value: Json | undefined): FormField {
  const { document, kind } = form;
  const schema =
    documentedProperties(form.schema).get(name) ?? schemasAt(form.schema, joinPointer('', name))[0];
  const encoding = form.encodings.get(name);
  const common = { name, schema, encoding, list: false, type: 'text/plain' };
  const shape = shapeOf(schema, value);
  const mayHaveStyle = kind === 'urlencoded' || document.version !== '3.0';
  if (mayHaveStyle && encoding !== undefined && hasStyle(encoding)) {
    const meant = STYLED[encoding.style ?? 'form'];
    return { ...common, as: 'style', sure: meant?.includes(shape) === true };
  }
  const list = shape === 'array';
  const inner = list ? itemSchema(schema) : schema;
  const types = (encoding?.contentType ?? '').split(',').flatMap((each) => {
    const essence = parseMediaType(each)?.essence;
    return essence === undefined ? [] : [essence];
  });
  const innerShape = list ? shapeOf(inner, Array.isArray(value) ? value[0] : undefined) : shape;
  if (innerShape === 'array')
    return { ...common, as: 'json', list: false, type: 'application/json', sure: false };
  if (innerShape === 'object') {
    const type = types.length === 0 ? 'application/json' : chosen(types, isJsonType, 'application/json');
    // Whether a list of objects is one part or several is left open.
    const sure = type !== undefined && !list && (kind === 'multipart' || types.length > 0);
    return { ...common, as: 'json', list, type: type ?? 'application/json', sure };
  }
  if (isFile(inner, types, document)) {
    const type = fileType(inner, types);
    return {
      ...common,
      as: 'file',
      list,
      type,
      sure: kind === 'multipart' && sampleFile(type) !== undefined,
    };
  }
  const isText = (type: string) => type === 'text/plain';
  if (types.length === 0 || chosen(types, isText, 'text/plain') !== undefined)
    return { ...common, as: 'text', list, sure: true };
  const json = types.find(isJsonType);
  if (json !== undefined) return { ...common, as: 'json', list, type: json, sure: !list };
  return { ...common, as: 'text', list, type: types[0] ?? 'text/plain', sure: false };
}

/** What a style is for (OpenAPI 3.0 section 4.7.12.3). */
const STYLED: Record<string, string[]> = {
  form: ['scalar', 'array', 'object'],
  spaceDelimited: ['array'],
  pipeDelimited: ['array'],
  deepObject: ['object'],
};

/** The first of the types that fits, or what stands for a range that it is in. */
function chosen(
  types: readonly string[],
  fits: (type: string) => boolean,
  preset: string,
): string | undefined {
  const ranges = ['*/*', `${preset.split('/')[0]}/*`];
  return types.find(fits) ?? (types.some((type) => ranges.includes(type)) ? preset : undefined);
}

function shapeOf(schema: Node | undefined, value: Json | undefined): 'array' | 'object' | 'scalar' {
  const [type, other] = typesOf(schema).filter((each) => each !== 'null');
  if (type !== undefined && other === undefined)
    return type === 'array' || type === 'object' ? type : 'scalar';
  return Array.isArray(value) ? 'array' : isObject(value) ? 'object' : 'scalar';
}

/**
 * True for octets: `format: binary`; since 3.1 also what has a media type of its own, or no type at all (3.1 section
 * 4.8.15.1.1). A type of content that is no text makes octets of anything.
 */
function isFile(schema: Node | undefined, types: readonly string[], { version }: Document): boolean {
  if (keyword(schema, 'format')?.value === 'binary') return true;
  if (types.length > 0)
    return !types.some((type) => type.startsWith('text/') || type === '*/*' || isJsonType(type));
  if (schema === undefined || version === '3.0') return false;
  if (keyword(schema, 'contentMediaType') !== undefined) return true;
  return (
    typesOf(schema).length === 0 &&
    keyword(schema, 'enum') === undefined &&
    keyword(schema, 'const') === undefined
  );
}

const FILE_RANGES: Record<string, string> = { 'image/*': 'image/png', 'text/*': 'text/plain' };

function fileType(schema: Node | undefined, types: readonly string[]): string {
  const own = keyword(schema, 'contentMediaType')?.value;
  const asked = types.length > 0 || typeof own !== 'string' ? types : [own];
  const concrete = asked.map((type) =>
    type === '*/*' || type === 'application/*' ? 'application/octet-stream' : (FILE_RANGES[type] ?? type),
  );
  return concrete.find((type) => sampleFile(type) !== undefined) ?? concrete[0] ?? 'application/octet-stream';
}
