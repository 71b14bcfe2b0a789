import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load.ts';
import { problemIn } from '../document/support.ts';

export const SHIPPED = 'contracts/trigger-event.contract.yaml';
export const PINNED = 'spec/onboarding-api.trigger-event.yaml';

/** A text as a contract file of its own, for as long as `use` takes. */
async function withFile<T>(text: string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-contract-'));
  try {
    const path = join(folder, 'own.contract.yaml');
    await writeFile(path, text);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A contract of the lines given, after those that name the pinned document and its operation. */
export function lines(...own: string[]): string {
  return [
    'plumbline: 1',
    `document: ${JSON.stringify(resolve(PINNED))}`,
    'operation: webhooks/dev-trigger',
    ...own,
    '',
  ].join('\n');
}

export async function contractOf(text: string, document?: string): Promise<Contract> {
  return withFile(text, (path) => loadContract(path, { document }));
}

/** The one line that a contract is refused with, its folder left out. */
export async function refusal(text: string, document?: string): Promise<string> {
  return withFile(text, async (path) => {
    const problem = await problemIn(loadContract(path, { document }));
    return problem.line().replaceAll(path, 'own').replaceAll(resolve(path, '..'), '.');
  });
}

/** The shipped contract's text with some of it replaced, its document named from anywhere. */
export async function shippedText(...edits: [from: string, to: string][]): Promise<string> {
  let text = await readFile(SHIPPED, 'utf8');
  for (const [from, to] of [
    ['../spec/onboarding-api.trigger-event.yaml', resolve(PINNED)],
    ...edits,
  ] as const) {
    if (!text.includes(from)) throw new Error(`the shipped contract has no ${JSON.stringify(from)}`);
    text = text.replace(from, () => to);
  }
  return text;
}
