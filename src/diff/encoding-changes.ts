import { child, entries, type Node, nodeAt } from '../document/node.ts';
import { type Media, type Operation, readHeaders } from '../document/operation.ts';
import { documentedProperties, itemSchema, keyword, typesOf } from '../document/schema.ts';
import { isObject } from '../json.ts';
import { sorted } from './canonical.ts';
import type { RawChange } from './change.ts';
import type { OperationPair } from './operation-pair.ts';
import { sentHeaderChanges } from './sent-headers.ts';

/** How the parts of a form are sent, each by itself (OpenAPI 3.0 section 4.7.15, Encoding Object). */
export function encodingChanges(
  before: Media,
  after: Media,
  pair: OperationPair,
  about: Pick<RawChange, 'place' | 'where'>,
): RawChange[] {
  if (!APPLIES.test(before.type) || !APPLIES.test(after.type)) return [];
  const was = encodingOf(before, pair.base);
  const is = encodingOf(after, pair.candidate);
  // A part that comes or goes is told of as a property.
  const has = ({ schema }: Media, name: string) => documentedProperties(schema).has(name);
  const names = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => has(before, name) === has(after, name),
  );
  const isStyled = isStyleHeard(before, pair.base) && isStyleHeard(after, pair.candidate);
  return names.flatMap((name): RawChange[] => {
    const headers = headerChanges(name, [was.get(name), is.get(name)], [before, after], pair, about);
    const old = partOf(was.get(name), before, name, isStyled);
    const fresh = partOf(is.get(name), after, name, isStyled);
    const lost = old.types.filter((type) => !takes(fresh.types, type));
    const more = fresh.types.filter((type) => !takes(old.types, type));
    const spelling = old.spelling !== fresh.spelling;
    const otherwise = spelling || old.rest !== fresh.rest;
    if (lost.length === 0 && more.length === 0 && !otherwise) return headers;
    const breaks = lost.length > 0 || otherwise;
    const undecided = lost.length === 0 && !spelling && otherwise;
    return [
      ...headers,
      {
        kind: breaks ? 'request-encoding-changed' : 'request-encoding-widened',
        side: 'request',
        effect: breaks ? 'breaks' : 'safe',
        ...(undecided ? { undecided } : {}),
        text:
          lost.length > 0
            ? `${lost.join(', ')} is no longer taken`
            : otherwise
              ? 'it is encoded in another way'
              : `${more.join(', ')} is taken as well`,
        place: `${about.place}, the part ${name}`,
        where: { ...about.where, at: `/${name}` },
        why: undecided
          ? 'undecided: what is said of the part besides is another, and nobody can tell what follows; it is treated as breaking'
          : breaks
            ? 'a part that was sent as it was documented no longer is accepted'
            : 'every request that was accepted still is',
        base: before.pointer,
        candidate: after.pointer,
        before: old.types,
        after: fresh.types,
      },
    ];
  });
}

/** The media types that an encoding says something of (OpenAPI 3.0 section 4.7.14, `encoding`), and ranges that hold them. */
const APPLIES = /^(multipart\/|application\/(x-www-form-urlencoded\b|\*)|\*\/\*)/i;

/** Of a form of several parts, `style` and its like count since OpenAPI 3.1 (3.0 section 4.7.15, 3.1 section 4.8.15). */
function isStyleHeard({ type }: Media, { document }: Operation): boolean {
  return document.version !== '3.0' || !/^multipart\//i.test(type);
}

/** What became of the headers of a part; those of what is not multipart are ignored (OpenAPI 3.0 section 4.7.15). */
function headerChanges(
  name: string,
  [was, is]: [old: Node | undefined, fresh: Node | undefined],
  [before, after]: [before: Media, after: Media],
  pair: OperationPair,
  about: Pick<RawChange, 'place' | 'where'>,
): RawChange[] {
  if (!/^multipart\//i.test(before.type) || !/^multipart\//i.test(after.type)) return [];
  const { headers, schemas } = sentHeaderChanges(
    { headers: readHeaders(was), pointer: was?.pointer ?? before.pointer, document: pair.base.document },
    { headers: readHeaders(is), pointer: is?.pointer ?? after.pointer, document: pair.candidate.document },
    { ...pair, place: `${about.place}, the part ${name}`, where: about.where },
  );
  const found = headers.map(
    ({ step: _, ...change }): RawChange => ({
      ...change,
      kind: change.effect === 'breaks' ? 'request-encoding-changed' : 'request-encoding-widened',
    }),
  );
  return [...found, ...schemas].map((change) => ({
    ...change,
    where: { ...about.where, at: `/${name}` },
  }));
}

function encodingOf({ pointer }: Media, { document }: Operation): Map<string, Node> {
  return new Map(entries(child(nodeAt(document, pointer), 'encoding')).map(({ key, node }) => [key, node]));
}

/** The media types of a part, the default one where none is named, how it is written, and what else is said of it. */
function partOf(
  encoding: Node | undefined,
  { schema }: Media,
  name: string,
  isStyled: boolean,
): { types: string[]; spelling: string; rest: string } {
  const {
    contentType,
    style = 'form',
    explode = style === 'form',
    allowReserved = false,
    headers: _,
    ...rest
  } = isObject(encoding?.value) ? encoding.value : {};
  const said = Object.entries(rest).filter(([word]) => !word.startsWith('x-'));
  const spelt = typeof contentType === 'string' ? contentType : defaultType(schema, name);
  return {
    types: spelt.split(',').map((type) => type.trim().toLowerCase()),
    spelling: isStyled ? JSON.stringify([style, explode, allowReserved]) : '',
    rest: JSON.stringify(sorted(Object.fromEntries(said))),
  };
}

function defaultType(schema: Media['schema'], name: string): string {
  const property = schema === undefined ? undefined : documentedProperties(schema).get(name);
  const types = typesOf(property);
  const inside = types.includes('array') ? typesOf(itemSchema(property)) : types;
  if (inside.includes('object')) return 'application/json';
  const binary =
    keyword(property, 'format')?.value === 'binary' || keyword(property, 'contentEncoding') !== undefined;
  return binary ? 'application/octet-stream' : 'text/plain';
}

function takes(types: readonly string[], type: string): boolean {
  return types.some((each) => each === type || each === '*/*' || each === `${type.split('/')[0]}/*`);
}
