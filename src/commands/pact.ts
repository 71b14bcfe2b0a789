import type { Command } from 'commander';
import { filled, integer } from './arguments.ts';
import type { Io } from './io.ts';

/** What the command line gives to each command. */
export interface CommandLine {
  /**
   * Adds the options that say which document and contract a command is about.
   *
   * @param operation which operation is meant where none is named
   */
  subject(command: Command, operation?: string): Command;
  io(): Io;
  exit(code: number): void;
}

/** Declares `plumbline pact …`. */
export function pactCommands(program: Command, { subject, io, exit }: CommandLine): Command {
  const pact = program
    .command('pact')
    .description('Pact files: against the document, against a target, to a Pact Broker');
  subject(
    pact
      .command('compare')
      .description('judge Pact files against the document, with a second opinion; nothing is sent')
      .argument('[pact...]', 'Pact files (default: contracts/pacts/*.json)'),
    'all that the Pacts are about',
  )
    .option(
      '--provider <name>',
      'the provider that the Pacts have to be with (default: any)',
      filled('a name'),
    )
    .option('--json <file>', 'the JSON report; - for standard output (default: none)', filled('a file'))
    .option('--verbose', 'print every note too')
    .addHelpText('after', PACT_COMPARE_EXAMPLES)
    .action(async (files: string[], options) => {
      const { pactCompare } = await import('./pact/compare.ts');
      exit(await pactCompare(files, options, io()));
    });

  subject(
    pact
      .command('verify')
      .description(
        'have a target answer every interaction of Pact files, and say what the client cannot do with',
      )
      .argument('[pact...]', 'Pact files (default: contracts/pacts/*.json)'),
  )
    .option(
      '--target <target>',
      'what to verify: embedded, sandbox, or a URL (default: PLUMBLINE_TARGET, or else embedded)',
      filled('embedded, sandbox or a URL'),
    )
    .option(
      '--provider <name>',
      'the provider that the Pacts have to be with (default: any)',
      filled('a name'),
    )
    .option(
      '--fault <name>',
      'make the embedded sandbox wrong in one way (default: in none)',
      filled('a name'),
    )
    .option('--seed <n>', 'seed of the credentials that the embedded sandbox makes up', integer(0), 1)
    .option('--json <file>', 'the JSON report; - for standard output (default: none)', filled('a file'))
    .option(
      '--publish-results',
      'tell the Pact Broker of PACT_BROKER_BASE_URL what came of it (default: tell nobody)',
    )
    .option(
      '--consumer-version <version>',
      'for --publish-results: the version of the Pacts (default: the commit)',
      filled('a version'),
    )
    .option(
      '--provider-version <version>',
      'for --publish-results: the version of the provider (default: 12 digits of the sha256 of the document)',
      filled('a version'),
    )
    .option('--verbose', "print Pact's own words too, and what it prints (default: neither)")
    .addHelpText('after', PACT_VERIFY_EXAMPLES)
    .action(async (files: string[], options) => {
      const { pactVerify } = await import('./pact/verify.ts');
      exit(await pactVerify(files, options, io()));
    });
  pact
    .command('publish')
    .description('give Pact files to the Pact Broker of PACT_BROKER_BASE_URL')
    .argument('[pact...]', 'Pact files (default: contracts/pacts/*.json)')
    .option(
      '--provider <name>',
      'the provider that the Pacts have to be with (default: any)',
      filled('a name'),
    )
    .option(
      '--consumer-version <version>',
      'the version of the consumer (default: the commit)',
      filled('a version'),
    )
    .option(
      '--branch <name>',
      'the branch of the consumer (default: that of the CI system, or of git)',
      filled('a name'),
    )
    .option('--build-url <url>', 'the build that the broker links to (default: none)', filled('a URL'))
    .option('--verbose', "print what the broker's command line prints (default: not)")
    .addHelpText('after', PACT_PUBLISH_EXAMPLES)
    .action(async (files: string[], options) => {
      const { pactPublish } = await import('./pact/publish.ts');
      exit(await pactPublish(files, options, io()));
    });
  pact
    .command('can-i-deploy')
    .description(
      'ask the Pact Broker whether a version of the consumer has been verified by what it would meet',
    )
    .option(
      '--pacticipant <name>',
      'the consumer (default: that of contracts/pacts/*.json)',
      filled('a name'),
    )
    .option('--consumer-version <version>', 'its version (default: the commit)', filled('a version'))
    .option(
      '--to-environment <name>',
      'where to (default: against the latest version of each provider)',
      filled('a name'),
    )
    .option(
      '--retry-while-unknown <n>',
      'how often to ask again while a result is missing (default: never)',
      integer(0),
    )
    .option('--retry-interval <s>', 'seconds between two questions (default: that of pact-cli)', integer(0))
    .option('--json <file>', 'the answer as JSON; - for standard output (default: none)', filled('a file'))
    .addHelpText('after', PACT_GATE_EXAMPLES)
    .action(async (options) => {
      const { pactCanIDeploy } = await import('./pact/publish-gate.ts');
      exit(await pactCanIDeploy(options, io()));
    });
  return pact;
}

const PACT_COMPARE_EXAMPLES = `
Examples:
  plumbline pact compare
  plumbline pact compare theirs.json --provider orders --document api.yaml
  plumbline pact compare --json -

Exit codes: 0 the document promises all of it, 1 it does not, 2 bad input.`;

const PACT_VERIFY_EXAMPLES = `
Examples:
  plumbline pact verify                              the embedded sandbox: no credentials, no network
  plumbline pact verify --target sandbox             with the credentials of the environment or of .env
  plumbline pact verify theirs.json --target https://api.test.example.com/v1 --json -
  plumbline pact verify --fault id-missing           see how a difference is reported

Exit codes: 0 conforms, 1 drift, 2 bad input, 3 inconclusive.`;

const PACT_PUBLISH_EXAMPLES = `
Examples:
  plumbline pact publish
  plumbline pact publish --consumer-version 1.4.0 --branch main

Exit codes: 0 published, 2 bad input or refused by the broker, 3 the broker could not be reached.`;

const PACT_GATE_EXAMPLES = `
Examples:
  plumbline pact can-i-deploy --to-environment production
  plumbline pact can-i-deploy --to-environment production --retry-while-unknown 10 --retry-interval 30

Exit codes: 0 yes, 1 no, 2 bad input or refused by the broker, 3 a result is missing or the broker could not be reached.`;
