/** A media type with its parameters, names in lower case. */
export interface MediaType {
  /** `type/subtype`, lower case. */
  essence: string;
  parameters: Map<string, string>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const ESSENCE = new RegExp(`^(${TOKEN}/${TOKEN})[ \\t]*(;|$)`);
const PARAMETER = new RegExp(`^[ \\t]*(?:(${TOKEN})=(${TOKEN}|"(?:[^"\\\\]|\\\\.)*")[ \\t]*)?(?:;|$)`);

/** Reads a Content-Type value by RFC 9110 section 8.3.1; undefined when it is not one. */
export function parseMediaType(value: string): MediaType | undefined {
  const start = ESSENCE.exec(value.trim());
  if (start?.[1] === undefined) return undefined;
  const parameters = new Map<string, string>();
  let rest = value.trim().slice(start[0].length);
  while (rest !== '') {
    const part = PARAMETER.exec(rest);
    if (part === null) return undefined;
    if (part[1] !== undefined && part[2] !== undefined) {
      const spelt = part[2].startsWith('"') ? part[2].slice(1, -1).replace(/\\(.)/g, '$1') : part[2];
      parameters.set(part[1].toLowerCase(), spelt);
    }
    rest = rest.slice(part[0].length);
  }
  return { essence: start[1].toLowerCase(), parameters };
}

/** True for `application/json` and every `+json` type (RFC 6839 section 3.1). */
export function isJsonType(essence: string): boolean {
  return /^(application|text)\/json$|\+json$/.test(essence);
}

/**
 * Finds what a document says of a media type: the type itself first, then `type/*`, then any type
 * (OpenAPI 3.0 section 4.7.14: the most specific key applies).
 */
export function matchMedia<T extends { type: string }>(
  content: readonly T[],
  essence: string,
): T | undefined {
  const keyed = (key: string) => content.find((media) => parseMediaType(media.type)?.essence === key);
  return keyed(essence) ?? keyed(`${essence.split('/')[0]}/*`) ?? keyed('*/*');
}
