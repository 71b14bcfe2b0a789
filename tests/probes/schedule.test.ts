import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/exchange/exchange.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { type Schedule, sendAll } from '../../src/probes/schedule.ts';
import { probe } from './send-servers.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const probes = (count: number) => Array.from({ length: count }, (_, index) => probe(String(index)));

function exchangeOf({ id }: Probe): Exchange {
  return { id } as Exchange;
}

/** Runs a schedule and writes down what it did. */
async function run(
  plan: Iterable<Probe> | AsyncIterable<Probe>,
  options: Partial<Schedule> & { takesMs?: number } = {},
) {
  const seen = { started: [] as string[], startedAt: [] as number[], ended: [] as string[], most: 0 };
  const skipped: [string, string][] = [];
  let running = 0;
  const done = sendAll(plan, {
    send: async (sent) => {
      seen.started.push(sent.id);
      seen.startedAt.push(performance.now());
      running += 1;
      seen.most = Math.max(seen.most, running);
      await wait(options.takesMs ?? 2);
      running -= 1;
      return exchangeOf(sent);
    },
    concurrency: 3,
    signal: new AbortController().signal,
    onExchange: ({ id }) => seen.ended.push(id),
    onSkipped: ({ id }, reason) => skipped.push([id, reason]),
    ...options,
  });
  const thrown = await done.then(
    () => undefined,
    (error: unknown) => error,
  );
  return { ...seen, skipped, thrown, stillRunning: running };
}

describe('how many at a time', () => {
  test('never more than allowed, and as many as allowed', async () => {
    const { started, ended, most } = await run(probes(20), { concurrency: 4 });
    expect(most).toBe(4);
    expect(started).toEqual(probes(20).map(({ id }) => id));
    expect([...ended].sort()).toEqual([...started].sort());
  });

  test('one at a time keeps to the order', async () => {
    const { ended, most } = await run(probes(5), { concurrency: 1 });
    expect(most).toBe(1);
    expect(ended).toEqual(['0', '1', '2', '3', '4']);
  });

  test('no probes, no work', async () => {
    expect((await run([])).ended).toEqual([]);
  });
});

describe('how fast', () => {
  test('probes are spaced evenly', async () => {
    const { startedAt } = await run(probes(6), { ratePerSecond: 50, concurrency: 6, takesMs: 1 });
    const gaps = startedAt.slice(1).map((at, index) => at - (startedAt[index] ?? 0));
    // A busy machine writes a time down late, which makes one gap longer and the next one shorter.
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(10);
    const whole = (startedAt.at(-1) ?? 0) - (startedAt[0] ?? 0);
    expect(whole).toBeGreaterThanOrEqual(90);
    expect(whole).toBeLessThan(500);
  });

  test('a slow answer earns no burst afterwards', async () => {
    const { startedAt } = await run(probes(4), { ratePerSecond: 50, concurrency: 1, takesMs: 60 });
    const gaps = startedAt.slice(1).map((at, index) => at - (startedAt[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(45);
  });

  test('what is skipped takes no turn', async () => {
    const startedAt = performance.now();
    await run(probes(50), { ratePerSecond: 2, skip: ({ id }) => (id === '49' ? undefined : 'no') });
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

describe('what is left out', () => {
  test('is asked for right before it would be sent, and told of', async () => {
    const answered: string[] = [];
    const { started, skipped } = await run(probes(4), {
      concurrency: 1,
      onExchange: ({ id }) => answered.push(id),
      skip: ({ id }) => (answered.includes('1') ? `1 came before ${id}` : undefined),
    });
    expect(started).toEqual(['0', '1']);
    expect(skipped).toEqual([
      ['2', '1 came before 2'],
      ['3', '1 came before 3'],
    ]);
  });

  test('is not asked for before there is room for it', async () => {
    const made: string[] = [];
    let ended = 0;
    async function* plan() {
      for (const next of probes(6)) {
        made.push(next.id);
        expect(made.length - ended).toBeLessThanOrEqual(2);
        yield next;
      }
    }
    const { thrown } = await run(plan(), { concurrency: 2, onExchange: () => (ended += 1) });
    expect(thrown).toBeUndefined();
    expect(made.length).toBe(6);
  });
});

describe('stopping', () => {
  test('begins no more, waits for what is under way, and closes the plan', async () => {
    const stop = new AbortController();
    let closed = false;
    async function* plan() {
      try {
        yield* probes(20);
      } finally {
        closed = true;
      }
    }
    const { started, ended, stillRunning } = await run(plan(), {
      signal: stop.signal,
      onExchange: () => stop.abort(),
      takesMs: 10,
    });
    expect(started.length).toBe(3);
    expect(ended).toEqual([]);
    expect(stillRunning).toBe(0);
    await expect.poll(() => closed).toBe(true);
  });

  test('does not wait for a turn, nor for a plan that hangs', async () => {
    for (const plan of [probes(5), hanging()]) {
      const startedAt = performance.now();
      await run(plan, { signal: AbortSignal.timeout(30), ratePerSecond: 0.1 });
      expect(performance.now() - startedAt).toBeLessThan(5000);
    }
    async function* hanging() {
      yield probe();
      await new Promise(() => {});
    }
  });

  test('before the beginning sends nothing', async () => {
    expect((await run(probes(3), { signal: AbortSignal.abort() })).started).toEqual([]);
  });
});

describe('a defect', () => {
  test.each([
    ['in what is told of an exchange', { onExchange: () => fail() }],
    ['in what decides to skip', { skip: () => fail() }],
    ['in the sender', { send: () => Promise.reject(new Error('defect')) }],
  ])('%s ends the schedule once everything has ended', async (_, options: Partial<Schedule>) => {
    const { thrown, stillRunning } = await run(probes(10), options);
    expect(thrown).toEqual(new Error('defect'));
    expect(stillRunning).toBe(0);
  });

  test('in the plan', async () => {
    async function* plan() {
      yield probe('0');
      fail();
    }
    const { thrown, ended } = await run(plan());
    expect(thrown).toEqual(new Error('defect'));
    expect(ended).toEqual(['0']);
  });

  function fail(): never {
    throw new Error('defect');
  }
});
