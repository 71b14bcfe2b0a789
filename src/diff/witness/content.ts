import type { Ajv2020, AnySchema } from 'ajv/dist/2020.js';
import { isJsonType, parseMediaType } from '../../document/media-type.ts';
import type { Json } from '../../json.ts';
import type { Branch } from '../space/space.ts';
import { AS_THEY_ARE } from '../space/text-formats.ts';

/** Encodings of bytes in a text that are read and written here, by what `contentEncoding` and formats call them. */
const ENCODINGS: Record<string, 'base64' | 'base64url'> = {
  base64: 'base64',
  byte: 'base64',
  base64url: 'base64url',
};

/** A text that holds a value as JSON; undefined where the branch asks for an encoding that is not written here. */
export function asContent(value: Json, { formats }: Branch): string | undefined {
  const text = JSON.stringify(value);
  const names = formats.map(({ value: name }) => name).filter((name) => !name.includes('/'));
  const [name, more] = names;
  if (name === undefined) return text;
  const encoding = ENCODINGS[name];
  return encoding === undefined || more !== undefined ? undefined : Buffer.from(text).toString(encoding);
}

/**
 * Gives a validator `contentSchema`, which Ajv takes for an annotation. A text that is no JSON is let through: of what kind
 * it is no validator says.
 */
export function addContent(ajv: Ajv2020): void {
  ajv.removeKeyword('contentSchema');
  ajv.addKeyword({
    keyword: 'contentSchema',
    type: 'string',
    errors: false,
    compile: (schema: Json, { contentMediaType: type, contentEncoding: encoding }) => {
      if (typeof type !== 'string' || !isJsonType(parseMediaType(type)?.essence ?? '')) return () => true;
      return function content(this: unknown, text: string): boolean {
        const value = read(text, encoding);
        // Compiled when asked: a schema may lead back to the one that is being compiled.
        return value === undefined || ajv.compile(schema as AnySchema).call(this as never, value) === true;
      };
    },
  });
}

function read(text: string, encoding: unknown): Json | undefined {
  const name = typeof encoding === 'string' ? encoding.toLowerCase() : undefined;
  const isPlain = name === undefined || AS_THEY_ARE.has(name);
  const known = isPlain ? undefined : ENCODINGS[name];
  if (!isPlain && known === undefined) return undefined;
  try {
    return JSON.parse(known === undefined ? text : Buffer.from(text, known).toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}
