import type { Command } from 'commander';
import { filled } from './arguments.ts';
import type { Io } from './io.ts';

/** Declares `plumbline diff`. */
export function diffCommand(program: Command, { io, exit }: { io(): Io; exit(code: number): void }): Command {
  return program
    .command('diff')
    .description('what two documents mean differently, and whether it breaks whoever uses the API')
    .argument('<base>', 'the document that is used today: file, URL or documentation page')
    .argument('<candidate>', 'the document that may take its place')
    .option(
      '--operation <id>',
      'compare only one operation of BASE: its id or "METHOD /path" (default: all)',
      filled('an operation'),
    )
    .option(
      '--contract <file>',
      'the contract whose policy and error codes judge (default: the only one in contracts/, or else that of Plumbline, where BASE is of its API)',
      filled('a file'),
    )
    .option('--no-policy', 'judge strictly: what the provider announces breaks as well')
    .option('--json <file>', 'the JSON report; - for standard output (default: none)', filled('a file'))
    .option(
      '--markdown <file>',
      'the report for a pull request; - for standard output (default: none)',
      filled('a file'),
    )
    .option('--verbose', 'print every change whole, those of documentation too (default: a count of them)')
    .option('--quiet', 'print only the verdict')
    .addHelpText('after', DIFF_EXAMPLES)
    .action(async (base: string, candidate: string, options) => {
      const { diff } = await import('./diff.ts');
      exit(await diff(base, candidate, options, io()));
    });
}

const DIFF_EXAMPLES = `
Examples:
  plumbline diff spec/onboarding-api.trigger-event.yaml next.yaml
  plumbline diff old.json new.json --operation "POST /orders" --json -
  plumbline diff spec/api.yaml https://docs.example.com/api/orders.md --no-policy --markdown changes.md

Exit codes: 0 identical or compatible, 1 breaking, 2 bad input.`;
