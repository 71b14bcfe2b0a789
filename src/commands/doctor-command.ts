import { type Command, Option } from 'commander';
import type { Environment } from '../probes/environment.ts';
import { filled, integer, LONGEST_MS } from './arguments.ts';
import type { CommandLine } from './pact.ts';

/**
 * Declares `plumbline doctor`.
 *
 * @param own the environment of the process, without what `.env` adds to it
 */
export function doctorCommand(program: Command, { subject, io, exit }: CommandLine, own: Environment): void {
  subject(
    program
      .command('doctor')
      .description('before a first run: look at all that it needs, and say what to put right'),
  )
    .option(
      '--target <target>',
      'what to look at: embedded, sandbox, or a URL (default: PLUMBLINE_TARGET, or else embedded)',
      filled('embedded, sandbox or a URL'),
    )
    .addOption(new Option('--offline', 'send nothing (default: as little as tells)').conflicts('fire'))
    .option('--fire', 'send a right request too, which has its effect at the target (default: none that has)')
    .option(
      '--timeout <ms>',
      "milliseconds for one answer, and for each step to the target (default: 1000 more than the contract's slowest answer may take)",
      integer(1, LONGEST_MS),
    )
    .option('--json <file>', 'the JSON report; - for standard output (default: none)', filled('a file'))
    .addHelpText('after', DOCTOR_EXAMPLES)
    .action(async (options) => {
      const { doctor } = await import('./doctor.ts');
      exit(await doctor(options, io(), own));
    });
}

const DOCTOR_EXAMPLES = `
Examples:
  plumbline doctor                                 the embedded sandbox
  plumbline doctor --target sandbox --offline      what is set here; nothing is sent
  plumbline doctor --target sandbox                with the credentials of the environment or of .env
  plumbline doctor --target sandbox --fire         also whether a right request is answered

Exit codes: 0 ready, 1 an answer is not what was promised, 2 something to put right here, 3 the target does not let us in.`;
