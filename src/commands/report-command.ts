import type { Command } from 'commander';
import { Problem } from '../problem.ts';
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
    .option('--json <file>', 'the JSON report; - for standard output (default: none)', filled('a file'))
    .option('--junit <file>', 'the JUnit report (default: none)', filled('a file'))
    .option('--html <file>', 'the HTML report (default: none)', filled('a file'))
    .option(
      '--recording <file>',
      'the HAR of the run, for the requests and responses of --html (default: the .har beside the run)',
      filled('a file'),
    )
    .option(
      '--ticket <fingerprint>',
      'a difference as a ticket for the provider, in Markdown: which one, or as much of it as no other begins with',
      filled('a fingerprint'),
    )
    .option('--out <file>', 'where the ticket is written (default: standard output)', filled('a file'))
    .option('--verbose', 'print every note and every probe of a difference (default: the first of them)')
    .addHelpText('after', EXAMPLES)
    .action(async (run: string, options) => {
      if (options.ticket !== undefined) {
        const { reportTicket } = await import('./report-ticket.ts');
        exit(await reportTicket(run, options, io()));
        return;
      }
      if (options.out !== undefined)
        throw new Problem('--out says where a ticket is written, and none is asked for', {
          hint: 'add --ticket, or leave out --out',
        });
      if (options.recording !== undefined && options.html === undefined)
        throw new Problem('--recording is for the HTML report or a ticket, and none is asked for', {
          hint: 'add --html or --ticket, or leave out --recording',
        });
      const { report } = await import('./report.ts');
      exit(await report(run, options, io()));
    });
}

const EXAMPLES = `
Examples:
  plumbline report reports/check.json
  plumbline report last-night/check.json --html last-night.html
  plumbline report reports/check.json --ticket 7b18 --out ticket.md

Exit codes: 0 the run conforms, 1 it is drift, 2 bad input, 3 it is inconclusive. With --ticket: 0 it is written, 2 bad input.`;
