import type { Run } from '../checks/run.ts';
import { type Cause, promisePlace } from './causes.ts';
import { day, sinceWhen } from './github-causes.ts';
import { alsoList, causeTitle, commandBlock, promisedAndSeen } from './github-summary.ts';
import { markdownCode, markdownText } from './markdown.ts';
import { clip, escapeControl } from './safe.ts';
import { firstFew } from './value.ts';

/** What tells our issues from all others, and one of them from the rest: in the first line of its body, unseen. */
export interface IssueMark {
  fingerprint: string;
  /** The operation and the target that it is about, as `issueScope` names them. */
  scope: string;
  /** The documented answer that the finding counts against. */
  status: string;
  /** The last day of the acceptance for which it was closed; absent unless it was. */
  acceptedUntil?: string | undefined;
}

/** Addresses that an issue points at; each may be unknown. */
export interface IssueLinks {
  /** The page of the run. */
  run?: string | undefined;
  /** A file of the repository as it was, with its line. */
  source?(file: string, line: number | undefined): string | undefined;
}

export interface IssueText {
  title: string;
  body: string;
}

/** GitHub takes 256 characters of title. */
const TITLE_LIMIT = 200;
const MESSAGE_LIMIT = 1000;

/** The issue of a cause of drift. It is made anew at each run, so that what people have to say goes into comments. */
export function renderIssue(cause: Cause, run: Run, mark: IssueMark, links: IssueLinks = {}): IssueText {
  const { finding, probes } = cause;
  const { operation, target, startedAt } = run;
  const place = finding.contract ?? finding.document;
  const url = place === undefined ? undefined : links.source?.(place.file, place.line);
  const shown = promisePlace(finding) ?? 'no line of the document';
  const since = sinceWhen(finding.fingerprint, run);
  const rows: [name: string, value: string][] = [
    ['Operation', markdownCode(`${operation.method} ${operation.path}`)],
    [
      'Target',
      target.kind === 'sandbox'
        ? `the provider's sandbox, ${markdownCode(target.url)}`
        : markdownCode(target.url),
    ],
    ['Check', `${causeTitle(cause)}`],
    ['Promised in', url === undefined ? markdownCode(shown) : `[${markdownText(shown)}](${url})`],
    ...(since === undefined ? [] : [['History', markdownText(since)] as [string, string]]),
    [
      'Last seen',
      `${markdownText(startedAt)}${links.run === undefined ? '' : `, [in this run](${links.run})`}`,
    ],
  ];
  return {
    title: clip(
      escapeControl(`[plumbline] ${finding.status} ${finding.check}/${finding.kind}: ${finding.message}`),
      TITLE_LIMIT,
    ),
    body: [
      renderMark(mark),
      markdownText(clip(escapeControl(finding.message), MESSAGE_LIMIT)),
      promisedAndSeen(cause),
      ...alsoList(cause),
      rows.map(([name, value]) => `- ${name}: ${value}`).join('\n'),
      ...(finding.curl === ''
        ? []
        : [`See it again (variables stand for the credentials):`, commandBlock(finding.curl)]),
      ...(probes.length === 0 ? [] : [`Probes that saw it: ${markdownText(firstFew(probes, 10))}.`]),
      `<sub>Written by Plumbline for the cause ${markdownCode(mark.fingerprint)}, and written anew whenever a run sees it: what you have to say belongs into a comment. It is closed when a run asks the same and does not see it any more. Closed by you as *not planned*, it stays closed.</sub>`,
    ].join('\n\n'),
  };
}

/** What an issue that is closed is told. */
export function renderClosing(
  run: Run,
  links: IssueLinks,
  why: 'mended' | { reason: string; until: string },
): string {
  const where = links.run === undefined ? '' : ` ([run](${links.run}))`;
  if (why === 'mended') {
    return `Mended: the run of ${markdownText(day(run.startedAt))} asked the same and did not see it any more${where}.`;
  }
  return `Accepted in the baseline until ${markdownText(why.until)}: ${markdownText(why.reason)}${where}. When it is still there after that day, this issue is opened again.`;
}

/** What an issue that is opened again is told. */
export function renderReopening(run: Run, links: IssueLinks): string {
  return `It is back: seen in the run of ${markdownText(day(run.startedAt))}${links.run === undefined ? '' : ` ([run](${links.run}))`}.`;
}

function renderMark({ fingerprint, scope, status, acceptedUntil }: IssueMark): string {
  const until = acceptedUntil === undefined ? '' : ` accepted-until=${acceptedUntil}`;
  return `<!-- plumbline cause=${fingerprint} scope=${scope} status=${status}${until} -->`;
}

const MARK =
  /^<!-- plumbline cause=([\w-]{1,64}) scope=([\w-]{1,64}) status=([\w-]{1,16})(?: accepted-until=(\d{4}-\d\d-\d\d))? -->$/;

/** The mark in the first line of a body; undefined where there is none. */
export function readMark(body: string): IssueMark | undefined {
  const [, fingerprint, scope, status, acceptedUntil] = MARK.exec(body.split(/\r?\n/, 1)[0] ?? '') ?? [];
  if (fingerprint === undefined || scope === undefined || status === undefined) return undefined;
  return { fingerprint, scope, status, ...(acceptedUntil === undefined ? {} : { acceptedUntil }) };
}

/** A body with another mark in its first line. */
export function withMark(body: string, mark: IssueMark): string {
  return body.replace(/^.*/, () => renderMark(mark));
}
