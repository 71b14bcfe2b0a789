import { createHash } from 'node:crypto';
import type { Policy } from '../contract/contract.ts';
import type { Document } from '../document/document.ts';
import { pointerPlace } from '../document/pointer-place.ts';
import type { Change, RawChange } from './change.ts';
import { announcedAs } from './reliance/policy.ts';

interface Context {
  base: Document;
  candidate: Document;
  policy: Policy | undefined;
}

/**
 * Joins what has one cause, such as a shared component that is reached from many answers, judges each by the policy, and
 * puts those first that break.
 */
export function joinChanges(raw: readonly RawChange[], context: Context): Change[] {
  const groups: RawChange[][] = [];
  const known = new Map<string, RawChange[]>();
  for (const change of raw) {
    const keys = keysOf(change);
    const group = keys.map((key) => known.get(key)).find((each) => each !== undefined) ?? [];
    if (group.length === 0) groups.push(group);
    group.push(change);
    for (const key of keys) known.set(key, group);
  }
  return groups.flatMap((group) => joined(group, context)).sort((a, b) => rank(a) - rank(b));
}

/** One cause is declared in one place of either document, and changes in one way. */
function keysOf(change: RawChange): string[] {
  const { kind, text, base, candidate, before, after, where, about } = change;
  const name = about ?? where.at?.split('/').at(-1) ?? '';
  const what = JSON.stringify([kind, text, name, before ?? null, after ?? null]);
  return [
    ...(base === undefined ? [] : [`base ${base} ${what}`]),
    ...(candidate === undefined ? [] : [`candidate ${candidate} ${what}`]),
  ];
}

function joined(group: readonly RawChange[], { base, candidate, policy }: Context): Change[] {
  // Of several places the one that proves most speaks for all.
  const first = group.find(({ witness }) => witness !== undefined) ?? group[0];
  if (first === undefined) return [];
  const what = announcedAs(first, policy);
  const announced = what !== undefined;
  const breaking = first.effect === 'breaks' && !announced;
  const places = [...new Set(group.map(({ place }) => place))];
  const operations = [
    ...new Set(group.map(({ where: { operation } }) => `${operation.method} ${operation.path}`.trim())),
  ].filter((name) => name !== '');
  const statuses = [...new Set(group.flatMap(({ where }) => where.status ?? []))];
  const more =
    places.length > 1 ? ` (and in ${places.length - 1} other place${places.length > 2 ? 's' : ''})` : '';
  return [
    {
      kind: first.kind,
      side: first.side,
      breaking,
      announced,
      ...(first.undecided === true && breaking ? { undecided: true as const } : {}),
      message: `${first.place}${more}: ${first.text}`,
      why: announced ? `the provider says that it may come at any time: ${what}` : first.why,
      ...(first.base === undefined ? {} : { base: pointerPlace(base, first.base) }),
      ...(first.candidate === undefined ? {} : { candidate: pointerPlace(candidate, first.candidate) }),
      ...(first.before === undefined ? {} : { before: first.before }),
      ...(first.after === undefined ? {} : { after: first.after }),
      ...(first.witness === undefined ? {} : { witness: first.witness }),
      operations,
      places,
      ...(statuses.length === 0 ? {} : { statuses }),
      part: first.where.part,
      ...(first.where.name === undefined ? {} : { name: first.where.name }),
      ...(first.where.at === undefined ? {} : { at: first.where.at }),
      fingerprint: fingerprint(first, operations),
      touchesUs: [],
    },
  ];
}

function fingerprint({ kind, place, before, after }: RawChange, operations: readonly string[]): string {
  const text = JSON.stringify([kind, place, before ?? null, after ?? null, [...operations].sort()]);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function rank({ breaking, undecided, announced, side }: Change): number {
  if (breaking) return undecided === true ? 1 : 0;
  if (side === 'docs') return 4;
  return announced ? 3 : 2;
}
