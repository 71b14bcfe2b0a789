import { resolve } from 'node:path';
import { count } from '../../report/value.ts';
import { type Io, warn } from '../io.ts';
import { pactPaths, readPacts } from './files.ts';
import { brokerUrl } from './publish-broker.ts';
import { explainFailure, runBrokerCli } from './publish-cli.ts';
import { consumerBranch, consumerVersion, uncommitted } from './publish-version.ts';

export interface PactPublishOptions {
  /** The provider that the Pacts have to be with. */
  provider?: string | undefined;
  /** The commit, unless given. */
  consumerVersion?: string | undefined;
  /** That of git or the CI system, unless given. */
  branch?: string | undefined;
  buildUrl?: string | undefined;
  verbose?: boolean | undefined;
}

/**
 * `plumbline pact publish`: gives Pact files to a Pact Broker, by its official command line.
 *
 * @param files Pact files; those in `contracts/pacts/` when none is named
 * @param most milliseconds for the broker's command line
 * @returns 0 when they are published, 3 when the broker could not be reached
 * @throws {Problem} when something has to be put right first, or the broker refuses them
 */
export async function pactPublish(
  files: readonly string[],
  options: PactPublishOptions,
  io: Io,
  most?: number,
): Promise<number> {
  const url = brokerUrl(io.environment);
  const paths = pactPaths(files);
  const read = await readPacts(paths, { provider: options.provider });
  const version = options.consumerVersion ?? (await consumerVersion(io.environment));
  const branch = options.branch ?? (await consumerBranch(io.environment));
  if (options.consumerVersion === undefined) {
    for (const path of await uncommitted(paths)) {
      warn(io, `${path} has changes that are not in the commit ${version}, under which it is published`);
    }
  }
  if (branch === undefined) {
    warn(io, 'published without a branch: neither git nor the CI system names one (--branch does)');
  }
  const result = await runBrokerCli(
    [
      'publish',
      `--consumer-app-version=${version}`,
      ...(branch === undefined ? [] : [`--branch=${branch}`]),
      ...(options.buildUrl === undefined ? [] : [`--build-url=${options.buildUrl}`]),
      // Whole, so that no name is taken for an option.
      ...paths.map((path) => resolve(path)),
    ],
    io.environment,
    io.catchStop(),
    most,
  );
  if (options.verbose === true) io.stderr.write(result.stdout + result.stderr);
  if (result.code !== 0) {
    io.stderr.write(`plumbline: ${explainFailure(result, 'publishing').message}\n`);
    return 3;
  }
  const where = `${version}${branch === undefined ? '' : ` of the branch ${branch}`}`;
  io.stdout.write(`✓ ${count(paths.length, 'Pact')} published to ${url.origin}, at the version ${where}.\n`);
  for (const { path, pact } of read) io.stdout.write(`  ${path}: ${pact.consumer} with ${pact.provider}\n`);
  return 0;
}
