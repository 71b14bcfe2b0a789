import { isObject, type Json } from '../json.ts';
import { pairwise } from './pairwise.ts';
import { type Base, type Change, documentedTypes } from './request.ts';
import {
  ACCEPTS_ANYTHING,
  CLOSES,
  IN_CHUNKS,
  IN_LINES,
  inLanguage,
  inWays,
  SAYS_NOTHING_OF_ACCEPT,
  type Way,
  withCapitalUuids,
  withCharset,
  withClientHeaders,
  withFurther,
} from './ways.ts';

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
    [withClientHeaders(base), inLanguage(base, options.languages)],
    [undefined, CLOSES],
    acceptWays(base),
  ];
  return pairwise([...factors.map(({ length }) => length), bodies.length]).map((row) => {
    const kind = row.at(-1) ?? 0;
    const ways = factors.flatMap((factor, index) => factor[row[index] ?? 0] ?? []);
    return { kind, ...formOf(ways, bodies[kind]) };
  });
}

function formOf(of: readonly Way[], body: Json | undefined): Omit<Together, 'kind'> {
  const { change, ways } = inWays(of, body);
  const says = ways.map((way) => way.says);
  return {
    name: ways.map(({ name }) => name).join('.'),
    says: [says.slice(0, -1).join(', '), says.at(-1)].filter((part) => part !== '').join(' and '),
    change,
  };
}

function acceptWays({ contract: { operation } }: Base): Factor {
  return [documentedTypes(operation).includes('*/*') ? undefined : ACCEPTS_ANYTHING, SAYS_NOTHING_OF_ACCEPT];
}

function bodyFactors(base: Base, chunks: boolean): Factor[] {
  const { body, form } = base;
  if (form?.json !== true || !isObject(body)) return [];
  const further = withFurther(base);
  const ways = [IN_LINES, ...(further === undefined ? [] : [further]), withCapitalUuids(base)];
  const charset = withCharset(base);
  return [
    ways.filter(({ write }) => write?.(body) !== undefined),
    [undefined, ...(charset === undefined ? [] : [charset])],
    [undefined, ...(chunks ? [IN_CHUNKS] : [])],
  ];
}
