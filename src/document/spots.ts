import {
  COLLECTION_STYLE,
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  SCALAR_STYLE,
  type ScalarEvent,
  type Schema,
} from 'js-yaml';
import { toPointer } from './pointer.ts';

/** Where a value begins in its source, and the same of what is in it. */
export interface Spot {
  offset: number;
  /** By key, or by index; an alias has those of its anchor. Undefined for a scalar. */
  members: Map<string, Spot> | undefined;
}

interface Frame {
  spot: Spot;
  kind: 'document' | 'sequence' | 'mapping';
  /** Of a block sequence: the offset of its first dash, and the column of all, once it was asked for. */
  dash: number | undefined;
  column?: number;
  /** Of a mapping: the key that waits for its value. */
  key: { name: string; offset: number | undefined; merges?: boolean } | undefined;
  /** By which key, or at which index, it lies in what is around it. */
  name: string;
  /** Of a mapping: what is merged into it. */
  merged: Spot[];
}

interface Anchor {
  spot: Spot;
  /** What a scalar is as a key. */
  name: string | undefined;
}

/** The spot of a whole text, and JSON pointers to its merge keys. */
export interface Spots {
  root: Spot;
  mergeKeys: string[];
}

/** What stands plainly as a key and is none: it merges a mapping, or a list of them, into the one around it. */
export function isMergeKey(event: ScalarEvent, source: string): boolean {
  const isPlain = event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0;
  return isPlain && event.valueEnd - event.valueStart === 2 && source.startsWith('<<', event.valueStart);
}

/**
 * Notes where every value of a text begins: a member of a mapping at its key, an item at its own first character,
 * or at its dash where it is empty, and what was merged where it stands. It takes one pass, however often aliases
 * repeat a value.
 *
 * @param events of one YAML document, which was constructed from them without an error
 * @param schema the one that it was constructed with: it decides which keys are numbers
 */
export function indexSpots(events: readonly Event[], source: string, schema: Schema): Spots {
  const anchors = new Map<string, Anchor>();
  const stack: Frame[] = [];
  let root: Spot = { offset: 0, members: undefined };
  // Where the last value was noted; the dash of an empty item, which no event tells, is looked for below it.
  let last = 0;
  let name = '';
  const mergeKeys: string[] = [];

  const enter = (begin: number | undefined, members: Spot['members']): Spot => {
    const frame = stack.at(-1);
    const spot: Spot = { offset: begin ?? root.offset, members };
    if (frame === undefined || frame.kind === 'document') {
      root = spot;
    } else if (frame.kind === 'sequence') {
      spot.offset = begin ?? dashFor(frame, source, last);
      name = String(frame.spot.members?.size ?? 0);
      frame.spot.members?.set(name, spot);
    } else {
      spot.offset = frame.key?.offset ?? begin ?? frame.spot.offset;
      name = frame.key?.name ?? '';
      frame.spot.members?.set(name, spot);
      if (frame.key?.merges === true) {
        frame.merged.push(spot);
        mergeKeys.push(toPointer([...stack.slice(2).map((each) => each.name), name]));
      }
      frame.key = undefined;
    }
    last = Math.max(last, spot.offset);
    return spot;
  };
  const remember = (event: { anchorStart: number; anchorEnd: number }, anchor: Anchor): void => {
    if (event.anchorStart >= 0) anchors.set(source.slice(event.anchorStart, event.anchorEnd), anchor);
  };
  const openKey = (): Frame | undefined => {
    const frame = stack.at(-1);
    return frame?.kind === 'mapping' && frame.key === undefined ? frame : undefined;
  };

  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      const closed = stack.pop();
      if (closed !== undefined) merge(closed);
    } else if (event.type === EVENT_ID.DOCUMENT) {
      stack.push({ spot: root, kind: 'document', dash: undefined, key: undefined, name: '', merged: [] });
    } else if (event.type === EVENT_ID.SCALAR) {
      const frame = openKey();
      const begin = scalarBegin(event, source);
      if (frame === undefined) {
        const spot = enter(begin, undefined);
        if (event.anchorStart >= 0) remember(event, { spot, name: keyName(event, source, schema) });
      } else {
        frame.key = {
          name: keyName(event, source, schema),
          offset: begin,
          merges: isMergeKey(event, source),
        };
        const spot: Spot = { offset: begin ?? frame.spot.offset, members: undefined };
        remember(event, { spot, name: frame.key.name });
      }
    } else if (event.type === EVENT_ID.ALIAS) {
      const frame = openKey();
      const anchor = anchors.get(source.slice(event.anchorStart, event.anchorEnd));
      const begin = event.anchorStart - 1;
      if (frame === undefined) enter(begin, anchor?.spot.members);
      else frame.key = { name: anchor?.name ?? '', offset: begin };
    } else {
      const spot = enter(firstOf(event, event.start), new Map());
      remember(event, { spot, name: undefined });
      const kind = event.type === EVENT_ID.MAPPING ? 'mapping' : 'sequence';
      const dash = kind === 'sequence' && event.style === COLLECTION_STYLE.BLOCK ? event.start : undefined;
      stack.push({ spot, kind, dash, key: undefined, name, merged: [] });
    }
  }
  return { root, mergeKeys };
}

/** What a mapping has itself goes before what is merged into it, and of that the first. */
function merge({ spot, merged }: Frame): void {
  for (const { members } of merged) {
    const all = [...(members?.entries() ?? [])];
    const isList = all.every(([key], index) => key === String(index));
    for (const [key, member] of isList ? all.flatMap(([, each]) => [...(each.members ?? [])]) : all)
      if (spot.members?.has(key) === false) spot.members.set(key, member);
  }
}

/** A node begins at its tag or anchor where it has one. */
function firstOf(event: { anchorStart: number; tagStart: number }, start: number): number {
  return Math.min(
    start,
    event.tagStart < 0 ? start : event.tagStart,
    event.anchorStart < 0 ? start : event.anchorStart - 1,
  );
}

/** Where a scalar begins, quotes and block indicators included; undefined for an empty one. */
function scalarBegin(event: ScalarEvent, source: string): number | undefined {
  const { style, valueStart } = event;
  if (valueStart < 0) {
    const marks = [event.tagStart, event.anchorStart - 1].filter((each) => each >= 0);
    return marks.length === 0 ? undefined : Math.min(...marks);
  }
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
    return firstOf(event, valueStart - 1);
  }
  if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) {
    return firstOf(event, indicator(event, source));
  }
  return firstOf(event, valueStart);
}

/** The `|` or `>` on the line above a block scalar's text; before it stand only dashes, a tag and an anchor. */
function indicator({ valueStart, tagEnd, anchorEnd }: ScalarEvent, source: string): number {
  let end = valueStart;
  while (isBreak(source, end - 1)) end -= 1;
  const from = Math.max(lineStart(source, end), tagEnd, anchorEnd);
  const found = source.slice(from, end).search(/[|>]/);
  return found < 0 ? valueStart : from + found;
}

/**
 * The dash of an empty item: the next in the column of the sequence's other dashes. What is in an item stands further to
 * the right, and only blanks stand before the second dash and those that follow.
 */
function dashFor(frame: Frame, source: string, after: number): number {
  const { dash, spot } = frame;
  if (dash === undefined) return spot.offset;
  if (spot.members?.size === 0) return dash;
  frame.column ??= dash - lineStart(source, dash);
  let start = nextLine(source, after);
  while (start < source.length) {
    const end = start + frame.column;
    if (source.slice(start, end).trim() === '' && /^-(\s|$)/.test(source.slice(end, end + 2))) return end;
    start = nextLine(source, start);
  }
  return spot.offset;
}

function isBreak(source: string, offset: number): boolean {
  return source[offset] === '\n' || source[offset] === '\r';
}

function lineStart(source: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isBreak(source, start - 1)) start -= 1;
  return start;
}

function nextLine(source: string, offset: number): number {
  let next = offset;
  while (next < source.length && !isBreak(source, next)) next += 1;
  return next + (source.startsWith('\r\n', next) ? 2 : 1);
}

/**
 * The name that a key has as a JSON member. A plain key may be a number, a boolean or null (`200`, `0x10`, `~`) and
 * is then written out as JavaScript does.
 */
function keyName(event: ScalarEvent, source: string, schema: Schema): string {
  const text = getScalarValue(source, event);
  const plain = event.style === SCALAR_STYLE.PLAIN;
  if (plain ? !/^(|~|null|true|false|[-+.\d].*)$/is.test(text) : event.tagStart < 0) return text;
  const alone: Event[] = [
    { type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] },
    event,
    { type: EVENT_ID.POP },
  ];
  return String(constructFromEvents(alone, { source, schema })[0]);
}
