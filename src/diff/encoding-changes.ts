import { child, entries, type Node, nodeAt } from '../document/node.ts';
import type { Media, Operation } from '../document/operation.ts';
import { documentedProperties, itemSchema, keyword, typesOf } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import { canonicalText, sorted } from './canonical.ts';
import type { RawChange } from './change.ts';
import type { OperationPair } from './operation-pair.ts';

/** How the parts of a form are sent, each by itself (OpenAPI 3.0 section 4.7.15, Encoding Object). */
export function encodingChanges(
  before: Media,
  after: Media,
  pair: OperationPair,
  about: Pick<RawChange, 'place' | 'where'>,
): RawChange[] {
  const was = encodingOf(before, pair.base);
  const is = encodingOf(after, pair.candidate);
  // A part that comes or goes is told of as a property.
  const has = ({ schema }: Media, name: string) => documentedProperties(schema).has(name);
  const names = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => has(before, name) === has(after, name),
  );
  return names.flatMap((name): RawChange[] => {
    const old = partOf(was.get(name), before, name);
    const fresh = partOf(is.get(name), after, name);
    const lost = old.types.filter((type) => !takes(fresh.types, type));
    const more = fresh.types.filter((type) => !takes(old.types, type));
    const spelling = old.spelling !== fresh.spelling;
    const otherwise = spelling || old.rest !== fresh.rest;
    if (lost.length === 0 && more.length === 0 && !otherwise) return [];
    const breaks = lost.length > 0 || otherwise;
    const undecided = lost.length === 0 && !spelling && otherwise;
    return [
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

function encodingOf({ pointer }: Media, { document }: Operation): Map<string, Node> {
  return new Map(entries(child(nodeAt(document, pointer), 'encoding')).map(({ key, node }) => [key, node]));
}

/** The media types of a part, the default one where none is named, how it is written, and what else is said of it. */
function partOf(
  encoding: Node | undefined,
  { schema }: Media,
  name: string,
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
    spelling: JSON.stringify([style, explode, allowReserved]),
    rest: JSON.stringify([sorted(Object.fromEntries(said)), headersOf(encoding)]),
  };
}

/** What the headers of a part have to be, by names in lower case; what people read of them is left out. */
function headersOf(encoding: Node | undefined): Json {
  const headers = entries(encoding === undefined ? undefined : child(encoding, 'headers'));
  // The media type is said by `contentType`, and ignored here.
  const heard = headers.filter(({ key }) => key.toLowerCase() !== 'content-type');
  const meanings = heard.map(({ key, node }): [string, Json] => {
    const value = (word: string) => child(node, word)?.value ?? false;
    const schema = child(node, 'schema');
    const content = entries(child(node, 'content')).map(({ key: type, node: media }): [string, Json] => {
      const inside = child(media, 'schema');
      return [type, inside === undefined ? {} : canonicalText(inside)];
    });
    const rules = schema === undefined ? '{}' : canonicalText(schema);
    return [key.toLowerCase(), [value('required'), value('explode'), rules, Object.fromEntries(content)]];
  });
  return sorted(Object.fromEntries(meanings));
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
