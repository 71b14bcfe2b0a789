import type { Environment } from '../probes/environment.ts';
import { Problem } from '../problem.ts';
import type { IssueLinks } from '../report/github-issue.ts';
import { type IssueStep, planIssues } from '../report/github-issue-plan.ts';
import { escapeControl } from '../report/safe.ts';
import { inGitHubActions, repositoryPath, withoutCommands } from './github-actions.ts';
import { createTracker, type IssueTracker } from './github-cli.ts';
import type { Io } from './io.ts';
import { readStoredRun } from './stored-run.ts';

export interface GitHubIssuesOptions {
  label: string;
  limit: number;
  repo?: string | undefined;
  dryRun?: boolean | undefined;
}

/**
 * `plumbline github issues`: one issue for each cause of drift, opened, written anew and closed through `gh`. Done twice
 * with one run it changes nothing the second time.
 *
 * @returns the exit code: 0 when all was done, 2 when GitHub refused some of it
 * @throws {Problem} when the report cannot be read, or the issues cannot be listed
 */
export async function githubIssues(file: string, options: GitHubIssuesOptions, io: Io): Promise<number> {
  const run = await readStoredRun(file);
  const say = (line: string): void => {
    io.stdout.write(withoutCommands(`${escapeControl(line)}\n`, io.environment));
  };
  if (run.target.kind === 'embedded' || run.target.kind === 'recording') {
    const what = run.target.kind === 'embedded' ? 'the embedded sandbox, not of the real API' : 'a recording';
    say(`${file} is a run of ${what}: no issue is opened, changed or closed.`);
    return 0;
  }
  if (run.verdict === 'inconclusive') {
    say(
      `${file} is inconclusive, and says nothing of what is mended: no issue is opened, changed or closed.`,
    );
    return 0;
  }
  const tracker = createTracker(options.repo, options.label, io.environment, io.catchStop());
  const steps = planIssues(run, await tracker.list(), {
    links: linksOf(io.environment),
    most: options.limit,
  });
  const problems: Problem[] = [];
  if (steps.some((step) => step.do === 'open') && options.dryRun !== true) await tracker.ensureLabel();
  for (const step of steps) {
    try {
      if (options.dryRun !== true) await take(step, tracker);
      say(describe(step, options.dryRun === true));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error);
      io.stderr.write(`plumbline: ${describe(step, true)}: ${error.line()}\n`);
    }
  }
  if (steps.length === 0) say('No drift, and no open issue: nothing to do.');
  return problems.length > 0 ? 2 : 0;
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
      return `${server}/${repository}/blob/${sha}/${encodeURI(inside)}${line === undefined ? '' : `#L${line}`}`;
    },
  };
}
