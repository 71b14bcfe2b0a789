import { isObject, type Json, type JsonObject } from '../../json.ts';
import { Problem } from '../../problem.ts';
import { renderDeployableJson } from '../../report/verification-deployable.ts';
import type { Io } from '../io.ts';
import { ensureReports, writeReports } from '../report-files.ts';
import { pactPaths, readPacts } from './files.ts';
import { brokerUrl } from './publish-broker.ts';
import { type CliResult, explainFailure, mostMs, runBrokerCli } from './publish-cli.ts';
import { consumerVersion } from './publish-version.ts';

export interface CanIDeployOptions {
  /** The consumer of the Pacts in `contracts/pacts/`, unless given. */
  pacticipant?: string | undefined;
  /** The commit, unless given. */
  consumerVersion?: string | undefined;
  /** Where to; without it, whether the latest versions of all providers agree. */
  toEnvironment?: string | undefined;
  retryWhileUnknown?: number | undefined;
  retryInterval?: number | undefined;
  json?: string | undefined;
}

/** Seconds between two questions of the command line, at most, unless it is told otherwise. */
const INTERVAL_S = 60;
/** Seconds for each further answer. */
const ANSWER_S = 30;

/**
 * `plumbline pact can-i-deploy`: asks a Pact Broker whether a version of the consumer has been verified by what it
 * would meet.
 *
 * @param most milliseconds for the answers of the broker, without the time between them
 * @returns 0 for yes, 1 for no, 3 when a result is missing or the broker could not be reached
 * @throws {Problem} when something has to be put right first, or the broker refuses to say
 */
export async function pactCanIDeploy(
  options: CanIDeployOptions,
  io: Io,
  most = mostMs(io.environment),
): Promise<number> {
  const reports =
    options.json === undefined ? [] : [{ option: '--json' as const, path: options.json, named: true }];
  brokerUrl(io.environment);
  await ensureReports(reports, []);
  const pacticipant = options.pacticipant ?? (await onlyConsumer());
  const version = options.consumerVersion ?? (await consumerVersion(io.environment));
  for (const name of [pacticipant, version]) {
    if (name.startsWith('-'))
      throw new Problem(`"${name}" would be taken for an option of the Pact Broker's command line`);
  }
  const { toEnvironment, retryWhileUnknown, retryInterval } = options;
  const result = await runBrokerCli(
    [
      'can-i-deploy',
      // Spelt with "=", these two are silently ignored (pact-cli 18.1.2), and the answer is about everything.
      '--pacticipant',
      pacticipant,
      '--version',
      version,
      ...(toEnvironment === undefined ? [] : [`--to-environment=${toEnvironment}`]),
      ...(retryWhileUnknown === undefined ? [] : [`--retry-while-unknown=${retryWhileUnknown}`]),
      ...(retryInterval === undefined ? [] : [`--retry-interval=${retryInterval}`]),
      '--output=json',
    ],
    io.environment,
    io.catchStop(),
    most + (retryWhileUnknown ?? 0) * ((retryInterval ?? INTERVAL_S) + ANSWER_S) * 1000,
  );
  const answer = answerOf(result);
  if (answer === undefined) {
    io.stderr.write(`plumbline: ${explainFailure(result, 'asking the Pact Broker').message}\n`);
    return 3;
  }
  const where = toEnvironment === undefined ? '' : ` to ${toEnvironment}`;
  const deployable = {
    plumbline: 1 as const,
    verdict: answer.verdict,
    pacticipant,
    version,
    ...(toEnvironment === undefined ? {} : { environment: toEnvironment }),
    reason: answer.reason,
    notices: answer.notices,
  };
  const text = renderDeployableJson(deployable);
  const { problems } = await writeReports(
    reports.filter(({ path }) => path !== '-').map(({ path }) => ({ path, text })),
  );
  if (options.json === '-') io.stdout.write(text);
  else {
    const { sign, says, code } = SAYS[answer.verdict];
    const lines = [`${sign} ${pacticipant} at ${version} ${says}${where}: ${answer.reason}`];
    for (const notice of answer.notices) lines.push(`  ${notice}`);
    lines.push(`exit code ${code}`);
    io.stdout.write(`${lines.map(oneLine).join('\n')}\n`);
  }
  for (const problem of problems) io.stderr.write(`plumbline: ${problem.line()}\n`);
  const { code } = SAYS[answer.verdict];
  return code === 0 && problems.length > 0 ? 2 : code;
}

const SAYS = {
  yes: { sign: '✓', says: 'can be deployed', code: 0 },
  no: { sign: '✗', says: 'cannot be deployed', code: 1 },
  unknown: { sign: '?', says: 'is not known to be deployable', code: 3 },
} as const;

async function onlyConsumer(): Promise<string> {
  const consumers = [...new Set((await readPacts(pactPaths([]))).map(({ pact }) => pact.consumer))];
  const [first, second] = consumers;
  if (first === undefined || second !== undefined) {
    throw new Problem(`the Pacts are of ${consumers.length} consumers: ${consumers.join(', ')}`, {
      hint: 'name one with --pacticipant',
    });
  }
  return first;
}

interface Answer {
  verdict: keyof typeof SAYS;
  reason: string;
  notices: string[];
}

/** Read from what is printed: with JSON the command line exits with 0 whatever the broker says. */
function answerOf({ stdout }: CliResult): Answer | undefined {
  const start = stdout.indexOf('{');
  let parsed: Json;
  try {
    parsed = JSON.parse(stdout.slice(Math.max(start, 0))) as Json;
  } catch {
    return undefined;
  }
  const summary = isObject(parsed) && isObject(parsed['summary']) ? parsed['summary'] : undefined;
  if (!isObject(parsed) || summary === undefined) return undefined;
  const notices = Array.isArray(parsed['notices']) ? parsed['notices'].filter(isObject) : [];
  return {
    verdict: verdictOf(summary),
    reason: typeof summary['reason'] === 'string' ? summary['reason'] : 'the broker gives no reason',
    notices: notices.flatMap(({ text }) => (typeof text === 'string' ? [text] : [])),
  };
}

function verdictOf({ deployable }: JsonObject): Answer['verdict'] {
  if (deployable === true) return 'yes';
  return deployable === false ? 'no' : 'unknown';
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}
