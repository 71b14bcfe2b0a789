import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { cleanUp } from '../clean-up.ts';

export interface Call {
  args: string[];
  body?: string;
  repository?: string;
  variables: string[];
}

/** What the stand-in for gh keeps of an issue. */
export interface KeptIssue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  state_reason: string | null;
}

export interface KeptPull {
  number: number;
  head: string;
  base: string;
  title: string;
  body: string;
  draft: boolean;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
}

export interface FakeGh {
  /** What a process needs to find it. */
  env: Record<string, string>;
  /** The calls since the last time that they were asked for. */
  calls(): Call[];
  state(): { issues: KeptIssue[]; pulls: KeptPull[] };
  set(state: { issues?: KeptIssue[]; pulls?: KeptPull[]; label?: string }): void;
}

/** A stand-in for gh on a PATH of its own: a real process that writes down each call. */
export function fakeGh(): FakeGh {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-gh-'));
  cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'bin'));
  copyFileSync('tests/ci/fake-gh.mjs', join(folder, 'bin', 'gh'));
  chmodSync(join(folder, 'bin', 'gh'), 0o755);
  // Without an extension Node would take it for CommonJS.
  writeFileSync(join(folder, 'bin', 'package.json'), '{"type":"module"}');
  const calls = join(folder, 'calls.jsonl');
  const stored = join(folder, 'state.json');
  let told = 0;
  return {
    env: { PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`, GH_FAKE: folder },
    calls() {
      const lines = existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : [];
      const fresh = lines.slice(told).map((line) => JSON.parse(line) as Call);
      told = lines.length;
      return fresh;
    },
    state: () => (existsSync(stored) ? JSON.parse(readFileSync(stored, 'utf8')) : { issues: [], pulls: [] }),
    set: (state) => writeFileSync(stored, JSON.stringify({ issues: [], pulls: [], ...state })),
  };
}
