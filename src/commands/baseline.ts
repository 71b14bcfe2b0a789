import { type Command, InvalidArgumentError } from 'commander';
import { filled } from './arguments.ts';
import { BASELINE } from './inputs.ts';
import type { CommandLine } from './pact.ts';

/** Declares `plumbline baseline …`. */
export function baselineCommands(program: Command, { io, exit }: Pick<CommandLine, 'io' | 'exit'>): Command {
  const baseline = program
    .command('baseline')
    .description('differences that are known and accepted: they are shown, and do not fail a run');
  const file = (command: Command): Command =>
    command.option('--baseline <file>', 'the baseline', filled('a file'), BASELINE);
  file(
    baseline
      .command('accept')
      .description('accept a difference of a run until a day')
      .argument(
        '<fingerprint>',
        'which one, or as much of it as no other begins with',
        filled('a fingerprint'),
      ),
  )
    .requiredOption('--reason <text>', 'why it is accepted', filled('a reason'))
    .requiredOption('--until <date>', 'the last day on which it is, such as 2026-12-31 (UTC)', date)
    .option('--run <file>', 'the JSON report of the run', filled('a file'), 'reports/check.json')
    .addHelpText('after', ACCEPT_EXAMPLES)
    .action(async (fingerprint: string, options) => {
      const { acceptDifference } = await import('./baseline-commands.ts');
      exit(await acceptDifference(fingerprint, options, io()));
    });
  baseline
    .command('list')
    .description('what is accepted, until when, and what the last run tells of it')
    // Without a default: one that is named has to be there.
    .option('--baseline <file>', `the baseline (default: "${BASELINE}")`, filled('a file'))
    .option(
      '--run <file>',
      'the JSON report of the run (default: reports/check.json, where there is one)',
      filled('a file'),
    )
    .addHelpText('after', EXIT_CODES)
    .action(async (options) => {
      const { listBaseline } = await import('./baseline-commands.ts');
      exit(await listBaseline(options, io()));
    });
  file(
    baseline
      .command('remove')
      .description('accept a difference no longer')
      .argument(
        '<fingerprint>',
        'which one, or as much of it as no other begins with',
        filled('a fingerprint'),
      ),
  )
    .addHelpText('after', EXIT_CODES)
    .action(async (fingerprint: string, options) => {
      const { removeEntry } = await import('./baseline-commands.ts');
      exit(await removeEntry(fingerprint, options, io()));
    });
  return baseline;
}

/** Reads a day of the calendar. */
function date(text: string): string {
  const time = Date.parse(`${text}T00:00:00Z`);
  const real = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time);
  if (!real || new Date(time).toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('a day is wanted, such as 2026-12-31');
  return text;
}

const EXIT_CODES = '\nExit codes: 0 done, 2 bad input.';

const ACCEPT_EXAMPLES = `
Examples:
  plumbline check --fault 401-code-invalid-token --verbose    shows the fingerprint of each difference
  plumbline baseline accept 7b18 --reason "ticket 4711" --until 2026-12-31
${EXIT_CODES}`;
