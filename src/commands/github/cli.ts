import { spawn } from 'node:child_process';
import { createRedactor } from '../../exchange/redact.ts';
import { isObject } from '../../json.ts';
import type { Environment } from '../../probes/environment.ts';
import { Problem } from '../../problem.ts';
import type { Issue } from '../../report/github-issue-plan.ts';
import { escapeControl } from '../../report/safe.ts';

/** The issues of one repository, through GitHub's own command line. */
export interface IssueTracker {
  /** Every issue with the label, open and closed. */
  list(): Promise<Issue[]>;
  /** Makes sure that the label is there: an issue cannot be opened with one that is not. */
  ensureLabel(): Promise<void>;
  open(title: string, body: string): Promise<void>;
  edit(number: number, change: { title?: string; body: string }): Promise<void>;
  reopen(number: number, comment: string): Promise<void>;
  close(number: number, comment: string, reason: 'completed' | 'not planned'): Promise<void>;
}

/** What a process needs to start and to get out, and what `gh` reads: the provider's credentials are not among it. */
const PASSED_ON =
  /^(GH_.*|GITHUB_.*|XDG_CONFIG_HOME|SSL_.*|HTTPS?_PROXY|ALL_PROXY|NO_PROXY|PATH|HOME|USERPROFILE|APPDATA|LANG|LC_ALL|TMPDIR|TEMP|TMP|SystemRoot)$/i;

/**
 * The issues of a repository that carry a label.
 *
 * @param repository `owner/name`; undefined for the one that `gh` finds in the working directory
 * @param signal ends a call that is under way
 */
export function createTracker(
  repository: string | undefined,
  label: string,
  environment: Environment,
  signal: AbortSignal,
): IssueTracker {
  // gh reads the variable in every command, and `gh api` has no option for it.
  const where = repository === undefined ? environment : { ...environment, GH_REPO: repository };
  const gh = (args: readonly string[], input?: string): Promise<string> =>
    runGh(args, { environment: where, signal, input });
  return {
    async list() {
      // Not `gh issue list`: it stops at a number of issues, and old ones do not tell why one was closed.
      const query = `labels=${encodeURIComponent(label)}&state=all&per_page=100`;
      const pick = '.[] | select(.pull_request | not) | {number, title, body, state, state_reason}';
      return readIssues(
        await gh(['api', '--paginate', `repos/{owner}/{repo}/issues?${query}`, '--jq', pick]),
      );
    },
    async ensureLabel() {
      try {
        await gh([
          'label',
          'create',
          label,
          '--description',
          'An answer that is not what was promised',
          '--color',
          'B60205',
        ]);
      } catch (error) {
        if (!(error instanceof Problem) || !/already exists/i.test(error.message)) throw error;
      }
    },
    async open(title, body) {
      await gh(['issue', 'create', '--title', title, '--label', label, '--body-file', '-'], body);
    },
    async edit(number, { title, body }) {
      const named = title === undefined ? [] : ['--title', title];
      await gh(['issue', 'edit', String(number), ...named, '--body-file', '-'], body);
    },
    async reopen(number, comment) {
      await gh(['issue', 'reopen', String(number), '--comment', comment]);
    },
    async close(number, comment, reason) {
      await gh(['issue', 'close', String(number), '--reason', reason, '--comment', comment]);
    },
  };
}

async function runGh(
  args: readonly string[],
  {
    environment,
    signal,
    input,
  }: { environment: Environment; signal: AbortSignal; input: string | undefined },
): Promise<string> {
  const passed = Object.entries(environment).filter(
    ([name, value]) => value !== undefined && PASSED_ON.test(name),
  );
  const what = args[0] === 'api' ? 'listing the issues with gh' : `gh ${args.slice(0, 2).join(' ')}`;
  const child = spawn('gh', args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(passed), GH_PROMPT_DISABLED: '1', NO_COLOR: '1' },
    signal,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // One that has ended before it read all is told of by its exit code.
  child.stdin.on('error', () => undefined).end(input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => {
      // Whatever it started may go on, and holds the other ends.
      for (const stream of child.stdio) stream?.destroy();
      reject(cannotRun(cause, signal));
    });
    child.once('close', resolve);
  });
  if (code === 0) return stdout;
  const said = stderr.split('\n').find((line) => line.trim() !== '') ?? 'it gave no reason';
  const reason = withoutTokens(said, environment);
  throw new Problem(`${what} failed: ${escapeControl(reason.trim())}`, {
    hint:
      code === 4
        ? 'set GH_TOKEN, or run gh auth login'
        : /unable to expand placeholder/.test(reason)
          ? 'name the repository: --repo OWNER/NAME'
          : undefined,
  });
}

/** The variables that gh takes a token from, and the forms that GitHub gives its tokens. */
const TOKENS = ['GH_TOKEN', 'GITHUB_TOKEN', 'GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];
const TOKEN_FORM = /\b(gh[a-z]_|github_pat_)\w{20,}/g;

function withoutTokens(text: string, environment: Environment): string {
  const secrets = Object.fromEntries(TOKENS.map((name) => [name, environment[name] ?? '']));
  return createRedactor(secrets).plain(text).replace(TOKEN_FORM, '$1…');
}

function cannotRun(cause: NodeJS.ErrnoException, signal: AbortSignal): Problem {
  if (cause.name === 'AbortError') {
    const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
    return new Problem(late ? 'gh did not come to its end in time' : 'gh was ended before its end', {
      cause,
    });
  }
  return cause.code === 'ENOENT'
    ? new Problem("gh, GitHub's command line, is not installed", {
        hint: 'see https://cli.github.com',
        cause,
      })
    : new Problem(`gh cannot be run: ${cause.message}`, { cause });
}

/** Issues as `gh api --jq` prints them: one JSON object a line. */
function readIssues(text: string): Issue[] {
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw new Problem('gh api did not print JSON', { hint: 'is gh what it seems to be?', cause });
    }
    // What is passed over here would be opened a second time.
    const { number, title, body, state, state_reason: reason } = isObject(value) ? value : {};
    if (typeof number !== 'number' || typeof title !== 'string' || typeof state !== 'string') {
      throw new Problem('gh api printed something else than issues', { hint: 'is gh what it seems to be?' });
    }
    return [
      {
        number,
        title,
        body: typeof body === 'string' ? body : '',
        open: state === 'open',
        notPlanned: reason === 'not_planned',
      },
    ];
  });
}

/** Whether a call failed because GitHub could not be reached, and not because it refused. */
export function isUnreachable({ message }: Problem): boolean {
  return /error connecting to|i\/o timeout|did not come to its end in time|no such host|connection refused/i.test(
    message,
  );
}
