import { clip, escapeControl } from '../safe.ts';
import { type Markup, markup } from './markup.ts';

/** A line longer than this says no more to a reader. */
const LINE_LIMIT = 600;

/** One line of a block of code, with what is to be seen before it. */
export interface CodeLine {
  text: string;
  /** A number or a sign, in a column of its own. */
  mark?: string;
  kind?: 'changed' | 'promise' | 'filler';
}

/** Lines of code, each with its mark; a line that is too long is cut and says so. */
export function codeLines(lines: readonly CodeLine[]): Markup {
  return markup`<code>${lines.map(({ text, mark, kind }) => {
    const shown = clip(escapeControl(text), LINE_LIMIT);
    const sign = mark === undefined ? undefined : markup`<span class="mark">${mark}</span>`;
    return markup`<span class="line${kind === undefined ? '' : ` ${kind}`}">${sign}${shown}
</span>`;
  })}</code>`;
}
