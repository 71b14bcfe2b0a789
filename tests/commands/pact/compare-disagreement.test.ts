import { expect, test } from 'vitest';
import { compared, errorBody, fileOf, pactOf, run, said } from './pacts.ts';

// Measured on version 1.7.0: it takes the schemes of one alternative for alternatives. Ours does not.
test('the comparator accepts a request with one of two schemes that are required together, and Plumbline does not', async () => {
  for (const name of ['Authorization', 'Qonto-Partner-Id']) {
    const { code, comparison, interaction } = await compared(pactOf({ headers: { [name]: undefined } }));
    expect(comparison.comparator).toEqual({ name: 'openapi-pact-comparator', version: '1.7.0' });
    expect(said(interaction, 'openapi-pact-comparator')).toEqual([]);
    expect([code, said(interaction)]).toEqual([1, ['request/security-missing']]);
    expect(interaction.disagreements).toEqual([
      'Plumbline objects to the credentials of the request; openapi-pact-comparator has nothing against it',
    ]);
  }
});

test('without either scheme both object, and there is no disagreement', async () => {
  const { interaction } = await compared(
    pactOf({ headers: { Authorization: undefined, 'Qonto-Partner-Id': undefined } }),
  );
  expect(said(interaction)).toEqual(['request/security-missing', 'request/security-missing']);
  expect(said(interaction, 'openapi-pact-comparator')).toContain('request.authorization.missing');
  expect(interaction.disagreements).toEqual([]);
});

test('what the comparator alone objects to is shown, and does not fail the Pact', async () => {
  // A server of the document has a base path, which the comparator does not look at.
  const document = fileOf(
    `openapi: 3.0.3
info: {title: t, version: '1'}
servers: [{url: 'https://api.example.com/v2'}]
paths: {/pets: {get: {responses: {'200': {description: d}}}}}
`,
    'api.yaml',
  );
  const pact = pactOf({ method: 'GET', path: '/v2/pets', body: null, status: 200, response: null });
  const { code, interaction } = await compared(pact, { document });
  expect([code, interaction.verdict, interaction.comparator]).toEqual([0, 'conforms', 'drift']);
  expect(interaction.disagreements).toEqual([
    'openapi-pact-comparator objects to the method and path; Plumbline has nothing against it',
  ]);
});

test('an interaction that the comparator cannot read is judged by Plumbline alone', async () => {
  // It takes headers that are all texts, or all lists of texts.
  const pact = JSON.parse(JSON.stringify(pactOf()).replace('["some-staging-token"]', '"some-staging-token"'));
  const { code, interaction } = await compared(pact);
  expect([code, interaction.comparator, interaction.disagreements]).toEqual([0, 'failed', []]);
});

test('where the two disagree the screen says so in words, and the verdict is ours', async () => {
  const pieces = { status: 401, response: errorBody('invalid_token', 'x') };
  const { code, stdout } = await run([fileOf(pactOf(pieces))]);
  expect(code).toBe(1);
  const words = stdout.replace(/\s+/g, ' ');
  expect(words).toContain(
    'Plumbline objects to the body of the response; openapi-pact-comparator has nothing against it',
  );
  expect(words).toContain("differs on 1 interaction. The verdict is Plumbline's.");
});
