import { chmod, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Budget, defaultStateFolder, openBudget } from '../../src/probes/budget.ts';
import { added, type Count, fits, type Limits } from '../../src/probes/send-limits.ts';

const HOST = 'api.example.com';
const LIMITS: Limits = {
  unauthorized: { max: 200, perSeconds: 3600 },
  requests: { max: 1000, perSeconds: 10 },
};
const START = Date.UTC(2030, 0, 1);
const HOUR = 3_600_000;

let folder = '';
let now = START;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'plumbline-budget-')), 'state');
  now = START;
  onTestFinished(() => rm(join(folder, '..'), { recursive: true, force: true }));
});

const open = (options: Partial<Parameters<typeof openBudget>[0]> = {}) =>
  openBudget({ host: HOST, limits: LIMITS, folder, now: () => now, ...options });

/** A whole run that got so many answers of 401. */
async function run(unauthorized: number): Promise<Budget> {
  const budget = await open();
  await budget.reserve({ unauthorized, requests: unauthorized });
  for (let index = 0; index < unauthorized; index++) budget.record(401);
  await budget.save();
  return budget;
}

const plan = (unauthorized: number, requests = unauthorized) => ({ unauthorized, requests });

describe('from run to run', () => {
  test('answers of 401 add up, and are over after an hour', async () => {
    await run(150);
    now += 600_000;
    expect((await open()).allows(plan(50))).toEqual({ ok: true });
    expect((await open()).allows(plan(51))).toEqual({
      ok: false,
      waitMs: 3_001_000,
      message:
        '200 answers of 401 in 60 min are what the target bears from one address: this run expects 51, and 50 are left; there is room again in 51 min',
    });
    now = START + HOUR + 1000;
    expect((await open()).allows(plan(200))).toEqual({ ok: true });
  });

  test('room comes back bit by bit', async () => {
    await run(100);
    now += 1_800_000;
    await run(100);
    expect((await open()).allows(plan(100))).toMatchObject({ ok: false, waitMs: 1_801_000 });
    expect((await open()).allows(plan(101))).toMatchObject({ ok: false, waitMs: 3_601_000 });
  });

  test('room comes back in the order of time, not in that of the runs', async () => {
    const [long, short] = [await open(), await open()];
    for (let index = 0; index < 100; index++) long.record(401);
    now += 1_800_000;
    for (let index = 0; index < 100; index++) short.record(401);
    await short.save();
    await long.save();
    expect((await open()).allows(plan(100))).toMatchObject({ ok: false, waitMs: 1_801_000 });
  });

  test('a plan beyond the limit itself never fits', async () => {
    const allowance = (await open()).allows(plan(201));
    expect(allowance).toMatchObject({ ok: false, waitMs: Number.POSITIVE_INFINITY });
    expect(allowance).toMatchObject({
      message: expect.stringContaining('200 are left, so that it never fits'),
    });
  });

  test('what a run itself has had counts at once', async () => {
    const budget = await open();
    for (let index = 0; index < 199; index++) budget.record(401);
    expect(budget.allows(plan(1)).ok).toBe(true);
    budget.record(401);
    expect(budget.allows(plan(1)).ok).toBe(false);
  });

  test('only answers of 401 count as such', async () => {
    const budget = await open();
    for (const status of [201, 400, 403, undefined]) budget.record(status);
    await budget.save();
    expect((await open()).allows(plan(200)).ok).toBe(true);
  });

  test('hosts are counted apart', async () => {
    await run(200);
    expect((await open({ host: 'other.example.com' })).allows(plan(200)).ok).toBe(true);
  });

  test('requests of the last seconds count, each try of them', async () => {
    const budget = await open();
    for (let index = 0; index < 300; index++) budget.record(201, 3);
    await budget.save();
    now += 2000;
    const next = await open();
    expect(next.allows(plan(0, 100))).toEqual({ ok: true });
    expect(next.allows(plan(0, 101))).toMatchObject({ ok: false, waitMs: 9000 });
    now += 9000;
    expect((await open()).allows(plan(0, 900))).toEqual({ ok: true });
  });

  test('a plan of many requests fits, for they are spaced', async () => {
    expect((await open()).allows(plan(0, 50_000))).toEqual({ ok: true });
  });
});

describe('at the same time', () => {
  test('two runs do not lose each other’s counts', async () => {
    const [first, second] = [await open(), await open()];
    for (let index = 0; index < 60; index++) {
      first.record(401);
      second.record(401);
    }
    await Promise.all([first.save(), second.save()]);
    const later = await open();
    expect(later.allows(plan(80)).ok).toBe(true);
    expect(later.allows(plan(81)).ok).toBe(false);
    expect(later.warnings).toEqual([]);
  });

  test('many runs neither', async () => {
    await Promise.all(Array.from({ length: 12 }, () => run(10)));
    expect((await open()).allows(plan(81)).ok).toBe(false);
    expect((await open()).allows(plan(80)).ok).toBe(true);
  });

  test('only as many runs begin as the limit has room for', async () => {
    const budgets = await Promise.all(Array.from({ length: 5 }, () => open()));
    const allowances = await Promise.all(budgets.map((budget) => budget.reserve(plan(90))));
    expect(allowances.filter(({ ok }) => ok).length).toBe(2);
  });

  test('what was reserved and not used is given back', async () => {
    const budget = await open();
    await budget.reserve(plan(200));
    expect((await open()).allows(plan(1)).ok).toBe(false);
    budget.record(401);
    await budget.save();
    expect((await open()).allows(plan(199)).ok).toBe(true);
    expect((await open()).allows(plan(200)).ok).toBe(false);
  });

  test('a run that died without saving keeps what it reserved, for an hour', async () => {
    await (await open()).reserve(plan(200));
    now += HOUR - 1000;
    expect((await open()).allows(plan(1)).ok).toBe(false);
    now += 2000;
    expect((await open()).allows(plan(200)).ok).toBe(true);
  });

  test('a refused plan reserves nothing', async () => {
    await run(150);
    expect((await (await open()).reserve(plan(60))).ok).toBe(false);
    expect((await open()).allows(plan(50)).ok).toBe(true);
  });

  test('a lock that a dead run left behind is taken away', async () => {
    await run(1);
    const lock = join(folder, `${HOST}.json.lock`);
    await writeFile(lock, '');
    const old = new Date(Date.now() - 60_000);
    await utimes(lock, old, old);
    const budget = await run(1);
    expect(budget.warnings).toEqual([]);
    expect((await open()).allows(plan(199)).ok).toBe(false);
    expect(await readdir(folder)).toEqual([`${HOST}.json`]);
  });
});

describe('the state file', () => {
  test('is one a host, small, and leaves nothing beside it', async () => {
    await run(150);
    expect(await readdir(folder)).toEqual([`${HOST}.json`]);
    const state = JSON.parse(await readFile(join(folder, `${HOST}.json`), 'utf8'));
    expect(state).toEqual({
      plumbline: 1,
      host: HOST,
      runs: {
        [String(Object.keys(state.runs))]: {
          unauthorized: [[START / 1000, 150]],
          requests: [[START / 1000, 150]],
        },
      },
    });
  });

  test('forgets what is too old to matter', async () => {
    await run(10);
    now += 2 * HOUR;
    await run(1);
    const state = JSON.parse(await readFile(join(folder, `${HOST}.json`), 'utf8'));
    expect(Object.keys(state.runs).length).toBe(1);
  });

  test.each([
    ['cut off', '{"plumbline":1,"host":'],
    ['empty', ''],
    ['of another kind', '{"plumbline":1,"runs":[]}'],
    ['of another version', '{"plumbline":2,"runs":{}}'],
    ['with counts that are none', '{"plumbline":1,"runs":{"a":{"unauthorized":[[1,-5]],"requests":[]}}}'],
    ['with a text for a count', '{"plumbline":1,"runs":{"a":{"unauthorized":[[1,"9"]],"requests":[]}}}'],
    ['with half an entry', '{"plumbline":1,"runs":{"a":{"unauthorized":[]}}}'],
    ['not JSON', '\u0000\u0001'],
  ])('that is damaged (%s) is kept aside, told of, and begun again', async (_, text) => {
    await run(1);
    const file = join(folder, `${HOST}.json`);
    await writeFile(file, text);
    const budget = await open();
    expect(budget.warnings).toEqual([
      `the 401s that earlier runs had from ${HOST} are not known and count as none: ${file} is damaged; it is kept as ${file}.damaged`,
    ]);
    expect(await readFile(`${file}.damaged`, 'utf8')).toBe(text);
    budget.record(401);
    await budget.save();
    expect((await open()).allows(plan(200)).ok).toBe(false);
    expect(budget.warnings.length).toBe(1);
  });

  test('that cannot be written is a warning, and the run goes on', async () => {
    await writeFile(join(folder, '..', 'file'), '');
    const budget = await open({ folder: join(folder, '..', 'file', 'state') });
    expect(await budget.reserve(plan(10))).toEqual({ ok: true });
    budget.record(401);
    await budget.save();
    expect(budget.warnings.length).toBe(2);
    expect(budget.warnings.join('\n')).toMatch(
      /^the 401s that earlier runs had from api\.example\.com are not known and count as none: ENOTDIR.*\nthe 401s of api\.example\.com cannot be written down for later runs, which may then send too many: ENOTDIR/,
    );
  });

  test('that cannot be replaced is a warning, and nothing is left beside it', async () => {
    await mkdir(join(folder, `${HOST}.json`), { recursive: true });
    const budget = await run(1);
    expect(budget.warnings.join('\n')).toMatch(
      /not known and count as none: EISDIR.*\n.*cannot be written down/,
    );
    expect(await readdir(folder)).toEqual([`${HOST}.json`]);
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'in a folder without permission is a warning',
    async () => {
      await run(1);
      await chmod(folder, 0o500);
      const budget = await run(1);
      await chmod(folder, 0o700);
      expect(budget.warnings.length).toBe(1);
    },
  );

  test('has a name that any host can have', async () => {
    const budget = await open({ host: '2001:db8::1' });
    budget.record(401);
    await budget.save();
    expect(budget.warnings).toEqual([]);
    expect(await readdir(folder)).toEqual(['2001%3Adb8%3A%3A1.json']);
  });
});

test('a clock that went back frees nothing, and what is written counts from the time that it is read', async () => {
  await run(200);
  now -= 5 * HOUR;
  expect((await open()).allows(plan(1))).toMatchObject({ ok: false, waitMs: HOUR + 1000 });
  await (await open()).save();
  now += HOUR + 1000;
  expect((await open()).allows(plan(200)).ok).toBe(true);
});

test('this machine, and a target without limits, have no budget and no state file', async () => {
  for (const options of [{ host: '127.0.0.1' }, { host: 'localhost' }, { limits: undefined }]) {
    const budget = await open(options);
    expect(budget.ratePerSecond).toBeUndefined();
    expect(await budget.reserve(plan(100_000))).toEqual({ ok: true });
    budget.record(401);
    await budget.save();
    expect(budget.allows(plan(100_000))).toEqual({ ok: true });
  }
  await expect(readdir(folder)).rejects.toThrow('ENOENT');
});

test('the rate keeps a tenth of the limit back', async () => {
  expect((await open()).ratePerSecond).toBe(90);
});

test('state is kept where the desktop says, or below the home', () => {
  expect(defaultStateFolder({ XDG_STATE_HOME: '/var/state' })).toBe(join('/var/state', 'plumbline'));
  const home = join(homedir(), '.local', 'state', 'plumbline');
  for (const base of [undefined, '', 'relative']) {
    expect(defaultStateFolder({ XDG_STATE_HOME: base })).toBe(home);
  }
});

test('whatever the order of the counts, no window ever holds more than the limit', () => {
  const limits: Limits = {
    unauthorized: { max: 5, perSeconds: 10 },
    requests: { max: 1000, perSeconds: 1 },
  };
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 4 })), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(steps, (attempts) => {
      let at = START;
      let counts: Count[] = [];
      const sent: number[] = [];
      for (const [pauseMs, wanted] of attempts) {
        at += pauseMs;
        const usage = [{ unauthorized: counts, requests: [] }];
        const allowance = fits(plan(wanted), usage, limits, at);
        // When it is told to wait, waiting is enough, and less is not.
        if (!allowance.ok) {
          expect(fits(plan(wanted), usage, limits, at + allowance.waitMs).ok).toBe(true);
          expect(fits(plan(wanted), usage, limits, at + allowance.waitMs - 1).ok).toBe(false);
          continue;
        }
        counts = added(counts, at, wanted);
        for (let index = 0; index < wanted; index++) sent.push(at);
        expect(sent.filter((time) => time > at - 10_000).length).toBeLessThanOrEqual(5);
      }
    }),
  );
});
