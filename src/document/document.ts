import type { JsonObject } from '../json.ts';
import type { Place } from '../problem.ts';
import type { StructureFault } from './structure-fault.ts';

/** An OpenAPI document with its text, so that any JSON pointer in it has a file and a line. */
export interface Document {
  /** The name to show: a path relative to the working directory, or a URL. */
  readonly file: string;
  /** The document's own text, verbatim: for a Markdown page what stands inside the fence. */
  readonly text: string;
  /** Lower-case hex sha256 of `text` in UTF-8. */
  readonly sha256: string;
  /** `3.0`, `3.1` or `3.2`, from the field `openapi`. */
  readonly version: '3.0' | '3.1' | '3.2';
  readonly root: JsonObject;
  /** For a documentation page: the operation that its fence names, e.g. `post /register/dev/trigger_event`. */
  readonly fence?: string;
  /** JSON pointers to YAML's merge keys, with which `root` is as merged; absent where there is none. */
  readonly mergeKeys?: readonly string[];
  /** What breaks OpenAPI's own schema and was taken out of `root`, since what it means is plain. */
  readonly plainFaults?: readonly StructureFault[];
  /** The place of a JSON pointer; where nothing stands, that of the nearest parent. Never throws. */
  placeOf(pointer: string): Place;
}
