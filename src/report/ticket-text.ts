import { escapeControl } from './safe.ts';

/** Whatever stands in a ticket and is not ours stands in code: nothing in it can be markup, a link or a mention. */

/** Text on one line, as code within a sentence (CommonMark section 6.1). */
export function code(text: string): string {
  const line = escapeControl(text);
  if (line === '') return '(empty)';
  const mark = '`'.repeat(longestRun(line) + 1);
  // A space goes from each end again, and keeps a backtick at the end from joining the mark.
  const space = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return mark + space + line + space + mark;
}

/** Text of several lines, as a block of code (CommonMark section 4.5). */
export function block(text: string, language: 'json' | 'http' | 'sh' | 'yaml' | 'text'): string {
  const lines = text.split(/\r\n|\n/).map((line) => escapeControl(line));
  const mark = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [mark + language, ...lines, mark].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
