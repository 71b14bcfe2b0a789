import { keyword } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import { takesCharset } from './broken-body.ts';
import { capitalUuids } from './capital-uuids.ts';
import { addedByClients } from './client-headers.ts';
import { pairwise } from './pairwise.ts';
import { type Base, type Change, documentedTypes } from './request.ts';
import { isRight } from './valid/breadth.ts';

/** One way to send a request that has no say in whether it is right. */
interface Way {
  /** Kebab case, without a dot: a part of the probe's id. */
  name: string;
  /** The end of a sentence: `the body is in chunks`. */
  says: string;
  change: Change;
  /** Writes a body otherwise; undefined where it cannot be. */
  write?: (body: Json) => Json | Uint8Array | undefined;
}

/** Ways of which a request is sent in one; undefined is the usual one. */
type Factor = readonly (Way | undefined)[];

/** Several ways at once. */
export interface Together {
  /** Which of the kinds of requests is sent so, counted from 0. */
  kind: number;
  /** The last part of a probe's id: the names of the ways, with dots between. */
  name: string;
  /** The end of a sentence. */
  says: string;
  change: Change;
}

/**
 * Ways to send a request, several at once, so that any two of them meet: an API may go wrong only where two conditions do,
 * such as a body in chunks with a property that it does not know.
 *
 * @param bodies of each kind of request that is sent so the body, where that is JSON
 * @param options.languages what the client speaks, as Accept-Language has it
 * @param options.chunks whether bodies come in chunks too
 * @returns forms in which, besides, each kind of request meets each way
 */
export function together(
  base: Base,
  bodies: readonly (Json | undefined)[],
  options: { languages: string; chunks?: boolean },
): Together[] {
  const factors = [
    ...bodyFactors(base, options.chunks === true),
    clientWays(base, options.languages),
    acceptWays(base),
  ];
  return pairwise([...factors.map(({ length }) => length), bodies.length]).map((row) => {
    const kind = row.at(-1) ?? 0;
    const ways = factors.flatMap((factor, index) => factor[row[index] ?? 0] ?? []);
    return { kind, ...formOf(ways, bodies[kind]) };
  });
}

function formOf(ways: readonly Way[], body: Json | undefined): Omit<Together, 'kind'> {
  const written = ways.flatMap(({ write, ...way }) => {
    if (write === undefined) return way;
    const other = body === undefined ? undefined : write(body);
    return other === undefined ? [] : { ...way, change: { ...way.change, body: other } };
  });
  const says = written.map((way) => way.says);
  return {
    name: written.map(({ name }) => name).join('.'),
    says: [says.slice(0, -1).join(', '), says.at(-1)].filter((part) => part !== '').join(' and '),
    change: Object.assign({}, ...written.map(({ change }) => change)),
  };
}

function clientWays({ contract: { operation } }: Base, languages: string): Factor {
  const added = {
    name: 'client-headers',
    says: 'a browser and a tracer add headers',
    change: addedByClients(operation),
  };
  // Where the document has a parameter of that name, its languages are the document's to name.
  const isNamed = operation.parameters.some(({ name }) => name.toLowerCase() === 'accept-language');
  const speaks = { name: 'language', says: 'a language is asked for', change: { acceptLanguage: languages } };
  return [added, isNamed ? undefined : speaks];
}

function acceptWays({ contract: { operation } }: Base): Factor {
  const anything = { name: 'accept-anything', says: 'any media type is accepted', change: { accept: '*/*' } };
  return [
    documentedTypes(operation).includes('*/*') ? undefined : anything,
    { name: 'no-accept', says: 'nothing is said of what is accepted', change: { accept: null } },
  ];
}

const MORE = { plumbline_extra: 'plumbline' };

function bodyFactors(base: Base, chunks: boolean): Factor[] {
  const { body, form } = base;
  if (form?.json !== true || !isObject(body)) return [];
  const { contentType, media } = form;
  const isOpen =
    keyword(media.schema, 'additionalProperties') === undefined && isRight(base, { ...body, ...MORE });
  const ways: Way[] = [
    { name: 'lines', says: 'the body is in lines and in another order', change: {}, write: inLines },
    ...(isOpen ? [FURTHER] : []),
    {
      name: 'capitals',
      says: 'UUIDs are in upper case',
      change: {},
      write: (each: Json) => capitalUuids(each, base),
    },
  ];
  const charset = {
    name: 'charset',
    says: 'the media type has a charset',
    change: { contentType: `${contentType}; charset=utf-8` },
  };
  const inChunks = { name: 'in-chunks', says: 'the body is in chunks', change: { chunked: true } };
  return [
    ways.filter(({ write }) => write?.(body) !== undefined),
    [undefined, ...(takesCharset(contentType) ? [charset] : [])],
    [undefined, ...(chunks ? [inChunks] : [])],
  ];
}

const FURTHER: Way = {
  name: 'further',
  says: 'the body has a further property',
  change: {},
  write: (body) => (isObject(body) ? { ...body, ...MORE } : undefined),
};

function inLines(body: Json): Uint8Array {
  const other = isObject(body) ? Object.fromEntries(Object.entries(body).reverse()) : body;
  return new TextEncoder().encode(`${JSON.stringify(other, null, 2)}\n`);
}
