import { expect, test } from 'vitest';
import { leak } from '../../src/checks/leak.ts';
import { covers } from '../../src/document/status-key.ts';
import { badRequest, created, judge, readings } from './exchanges.ts';

test.each([
  ['400', 400, true],
  ['400', 401, false],
  ['4XX', 400, true],
  ['4XX', 499, true],
  ['4XX', 500, false],
  ['4XX', 399, false],
  ['default', 200, true],
  ['default', 503, true],
])('what is documented for %s covers %i: %s', (key, status, whether) => {
  expect(covers(key, status)).toBe(whether);
});

test('a body is read as JSON where it came whole, and where JSON was promised or sent', () => {
  const [whole] = readings([created()]);
  expect(whole?.json?.faults).toEqual([]);
  const failure = { kind: 'encoding', message: 'no gzip' } as const;
  const [cut] = readings([{ ...created(), failure }]);
  expect(cut).toMatchObject({ status: 201, json: undefined });
  const [unlabelled] = readings([created({ type: null })]);
  expect(unlabelled?.json?.value).toMatchObject({ event: {} });
  const [undocumented] = readings([created({ status: 418 })]);
  expect(undocumented).toMatchObject({ documented: undefined, json: { faults: [] } });
  const [page] = readings([created({ status: 418, text: '<p>', type: 'text/html' })]);
  expect(page?.json).toBeUndefined();
});

test('what was sent is read where it is JSON', () => {
  const sending = (body: string | undefined) => {
    const right = created();
    const bytes = body === undefined ? undefined : new TextEncoder().encode(body);
    return readings([{ ...right, request: { ...right.request, body: bytes } }])[0]?.sent;
  };
  expect(sending('{"a":1}')).toEqual({ a: 1 });
  for (const none of [undefined, '', 'a=1']) expect(sending(none)).toBeUndefined();
});

test('a fault of an answer that the document does not know counts for the status that came', () => {
  const trace = { '/errors/0/detail': 'Traceback (most recent call last)' };
  expect(judge([badRequest({ edit: trace })], { by: [leak] })[0]?.status).toBe('400');
  expect(judge([badRequest({ edit: trace, status: 418 })], { by: [leak] })[0]?.status).toBe('418');
});
