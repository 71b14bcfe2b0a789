import type { Run } from '../../checks/run.ts';
import type { Environment } from '../../probes/environment.ts';
import { Problem } from '../../problem.ts';
import type { IssueLinks } from '../../report/github-issue.ts';
import { type IssueStep, planIssues } from '../../report/github-issue-plan.ts';
import { escapeControl } from '../../report/safe.ts';
import type { Io } from '../io.ts';
import { readStoredRun } from '../stored-run.ts';
import { inGitHubActions, repositoryPath, withoutCommands } from './actions.ts';
import { createTracker, type IssueTracker, isUnreachable } from './cli.ts';

export interface GitHubIssuesOptions {
  label: string;
  limit: number;
  repo?: string | undefined;
  dryRun?: boolean | undefined;
}

/** A hundred issues are listed in a second or two, and each is written in as much. */
const MOST_MS = 600_000;

/**
 * `plumbline github issues`: one issue for each cause of drift, opened, written anew and closed through `gh`. Done twice
 * with one run it changes nothing the second time.
 *
 * @param most milliseconds for all that gh has to do
 * @returns the exit code: 0 when all was done, 2 when GitHub refused some of it, 3 when it could not be reached
 * @throws {Problem} when the report cannot be read, or GitHub does not let us see the issues
 */
export async function githubIssues(
  file: string,
  options: GitHubIssuesOptions,
  io: Io,
  most = MOST_MS,
): Promise<number> {
  if (/[,"]/.test(options.label)) {
    throw new Problem(`--label ${options.label}: one label is wanted, without commas and quotation marks`);
  }
  const run = await readStoredRun(file);
  const untouched = whyUntouched(run);
  if (untouched !== undefined) {
    io.stdout.write(`${escapeControl(`${file} is ${untouched}: no issue is opened, changed or closed.`)}\n`);
    return 0;
  }
  const dryRun = options.dryRun === true;
  const lines: string[] = [];
  const problems: Problem[] = [];
  const signal = AbortSignal.any([io.catchStop(), AbortSignal.timeout(most)]);
  const tracker = createTracker(options.repo, options.label, io.environment, signal);
  try {
    const existing = await tracker.list();
    const steps = planIssues(run, existing, { links: linksOf(io.environment), most: options.limit });
    if (!dryRun && steps.some((step) => step.do === 'open')) await tracker.ensureLabel();
    for (const step of steps) {
      try {
        if (!dryRun) await take(step, tracker);
        lines.push(describe(step, dryRun));
      } catch (error) {
        // What GitHub refuses of one issue keeps nothing from being done to the others.
        if (!(error instanceof Problem)) throw error;
        problems.push(error);
        lines.push(`not done: ${describe(step, true)}`);
      }
    }
    if (steps.length === 0) lines.push('No drift, and no open issue: nothing to do.');
  } catch (error) {
    if (!(error instanceof Problem && isUnreachable(error))) throw error;
    problems.push(error);
  }
  const screen = lines.map((line) => `${escapeControl(line)}\n`).join('');
  if (screen !== '') io.stdout.write(withoutCommands(screen, io.environment));
  for (const line of new Set(problems.map((problem) => problem.line()))) {
    io.stderr.write(`plumbline: ${line}\n`);
  }
  if (problems.length === 0) return 0;
  return problems.every(isUnreachable) ? 3 : 2;
}

/** Why a run says nothing that an issue could be about; undefined where it does. */
function whyUntouched({ target, verdict }: Run): string | undefined {
  if (target.kind === 'embedded') return 'a run of the embedded sandbox, not of the real API';
  if (target.kind === 'recording') return 'a recording, and older than what the issues may say';
  if (verdict === 'inconclusive') return 'inconclusive, and says nothing of what is mended';
  return undefined;
}

async function take(step: IssueStep, tracker: IssueTracker): Promise<void> {
  switch (step.do) {
    case 'keep':
      return;
    case 'open':
      return tracker.open(step.title, step.body);
    case 'update':
      return tracker.edit(step.number, step);
    case 'reopen':
      await tracker.reopen(step.number, step.comment);
      return tracker.edit(step.number, step);
    case 'close':
      if (step.body !== undefined) await tracker.edit(step.number, { body: step.body });
      return tracker.close(step.number, step.comment, step.reason);
    default:
      return step satisfies never;
  }
}

const DONE = {
  open: 'opened',
  update: 'written anew',
  reopen: 'opened again',
  close: 'closed',
  keep: 'kept',
} as const;
const WOULD = {
  open: 'open',
  update: 'write anew',
  reopen: 'open again',
  close: 'close',
  keep: 'keep',
} as const;

function describe(step: IssueStep, would: boolean): string {
  const word = would ? WOULD[step.do] : DONE[step.do];
  const number = 'number' in step && step.number !== undefined ? `#${step.number}  ` : '';
  const why = step.do === 'keep' ? ` (${step.why})` : '';
  return `${word.padEnd(12)}  ${number}${step.title}${why}`;
}

/** What an issue points at, by the variables of GitHub Actions. */
function linksOf(environment: Environment): IssueLinks {
  const {
    GITHUB_SERVER_URL: server,
    GITHUB_REPOSITORY: repository,
    GITHUB_RUN_ID: id,
    GITHUB_SHA: sha,
  } = environment;
  if (!inGitHubActions(environment) || server === undefined || repository === undefined) return {};
  const path = repositoryPath(environment);
  return {
    ...(id === undefined ? {} : { run: `${server}/${repository}/actions/runs/${id}` }),
    source(file, line) {
      const inside = path(file);
      if (inside === undefined || sha === undefined) return undefined;
      return `${server}/${repository}/blob/${sha}/${encodeURI(inside).replaceAll('(', '%28').replaceAll(')', '%29')}${line === undefined ? '' : `#L${line}`}`;
    },
  };
}
