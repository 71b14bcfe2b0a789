import { expect, test } from 'vitest';
import type { Check } from '../../src/checks/check.ts';
import { echo } from '../../src/checks/echo.ts';
import { fresh } from '../../src/checks/fresh.ts';
import { unique } from '../../src/checks/unique.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { answered, contractOf, errorsOf, judge, NOW } from './exchanges.ts';

const text = { type: 'string' };
const schema = { type: 'object', properties: { ticket: text, article: text, at: text } };
const derived = contractOf({
  '409': { description: 'Sold out', content: { 'application/json': { schema } } },
});

/** What a contract may ask of any answer, asked of a refusal: a ticket of its own, what it refuses, and when. */
const contract: Contract = {
  ...derived,
  responses: derived.responses.map((each) => ({
    ...each,
    unique: ['/ticket'],
    echoes: { '/article': '/article' },
    fresh: [{ pointer: '/at', withinSeconds: 60 }],
  })),
};

const refusal = (id: string, body: { ticket: string; article?: string; at?: string }) =>
  answered(
    409,
    { article: 'tea', at: new Date(NOW).toISOString(), ...body },
    { id, sends: { article: 'tea' } },
  );
const found = (by: Check, ...answers: ReturnType<typeof refusal>[]) =>
  errorsOf(judge(answers, { by: [by], against: contract }));

test('a refusal that is as the contract says is left alone', () => {
  for (const check of [unique, echo, fresh])
    expect(found(check, refusal('a', { ticket: '1' }), refusal('b', { ticket: '2' }))).toEqual([]);
});

test('a value of a refusal that the contract calls unique comes twice', () => {
  expect(found(unique, refusal('a', { ticket: '1' }), refusal('b', { ticket: '1' }))).toEqual([
    'unique/repeated',
  ]);
});

test('a refusal speaks of another thing than the request', () => {
  expect(found(echo, refusal('a', { ticket: '1', article: 'milk' }))).toEqual(['echo/differs']);
});

test('the time of a refusal is not now', () => {
  expect(found(fresh, refusal('a', { ticket: '1', at: '2021-08-17T12:31:32Z' }))).toEqual(['fresh/past']);
});
