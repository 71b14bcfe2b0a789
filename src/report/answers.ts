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

interface Cell {
  spans: Span[];
  right?: boolean;
}

/** The table of documented answers, one line each, with the reason of those that nobody saw. */
export function answersTable(page: Page, responses: readonly ResponseVerdict[]): void {
  const wide = Math.max(4, ...responses.map(({ status }) => status.length + 1));
  const rows = responses.map((response) => ({ response, cells: cellsOf(response, wide) }));
  const heads = ['Answers', 'probes', 'seen', 'answered by', 'schema'];
  const widths = heads.map((head, index) =>
    Math.max(columns(head), ...rows.map(({ cells }) => spansWidth(cells[index]?.spans ?? []))),
  );
  const heading = heads.map((head, index): Span => {
    const padding = ' '.repeat((widths[index] ?? 0) - columns(head));
    return index === 0
      ? ['strong', head + padding]
      : ['quiet', `  ${index < 3 ? padding + head : head + padding}`];
  });
  const last = widths.reduce((sum, width) => sum + width + 2, 0);
  page.paragraph(last + 'example'.length <= page.width ? [...heading, ['quiet', '  example']] : heading);
  for (const [index, { response, cells }] of rows.entries()) {
    const spans = cells.flatMap((cell, column): Span[] => {
      const padding = ' '.repeat((widths[column] ?? 0) - spansWidth(cell.spans));
      const between = column === 0 ? '' : '  ';
      return cell.right ? [between + padding, ...cell.spans] : [between, ...cell.spans, padding];
    });
    const examples = exampleSpans(response);
    const beside = last + spansWidth(examples) <= page.width;
    page.paragraph(beside ? [...spans, '  ', ...examples] : spans);
    if (!beside) page.paragraph(['example ', ...examples], { indent: 6 });
    // Neighbours with one reason, as when the target is dead, say it once.
    if (response.reason !== undefined && response.reason !== rows[index + 1]?.response.reason) {
      page.paragraph([['quiet', response.reason]], { indent: 6 });
    }
  }
}

function cellsOf(response: ResponseVerdict, wide: number): Cell[] {
  const { sign, paint } =
    answerWord(response) === 'accepted'
      ? ({ sign: '!', paint: 'unsure' } as const)
      : VERDICT_STYLE[response.verdict];
  const quiet = response.verdict === 'not-asked';
  const number = (value: number): Cell => ({
    spans: [[quiet ? 'quiet' : 'plain', grouped(value)]],
    right: true,
  });
  return [
    {
      spans: [
        [paint, `${sign} `],
        [quiet ? 'quiet' : 'strong', response.status.padEnd(wide)],
        [paint, answerWord(response)],
      ],
    },
    number(response.probes),
    number(response.observed),
    { spans: [layerSpan(response.layers.answeredBy, 'the API', 'not the API')] },
    { spans: [layerSpan(response.layers.schema, 'ok', 'drift')] },
  ];
}

function layerSpan(verdict: LayerVerdict, ok: string, drift: string): Span {
  if (verdict === 'none') return ['quiet', '–'];
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

function spansWidth(spans: readonly Span[]): number {
  return spans.reduce(
    (sum, span) => sum + columns(escapeControl(typeof span === 'string' ? span : span[1])),
    0,
  );
}
