import type { Change } from '../diff/change.ts';
import { placeText } from '../document/pointer-place.ts';
import { GRAVITIES, GRAVITY, gravityOf } from './change-words.ts';
import { clip, escapeControl } from './safe.ts';
import { taskPlace, type UpgradeReport, type UpgradeSection } from './upgrade.ts';
import { changesSummary, TITLES } from './upgrade-screen.ts';
import { grouped, jsonText } from './value.ts';

/** A pull request takes 65,536 characters; long before that nobody reads on. */
const CHANGES = 50;
const REMARKS = 20;
const TEXT_LIMIT = 600;

const WORDS: Readonly<Record<UpgradeSection['state'], string>> = {
  safe: 'safe',
  look: 'look at it',
  unsafe: '**not safe**',
  skipped: 'not judged',
};

/** An upgrade as Markdown for a pull request. Whatever comes from a document or a recording is escaped. */
export function renderUpgradeMarkdown(report: UpgradeReport): string {
  const { operation, base, candidate, changes, sections, tasks } = report;
  const lines = [
    `# Upgrade: ${markdownText(`${operation.method} ${operation.path}`)}`,
    '',
    `**${markdownText(capital(report.sentence), 2000)}.**`,
    '',
    `Pinned: ${markdownText(base.file)}, accepted on ${base.acceptedOn}, sha256 \`${base.sha256.slice(0, 12)}\`  `,
    `Candidate: ${markdownText(candidate.file)}, sha256 \`${candidate.sha256.slice(0, 12)}\``,
    '',
    '| judge | verdict | what it says |',
    '|---|---|---|',
    row('Changes', report.verdict === 'breaking' ? WORDS.unsafe : WORDS.safe, changesSummary(report)),
    ...sections.map(({ judge, state, summary }) => row(TITLES[judge], WORDS[state], summary)),
  ];
  if (tasks.length > 0) {
    lines.push('', '## To change in our code or contract', '');
    for (const task of tasks.slice(0, CHANGES))
      lines.push(`- [ ] ${markdownText(taskPlace(task))}: ${markdownText(task.what)}`);
    lines.push(...more(tasks.length - CHANGES));
  }
  for (const gravity of GRAVITIES.filter((each) => each !== 'docs')) {
    const own = changes.filter((change) => gravityOf(change) === gravity);
    if (own.length === 0) continue;
    lines.push('', `## ${GRAVITY[gravity].title}`, '', ...own.slice(0, CHANGES).flatMap(changeLines));
    lines.push(...more(own.length - CHANGES));
  }
  for (const { judge, remarks } of sections.filter((section) => section.remarks.length > 0)) {
    lines.push('', `## ${TITLES[judge]}`, '');
    for (const { weight, text, place } of remarks.slice(0, REMARKS)) {
      const where = place === undefined ? '' : ` (${markdownText(taskPlace(place))})`;
      lines.push(`- ${weight === 'unsafe' ? '**not safe** ' : ''}${markdownText(text)}${where}`);
    }
    lines.push(...more(remarks.length - REMARKS));
  }
  return `${lines.join('\n')}\n`;
}

function changeLines({
  kind,
  message,
  why,
  base,
  candidate,
  before,
  after,
  witness,
  touchesUs,
}: Change): string[] {
  const places = [...new Set([placeText(base), placeText(candidate)])].filter((place) => place !== undefined);
  const list = [
    `why: ${markdownText(why)}`,
    ...(before === undefined && after === undefined
      ? []
      : [`before: ${markdownCode(jsonText(before))}, after: ${markdownCode(jsonText(after))}`]),
    ...(places.length === 0 ? [] : [`where: ${places.map((place) => markdownText(place)).join(', ')}`]),
    ...(witness === undefined || witness.absent === true
      ? []
      : [
          `accepted by ${witness.accepts}, refused by ${witness.refuses}: ${markdownCode(jsonText(witness.value))}`,
        ]),
    ...touchesUs.map((touched) => `touches us: ${markdownText(touched)}`),
  ];
  return [`- ${markdownText(kind)}: ${markdownText(message)}`, ...list.map((text) => `  - ${text}`)];
}

function more(left: number): string[] {
  return left > 0 ? [`- and ${grouped(left)} more: the JSON report has them`] : [];
}

function row(...cells: [string, string, string]): string {
  const [judge, verdict, says] = cells;
  return `| ${judge} | ${verdict} | ${markdownText(says)} |`;
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

/**
 * Text that Markdown and the HTML within it make nothing of: no emphasis, link, image, table cell, heading, mention of a
 * person or reference to an issue.
 */
export function markdownText(text: string, limit = TEXT_LIMIT): string {
  return clip(escapeControl(text), limit)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~$]/g, '\\$&')
    .replace(/@/g, '&#64;')
    .replace(/:\/\//g, '&#58;//')
    .replace(/\bwww\./gi, 'www&#46;')
    .replace(/^(\s*)([-=]|\d+[.)])/, '$1\\$2');
}

/** Text as code, in as many backticks as it takes; a line and a cell of a table are not left. */
export function markdownCode(text: string): string {
  const safe = clip(escapeControl(text), TEXT_LIMIT);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${safe}${fence}` : `${fence} ${safe} ${fence}`;
}
