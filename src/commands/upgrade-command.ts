import type { Command } from 'commander';
import { filled } from './arguments.ts';
import type { CommandLine } from './pact.ts';

/** Declares `plumbline upgrade`. */
export function upgradeCommand(program: Command, { io, exit }: Omit<CommandLine, 'subject'>): void {
  program
    .command('upgrade')
    .description(
      'is the next document safe for us? Judges it with all that we have, and pins it with --accept',
    )
    .argument('<candidate>', 'the next document: file, URL or documentation page', filled('a file or a URL'))
    .option(
      '--contract <file>',
      'the contract whose document is pinned (default: the only one in contracts/, or else that of Plumbline)',
      filled('a file'),
    )
    .option(
      '--recording <har...>',
      'recordings to judge by the candidate (default: the newest of reports/*.har)',
    )
    .option(
      '--types <file>',
      'the types generated from the document; the client beside them is compiled',
      filled('a file'),
      'src/client/openapi.generated.ts',
    )
    .option('--accept', 'pin the candidate, all or nothing, unless it is not safe')
    .option(
      '--accept-breaking <reason>',
      'pin it although it is not safe; the reason goes into HISTORY.md beside the lock',
      filled('a reason'),
    )
    .option('--json <file>', 'the JSON report; - for standard output (default: none)', filled('a file'))
    .option(
      '--markdown <file>',
      'the report for a pull request; - for standard output (default: none)',
      filled('a file'),
    )
    .option('--verbose', 'print every remark and every change (default: the first of them)')
    .addHelpText('after', EXAMPLES)
    .action(async (candidate: string, options) => {
      const { upgrade } = await import('./upgrade.ts');
      exit(await upgrade(candidate, options, io()));
    });
}

const EXAMPLES = `
Examples:
  plumbline upgrade next-version.yaml
  plumbline upgrade https://docs.example.com/page.md --markdown upgrade.md
  plumbline upgrade next-version.yaml --accept
  plumbline upgrade next-version.yaml --accept-breaking "the client already sends it"

Exit codes: 0 safe, or safe but to be looked at; 1 not safe; 2 bad input, nothing is pinned.`;
