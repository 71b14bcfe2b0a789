import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { diff } from '../../src/commands/diff.ts';

export const BASE = 'spec/onboarding-api.trigger-event.yaml';
const TEXT = readFileSync(BASE, 'utf8');

type Edit = [from: string | RegExp, to: string];

/** The pinned document with edits, each of which has to change it. */
export function edited(...edits: Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    const after = text.replace(from, to);
    if (after === text) throw new Error(`nothing to edit: ${from}`);
    return after;
  }, TEXT);
}

const ENUM: Edit = [
  '- registrations.pending\n                  example',
  '- registrations.done\n                  example',
];
const UNDECIDED: Edit = [
  '                resource_id:\n                  type: string\n',
  '                resource_id:\n                  type: string\n                  pattern: "^(?!(.)\\\\1{11}).*$"\n',
];
const ANNOUNCED: Edit = [
  '          example: f4a15ff0-40a2-48d4-8801-99c7b4e0788e\n          readOnly: true\n',
  '          example: f4a15ff0-40a2-48d4-8801-99c7b4e0788e\n          readOnly: true\n        extra:\n          type: string\n',
];
const COMPATIBLE: Edit = [
  '              required:\n                - resource_id\n                - event_type\n',
  '              required:\n                - event_type\n',
];
const DOCS: Edit = ['summary: Trigger a webhook event', 'summary: Fires a webhook event'];

/** One candidate of each sort. */
export const CANDIDATES = {
  identical: edited(['operationId: webhooks/dev-trigger', '"operationId": "webhooks/dev-trigger"']),
  compatible: edited(COMPATIBLE),
  breaking: edited(ENUM),
  undecided: edited(UNDECIDED),
  announced: edited(ANNOUNCED),
  docs: edited(DOCS, ['description: Sandbox', 'description: The sandbox']),
  composite: edited(
    ENUM,
    ANNOUNCED,
    DOCS,
    ['code: unauthorized', 'code: not_authorized'],
    [
      'name: X-Qonto-Staging-Token\n      in: header\n',
      'name: X-Qonto-Staging-Token\n      in: header\n      required: true\n',
    ],
  ),
} as const;

export interface DiffRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command on the pinned document and a candidate, in a terminal of some width. */
export async function runDiff(
  candidate: string,
  options: Partial<Parameters<typeof diff>[2]> = {},
  columns = 100,
  base = BASE,
): Promise<DiffRun> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-diff-'));
  try {
    const file = join(folder, 'next.yaml');
    writeFileSync(file, candidate);
    let stdout = '';
    let stderr = '';
    const code = await diff(
      base,
      file,
      { policy: true, ...options },
      {
        stdout: { write: (text) => (stdout += text), columns },
        stderr: { write: (text) => (stderr += text) },
        environment: {},
        catchStop: () => new AbortController().signal,
        now: () => 0,
      },
    );
    const plain = (text: string) =>
      text.replaceAll(file, 'next.yaml').replaceAll(relative('.', file), 'next.yaml');
    return { code, stdout: plain(stdout), stderr: plain(stderr) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
