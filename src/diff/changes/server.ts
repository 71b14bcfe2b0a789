import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { covers, type EffectiveUrl, effectiveUrls, hostOf } from './effective-url.ts';

/** What became of the URLs at which an operation is to be found. */
export function serverChanges({ base, candidate, where }: OperationPair): RawChange[] {
  const before = effectiveUrls(base);
  const after = effectiveUrls(candidate);
  const gone = before.filter(({ url }) => !after.some((each) => covers(each.url, url)));
  const added = after.filter(({ url }) => !before.some((each) => covers(each.url, url)));
  const olds = servers(gone);
  const news = servers(added);
  const common = { side: 'request', place: 'the servers', where: { ...where, part: 'server' } } as const;
  const moved = movedServers(olds, news);
  const [first, ...others] = moved;
  if (first !== undefined) {
    const [old, fresh] = first;
    // A template stays as it is where only one of its values is another.
    const same = old.server === fresh.server;
    const more = others.map(([from, to]) => `${from.server} is now ${to.server}`);
    const alike = gone.filter(({ pointer, url }) => pointer === old.pointer && url !== old.url).length;
    const so = alike === 0 ? '' : `, and so for ${alike} more of its values`;
    const sentence = same ? `${old.url} is now ${fresh.url}${so}` : `${old.server} is now ${fresh.server}`;
    return [
      {
        ...common,
        kind: 'server-changed',
        effect: 'breaks',
        text: [sentence, ...more].join(', and '),
        why: 'requests to the old address no longer reach the operation',
        base: old.pointer,
        candidate: fresh.pointer,
        before: others.length === 0 ? old.server : moved.map(([{ server }]) => server),
        after: others.length === 0 ? fresh.server : moved.map(([, { server }]) => server),
      },
    ];
  }
  return [
    ...olds.map((each): RawChange => {
      const name = named(each, gone, after);
      return {
        ...common,
        kind: 'server-removed',
        effect: 'breaks',
        text: `${name} is gone`,
        why: 'requests to that address no longer reach the operation',
        base: each.pointer,
        candidate: after[0]?.pointer ?? '/servers',
        before: name,
      };
    }),
    ...news.map((each): RawChange => {
      const name = named(each, added, before);
      return {
        ...common,
        kind: 'server-added',
        effect: 'safe',
        text: `${name} is new`,
        why: 'nobody has to call it',
        base: before[0]?.pointer ?? '/servers',
        candidate: each.pointer,
        after: name,
      };
    }),
  ];
}

/** What came or went of a server: all of it, or, where its template is on the other side too, some of its addresses. */
function named(
  { server, pointer }: EffectiveUrl,
  moved: readonly EffectiveUrl[],
  elsewhere: readonly EffectiveUrl[],
): string {
  if (!elsewhere.some((each) => each.server === server)) return server;
  return moved
    .filter((each) => each.pointer === pointer)
    .map(({ address }) => address)
    .join(', ');
}

/** Servers that have another address now: the only one that is gone and the only one that came, or all by their hosts. */
function movedServers(
  olds: readonly EffectiveUrl[],
  news: readonly EffectiveUrl[],
): [EffectiveUrl, EffectiveUrl][] {
  const [old, fresh] = [olds[0], news[0]];
  if (old === undefined || fresh === undefined || olds.length !== news.length) return [];
  if (olds.length === 1) return [[old, fresh]];
  const pairs = olds.flatMap((each): [EffectiveUrl, EffectiveUrl][] => {
    const twin = news.find(({ server }) => hostOf(server) === hostOf(each.server));
    return twin === undefined ? [] : [[each, twin]];
  });
  // Where two are on one host not each has a twin of its own.
  return new Set(pairs.map(([, to]) => to)).size === olds.length ? pairs : [];
}

/** One address of each server: the first of a template's, which is that of the defaults. */
function servers(urls: readonly EffectiveUrl[]): EffectiveUrl[] {
  return urls.filter(({ pointer }, index) => urls.findIndex((each) => each.pointer === pointer) === index);
}
