import { describe, expect, test } from 'vitest';
import type { Provocation } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load.ts';
import type { Json } from '../../src/json.ts';
import { provokingProbes } from '../../src/probes/conflict.ts';
import { planProbes } from '../../src/probes/plan.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { baseRequest } from '../../src/probes/request.ts';
import { madeUpEnvironment } from '../../src/sandbox/environment.ts';

const shipped = await loadContract('contracts/trigger-event.contract.yaml');
const RESOURCE = '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c';
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);

function provoked(environment: Record<string, string> = {}, seed = 1, ways?: Provocation[], status = '409') {
  const contract = {
    ...shipped,
    responses: shipped.responses.map((each) =>
      ways === undefined
        ? each
        : {
            ...each,
            status: each.status === '409' ? status : each.status,
            provoke: each.status === '409' ? ways : [],
          },
    ),
  };
  const { probes, untried } = provokingProbes(
    baseRequest(contract, { QONTO_RESOURCE_ID: RESOURCE, ...environment }, [], seed),
  );
  return {
    probes,
    untried,
    bodies: probes.map(({ request }) => JSON.parse(Buffer.from(request.body ?? []).toString()) as Json),
  };
}

function way(changes: Partial<Provocation>): Provocation {
  return { name: 'way', why: 'because', set: {}, remove: [], variables: [], ...changes };
}

test('the ways of the contract come in its order, each with its turn', () => {
  const { probes, untried } = provoked({ QONTO_CONFLICT_RESOURCE_ID: RESOURCE });
  expect(probes.map(({ id, turn, group }) => [id, turn, group])).toEqual([
    ['conflict/json-api-mismatch', 0, 'conflict'],
    ['conflict/known-conflict', 1, 'conflict'],
    ['conflict/json-api-only', 2, 'conflict'],
  ]);
  expect(untried).toEqual([]);
});

test('each puts into the right body what the contract says', () => {
  const { bodies } = provoked({ QONTO_CONFLICT_RESOURCE_ID: '0b9f8e7d-6c5b-4a39-8271-605f4e3d2c1b' });
  const right = { resource_id: RESOURCE, event_type: 'registrations.pending' };
  expect(bodies).toEqual([
    { ...right, data: { type: 'plumbline-no-such-type', id: UUID } },
    { ...right, resource_id: '0b9f8e7d-6c5b-4a39-8271-605f4e3d2c1b' },
    { data: { type: 'plumbline-no-such-type', id: UUID, attributes: right } },
  ]);
});

test('a way whose variable is not set is not tried, and is told of', () => {
  for (const environment of [{}, { QONTO_CONFLICT_RESOURCE_ID: '' }]) {
    const { probes, untried } = provoked(environment);
    expect(probes.map(({ turn }) => turn)).toEqual([0, 2]);
    expect(untried).toEqual([
      { status: '409', name: 'known-conflict', missing: ['QONTO_CONFLICT_RESOURCE_ID'] },
    ]);
  }
});

test('any documented answer is right, and the hoped-for one is known', () => {
  const [first] = provoked().probes;
  expect(first?.expectation).toMatchObject({
    statuses: ['409', '201', '400'],
    provokes: '409',
    valid: false,
  });
  expect(first?.pointer).toMatch(/\/components\/responses\/409-conflict$/);
});

test('a success is wrong for a way whose body the schema refuses', () => {
  const statuses = (ways?: Provocation[], status?: string) =>
    provoked({ QONTO_CONFLICT_RESOURCE_ID: RESOURCE }, 1, ways, status).probes.map(
      ({ expectation }) => expectation.statuses,
    );
  const [mismatch, known, only] = statuses();
  expect([mismatch, known]).toEqual([
    ['409', '201', '400'],
    ['409', '201', '400'],
  ]);
  expect(only).toEqual(['409', '400']);
  expect(statuses([way({ set: { '/event_type': 'no-such-type' } })])).toEqual([['409', '400']]);
  expect(statuses([way({ remove: ['/resource_id'] })], '2XX')[0]?.[0]).toBe('2XX');
});

describe('a stranger', () => {
  const all = {
    QONTO_TOKEN: 'token-of-the-test',
    QONTO_PARTNER_ID: 'partner-of-the-test',
    QONTO_STAGING_TOKEN: 'staging-of-the-test',
    QONTO_RESOURCE_ID: RESOURCE,
  };
  const asks = (contract = shipped) =>
    planProbes(contract, all, { seed: 1 }).probes.filter(({ id }) => /^unauthorized\/.*\/conflict$/.test(id));
  const headers = (probe: Probe | undefined) =>
    new Map(probe?.request.headers.map(({ name, value }) => [name, value]));

  test('sends the first way with one credential wrong, or none, and is not told of the conflict', () => {
    const asked = new Map(asks().map((each) => [each.id, each]));
    expect([...asked.keys()].sort()).toEqual([
      'unauthorized/all/conflict',
      'unauthorized/apikey/conflict',
      'unauthorized/qontopartnerid/conflict',
    ]);
    const bare = headers(asked.get('unauthorized/all/conflict'));
    expect([bare.has('Authorization'), bare.has('Qonto-Partner-Id')]).toEqual([false, false]);
    expect(headers(asked.get('unauthorized/apikey/conflict')).get('Qonto-Partner-Id')).toBe(
      all.QONTO_PARTNER_ID,
    );
    const probe = asked.get('unauthorized/qontopartnerid/conflict');
    expect(JSON.parse(Buffer.from(probe?.request.body ?? []).toString())).toMatchObject({
      resource_id: RESOURCE,
      data: { type: 'plumbline-no-such-type' },
    });
    expect(headers(probe).get('Authorization')).toBe(`Bearer ${all.QONTO_TOKEN}`);
    expect(headers(probe).get('Qonto-Partner-Id')).not.toContain(all.QONTO_PARTNER_ID);
    expect(probe?.expectation).toMatchObject({ statuses: ['401', '400'], provokes: '401', valid: false });
  });

  test('asks about the thing that somebody has named, where one is', () => {
    const named = { ...all, QONTO_CONFLICT_RESOURCE_ID: 'a86780d5-6244-4dd4-8e13-bad4ffa85e73' };
    const [probe] = planProbes(shipped, named, { seed: 1 }).probes.filter(({ id }) =>
      /^unauthorized\/.*\/conflict$/.test(id),
    );
    expect(JSON.parse(Buffer.from(probe?.request.body ?? []).toString())).toEqual({
      resource_id: named.QONTO_CONFLICT_RESOURCE_ID,
      event_type: 'registrations.pending',
    });
  });

  test('asks nothing where no way can be tried, or another status is provoked', () => {
    const with409 = (change: Partial<(typeof shipped.responses)[number]>) => ({
      ...shipped,
      responses: shipped.responses.map((each) => (each.status === '409' ? { ...each, ...change } : each)),
    });
    expect(asks(with409({ provoke: [] }))).toEqual([]);
    expect(asks(with409({ provoke: [way({ variables: ['NOBODY_SET_IT'] })] }))).toEqual([]);
    expect(asks(with409({ status: '4XX' }))).toEqual([]);
  });

  test('asks nothing where the other credentials are enough, or there are none', () => {
    const open = (security: typeof shipped.operation.security) => ({
      ...shipped,
      operation: { ...shipped.operation, security },
    });
    const [both] = shipped.operation.security;
    if (both === undefined) throw new Error('no security');
    expect(asks(open([]))).toEqual([]);
    const [first] = both.schemes;
    const ids = (security: typeof shipped.operation.security) => asks(open(security)).map(({ id }) => id);
    const oneByOne = [
      `unauthorized/${first?.name.toLowerCase()}/conflict`,
      'unauthorized/all/conflict',
    ].sort();
    expect(ids([both, { ...both, schemes: both.schemes.slice(0, 1) }]).sort()).toEqual(oneByOne);
    expect(ids([{ ...both, schemes: both.schemes.slice(0, 1) }]).sort()).toEqual(oneByOne);
    expect(asks(open([both, { ...both, schemes: [] }]))).toEqual([]);
  });
});

test('what a way adds is sent with values that are no object, and any documented answer is right', () => {
  const all = planProbes(shipped, madeUpEnvironment(shipped, 1), { seed: 1 }).probes;
  const shapes = all.filter(({ id }) => id.startsWith('valid/data/'));
  const data = shapes.map(({ request }) => JSON.parse(Buffer.from(request.body ?? []).toString()).data);
  expect(data.map((each) => JSON.stringify(each)).sort()).toEqual(['"plumbline"', '[]', 'null']);
  for (const { expectation } of shapes)
    expect(expectation).toMatchObject({ statuses: ['201', '400', '409'], provokes: undefined, valid: false });
});

describe('values', () => {
  test('are filled in at any depth, in part and in whole', () => {
    const { bodies } = provoked({ A: 'x' }, 1, [
      way({
        remove: ['/event_type'],
        set: { '/list': ['${A}-${A}', { deep: '$value:/resource_id', n: 5 }], '/gone': '$value:/nothing' },
        variables: ['A'],
      }),
    ]);
    expect(bodies).toEqual([{ resource_id: RESOURCE, list: ['x-x', { deep: RESOURCE, n: 5 }], gone: null }]);
  });

  test('of another UUID are of the seed, and of the way', () => {
    const uuid = (seed: number, name: string) =>
      JSON.stringify(provoked({}, seed, [way({ name, set: { '/resource_id': '$other-uuid' } })]).bodies);
    expect(uuid(1, 'a')).toBe(uuid(1, 'a'));
    expect(uuid(1, 'a')).not.toBe(uuid(2, 'a'));
    expect(uuid(1, 'a')).not.toBe(uuid(1, 'b'));
  });
});

test('another status than 409 has a group of ids of its own', () => {
  const [probe] = provoked({}, 1, [way({ set: { '/a': 1 } })], '4XX').probes;
  expect(probe?.id).toBe('provoke-4xx/way');
});
