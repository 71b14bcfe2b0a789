import { randomUUID } from 'node:crypto';
import { appendFile, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Run } from '../../checks/run.ts';
import type { Environment } from '../../probes/environment.ts';
import { renderAnnotations } from '../../report/github-annotations.ts';
import { renderSummary, SUMMARY_LIMIT } from '../../report/github-summary.ts';
import { unwritable } from '../../report/write.ts';
import { type Io, type Output, warn } from '../io.ts';

/** Whether a step of GitHub Actions runs us: GitHub sets the variable, and nobody else does. */
export function inGitHubActions(environment: Environment): boolean {
  return environment['GITHUB_ACTIONS'] === 'true';
}

/**
 * A screen that GitHub's runner takes for text only. The runner obeys commands in what a step prints, `::add-mask::` at
 * the start of a line and `##[…]` anywhere in it, and an answer could hold one: between `stop-commands` and its token it
 * obeys none. The token is one that no answer can know.
 */
export function withoutCommands(
  screen: string,
  environment: Environment,
  token: string = randomUUID(),
): string {
  return inGitHubActions(environment) ? `::stop-commands::${token}\n${screen}::${token}::\n` : screen;
}

/**
 * In a step of GitHub Actions: adds a run to the summary of the job, and prints its annotations to `output`. Elsewhere
 * it does nothing. A summary that cannot be written is a warning: it holds nothing that the reports do not.
 */
export async function tellGitHub(run: Run, io: Io, output: Output): Promise<void> {
  if (!inGitHubActions(io.environment)) return;
  const file = io.environment['GITHUB_STEP_SUMMARY'] ?? '';
  if (file !== '') await addSummary(run, file, io);
  const lines = renderAnnotations(run, { inRepository: repositoryPath(io.environment) });
  if (lines.length > 0) output.write(`${lines.join('\n')}\n`);
}

async function addSummary(run: Run, file: string, io: Io): Promise<void> {
  try {
    const { size } = await stat(file).catch(() => ({ size: 0 }));
    await appendFile(file, `${size === 0 ? '' : '\n'}${renderSummary(run, SUMMARY_LIMIT - size - 1)}`);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    // Only the file is made: what names a folder that is not there was not set by GitHub.
    const says = isMissing ? 'cannot be written: its folder is not there' : unwritable(file, error).message;
    warn(io, `${file}: the summary of the job ${says}`);
  }
}

/** Turns a file of the run into its path from the top of the repository, as annotations want it. */
export function repositoryPath(environment: Environment): (file: string) => string | undefined {
  const top = resolve(environment['GITHUB_WORKSPACE'] ?? '.');
  return (file) => {
    if (/^[a-z][a-z\d+.-]+:\/\//i.test(file)) return undefined;
    const path = relative(top, resolve(file));
    return path === '' || path.startsWith('..') || isAbsolute(path) ? undefined : path.split(sep).join('/');
  };
}
