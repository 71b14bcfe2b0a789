import { escapeControl } from './safe.ts';

/** What GitHub Flavored Markdown gives a meaning to within a line (spec sections 2.4, 6 and its extensions). */
const PUNCTUATION = /[\\`*_[\]~$]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&vert;' };
/** A space without width: GitHub makes a mention of `@name` and a reference of `#12` however they are escaped. */
const APART = '&#8203;';

/**
 * Any text as one line of Markdown that shows it and does nothing else: no markup, no HTML, no link, and on GitHub no
 * mention of a person and no reference to an issue. It may stand in a cell of a table.
 */
export function markdownText(text: string): string {
  return escapeControl(text)
    .replace(/[&<>|]/g, (character) => ENTITIES[character] ?? character)
    .replace(PUNCTUATION, '\\$&')
    .replace(/(@|#(?=\d)|GH-(?=\d)|www(?=\.)|:(?=\/\/))/gi, `$1${APART}`)
    .replace(/^( +)/, (spaces) => '&#32;'.repeat(spaces.length))
    .replace(/^([-+=#]|\d+(?=[.)]))/, (mark) => (/\d/.test(mark) ? `${mark}${APART}` : `\\${mark}`));
}

/** A text as a span of code, on one line; not for a cell of a table. */
export function markdownCode(text: string): string {
  const safe = escapeControl(text);
  if (safe.trim() === '') return '` `';
  const fence = '`'.repeat(longestRun(safe) + 1);
  const padding = /^[` ]|[` ]$/.test(safe) ? ' ' : '';
  return `${fence}${padding}${safe}${padding}${fence}`;
}

/** Lines as a block of code in a language that GitHub knows; each line is made safe, and stays one. */
export function markdownBlock(lines: readonly string[], language: string): string {
  const safe = lines.map(escapeControl);
  const fence = '`'.repeat(Math.max(3, longestRun(safe.join('\n')) + 1));
  return [`${fence}${language}`, ...safe, fence].join('\n');
}

/** What is folded away until it is asked for; the title is words of ours, the rest finished Markdown. */
export function markdownDetails(title: string, markdown: string): string {
  return `<details><summary>${title}</summary>\n\n${markdown}\n\n</details>`;
}

/** A table of finished cells. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
