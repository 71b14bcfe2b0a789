import { EVENT_ID, type Event } from 'js-yaml';

/** What a text does that YAML lets it do and a document cannot bear. */
export interface Misuse {
  message: string;
  hint: string | undefined;
  /** Into the source. */
  offset: number;
}

/** How many values aliases may repeat in all: far above honest reuse, far below what stops a machine. */
const MOST_REPEATED = 250_000;

interface Anchor {
  /** How many values it stands for, aliases in it counted out; undefined while it is still open. */
  size: number | undefined;
}

interface Frame {
  mapping: boolean;
  /** True when the next event of a mapping is a key. */
  key: boolean;
  size: number;
  anchor: Anchor | undefined;
}

/**
 * Finds, in one pass over the events of a text, a second document, an alias that repeats what it stands in, and aliases
 * that multiply: ten lines of them can stand for a thousand million values.
 */
export function findMisuse(events: readonly Event[], source: string): Misuse | undefined {
  const stack: Frame[] = [];
  let anchors = new Map<string, Anchor>();
  let documents = 0;
  let repeated = 0;
  const text = (event: { anchorStart: number; anchorEnd: number }) =>
    source.slice(event.anchorStart, event.anchorEnd);
  const anchorOf = (event: { anchorStart: number; anchorEnd: number }, size: number | undefined) => {
    if (event.anchorStart < 0) return undefined;
    const anchor = { size };
    anchors.set(text(event), anchor);
    return anchor;
  };
  const add = (size: number): void => {
    const frame = stack.at(-1);
    if (frame === undefined) return;
    frame.size += size;
    if (frame.mapping) frame.key = !frame.key;
  };

  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        documents += 1;
        anchors = new Map();
        stack.push({ mapping: false, key: false, size: 0, anchor: undefined });
        break;
      case EVENT_ID.POP: {
        const closed = stack.pop();
        if (closed?.anchor !== undefined) closed.anchor.size = closed.size;
        add(closed?.size ?? 0);
        break;
      }
      case EVENT_ID.SCALAR:
        anchorOf(event, 1);
        add(1);
        break;
      case EVENT_ID.ALIAS: {
        const size = anchors.get(text(event))?.size;
        const offset = event.anchorStart - 1;
        if (size === undefined) {
          return { message: `the alias *${text(event)} repeats what it stands in`, hint: undefined, offset };
        }
        repeated += size;
        if (repeated > MOST_REPEATED) {
          return {
            message: `the aliases up to here repeat more than ${MOST_REPEATED} values`,
            hint: 'write them out, or use $ref',
            offset,
          };
        }
        add(size);
        break;
      }
      default:
        stack.push({
          mapping: event.type === EVENT_ID.MAPPING,
          key: event.type === EVENT_ID.MAPPING,
          size: 1,
          anchor: anchorOf(event, undefined),
        });
    }
    if (documents > 1 && event.type !== EVENT_ID.DOCUMENT) {
      const offset = 'valueStart' in event ? event.valueStart : 'start' in event ? event.start : -1;
      return {
        message: 'a second YAML document begins here, where one is expected',
        hint: 'take out the line --- above it, or save it to a file of its own',
        offset: offset < 0 ? source.length : offset,
      };
    }
  }
  return undefined;
}
