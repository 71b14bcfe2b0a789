import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { everyProbe, type Plan, planProbes } from '../../src/probes/plan.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { runPlan } from '../../src/probes/run.ts';
import { type Answer, exchangeOf } from './answers.ts';
import { contractOf, documents, planned } from './asked.ts';

const contract = await loadContract('contracts/trigger-event.contract.yaml');
const ENVIRONMENT = {
  QONTO_TOKEN: 'token-of-the-test',
  QONTO_PARTNER_ID: 'partner-of-the-test',
  QONTO_STAGING_TOKEN: 'staging-of-the-test',
  QONTO_RESOURCE_ID: '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c',
  QONTO_CONFLICT_RESOURCE_ID: '0b9f8e7d-6c5b-4a39-8271-605f4e3d2c1b',
};
const plan = planProbes(contract, ENVIRONMENT, { seed: 1 });
const HTML = [['Content-Type', 'text/html']] as const;

/** What a provider answers that keeps to the document. */
function right({ id, expectation }: Probe): Answer {
  if (/gate\//.test(id)) return { status: 200, headers: HTML, body: 'onelogin' };
  return { status: Number(expectation.provokes ?? expectation.statuses[0]) };
}

interface Carried {
  /** Ids in the order in which they were sent. */
  sent: string[];
  hints: string[];
  exchanges: Exchange[];
  notSent: Map<string, string>;
}

/** Carries out a plan on a target that is made up. */
async function carry(
  answer: (probe: Probe, call: number) => Answer,
  changes: {
    plan?: Plan;
    contract?: Contract;
    target?: string;
    signal?: AbortSignal;
    concurrency?: number;
  } = {},
): Promise<Carried> {
  const sent: string[] = [];
  const seen: Exchange[] = [];
  const { exchanges, hints, notSent } = await runPlan(changes.plan ?? plan, {
    contract: changes.contract ?? contract,
    target: changes.target ?? 'https://sandbox.example.com',
    send: async (probe) => {
      sent.push(probe.id);
      return exchangeOf(probe, answer(probe, sent.length));
    },
    concurrency: changes.concurrency ?? 4,
    signal: changes.signal ?? new AbortController().signal,
    onExchange: (exchange) => seen.push(exchange),
  });
  expect(seen.map(({ id }) => id)).toEqual(exchanges.map(({ id }) => id));
  return { sent, exchanges, hints, notSent: new Map(notSent.map(({ probe, reason }) => [probe.id, reason])) };
}

test('a right provider is sent every probe once, the preflight first and alone', async () => {
  const { sent, hints, notSent } = await carry(right);
  expect(sent[0]).toBe('valid/example');
  expect(new Set(sent).size).toBe(sent.length);
  expect(sent.slice(1, 1 + plan.probes.length).sort()).toEqual(plan.probes.map(({ id }) => id).sort());
  expect(hints).toEqual([]);
  expect(notSent.size).toBe(0);
});

describe('a target that is not ready', () => {
  const NOT_READY: [name: string, answer: Answer, sent: number, hint: string][] = [
    ['cannot be reached', { failure: 'unreachable' }, 1, 'cannot be reached'],
    ['has a bad certificate', { failure: 'tls' }, 1, 'no secure connection'],
    [
      'is behind its gate',
      { status: 200, headers: HTML, body: 'OneLogin' },
      1,
      'the gate in front of the API answered',
    ],
    ['is behind what looks like a gate', { status: 200, headers: HTML }, 2, 'without the mark of the gate'],
    [
      'refuses the credentials',
      { status: 401 },
      2,
      'check QONTO_TOKEN, QONTO_PARTNER_ID, QONTO_STAGING_TOKEN',
    ],
    ['never answers', { failure: 'timeout' }, 2, 'takes connections and does not answer'],
    ['is busy', { status: 429 }, 1, 'is busy'],
  ];
  test.each(NOT_READY)(
    'because it %s gets no further request, and nothing that it said is judged',
    async (_, answer, count, hint) => {
      const { sent, hints, exchanges, notSent } = await carry(() => answer);
      expect(sent).toHaveLength(count);
      expect(hints).toEqual([expect.stringContaining(hint)]);
      expect(exchanges.every(({ notJudged }) => notJudged === hints[0])).toBe(true);
      expect(new Set(notSent.values())).toEqual(new Set(['the target was not ready']));
      const asked = everyProbe(plan).map(({ id }) => id);
      expect([...notSent.keys(), ...sent.filter((id) => asked.includes(id))].sort()).toEqual(asked.sort());
    },
  );

  test('on this machine is not busy: nobody else asks', async () => {
    const { sent } = await carry((probe, call) => (call === 1 ? { status: 429 } : right(probe)), {
      target: 'http://127.0.0.1:4010',
    });
    expect(sent.length).toBeGreaterThan(plan.probes.length);
  });
});

describe('a target that is ready after all', () => {
  test('may refuse the first request: the second is right', async () => {
    const { sent, hints, exchanges } = await carry((probe, call) =>
      call === 1 ? { status: 401 } : right(probe),
    );
    expect(sent.slice(0, 2)).toEqual(['valid/example', 'repeated/valid/example/1']);
    expect(hints).toEqual([]);
    expect(exchanges.every(({ notJudged }) => notJudged === undefined)).toBe(true);
  });

  test('may lose the first request and refuse a wrong one, which is not sent again', async () => {
    const { sent, hints } = await carry((probe, call) =>
      call === 1 ? { failure: 'timeout' } : right(probe),
    );
    expect(sent.slice(0, 2)).toEqual(['valid/example', 'unauthorized/apikey/wrong']);
    expect(sent.filter((id) => id === 'unauthorized/apikey/wrong')).toHaveLength(1);
    expect(sent.length).toBeGreaterThan(plan.probes.length);
    expect(hints).toEqual([]);
  });
});

describe('values that only the team knows', () => {
  const { QONTO_RESOURCE_ID: _, ...less } = ENVIRONMENT;
  const poor = planProbes(contract, less, { seed: 1 });
  const refuse = (probe: Probe): Answer => (probe.expectation.valid ? { status: 404 } : right(probe));

  test('when they are not set, a refusal is put down to them: the rest goes on, and a refusal is right', async () => {
    const { hints, exchanges } = await carry(refuse, { plan: poor });
    expect(hints[0]).toContain('set QONTO_RESOURCE_ID to a value of your own for /resource_id');
    const valid = exchanges.filter(({ id }) => /^(repeated\/)?valid\//.test(id));
    expect(valid.length).toBeGreaterThan(20);
    expect(valid.every(({ expectation }) => expectation?.valid === false)).toBe(true);
    expect(valid[0]?.expectation).toMatchObject({
      statuses: ['201', '400', '409'],
      tolerated: [404],
      provokes: '201',
    });
    expect(exchanges.length).toBeGreaterThan(poor.probes.length);
  });

  test('when they are set, a refusal is the API at fault', async () => {
    const { hints, exchanges } = await carry((probe) =>
      probe.expectation.valid ? { status: 400 } : right(probe),
    );
    expect(hints).toEqual([]);
    expect(exchanges[0]?.expectation).toMatchObject({ statuses: ['201'], valid: true });
  });

  test('when they are not set and the target knows the example, nothing is relaxed', async () => {
    const { hints, exchanges } = await carry(right, { plan: poor });
    expect(hints).toEqual([]);
    expect(exchanges[0]?.expectation?.valid).toBe(true);
  });

  test('when nobody wrote a contract, a refusal is put down to what was made up', async () => {
    const derived = contractOf(documents['nested-objects'] ?? '');
    const { hints, exchanges } = await carry(
      (probe) => (probe.expectation.valid ? { status: 400 } : right(probe)),
      {
        plan: planned(derived),
        contract: derived,
      },
    );
    expect(hints).toEqual([expect.stringContaining('made up from the document (it answered 400)')]);
    expect(exchanges[0]?.expectation?.valid).toBe(false);
  });
});

test('a 404 that nobody documents puts the address in doubt, and is judged', async () => {
  const { hints, exchanges } = await carry(() => ({ status: 404 }));
  expect(hints).toEqual([expect.stringContaining('is https://sandbox.example.com the right address')]);
  expect(exchanges[0]?.expectation?.valid).toBe(true);
  expect(exchanges[0]?.notJudged).toBeUndefined();
});

describe('patience', () => {
  test('ends after three lost answers of a kind, and the others go on', async () => {
    const hopes = new Map(
      plan.probes.map(({ id, expectation }) => [id, expectation.provokes ?? expectation.statuses[0]]),
    );
    const { sent, notSent } = await carry(
      (probe) => (hopes.get(probe.id) === '400' ? { failure: 'timeout' } : right(probe)),
      { concurrency: 1 },
    );
    expect(sent.filter((id) => hopes.get(id) === '400')).toHaveLength(3);
    const reasons = new Set(notSent.values());
    expect([...reasons]).toEqual([
      '3 requests that hoped for 400 got no answer in time, so the others like them are spared the wait',
    ]);
    expect([...notSent.keys()].every((id) => hopes.get(id) === '400')).toBe(true);
    expect(sent.filter((id) => hopes.get(id) === '401').length).toBeGreaterThan(30);
  });

  test('ends after three late answers too', async () => {
    const late = (probe: Probe): Answer => ({
      ...right(probe),
      ms: probe.expectation.provokes === '401' ? 5001 : 5,
    });
    const { notSent, exchanges } = await carry(late, { concurrency: 1 });
    expect(exchanges.filter(({ ms }) => ms > 5000)).toHaveLength(3);
    expect([...new Set(notSent.values())]).toEqual([expect.stringContaining('hoped for 401')]);
  });

  test('a gate that hangs costs the API nothing of it', async () => {
    const { notSent, exchanges } = await carry(
      (probe) => (probe.expectation.gate ? { failure: 'timeout' } : right(probe)),
      {
        concurrency: 1,
      },
    );
    // The fourth is not sent: three were waited for.
    expect(exchanges.filter(({ id }) => id.startsWith('gate/'))).toHaveLength(3);
    expect([...notSent.keys()]).toEqual([expect.stringMatching(/^gate\//)]);
  });

  test('ends for everything when the target is gone', async () => {
    const { sent, notSent } = await carry(
      (probe, call) => (call > 10 ? { failure: 'unreachable' } : right(probe)),
      {
        concurrency: 1,
      },
    );
    expect(sent).toHaveLength(13);
    expect(new Set(notSent.values())).toEqual(
      new Set(['3 requests found the target gone, though it answered before']),
    );
  });

  test('ends after three answers of a kind that asked to come back later', async () => {
    const later = (probe: Probe): Answer =>
      probe.expectation.provokes === '401' ? { status: 429 } : right(probe);
    const { sent, notSent } = await carry(later, { concurrency: 1 });
    const hoped = plan.probes.filter(({ expectation }) => expectation.provokes === '401').map(({ id }) => id);
    expect(sent.filter((id) => hoped.includes(id))).toHaveLength(3);
    expect([...new Set(notSent.values())]).toEqual([
      '3 requests that hoped for 401 were told to come back later, so the others like them were not sent',
    ]);
  });

  test('counts what was lost before the API was known to be there', async () => {
    const { sent } = await carry(
      (probe) => (probe.expectation.provokes === '201' ? { failure: 'timeout' } : right(probe)),
      {
        concurrency: 1,
      },
    );
    const hoped = [plan.preflight, ...plan.probes]
      .filter(({ expectation }) => expectation.provokes === '201')
      .map(({ id }) => id);
    expect(sent.filter((id) => hoped.includes(id))).toHaveLength(3);
  });
});

describe('ways to provoke an answer', () => {
  const provoking = (sent: readonly string[]) => sent.filter((id) => id.startsWith('conflict/'));
  const repeated = (sent: readonly string[]) => sent.filter((id) => id.startsWith('repeated/conflict/'));

  test('are tried after everything else, one by one, until one has done so; it is then repeated', async () => {
    const { sent, notSent } = await carry((probe) =>
      /conflict\/json-api-mismatch/.test(probe.id) ? { status: 201 } : right(probe),
    );
    expect(provoking(sent)).toEqual(['conflict/json-api-mismatch', 'conflict/known-conflict']);
    expect(sent.indexOf('conflict/json-api-mismatch')).toBe(1 + plan.probes.length);
    expect(repeated(sent)).toHaveLength(12);
    expect(repeated(sent).every((id) => id.startsWith('repeated/conflict/known-conflict/'))).toBe(true);
    // What was not needed is not missed.
    expect(notSent.size).toBe(0);
  });

  test('leave nothing behind: the right request goes out last, alone, and has to succeed', async () => {
    const { sent, exchanges } = await carry(right);
    expect(sent.at(-1)).toBe('repeated/valid/example/6');
    expect(exchanges.at(-1)?.expectation).toMatchObject({ statuses: ['201'], sameAs: 'valid', valid: true });
    expect(repeated(sent.slice(-2))).toHaveLength(1);
  });

  test('are all tried when none does', async () => {
    const { sent, notSent } = await carry((probe) =>
      /conflict\//.test(probe.id) ? { status: 400 } : right(probe),
    );
    expect(provoking(sent)).toHaveLength(3);
    expect(repeated(sent)).toEqual([]);
    expect(notSent.size).toBe(0);
  });

  test('may be documented as a class of statuses', async () => {
    const classy = {
      ...contract,
      operation: {
        ...contract.operation,
        responses: contract.operation.responses.map((each) =>
          each.status === '409' ? { ...each, status: '4XX' } : each,
        ),
      },
      responses: contract.responses.map((each) =>
        each.status === '409' ? { ...each, status: '4XX' } : each,
      ),
    };
    const { sent } = await carry(
      (probe) => (/provoke-4xx\//.test(probe.id) ? { status: 409 } : right(probe)),
      {
        contract: classy,
        plan: planProbes(classy, ENVIRONMENT, { seed: 1 }),
      },
    );
    expect(sent.filter((id) => id.startsWith('provoke-4xx/'))).toHaveLength(1);
    expect(sent.filter((id) => id.startsWith('repeated/provoke-4xx/'))).toHaveLength(12);
  });
});

describe('a run that is stopped', () => {
  test('before the first answer sends nothing else, and says so', async () => {
    const stop = new AbortController();
    const { sent, hints, notSent } = await carry(
      () => {
        stop.abort();
        return { failure: 'cancelled' };
      },
      { signal: stop.signal },
    );
    expect(sent).toHaveLength(1);
    expect(hints).toEqual(['the run was stopped before the target answered']);
    expect(new Set(notSent.values())).toEqual(new Set(['the run was ended before']));
  });

  test('in the middle keeps what came, and begins nothing new', async () => {
    const stop = new AbortController();
    const { sent, exchanges, hints } = await carry(
      (probe, call) => {
        if (call === 20) stop.abort();
        return right(probe);
      },
      { signal: stop.signal, concurrency: 1 },
    );
    expect(sent).toHaveLength(20);
    expect(exchanges).toHaveLength(20);
    expect(hints).toEqual([]);
  });

  test('while ways are tried tries no other', async () => {
    const stop = new AbortController();
    const { sent } = await carry(
      (probe) => {
        if (probe.id !== 'conflict/json-api-mismatch') return right(probe);
        stop.abort();
        return { status: 201 };
      },
      { signal: stop.signal },
    );
    expect(sent.at(-1)).toBe('conflict/json-api-mismatch');
  });
});

test('a run narrowed to one answer still asks first whether there is an API', async () => {
  const narrow = planProbes(contract, ENVIRONMENT, { seed: 1, only: ['401'] });
  const { sent } = await carry(right, { plan: narrow });
  expect(sent[0]).toBe('valid/example');
  expect(sent.slice(1).every((id) => /^(repeated\/)?unauthorized\//.test(id))).toBe(true);
});
