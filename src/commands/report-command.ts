import type { Command } from 'commander';
import { filled } from './arguments.ts';
import type { Io } from './io.ts';

/** What the command line gives to the commands that it runs. */
interface CommandLine {
  io(): Io;
  exit(code: number): void;
}

/** Declares `plumbline report`. */
export function reportCommand(program: Command, { io, exit }: CommandLine): void {
  program
    .command('report')
    .description('render a stored run again; nothing is sent')
    .argument('<run>', 'the JSON report of a run, such as reports/check.json')
    .requiredOption(
      '--ticket <fingerprint>',
      'a difference as a ticket for the provider, in Markdown: which one, or as much of it as no other begins with',
      filled('a fingerprint'),
    )
    .option('--out <file>', 'where the ticket is written (default: standard output)', filled('a file'))
    .option(
      '--recording <file>',
      'the HAR of the run, for what was sent and what came (default: the .har beside the run)',
      filled('a file'),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (run: string, options) => {
      const { reportTicket } = await import('./report-ticket.ts');
      exit(await reportTicket(run, options, io()));
    });
}

const EXAMPLES = `
Examples:
  plumbline report reports/check.json --ticket 7b18
  plumbline report last-night/check.json --ticket 7b18 --out ticket.md

Exit codes: 0 the ticket is written, 2 bad input.`;
