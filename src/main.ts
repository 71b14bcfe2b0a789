import { Command, InvalidArgumentError, Option } from 'commander';
import { each, filled, integer, LONGEST_MS, rate, statuses } from './commands/arguments.ts';
import { baselineCommands } from './commands/baseline.ts';
import { diffCommand } from './commands/diff-command.ts';
import { doctorCommand } from './commands/doctor-command.ts';
import { readEnvironment } from './commands/environment.ts';
import { failureOf } from './commands/failure.ts';
import { githubCommands } from './commands/github.ts';
import type { Io } from './commands/io.ts';
import { lintCommand } from './commands/lint/options.ts';
import { packageVersion } from './commands/package.ts';
import { pactCommands } from './commands/pact.ts';
import { reportCommand } from './commands/report-command.ts';
import { upgradeCommand } from './commands/upgrade-command.ts';
import type { Environment } from './probes/environment.ts';

/**
 * The command line: parses arguments, runs one command, and sets the process' exit code.
 *
 * Each command's code is loaded only when it is run, so that `--help` comes at once.
 */
export async function main(process: NodeJS.Process): Promise<void> {
  const stops = stopCatcher(process);
  const exit = (code: number): void => {
    process.exitCode = code;
  };
  for (const stream of [process.stdout, process.stderr]) endQuietly(stream, process);
  let program: Command | undefined;
  const fail = (error: unknown): void => {
    const failure = failureOf(error, program?.opts<{ debug?: true }>().debug === true);
    process.stderr.write(failure.text);
    exit(failure.exitCode);
  };
  // What is thrown where nobody waits for it would end the process with 1, which is the exit code of drift.
  process.on('uncaughtException', (error) => {
    fail(error);
    process.exit();
  });
  try {
    program = buildProgram(
      () => ({
        stdout: process.stdout,
        stderr: process.stderr,
        environment: readEnvironment(process.env),
        catchStop: stops.catch,
        now: () => Date.now(),
      }),
      exit,
      process.env,
    );
    await program.parseAsync(helpAsOption(program, process.argv));
  } catch (error) {
    fail(error);
  } finally {
    stops.release();
  }
}

/**
 * `help pact compare` as `pact compare --help`, and `help chek` as `chek`: Commander's own `help` reads one name, and where
 * there is no such command it prints the help of all.
 */
function helpAsOption(program: Command, argv: readonly string[]): readonly string[] {
  const [node = '', script = '', first, ...names] = argv;
  if (first !== 'help') return argv;
  let command = program;
  const found: string[] = [];
  for (const name of names) {
    if (command.commands.length === 0) break;
    const next = command.commands.find((each) => each.name() === name);
    if (next === undefined) return [node, script, ...found, name];
    found.push(name);
    command = next;
  }
  return [node, script, ...found, '--help'];
}

/** A reader that has seen enough (`| head`) closes the pipe: the work goes on, and the exit code stays the verdict's. */
function endQuietly(stream: NodeJS.WriteStream, process: NodeJS.Process): void {
  let told = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || told) return;
    told = true;
    const reason = error.code === 'ENOSPC' ? 'the disk is full' : error.message;
    const name = stream === process.stdout ? 'standard output' : 'standard error';
    process.stderr.write(`plumbline: ${name} cannot be written: ${reason}\n`);
    // Whoever reads only the exit code must not take lost results for a pass.
    process.once('exit', () => {
      if ((process.exitCode ?? 0) === 0) process.exitCode = 2;
    });
  });
}

function stopCatcher(process: NodeJS.Process): { catch(): AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(STOPS.get(signal));
    controller.abort();
  };
  return {
    catch() {
      if (process.listenerCount('SIGINT', stop) === 0)
        for (const signal of STOPS.keys()) process.on(signal, stop);
      return controller.signal;
    },
    release() {
      for (const signal of STOPS.keys()) process.off(signal, stop);
    },
  };
}

/** What asks a command to stop, SIGHUP when its terminal is closed, and the exit code of a process that it ended at once. */
const STOPS: ReadonlyMap<NodeJS.Signals, number> = new Map([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
]);

function buildProgram(io: () => Io, exit: (code: number) => void, own: Environment): Command {
  const program = new Command('plumbline')
    .description('Is the API still what its document says it is?')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .option('--debug', 'print the stack trace of an error')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io().stdout.write(text),
      writeErr: (text) => io().stderr.write(text),
      // An error is one line, and main() writes it.
      outputError: () => {},
    })
    .addHelpText('after', EPILOGUE)
    .exitOverride();

  subject(program.command('check').description('probe the target, judge every answer, write the reports'))
    .addOption(
      new Option(
        '--target <target>',
        'what to probe: embedded (the sandbox inside Plumbline), sandbox (the one that the contract names), or a URL (default: PLUMBLINE_TARGET, or else embedded)',
      ).argParser(filled('embedded, sandbox or a URL')),
    )
    .option(
      '--seed <n>',
      'seed of every made-up value and of the order: the same seed sends the same bytes',
      integer(0),
      1,
    )
    .option(
      '--only <statuses>',
      'send only the probes for these answers, such as 401,409; may be given several times (default: all)',
      statuses,
    )
    .option(
      '--concurrency <n>',
      'requests under way at one time (default: 8 on this machine, 4 elsewhere)',
      integer(1, 256),
    )
    .option(
      '--rate <n/s>',
      'requests begun in a second, such as 20/s (default: no limit on this machine, 20/s elsewhere)',
      rate,
    )
    .option(
      '--timeout <ms>',
      "milliseconds for one answer (default: 1000 more than the contract's slowest answer may take)",
      integer(1, LONGEST_MS),
    )
    .option('--run-timeout <ms>', 'milliseconds for the whole run', integer(1, LONGEST_MS), 300_000)
    .addOption(
      new Option('--plan', 'print the probes and what they cost the target, and send nothing').conflicts([
        'json',
        'junit',
        'html',
        'har',
        'out',
      ]),
    )
    .option(
      '--fault <name>',
      'make the embedded sandbox wrong in one way (plumbline sandbox --list-faults)',
      filled('a name'),
    )
    .option(
      '--out <dir>',
      'folder of the reports that are given no name of their own',
      filled('a folder'),
      'reports',
    )
    .option(
      '--json <file>',
      'the JSON report; - for standard output (default: check.json in --out)',
      filled('a file'),
    )
    .option('--junit <file>', 'the JUnit report (default: check.junit.xml in --out)', filled('a file'))
    .option('--html <file>', 'the HTML report (default: check.html in --out)', filled('a file'))
    .option('--har <file>', 'the recording, HAR 1.2 (default: check.har in --out)', filled('a file'))
    .option(
      '--history <file>',
      'where this run is added to the earlier ones (default: history.jsonl in --out)',
      (text: string, before: string | false | undefined) => {
        if (before === false) throw new InvalidArgumentError('--no-history says that there is to be none');
        return filled('a file')(text);
      },
    )
    .option('--no-history', 'compare with no earlier run, and leave none')
    .option('--no-parity', 'do not tell where the embedded sandbox answers otherwise than the target')
    .option(
      '--baseline <file>',
      'differences that are known and accepted (default: contracts/baseline.yaml, where there is one)',
      filled('a file'),
    )
    .option('--verbose', 'print every note and every probe of a difference (default: the first of them)')
    .option('--quiet', 'print no progress (default: on standard error)')
    .addHelpText('after', CHECK_EXAMPLES)
    .action(async (options) => {
      const { check } = await import('./commands/check.ts');
      exit(await check(options, io()));
    });

  subject(
    program
      .command('replay')
      .description('judge recorded exchanges again, without a network')
      .argument('<har...>', 'recordings in HAR 1.2, of Plumbline or of any other tool'),
  )
    .option('--json <file>', 'the JSON report; - for standard output (default: none)', filled('a file'))
    .option('--junit <file>', 'the JUnit report (default: none)', filled('a file'))
    .option('--html <file>', 'the HTML report (default: none)', filled('a file'))
    .option(
      '--baseline <file>',
      'differences that are known and accepted (default: contracts/baseline.yaml, where there is one)',
      filled('a file'),
    )
    .option('--verbose', 'print every note and every exchange of a difference (default: the first of them)')
    .addHelpText('after', REPLAY_EXAMPLES)
    .action(async (files: string[], options) => {
      const { replay } = await import('./commands/replay.ts');
      exit(await replay(files, options, io()));
    });

  subject(
    program
      .command('sandbox')
      .description(
        'serve the embedded sandbox, a local provider that behaves as the document and the contract say',
      ),
  )
    .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', integer(0, 65_535), 0)
    .option('--fault <name>', 'make it wrong in one way (default: in none)', filled('a name'))
    .addOption(
      new Option('--list-faults', 'print every fault, and serve nothing').conflicts([
        'port',
        'fault',
        'seed',
      ]),
    )
    .option('--seed <n>', 'seed of the credentials that it makes up', integer(0), 1)
    .addHelpText('after', SANDBOX_EXAMPLES)
    .action(async (options) => {
      const { sandbox } = await import('./commands/sandbox.ts');
      exit(await sandbox(options, io()));
    });

  subject(
    program
      .command('prove')
      .description('run the check against every fault of the embedded sandbox, and show which are noticed'),
  )
    .option(
      '--only <text>',
      'only the faults with this in their name or group; may be given several times (default: all)',
      each('a text'),
    )
    .option('--concurrency <n>', 'faults under way at one time in each thread', integer(1, 64), 4)
    .option(
      '--threads <n>',
      'threads to spread the faults over, 1 to 16 (default: one for each core, 4 at most)',
      integer(1, 16),
    )
    .option('--seed <n>', 'seed of every made-up value', integer(0), 1)
    .option('--json <file>', 'the proof as JSON; - for standard output (default: none)', filled('a file'))
    .addHelpText('after', PROVE_EXAMPLES)
    .action(async (options) => {
      const { prove } = await import('./commands/prove.ts');
      exit(await prove(options, io()));
    });

  doctorCommand(program, { subject, io, exit }, own);
  reportCommand(program, { io, exit });
  lintCommand(program, { io, exit });
  diffCommand(program, { io, exit });
  upgradeCommand(program, { io, exit });
  const pact = pactCommands(program, { subject, io, exit });
  const baseline = baselineCommands(program, { io, exit });
  const github = githubCommands(program, { io, exit });

  const nested = [pact, baseline, github].flatMap(({ commands }) => commands);
  for (const command of [...program.commands, ...nested]) command.helpOption('-h, --help', 'print this help');
  return program;
}

/**
 * The options that say which document and contract a command is about.
 *
 * @param operation which operation is meant where none is named
 */
function subject(command: Command, operation = 'its only one'): Command {
  return command
    .option(
      '--contract <file>',
      'the contract (default: the only one in contracts/, or else that of Plumbline)',
      filled('a file'),
    )
    .option(
      '--document <file>',
      "an OpenAPI document: file, URL or documentation page (default: the contract's)",
      filled('a file or a URL'),
    )
    .option(
      '--operation <id>',
      `an operation of --document, where there is no contract: its id or "METHOD /path" (default: ${operation})`,
      filled('an operation'),
    );
}

const EPILOGUE = `
Exit codes:
  0   conforms
  1   drift: an answer is not what was promised
  2   bad usage, configuration or document; nothing was sent, or its results could not be written
  3   inconclusive: the target could not be reached, stopped us at its gate, was too busy, or never gave an answer that is asked for
  70  a defect of Plumbline itself

Every command has a --help of its own. All of it, with the environment and the files, is in docs/cli.md.`;

const CHECK_EXAMPLES = `
Examples:
  plumbline check                                  the embedded sandbox: no credentials, no network
  plumbline check --target sandbox --plan          what would be sent to the provider's sandbox
  plumbline check --target sandbox                 with the credentials of the environment or of .env
  plumbline check --target https://api.test.example.com/v1 --only 401,409
  plumbline check --document api.yaml --operation "GET /pets" --target http://127.0.0.1:8080
  plumbline check --fault id-missing               see how a difference is reported

Exit codes: 0 conforms, 1 drift, 2 bad input, 3 inconclusive.`;

const REPLAY_EXAMPLES = `
Examples:
  plumbline replay reports/check.har
  plumbline replay last-night.har --document next-version.yaml

Exit codes: 0 conforms, 1 drift, 2 bad input, 3 inconclusive.`;

const PROVE_EXAMPLES = `
Examples:
  plumbline prove
  plumbline prove --only authentication --json proof.json

Exit codes: 0 every fault is noticed by the checks that it names and no harmless variation is, 1 one is not, 2 bad input, 3 stopped.`;

const SANDBOX_EXAMPLES = `
Examples:
  plumbline sandbox --port 8080
  plumbline sandbox --list-faults
  plumbline sandbox --fault id-missing

It ends on Ctrl-C or SIGTERM, with exit code 0.`;
