import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load.ts';
import { diffDocuments } from '../../src/diff/diff.ts';
import { createTouchesUs, type TouchesUs } from '../../src/diff/reliance/touches-us.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { readPact } from '../../src/exchange/pact.ts';

const CONTRACT = 'contracts/trigger-event.contract.yaml';
const PACT = 'contracts/pacts/plumbline-partner-client-qonto-onboarding-api.json';
const text = readFileSync('spec/onboarding-api.trigger-event.yaml', 'utf8');

let contract: Contract;
let touches: TouchesUs;
beforeAll(async () => {
  contract = await loadContract(CONTRACT);
  const pact = readPact(readFileSync(PACT, 'utf8'), PACT);
  const created = pact.interactions.find(({ exchange }) => exchange.response?.status === 201)?.exchange;
  if (created === undefined) throw new Error('the Pact has no 201');
  const recorded = (status: number, body: string): Exchange => ({
    ...created,
    response: { status, headers: [], body: new TextEncoder().encode(body) },
  });
  const exchanges = [
    recorded(201, '{"event": {"id": "1"}}'),
    recorded(201, '{"event": {"id": "2", "legal_flow": "x"}}'),
    recorded(401, '{"errors": [{"code": "unauthorized"}]}'),
    recorded(400, 'not JSON'),
  ];
  touches = createTouchesUs({
    contract,
    pacts: [{ pact, interactions: pact.interactions }],
    recordings: [{ file: 'reports/check.har', exchanges }],
  });
});

async function changesOf(...edits: [from: string, to: string][]) {
  let candidate = text;
  for (const [from, to] of edits) {
    expect(candidate.split(from).length, `once in the document: ${from}`).toBe(2);
    candidate = candidate.replace(from, to);
  }
  const next = readDocument(candidate, 'next.yaml');
  const options = { policy: contract.policy, errorCode: 'code' };
  return (await diffDocuments(contract.operation.document, next, options)).changes;
}

/** What is touched by each change: the contract's parts in words, how many interactions, the recordings. */
async function touched(...edits: [from: string, to: string][]) {
  return (await changesOf(...edits)).map((change) => {
    const all = touches(change);
    return {
      kind: change.kind,
      contract: all.filter((each) => each.startsWith(CONTRACT)).map((each) => each.replace(/^\S+:\d+ /, '')),
      interactions: all.filter((each) => /^contracts\/pacts\/\S+\.json:\d+: interaction ".+"$/.test(each))
        .length,
      recordings: all.filter((each) => each.startsWith('reports/')),
    };
  });
}

test('the parts of the contract have the line on which they stand', async () => {
  const lines = readFileSync(CONTRACT, 'utf8').split('\n');
  const labels = (await changesOf(["'201'", "'202'"]))
    .flatMap(touches)
    .filter((each) => each.startsWith(CONTRACT));
  expect(labels.length).toBeGreaterThan(2);
  for (const label of labels) {
    const [, line, last] = /:(\d+) .*?([\w-]+)$/.exec(label) ?? [];
    expect(lines[Number(line) - 1], label).toContain(last);
  }
});

test('an error code touches the example that is asked for, and whoever has met the code', async () => {
  expect(await touched(['code: unauthorized', 'code: invalid_token'])).toEqual([
    {
      kind: 'example-code-changed',
      contract: ['responses.401.example'],
      interactions: 4,
      recordings: ['reports/check.har: 1 answer 401'],
    },
  ]);
});

test('a property of an answer touches who reads it, and nobody else', async () => {
  const [first] = await touched([
    '        id:\n          type: string',
    '        id:\n          type: integer',
  ]);
  expect(first).toMatchObject({
    contract: ['responses.201.unique /event/id'],
    interactions: 1,
    recordings: ['reports/check.har: 2 answers 201'],
  });
});

test('a new property touches only the answers that have it already', async () => {
  const added = '        legal_flow: {type: string}\n        created_at:\n';
  expect(await touched(['        created_at:\n', added])).toEqual([
    {
      kind: 'response-property-added',
      contract: [],
      interactions: 0,
      recordings: ['reports/check.har: 1 answer 201'],
    },
  ]);
});

const EVENT_TYPE = '                event_type:\n                  type: string\n                  enum';

test('a property that is asked for from now on touches every right request, though none has it', async () => {
  const [first] = await touched(
    ['                - event_type\n', '                - event_type\n                - reason\n'],
    [EVENT_TYPE, `                reason: {type: string}\n${EVENT_TYPE}`],
  );
  expect(first).toMatchObject({
    kind: 'request-required-property-added',
    recordings: ['reports/check.har: 3 requests'],
  });
  expect(first?.interactions).toBeGreaterThan(1);
});

test('an optional property of the request touches nobody', async () => {
  expect(await touched([EVENT_TYPE, `                reason: {type: string}\n${EVENT_TYPE}`])).toEqual([
    { kind: 'request-property-added', contract: [], interactions: 0, recordings: [] },
  ]);
});

test('the header of the gate, and the sandbox, are the contract’s', async () => {
  const header = 'name: X-Qonto-Staging-Token\n      in: ';
  const moved = await touched([`${header}header`, `${header}query`]);
  expect(moved.flatMap((each) => each.contract)).toContain('gate.header X-Qonto-Staging-Token');
  const server = await touched(['https://thirdparty-sandbox.staging.qonto.co', 'https://sandbox.example']);
  expect(server.flatMap((each) => each.contract)).toEqual([
    'sandbox https://thirdparty-sandbox.staging.qonto.co',
  ]);
});

test('an answer that is gone touches what is asked of it', async () => {
  const found = await touched([
    "        '409':\n          $ref: '#/components/responses/409-conflict'\n",
    '',
  ]);
  const gone = found.find(({ kind }) => kind === 'response-removed');
  expect(gone).toMatchObject({
    contract: [
      'responses.409.reach',
      'responses.409.provoke json-api-mismatch',
      'responses.409.provoke known-conflict',
      'responses.409.provoke json-api-only',
    ],
    interactions: 1,
  });
});

test('wording touches nobody', async () => {
  expect(await touched(['Triggers a single', 'Triggers one'])).toEqual([
    { kind: 'documentation-changed', contract: [], interactions: 0, recordings: [] },
  ]);
});
