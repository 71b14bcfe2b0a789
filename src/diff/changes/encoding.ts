import { child, entries, items, type Node, nodeAt } from '../../document/node.ts';
import { type Media, type Operation, readHeaders } from '../../document/operation.ts';
import { documentedProperties, itemSchema, keyword, typesOf } from '../../document/schema.ts';
import { isObject } from '../../json.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { sorted } from '../space/canonical.ts';
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
  const has = ({ schema }: Media, { name }: Part) => documentedProperties(schema).has(name ?? '');
  const parts = [
    ...new Map([...was.values(), ...is.values()].map((part) => [part.words, part])).values(),
  ].filter((part) => has(before, part) === has(after, part));
  const isStyled = isStyleHeard(before, pair.base) && isStyleHeard(after, pair.candidate);
  return parts.flatMap((part): RawChange[] => {
    const own = { place: `${about.place}, ${part.words}`, where: { ...about.where, at: part.at } };
    const [encodedBefore, encodedNow] = [was.get(part.words)?.encoding, is.get(part.words)?.encoding];
    const headers = headerChanges([encodedBefore, encodedNow], [before, after], pair, own);
    const old = sentAs(encodedBefore, schemaOf(part, before, pair.base), isStyled);
    const fresh = sentAs(encodedNow, schemaOf(part, after, pair.candidate), isStyled);
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
        ...own,
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
  [was, is]: [old: Node | undefined, fresh: Node | undefined],
  [before, after]: [before: Media, after: Media],
  pair: OperationPair,
  about: Pick<RawChange, 'place' | 'where'>,
): RawChange[] {
  if (!/^multipart\//i.test(before.type) || !/^multipart\//i.test(after.type)) return [];
  const { headers, schemas } = sentHeaderChanges(
    { headers: readHeaders(was), pointer: was?.pointer ?? before.pointer, document: pair.base.document },
    { headers: readHeaders(is), pointer: is?.pointer ?? after.pointer, document: pair.candidate.document },
    { ...pair, place: about.place, where: about.where },
  );
  const found = headers.map(
    ({ step: _, ...change }): RawChange => ({
      ...change,
      kind: change.effect === 'breaks' ? 'request-encoding-changed' : 'request-encoding-widened',
    }),
  );
  return [...found, ...schemas].map((change) => ({ ...change, where: about.where }));
}

/** One part of a form of several, with what is said of how it is sent. */
interface Part {
  /** What it is called in a sentence; of two documents the parts of one name are one. */
  words: string;
  /** Its place in the values of the body. */
  at: string;
  /** The property that it is. */
  name?: string;
  /** Where it stands among the parts, of a form whose parts have no names. */
  index?: number;
  encoding: Node;
}

/** The parts of which something is said: by their names, or since OpenAPI 3.2 by where they stand (section 4.14). */
function encodingOf({ pointer, type }: Media, { document }: Operation): Map<string, Part> {
  const media = nodeAt(document, pointer);
  const named = entries(child(media, 'encoding')).map(
    ({ key, node }): Part => ({ words: `the part ${key}`, at: `/${key}`, name: key, encoding: node }),
  );
  const every = child(media, 'itemEncoding');
  const placed = /^multipart\//i.test(type)
    ? [
        ...items(child(media, 'prefixEncoding')).map(
          (encoding, index): Part => ({ words: `part ${index + 1}`, at: `/${index}`, index, encoding }),
        ),
        ...(every === undefined ? [] : [{ words: 'each part', at: '/*', encoding: every }]),
      ]
    : [];
  return new Map([...named, ...placed].map((part) => [part.words, part]));
}

/** The schema of a part: of a property, or of an entry of a list or of a stream. */
function schemaOf(
  { name, index }: Part,
  { schema, pointer }: Media,
  { document }: Operation,
): Node | undefined {
  if (name !== undefined) return schema === undefined ? undefined : documentedProperties(schema).get(name);
  const first = index === undefined ? undefined : items(keyword(schema, 'prefixItems'))[index];
  return first ?? itemSchema(schema) ?? child(nodeAt(document, pointer), 'itemSchema');
}

/** The media types of a part, the default one where none is named, how it is written, and what else is said of it. */
function sentAs(
  encoding: Node | undefined,
  schema: Node | undefined,
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
  const spelt = typeof contentType === 'string' ? contentType : defaultType(schema);
  return {
    types: spelt.split(',').map((type) => type.trim().toLowerCase()),
    spelling: isStyled ? JSON.stringify([style, explode, allowReserved]) : '',
    rest: JSON.stringify(sorted(Object.fromEntries(said))),
  };
}

function defaultType(schema: Node | undefined): string {
  const types = typesOf(schema);
  const inside = types.includes('array') ? typesOf(itemSchema(schema)) : types;
  if (inside.includes('object')) return 'application/json';
  const binary =
    keyword(schema, 'format')?.value === 'binary' || keyword(schema, 'contentEncoding') !== undefined;
  return binary ? 'application/octet-stream' : 'text/plain';
}

function takes(types: readonly string[], type: string): boolean {
  return types.some((each) => each === type || each === '*/*' || each === `${type.split('/')[0]}/*`);
}
