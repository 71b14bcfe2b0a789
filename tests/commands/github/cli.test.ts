import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTracker, isUnreachable } from '../../../src/commands/github/cli.ts';
import { githubIssues } from '../../../src/commands/github/issues.ts';
import { Problem } from '../../../src/problem.ts';
import { renderJson } from '../../../src/report/json.ts';
import * as runs from '../../report/runs.ts';
import { runCommand } from '../pact/verify-support.ts';

/** An environment in which gh is a script. */
function withGh(script: string): { folder: string; environment: Record<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-gh-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'gh'), `#!/bin/bash\n${script}\n`);
  chmodSync(join(folder, 'gh'), 0o755);
  return { folder, environment: { PATH: `${folder}${delimiter}${process.env['PATH']}` } };
}

async function listed(script: string, environment: Record<string, string> = {}, signal?: AbortSignal) {
  const all = { ...withGh(script).environment, ...environment };
  const tracker = createTracker('a/b', 'plumbline', all, signal ?? new AbortController().signal);
  return tracker.list().catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
}

test('what is no issue ends the listing: passed over, it would be opened a second time', async () => {
  const issue = '{"number":1,"title":"a","body":null,"state":"open","state_reason":null}';
  expect(await listed(`echo '${issue}'`)).toEqual([
    { number: 1, title: 'a', body: '', open: true, notPlanned: false },
  ]);
  expect(await listed('true')).toEqual([]);
  for (const line of [
    '{}',
    '[null]',
    '{"number":1}',
    '"text"',
    '{"number":"1","title":"a","state":"open"}',
  ]) {
    expect(await listed(`echo '${issue}'; echo '${line}'`)).toMatchObject({
      message: 'gh api printed something else than issues',
    });
  }
});

test('no token is printed with what gh says', async () => {
  const script = 'echo "bad credentials: $GH_TOKEN, gho_abcdefghijklmnopqrstuvwxyz0123456789" >&2; exit 1';
  const said = await listed(script, { GH_TOKEN: 'a-token-of-the-test-that-is-long' });
  expect(said).toBeInstanceOf(Problem);
  expect(String(said)).toContain('bad credentials');
  expect(String(said)).not.toMatch(/a-token-of|abcdefgh/);
});

test('a gh that does not return is ended, with all that it started left alone', async () => {
  const begun = performance.now();
  const said = await listed('trap "" TERM; sleep 30', {}, AbortSignal.timeout(300));
  expect(said).toMatchObject({ message: 'gh did not come to its end in time' });
  expect(said instanceof Problem && isUnreachable(said)).toBe(true);

  const { folder, environment } = withGh('sleep 30');
  const file = join(folder, 'run.json');
  const target = { kind: 'sandbox', url: 'https://sandbox.example' } as const;
  writeFileSync(file, renderJson({ ...runs.drifting(), target }));
  const ran = await runCommand((io) => githubIssues(file, { label: 'plumbline', limit: 10 }, io, 300), {
    environment,
  });
  expect(ran).toMatchObject({ code: 3, stderr: 'plumbline: gh did not come to its end in time\n' });
  expect(performance.now() - begun).toBeLessThan(15_000);
});
