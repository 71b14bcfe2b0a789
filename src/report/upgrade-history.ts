import type { UpgradeReport } from './upgrade.ts';
import { markdownText } from './upgrade-markdown.ts';

const VERDICTS = { safe: 'safe', look: 'safe, with something to look at', unsafe: 'not safe' } as const;

/**
 * The entry of `HISTORY.md` for what is pinned now.
 *
 * @param about.date ISO 8601
 * @param about.before sha256 of what was pinned
 */
export function historyEntry(
  report: UpgradeReport,
  about: { date: string; origin: string; before: string; reason: string | undefined },
): string {
  const { candidate, because, lookAt, safety, verdict, changes } = report;
  const breaking = changes.filter((change) => change.breaking).map(({ message }) => message);
  const others = because.filter((text) => !breaking.includes(text));
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : ['', `${title}:`, '', ...items.map((item) => `- ${markdownText(item)}`)];
  return [
    `## ${about.date}`,
    '',
    `- from: \`${about.before}\``,
    `- to: \`${candidate.sha256}\``,
    `- origin: ${markdownText(about.origin)}`,
    `- verdict: ${verdict}, ${VERDICTS[safety]}`,
    ...(about.reason === undefined ? [] : [`- accepted because: ${markdownText(about.reason, 2000)}`]),
    ...list('Breaking changes', breaking),
    ...list('Not safe besides', others),
    ...list('To look at', lookAt),
    '',
  ].join('\n');
}
