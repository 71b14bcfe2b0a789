import type { RawChange } from './change.ts';
import { covers, type EffectiveUrl, effectiveUrls } from './effective-url.ts';
import type { OperationPair } from './operation-pair.ts';

/** What became of the URLs at which an operation is to be found. */
export function serverChanges({ base, candidate, where }: OperationPair): RawChange[] {
  const before = effectiveUrls(base);
  const after = effectiveUrls(candidate);
  const gone = before.filter(({ url }) => !after.some((each) => covers(each.url, url)));
  const added = after.filter(({ url }) => !before.some((each) => covers(each.url, url)));
  const [old, ...olds] = servers(gone);
  const [fresh, ...news] = servers(added);
  const common = { side: 'request', place: 'the servers', where: { ...where, part: 'server' } } as const;
  if (old !== undefined && fresh !== undefined && olds.length === 0 && news.length === 0) {
    return [
      {
        ...common,
        kind: 'server-changed',
        effect: 'breaks',
        // A template stays as it is where only one of its values is another.
        text:
          old.server === fresh.server
            ? `${old.url} is now ${fresh.url}`
            : `${old.server} is now ${fresh.server}`,
        why: 'requests to the old address no longer reach the operation',
        base: old.pointer,
        candidate: fresh.pointer,
        before: old.server,
        after: fresh.server,
      },
    ];
  }
  return [
    ...servers(gone).map(
      (each): RawChange => ({
        ...common,
        kind: 'server-removed',
        effect: 'breaks',
        text: `${each.server} is gone`,
        why: 'requests to that address no longer reach the operation',
        base: each.pointer,
        candidate: after[0]?.pointer ?? '/servers',
        before: each.server,
      }),
    ),
    ...servers(added).map(
      (each): RawChange => ({
        ...common,
        kind: 'server-added',
        effect: 'safe',
        text: `${each.server} is new`,
        why: 'the addresses that were there still are',
        base: before[0]?.pointer ?? '/servers',
        candidate: each.pointer,
        after: each.server,
      }),
    ),
  ];
}

function servers(urls: readonly EffectiveUrl[]): EffectiveUrl[] {
  return [...new Map(urls.map((each) => [each.pointer, each])).values()];
}
