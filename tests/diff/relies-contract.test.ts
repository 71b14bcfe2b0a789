import { expect, test } from 'vitest';
import type { Contract, ContractResponse } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load.ts';
import type { Change } from '../../src/diff/change.ts';
import { contractReliances } from '../../src/diff/reliance/relies-contract.ts';
import { change } from './changes.ts';

const FILE = 'contracts/trigger-event.contract.yaml';
const contract = await loadContract(FILE);

/** The parts of a contract that rely on a change, without the file and the line. */
function relying(about: Change, of: Contract = contract): string[] {
  return contractReliances(of)
    .filter(({ relies }) => relies(about))
    .map(({ label }) => label.replace(/^\S+ /, ''));
}

/** The contract with other things said of one answer. */
function answering(status: string, own: Partial<ContractResponse>): Contract {
  return {
    ...contract,
    responses: contract.responses.map((each) => (each.status === status ? { ...each, ...own } : each)),
  };
}

const OPERATION = 'operation webhooks/dev-trigger';
const SANDBOX = 'sandbox https://thirdparty-sandbox.staging.qonto.co';
const TOKEN = ['credentials.X-Qonto-Staging-Token', 'gate.header X-Qonto-Staging-Token'];
const ECHO_ID = 'responses.201.echoes /event/resource_id';
const ECHO_TYPE = 'responses.201.echoes /event/event_type';
const UNIQUE = 'responses.201.unique /event/id';
const FRESH = 'responses.201.fresh /event/created_at';
const LIST = 'errors.list /errors';
const CODE = 'errors.code /code';
const DETAIL = 'errors.detail /detail';
const SOURCE = 'errors.source /source/pointer';
const PROVOKE = 'responses.409.provoke';

const response = (kind: string, status: string, own: Partial<Change> = {}) =>
  change({ kind, part: 'response', statuses: [status], ...own });
const body = (at: string | undefined) =>
  change({ kind: 'request-type-changed', part: 'request-body', ...(at === undefined ? {} : { at }) });
const server = (before: string) => change({ kind: 'server-changed', part: 'server', before });

test.each<[what: string, about: Change, parts: string[]]>([
  ['the operation is gone', change({ kind: 'operation-removed', part: 'operation' }), [OPERATION]],
  ['its id is another', change({ kind: 'operation-id-changed', part: 'operation' }), [OPERATION]],
  ['it is deprecated', change({ kind: 'request-deprecated', part: 'operation' }), [OPERATION]],
  ['it no longer is', change({ kind: 'request-no-longer-deprecated', part: 'operation' }), [OPERATION]],
  ['an operation is new', change({ kind: 'operation-added', part: 'operation' }), []],

  ['the sandbox moves', server('https://thirdparty-sandbox.staging.qonto.co'), [SANDBOX]],
  ['a path of the sandbox', server('https://thirdparty-sandbox.staging.qonto.co/v1'), [SANDBOX]],
  ['another server moves', server('https://thirdparty.qonto.com'), []],
  ['a host that begins like it', server('https://thirdparty-sandbox.staging.qonto.com'), []],
  ['a server is new', change({ kind: 'server-added', part: 'server' }), []],
  [
    'a text that looks like the sandbox',
    change({ kind: 'request-default-changed', part: 'parameter', before: SANDBOX.replace('sandbox ', '') }),
    [],
  ],

  [
    'one has to prove oneself in another way',
    change({ kind: 'security-scheme-changed', part: 'security' }),
    ['credentials.apiKey', 'credentials.qontoPartnerId', 'credentials.X-Qonto-Staging-Token'],
  ],
  [
    'one may prove oneself in another way besides',
    change({ kind: 'security-alternative-added', part: 'security', breaking: false }),
    [],
  ],
  [
    'the header of a credential, in another case',
    change({ kind: 'request-type-changed', part: 'parameter', name: 'x-qonto-staging-TOKEN' }),
    TOKEN,
  ],
  ['another header', change({ kind: 'request-type-changed', part: 'parameter', name: 'X-Request-Id' }), []],
  ['a parameter without a name', change({ kind: 'request-type-changed', part: 'parameter' }), []],
  [
    'a header of an answer that is called so',
    change({
      kind: 'response-header-removed',
      part: 'response-header',
      name: 'X-Qonto-Staging-Token',
      statuses: ['201'],
    }),
    [],
  ],

  [
    'a value of the request',
    body('/resource_id'),
    ['values /resource_id', ECHO_ID, `${PROVOKE} known-conflict`, `${PROVOKE} json-api-only`],
  ],
  [
    'a part of the request that only a provocation sets',
    body('/data/type'),
    [`${PROVOKE} json-api-mismatch`, `${PROVOKE} json-api-only`],
  ],
  ['a part of the request that nobody names', body('/reason'), []],
  ['the request as a whole', body(undefined), []],
  [
    'a parameter that has a pointer like a value of the request',
    change({ kind: 'request-type-changed', part: 'parameter', name: 'filter', at: '/resource_id' }),
    [],
  ],

  [
    'the list of errors',
    response('response-type-changed', '401', { at: '/errors' }),
    [LIST, CODE, DETAIL, SOURCE],
  ],
  ['a code', response('response-type-changed', '401', { at: '/errors/*/code' }), [LIST, CODE]],
  [
    'a detail, of any error',
    response('response-type-changed', 'default', { at: '/errors/*/detail' }),
    [LIST, DETAIL],
  ],
  [
    'where an error points, of a range of answers',
    response('response-type-changed', '5XX', { at: '/errors/*/source' }),
    [LIST, SOURCE],
  ],
  [
    'what is called so in an answer of success',
    response('response-type-changed', '204', { at: '/errors' }),
    [],
  ],
  [
    'what an error and a success have in common',
    response('response-type-changed', '204', { at: '/errors/*/code', statuses: ['204', '401'] }),
    [LIST, CODE],
  ],
  [
    'an answer of which no status is known',
    change({ kind: 'response-type-changed', part: 'response', at: '/errors' }),
    [],
  ],
  ['another part of an error', response('response-type-changed', '401', { at: '/meta' }), []],

  [
    'a value that is never seen twice',
    response('response-type-changed', '201', { at: '/event/id' }),
    [UNIQUE],
  ],
  [
    'a value that is the present time',
    response('response-type-changed', '201', { at: '/event/created_at' }),
    [FRESH],
  ],
  [
    'a value that repeats the request',
    response('response-type-changed', '201', { at: '/event/event_type' }),
    [ECHO_TYPE],
  ],
  [
    'what all of them are in',
    response('response-type-changed', '201', { at: '/event' }),
    [ECHO_ID, ECHO_TYPE, UNIQUE, FRESH],
  ],
  ['the same place of another answer', response('response-type-changed', '202', { at: '/event' }), []],
  [
    'a value that is safe to be another',
    response('response-enum-value-removed', '201', { at: '/event/event_type', breaking: false }),
    [ECHO_TYPE],
  ],
  [
    'names that nobody has written down are let in',
    response('response-additional-properties-opened', '201', { at: '/event', breaking: false }),
    [],
  ],
  [
    'values of such names that break',
    response('response-additional-properties-opened', '201', { at: '/event' }),
    [ECHO_ID, ECHO_TYPE, UNIQUE, FRESH],
  ],

  [
    'an answer comes in another media type',
    response('response-media-type-removed', '201'),
    ['responses.201.reach', ECHO_ID, ECHO_TYPE, UNIQUE, FRESH],
  ],
  ['an answer comes in one more media type', response('response-media-type-added', '201'), []],
  ['another answer is gone', response('response-removed', '422'), []],
  [
    'a provoked answer is gone',
    response('response-removed', '409'),
    [
      'responses.409.reach',
      `${PROVOKE} json-api-mismatch`,
      `${PROVOKE} known-conflict`,
      `${PROVOKE} json-api-only`,
    ],
  ],
  [
    'a provoked answer comes in another media type',
    response('response-media-type-removed', '409'),
    ['responses.409.reach'],
  ],

  ['an example that is not compared', response('example-code-changed', '400'), []],
  [
    'where an example points, of which all counts',
    response('example-source-changed', '401'),
    ['responses.401.example'],
  ],
  ['the example of another answer', response('example-code-changed', '422'), []],
  ['an example of a value that is named', response('example-changed', '201', { at: '/event/id' }), []],
  ['the example of an answer in which values are named', response('example-changed', '201'), []],
])('%s', (_, about, parts) => {
  expect(relying(about)).toEqual(parts);
});

test('a sandbox that is written with a slash at its end is the same', () => {
  const sandbox = 'https://thirdparty-sandbox.staging.qonto.co/';
  expect(relying(server(sandbox.slice(0, -1)), { ...contract, sandbox })).toEqual([`sandbox ${sandbox}`]);
  expect(relying(server(sandbox), { ...contract, sandbox })).toEqual([`sandbox ${sandbox}`]);
});

test('an answer that a run need not see is not relied on as a whole', () => {
  for (const reach of ['optional', 'never'] as const) {
    expect(relying(response('response-removed', '400'), answering('400', { reach }))).toEqual([]);
  }
  expect(relying(response('response-removed', '400'))).toEqual(['responses.400.reach']);
});

test('of an example of which the codes are compared, nothing but the codes is relied on', () => {
  const code = answering('400', { example: 'code' });
  const about = (kind: string) => relying(response(kind, '400'), code);
  expect(about('example-code-changed')).toEqual(['responses.400.example']);
  expect(about('example-code-removed')).toEqual(['responses.400.example']);
  expect(about('example-source-changed')).toEqual([]);
  expect(about('response-media-type-removed')).toEqual(['responses.400.reach']);
});

test('a list of errors that is the body itself has its parts in the entries', () => {
  const errors = { list: '', code: '/code', detail: '/detail', source: undefined };
  const about = (at: string) =>
    relying(response('response-type-changed', '401', { at }), { ...contract, errors });
  expect(about('/*/code')).toEqual(['errors.list ', 'errors.code /code']);
  expect(about('/0/detail')).toEqual(['errors.list ', 'errors.detail /detail']);
});

test('what a contract does not say relies on nothing', () => {
  const bare: Contract = {
    ...contract,
    sandbox: undefined,
    credentials: {},
    values: {},
    gate: undefined,
    errors: undefined,
    responses: [],
  };
  expect(contractReliances(bare).map(({ label }) => label.replace(/^\S+ /, ''))).toEqual([OPERATION]);
});

test('each part is called by its place in the contract, and by its file alone where the line is unknown', () => {
  const places: string[] = [];
  const placed: Contract = {
    ...contract,
    placeOf: (pointer) => {
      places.push(pointer);
      return pointer === '/operation' ? { file: FILE } : contract.placeOf(pointer);
    },
  };
  const labels = contractReliances(placed).map(({ label }) => label);
  expect(labels[0]).toBe(`${FILE} ${OPERATION}`);
  for (const label of labels.slice(1))
    expect(label).toMatch(/^contracts\/trigger-event\.contract\.yaml:\d+ \S/);
  expect(places).toEqual([
    '/operation',
    '/sandbox',
    '/credentials/apiKey',
    '/credentials/qontoPartnerId',
    '/credentials/X-Qonto-Staging-Token',
    '/values/~1resource_id',
    '/gate/header',
    '/errors/list',
    '/errors/code',
    '/errors/detail',
    '/errors/source',
    '/responses/201/reach',
    '/responses/201/echoes/~1event~1resource_id',
    '/responses/201/echoes/~1event~1event_type',
    '/responses/201/unique/0',
    '/responses/201/fresh/0',
    '/responses/400/reach',
    '/responses/401/reach',
    '/responses/401/example',
    '/responses/409/reach',
    '/responses/409/example',
    '/responses/409/provoke/0',
    '/responses/409/provoke/1',
    '/responses/409/provoke/2',
  ]);
});
