import { fromPointer } from '../document/pointer.ts';
import { partOf, type Survey } from './survey.ts';

/** Who sends what a schema describes. */
export type Side = 'request' | 'response';

/** Where a place is by itself: in a request, in an answer, or in neither, as a shared schema is. */
export function sideOf(pointer: string): Side | undefined {
  const keys = fromPointer(pointer) ?? [];
  if (keys[0] === 'components') {
    if (keys[1] === 'requestBodies' || keys[1] === 'parameters') return 'request';
    return keys[1] === 'responses' || keys[1] === 'headers' ? 'response' : undefined;
  }
  // Of a callback or a webhook the API is the client.
  if (keys[0] !== 'paths' || keys[3] === 'callbacks') return undefined;
  if (keys[2] === 'parameters' || keys[3] === 'parameters' || keys[3] === 'requestBody') return 'request';
  return keys[3] === 'responses' ? 'response' : undefined;
}

const BOTH: ReadonlySet<Side> = new Set<Side>(['request', 'response']);

/**
 * Tells where the schemas of a document are used, through every `$ref` that leads to them. What nothing leads to, or
 * what a callback or webhook leads to, may be used on either side.
 */
export function sidesOf(survey: Survey): (pointer: string) => ReadonlySet<Side> {
  const known = new Map<string, Set<Side>>();
  const pending: [part: string, side: Side][] = [];
  const mark = (part: string, side: Side): void => {
    const sides = known.get(part) ?? new Set();
    if (sides.has(side)) return;
    known.set(part, sides.add(side));
    pending.push([part, side]);
  };
  for (const { from, to } of survey.references) {
    if (to === undefined) continue;
    const side = sideOf(from);
    if (side !== undefined) mark(partOf(to), side);
    else if (!from.startsWith('/components/')) for (const each of BOTH) mark(partOf(to), each);
  }
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [part, side] = next;
    for (const used of survey.uses.get(part) ?? []) mark(used, side);
  }
  return (pointer) => {
    const own = sideOf(pointer);
    if (own !== undefined) return new Set([own]);
    return known.get(partOf(pointer)) ?? BOTH;
  };
}
