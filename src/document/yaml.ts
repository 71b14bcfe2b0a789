import {
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  floatCoreTag,
  mergeTag,
  NOT_RESOLVED,
  parseEvents,
  YAMLException,
} from 'js-yaml';
import type { Json } from '../json.ts';
import { Problem } from '../problem.ts';
import { readJson } from './json-source.ts';
import { fromPointer, toPointer } from './pointer.ts';
import { indexSpots, isMergeKey, type Spot, type Spots } from './spots.ts';
import { findMisuse } from './yaml-misuse.ts';

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
  /** JSON pointers to the merge keys (`<<`, of YAML 1.1), with which the value is as merged. */
  readonly mergeKeys: readonly string[];
}

/** Deeper than any document that people write, and shallow enough for every walk over it to recurse. */
const DEPTH = 500;

/**
 * What JSON can write: `.inf` and `.nan` are text (YAML 1.2 section 10.2, the JSON schema). Merge keys are no part of
 * that, and yet many documents have them, since most tools read them.
 */
const SCHEMA = CORE_SCHEMA.withTags(mergeTag, {
  ...floatCoreTag,
  resolve: (source: string, isExplicit: boolean, tagName: string) => {
    const value = floatCoreTag.resolve(source, isExplicit, tagName);
    return typeof value === 'number' && Number.isFinite(value) ? value : NOT_RESOLVED;
  },
});

/** What js-yaml says in words of its own. */
const PLAINER: Record<string, string> = {
  [`nesting exceeded maxDepth (${DEPTH})`]: `nested deeper than ${DEPTH} levels`,
  'object-based map does not support complex keys': 'a list or a mapping stands where a key belongs',
  'deficient indentation': 'the line is indented too little; a quote or a bracket above it may be open',
  'cannot merge mappings; the provided source object is unacceptable': 'what << merges is no mapping',
  'duplicated mapping key': 'the same key stands twice in one mapping',
};

/**
 * Reads YAML 1.2 or JSON, keeping the source position of every value.
 *
 * @param text the text; a leading byte order mark is passed over
 * @param file the name for messages
 * @param firstLine the line of `file` at which `text` begins (a document inside a Markdown page begins later)
 * @throws {Problem} with file, line and column when the text is empty, binary, not YAML, more than one document, or
 *   holds what no JSON value can be: an alias within its own anchor, aliases that multiply without bound
 */
export function parseYaml(text: string, file: string, firstLine = 1): ParsedText {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (source.trim() === '') throw new Problem('the file is empty', { place: { file } });
  if (source.includes('\0')) {
    throw new Problem('the file is binary, not YAML or JSON', { place: { file } });
  }
  let lines: number[] | undefined;
  const at = (offset: number): Position => {
    lines ??= lineStarts(source);
    const { line, column } = positionAt(lines, offset);
    return { line: line + firstLine - 1, column };
  };
  const json = readJson(source, DEPTH - 10);
  if (json !== undefined) {
    return {
      value: json.value,
      positionOf(pointer) {
        const offset = json.offsetOf(pointer);
        return offset === undefined ? undefined : at(offset);
      },
      mergeKeys: [],
    };
  }
  const language = /^\s*[{[]/.test(source) ? 'JSON' : 'YAML';
  const refuse = (reason: string, offset: number | undefined): never => {
    throw new Problem(`not readable as ${language}: ${PLAINER[reason] ?? reason}`, {
      place: { file, ...(offset === undefined ? {} : at(offset)) },
    });
  };

  let events: Event[] = [];
  let documents: unknown[] = [];
  try {
    events = parseEvents(source, { filename: file, maxDepth: DEPTH });
    documents = constructFromEvents(events, { source, filename: file, schema: SCHEMA });
  } catch (error) {
    if (error instanceof YAMLException) refuse(error.reason, error.mark?.position);
    // js-yaml asks its callers to expect other errors as well; whichever it is, the text is what it fails on.
    refuse(error instanceof Error ? error.message : String(error), undefined);
  }
  if (documents.length === 0) throw new Problem('the file holds nothing but comments', { place: { file } });
  const misuse = findMisuse(events, source);
  if (misuse !== undefined) {
    throw new Problem(misuse.message, { place: { file, ...at(misuse.offset) }, hint: misuse.hint });
  }
  let spots: Spots | undefined;
  const index = (): Spots => {
    spots ??= indexSpots(events, source, SCHEMA);
    return spots;
  };
  return {
    value: documents[0] as Json,
    positionOf(pointer) {
      const keys = fromPointer(pointer);
      const spot = keys?.reduce<Spot | undefined>((above, key) => above?.members?.get(key), index().root);
      return spot === undefined ? undefined : at(spot.offset);
    },
    mergeKeys: events.some((event) => event.type === EVENT_ID.SCALAR && isMergeKey(event, source))
      ? index().mergeKeys
      : [],
  };
}

/** The position at a JSON pointer; where nothing stands, that of the nearest parent. */
export function nearestPosition(text: ParsedText, pointer: string): Position | undefined {
  const keys = fromPointer(pointer) ?? [];
  for (let length = keys.length; length >= 0; length--) {
    const position = text.positionOf(toPointer(keys.slice(0, length)));
    if (position !== undefined) return position;
  }
  return undefined;
}

function lineStarts(source: string): number[] {
  const starts = [0];
  if (!source.includes('\r')) {
    // A large document has half a million lines: a plain search is ten times as fast as a pattern.
    for (let end = source.indexOf('\n'); end >= 0; end = source.indexOf('\n', end + 1)) starts.push(end + 1);
    return starts;
  }
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
