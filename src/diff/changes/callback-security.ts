import { child, type Node } from '../../document/node.ts';
import type { Operation } from '../../document/operation.ts';
import { valueAt } from '../../document/pointer.ts';
import type { RawChange } from '../change.ts';
import { labels, sufficesFor, type Way, waysOf } from './credentials.ts';

/**
 * What became of the credentials that the provider sends with a call. We are the ones who look at them: what came before
 * still has to come, and whatever comes besides is no matter.
 */
export function credentialsSent(
  { base, candidate }: { base: Operation; candidate: Operation },
  at: Pick<RawChange, 'side' | 'place' | 'where'>,
): RawChange[] {
  const [was, is] = [requirementOf(base), requirementOf(candidate)];
  if (was === undefined && is === undefined) return [];
  if (areAlike(waysOf(base, was), waysOf(candidate, is))) return [];
  // What the document asks for of all its operations few mean of its calls: it counts only where the other side says it.
  const before = was === undefined ? noneOf(base) : waysOf(base, was);
  const after = is === undefined ? noneOf(candidate) : waysOf(candidate, is);
  const less = after.find((way) => !before.some((old) => sufficesFor(old, way)));
  const old =
    less === undefined ? before.find((each) => !after.some((way) => sufficesFor(way, each))) : undefined;
  const shown = (ways: typeof before) => ways.map(labels);
  const common = { ...at, before: shown(before), after: shown(after) };
  const places = {
    base: before[0]?.pointer ?? base.pointer,
    candidate: after[0]?.pointer ?? candidate.pointer,
  };
  if (less !== undefined) {
    return [
      {
        ...common,
        ...places,
        kind: 'callback-credential-changed',
        effect: 'breaks',
        text: `it may come with ${labels(less)}, before with ${shown(before).join(' or ')}`,
        why: 'whoever tells by the credential that the provider calls no longer finds it',
        candidate: less.pointer,
      },
    ];
  }
  if (old === undefined) return [];
  return [
    {
      ...common,
      ...places,
      kind: 'callback-credential-added',
      effect: 'safe',
      text: `it comes with ${shown(after).join(' or ')}, before with ${shown(before).join(' or ')}`,
      why: 'whatever was sent with it still is',
      base: old.pointer,
    },
  ];
}

function areAlike(some: readonly Way[], others: readonly Way[]): boolean {
  const isIn = (way: Way, list: readonly Way[]) =>
    list.some((other) => sufficesFor(way, other) && sufficesFor(other, way));
  return some.every((way) => isIn(way, others)) && others.every((way) => isIn(way, some));
}

function noneOf({ pointer }: Operation): Way[] {
  return [{ pointer, credentials: [] }];
}

/** What a call itself asks for. */
function requirementOf({ document, pointer }: Operation): Node | undefined {
  const value = valueAt(document.root, pointer);
  return value === undefined ? undefined : child({ document, pointer, value }, 'security');
}
