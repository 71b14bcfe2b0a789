import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { parseEnv, promisify } from 'node:util';
import { readBounded } from '../../document/read-file.ts';
import type { Environment } from '../../probes/environment.ts';
import { type Found, look, notTried, ok, wrong } from '../../report/examination.ts';
import { MOST_BYTES } from '../environment.ts';
import { nearest } from '../nearest.ts';

/** A `.env` with the places of what it sets. */
export interface EnvFile {
  file: string;
  exists: boolean;
  values: Environment;
  /** Variable → 1-based line that sets it last. */
  lines: Readonly<Record<string, number>>;
  /** Variables that are named almost like one that is known. A name is not shown: it may be a part of a value. */
  nearMisses: readonly { line: number; meant: string }[];
  /** Variable → 1-based line that begins with it and sets nothing, since no `=` stands behind it. */
  unassigned: Readonly<Record<string, number>>;
  /** Variable → 1-based line behind its own that sets nothing and is no comment. */
  behind: Readonly<Record<string, number>>;
}

/**
 * Reads a `.env` as `readEnvironment` does; a file that is not there is an empty one.
 *
 * @param known the variables that the contract names
 */
export function readEnvFile(known: readonly string[], file = '.env'): EnvFile {
  let text = '';
  let exists = true;
  try {
    text = readBounded(file, MOST_BYTES)
      .toString()
      .replace(/^\uFEFF/, '');
  } catch {
    // One that cannot be read has ended the command before, in `readEnvironment`.
    exists = false;
  }
  const values: Environment = parseEnv(text);
  const lines: Record<string, number> = {};
  const unassigned: Record<string, number> = {};
  const behind: Record<string, number> = {};
  let before: string | undefined;
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const name = /^\s*(?:export\s+)?([\w.-]+)\s*=/.exec(line)?.[1];
    if (name !== undefined) lines[name] = index + 1;
    // A value in quotes may go over several lines.
    const isStray = name === undefined && /^\s*[^#\s]/.test(line) && !values[before ?? '']?.includes('\n');
    if (isStray && before !== undefined) behind[before] = index + 1;
    before = name;
    const bare = /^\s*(?:export\s+)?(\w+)(?:\s+(?![\s=])|\s*:|\s*$)/.exec(line)?.[1];
    if (bare !== undefined && known.includes(bare)) unassigned[bare] = index + 1;
  }
  const unset = known.filter((name) => (values[name] ?? '') === '');
  const nearMisses = Object.keys(lines)
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const [meant] = nearest(name.toUpperCase().replace(/[-.]/g, '_'), unset, 1);
      return meant === undefined ? [] : [{ line: lines[name] ?? 1, meant }];
    });
  return { file, exists, values, lines, nearMisses, unassigned, behind };
}

/** Whether a `.env` is kept as a file with secrets has to be: out of git, and for nobody else's eyes. */
export async function envFilePoints({ file, exists }: EnvFile): Promise<Found[]> {
  if (!exists) return [ok('env-file', file, 'there is none: variables come from the process alone')];
  const git = await gitPoint(file);
  return [modePoint(file), ...(git === undefined ? [] : [git])];
}

function modePoint(file: string): Found {
  const mode = statSync(file).mode & 0o777;
  const shown = mode.toString(8).padStart(3, '0');
  if (process.platform !== 'win32' && (mode & 0o044) !== 0) {
    const who = (mode & 0o004) !== 0 ? 'everyone on this machine' : 'its group';
    return look('env-file', file, `${who} can read it (mode ${shown})`, `chmod 600 ${file}`);
  }
  return ok(
    'env-file',
    file,
    process.platform === 'win32' ? 'it can be read' : `only you can read it (mode ${shown})`,
  );
}

async function gitPoint(file: string): Promise<Found> {
  const title = 'git';
  const tracked = await git('ls-files', '--error-unmatch', '--', file);
  if (tracked === undefined || tracked.code > 1) {
    return notTried('env-file-git', title, `${file} is in no git repository, or git is not there`);
  }
  const revoke = 'get new credentials in place of those that it held';
  if (tracked.code === 0) {
    return wrong(
      'env-file-git',
      title,
      `${file} is committed, for everyone who has the repository`,
      `git rm --cached ${file}, put it into .gitignore, and ${revoke}`,
      'configuration',
    );
  }
  const history = await git('log', '--all', '-1', '--format=%h', '--', file);
  if ((history?.stdout ?? '').trim() !== '') {
    return look('env-file-git', title, `an earlier commit holds a ${file}`, revoke);
  }
  const ignored = await git('check-ignore', '--quiet', '--', file);
  if (ignored?.code !== 0) {
    return look(
      'env-file-git',
      title,
      `${file} is not ignored, so that the next "git add ." commits it`,
      `echo ${file} >> .gitignore`,
    );
  }
  return ok('env-file-git', title, `${file} is ignored, and in no commit`);
}

const run = promisify(execFile);

/** Undefined where git is not there. What a repository's own settings would start is not started. */
async function git(...args: string[]): Promise<{ code: number; stdout: string } | undefined> {
  try {
    const { stdout } = await run('git', ['-c', 'core.fsmonitor=false', ...args], {
      timeout: 5000,
      maxBuffer: 1024 * 1024,
    });
    return { code: 0, stdout };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return typeof code === 'number' ? { code, stdout: '' } : undefined;
  }
}
