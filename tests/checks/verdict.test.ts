import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import { assembleRun, exitCode, type RunFacts } from '../../src/checks/verdict.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import type { Json } from '../../src/json.ts';
import {
  answered,
  badRequest,
  conflict,
  contract,
  contractOf,
  created,
  errorList,
  event,
  gated,
  judge,
  LOCAL,
  NOW,
  REMOTE,
  readings,
  unauthorized,
} from './exchanges.ts';

const FACTS: RunFacts = {
  contract,
  target: { kind: 'embedded', url: LOCAL },
  seed: 1,
  startedAt: new Date(NOW),
  durationMs: 412.4,
  notSent: [],
  constraints: [],
  untried: new Map(),
  hints: [],
  interrupted: false,
};

function run(exchanges: readonly Exchange[], facts: Partial<RunFacts> = {}): Run {
  return assembleRun(readings(exchanges), judge(exchanges), { ...FACTS, ...facts });
}

const verdictOf = (given: Run, status: string) => given.responses.find((each) => each.status === status);
const allRight = () => [created(), badRequest(), unauthorized(), conflict()];

test('a run that sees every answer that the contract asks for, and nothing wrong, conforms', () => {
  const whole = run(allRight());
  expect(whole.verdict).toBe('conforms');
  expect(whole.responses.map(({ status, verdict }) => `${status} ${verdict}`)).toEqual([
    '201 conforms',
    '400 conforms',
    '401 conforms',
    '409 conforms',
    '500 not-asked',
  ]);
  expect(whole).toMatchObject({
    plumbline: 1,
    operation: { id: 'webhooks/dev-trigger', method: 'POST', path: '/register/dev/trigger_event' },
    document: { file: 'spec/onboarding-api.trigger-event.yaml' },
    contract: { file: 'contracts/trigger-event.contract.yaml' },
    startedAt: '2026-03-01T10:00:00.000Z',
    durationMs: 412,
    hints: [],
  });
});

test('an error is drift, of the run and of the answer that it counts for', () => {
  const whole = run([...allRight().slice(0, 3), conflict({ json: errorList() })]);
  expect(whole.verdict).toBe('drift');
  expect(verdictOf(whole, '409')).toMatchObject({
    verdict: 'drift',
    observed: 1,
    examples: { Example: 'differs' },
  });
  expect(verdictOf(whole, '401')).toMatchObject({ verdict: 'conforms', examples: { Example: 'matches' } });
});

test('an answer that never came is not asked for any more where another one in its place is accepted', () => {
  const exchanges = [created(), badRequest(), conflict(), unauthorized({ status: 403, json: {} })];
  const accepted = { until: '2099-01-01', reason: 'ticket 4711' };
  const findings = judge(exchanges).map((finding) =>
    finding.check === 'status' ? { ...finding, accepted } : finding,
  );
  const given = assembleRun(readings(exchanges), findings, FACTS);
  expect(verdictOf(given, '401')).toMatchObject({ verdict: 'conforms', observed: 0, accepted: 1 });
});

test('an answer that came only where another one is right is no sign that all is well with it', () => {
  const crash = badRequest({ id: 'crash', status: 500, text: '', type: null });
  const unwanted = verdictOf(run([...allRight(), crash]), '500');
  expect(unwanted).toMatchObject({
    verdict: 'drift',
    observed: 1,
    reason: 'came only where another answer is right',
  });
  const both = verdictOf(run([...allRight(), badRequest({ id: 'valid', status: 409 })]), '409');
  expect(both).toMatchObject({ observed: 2 });
  expect(both).not.toHaveProperty('reason');
});

test('notes and warnings are no drift', () => {
  const whole = run([...allRight(), gated({ status: 201, json: event(), type: 'application/json' })]);
  expect(whole.findings.map(({ severity }) => severity)).toEqual(['warning', 'note']);
  expect(whole.verdict).toBe('conforms');
});

test('an answer that no probe got is not reached, which is no pass', () => {
  const whole = run([
    created(),
    badRequest(),
    unauthorized(),
    conflict({ status: 400, json: errorList({ code: 'a', detail: 'b' }) }),
  ]);
  expect(whole.verdict).toBe('inconclusive');
  expect(verdictOf(whole, '409')).toMatchObject({
    verdict: 'inconclusive',
    probes: 1,
    observed: 0,
    examples: { Example: 'not-seen' },
    layers: { answeredBy: 'none', schema: 'none', example: 'none' },
    reason: 'not reached: conflict/json-api-mismatch got 400',
  });
  expect(whole.hints).toEqual([
    'no probe got a 409; find a way to provoke it, or say "reach: optional" for it in contracts/trigger-event.contract.yaml',
  ]);
});

test('where nothing was sent for an answer the way to it is not to blame', () => {
  const reason = '3 requests found the target gone, though it answered before';
  const notSent = [{ id: 'conflict/a', title: '', statuses: ['409'], reason }];
  const hintsOf = (...more: Exchange[]) =>
    run([created(), badRequest(), unauthorized(), ...more], { notSent }).hints;
  expect(hintsOf()).toEqual([`no 409 was asked for: ${reason}`]);
  const refused = conflict({ status: 400, json: errorList({ code: 'a', detail: 'b' }) });
  expect(hintsOf(refused)[0]).toMatch(/^no probe got a 409; find a way to provoke it/);
});

test('without a contract the hint is to write one, or to ask for less', () => {
  const given = { contract: { ...contract, file: undefined } };
  const [first] = run([unauthorized(), conflict()], given).hints;
  expect(first).toBe(
    'no probe got a 201; write a contract (--contract) that says how to provoke it, or leave it out with --only 401,409',
  );
  expect(run([], given).hints[0]).toBe(
    'no probe got a 201; write a contract (--contract) that says how to provoke it',
  );
});

test('what was not tried is said, and of many tries a few', () => {
  const tries = [1, 2, 3, 4, 5, 6].map((id) =>
    conflict({ id: `conflict/${id}`, status: 201, json: { event: {} } }),
  );
  const untried = new Map([['409', 'QONTO_CONFLICT_RESOURCE_ID is not set']]);
  expect(verdictOf(run(tries, { untried }), '409')?.reason).toBe(
    'not reached: conflict/1 got 201; conflict/2 got 201; conflict/3 got 201; 3 more probes did not get it either; QONTO_CONFLICT_RESOURCE_ID is not set',
  );
  expect(verdictOf(run([]), '409')?.reason).toBe('not reached: no probe was sent for it');
  expect(verdictOf(run([], { untried }), '409')?.reason).toBe(
    'not reached: no probe was sent for it; QONTO_CONFLICT_RESOURCE_ID is not set',
  );
});

test('the answer of the gate, and no answer, are no answers of the API', () => {
  const failure = { kind: 'unreachable', message: 'ECONNREFUSED' } as const;
  const gate = run([gated({ expects: { provokes: '201' } })]);
  expect(verdictOf(gate, '201')?.reason).toBe(
    "not reached: gate/x-qonto-staging-token/absent got the gate's answer",
  );
  expect(verdictOf(run([created({ failure })]), '201')?.reason).toBe(
    'not reached: valid/example got unreachable',
  );
});

test('drift wins over inconclusive', () => {
  expect(run([created({ edit: { '/event/id': 'x' } })]).verdict).toBe('drift');
});

test('an interrupted run, and one that was stopped, are inconclusive at best', () => {
  expect(run(allRight(), { interrupted: true })).toMatchObject({
    verdict: 'inconclusive',
    interrupted: true,
    hints: [],
  });
  expect(run(allRight(), { hints: ['get a token'] })).toMatchObject({
    verdict: 'inconclusive',
    hints: ['get a token'],
  });
});

test('what --only leaves out is not asked', () => {
  const whole = run([unauthorized()], { only: ['401'] });
  expect(whole.only).toEqual(['401']);
  expect(whole.verdict).toBe('conforms');
  expect(verdictOf(whole, '201')).toMatchObject({ verdict: 'not-asked', reason: 'left out by --only' });
  expect(verdictOf(whole, '500')).toMatchObject({ verdict: 'not-asked', reason: 'never provoked' });
});

test('an answer that --only leaves out is not asked even if the preflight got it, and drift in it is drift', () => {
  const whole = run([created(), unauthorized()], { only: ['401'] });
  expect(whole.verdict).toBe('conforms');
  expect(verdictOf(whole, '201')).toMatchObject({
    verdict: 'not-asked',
    observed: 1,
    reason: 'left out by --only',
  });
  const wrong = run([created({ edit: { '/event/id': 'x' } }), unauthorized()], { only: ['401'] });
  expect(wrong.verdict).toBe('drift');
  expect(verdictOf(wrong, '201')?.verdict).toBe('drift');
});

test('--only knows the keys 4XX and default', () => {
  const description = '';
  const against = contractOf({ 201: { description }, '4XX': { description }, default: { description } });
  const demanding = {
    ...against,
    responses: against.responses.map((each) => ({ ...each, reach: 'required' as const })),
  };
  const exchanges = [answered(404, null), answered(503, null)];
  const only = (keys: string[] | undefined) =>
    assembleRun(readings(exchanges, demanding), [], {
      ...FACTS,
      contract: demanding,
      only: keys,
    }).responses.map(({ status, verdict }) => `${status} ${verdict}`);
  expect(only(['4XX'])).toEqual(['201 not-asked', '4XX conforms', 'default not-asked']);
  expect(only(['default', '201'])).toEqual(['201 inconclusive', '4XX not-asked', 'default conforms']);
});

test('what came while there was nobody to ask is not an answer that was seen', () => {
  const notJudged = 'the credentials were refused';
  const refused = [
    created({ status: 401, notJudged }),
    created({ id: 'repeated/valid/example/1', status: 401, notJudged }),
  ];
  const whole = run(refused, { hints: [notJudged] });
  expect(whole.verdict).toBe('inconclusive');
  expect(verdictOf(whole, '401')).toMatchObject({ verdict: 'inconclusive', observed: 0 });
  expect(verdictOf(whole, '201')?.reason).toBe(
    'not reached: valid/example got 401; repeated/valid/example/1 got 401',
  );
  expect(whole.coverage).toMatchObject({ responses: [0, 5], examples: [0, 2] });
});

test('examples of one name in two media types are told apart', () => {
  const examples = { one: { value: { code: 'x' } } };
  const against = contractOf({
    404: {
      description: '',
      content: { 'application/json': { examples }, 'application/problem+json': { examples } },
    },
  });
  const exchanges = [answered(404, { code: 'x' }), answered(404, 'x', { type: 'text/plain' })];
  const whole = assembleRun(readings(exchanges, against), judge(exchanges, { against }), {
    ...FACTS,
    contract: against,
  });
  expect(verdictOf(whole, '404')?.examples).toEqual({
    'one (application/json)': 'matches',
    'one (application/problem+json)': 'not-seen',
  });
});

test('of bodies that broke off nothing fits', () => {
  const failure = { kind: 'reset' as const, message: 'the connection was closed' };
  const cut = { ...unauthorized(), failure };
  const { layers, examples } = verdictOf(run([cut]), '401') ?? {};
  expect(layers).toEqual({ answeredBy: 'ok', schema: 'none', example: 'none' });
  expect(examples).toEqual({ Example: 'not-seen' });
  expect(verdictOf(run([cut, unauthorized()]), '401')?.layers.schema).toBe('ok');
});

/** What becomes of the one example of a status whose answer is this. */
function exampleVerdict(status: number, example: Json, body: Json): string | undefined {
  const media = { 'application/json': { examples: { one: { value: example } } } };
  const against = contractOf({ [status]: { description: '', content: media } });
  const exchanges = [answered(status, body)];
  const facts = { ...FACTS, contract: against };
  const whole = assembleRun(readings(exchanges, against), judge(exchanges, { against }), facts);
  return verdictOf(whole, String(status))?.examples['one'];
}

test('an example to which nobody is held is seen where it comes all the same', () => {
  expect(exampleVerdict(200, { name: 'Ada' }, { name: 'Ada' })).toBe('matches');
  expect(exampleVerdict(200, { name: 'Ada' }, { name: 'Eve' })).toBe('not-seen');
});

test('an example that is one value differs as a whole', () => {
  expect(exampleVerdict(404, 'gone', 'gone')).toBe('matches');
  expect(exampleVerdict(404, 'gone', 'lost')).toBe('differs');
});

test('the three layers are told apart: a pass on one is not a pass on the next', () => {
  const layers = (changes: Parameters<typeof unauthorized>[0]) =>
    verdictOf(run([unauthorized(changes)]), '401')?.layers;
  expect(layers({})).toEqual({ answeredBy: 'ok', schema: 'ok', example: 'ok' });
  expect(layers({ edit: { '/errors/0/detail': 'No' } })).toEqual({
    answeredBy: 'ok',
    schema: 'ok',
    example: 'drift',
  });
  expect(layers({ edit: { '/errors/0/detail': undefined } })).toEqual({
    answeredBy: 'ok',
    schema: 'drift',
    example: 'drift',
  });
  expect(layers({ json: { error: 'no' } })).toEqual({
    answeredBy: 'drift',
    schema: 'drift',
    example: 'drift',
  });
  // Another status says nothing of who gave it.
  expect(layers({ status: 403 })?.answeredBy).toBe('none');
  const lax = run([badRequest(), badRequest({ id: 'invalid/event_type/required', status: 201 })]);
  expect(verdictOf(lax, '400')).toMatchObject({
    verdict: 'drift',
    layers: { answeredBy: 'ok', schema: 'ok', example: 'none' },
  });
  // No example is documented, whatever the contract says of it.
  const responses = contract.responses.map((each) => ({ ...each, example: 'full' as const }));
  for (const given of [contract, { ...contract, responses }])
    expect(verdictOf(run([badRequest()], { contract: given }), '400')?.layers).toEqual({
      answeredBy: 'ok',
      schema: 'ok',
      example: 'none',
    });
});

test('coverage counts what was answered of all that the document has', () => {
  const rule =
    '/paths/~1register~1dev~1trigger_event/post/requestBody/content/application~1json/schema/required/0';
  const exchanges = [
    badRequest({ pointer: rule }),
    created({ pointer: `${rule}x` }), // a right request breaks no rule
    unauthorized({ pointer: '/components/securitySchemes/apiKey' }),
    unauthorized({ pointer: '/components/securitySchemes/qontoPartnerId', notJudged: 'the gate answered' }),
  ];
  expect(run(exchanges, { constraints: [rule, `${rule}x`] }).coverage).toEqual({
    responses: [3, 5],
    requestConstraints: [1, 2],
    securitySchemes: [1, 2],
    examples: [1, 2],
  });
});

describe('of several examples', () => {
  const runOf = (type: string, values: Json[], ...exchanges: Exchange[]) => {
    const examples = Object.fromEntries(values.map((value, index) => [`e${index}`, { value }]));
    const against = contractOf({ 404: { description: '', content: { [type]: { examples } } } });
    return assembleRun(readings(exchanges, against), judge(exchanges, { against }), {
      ...FACTS,
      contract: against,
    });
  };

  test('those that no answer was like are not seen', () => {
    const whole = runOf(
      'application/json',
      [{ code: 'gone' }, { code: 'lost' }],
      answered(404, { code: 'lost' }),
    );
    expect(verdictOf(whole, '404')?.examples).toEqual({ e0: 'not-seen', e1: 'matches' });
    expect(whole).not.toHaveProperty('contract');
  });

  test('only the one that an answer was nearly like differs', () => {
    const whole = runOf(
      'application/json',
      [
        { code: 'gone', detail: 'G' },
        { code: 'lost', detail: 'L' },
      ],
      answered(404, { code: 'gone', detail: 'G' }),
      answered(404, { code: 'lost', detail: 'l' }),
    );
    expect(verdictOf(whole, '404')?.examples).toEqual({ e0: 'matches', e1: 'differs' });
  });

  test('texts are not compared', () => {
    const text = answered(404, null, { text: 'gone', type: 'text/plain' });
    const whole = runOf('text/plain', ['gone', 'lost'], text);
    expect(verdictOf(whole, '404')?.examples).toEqual({ e0: 'not-seen', e1: 'not-seen' });
  });
});

test('every probe is listed, those that were not sent too', () => {
  const notSent = [{ id: 'x', title: 'X', statuses: ['401'], reason: 'the budget is spent' }];
  const failure = { kind: 'reset', message: 'socket hang up' } as const;
  expect(
    run([created({ ms: 12.3456, edit: { '/event/id': 'x' } }), unauthorized({ failure })], { notSent })
      .probes,
  ).toEqual([
    {
      id: 'valid/example',
      title: 'What valid/example asks',
      expects: ['201'],
      sent: true,
      status: 201,
      ms: 12.35,
      findings: 1,
    },
    {
      id: 'unauthorized/apikey/wrong',
      title: 'What unauthorized/apikey/wrong asks',
      expects: ['401'],
      sent: true,
      failure: 'socket hang up',
      ms: 12,
      findings: 1,
    },
    {
      id: 'x',
      title: 'X',
      expects: ['401'],
      sent: false,
      failure: 'the budget is spent',
      ms: 0,
      findings: 0,
    },
  ]);
});

test.each([
  ['conforms', 0],
  ['drift', 1],
  ['inconclusive', 3],
] as const)('the exit code of %s is %i', (verdict, code) => {
  expect(exitCode(verdict)).toBe(code);
});

test('what a baseline accepts is counted by its causes, and what it does not accept is drift all the same', () => {
  const exchanges = [...allRight(), unauthorized({ id: 'b', edit: { '/errors/0/code': 'x' } })];
  const others = [conflict({ id: 'c', edit: { '/errors/0/code': '' } }), ...exchanges];
  const found = judge(others);
  const accept = (statuses: readonly string[]) =>
    found.map((finding) =>
      statuses.includes(finding.status) && finding.severity === 'error'
        ? { ...finding, accepted: { reason: 'known', until: '2099-01-01' } }
        : finding,
    );
  const all = assembleRun(readings(others), accept(['401', '409']), FACTS);
  expect(all.verdict).toBe('conforms');
  expect(verdictOf(all, '401')).toMatchObject({ verdict: 'conforms', accepted: 1 });
  expect(verdictOf(all, '409')).toMatchObject({ verdict: 'conforms', accepted: 2 });
  expect(verdictOf(all, '201')).not.toHaveProperty('accepted');
  const some = assembleRun(readings(others), accept(['409']), FACTS);
  expect(some.verdict).toBe('drift');
  expect(verdictOf(some, '401')).toMatchObject({ verdict: 'drift' });
  expect(verdictOf(some, '401')).not.toHaveProperty('accepted');
});

test('an example of one reason among many was seen where an answer has all of it', () => {
  const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
  const content = { 'application/json': { example: { id, code: 'invalid', field: 'a' } } };
  const against = contractOf({ 400: { description: '', content } });
  const seen = (field: string) => {
    const answers = [answered(400, { id: id.replace('3', '4'), code: 'invalid', field })];
    const facts = { ...FACTS, contract: against };
    return verdictOf(assembleRun(readings(answers, against), judge(answers, { against }), facts), '400')
      ?.examples;
  };
  expect(seen('a')).toEqual({ example: 'matches' });
  expect(seen('b')).toEqual({ example: 'not-seen' });
});

test('an example that the contract does not ask for is seen where it came, and holds nobody to it', () => {
  const responses = contract.responses.map((each) => ({ ...each, example: 'off' as const }));
  const against = { ...contract, responses };
  const of = (exchanges: Exchange[]) =>
    assembleRun(readings(exchanges, against), judge(exchanges, { against }), { ...FACTS, contract: against });
  const right = of(allRight());
  expect(verdictOf(right, '409')).toMatchObject({
    observed: 1,
    examples: { Example: 'matches' },
    layers: { schema: 'ok', example: 'none' },
  });
  expect(right.coverage.examples).toEqual([2, 2]);
  const other = of([conflict({ edit: { '/errors/0/detail': 'No' } })]);
  expect(verdictOf(other, '409')).toMatchObject({ verdict: 'conforms', examples: { Example: 'not-seen' } });
});

test('a run that a busy target left half unanswered is not known to be right', () => {
  const target = { kind: 'url', url: REMOTE } as const;
  const elsewhere = allRight().map((exchange) => ({
    ...exchange,
    request: { ...exchange.request, url: REMOTE },
  }));
  expect(run(elsewhere, { target }).verdict).toBe('conforms');
  const throttled = run([...elsewhere, created({ url: REMOTE, status: 429, json: {} })], { target });
  expect(throttled).toMatchObject({
    verdict: 'inconclusive',
    hints: [
      'the target was busy: 1 of 5 probes got 429 in place of an answer; ask again later, or less at a time with --only or --rate; other runs from the same address count too',
    ],
  });
  expect(throttled.findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
  expect(throttled.responses.map(({ verdict }) => verdict)).not.toContain('inconclusive');
});

test('a recording of somebody else may hold a 429 and say all that it says', () => {
  const other = { ...created({ url: REMOTE, status: 429, json: {} }), expectation: undefined };
  expect(run([other]).hints).not.toContainEqual(expect.stringContaining('busy'));
});
