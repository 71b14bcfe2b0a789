import { isFailing } from '../checks/accepted.ts';
import type { Run, RunBaseline } from '../checks/run.ts';
import type { BaselineEntry } from '../contract/baseline.ts';
import { differencesOf } from './causes.ts';
import { newPage, type Page, type Span } from './page.ts';
import { count } from './value.ts';

/** How many accepted differences get a line before the rest is folded. */
const LINES = 10;

/** What is accepted, and what the baseline says that is no longer so: for the screen of a run. */
export function acceptedCauses(page: Page, run: Run, verbose: boolean): void {
  const causes = differencesOf(
    run.findings.filter((finding) => !isFailing(finding)),
    'error',
  );
  if (causes.length > 0) {
    page.gap();
    page.line([
      ['unsureTitle', `Accepted in ${run.baseline?.file ?? 'the baseline'}, which does not fail a run`],
    ]);
    const shown = verbose ? causes : causes.slice(0, LINES);
    for (const { finding, probes } of shown) {
      const { status, check, kind, message, accepted, fingerprint } = finding;
      page.line([
        ['unsure', '! '],
        ['strong', `${status} ${check}/${kind}  ×${count(probes.length, 'probe')}`],
        `  ${message}`,
      ]);
      const name = verbose ? `${fingerprint} ` : '';
      page.paragraph([['quiet', `${name}until ${accepted?.until}: ${accepted?.reason}`]], { indent: 4 });
    }
    if (causes.length > shown.length)
      page.line([['quiet', `${count(causes.length - shown.length, 'more', 'more')} in the JSON report`]], {
        indent: 2,
      });
  }
  if (run.baseline !== undefined) overdue(page, run.baseline);
}

/** Entries that somebody has to look at. */
function overdue(page: Page, { file, expired, stale }: RunBaseline): void {
  if (expired.length + stale.length === 0) return;
  page.gap();
  page.line([['unsureTitle', 'The baseline wants tidying']]);
  for (const [entries, what] of [
    [expired, (entry: { until: string }) => `has expired: it was accepted until ${entry.until}`],
    [stale, () => 'is stale: nothing of it was seen'],
  ] as const) {
    for (const entry of entries) {
      page.paragraph(
        [
          ['unsure', '! '],
          `${file}:${entry.line} `,
          ['strong', entry.fingerprint],
          ` ${what(entry)} (${nameOf(entry)})`,
        ],
        { hang: 2 },
      );
    }
  }
}

function nameOf({ status, check, reason }: Pick<BaselineEntry, 'status' | 'check' | 'reason'>): string {
  const name = [status, check].filter((part) => part !== undefined && part !== '').join(' ');
  return name === '' ? reason : `${name}: ${reason}`;
}

/** A baseline for people: each entry with its state. */
export function renderBaseline(options: {
  file: string;
  entries: readonly BaselineEntry[];
  /** ISO 8601 date, UTC. */
  today: string;
  /** The run that tells what is stale. */
  run: { file: string; told: RunBaseline } | undefined;
  colour: boolean;
  width: number;
}): string {
  const { file, entries, today, run } = options;
  const page = newPage(options);
  if (entries.length === 0) {
    page.paragraph([`${file} accepts nothing.`]);
    return page.text();
  }
  page.paragraph([
    ['strong', `${file} accepts ${count(entries.length, 'difference')}`],
    ` (today is ${today}, UTC)`,
  ]);
  for (const entry of entries) {
    page.gap();
    const has = (list: readonly { fingerprint: string }[] | undefined): boolean =>
      list?.some(({ fingerprint }) => fingerprint === entry.fingerprint) === true;
    page.paragraph([['strong', entry.fingerprint], '  ', stateOf(entry, today, has(run?.told.stale))]);
    const name = [entry.status, entry.check].filter((part) => part !== undefined).join(' ');
    if (name !== '' || entry.message !== undefined)
      page.paragraph([`${name}  ${entry.message ?? ''}`.trim()], { indent: 2, hang: 4 });
    page.paragraph([['quiet', `why: ${entry.reason}`]], { indent: 2, hang: 4 });
    const where = entry.target === undefined ? '' : ` of ${entry.target}`;
    const when = entry.acceptedOn === undefined ? '' : `, accepted on ${entry.acceptedOn}${where}`;
    page.paragraph([['quiet', `${file}:${entry.line}${when}`]], { indent: 2, hang: 4 });
  }
  page.gap();
  page.paragraph([
    [
      'quiet',
      run === undefined
        ? 'No run was looked at: what is stale is not known.'
        : `By the run in ${run.file}: ${count(run.told.accepted.length, 'of them was seen', 'of them were seen')}, ${count(run.told.stale.length, 'is', 'are')} stale.`,
    ],
  ]);
  return page.text();
}

function stateOf({ until }: BaselineEntry, today: string, stale: boolean): Span {
  if (stale) return ['unsureTitle', `stale: nothing of it was seen (until ${until})`];
  if (until < today) return ['badTitle', `expired on ${until}: it fails a run again`];
  return ['good', until === today ? `until ${until}, which is today` : `until ${until}`];
}
