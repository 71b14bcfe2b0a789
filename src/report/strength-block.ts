import { placeText } from '../document/pointer-place.ts';
import type { AnswerStrength, Strength } from '../lint/strength/strength.ts';
import type { Page, Span } from './page.ts';
import { columns } from './safe.ts';
import { count } from './value.ts';

/** How many changes, and how many survivors of an answer, are shown unasked. */
const MOST = 8;

/** The strength of a document as a part of a screen: a table of its answers, what survives, what would catch it. */
export function strengthBlock(
  page: Page,
  { strength, leftOut }: { strength: Strength; leftOut: number },
  verbose: boolean,
): void {
  page.gap();
  page.paragraph([
    ['strong', 'Strength of the answers'],
    `: ${count(strength.wrong, 'wrong body', 'wrong bodies')}, each with one thing wrong. Who tells?`,
  ]);
  table(page, strength);
  const most = verbose ? Number.MAX_SAFE_INTEGER : MOST;
  if (leftOut > 0)
    page.paragraph(
      [['quiet', `${count(leftOut, 'more operation')} not measured: name one with --operation.`]],
      { indent: 2 },
    );
  for (const answer of strength.answers) survivors(page, answer, most);
  if (strength.changes.length === 0) return;
  page.gap();
  page.paragraph([['strong', 'The smallest changes that catch them'], ', each tried on the document:']);
  for (const change of strength.changes.slice(0, most)) {
    const { text, yaml, catches } = change;
    const place: Span = ['quiet', placeText(change)];
    page.paragraph([['good', '→ '], text, `  catches ${catches}  `, place], { indent: 2, hang: 4 });
    for (const each of yaml.split('\n')) page.whole([['good', each]], { indent: 6 });
  }
  rest(page, strength.changes.length - most, 'more change');
  if (strength.beyond > 0) {
    page.paragraph(
      [
        `${count(strength.beyond, 'wrong body is', 'wrong bodies are')} beyond these: no such rule of a schema tells them from right ones.`,
      ],
      { indent: 2 },
    );
  }
}

function table(page: Page, { answers, wrong, rejected }: Strength): void {
  const several = new Set(answers.map(({ operation }) => operation)).size > 1;
  const rows = answers.map((each) => ({
    name: several ? `${each.operation} ${each.status}` : each.status,
    from: each.from.join(', '),
    wrong: each.wrong,
    rejected: each.rejected,
  }));
  const all = [...rows, { name: 'all', from: '', wrong, rejected }];
  const heads = ['', 'made from', 'wrong', 'schema', 'with formats', 'Plumbline'];
  const cells = all.map((row) => [
    row.name,
    row.from,
    String(row.wrong),
    share(row.rejected.bare, row.wrong),
    share(row.rejected.formats, row.wrong),
    share(row.rejected.judge, row.wrong),
  ]);
  const widths = heads.map((head, index) =>
    Math.max(...[head, ...cells.map((row) => row[index] ?? '')].map(columns)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) =>
        index < 2
          ? cell + ' '.repeat((widths[index] ?? 0) - columns(cell))
          : ' '.repeat((widths[index] ?? 0) - columns(cell)) + cell,
      )
      .join('  ');
  page.line([['quiet', line(heads)]], { indent: 2 });
  for (const row of cells) page.line([line(row)], { indent: 2 });
}

function survivors(page: Page, answer: AnswerStrength, most: number): void {
  if (answer.survivors.length === 0) return;
  page.gap();
  const { status, operation } = answer;
  const unseen = answer.survivors.filter(({ noticedBy }) => noticedBy === undefined);
  page.paragraph([
    `The schema of ${status} (${operation}) accepts ${count(answer.survivors.length, 'kind')} of wrong body, formats checked`,
    unseen.length === 0 ? '; Plumbline notices all:' : `; Plumbline does not notice ${unseen.length} either:`,
  ]);
  const noticed = answer.survivors.filter(({ noticedBy }) => noticedBy !== undefined);
  for (const { says, noticedBy } of [...unseen, ...noticed].slice(0, most)) {
    page.paragraph(
      [
        ['unsure', '≈ '],
        says,
        noticedBy === undefined ? ['bad', '  noticed by nobody'] : ['quiet', `  ${noticedBy}`],
      ],
      { indent: 2, hang: 4 },
    );
  }
  rest(page, answer.survivors.length - most, 'more');
}

function rest(page: Page, left: number, what: string): void {
  if (left > 0)
    page.line(
      [['quiet', `${left} ${what}${what === 'more' || left === 1 ? '' : 's'} (--verbose shows all)`]],
      { indent: 2 },
    );
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.floor((part / whole) * 100)} %`;
}
