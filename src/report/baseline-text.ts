import type { BaselineEntry } from '../contract/baseline.ts';
import { jsonLine } from './json-text.ts';

const HEAD = `# Differences that are known and accepted until a day: docs/baseline.md
plumbline: 1
accepted:
`;
const EMPTY = /^accepted:[ \t]*(?:\[[ \t]*\]|null|~)?[ \t]*(#.*)?$/m;

/** An entry as YAML, with its dash. */
export function entryText(entry: Omit<BaselineEntry, 'line'>, indent: number): string {
  const { fingerprint, reason, until, check, status, message, target, acceptedOn, probes = [] } = entry;
  // As JSON, which is YAML too: no text can mean anything else, and digits stay a text.
  const lines = Object.entries({
    fingerprint,
    reason,
    until,
    check,
    status,
    message,
    target,
    acceptedOn,
  }).flatMap(([word, value]) => (value === undefined ? [] : [`${word}: ${scalar(value)}`]));
  if (probes.length > 0) lines.push('probes:', ...probes.map((probe) => `  - ${scalar(probe)}`));
  const space = ' '.repeat(indent);
  return lines.map((line, index) => `${space}${index === 0 ? '- ' : '  '}${line}\n`).join('');
}

/** Plain where that is a text beyond doubt. */
function scalar(text: string): string {
  return /^\d{4}-\d\d-\d\d$|^[a-z][a-z-]*\/[a-z][a-z-]*$/.test(text) ? text : jsonLine([text]).slice(1, -2);
}

/**
 * A baseline with an entry more, or with another in the place of one.
 *
 * @param entries those that it has, with their lines
 * @param index which of them is replaced; undefined for none
 * @returns texts to try in this order; which of them is right shows when it is read
 */
export function withEntry(
  text: string,
  entries: readonly BaselineEntry[],
  index: number | undefined,
  entry: Omit<BaselineEntry, 'line'>,
): string[] {
  if (text.replace(/^\uFEFF/, '').trim() === '') return [HEAD + entryText(entry, 2)];
  const lines = linesOf(text);
  const last = entries.at(-1);
  const indent = dashOf(lines, last);
  if (last !== undefined && indent === undefined) return [];
  const block = asLinesOf(text, entryText(entry, indent ?? 2));
  if (index !== undefined) {
    const [from, to] = rangeOf(lines, entries, index);
    return [[...lines.slice(0, from), ...block, ...lines.slice(to)].join('')];
  }
  if (last === undefined) {
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    return [
      ended(text).replace(EMPTY, (_, comment: string | undefined) => {
        const head = `accepted:${comment === undefined ? '' : ` ${comment.trimEnd()}`}`;
        return [head, ...block.map((line) => line.trimEnd())].join(newline);
      }),
    ];
  }
  const [, end] = rangeOf(lines, entries, entries.length - 1);
  return [end, lines.length].map((at) => [...lines.slice(0, at), ...block, ...lines.slice(at)].join(''));
}

/** A baseline with an entry less; comments outside it stay. */
export function withoutEntry(text: string, entries: readonly BaselineEntry[], index: number): string[] {
  const lines = linesOf(text);
  if (dashOf(lines, entries[index]) === undefined) return [];
  const [from, to] = rangeOf(lines, entries, index);
  const rest = [...lines.slice(0, from), ...lines.slice(to)].join('');
  if (entries.length > 1) return [rest];
  return [
    rest.replace(
      EMPTY,
      (_, comment: string | undefined) => `accepted: []${comment === undefined ? '' : ` ${comment}`}`,
    ),
  ];
}

/** The lines with their ends; the last one has one too. */
function linesOf(text: string): string[] {
  return ended(text).match(/[^\n]*\n/g) ?? [];
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

function asLinesOf(text: string, block: string): string[] {
  const lines = linesOf(block);
  return text.includes('\r\n') ? lines.map((line) => line.replace(/\n$/, '\r\n')) : lines;
}

/** How far in the dash of an entry stands; undefined where it has none of its own line. */
function dashOf(lines: readonly string[], entry: BaselineEntry | undefined): number | undefined {
  const dash = /^( *)- /.exec(lines[(entry?.line ?? 0) - 1] ?? '');
  return dash?.[1]?.length;
}

/** The lines of an entry, the second number exclusive: to the next one, without the comments before that. */
function rangeOf(
  lines: readonly string[],
  entries: readonly BaselineEntry[],
  index: number,
): [from: number, to: number] {
  const from = (entries[index]?.line ?? 1) - 1;
  const next = entries[index + 1];
  let to = next === undefined ? lines.length : next.line - 1;
  while (to > from + 1 && /^\s*(#.*)?\s*$/.test(lines[to - 1] ?? '')) to -= 1;
  return [from, to];
}
