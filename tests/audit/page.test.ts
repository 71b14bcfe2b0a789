import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checks } from '../../src/checks/checks.ts';
import { GROUPS } from '../../src/sandbox/fault.ts';
import { faults } from '../../src/sandbox/faults.ts';
import { contract } from '../checks/exchanges.ts';
import { CHECKS, DOCUMENT } from './waivers.ts';

const PAGE = new URL('../../docs/proof.md', import.meta.url);

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** For each group how many faults it has, and how many of them each check has to notice. */
function matrix(): string {
  const wrong = faults.filter(({ harmless }) => harmless !== true);
  const count = (number: number) => (number === 0 ? '' : String(number));
  const named = checks.filter(({ id }) => wrong.some(({ kills }) => kills.includes(id)));
  const row = (name: string, belongs: (group: string) => boolean): string[] => {
    const all = faults.filter(({ group }) => belongs(group));
    const bad = all.filter(({ harmless }) => harmless !== true);
    return [
      name,
      String(bad.length),
      count(bad.filter(({ inconclusive }) => inconclusive === true).length),
      ...named.map(({ id }) => count(bad.filter(({ kills }) => kills.includes(id)).length)),
      String(all.length - bad.length),
    ];
  };
  return table(
    ['group', 'faults', 'inconclusive', ...named.map(({ id }) => id), 'harmless'],
    [...GROUPS.map((group) => row(group, (each) => each === group)), row('all', () => true)],
  );
}

function waivers(): string {
  const { document } = contract.operation;
  return [
    table(
      ['check without a fault of its own', 'reason'],
      Object.entries(CHECKS).map(([id, reason]) => [id, reason]),
    ),
    table(
      ['part of the document', 'line', 'reason'],
      Object.entries(DOCUMENT).map(([pointer, reason]) => [
        `\`${pointer}\``,
        String(document.placeOf(pointer).line),
        reason,
      ]),
    ),
  ].join('\n\n');
}

test('the page of the proof has the matrix of the faults and the waivers of the audit', async () => {
  let page = readFileSync(PAGE, 'utf8');
  for (const [name, block] of [
    ['matrix', matrix()],
    ['waivers', waivers()],
  ] as const) {
    const parts = page.split(new RegExp(`(?<=<!-- ${name} -->\n)[\\s\\S]*?(?=<!-- /${name} -->)`));
    expect(parts.length, `the marks of ${name}`).toBe(2);
    page = parts.join(`\n${block}\n\n`);
  }
  await expect(page).toMatchFileSnapshot('../../docs/proof.md');
});
