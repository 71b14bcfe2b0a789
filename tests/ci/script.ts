import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** Runs a script of .github/scripts as a step of a workflow does, with nothing in its environment but what is given. */
export function runScript(
  name: string,
  { cwd, env, from = process.cwd() }: { cwd: string; env: Record<string, string>; from?: string },
  args: readonly string[] = [],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(resolve(from, '.github/scripts', name), args, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  }
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code, ...output }));
  });
}
