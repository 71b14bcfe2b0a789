// The embedded sandbox reads each parameter as the document says that it is written, and as the probes write it.
import { expect, test } from 'vitest';
import { probeTarget } from '../../src/commands/probe-target.ts';
import { deriveContract } from '../../src/contract/derive.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import { planProbes } from '../../src/probes/plan.ts';
import { startSandbox } from '../../src/sandbox/server.ts';

const IN_PATH = { name: 'id', in: 'path', required: true };
const IN_QUERY = { name: 'f', in: 'query', required: true };
const integer = { type: 'integer' };
const point = { type: 'object', required: ['x'], properties: { x: { type: 'string' } } };

/** What the sandbox answers to the right requests for an operation with one parameter. */
async function statuses(parameter: object): Promise<{ right: Set<number | undefined>; verdict: string }> {
  const path = JSON.stringify(parameter).includes('"path"') ? '/a/{id}' : '/a';
  const responses = { 200: { description: '' }, 400: { description: '' } };
  const document = {
    openapi: '3.0.3',
    info: { title: 'a', version: '1' },
    paths: { [path]: { get: { parameters: [parameter], responses } } },
  };
  const contract = deriveContract(findOperation(readDocument(JSON.stringify(document), 'a.json')));
  const sandbox = await startSandbox({ contract });
  try {
    const plan = planProbes(contract, sandbox.environment, { seed: 1, exposed: true });
    const target = { kind: 'embedded' as const, url: sandbox.url };
    const signal = new AbortController().signal;
    const { run, exchanges } = await probeTarget(
      contract,
      plan,
      { target },
      { signal, now: () => Date.now() },
    );
    const right = exchanges.filter(({ expectation }) => expectation?.valid);
    return { right: new Set(right.map(({ response }) => response?.status)), verdict: run.verdict };
  } finally {
    await sandbox.close();
  }
}

test.each<[string, object]>([
  ['matrix', { ...IN_PATH, style: 'matrix', schema: integer }],
  ['label', { ...IN_PATH, style: 'label', schema: integer }],
  ['label, a list', { ...IN_PATH, style: 'label', schema: { type: 'array', items: integer } }],
  ['simple', { ...IN_PATH, schema: integer }],
  ['deepObject', { ...IN_QUERY, style: 'deepObject', explode: true, schema: point }],
  [
    'deepObject, where it may be left out',
    { ...IN_QUERY, required: false, style: 'deepObject', schema: point },
  ],
  ['form, an object', { ...IN_QUERY, schema: point }],
  [
    'pipes',
    { ...IN_QUERY, style: 'pipeDelimited', explode: false, schema: { type: 'array', items: integer } },
  ],
])('a parameter that is written in the style %s is taken', async (_, parameter) => {
  expect(await statuses(parameter)).toEqual({ right: new Set([200]), verdict: 'conforms' });
});
