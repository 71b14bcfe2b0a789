import type { Finding } from '../../checks/finding.ts';
import { codeLines } from './lines.ts';
import { type Markup, markup } from './markup.ts';

/** The text of a document or contract that findings point into; undefined where it is not at hand. */
export type SourceLookup = (file: string) => Source | undefined;

export interface Source {
  text: string;
  /** True where nobody can tell whether it is still the text that the run was judged by. */
  asOfNow?: boolean;
}

/** The same, in lines; each text is split once. */
export type LineLookup = (file: string) => { lines: readonly string[]; asOfNow?: boolean } | undefined;

export function linesOf(source: SourceLookup): LineLookup {
  const known = new Map<string, ReturnType<LineLookup>>();
  return (file) => {
    if (known.has(file)) return known.get(file);
    const found = source(file);
    const split = found === undefined ? undefined : { ...found, lines: found.text.split(/\r?\n/) };
    known.set(file, split);
    return split;
  };
}

/** Lines shown before and after the one that the promise stands on. */
const AROUND = 3;

/** The lines of the document, or of the contract, around a finding's promise. */
export function excerpt({ contract, document }: Finding, source: LineLookup): Markup | undefined {
  const place = contract ?? document;
  if (place?.line === undefined) return undefined;
  const found = source(place.file);
  const lines = found?.lines;
  const { line } = place;
  if (lines === undefined || line < 1 || line > lines.length) return undefined;
  const first = Math.max(1, line - AROUND);
  const shown = lines.slice(first - 1, line + AROUND);
  const width = String(first + shown.length - 1).length;
  const title = `${contract === undefined ? 'The document' : 'The contract'}, ${place.file}, line ${line}`;
  return markup`<figure class="excerpt"><figcaption><strong>${
    contract === undefined ? 'The document says' : 'The contract says'
  }</strong> <span class="place">${place.file}:${line}${found?.asOfNow === true && ', as the file is now'}</span></figcaption><pre tabindex="0" aria-label="${title}">${codeLines(
    shown.map((text, index) => {
      const number = first + index;
      const here = number === line;
      const mark = `${here ? '▸' : ' '} ${String(number).padStart(width)}`;
      return { text, mark, ...(here ? { kind: 'promise' as const } : {}) };
    }),
  )}</pre></figure>`;
}
