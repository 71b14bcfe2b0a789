import { isObject, type Json } from '../json.ts';
import { takesCharset } from './broken-body.ts';
import { capitalUuids } from './capital-uuids.ts';
import { addedByClients } from './client-headers.ts';
import type { Base, Change } from './request.ts';
import { isRight } from './valid/breadth.ts';

/** A way to send a request that has no say in whether it is right. */
export interface Way {
  /** Kebab case, without a dot: a part of a probe's id. */
  name: string;
  /** The end of a sentence: `the body is in chunks`. */
  says: string;
  change: Change;
  /** Writes a body otherwise; undefined where it cannot be. */
  write?: (body: Json) => Json | Uint8Array | undefined;
}

export const ACCEPTS_ANYTHING: Way = {
  name: 'accept-anything',
  says: 'any media type is accepted',
  change: { accept: '*/*' },
};

export const SAYS_NOTHING_OF_ACCEPT: Way = {
  name: 'no-accept',
  says: 'nothing is said of what is accepted',
  change: { accept: null },
};

/** What a browser and a tracer add, but for what the document names. */
export function withClientHeaders({ contract: { operation } }: Base): Way {
  return {
    name: 'client-headers',
    says: 'a browser and a tracer add headers',
    change: addedByClients(operation),
  };
}

/**
 * In another language, and without any coding; undefined where the document has a parameter of that name: its languages are
 * the document's to name.
 *
 * @param languages as Accept-Language has them
 */
export function inLanguage({ contract: { operation } }: Base, languages: string): Way | undefined {
  const isNamed = (header: string) => operation.parameters.some(({ name }) => name.toLowerCase() === header);
  if (isNamed('accept-language')) return undefined;
  return {
    name: 'language',
    says: 'a language and no coding are asked for',
    change: {
      acceptLanguage: languages,
      acceptEncoding: isNamed('accept-encoding') ? undefined : 'identity',
    },
  };
}

/** Undefined where the media type of the body has no charset to name. */
export function withCharset({ form }: Base): Way | undefined {
  if (form?.json !== true || !takesCharset(form.contentType)) return undefined;
  return {
    name: 'charset',
    says: 'the media type has a charset',
    change: { contentType: `${form.contentType}; charset=utf-8` },
  };
}

/** As clients say it that make one request and end. */
export const CLOSES: Way = {
  name: 'close',
  says: 'the connection is to end behind it',
  change: { close: true },
};

export const IN_CHUNKS: Way = {
  name: 'in-chunks',
  says: 'the body is in chunks',
  change: { chunked: true },
};

export const IN_LINES: Way = {
  name: 'lines',
  says: 'the body is in lines and in another order',
  change: {},
  write: (body) => {
    const other = isObject(body) ? Object.fromEntries(Object.entries(body).reverse()) : body;
    return new TextEncoder().encode(`${JSON.stringify(other, null, 2)}\n`);
  },
};

export function withCapitalUuids(base: Base): Way {
  return {
    name: 'capitals',
    says: 'UUIDs are in upper case',
    change: {},
    write: (body) => capitalUuids(body, base),
  };
}

/** With a property that the document does not know; undefined where it may not be. */
export function withFurther(base: Base): Way | undefined {
  return withMore(base, 'plumbline', { name: 'further', says: 'the body has a further property' });
}

/** The same, and a long one. */
export function withLongFurther(base: Base): Way | undefined {
  return withMore(base, 'plumbline '.repeat(1000), {
    name: 'large',
    says: 'the body has a further property of ten thousand letters',
  });
}

function withMore(base: Base, text: string, way: Pick<Way, 'name' | 'says'>): Way | undefined {
  const { body, form } = base;
  const more = { plumbline_extra: text };
  if (form?.json !== true || !isObject(body)) return undefined;
  if (!isRight(base, { ...body, ...more })) return undefined;
  return { ...way, change: {}, write: (each) => (isObject(each) ? { ...each, ...more } : undefined) };
}

/**
 * What a way, or several, change of a request with a body of their own.
 *
 * @param body what the request has for a body, where that is JSON
 * @returns the change, and the ways that have a part in it: where a body cannot be written so, that way has none
 */
export function inWays(ways: readonly Way[], body: Json | undefined): { change: Change; ways: Way[] } {
  const taken: Way[] = [];
  let change: Change = {};
  for (const way of ways) {
    const written = way.write !== undefined && body !== undefined ? way.write(body) : undefined;
    if (way.write !== undefined && written === undefined) continue;
    taken.push(way);
    change = { ...change, ...way.change, ...(written === undefined ? {} : { body: written }) };
  }
  return { change, ways: taken };
}
