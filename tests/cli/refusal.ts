import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { plumbline, workspace } from './plumbline.ts';

/**
 * Runs what has to be refused, and returns the line that says why. It makes sure of the rest: exit code 2, one line on
 * standard error, no connection, no file left behind.
 */
export async function refusal(
  args: readonly string[],
  { cwd = workspace(), env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const before = readdirSync(cwd, { recursive: true }).sort();
  const { code, stdout, stderr, connections } = await plumbline(args, { cwd, env });
  expect(stderr).toMatch(/^plumbline: [^\n]+\n$/);
  expect(stdout).toBe('');
  expect(code).toBe(2);
  expect(connections).toEqual([]);
  expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(before);
  return stderr.slice('plumbline: '.length).trimEnd();
}

/** A workspace in which a file has been changed. */
export function changed(file: string, change: (text: string) => string): string {
  const cwd = workspace();
  const path = join(cwd, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return cwd;
}

export const CONTRACT = 'contracts/trigger-event.contract.yaml';
export const DOCUMENT = 'spec/onboarding-api.trigger-event.yaml';
