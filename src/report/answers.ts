import type { LayerVerdict, ResponseVerdict } from '../checks/run.ts';
import type { Page, Span } from './page.ts';
import { columns, escapeControl } from './safe.ts';
import { VERDICT_STYLE } from './style.ts';
import { grouped } from './value.ts';

/** What came of a documented answer, in words: one that was never seen is `not reached`, one that only the baseline lets pass `accepted`. */
export function answerWord(response: ResponseVerdict): string {
  if (response.verdict === 'not-asked') return 'not asked';
  if (response.verdict === 'inconclusive' && response.observed === 0) return 'not reached';
  if (response.verdict === 'conforms' && response.accepted !== undefined) return 'accepted';
  return response.verdict;
}

/** What stands where there is nothing to tell. */
const NOTHING = '–';

interface Cell {
  head: string;
  spans: Span[];
  right?: boolean;
}

/**
 * The table of documented answers, one line each, with the reason of those that nobody saw. What a narrow screen has no
 * room for goes below its line.
 */
export function answersTable(page: Page, responses: readonly ResponseVerdict[]): void {
  const wide = Math.max(4, ...responses.map(({ status }) => status.length + 1));
  const rows = responses.map((response) => ({ response, cells: cellsOf(response, wide) }));
  const heads = rows[0]?.cells ?? [];
  const widths = heads.map(({ head }, index) =>
    // The last column is as wide as its head: a longer cell hangs over, or goes below by itself.
    Math.max(
      columns(head),
      ...(index + 1 < heads.length ? rows.map(({ cells }) => widthAt(cells, index)) : []),
    ),
  );
  const ends = widths.map((_, index) =>
    widths.slice(0, index + 1).reduce((sum, width) => sum + width + 2, -2),
  );
  const fitting = Math.max(1, ends.filter((end) => end <= page.width).length);
  page.paragraph(
    heads
      .slice(0, fitting)
      .flatMap(({ head, right }, index) =>
        padded(
          { head, right: right === true, spans: [[index === 0 ? 'strong' : 'quiet', head]] },
          index,
          widths,
        ),
      ),
  );
  for (const [index, { response, cells }] of rows.entries()) {
    const hangsOver = (ends.at(-2) ?? 0) + 2 + widthAt(cells, cells.length - 1) > page.width;
    const beside = hangsOver ? Math.min(fitting, cells.length - 1) : fitting;
    page.paragraph(cells.slice(0, beside).flatMap((cell, column) => padded(cell, column, widths)));
    const below = cells.slice(beside).filter(({ spans }) => textOf(spans) !== NOTHING);
    if (below.length > 0) {
      page.paragraph(
        below.flatMap(({ head, spans }, place): Span[] => [`${place === 0 ? '' : ', '}${head} `, ...spans]),
        { indent: 6 },
      );
    }
    // Neighbours with one reason, as when the target is dead, say it once.
    if (response.reason !== undefined && response.reason !== rows[index + 1]?.response.reason) {
      page.paragraph([['quiet', response.reason]], { indent: 6 });
    }
  }
}

function padded({ spans, right }: Cell, column: number, widths: readonly number[]): Span[] {
  const padding = ' '.repeat(Math.max(0, (widths[column] ?? 0) - columns(escapeControl(textOf(spans)))));
  const between = column === 0 ? '' : '  ';
  return right ? [between + padding, ...spans] : [between, ...spans, padding];
}

function cellsOf(response: ResponseVerdict, wide: number): Cell[] {
  const { sign, paint } =
    answerWord(response) === 'accepted'
      ? ({ sign: '!', paint: 'unsure' } as const)
      : VERDICT_STYLE[response.verdict];
  const quiet = response.verdict === 'not-asked';
  const number = (head: string, value: number): Cell => ({
    head,
    spans: [[quiet ? 'quiet' : 'plain', grouped(value)]],
    right: true,
  });
  return [
    {
      head: 'Answers',
      spans: [
        [paint, `${sign} `],
        [quiet ? 'quiet' : 'strong', response.status.padEnd(wide)],
        [paint, answerWord(response)],
      ],
    },
    number('probes', response.probes),
    number('seen', response.observed),
    { head: 'answered by', spans: [layerSpan(response.layers.answeredBy, 'the API', 'not the API')] },
    { head: 'schema', spans: [layerSpan(response.layers.schema, 'ok', 'drift')] },
    { head: 'example', spans: exampleSpans(response) },
  ];
}

function layerSpan(verdict: LayerVerdict, ok: string, drift: string): Span {
  if (verdict === 'none') return ['quiet', NOTHING];
  return verdict === 'ok' ? ok : ['bad', drift];
}

const EXAMPLE: Readonly<Record<ResponseVerdict['examples'][string], (name: string) => Span>> = {
  matches: (name) => `${name} matches`,
  differs: (name) => ['bad', `${name} differs`],
  'not-seen': (name) => ['quiet', `${name} not seen`],
};

function exampleSpans(response: ResponseVerdict): Span[] {
  const examples = Object.entries(response.examples);
  if (examples.length === 0) return [layerSpan(response.layers.example, 'ok', 'drift')];
  return examples.flatMap(([name, seen], index): Span[] =>
    index === 0 ? [EXAMPLE[seen](name)] : [', ', EXAMPLE[seen](name)],
  );
}

function widthAt(cells: readonly Cell[], column: number): number {
  return columns(escapeControl(textOf(cells[column]?.spans ?? [])));
}

function textOf(spans: readonly Span[]): string {
  return spans.map((span) => (typeof span === 'string' ? span : span[1])).join('');
}
