import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { readEnvironment } from './commands/environment.ts';
import type { Io } from './commands/io.ts';
import { packageVersion } from './commands/package.ts';
import { Problem } from './problem.ts';

/** The exit code of bad usage, configuration or document. */
const BAD_INPUT = 2;
/** The exit code of a defect of Plumbline itself: never a verdict. */
const DEFECT = 70;

/**
 * The command line: parses arguments, runs one command, and sets the process' exit code.
 *
 * Each command's code is loaded only when it is run, so that `--help` comes at once.
 */
export async function main(process: NodeJS.Process): Promise<void> {
  const stop = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  // A reader that has seen enough (`| head`) closes the pipe.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  let debug = process.env['PLUMBLINE_DEBUG'] !== undefined;
  try {
    const program = buildProgram(
      () => ({
        stdout: process.stdout,
        stderr: process.stderr,
        environment: readEnvironment(process.env),
        signal: stop.signal,
        now: () => Date.now(),
      }),
      (code) => {
        process.exitCode = code;
      },
    );
    program.on('option:debug', () => {
      debug = true;
    });
    await program.parseAsync(process.argv);
  } catch (error) {
    process.exitCode = report(error, process.stderr, debug);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

function report(error: unknown, stderr: NodeJS.WriteStream, debug: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_INPUT;
  if (error instanceof Problem) {
    stderr.write(`plumbline: ${error.line()}\n`);
    if (debug) stderr.write(`${error.stack ?? ''}\n`);
    return BAD_INPUT;
  }
  const message = error instanceof Error ? error.message : String(error);
  stderr.write(
    `plumbline: a defect of Plumbline itself: ${message}; run again with --debug and report what it prints\n`,
  );
  if (debug && error instanceof Error) stderr.write(`${error.stack ?? ''}\n`);
  return DEFECT;
}

function buildProgram(io: () => Io, exit: (code: number) => void): Command {
  const program = new Command('plumbline')
    .description('Is the API still what its document says it is?')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option('--debug', 'print a stack trace with an error')
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError('(plumbline --help says more)')
    .addHelpText(
      'after',
      '\nExit codes: 0 conforms, 1 drift, 2 bad usage, configuration or document, 3 inconclusive.\nDocumentation: docs/ of the package.',
    )
    .exitOverride();

  subject(
    program
      .command('check')
      .description('probe the target, judge every answer, write the reports')
      .addOption(
        new Option('--target <target>', 'embedded, sandbox, or a URL (also PLUMBLINE_TARGET)').default(
          undefined,
          'embedded',
        ),
      ),
  )
    .option('--seed <n>', 'seed of every made-up value', integer(0), 1)
    .option('--only <statuses>', 'only the probes for these answers, such as 401,409', statuses)
    .option('--concurrency <n>', 'requests under way at one time', integer(1))
    .option('--rate <n/s>', 'requests begun in a second', rate)
    .option('--timeout <ms>', 'milliseconds for one answer', integer(1))
    .option('--run-timeout <ms>', 'milliseconds for the whole run', integer(1))
    .option('--plan', 'print the probes and the budget, send nothing')
    .option('--fault <name>', 'make the embedded sandbox wrong in one way')
    .option('--out <dir>', 'folder of the reports', 'reports')
    .option('--json <file>', 'the JSON report; - for standard output')
    .option('--junit <file>', 'the JUnit report')
    .option('--har <file>', 'the recording')
    .option('--verbose', 'every note, every probe')
    .option('--quiet', 'no progress')
    .action(async (options) => {
      const { check } = await import('./commands/check.ts');
      exit(await check(options, io()));
    });

  subject(
    program
      .command('replay')
      .description('judge recorded exchanges against a document')
      .argument('<har...>', 'recordings, HAR 1.2'),
  )
    .option('--json <file>', 'the JSON report; - for standard output')
    .option('--junit <file>', 'the JUnit report')
    .option('--verbose', 'every note, every exchange')
    .action(async (files: string[], options) => {
      const { replay } = await import('./commands/replay.ts');
      exit(await replay(files, options, io()));
    });

  subject(program.command('sandbox').description('serve the embedded sandbox'))
    .option('--port <n>', 'port; 0 takes a free one', integer(0, 65_535), 0)
    .option('--fault <name>', 'make it wrong in one way')
    .option('--list-faults', 'print every fault, and serve nothing')
    .option('--seed <n>', 'seed of its credentials', integer(0), 1)
    .action(async (options) => {
      const { sandbox } = await import('./commands/sandbox.ts');
      exit(await sandbox(options, io()));
    });

  for (const command of program.commands) command.exitOverride().helpOption('-h, --help', 'print this help');
  return program;
}

/** The options that say which document and contract a command is about. */
function subject(command: Command): Command {
  return command
    .option('--contract <file>', 'the contract; the only one in contracts/ by default')
    .option('--document <file>', 'an OpenAPI document: file, URL or documentation page')
    .option('--operation <id>', 'an operation of --document: its id or "METHOD /path"');
}

function integer(min: number, max = Number.MAX_SAFE_INTEGER) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(
        max === Number.MAX_SAFE_INTEGER
          ? `a whole number from ${min} is wanted.`
          : `a whole number from ${min} to ${max} is wanted.`,
      );
    }
    return value;
  };
}

function rate(text: string): number {
  const value = Number(text.replace(/\/s$/, ''));
  if (!Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError('a number of requests in a second is wanted, such as 20 or 20/s.');
  return value;
}

function statuses(text: string): string[] {
  const words = text.split(',').map((word) => word.trim().toUpperCase());
  if (words.some((word) => !/^([1-5]\d\d|[1-5]XX)$/.test(word)))
    throw new InvalidArgumentError('statuses are wanted, such as 401,409.');
  return words;
}
