import { expect, test } from 'vitest';
import type { Json } from '../../src/json.ts';
import { contractOf, documents, planned } from './asked.ts';

/** The bodies of the probes for alternatives, by their ids. */
function sent(text: string): Record<string, Json> {
  const { probes } = planned(contractOf(text));
  return Object.fromEntries(
    probes
      .filter(({ id }) => id.includes('/alternative/'))
      .map(({ id, request }) => [id, JSON.parse(Buffer.from(request.body ?? []).toString())]),
  );
}
const text = documents['alternatives'] ?? '';

test('each alternative but that of the right request is sent, with the value that stands for it, in the body and in its parts', () => {
  const bodies = sent(text);
  expect(bodies).toEqual({
    'valid/pet/alternative/dog': expect.objectContaining({ pet: { kind: 'Dog', loud: expect.any(Boolean) } }),
    'valid/owner/alternative/by-number': expect.objectContaining({ owner: expect.any(Number) }),
  });
});

test('the API may refuse an alternative that is made up', () => {
  const dog = planned(contractOf(text)).probes.find(({ id }) => id === 'valid/pet/alternative/dog');
  expect(dog?.expectation).toMatchObject({ statuses: ['200', '400'], provokes: undefined, valid: false });
});

test('an alternative that the rules around it forbid is not sent', () => {
  const strict = text.replace('type: integer, title', () => 'type: integer, not: {}, title');
  expect(Object.keys(sent(strict))).not.toContain('valid/owner/alternative/by-number');
});

test('of many alternatives some are sent', () => {
  const many = Array.from({ length: 50 }, (_, index) => `{ type: integer, minimum: ${index} }`);
  const bodies = sent(
    text.replace('{ type: integer, title: By number }', () => many.join('\n                    - ')),
  );
  expect(Object.keys(bodies)).toHaveLength(30);
});
