import type { ChangeKind } from '../diff/kinds.ts';
import { table } from './checks-page.ts';

const SIDES: Readonly<Record<ChangeKind['side'], string>> = {
  request: 'For whoever sends requests',
  response: 'For whoever reads responses',
  docs: 'For whoever reads the document',
};

/** The page of all kinds of change in Markdown: a table for each side. */
export function renderKindsPage(kinds: ReadonlyMap<string, ChangeKind>): string {
  const blocks = [
    '# Kinds of change',
    'This page is written from the kinds themselves; change them, not it.',
    "Which of them the provider says may come at any time stands in the contract's `policy`, by these names. What breaks in a request widens in a response and the other way about: a request breaks when something that was accepted no longer is, a response when something may come that could not come before, or when something documented is gone. Where it depends, the values decide that are accepted, and a change of them without a proof is undecided.",
    ...(Object.keys(SIDES) as ChangeKind['side'][]).flatMap((side) => [
      `## ${SIDES[side]}`,
      table(
        ['kind', 'breaks', 'what changed'],
        [...kinds].flatMap(([kind, own]) =>
          own.side === side ? [[`\`${kind}\``, own.breaks, own.sentence]] : [],
        ),
      ),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}
