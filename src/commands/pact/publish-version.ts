import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Environment } from '../../probes/environment.ts';
import { Problem } from '../../problem.ts';

const run = promisify(execFile);

/** Where CI systems write the commit, for a checkout without git. */
const COMMITS = [
  'GITHUB_SHA',
  'CI_COMMIT_SHA',
  'BITBUCKET_COMMIT',
  'BUILDKITE_COMMIT',
  'CIRCLE_SHA1',
  'GIT_COMMIT',
];

/** Where CI systems write the branch; of a pull request first, whose checkout is of no branch. */
const BRANCHES = [
  'GITHUB_HEAD_REF',
  'CI_MERGE_REQUEST_SOURCE_BRANCH_NAME',
  'CI_COMMIT_BRANCH',
  'BITBUCKET_BRANCH',
  'BUILDKITE_BRANCH',
  'CIRCLE_BRANCH',
  'CHANGE_BRANCH',
  'BRANCH_NAME',
];

/**
 * The version of the consumer: the commit that is checked out, by git, or else by the variables of the CI system.
 *
 * @throws {Problem} when neither knows
 */
export async function consumerVersion(environment: Environment): Promise<string> {
  const version = (await git('rev-parse', 'HEAD')) ?? firstOf(environment, COMMITS);
  if (version !== undefined) return version;
  throw new Problem('the version of the consumer is not known: this is no git repository', {
    hint: 'name it with --consumer-version',
  });
}

/** The branch, by the variables of the CI system, or else by git; undefined for a checkout of no branch. */
export async function consumerBranch(environment: Environment): Promise<string | undefined> {
  const named = firstOf(environment, BRANCHES);
  if (named !== undefined) return named;
  // For a tag GITHUB_REF_NAME is the tag's name.
  if (environment['GITHUB_REF_TYPE'] !== 'tag') {
    const reference = firstOf(environment, ['GITHUB_REF_NAME']);
    if (reference !== undefined) return reference;
  }
  return git('symbolic-ref', '--short', '--quiet', 'HEAD');
}

/** Files with changes that are in no commit. */
export async function uncommitted(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if ((await git('status', '--porcelain', '--', path)) !== undefined) found.push(path);
  }
  return found;
}

function firstOf(environment: Environment, names: readonly string[]): string | undefined {
  return names.map((name) => environment[name]?.trim() ?? '').find((value) => value !== '');
}

/** What git says, on one line; undefined when it says nothing, or is not there. */
async function git(...args: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', args, { timeout: 10_000 });
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
