import type { Command } from 'commander';
import { filled } from '../arguments.ts';
import type { CommandLine } from '../pact.ts';

/** Declares `plumbline lint`. */
export function lintCommand(program: Command, { io, exit }: Omit<CommandLine, 'subject'>): void {
  program
    .command('lint')
    .description('what is wrong with the document itself, and what it should say')
    .argument(
      '[document]',
      "an OpenAPI document: file, URL or documentation page (default: the contract's)",
      filled('a file or a URL'),
    )
    .option(
      '--contract <file>',
      'the contract that names the document (default: the only one in contracts/, or else that of Plumbline)',
      filled('a file'),
    )
    .option(
      '--operation <id>',
      'only what this operation says and refers to: its id or "METHOD /path" (default: the whole document)',
      filled('an operation'),
    )
    .option('--strict', 'have a warning fail too (default: an error only)')
    .option(
      '--strength',
      'measure how many wrong answers the schemas would accept, and what would catch them',
    )
    .option(
      '--recording <har>',
      'for --strength, which it implies: a recording whose answers are made wrong too; may be given again (default: documented examples)',
      (file: string, before: string[] = []) => [...before, filled('a file')(file)],
    )
    .option('--json <file>', 'the JSON report; - for standard output (default: none)', filled('a file'))
    .option('--verbose', 'print every finding (default: the first of each rule)')
    .addHelpText('after', EXAMPLES)
    .action(async (document: string | undefined, options) => {
      const { lint } = await import('../lint.ts');
      exit(await lint(document, options, io()));
    });
}

const EXAMPLES = `
Examples:
  plumbline lint                                   the document of the contract
  plumbline lint next-version.yaml --strict
  plumbline lint --strength --recording reports/check.har
  plumbline lint openapi.json --operation "POST /orders" --json -

Exit codes: 0 no error, 1 an error (with --strict a warning too), 2 bad input.`;
