import { columns } from './safe.ts';

/** What a check says about itself. */
export interface CheckEntry {
  id: string;
  /** One line: what it holds an answer to. */
  promise: string;
  severity: string;
  /** Where the promise stands: the document, an RFC, the contract. */
  source: string;
  explanation?: string;
  /** Kind of difference → what it means. */
  kinds?: Readonly<Record<string, string>>;
}

/** The page of all checks in Markdown: a table of them, then a section each. */
export function renderChecksPage(checks: readonly CheckEntry[]): string {
  const blocks = [
    '# Checks',
    'This page is written from the checks themselves; change them, not it.',
    'An `error` makes drift. A `warning` or a `note` never changes the exit code.',
    table(
      ['check', 'promise', 'severity', 'source'],
      checks.map(({ id, promise, severity, source }) => [
        `[${id}](#${anchor(id)})`,
        promise,
        severity,
        source,
      ]),
    ),
    ...checks.flatMap(section),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function section({ id, promise, severity, source, explanation, kinds = {} }: CheckEntry): string[] {
  const meanings = Object.entries(kinds);
  return [
    `## ${id}`,
    promise,
    `Severity: ${severity}. Source: ${source}${source.endsWith('.') ? '' : '.'}`,
    ...(explanation === undefined ? [] : [explanation.trim()]),
    ...(meanings.length === 0
      ? []
      : [
          table(
            ['finding', 'what it means'],
            meanings.map(([kind, meaning]) => [`\`${id}/${kind}\``, meaning]),
          ),
        ]),
  ];
}

/** A table with its columns aligned, as the formatter of this repository leaves it. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const body = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')));
  const widths = heads.map((head, index) =>
    Math.max(3, columns(head), ...body.map((row) => columns(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - columns(cell))).join(' | ')} |`;
  return [heads, widths.map((width) => '-'.repeat(width)), ...body].map(line).join('\n');
}

/** The anchor that GitHub gives to a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
