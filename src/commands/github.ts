import type { Command } from 'commander';
import { filled, integer } from './arguments.ts';
import type { Io } from './io.ts';

/** Declares `plumbline github …`. */
export function githubCommands(
  program: Command,
  { io, exit }: { io(): Io; exit(code: number): void },
): Command {
  const github = program
    .command('github')
    .description('what a run means for the issues of a GitHub repository');
  github
    .command('issues')
    .description('one issue for each cause of drift: opened, written anew, closed when it is mended')
    .argument('[run]', 'the JSON report of a run', 'reports/check.json')
    .option(
      '--repo <owner/name>',
      'the repository (default: GH_REPO, or that of the working directory)',
      filled('a repository'),
    )
    .option('--label <name>', 'the label that our issues carry', filled('a name'), 'plumbline')
    .option('--limit <n>', 'open at most so many new issues for a run', integer(0, 100), 10)
    .option('--dry-run', 'say what would be done, and do nothing (default: do it)')
    .addHelpText('after', ISSUES_EXAMPLES)
    .action(async (file: string, options) => {
      const { githubIssues } = await import('./github/issues.ts');
      exit(await githubIssues(file, options, io()));
    });
  return github;
}

const ISSUES_EXAMPLES = `
Examples:
  plumbline github issues reports/check.json --dry-run
  plumbline github issues reports/check.json --repo our-team/our-client

It calls gh, GitHub's command line (https://cli.github.com), with GH_TOKEN or the account that gh is logged in to.
An inconclusive run, and a run against the embedded sandbox, change no issue.

Exit codes: 0 done, 2 bad input or refused by GitHub, 3 GitHub could not be reached.`;
