import {
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  YAMLException,
} from 'js-yaml';
import type { Json } from '../json.ts';
import { Problem } from '../problem.ts';
import { joinPointer } from './pointer.ts';

/** A place in a text: 1-based line and column. */
export interface Position {
  line: number;
  column: number;
}

/** A YAML or JSON text that was read once, with the place of everything in it. */
export interface ParsedText {
  value: Json;
  /** Where the value at a JSON pointer begins (for a member of a mapping: its key), or undefined. */
  positionOf(pointer: string): Position | undefined;
}

/**
 * Reads YAML 1.2 or JSON, keeping the source position of every value.
 *
 * @param text the text; a leading byte order mark is passed over
 * @param file the name for messages
 * @param firstLine the line of `file` at which `text` begins (a document inside a Markdown page begins later)
 * @throws {Problem} with file, line and column when the text is empty, binary, not YAML, or more than one document
 */
export function parseYaml(text: string, file: string, firstLine = 1): ParsedText {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (source.trim() === '') throw new Problem('the file is empty', { place: { file } });
  if (source.includes('\0')) {
    throw new Problem('the file is binary, not YAML or JSON', { place: { file } });
  }
  const shift = (position: Position): Position => ({ ...position, line: position.line + firstLine - 1 });
  let events: Event[];
  let documents: unknown[];
  try {
    events = parseEvents(source, { filename: file, maxDepth: 500 });
    documents = constructFromEvents(events, { source, filename: file });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const position =
      error.mark === undefined
        ? undefined
        : shift({ line: error.mark.line + 1, column: error.mark.column + 1 });
    throw new Problem(`not readable as YAML: ${error.reason}`, { place: { file, ...position } });
  }
  if (documents.length !== 1) {
    throw new Problem(`expected one YAML document, found ${documents.length}`, { place: { file } });
  }
  let positions: Map<string, number> | undefined;
  let lines: number[] | undefined;
  return {
    value: documents[0] as Json,
    positionOf(pointer) {
      positions ??= indexPositions(events, source);
      lines ??= lineStarts(source);
      const offset = positions.get(pointer);
      return offset === undefined ? undefined : shift(positionAt(lines, offset));
    },
  };
}

interface Frame {
  pointer: string;
  kind: 'document' | 'sequence' | 'mapping';
  index: number;
  key: { name: string; offset: number } | undefined;
}

function indexPositions(events: readonly Event[], source: string): Map<string, number> {
  const offsets = new Map<string, number>();
  const anchors = new Map<string, string>();
  const stack: Frame[] = [];

  const enter = (start: number): string => {
    const frame = stack.at(-1);
    if (frame === undefined || frame.kind === 'document') {
      offsets.set('', start);
      return '';
    }
    const pointer =
      frame.kind === 'sequence'
        ? joinPointer(frame.pointer, frame.index++)
        : joinPointer(frame.pointer, frame.key?.name ?? '');
    offsets.set(pointer, frame.kind === 'mapping' ? (frame.key?.offset ?? start) : start);
    frame.key = undefined;
    return pointer;
  };
  const remember = (event: { anchorStart: number; anchorEnd: number }, pointer: string): void => {
    if (event.anchorStart >= 0) anchors.set(source.slice(event.anchorStart, event.anchorEnd), pointer);
  };
  const expectsKey = (): boolean => {
    const frame = stack.at(-1);
    return frame?.kind === 'mapping' && frame.key === undefined;
  };

  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      stack.pop();
    } else if (event.type === EVENT_ID.DOCUMENT) {
      stack.push({ pointer: '', kind: 'document', index: 0, key: undefined });
    } else if (event.type === EVENT_ID.SCALAR) {
      const frame = stack.at(-1);
      if (frame !== undefined && expectsKey()) {
        frame.key = { name: getScalarValue(source, event), offset: event.valueStart };
      } else {
        remember(event, enter(event.valueStart));
      }
    } else if (event.type === EVENT_ID.ALIAS) {
      const frame = stack.at(-1);
      if (frame !== undefined && expectsKey()) {
        frame.key = { name: source.slice(event.anchorStart, event.anchorEnd), offset: event.anchorStart };
        continue;
      }
      const target = anchors.get(source.slice(event.anchorStart, event.anchorEnd));
      const pointer = enter(event.anchorStart);
      if (target !== undefined) copyPositions(offsets, target, pointer);
    } else {
      const kind = event.type === EVENT_ID.MAPPING ? 'mapping' : 'sequence';
      const pointer = enter(event.start);
      remember(event, pointer);
      stack.push({ pointer, kind, index: 0, key: undefined });
    }
  }
  return offsets;
}

/** What an alias repeats is found where its anchor wrote it. */
function copyPositions(offsets: Map<string, number>, from: string, to: string): void {
  for (const [pointer, offset] of [...offsets]) {
    if (pointer.startsWith(`${from}/`)) offsets.set(to + pointer.slice(from.length), offset);
  }
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (const match of source.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
