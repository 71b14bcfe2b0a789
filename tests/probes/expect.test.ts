import { expect, test } from 'vitest';
import type { Operation } from '../../src/document/operation.ts';
import { expectAnyRefusal } from '../../src/probes/expect.ts';

const documenting = (...statuses: string[]): Operation =>
  ({ responses: statuses.map((status) => ({ status })) }) as unknown as Operation;

test('a refusal of any kind counts for the status that broken rules have, not for a 404 that comes before it', () => {
  const hoped = (...statuses: string[]) => expectAnyRefusal(documenting(...statuses)).statuses;
  expect(hoped('200', '401', '404', '422')).toEqual(['422', '404']);
  expect(hoped('200', '404', '400', '422')).toEqual(['400', '404', '422']);
  expect(hoped('200', '409', '404')).toEqual(['409', '404']);
});
