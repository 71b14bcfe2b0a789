import { expect, test } from 'vitest';
import type { Probe } from '../../src/probes/probe.ts';
import { allProbes, contractOf, planned } from './asked.ts';

function probesOf({
  name = 'If-Match',
  method = 'put',
  statuses = ['200', '400', '401', '412'],
}: {
  name?: string;
  method?: string;
  statuses?: string[];
}): Probe[] {
  const documented = statuses.map((status) => [status, { description: 'Said' }]);
  const document = {
    openapi: '3.1.0',
    info: { title: 'a', version: '1' },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
    paths: {
      '/a': {
        [method]: {
          parameters: [
            {
              name,
              in: 'header',
              required: true,
              schema: { type: 'string', pattern: '^"v' },
              example: '"v1"',
            },
          ],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } },
              },
            },
          },
          responses: Object.fromEntries(documented),
        },
      },
    },
  };
  return allProbes(planned(contractOf(JSON.stringify(document))));
}

/** The ids of the probes for which 412 is right. */
function bearing(probes: readonly Probe[]): string[] {
  return probes.filter(({ expectation }) => expectation.statuses.includes('412')).map(({ id }) => id);
}

test('a state that is another one by now may be told wherever it is asked for, but to no stranger', () => {
  const probes = probesOf({});
  const found = bearing(probes);
  expect(found).toContain('valid/example');
  expect(found).toContain('repeated/valid/example/2');
  expect(found).toContain('invalid/size/type/null');
  expect(found.filter((id) => id.includes('unauthorized'))).toEqual([]);
  const repeated = probes.filter(({ id }) => id.startsWith('repeated/valid/'));
  expect(repeated.filter(({ expectation }) => expectation.sameAs !== undefined)).toEqual([]);
  const leftOut = probes.find(({ id }) => id === 'invalid/header.If-Match/required');
  expect(leftOut?.expectation.statuses).toEqual(['400']);
});

test('nobody bears with it where no state is named, nothing is changed, or the document has no such answer', () => {
  for (const probes of [probesOf({ name: 'X-Version' }), probesOf({ method: 'get' })])
    expect(bearing(probes).filter((id) => /^valid\/(example|accept)|^invalid\/size/.test(id))).toEqual([]);
  expect(bearing(probesOf({ statuses: ['200', '400', '401'] }))).toEqual([]);
});
