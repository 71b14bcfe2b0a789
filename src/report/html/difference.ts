import { diffLines } from 'diff';
import type { Json } from '../../json.ts';
import { type Cause, promisePlace, seenPlace } from '../causes.ts';
import { bounded, count, jsonText, showPair } from '../value.ts';
import { type CodeLine, codeLines } from './lines.ts';
import { type Markup, markup } from './markup.ts';

/** What fits on a line beside another one; a text longer than this is shown where it begins to differ. */
const VALUE_LIMIT = 300;
/** Lines of a side, and lines that both sides share around a difference. */
const SIDE_LIMIT = 60;
const CONTEXT = 3;
/** A larger value is compared as a text only. */
const PRETTY_LIMIT = 40_000;

/** What was promised and what was seen, side by side, each with its place. */
export function difference(cause: Cause): Markup | undefined {
  const { finding, values } = cause;
  const { response } = finding;
  const promised = response?.expected !== undefined;
  const seen = promised || response?.actual !== undefined;
  const places = [promisePlace(finding), seenPlace(finding)] as const;
  if (!seen && places.every((place) => place === undefined)) return undefined;
  const [left, right] = seen ? sides(response?.expected, response?.actual) : [[], []];
  const others =
    seen && values > 1 ? `elsewhere ${count(values - 1, 'other value')} in the same place` : undefined;
  return markup`<div class="difference">
${side('Promised', 'promised', places[0], promised ? left : [], undefined)}
${side('Seen', 'seen', places[1], seen ? right : [], others)}
</div>`;
}

function side(
  title: string,
  kind: string,
  place: string | undefined,
  lines: readonly CodeLine[],
  others: string | undefined,
): Markup | undefined {
  if (place === undefined && lines.length === 0) return undefined;
  const where = place === undefined ? undefined : markup`<span class="place">${place}</span>`;
  const value =
    lines.length === 0
      ? undefined
      : markup`<pre tabindex="0" aria-label="${title}">${codeLines(lines)}</pre>`;
  return markup`<figure class="${kind}"><figcaption><strong>${title}</strong> ${where}</figcaption>${value}${
    others === undefined ? undefined : markup`<p class="quiet">${others}</p>`
  }</figure>`;
}

/** The lines of both sides, of the same number, so that what belongs together stands beside each other. */
export function sides(
  promised: Json | undefined,
  seen: Json | undefined,
): [promised: CodeLine[], seen: CodeLine[]] {
  const [left, right] = [pretty(promised), pretty(seen)];
  if (left === undefined || right === undefined || (!left.includes('\n') && !right.includes('\n'))) {
    const [one, other] = showPair(promised, seen, VALUE_LIMIT);
    return [[{ text: one, mark: '−', kind: 'changed' }], [{ text: other, mark: '+', kind: 'changed' }]];
  }
  const parts = diffLines(left, right, { maxEditLength: 2000 }) ?? [
    { value: left, removed: true, added: false },
    { value: right, removed: false, added: true },
  ];
  const result: [CodeLine[], CodeLine[]] = [[], []];
  for (const [index, { value, removed, added }] of parts.entries()) {
    const lines = value.replace(/\n$/, '').split('\n');
    if (removed) result[0].push(...lines.map((text) => ({ text, mark: '−', kind: 'changed' as const })));
    else if (added) result[1].push(...lines.map((text) => ({ text, mark: '+', kind: 'changed' as const })));
    else {
      level(result);
      const kept = folded(lines, { first: index === 0, last: index === parts.length - 1 });
      for (const own of result) own.push(...kept.map((text) => ({ text, mark: ' ' })));
    }
  }
  level(result);
  return [cut(result[0]), cut(result[1])];
}

/** JSON over several lines; undefined where it is too much of it to be compared line by line. */
function pretty(value: Json | undefined): string | undefined {
  if (typeof value !== 'object' || value === null) return jsonText(value);
  const text = JSON.stringify(bounded(value), null, 2);
  return text.length > PRETTY_LIMIT ? undefined : text;
}

/** Of a long stretch that both sides share, its ends. */
function folded(lines: readonly string[], at: { first: boolean; last: boolean }): string[] {
  const head = at.first ? 0 : CONTEXT;
  const tail = at.last ? 0 : CONTEXT;
  const hidden = lines.length - head - tail;
  if (hidden < 3) return [...lines];
  return [...lines.slice(0, head), `⋯ ${hidden} lines are the same`, ...lines.slice(lines.length - tail)];
}

/** Makes the sides equally long; on a narrow screen, where they stand below each other, fillers are not shown. */
function level([left, right]: [CodeLine[], CodeLine[]]): void {
  const fill = (lines: CodeLine[], length: number) => {
    while (lines.length < length) lines.push({ text: '', mark: ' ', kind: 'filler' });
  };
  fill(left, right.length);
  fill(right, left.length);
}

function cut(lines: CodeLine[]): CodeLine[] {
  if (lines.length <= SIDE_LIMIT) return lines;
  const rest = lines.length - SIDE_LIMIT;
  return [...lines.slice(0, SIDE_LIMIT), { text: `⋯ ${count(rest, 'more line')}`, mark: ' ' }];
}
