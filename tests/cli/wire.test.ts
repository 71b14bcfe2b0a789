// What really goes out: nothing with --plan, and the same bytes for the same seed.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { plumbline } from './plumbline.ts';
import { provider } from './servers.ts';

test.concurrent('--plan lists every probe and its cost, and sends nothing', async () => {
  const { url, env, calls } = await provider();
  const { code, stdout, stderr, connections } = await plumbline(['check', '--plan', '--target', url], {
    env,
  });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^\d+ requests would go to http:\/\/127\.0\.0\.1:\d+; nothing was sent\.\n/);
  expect(stdout).toContain('\n  unauthorized/apikey/absent  → 401\n');
  expect(calls).toEqual([]);
  expect(connections).toEqual([]);
});

test.concurrent('the same seed sends the same bytes in the same order, another seed others', async () => {
  const { url, env, calls } = await provider();
  const sent = async (seed: number): Promise<string[]> => {
    calls.length = 0;
    const args = [
      'check',
      '--quiet',
      '--only',
      '400,409',
      '--concurrency',
      '1',
      '--target',
      url,
      '--seed',
      String(seed),
    ];
    const { code } = await plumbline(args, { env });
    expect(code).toBe(0);
    return calls.map(({ method, path, headers, body }) =>
      createHash('sha256')
        .update(JSON.stringify([method, path, headers]))
        .update(body)
        .digest('hex'),
    );
  };
  const first = await sent(7);
  expect(first.length).toBeGreaterThanOrEqual(60);
  expect(await sent(7)).toEqual(first);
  expect(await sent(8)).not.toEqual(first);
});

test.concurrent('header names go out as the document spells them', async () => {
  const { url, env, calls } = await provider();
  await plumbline(['check', '--quiet', '--only', '409', '--target', url], { env });
  const names = calls[0]?.headers.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining(['Authorization', 'Qonto-Partner-Id', 'X-Qonto-Staging-Token']),
  );
  expect(names).not.toContain('X-Qonto-Idempotency-Key');
});
