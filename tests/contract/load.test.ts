import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { contractResponse } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load.ts';
import { contractOf, lines, PINNED, refusal, SHIPPED } from './support.ts';

test('the shipped contract says what is relied on', async () => {
  const contract = await loadContract(SHIPPED);
  expect(contract).toMatchObject({
    file: SHIPPED,
    sandbox: 'https://thirdparty-sandbox.staging.qonto.co',
    never: ['onboarding-partners.qonto.com', 'thirdparty.qonto.com'],
    credentials: {
      apiKey: 'QONTO_TOKEN',
      qontoPartnerId: 'QONTO_PARTNER_ID',
      'X-Qonto-Staging-Token': 'QONTO_STAGING_TOKEN',
    },
    values: { '/resource_id': 'QONTO_RESOURCE_ID' },
    gate: {
      header: 'X-Qonto-Staging-Token',
      answers: [{ status: 200, mediaType: 'text/html' }, { status: 302 }],
      mark: 'onelogin',
    },
    errors: { list: '/errors', code: '/code', detail: '/detail', source: '/source/pointer' },
    errorsAt: '/errors',
    limits: { unauthorized: { max: 200, perSeconds: 3600 }, requests: { max: 1000, perSeconds: 10 } },
  });
  expect(contract.operation.document.file).toBe(PINNED);
  expect(
    contract.responses.map(({ status, reach, example, withinMs }) => [status, reach, example, withinMs]),
  ).toEqual([
    ['201', 'required', 'off', 5000],
    ['400', 'required', 'off', 5000],
    ['401', 'required', 'full', 5000],
    ['409', 'required', 'full', 5000],
    ['500', 'never', 'off', 10_000],
  ]);
  expect(contractResponse(contract, '201')).toMatchObject({
    echoes: { '/event/resource_id': '/resource_id', '/event/event_type': '/event_type' },
    unique: ['/event/id'],
    fresh: [{ pointer: '/event/created_at', withinSeconds: 300 }],
    provoke: [],
  });
  expect(contractResponse(contract, '409')?.provoke.map(({ name, variables }) => [name, variables])).toEqual([
    ['json-api-mismatch', []],
    ['known-conflict', ['QONTO_CONFLICT_RESOURCE_ID']],
    ['json-api-only', []],
  ]);
  expect(contractResponse(contract, '302')).toBeUndefined();
});

test('places in the contract are those of its file, or of the nearest thing there is', async () => {
  const contract = await loadContract(SHIPPED);
  const text = readFileSync(SHIPPED, 'utf8').split('\n');
  const lineAt = (pointer: string) => text[(contract.placeOf(pointer).line ?? 0) - 1];
  expect(lineAt('/responses/201/echoes/~1event~1event_type')).toBe('      /event/event_type: /event_type');
  expect(lineAt('/responses/409/provoke/1/name')).toBe('      - name: known-conflict');
  expect(lineAt('/responses/409/provoke/9')).toBe('    provoke:');
  expect(contractResponse(contract, '500')?.pointer).toBe('/responses/500');
});

test('what a contract does not say is derived from the document', async () => {
  const contract = await contractOf(lines());
  expect(contract).toMatchObject({
    sandbox: undefined,
    never: [],
    credentials: { apiKey: 'PLUMBLINE_API_KEY', qontoPartnerId: 'PLUMBLINE_QONTO_PARTNER_ID' },
    values: {},
    gate: undefined,
    errors: { list: '/errors', code: '/code', detail: '/detail', source: '/source/pointer' },
    limits: undefined,
  });
  expect(contract.errorsAt).toBeUndefined();
  expect(contract.responses.map(({ status, reach, example }) => [status, reach, example])).toEqual([
    ['201', 'required', 'off'],
    ['400', 'required', 'off'],
    ['401', 'required', 'full'],
    ['409', 'never', 'full'],
    ['500', 'never', 'off'],
  ]);
});

test('a part of an entry leaves the rest of it as derived', async () => {
  const contract = await contractOf(
    lines(
      'never: [API.Example.com]',
      'responses:',
      '  401: {example: code}',
      'limits:',
      '  requests: {max: 5, perSeconds: 1}',
    ),
  );
  expect(contractResponse(contract, '401')).toMatchObject({
    reach: 'required',
    example: 'code',
    withinMs: 10_000,
  });
  expect(contract.never).toEqual(['api.example.com']);
  expect(contract.limits?.requests).toEqual({ max: 5, perSeconds: 1 });
  expect(contract.limits?.unauthorized.max).toBe(Number.MAX_SAFE_INTEGER);
});

test('a gate without a mark or a hint has none', async () => {
  const { gate } = await contractOf(lines('gate: {header: X-Qonto-Staging-Token, answers: [{status: 302}]}'));
  expect(gate).toEqual({
    header: 'X-Qonto-Staging-Token',
    answers: [{ status: 302 }],
    mark: undefined,
    hint: '',
  });
});

test('variables of a way to provoke are found wherever they stand', async () => {
  const set = '{/data: {list: ["${ONE} ${TWO_2}", 7, {x: "${ONE}"}]}, /resource_id: "${THREE}"}';
  const contract = await contractOf(
    lines('responses:', '  409:', `    provoke: [{name: a, why: b, set: ${set}}]`),
  );
  expect(contractResponse(contract, '409')?.provoke[0]?.variables).toEqual(['ONE', 'TWO_2', 'THREE']);
});

test('another document can take the place of the one that the contract names', async () => {
  const contract = await contractOf(lines().replace(/document: .*/, 'document: nope.yaml'), PINNED);
  expect(contract.operation.document.file).toBe(PINNED);
});

test('the document of a contract may be a URL', async () => {
  const server = createServer((_, response) => response.end(readFileSync(PINNED)));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api.yaml`;
  const text = lines().replace(/document: .*/, `document: ${url}`);
  try {
    expect((await contractOf(text)).operation.document.file).toBe(url);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
  expect(await refusal(text)).toBe(`own:2:1: ${url}: cannot be fetched: nothing listens there`);
});
