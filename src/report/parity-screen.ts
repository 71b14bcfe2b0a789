import type { Parity, ParityDifference } from '../checks/run.ts';
import type { Page } from './page.ts';
import { count, firstFew, grouped } from './value.ts';

/** How many differences get a line before the rest is folded. */
const LINES = 5;

/** Where the embedded sandbox is no fair stand-in for the target: it concerns whoever develops against it. */
export function paritySection(page: Page, parity: Parity | undefined, verbose: boolean): void {
  if (parity === undefined || parity.compared === 0) return;
  const { target, compared, differing, differences } = parity;
  page.gap();
  if (differences.length === 0) {
    page.paragraph(
      [
        ['strong', 'Parity'],
        `  the embedded sandbox answers like ${target}: ${grouped(compared)} of ${count(compared, 'probe')}`,
      ],
      { hang: 8 },
    );
    return;
  }
  page.paragraph(
    [
      ['unsureTitle', 'The embedded sandbox is no fair stand-in'],
      ` for ${target}: it answers ${grouped(differing)} of ${count(compared, 'probe')} differently`,
    ],
    { hang: 2 },
  );
  const shown = verbose ? differences : differences.slice(0, LINES);
  for (const difference of shown) {
    const { status, probes } = difference;
    page.paragraph(
      [
        ['unsure', '· '],
        ['strong', `${status} ${placeOf(difference)}`],
        `: ${words(difference.target)}, where the sandbox has ${words(difference.embedded)} `,
        [
          'quiet',
          `(${probes.length > 1 ? `${count(probes.length, 'probe')}: ` : ''}${firstFew(probes, verbose ? probes.length : 1)})`,
        ],
      ],
      { hang: 2 },
    );
  }
  const rest = differences.length - shown.length;
  if (rest > 0) page.line([['quiet', `· ${count(rest, 'more', 'more')} in the JSON report`]]);
}

function words(values: readonly string[]): string {
  return values.map((value) => (value === 'absent' ? 'nothing' : value)).join(' or ');
}

function placeOf({ kind, place = '' }: ParityDifference): string {
  switch (kind) {
    case 'status':
      return 'status';
    case 'media-type':
      return 'media type';
    case 'body':
      return place === '' ? 'body' : `body ${place}`;
    case 'error-codes':
      return 'error codes';
    case 'header':
      return `header ${place}`;
    default:
      return kind satisfies never;
  }
}
