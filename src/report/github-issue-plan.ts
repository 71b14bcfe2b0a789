import { createHash } from 'node:crypto';
import type { Run } from '../checks/run.ts';
import type { Cause, Difference } from './causes.ts';
import { outcomeOf } from './causes.ts';
import { runCauses } from './github-causes.ts';
import {
  type IssueLinks,
  type IssueMark,
  readMark,
  renderClosing,
  renderIssue,
  renderReopening,
  withMark,
} from './github-issue.ts';

/** An issue of the repository, as GitHub tells it. */
export interface Issue {
  number: number;
  title: string;
  body: string;
  open: boolean;
  /** True for one that was closed as not planned. */
  notPlanned: boolean;
}

/** One thing to do to the issues of the repository; `why` and `title` are for people. */
export type IssueStep =
  | { do: 'open'; title: string; body: string }
  | { do: 'update'; number: number; title: string; body: string }
  | { do: 'reopen'; number: number; title: string; body: string; comment: string }
  | {
      do: 'close';
      number: number;
      title: string;
      body?: string;
      comment: string;
      reason: 'completed' | 'not planned';
    }
  | { do: 'keep'; number?: number; title: string; why: string };

export interface IssuePlanOptions {
  links: IssueLinks;
  /** How many issues may be opened at most: a provider that is down for good must not fill a tracker. */
  most: number;
}

/** Names what a run is about, so that a run against another target never closes its issues. */
export function issueScope({ operation, target }: Pick<Run, 'operation' | 'target'>): string {
  const where =
    target.kind === 'embedded'
      ? 'embedded'
      : URL.canParse(target.url)
        ? new URL(target.url).host
        : target.url;
  return createHash('sha256')
    .update([operation.id, operation.method, operation.path, where].join('\n'))
    .digest('hex')
    .slice(0, 12);
}

/**
 * What a run means for the issues of the repository: one for each cause of drift, opened when it is first seen, written
 * anew while it is there, closed when it is mended or accepted in the baseline. An inconclusive run means nothing.
 *
 * @param existing the issues that carry our label, open and closed
 */
export function planIssues(run: Run, existing: readonly Issue[], options: IssuePlanOptions): IssueStep[] {
  if (run.verdict === 'inconclusive') return [];
  const scope = issueScope(run);
  const ours = existing
    .flatMap((issue) => {
      const mark = readMark(issue.body);
      return mark?.scope === scope ? [{ issue, mark }] : [];
    })
    // Of two for one cause the open one counts, then the newer one.
    .sort((a, b) => Number(b.issue.open) - Number(a.issue.open) || b.issue.number - a.issue.number);
  const of = (fingerprint: string) => ours.find(({ mark }) => mark.fingerprint === fingerprint);
  const { failing, accepted } = runCauses(run);
  let opened = 0;
  const present = failing.map((cause): IssueStep => {
    const step = presentStep(cause, run, scope, of(cause.finding.fingerprint), options.links);
    if (step.do !== 'open') return step;
    opened += 1;
    if (opened <= options.most) return step;
    return { do: 'keep', title: step.title, why: `not opened: a run opens at most ${options.most}` };
  });
  const known = accepted
    .flatMap((cause) => [cause, ...cause.also])
    .flatMap((each) => acceptedStep(each, run, of(each.finding.fingerprint), options.links));
  const told = failing.flatMap(({ finding, also }) =>
    also.flatMap((each) => toldStep(of(each.finding.fingerprint), finding.fingerprint)),
  );
  const seen = new Set(
    [...failing, ...accepted].flatMap(({ finding, also }) => [
      finding.fingerprint,
      ...also.map((each) => each.finding.fingerprint),
    ]),
  );
  const gone = ours
    .filter(({ issue, mark }) => issue.open && !seen.has(mark.fingerprint))
    .sort((a, b) => a.issue.number - b.issue.number)
    .map(({ issue, mark }): IssueStep => {
      const why = notAsked(run, mark.status);
      if (why !== undefined) return { do: 'keep', number: issue.number, title: issue.title, why };
      return {
        do: 'close',
        number: issue.number,
        title: issue.title,
        comment: renderClosing(run, options.links, 'mended'),
        reason: 'completed',
      };
    });
  return [...present, ...told, ...known, ...gone];
}

function presentStep(
  cause: Cause,
  run: Run,
  scope: string,
  found: { issue: Issue; mark: IssueMark } | undefined,
  links: IssueLinks,
): IssueStep {
  const { fingerprint, status } = cause.finding;
  const { title, body } = renderIssue(
    cause,
    run,
    { fingerprint, scope, status: status === '' ? 'none' : status },
    links,
  );
  if (found === undefined) return { do: 'open', title, body };
  const { issue, mark } = found;
  const { number } = issue;
  if (!issue.open) {
    // What a person has closed so is not to be asked about again; what we closed for an acceptance is.
    if (issue.notPlanned && mark.acceptedUntil === undefined) {
      return { do: 'keep', number, title: issue.title, why: 'left closed: it was closed as not planned' };
    }
    return { do: 'reopen', number, title, body, comment: renderReopening(run, links) };
  }
  if (issue.title === title && unix(issue.body) === unix(body))
    return { do: 'keep', number, title, why: 'as it is' };
  return { do: 'update', number, title, body };
}

/** An issue of its own that a difference got when it stood by itself: it is there still. */
function toldStep(found: { issue: Issue } | undefined, root: string): IssueStep[] {
  if (found === undefined || !found.issue.open) return [];
  const { number, title } = found.issue;
  return [{ do: 'keep', number, title, why: `left open: it follows from the cause ${root}` }];
}

function acceptedStep(
  { finding }: Difference,
  run: Run,
  found: { issue: Issue; mark: IssueMark } | undefined,
  links: IssueLinks,
): IssueStep[] {
  const { accepted } = finding;
  if (found === undefined || accepted === undefined || !found.issue.open) return [];
  const { number, title, body } = found.issue;
  return [
    {
      do: 'close',
      number,
      title,
      body: withMark(body, { ...found.mark, acceptedUntil: accepted.until }),
      comment: renderClosing(run, links, accepted),
      reason: 'not planned',
    },
  ];
}

/**
 * Why a run does not say that a finding about an answer is mended: only a run that asked for the answer with every probe
 * of its plan, and heard each, does.
 *
 * @param status the answer; one that the document does not list is only mended by a run that asked for all it lists
 */
function notAsked(run: Run, status: string): string | undefined {
  if (run.interrupted) return 'left open: the run was ended before its end';
  const listed = run.responses.filter((response) => response.status === status);
  const responses = listed.length > 0 ? listed : run.responses.filter(({ reason }) => reason !== NEVER);
  const unseen = responses.find(({ observed, verdict }) => observed === 0 || !JUDGED.includes(verdict));
  if (unseen !== undefined || responses.length === 0) {
    return `left open: the run did not ask for ${unseen?.status ?? 'any answer'}, or did not get it`;
  }
  const statuses = responses.map((response) => response.status);
  const silent = run.probes.find(
    (probe) =>
      probe.expects.some((expected) => statuses.includes(expected)) && outcomeOf(probe) !== 'answered',
  );
  return silent === undefined ? undefined : `left open: the probe ${silent.id} got no answer`;
}

const JUDGED: readonly string[] = ['conforms', 'drift'];
/** The reason of an answer that no probe is for: its absence says nothing. */
const NEVER = 'never provoked';

function unix(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
